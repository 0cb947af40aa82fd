// /api/v1/inspector-duties and receipt-duties: what stands to be done about certificates, and about entries that the
// provincial platform refused, as numbers for the home screen; and /api/v1/visit-caps: how often a target may be
// visited in a year (国办发〔2024〕54号), which the joint meeting's office sets for the county.
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/api/registers.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

constexpr int soon_days = 30, later_days = 60;
constexpr int visits_max_max = 1000;

/// Of each inspector who is active the certificate that lasts longest counts.
Result<std::string> duties_json(Database& database, const std::optional<DepartmentId>& within, CivilDate today) {
  Statement count = MC_TRY(database.prepare(
      "SELECT count(*), coalesce(sum(last IS NULL), 0), coalesce(sum(last < ?2), 0), "
      "coalesce(sum(last BETWEEN ?2 AND ?3), 0), coalesce(sum(last BETWEEN ?2 AND ?4), 0) FROM "
      "(SELECT (SELECT max(expires_on) FROM certificate WHERE inspector_id = inspector.id) AS last FROM inspector "
      "WHERE valid_to IS NULL AND status = 'active' AND (?1 IS NULL OR department_id = ?1))"));
  count.bind_all(within, today.text(), today.plus_days(soon_days).text(), today.plus_days(later_days).text());
  if (!MC_TRY(count.step())) return fail(Error("registry.not_found"));
  json::Writer writer;
  writer.begin_object().field("today", today.text()).field("active", count.int64(0));
  writer.field("without_certificate", count.int64(1)).field("certificate_expired", count.int64(2));
  writer.field("expires_within_30_days", count.int64(3)).field("expires_within_60_days", count.int64(4));
  return std::move(writer.end_object()).take();
}

Result<Response> read_duties(const Caller& caller, Context& context) {
  return json_response(MC_TRY(context.readers.read([&](Database& database) {
    return duties_json(database, register_confinement(caller), today_of_registers(context));
  })));
}

Result<std::int64_t> count_refused(Database& database, std::string_view table, std::string_view department,
                                   const std::optional<DepartmentId>& within) {
  Statement count =
      MC_TRY(database.prepare("SELECT count(*) FROM " + std::string(table) +
                              " WHERE valid_to IS NULL AND receipt_result = 'refused' AND (?1 IS NULL OR " +
                              std::string(department) + " = ?1)"));
  count.bind(1, within);
  MC_TRY(count.step());
  return count.int64(0);
}

Result<Response> read_receipt_duties(const Caller& caller, Context& context) {
  return json_response(MC_TRY(context.readers.read([&](Database& database) -> Result<std::string> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    const auto within = register_confinement(caller);
    json::Writer writer;
    writer.begin_object();
    writer.field("targets_refused", MC_TRY(count_refused(database, "target", "responsible_department_id", within)));
    writer.field("inspectors_refused", MC_TRY(count_refused(database, "inspector", "department_id", within)));
    writer.field("experts_refused", MC_TRY(count_refused(database, "expert", "department_id", within)));
    return std::move(writer.end_object()).take();
  })));
}

std::string cap_json(std::int64_t year, std::int64_t visits_max, std::string_view by, std::string_view reason) {
  json::Writer writer;
  writer.begin_object().field("year", year).field("visits_max", visits_max);
  return std::move(writer.field("recorded_by", by).field("reason", reason).end_object()).take();
}

Result<Response> read_caps(Context& context) {
  return json_response(MC_TRY(context.readers.read([](Database& database) -> Result<std::string> {
    constexpr int years_max = 100;
    Statement list = MC_TRY(
        database.prepare("SELECT year, visits_max, recorded_by, reason FROM visit_cap ORDER BY year DESC LIMIT ?"));
    list.bind(1, years_max);
    std::string items;
    while (MC_TRY(list.step()))
      items += (items.empty() ? "" : ",") + cap_json(list.int64(0), list.int64(1), list.text(2), list.text(3));
    return R"({"items":[)" + items + "]}";
  })));
}

Result<std::string> stored_cap(Database& database, std::int64_t year) {
  Statement find = MC_TRY(database.prepare("SELECT visits_max, recorded_by, reason FROM visit_cap WHERE year = ?"));
  find.bind(1, year);
  if (!MC_TRY(find.step())) return std::string();
  return cap_json(year, find.int64(0), find.text(1), find.text(2));
}

/// A year that is over keeps its cap: its visits were planned by it.
Result<std::int64_t> year_of(const Parameters& parameters, CivilDate today) {
  const auto found = std::ranges::find(parameters, "year", &Parameters::value_type::first);
  const std::string_view text = found == parameters.end() ? std::string_view() : found->second;
  for (const int year : {today.year(), today.year() + 1})
    if (text == std::to_string(year)) return std::int64_t{year};
  return fail(Error("registry.bad_year").with("year", text.substr(0, 8)));
}

Result<Response> set_cap(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const std::int64_t year = MC_TRY(year_of(parameters, today_of_registers(context)));
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  const std::int64_t visits_max = MC_TRY(reader.integer("visits_max", {1, visits_max_max}));
  const std::string reason = MC_TRY(read_reason(reader));
  MC_TRY(reader.refuse_other_fields());
  const std::string& by = caller.user().profile.login;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const std::string before = MC_TRY(stored_cap(database, year));
    MC_TRY(
        database.run("INSERT INTO visit_cap (year, visits_max, recorded_at, recorded_by, reason) VALUES "
                     "(?1, ?2, ?3, ?4, ?5) ON CONFLICT (year) DO UPDATE SET visits_max = ?2, recorded_at = ?3, "
                     "recorded_by = ?4, reason = ?5",
                     year, visits_max, context.clock.now(), by, reason));
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "visit_cap.set",
                          .entity = "visit_cap",
                          .entity_id = {},
                          .department_id = {},
                          .before = before,
                          .after = cap_json(year, visits_max, by, reason)},
                         context.clock.now());
  }));
  return json_response(cap_json(year, visits_max, by, reason));
}

}  // namespace

Reply get_inspector_duties(const Request&, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(read_duties(caller, context));
}
Reply get_receipt_duties(const Request&, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(read_receipt_duties(caller, context));
}
Reply list_visit_caps(const Request&, const Parameters&, const Caller&, Context& context) {
  return reply_of(read_caps(context));
}
Reply put_visit_cap(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(set_cap(request, parameters, caller, context));
}

}  // namespace mingchou::server
