// /api/v1/plans/{plan}/versions/{version}/rows: the rows of a version. Those of a draft are added, changed and removed
// by who keeps them, each change with the revision of the row that it is about.
#include "server/api/handlers.h"
#include "server/api/plans.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

using plans::Row;
using plans::RowId;
using plans::StoredRow;
using plans::Version;

Response row_answer(const StoredRow& row) {
  Response response = json_response(plan_row_json(row));
  set_revision_tag(response, row.revision);
  return response;
}

struct RowQuery {
  /// Which the department initiates or takes part in.
  std::optional<DepartmentId> department_id;
  std::int64_t after_position = 0;
  std::size_t limit = items::page_default;
};

Result<RowQuery> read_query(const Request& request) {
  RowQuery query;
  if (const auto id = MC_TRY(query_id(request, "department_id"))) query.department_id = DepartmentId{*id};
  query.after_position = MC_TRY(query_number(request, "cursor", {0, 1'000'000'000})).value_or(0);
  query.limit = static_cast<std::size_t>(
      MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  return query;
}

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const RowQuery query = MC_TRY(read_query(request));
  auto rows = MC_TRY(context.readers.read([&](Database& database) { return seen_rows(database, version, caller); }));
  std::erase_if(rows, [&](const StoredRow& stored) {
    return stored.position <= query.after_position ||
           (query.department_id && !stored.row.concerns(*query.department_id));
  });
  const bool has_more = rows.size() > query.limit;
  if (has_more) rows.resize(query.limit);
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const StoredRow& row : rows) {
    const auto document = json::parse(plan_row_json(row));
    if (document) writer.value(document->root());
  }
  writer.end_array().key("next_cursor");
  if (has_more)
    writer.value(std::to_string(rows.back().position));
  else
    writer.null();
  return json_response(std::move(writer.end_object()).take());
}

/// A change of one row of a version.
struct Edit {
  std::string_view action;
  RowId id;
  /// As the caller saw it; nothing for a new one.
  std::optional<StoredRow> before;
  /// Whose row it is, for the trail.
  DepartmentId initiating;
};
using Job = std::function<Result<>(Database&, const items::Write&)>;

/// The row as it is afterwards, if it still is.
Result<std::optional<StoredRow>> edit(const Request& request, const Version& version, const Caller& caller,
                                      Context& context, const Edit& what, const Job& job) {
  std::optional<StoredRow> after;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(job(database, write));
    after = MC_TRY(plans::find_row(database, version.id, what.id));
    return Recorded{what.action,
                    "plan_row",
                    what.id.uuid,
                    what.initiating,
                    what.before ? plan_row_json(*what.before) : std::string(),
                    after ? plan_row_json(*after) : std::string()};
  }));
  return after;
}

/// The path's row, if the caller sees it.
Result<StoredRow> path_row(const Request& request, const Parameters& parameters, const Version& version,
                           const Caller& caller, Context& context) {
  const RowId id{MC_TRY(path_id(request, parameters, "row"))};
  auto row =
      MC_TRY(context.readers.read([&](Database& database) { return plans::find_row(database, version.id, id); }));
  if (!row || !sees_row(caller, sight_of(caller, version.state), row->row)) return not_found(request);
  return *std::move(row);
}

Result<Response> create(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  Row row = MC_TRY(read_body(request, plans::read_row));
  MC_TRY(demand_row_keeper(row.initiating_department_id, caller));
  row.id = {new_id(context)};
  const auto after = MC_TRY(edit(
      request, version, caller, context, {"plan_row.add", row.id, {}, row.initiating_department_id},
      [&](Database& database, const items::Write& write) { return plans::insert_row(database, version, row, write); }));
  if (!after) return not_found(request);
  Response response = row_answer(*after);
  response.status = 201;
  response.set("Location", request.path + "/" + row.id.uuid.text());
  return response;
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  return row_answer(MC_TRY(path_row(request, parameters, version, caller, context)));
}

Result<Response> update(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const StoredRow before = MC_TRY(path_row(request, parameters, version, caller, context));
  MC_TRY(demand_row_keeper(before.row.initiating_department_id, caller));
  const std::int64_t expected = MC_TRY(expected_revision(request, before.revision));
  Row row = MC_TRY(read_body(request, plans::read_row));
  // Nobody hands a task to a department for which they don't speak.
  MC_TRY(demand_row_keeper(row.initiating_department_id, caller));
  row.id = before.row.id;
  const auto after =
      MC_TRY(edit(request, version, caller, context, {"plan_row.change", row.id, before, row.initiating_department_id},
                  [&](Database& database, const items::Write& write) {
                    return plans::update_row(database, version, row, expected, write);
                  }));
  if (!after) return not_found(request);
  return row_answer(*after);
}

Result<Response> remove(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const StoredRow before = MC_TRY(path_row(request, parameters, version, caller, context));
  MC_TRY(demand_row_keeper(before.row.initiating_department_id, caller));
  const std::int64_t expected = MC_TRY(expected_revision(request, before.revision));
  MC_TRY(edit(request, version, caller, context,
              {"plan_row.remove", before.row.id, before, before.row.initiating_department_id},
              [&](Database& database, const items::Write& write) {
                return plans::remove_row(database, version, before.row.id, expected, write);
              }));
  return no_content();
}

}  // namespace

Reply list_plan_rows(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply post_plan_row(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, parameters, caller, context));
}

Reply get_plan_row(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply put_plan_row(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(update(request, parameters, caller, context));
}

Reply delete_plan_row(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(remove(request, parameters, caller, context));
}

}  // namespace mingchou::server
