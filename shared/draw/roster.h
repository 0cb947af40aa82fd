// The two lists that a draw freezes: who may be drawn and who may be matched (spec section 1).
//
// A row shows an id and a salted hash of its attributes; the root over all rows stands in the plan. So the lists are
// fixed before any entropy exists, and a row can be opened alone without giving others away. Runs everywhere.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/crypto/batch_hash.h"
#include "shared/crypto/hash.h"
#include "shared/json/json.h"
#include "shared/log/merkle.h"

namespace mingchou::draw {

using crypto::Digest;
using crypto::Suite;

/// The values are hashed.
enum class RowKind : std::uint8_t { target = 1, inspector = 2 };

/// Why a target can't be drawn; a closed list.
enum class Exclusion : std::uint8_t { none, recently_checked, result_reused, visit_cap, closed, other_task };
inline constexpr std::size_t exclusion_count = 6;
/// The code in a row; "" for none.
std::string_view exclusion_code(Exclusion exclusion);
std::optional<Exclusion> exclusion_from_code(std::string_view code);

struct Target {
  std::string id;
  std::string type;  // such as "enterprise"
  std::string region;
  std::string industry;
  std::string risk;
  std::vector<std::string> tags;  // sorted
  Exclusion excluded = Exclusion::none;
};

struct Inspector {
  std::string id;
  std::string dept;
  std::vector<std::string> certs;         // sorted; those valid through the end of the window
  std::vector<std::string> skills;        // sorted
  std::vector<std::string> recused;       // sorted ids of targets
  std::optional<std::uint64_t> capacity;  // ≥ 1; absent: the plan's max_load
};

inline constexpr std::size_t id_bytes_max = 38;
/// Bytes of one text among the attributes.
inline constexpr std::size_t attribute_bytes_max = 200;
/// Certificates, skills or tags of one row.
inline constexpr std::size_t attribute_entries_max = 100;

/// `[0-9A-Za-z._-]{1,38}`.
bool is_row_id(std::string_view id);

/// Attributes as a row holds them. Errors: json.field_… {field}, whose field begins with the id; draw.id_form {id};
/// draw.credit_code {id}; draw.list_unsorted {id, field}; draw.exclusion_unknown {id, value}.
Result<Target> read_target(std::string_view id, json::Value attributes);
/// Errors: the same without the last.
Result<Inspector> read_inspector(std::string_view id, json::Value attributes);

/// The rules that hold for every row whatever it came from. Errors: draw.id_form, draw.credit_code,
/// draw.list_unsorted, draw.capacity_range {id}.
Result<> check_target(const Target& target);
Result<> check_inspector(const Inspector& inspector);

/// Canonical JSON of the attributes, without the id.
std::string attributes_json(const Target& target);
std::string attributes_json(const Inspector& inspector);
class CanonicalWriter;
/// The same behind what stands in the writer: of rows by the million it keeps its memory.
void write_attributes(CanonicalWriter& writer, const Target& target);

using Salt = ByteArray<16>;

/// Makes salts and rows of one draw. One thread at a time.
class RowMaker {
 public:
  /// `roster_key`: 32 random bytes of this draw.
  RowMaker(Suite suite, BytesView roster_key)
      : suite_(suite), hmac_(suite, roster_key), salts_(suite, roster_key), hasher_(suite) {}

  Suite suite() const { return suite_; }
  /// By which a batch of salts is made, and a batch of rows hashed.
  crypto::BatchHmac& salts() { return salts_; }
  const crypto::BatchHasher& hasher() const { return hasher_; }

  /// The first 16 bytes of HM(roster_key, u8(kind) || id).
  Salt salt(RowKind kind, std::string_view id);
  Bytes row(RowKind kind, std::string_view id, std::string_view attributes) {
    return row_of(suite_, kind, id, salt(kind, id), attributes);
  }

  /// u8(kind) || LP(id) || H(13 || salt || attributes): what anyone computes who was given the salt.
  static Bytes row_of(Suite suite, RowKind kind, std::string_view id, const Salt& salt, std::string_view attributes);

 private:
  Suite suite_;
  crypto::Hmac hmac_;
  crypto::BatchHmac salts_;
  crypto::BatchHasher hasher_;
};

/// Rows that are hashed together: each is written at once into the three messages that are hashed of it.
class RowBatch {
 public:
  /// `rows` must outlive this.
  RowBatch(RowKind kind, RowMaker& rows);

  /// `attributes`: canonical JSON.
  void add(std::string_view id, std::string_view attributes);
  std::size_t size() const { return ids_.size(); }
  /// Of the rows added, in their order: salts[i] = salt(kind, id), leaves[i] = H(00 || row(kind, id, attributes)).
  /// Afterwards it is empty.
  void hash(std::vector<Salt>& salts, std::vector<Digest>& leaves);

 private:
  RowKind kind_;
  RowMaker& rows_;
  crypto::MessageBatch ids_, attributes_, leaves_;
  std::vector<std::size_t> salt_places_, digest_places_;  // in attributes_ and in leaves_
};

/// Takes rows in ascending order of their ids, hashes a batch of them at a time, and gives the root.
class RosterRoot {
 public:
  /// Called for each batch, with the salts of those rows that came behind the last call's.
  using OnSalts = std::function<void(std::span<const Salt>)>;

  /// `rows` must outlive this.
  RosterRoot(RowKind kind, RowMaker& rows, OnSalts on_salts = {})
      : batch_(kind, rows), on_salts_(std::move(on_salts)), builder_(rows.suite()) {}

  /// Error: draw.rows_unordered {id} unless the id stands behind the one before, byte by byte.
  Result<> add(std::string_view id, std::string_view attributes);
  /// Hashes the rows that wait for their batch to be full, and so gives their salts.
  void hash_batch();
  /// Of the rows added so far; hashes the batch first.
  Digest root();
  /// Rows added so far.
  std::uint64_t count() const { return builder_.size() + batch_.size(); }

 private:
  static constexpr std::size_t batch_rows = 128;

  RowBatch batch_;
  OnSalts on_salts_;
  log::RootBuilder builder_;
  std::string last_id_;
  std::vector<Salt> salts_;
  std::vector<Digest> leaves_;
};

}  // namespace mingchou::draw
