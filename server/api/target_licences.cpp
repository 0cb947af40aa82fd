// GET /api/v1/target-licences: licences that have expired or will, and how many there are: a duty of each department.
#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/api/registers.h"
#include "server/data/readers.h"
#include "shared/registry/expiring_licences.h"

namespace mingchou::server {
namespace {

constexpr int days_max = 3'660;
constexpr int days_default = 30;

Result<std::optional<CivilDate>> query_date(const Request& request, std::string_view name) {
  const auto text = request.query_value(name);
  if (!text) return std::nullopt;
  const auto date = CivilDate::parse(*text);
  if (!date) return fail(Error("server.field_invalid").with("field", name));
  return date;
}

Result<LicenceQuery> read_query(const Request& request, const Caller& caller, CivilDate today) {
  LicenceQuery query;
  query.within = register_confinement(caller);
  if (const auto department = MC_TRY(query_id(request, "department_id")))
    query.department_id = DepartmentId{*department};
  const auto by = MC_TRY(query_date(request, "expires_by"));
  query.by = by.value_or(today.plus_days(days_default));
  if (query.by - today > days_max) return fail(Error("server.field_invalid").with("field", "expires_by"));
  query.from = MC_TRY(query_date(request, "expires_from"));
  query.cursor = request.query_value("cursor").value_or("");
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, licence_page_max})).value_or(licence_page_default));
  return query;
}

void add_licence(json::Writer& writer, const ExpiringLicence& one) {
  const Licence& licence = one.licence;
  writer.begin_object().field("id", licence.id.uuid.text()).field("name", licence.name);
  writer.field("number", licence.number).field("authority", licence.authority);
  if (licence.issued_on) writer.field("issued_on", licence.issued_on->text());
  if (licence.expires_on) writer.field("expires_on", licence.expires_on->text());
  writer.field("target_id", one.target_id.uuid.text()).field("target_name", one.target_name);
  writer.field("department_id", one.department_id.uuid.text()).end_object();
}

/// {"expired": …, "expires_soon": …}: on the first page only.
Result<> add_counts(json::Writer& writer, Database& database, LicenceQuery query, CivilDate today) {
  writer.key("counts");
  if (!query.cursor.empty()) {
    writer.null();
    return {};
  }
  const auto add = [&](std::string_view name, std::optional<CivilDate> from, CivilDate by) -> Result<> {
    query.from = from;
    query.by = by;
    const std::int64_t count = MC_TRY(count_expiring_licences(database, query));
    const bool is_more = count > licences_counted_max;
    writer.key(name).begin_object().field("count", is_more ? licences_counted_max : count);
    writer.field("kind", is_more ? "at_least" : "exact").end_object();
    return {};
  };
  const CivilDate by = query.by;
  writer.begin_object();
  MC_TRY(add("expired", std::nullopt, today.plus_days(-1)));
  MC_TRY(add("expires_soon", today, by));
  writer.end_object();
  return {};
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const CivilDate today = today_of_registers(context);
  const LicenceQuery query = MC_TRY(read_query(request, caller, today));
  return json_response(MC_TRY(context.readers.read([&](Database& database) -> Result<std::string> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    const LicencePage page = MC_TRY(list_expiring_licences(database, query));
    json::Writer writer;
    writer.begin_object().key("items").begin_array();
    for (const ExpiringLicence& one : page.licences) add_licence(writer, one);
    writer.end_array().key("next_cursor");
    if (page.next_cursor)
      writer.value(*page.next_cursor);
    else
      writer.null();
    writer.field("today", today.text()).field("expires_by", query.by.text());
    MC_TRY(add_counts(writer, database, query, today));
    return std::move(writer.end_object()).take();
  })));
}

}  // namespace

Reply list_target_licences(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

}  // namespace mingchou::server
