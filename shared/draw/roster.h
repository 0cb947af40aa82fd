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

/// A row before it is hashed; both are views.
struct RowText {
  std::string_view id;
  std::string_view attributes;  // canonical JSON
};

/// Makes salts and rows of one draw. One thread at a time.
class RowMaker {
 public:
  /// `roster_key`: 32 random bytes of this draw.
  RowMaker(Suite suite, BytesView roster_key)
      : suite_(suite), hmac_(suite, roster_key), salts_(suite, roster_key), hasher_(suite) {}

  Suite suite() const { return suite_; }

  /// The first 16 bytes of HM(roster_key, u8(kind) || id).
  Salt salt(RowKind kind, std::string_view id);
  Bytes row(RowKind kind, std::string_view id, std::string_view attributes) {
    return row_of(suite_, kind, id, salt(kind, id), attributes);
  }

  /// u8(kind) || LP(id) || H(13 || salt || attributes): what anyone computes who was given the salt.
  static Bytes row_of(Suite suite, RowKind kind, std::string_view id, const Salt& salt, std::string_view attributes);

  /// Many at once: salts[i] = salt(kind, rows[i].id), leaves[i] = H(00 || row(kind, rows[i].id, rows[i].attributes)).
  /// As many of each; works in memory that is kept for the next call.
  void hash_rows(RowKind kind, std::span<const RowText> rows, std::span<Salt> salts, std::span<Digest> leaves);

 private:
  /// The messages begun since the last clear, one behind the other. Memory is kept, and is longer than what stands in
  /// it: to append piece by piece costs as much as hashing.
  struct Batch {
    void clear() { ends.clear(); }
    /// Where a message of at most so many bytes is written.
    std::uint8_t* room(std::size_t message_bytes) {
      const std::size_t begin = ends.empty() ? 0 : ends.back();
      if (bytes.size() - begin < message_bytes) bytes.resize(std::max(2 * bytes.size(), begin + message_bytes));
      return bytes.data() + begin;
    }
    void end_message(const std::uint8_t* end) { ends.push_back(static_cast<std::size_t>(end - bytes.data())); }
    Bytes bytes;
    std::vector<std::size_t> ends;
  };
  std::span<const crypto::Message> messages_of(const Batch& batch);

  Suite suite_;
  crypto::Hmac hmac_;
  crypto::BatchHmac salts_;
  crypto::BatchHasher hasher_;

  Batch batch_;
  std::vector<crypto::Message> messages_;
  std::vector<Digest> digests_;
};

/// Takes rows in ascending order of their ids, hashes a batch of them at a time, and gives the root.
class RosterRoot {
 public:
  /// Called for each batch, with the salts of those rows that came behind the last call's.
  using OnSalts = std::function<void(std::span<const Salt>)>;

  /// `rows` must outlive this.
  RosterRoot(RowKind kind, RowMaker& rows, OnSalts on_salts = {})
      : kind_(kind), rows_(rows), on_salts_(std::move(on_salts)), builder_(rows.suite()) {}

  /// Error: draw.rows_unordered {id} unless the id stands behind the one before, byte by byte.
  Result<> add(std::string_view id, std::string_view attributes);
  /// Hashes the rows that wait for their batch to be full, and so gives their salts.
  void hash_batch();
  /// Of the rows added so far; hashes the batch first.
  Digest root();
  /// Rows added so far.
  std::uint64_t count() const { return builder_.size() + ends_.size(); }

 private:
  static constexpr std::size_t batch_rows = 512;
  /// Where a row's id and attributes end in texts_.
  struct Ends {
    std::size_t id, attributes;
  };

  RowKind kind_;
  RowMaker& rows_;
  OnSalts on_salts_;
  log::RootBuilder builder_;
  std::string last_id_;

  std::string texts_;
  std::vector<Ends> ends_;
  std::vector<RowText> row_texts_;
  std::vector<Salt> salts_;
  std::vector<Digest> leaves_;
};

}  // namespace mingchou::draw
