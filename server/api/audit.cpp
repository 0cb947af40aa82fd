// GET /api/v1/audit: the audit trail, newest first. Whose scope is `own` sees the own department's rows only, and of
// the registers' content nobody sees more than in the registers (server/audit/visible_states.h).
#include "server/api/audit.h"

#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/audit/visible_states.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"
#include "shared/json/canonical.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

constexpr std::size_t word_bytes_max = 64;

Result<std::optional<Instant>> query_instant(const Request& request, std::string_view name) {
  const auto ms = MC_TRY(query_number(request, name, {0, static_cast<std::int64_t>(json::safe_integer_max)}));
  if (!ms) return std::nullopt;
  return Instant{*ms};
}

void add_id(json::Writer& writer, std::string_view name, const std::optional<Uuid>& id) {
  writer.key(name);
  if (id)
    writer.value(id->text());
  else
    writer.null();
}

void add_state(json::Writer& writer, std::string_view name, const std::string& state) {
  writer.key(name);
  const auto document = json::parse(state);
  if (document)
    writer.value(document->root());
  else
    writer.null();
}

void add_entry(json::Writer& writer, const audit::Entry& entry, access::Role role) {
  const audit::VisibleStates states = audit::visible_states(role, entry.entity, entry.before, entry.after);
  writer.begin_object().field("sequence", entry.sequence).field("at", entry.at.ms);
  add_id(writer, "actor_id", entry.actor_id);
  writer.field("actor_login", entry.actor_login).field("actor_role", entry.actor_role);
  writer.field("action", entry.action).field("entity", entry.entity);
  add_id(writer, "entity_id", entry.entity_id);
  add_id(writer, "department_id", entry.department_id);
  writer.field("request", entry.request).field("address", entry.address);
  add_state(writer, "before", states.before);
  add_state(writer, "after", states.after);
  writer.key("hash");
  if (states.is_whole)
    writer.value(to_hex(entry.hash));
  else
    writer.null();
  writer.end_object();
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const audit::Query query = MC_TRY(read_audit_query(request, caller));
  const audit::Page page =
      MC_TRY(context.readers.read([&](Database& database) { return audit::read_page(database, query); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const audit::Entry& entry : page.entries) add_entry(writer, entry, caller.user().profile.role);
  writer.end_array().key("next_cursor");
  if (page.next_before_sequence)
    writer.value(std::to_string(*page.next_before_sequence));
  else
    writer.null();
  return json_response(std::move(writer.end_object()).take());
}

}  // namespace

Result<audit::Query> read_audit_query(const Request& request, const Caller& caller) {
  audit::Query query;
  query.within_department = caller.confined_to();
  query.actor_id = MC_TRY(query_id(request, "actor_id"));
  query.entity_id = MC_TRY(query_id(request, "entity_id"));
  query.department_id = MC_TRY(query_id(request, "department_id"));
  query.action = MC_TRY(query_word(request, "action", word_bytes_max));
  query.entity = MC_TRY(query_word(request, "entity", word_bytes_max));
  query.actor_role = MC_TRY(query_word(request, "actor_role", word_bytes_max));
  query.from = MC_TRY(query_instant(request, "from"));
  query.to = MC_TRY(query_instant(request, "to"));
  query.before_sequence =
      MC_TRY(query_number(request, "cursor", {1, static_cast<std::int64_t>(json::safe_integer_max)}));
  const auto limit = MC_TRY(query_number(request, "limit", {1, audit::page_max}));
  query.limit = static_cast<int>(limit.value_or(audit::page_default));
  return query;
}

Reply list_audit_page(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

}  // namespace mingchou::server
