// /api/v1/item-list-gaps: where supervision has a hole (监管真空). Targets are of the own department for whom the
// register ends there; who sees the register without personal data gets no names, since a self-employed one may bear a
// person's.
#include "server/api/handlers.h"
#include "server/api/item_lists.h"
#include "server/data/readers.h"
#include "shared/items/coverage.h"

namespace mingchou::server {
namespace {

Result<items::UncoveredQuery> read_query(const Request& request, const Caller& caller, CivilDate today) {
  items::UncoveredQuery query{.day = today};
  if (const auto id = MC_TRY(query_id(request, "responsible_department_id")))
    query.responsible_department_id = DepartmentId{*id};
  const auto own = caller.scope == Scope::own ? caller.confined_to() : std::nullopt;
  if (own) query.responsible_department_id = own;
  if (const auto cursor = MC_TRY(query_id(request, "cursor"))) query.after = {*cursor};
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  return query;
}

void write_text(json::Writer& writer, std::string_view name, const std::optional<std::string>& text) {
  writer.key(name);
  if (text)
    writer.value(*text);
  else
    writer.null();
}

Result<Response> targets(const Request& request, const Caller& caller, Context& context) {
  const items::UncoveredQuery query = MC_TRY(read_query(request, caller, today_of(context)));
  const items::UncoveredPage page =
      MC_TRY(context.readers.read([&](Database& database) { return items::read_uncovered(database, query); }));
  const bool shows_names = caller.scope != Scope::without_personal_data;
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const items::UncoveredTarget& target : page.targets) {
    writer.begin_object().field("id", target.id.uuid.text()).field("kind", text_of(target.kind));
    write_text(writer, "name", shows_names ? std::optional(target.name) : std::nullopt);
    write_text(writer, "industry_code", target.industry_code);
    writer.field("responsible_department_id", target.responsible_department_id.uuid.text()).end_object();
  }
  writer.end_array();
  write_id(writer, "next_cursor", page.next);
  return json_response(std::move(writer.end_object()).take());
}

Result<Response> list_items(const Caller& caller, Context& context) {
  const auto gaps = MC_TRY(context.readers.read(
      [&](Database& database) { return items::read_item_gaps(database, today_of(context), caller.confined_to()); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const items::ItemGap& gap : gaps) {
    writer.begin_object().field("list_id", gap.list_id.uuid.text()).field("version_id", gap.version_id.uuid.text());
    writer.field("item_id", gap.item_id.uuid.text()).field("code", gap.code).field("name", gap.name);
    writer.field("department_id", gap.department_id.uuid.text()).field("problem", text_of(gap.problem));
    writer.field("inspector_count", gap.inspector_count);
    writer.field("is_without_inspecting_department", gap.is_without_inspecting_department).end_object();
  }
  return json_response(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply list_uncovered_targets(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(targets(request, caller, context));
}

Reply list_item_gaps(const Request&, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list_items(caller, context));
}

}  // namespace mingchou::server
