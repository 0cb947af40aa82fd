#include "server/audit/trail.h"

#include <algorithm>

#include "server/audit/entry_row.h"
#include "shared/base/hex.h"
#include "shared/json/canonical.h"
#include "shared/json/writer.h"

namespace mingchou::server::audit {
namespace {

crypto::Digest digest_of(BytesView bytes) {
  crypto::Digest digest{};
  std::ranges::copy(bytes.first(std::min(bytes.size(), digest.size())), digest.begin());
  return digest;
}

Result<std::string> canonical_state(const std::string& state) {
  if (state.empty()) return std::string();
  const auto document = json::parse(state);
  if (!document || !document->root().is_object() || state.size() > state_bytes_max)
    return fail(Error("server.internal").because("a state for the audit trail is no JSON object of bounded size"));
  return json::canonical(document->root());
}

Result<> add_state(json::Writer& writer, std::string_view name, const std::string& state) {
  if (state.empty()) return {};
  const json::Document document = MC_TRY(json::parse(state));
  writer.field(name, document.root());
  return {};
}

void add_id(json::Writer& writer, std::string_view name, const std::optional<Uuid>& id) {
  if (id) writer.field(name, id->text());
}

/// Sequence and hash of the last row.
Result<std::pair<std::int64_t, crypto::Digest>> head_of(Database& database) {
  Statement last = MC_TRY(database.prepare("SELECT sequence, hash FROM audit_entry ORDER BY sequence DESC LIMIT 1"));
  if (!MC_TRY(last.step())) return std::pair(std::int64_t{0}, crypto::Digest{});
  return std::pair(last.int64(0), digest_of(last.blob(1)));
}

template <class T>
std::optional<Uuid> uuid_of(const std::optional<T>& id) {
  if (!id) return std::nullopt;
  return id->uuid;
}

Result<> insert(Database& database, const Entry& entry) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? std::optional<std::string>() : std::optional(text);
  };
  return database.run(
      "INSERT INTO audit_entry (sequence, at, actor_id, actor_login, actor_role, action, entity, entity_id, "
      "department_id, request, address, before, after, previous_hash, hash) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      entry.sequence, entry.at, entry.actor_id, entry.actor_login, entry.actor_role, entry.action, entry.entity,
      entry.entity_id, entry.department_id, entry.request, entry.address, text_or_null(entry.before),
      text_or_null(entry.after), BytesView(entry.previous_hash), BytesView(entry.hash));
}

}  // namespace

Entry entry_of(const Statement& row) {
  return {.sequence = row.int64(0),
          .at = row.instant(1),
          .actor_id = row.uuid(2),
          .actor_login = std::string(row.text(3)),
          .actor_role = std::string(row.text(4)),
          .action = std::string(row.text(5)),
          .entity = std::string(row.text(6)),
          .entity_id = row.uuid(7),
          .department_id = row.uuid(8),
          .request = std::string(row.text(9)),
          .address = std::string(row.text(10)),
          .before = std::string(row.text(11)),
          .after = std::string(row.text(12)),
          .previous_hash = digest_of(row.blob(13)),
          .hash = digest_of(row.blob(14))};
}

Result<crypto::Digest> hash_of(const Entry& entry) {
  json::Writer writer;
  writer.begin_object().field("form", "mingchou.audit.1").field("sequence", entry.sequence).field("at", entry.at.ms);
  add_id(writer, "actor_id", entry.actor_id);
  writer.field("actor_login", entry.actor_login).field("actor_role", entry.actor_role);
  writer.field("action", entry.action).field("entity", entry.entity);
  add_id(writer, "entity_id", entry.entity_id);
  add_id(writer, "department_id", entry.department_id);
  writer.field("request", entry.request).field("address", entry.address);
  MC_TRY(add_state(writer, "before", entry.before));
  MC_TRY(add_state(writer, "after", entry.after));
  writer.field("previous_hash", to_hex(entry.previous_hash)).end_object();
  return crypto::hash(crypto::Suite::sha256, as_bytes(MC_TRY(json::canonical(std::move(writer).take()))));
}

Result<> append(Database& database, const Actor& actor, const Event& event, Instant now) {
  const auto [sequence, hash] = MC_TRY(head_of(database));
  Entry entry{.sequence = sequence + 1,
              .at = now,
              .actor_id = uuid_of(actor.id),
              .actor_login = actor.login,
              .actor_role = actor.role,
              .action = std::string(event.action),
              .entity = std::string(event.entity),
              .entity_id = event.entity_id,
              .department_id = uuid_of(event.department_id),
              .request = actor.request,
              .address = actor.address,
              .before = MC_TRY(canonical_state(event.before)),
              .after = MC_TRY(canonical_state(event.after)),
              .previous_hash = hash};
  entry.hash = MC_TRY(hash_of(entry));
  return insert(database, entry);
}

Result<ChainReport> check_chain(Database& database) {
  ChainReport report;
  Statement rows =
      MC_TRY(database.prepare("SELECT " + std::string(entry_columns) + " FROM audit_entry ORDER BY sequence"));
  while (MC_TRY(rows.step())) {
    const Entry entry = entry_of(rows);
    const auto hash = hash_of(entry);
    const bool follows = entry.sequence == report.entries + 1 && entry.previous_hash == report.head;
    if (!follows || !hash || *hash != entry.hash) {
      report.broken_sequence = report.entries + 1;
      return report;
    }
    ++report.entries;
    report.head = entry.hash;
  }
  return report;
}

}  // namespace mingchou::server::audit
