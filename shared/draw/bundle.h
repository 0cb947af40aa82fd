// Bundles: a draw as a file that proves itself (spec section 7), written line by line.
//
// JSON Lines, each line its own canonical JSON (strict profile) with a member "line" that names it. Lines come in this
// order; those marked * any number of times:
//
//   bundle {kind, v}          kind: "audit", "public" or "proof"
//   key* {role, vkey}         role: "log", "witness" (in plan order, of all witnesses or of none), "cosigner"
//   plan {plan}
//   roster_key {value}        audit, and public with everything opened
//   target* {attributes, id}  in id order; of a proof one, with {index, path, salt} too
//   inspector* {attributes, id}
//   entropy* {name, value}    in plan order
//   note* {note}              statements of witnesses: consents, reveals, strikes
//   stratum* {eligible, name, quota}, each followed by its selected* {ids} and substitutes* {ids}
//   order* {ids}, team* {inspectors, target}
//   row* {digest, id, index, path}          public without attributes: the selected, in draw order
//   fate {…}                                proof: see ProofContent
//   result {hash, nonce?}
//   leaf* {at, hash?, index, nonce?, path, type}
//   early {consistency, note, path}         may be missing: see EarlyCheckpoint
//   checkpoint {note}
//   end {sha256}              of all bytes before this line
//
// Long lists of ids are cut into lines of ids_per_line.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/plan.h"
#include "shared/draw/result.h"
#include "shared/draw/roster.h"
#include "shared/log/note.h"

namespace mingchou::draw {

inline constexpr std::size_t ids_per_line = 1000;
/// What a verifier keeps of a bundle besides its rosters, whoever wrote it.
inline constexpr std::size_t bundle_keys_max = 600;
inline constexpr std::size_t bundle_notes_max = 600;
inline constexpr std::size_t bundle_leaves_max = 16;

enum class BundleKind : std::uint8_t { audit, open, proof };
/// "audit", "public", "proof".
std::string_view bundle_kind_name(BundleKind kind);

/// A leaf of the log and its way to the checkpoint's root.
struct LeafProof {
  std::string type;  // "plan" or "result"
  std::uint64_t at_s = 0;
  std::uint64_t index = 0;
  std::vector<Digest> path;
  /// Of a concealed leaf: its nonce if the body is in the bundle, else its hash.
  std::optional<Digest> nonce;
  std::optional<Digest> hash;
};

/// The log as cosigners saw it when the plan stood in it and the public value was still far off.
struct EarlyCheckpoint {
  std::string note;                 // a signed note
  std::vector<Digest> path;         // of the plan's leaf to its root
  std::vector<Digest> consistency;  // from it to the bundle's checkpoint
};

/// What all kinds have.
struct BundleContent {
  Plan plan;
  std::optional<log::VerifierKey> log_key;
  std::vector<log::VerifierKey> witness_keys;  // in plan order; none for a draw without signatures
  std::vector<log::VerifierKey> cosigner_keys;
  std::vector<Bytes> values;       // in plan order
  std::vector<std::string> notes;  // signed statements
  std::vector<LeafProof> leaves;   // with log_key: the plan's, the result's; none without a log
  std::optional<EarlyCheckpoint> early;
  std::string checkpoint;  // a signed note; "" without a log
};

/// Everything opened.
struct OpenedRosters {
  Bytes roster_key;
  std::span<const Target> targets;        // in id order
  std::span<const Inspector> inspectors;  // in id order
};

/// Takes the text of the file piece by piece.
using BundleSink = std::function<Result<>(std::string_view)>;

/// Whether a stratum asks for what is internal: risk classes, or tags, any of which may be.
bool uses_internal_attributes(const Plan& plan);

/// Errors of all: what `sink` returns; json.line_too_long if a line has no room.
/// `kind` is audit, or open where uses_internal_attributes() is false.
Result<> write_opened_bundle(BundleKind kind, const BundleContent& content, const OpenedRosters& rosters,
                             const DrawResult& result, const BundleSink& sink);

/// Of a sealed draw whose window is not over nobody is named.
enum class Names : std::uint8_t { published, withheld };
/// For the public where a stratum uses internal attributes: no attributes, salts or tickets. `rows` are those of the
/// whole target roster, in id order.
Result<> write_closed_bundle(const BundleContent& content, std::span<const Bytes> rows, const DrawResult& result,
                             Names names, const BundleSink& sink);

/// The fate of one target.
struct ProofContent {
  Target target;
  Salt salt{};
  std::uint64_t index = 0;   // in the roster
  std::vector<Digest> path;  // to the plan's target root
  /// The highest ticket selected in its stratum; nothing if the stratum selected none, or for a target that could not
  /// be drawn.
  std::optional<Digest> last_ticket;
};
Result<> write_proof_bundle(const BundleContent& content, const ProofContent& proof, const BundleSink& sink);

/// The first line, and the last with the hash of all before it.
std::string bundle_line(BundleKind kind);
std::string end_line(const Digest& digest);
/// The lines that a result makes, without "result" itself; each canonical.
void for_each_result_line(const DrawResult& result, const std::function<void(std::string)>& on_line);
/// The line "result".
std::string result_line(const Digest& hash, const std::optional<Digest>& nonce);
/// The line "row" of a target.
std::string row_line(std::string_view id, BytesView digest, std::uint64_t index, std::span<const Digest> path);
/// The line "fate" of a target with a ticket, or of one that was excluded or is in no stratum.
std::string fate_line(const Plan& plan, const ProofContent& proof, const Digest& ticket);
/// The line of a leaf.
std::string leaf_line(const LeafProof& leaf);

}  // namespace mingchou::draw
