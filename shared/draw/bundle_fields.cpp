#include "shared/draw/bundle_fields.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/draw/digest_field.h"
#include "shared/draw/encoding.h"
#include "shared/json/canonical.h"
#include "shared/json/fields.h"

namespace mingchou::draw {
namespace {

using json::ObjectReader;

constexpr json::Range natural = {0, static_cast<std::int64_t>(json::safe_integer_max)};
/// A tree of 2^64 leaves has no longer path.
constexpr json::Size path_size = {0, 64};

/// A reader that has seen the line's name.
Result<ObjectReader> open_line(json::Value line) {
  ObjectReader reader = MC_TRY(ObjectReader::of(line));
  MC_TRY(reader.text("line"));
  return reader;
}

Result<std::optional<Digest>> read_optional_digest(ObjectReader& reader, std::string_view key) {
  if (!reader.has(key)) return std::nullopt;
  return MC_TRY(read_digest(reader, key));
}

Result<std::vector<Digest>> read_path(ObjectReader& reader, std::string_view key = "path") {
  std::vector<Digest> path;
  for (const std::string_view text : MC_TRY(reader.texts(key, path_size)))
    path.push_back(MC_TRY(digest_of(text, reader.path_of(key))));
  return path;
}

Result<std::uint64_t> read_number(ObjectReader& reader, std::string_view key) {
  return static_cast<std::uint64_t>(MC_TRY(reader.integer(key, natural)));
}

}  // namespace

Result<std::pair<std::string, log::VerifierKey>> read_key_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  const std::string role(MC_TRY(reader.text("role")));
  const std::string_view vkey = MC_TRY(reader.text("vkey"));
  MC_TRY(reader.refuse_other_fields());
  const log::VerifierKey key = MC_TRY(log::VerifierKey::parse(vkey));
  const bool is_cosignature = key.type == log::SignatureType::cosignature;
  if (is_cosignature != (role == "cosigner")) return fail(Error("log.key_form"));
  return std::pair(role, key);
}

Result<Plan> read_plan_member(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  const json::Value plan = MC_TRY(reader.value("plan"));
  MC_TRY(reader.refuse_other_fields());
  const std::string text = MC_TRY(json::strict_canonical(plan));
  return parse_plan(text);
}

Result<Bytes> read_roster_key_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  const Digest key = MC_TRY(read_digest(reader, "value"));
  MC_TRY(reader.refuse_other_fields());
  return Bytes(key.begin(), key.end());
}

Result<Target> read_target_row(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  const std::string_view id = MC_TRY(reader.text("id"));
  const json::Value attributes = MC_TRY(reader.value("attributes"));
  MC_TRY(reader.refuse_other_fields());
  return read_target(id, attributes);
}

Result<Inspector> read_inspector_row(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  const std::string_view id = MC_TRY(reader.text("id"));
  const json::Value attributes = MC_TRY(reader.value("attributes"));
  MC_TRY(reader.refuse_other_fields());
  return read_inspector(id, attributes);
}

Result<SourceValue> read_value_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  SourceValue source;
  source.name = MC_TRY(reader.text("name"));
  auto value = from_hex(MC_TRY(reader.text("value")));
  if (!value) return fail(Error("draw.hash_form").with("field", "value"));
  source.value = *std::move(value);
  MC_TRY(reader.refuse_other_fields());
  return source;
}

Result<std::string> read_note_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  std::string note(MC_TRY(reader.text("note")));
  MC_TRY(reader.refuse_other_fields());
  return note;
}

Result<StratumResult> read_stratum_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  StratumResult stratum;
  stratum.name = MC_TRY(reader.text("name"));
  stratum.eligible = MC_TRY(read_number(reader, "eligible"));
  stratum.quota = MC_TRY(read_number(reader, "quota"));
  MC_TRY(reader.refuse_other_fields());
  return stratum;
}

Bytes OpenRow::bytes() const {
  return Encoder().u8(static_cast<std::uint8_t>(RowKind::target)).counted(id).raw(digest).take();
}

Result<OpenRow> read_row_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  OpenRow row;
  row.id = MC_TRY(reader.text("id", {1, id_bytes_max}));
  row.digest = MC_TRY(read_digest(reader, "digest"));
  row.index = MC_TRY(read_number(reader, "index"));
  row.path = MC_TRY(read_path(reader));
  MC_TRY(reader.refuse_other_fields());
  return row;
}

Result<ResultHead> read_result_head(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  ResultHead head;
  head.hash = MC_TRY(read_digest(reader, "hash"));
  head.nonce = MC_TRY(read_optional_digest(reader, "nonce"));
  MC_TRY(reader.refuse_other_fields());
  return head;
}

Result<LeafProof> read_leaf_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  LeafProof leaf;
  leaf.type = MC_TRY(reader.text("type"));
  leaf.at_s = MC_TRY(read_number(reader, "at"));
  leaf.index = MC_TRY(read_number(reader, "index"));
  leaf.path = MC_TRY(read_path(reader));
  leaf.nonce = MC_TRY(read_optional_digest(reader, "nonce"));
  leaf.hash = MC_TRY(read_optional_digest(reader, "hash"));
  MC_TRY(reader.refuse_other_fields());
  return leaf;
}

Result<EarlyCheckpoint> read_early_line(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  EarlyCheckpoint early;
  early.note = MC_TRY(reader.text("note"));
  early.path = MC_TRY(read_path(reader));
  early.consistency = MC_TRY(read_path(reader, "consistency"));
  MC_TRY(reader.refuse_other_fields());
  return early;
}

Result<ProofContent> read_proof_target(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  const std::string_view id = MC_TRY(reader.text("id"));
  const json::Value attributes = MC_TRY(reader.value("attributes"));
  ProofContent proof;
  proof.target = MC_TRY(read_target(id, attributes));
  const auto salt = from_hex(MC_TRY(reader.text("salt")));
  if (!salt || salt->size() != proof.salt.size()) return fail(Error("draw.hash_form").with("field", "salt"));
  std::ranges::copy(*salt, proof.salt.begin());
  proof.index = MC_TRY(read_number(reader, "index"));
  proof.path = MC_TRY(read_path(reader));
  MC_TRY(reader.refuse_other_fields());
  return proof;
}

Result<std::optional<Digest>> read_last_ticket(json::Value line) {
  ObjectReader reader = MC_TRY(open_line(line));
  return read_optional_digest(reader, "last_ticket");
}

}  // namespace mingchou::draw
