#include "server/api/register_answers.h"

#include "shared/access/register_fields.h"
#include "shared/registry/rules.h"

namespace mingchou::server {
namespace {

void add_json(json::Writer& writer, std::string_view text) {
  const auto document = json::parse(text);
  if (document)
    writer.value(document->root());
  else
    writer.null();
}

}  // namespace

std::optional<DepartmentId> register_confinement(const Caller& caller) {
  if (caller.scope == Scope::without_personal_data) return std::nullopt;
  return caller.confined_to();
}

bool may_see(const Caller& caller, std::string_view entity, std::string_view field) {
  return access::may_see_field(caller.user().profile.role, entity, field.substr(0, field.find('/')));
}

void add_visible_members(json::Writer& writer, const Caller& caller, std::string_view entity,
                         std::string_view content) {
  const auto document = json::parse(content);
  if (!document) return;
  for (const auto& [key, value] : document->root().members())
    if (may_see(caller, entity, key)) writer.field(key, value);
}

void add_state(json::Writer& writer, const EntityState& state) {
  writer.field("revision", state.revision).field("valid_from", state.valid_from.text());
  if (state.valid_to) writer.field("valid_to", state.valid_to->text());
  writer.field("recorded_at", state.recorded_at.ms).field("recorded_by", state.recorded_by);
  writer.field("reason", state.reason);
}

std::string history_json(const HistoryPage& page, const Caller& caller, std::string_view entity) {
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const HistoryEntry& entry : page.entries) {
    writer.begin_object();
    add_state(writer, entry.state);
    writer.key("changes").begin_array();
    for (const FieldChange& change : entry.changes) {
      if (!may_see(caller, entity, change.field)) continue;
      writer.begin_object().field("field", change.field).key("before");
      add_json(writer, change.before);
      writer.key("after");
      add_json(writer, change.after);
      writer.end_object();
    }
    writer.end_array().end_object();
  }
  writer.end_array().key("next_cursor");
  if (page.next_before_revision)
    writer.value(std::to_string(*page.next_before_revision));
  else
    writer.null();
  return std::move(writer.end_object()).take();
}

CivilDate today_of_registers(Context& context) { return shanghai_date(context.clock.now()); }

Recorded recorded_now(const Caller& caller, Context& context, std::string reason) {
  return {today_of_registers(context), context.clock.now(), caller.user().profile.login, std::move(reason)};
}

Result<std::int64_t> if_match_revision(const Request& request) {
  const auto tag = request.header("If-Match");
  if (!tag) return fail(Error("registry.revision_needed"));
  std::string_view text = trimmed(*tag);
  constexpr std::size_t digits_max = 18;
  const bool is_quoted = text.size() > 2 && text.size() <= digits_max + 2 && text.front() == '"' && text.back() == '"';
  if (!is_quoted) return fail(Error("registry.changed_meanwhile"));
  std::int64_t revision = 0;
  for (const char c : text.substr(1, text.size() - 2)) {
    if (c < '0' || c > '9') return fail(Error("registry.changed_meanwhile"));
    revision = revision * 10 + (c - '0');
  }
  return revision;
}

Result<std::string> read_reason(json::ObjectReader& reader) {
  const std::string_view typed = MC_TRY(reader.text("reason", {0, 4096}));
  std::string reason = MC_TRY(tidy_text(typed, "reason", limits::register_text_characters_max));
  if (reason.empty()) return fail(Error("registry.field_needed").with("field", "reason"));
  return reason;
}

}  // namespace mingchou::server
