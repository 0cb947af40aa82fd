// Lists of the registers: GET /api/v1/targets (any filters and words, over the index), inspectors, experts.
//
// Inspectors and experts are some hundreds, so their filters are looked at row by row.
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/api/registers.h"
#include "server/data/readers.h"
#include "shared/codes/credit_code.h"
#include "shared/registry/content.h"
#include "shared/registry/rules.h"
#include "shared/registry/target_list.h"

namespace mingchou::server {
namespace {

constexpr std::size_t word_bytes_max = 64;
constexpr std::size_t cursor_bytes_max = 128;
constexpr int people_page_default = 50, people_page_max = 200;

template <class Enum>
Result<std::optional<Enum>> query_value(const Request& request, std::string_view name,
                                        std::optional<Enum> (*from)(std::string_view)) {
  const auto text = request.query_value(name);
  if (!text) return std::nullopt;
  const auto value = from(*text);
  if (!value) return fail(Error("server.field_invalid").with("field", name));
  return value;
}

template <class IdType>
Result<std::optional<IdType>> query_as(const Request& request, std::string_view name) {
  const auto id = MC_TRY(query_id(request, name));
  if (!id) return std::nullopt;
  return IdType{*id};
}

Result<TargetQuery> read_target_query(const Request& request, const Caller& caller) {
  TargetQuery query;
  TargetFilter& filter = query.filter;
  filter.within = register_confinement(caller);
  filter.department_id = MC_TRY(query_as<DepartmentId>(request, "department_id"));
  filter.kind = MC_TRY(query_value(request, "kind", target_kind_from));
  filter.status = MC_TRY(query_value(request, "status", target_status_from));
  filter.township_code = MC_TRY(query_word(request, "township_code", word_bytes_max));
  filter.industry_code = MC_TRY(query_word(request, "industry_code", word_bytes_max));
  filter.tag_id = MC_TRY(query_as<TagId>(request, "tag_id"));
  filter.risk_class = MC_TRY(query_word(request, "risk_class", 1));
  // A filter tells as much as a column.
  if (filter.risk_class && !may_see(caller, "target", "risk_class")) return fail(Error("account.not_allowed"));
  filter.receipt = MC_TRY(query_value(request, "receipt", receipt_result_from));
  filter.text = request.query_value("text").value_or("");
  query.order = MC_TRY(query_value(request, "sort", target_order_from)).value_or(TargetOrder::created);
  query.cursor = request.query_value("cursor").value_or("");
  if (query.cursor.size() > cursor_bytes_max) return fail(Error("registry.bad_cursor"));
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, target_page_max})).value_or(target_page_default));
  // Both become words of the index.
  for (const auto& [code, name] : {std::pair{&filter.township_code, "township_code"},
                                   {&filter.industry_code, "industry_code"},
                                   {&filter.risk_class, "risk_class"}})
    if (*code && !std::ranges::all_of(**code, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'D'); }))
      return fail(Error("server.field_invalid").with("field", name));
  return query;
}

void add_text(json::Writer& writer, std::string_view key, const std::optional<std::string>& text) {
  if (text) writer.field(key, *text);
}

/// Of what not everybody may see.
struct Shown {
  bool risk = false, receipt_message = false;
};
Shown shown_to(const Caller& caller) {
  return {may_see(caller, "target", "risk_class"), may_see(caller, "target", "receipt_message")};
}

void add_summary(json::Writer& writer, const TargetSummary& target, const Shown& shown) {
  writer.begin_object().field("id", target.id.uuid.text()).field("kind", target.kind).field("name", target.name);
  add_text(writer, "credit_code", target.credit_code);
  add_text(writer, "registration_number", target.registration_number);
  writer.field("status", target.status).field("township_code", target.township_code);
  add_text(writer, "industry_code", target.industry_code);
  writer.field("responsible_department_id", target.responsible_department_id.uuid.text());
  add_text(writer, "station", target.station);
  add_text(writer, "area", target.area);
  add_text(writer, "last_checked_on", target.last_checked_on);
  if (shown.risk) add_text(writer, "risk_class", target.risk_class);
  if (target.receipt.result != ReceiptResult::none) writer.field("receipt_result", text_of(target.receipt.result));
  if (shown.receipt_message) add_text(writer, "receipt_message", target.receipt.message);
  if (target.receipt.on) writer.field("receipt_on", target.receipt.on->text());
  writer.key("tags").begin_array();
  for (const TagId& tag : target.tags) writer.value(tag.uuid.text());
  writer.end_array().field("revision", target.revision).end_object();
}

void add_cursor(json::Writer& writer, const std::optional<std::string>& cursor) {
  writer.key("next_cursor");
  if (cursor)
    writer.value(*cursor);
  else
    writer.null();
}

std::string to_json(const TargetPage& page, const Shown& shown) {
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const TargetSummary& target : page.targets) add_summary(writer, target, shown);
  writer.end_array();
  add_cursor(writer, page.next_cursor);
  writer.key("total");
  if (page.total)
    writer.begin_object().field("count", page.total->count).field("kind", text_of(page.total->kind)).end_object();
  else
    writer.null();
  return std::move(writer.end_object()).take();
}

Result<Response> list_targets_for(const Request& request, const Caller& caller, Context& context) {
  const TargetQuery query = MC_TRY(read_target_query(request, caller));
  const TargetPage page = MC_TRY(context.readers.read([&](Database& database) -> Result<TargetPage> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    return list_targets(database, query);
  }));
  return json_response(to_json(page, shown_to(caller)));
}

struct PeopleQuery {
  std::optional<DepartmentId> within, department_id;
  std::string status, text, expires_by, person_kind, receipt;
  Uuid after;
  int limit = people_page_default;
};

Result<PeopleQuery> read_people_query(const Request& request, const Caller& caller) {
  PeopleQuery query;
  query.within = register_confinement(caller);
  query.department_id = MC_TRY(query_as<DepartmentId>(request, "department_id"));
  query.status = MC_TRY(query_word(request, "status", word_bytes_max)).value_or("");
  query.text = MC_TRY(query_word(request, "text", 4 * word_bytes_max)).value_or("");
  if (const auto kind = MC_TRY(query_value(request, "person_kind", person_kind_from)))
    query.person_kind = text_of(*kind);
  if (const auto receipt = MC_TRY(query_value(request, "receipt", receipt_result_from)))
    query.receipt = text_of(*receipt);
  // Names are searched by who may read them.
  if (!query.text.empty() && caller.scope == Scope::without_personal_data) return fail(Error("account.not_allowed"));
  if (const auto day = request.query_value("certificates_expire_by")) {
    if (!CivilDate::parse(*day)) return fail(Error("server.field_invalid").with("field", "certificates_expire_by"));
    query.expires_by = *day;
  }
  query.after = MC_TRY(query_id(request, "cursor")).value_or(Uuid{});
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, people_page_max})).value_or(people_page_default));
  return query;
}

template <class Entity>
struct People;
template <>
struct People<Inspector> {
  static constexpr std::string_view name = "inspector";
  /// None of whose certificates lasts beyond a day: the expired ones and those who will be.
  static constexpr std::string_view query =
      "SELECT id FROM inspector WHERE valid_to IS NULL AND id > ?1 AND (?2 IS NULL OR department_id = ?2) "
      "AND (?3 IS NULL OR department_id = ?3) AND (?4 = '' OR status = ?4) "
      "AND (?5 = '' OR instr(name, ?5) > 0 OR instr(staff_number, ?5) > 0 OR EXISTS "
      "(SELECT 1 FROM certificate WHERE inspector_id = inspector.id AND instr(number, ?9) > 0)) "
      "AND (?6 = '' OR NOT EXISTS (SELECT 1 FROM certificate WHERE inspector_id = inspector.id AND expires_on > ?6)) "
      "AND (?7 = '' OR person_kind = ?7) AND (?10 = '' OR coalesce(receipt_result, 'none') = ?10) ORDER BY id LIMIT ?8";
};
template <>
struct People<Expert> {
  static constexpr std::string_view name = "expert";
  static constexpr std::string_view query =
      "SELECT id FROM expert WHERE valid_to IS NULL AND id > ?1 AND (?2 IS NULL OR department_id = ?2) "
      "AND (?3 IS NULL OR department_id = ?3) AND (?4 = '' OR status = ?4) "
      "AND (?5 = '' OR instr(name, ?5) > 0 OR instr(institution, ?5) > 0) AND ?6 = ?6 AND ?7 = ?7 AND ?9 = ?9 "
      "AND (?10 = '' OR coalesce(receipt_result, 'none') = ?10) ORDER BY id LIMIT ?8";
};

template <class Entity>
Result<std::string> people_json(Database& database, const PeopleQuery& query, const Caller& caller, CivilDate today) {
  using IdType = decltype(Entity::id);
  Statement list = MC_TRY(database.prepare(People<Entity>::query));
  list.bind_all(query.after, query.within, query.department_id, query.status, query.text, query.expires_by,
                query.person_kind, query.limit + 1, normalise_code(query.text), query.receipt);
  std::vector<IdType> ids;
  while (MC_TRY(list.step())) ids.push_back({list.uuid(0).value_or(Uuid{})});
  std::optional<std::string> next_cursor;
  if (ids.size() > static_cast<std::size_t>(query.limit)) {
    ids.pop_back();
    next_cursor = ids.back().uuid.text();
  }
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const IdType& id : ids) {
    const auto found = MC_TRY(find_entity(database, id));
    if (!found) continue;
    writer.begin_object();
    add_visible_members(writer, caller, People<Entity>::name, content_of(found->entity));
    add_state(writer, found->state);
    if constexpr (std::is_same_v<Entity, Inspector>) {
      writer.key("draw_bar");
      if (const auto bar = draw_bar_on(found->entity, today))
        writer.value(text_of(*bar));
      else
        writer.null();
    }
    writer.end_object();
  }
  (void)today;
  writer.end_array();
  add_cursor(writer, next_cursor);
  return std::move(writer.end_object()).take();
}

template <class Entity>
Result<Response> list_people(const Request& request, const Caller& caller, Context& context) {
  const PeopleQuery query = MC_TRY(read_people_query(request, caller));
  return json_response(MC_TRY(context.readers.read([&](Database& database) -> Result<std::string> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    return people_json<Entity>(database, query, caller, today_of_registers(context));
  })));
}

}  // namespace

Reply list_targets_page(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list_targets_for(request, caller, context));
}

Reply list_inspectors_page(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list_people<Inspector>(request, caller, context));
}

Reply list_experts_page(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list_people<Expert>(request, caller, context));
}

}  // namespace mingchou::server
