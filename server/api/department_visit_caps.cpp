// /api/v1/department-visit-caps: how often a department may visit one target in a year (国办发〔2024〕54号). A
// department's administrator sets it for the own department, the joint meeting's office for any; visit-caps has the
// county's own.
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/item_lists.h"
#include "server/api/joint_visits.h"
#include "server/api/register_answers.h"
#include "server/checks/visit_cap_store.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

void write_cap(json::Writer& writer, const StoredCap& cap) {
  writer.begin_object().field("department_id", cap.department_id.uuid.text());
  writer.field("department_name", cap.department_name);
  write_number(writer, "visits_max", cap.visits_max);
  writer.field("reason", cap.reason).field("recorded_by", cap.recorded_by);
  write_instant(writer, "recorded_at", cap.recorded_at);
  writer.field("revision", cap.revision).end_object();
}

/// That a cap is there is no secret: whoever plans looks at those of all departments.
Result<Response> list(const Request& request, Context& context) {
  const auto asked = MC_TRY(query_number(request, "year", {2000, 9999}));
  const int year = asked ? static_cast<int>(*asked) : today_of(context).year();
  const auto caps = MC_TRY(context.readers.read([&](Database& database) { return read_caps(database, year, {}); }));
  json::Writer writer;
  writer.begin_object().field("year", year).key("items").begin_array();
  for (const StoredCap& cap : caps) write_cap(writer, cap);
  return json_response(std::move(writer.end_array().end_object()).take());
}

struct CapBody {
  std::optional<std::int64_t> visits_max;
  std::string reason;
};

Result<CapBody> read_cap(json::ObjectReader& reader) {
  CapBody body;
  const json::Value value = MC_TRY(reader.value("visits_max"));
  if (!value.is_null()) body.visits_max = MC_TRY(reader.integer("visits_max", {1, tasks::department_visits_max}));
  body.reason = MC_TRY(read_typed_reason(reader));
  return body;
}

std::string cap_json(const StoredCap& cap, int year) {
  json::Writer writer;
  writer.begin_object().field("year", year);
  write_number(writer, "visits_max", cap.visits_max);
  return std::move(writer.field("reason", cap.reason).end_object()).take();
}

/// A year that is over keeps its caps: its visits were planned by them.
Result<int> path_year(const Parameters& parameters, CivilDate today) {
  const auto found = std::ranges::find(parameters, "year", &Parameters::value_type::first);
  const std::string_view text = found == parameters.end() ? std::string_view() : found->second;
  for (const int year : {today.year(), today.year() + 1})
    if (text == std::to_string(year)) return year;
  return fail(Error("registry.bad_year").with("year", text.substr(0, 8)));
}

Result<Response> put(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const int year = MC_TRY(path_year(parameters, today_of(context)));
  const DepartmentId department{MC_TRY(path_id(request, parameters, "department"))};
  if (!caller.reaches(department)) return fail(Error("account.not_allowed"));
  const std::int64_t expected = MC_TRY(if_match_revision(request));
  const CapBody body = MC_TRY(read_body(request, read_cap));
  json::Writer writer;
  std::int64_t revision = 0;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const auto before = MC_TRY(read_caps(database, year, department));
    const StoredCap after = MC_TRY(set_cap(database, department, year, expected, body.visits_max, body.reason, write));
    write_cap(writer, after);
    revision = after.revision;
    const bool was_set = !before.empty() && before.front().recorded_at.has_value();
    return Recorded{"department_visit_cap.set",
                    "department_visit_cap",
                    department.uuid,
                    department,
                    was_set ? cap_json(before.front(), year) : std::string(),
                    cap_json(after, year)};
  }));
  Response response = json_response(std::move(writer).take());
  set_revision_tag(response, revision);
  return response;
}

}  // namespace

Reply list_department_visit_caps(const Request& request, const Parameters&, const Caller&, Context& context) {
  return reply_of(list(request, context));
}

Reply put_department_visit_cap(const Request& request, const Parameters& parameters, const Caller& caller,
                               Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(put(request, parameters, caller, context));
}

}  // namespace mingchou::server
