// /api/v1/draws/{draw}/changes and /places: substitutions and replacements after a draw, proposed by one person and
// confirmed by another, and where the draw stands with them.
#include "server/api/draws.h"
#include "server/api/handlers.h"
#include "server/data/readers.h"
#include "server/draws/changes.h"

namespace mingchou::server {
namespace {

std::string_view state_of(const StoredChange& change) {
  if (change.withdrawn_at) return "withdrawn";
  return change.confirmed_at ? "confirmed" : "proposed";
}

void write_change(json::Writer& writer, const StoredChange& change) {
  writer.begin_object().field("id", change.id.uuid.text()).field("state", state_of(change));
  write_value(writer, "proposal", change.proposal);
  writer.field("proposed_by", change.proposed_by).field("proposed_at", change.proposed_at.ms);
  write_value(writer, "change", change.change);
  writer.field("confirmed_by", change.confirmed_by);
  write_instant(writer, "confirmed_at", change.confirmed_at);
  writer.end_object();
}

std::string change_text(const StoredChange& change) {
  json::Writer writer;
  write_change(writer, change);
  return std::move(writer).take();
}

/// For the audit trail. Others read it than those who may know whom a sealed draw drew, so of such a draw's changes it
/// tells who did what and when; the change itself, which is never changed nor deleted, has the rest.
std::string trail_text(const StoredChange& change, const tasks::Task& task) {
  if (!task.is_sealed) return change_text(change);
  json::Writer writer;
  writer.begin_object().field("id", change.id.uuid.text()).field("state", state_of(change));
  writer.field("proposed_by", change.proposed_by).field("confirmed_by", change.confirmed_by).end_object();
  return std::move(writer).take();
}

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenDraw seen = MC_TRY(path_drawn(request, parameters, caller, context));
  const auto changes =
      MC_TRY(context.readers.read([&](Database& database) { return read_changes(database, seen.stored.draw.id); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const StoredChange& change : changes) write_change(writer, change);
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<Response> file(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  if (!seen.stored.outcome) return fail(Error("ceremony.not_drawn"));
  std::string lines =
      MC_TRY(context.readers.read([&](Database& database) { return change_lines(database, seen.stored.draw.id); }));
  MC_TRY(change(caller, request, context, [&](Database&, const items::Write&) -> Result<Recorded> {
    return Recorded{
        "draw.take_changes", "draw", seen.stored.draw.id.uuid, seen.task.task.work.initiating_department_id, {}, {}};
  }));
  return lines_response(seen, "changes", std::move(lines));
}

void write_place(json::Writer& writer, const draw::Plan& plan, const draw::Place& place) {
  writer.begin_object().field("drawn", place.drawn).key("target");
  if (place.target)
    writer.value(*place.target);
  else
    writer.null();
  writer.field("stratum", plan.strata[place.stratum].name).key("inspectors").begin_array();
  for (const std::string& inspector : place.inspectors) writer.value(inspector);
  writer.end_array().end_object();
}

/// What the registers call those of whom places and changes tell: a row for each, however many places name it.
Result<> write_names(Database& database, const DrawId& id, json::Writer& writer) {
  Statement targets = MC_TRY(database.prepare(R"sql(
    SELECT roster_id, name, township_code FROM target_check JOIN target ON target.id = target_id
    WHERE draw_id = ? ORDER BY position, roster_id)sql"));
  targets.bind(1, id);
  writer.key("targets").begin_array();
  while (MC_TRY(targets.step()))
    writer.begin_object()
        .field("id", targets.text(0))
        .field("name", targets.text(1))
        .field("township_code", targets.text(2))
        .end_object();
  writer.end_array();
  // Those who left a place are told by the changes only.
  Statement inspectors = MC_TRY(database.prepare(R"sql(
    SELECT id, name, department_id FROM inspector
    WHERE id IN (SELECT inspector_id FROM check_inspector JOIN target_check ON target_check.id = check_id
                 WHERE draw_id = ?1
                 UNION
                 SELECT unhex(replace(json_extract(change, '$.leaving.inspector'), '-', '')) FROM draw_change
                 WHERE draw_id = ?1 AND change IS NOT NULL)
    ORDER BY id)sql"));
  inspectors.bind(1, id);
  writer.key("inspectors").begin_array();
  while (MC_TRY(inspectors.step()))
    writer.begin_object()
        .field("id", inspectors.uuid(0).value_or(Uuid{}).text())
        .field("name", inspectors.text(1))
        .field("department_id", inspectors.uuid(2).value_or(Uuid{}).text())
        .end_object();
  writer.end_array();
  return {};
}

/// The draw as it stands with all that has happened to it.
Result<Response> places(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenDraw seen = MC_TRY(path_drawn(request, parameters, caller, context));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    StandingDraw standing = MC_TRY(StandingDraw::load(database, seen.stored, context.data_folder));
    for (const draw::Place& place : standing.standing().places()) write_place(writer, standing.plan(), place);
    writer.end_array();
    return write_names(database, seen.stored.draw.id, writer);
  }));
  return json_response(std::move(writer.end_object()).take());
}

using Job = std::function<Result<>(Database&, const items::Write&)>;

/// A step of a change, with its entry in the trail.
Result<Response> step(const Request& request, const SeenDraw& seen, const DrawChangeId& id, const Caller& caller,
                      Context& context, std::string_view action, const Job& job) {
  Response response;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const auto before = MC_TRY(find_change(database, seen.stored.draw.id, id));
    MC_TRY(job(database, write));
    const auto after = MC_TRY(find_change(database, seen.stored.draw.id, id));
    if (!after) return not_found(request);
    response = json_response(change_text(*after));
    return Recorded{action,
                    "draw_change",
                    id.uuid,
                    seen.task.task.work.initiating_department_id,
                    before ? trail_text(*before, seen.task.task) : std::string(),
                    trail_text(*after, seen.task.task)};
  }));
  return response;
}

/// A department answers for its own people and targets; so whoever holds draws in a department of the team may propose
/// and confirm.
Result<Response> propose(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  MC_TRY(read_body(request, read_proposal));
  const DrawChangeId id{new_id(context)};
  Response response = MC_TRY(step(
      request, seen, id, caller, context, "draw_change.propose", [&](Database& database, const items::Write& write) {
        return propose_change(database, seen.stored, id, request.body, context.data_folder, write);
      }));
  response.status = 201;
  response.set("Location", request.path + "/" + id.uuid.text());
  return response;
}

Result<Response> confirm(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  const DrawChangeId id{MC_TRY(path_id(request, parameters, "change"))};
  UuidGenerator ids(context.clock, context.random);
  return step(request, seen, id, caller, context, "draw_change.confirm",
              [&](Database& database, const items::Write& write) {
                return confirm_change(database, seen.stored, id, context.data_folder, ids, write, context.random,
                                      context.log_signer);
              });
}

Result<Response> withdraw(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  const SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  const DrawChangeId id{MC_TRY(path_id(request, parameters, "change"))};
  return step(
      request, seen, id, caller, context, "draw_change.withdraw",
      [&](Database& database, const items::Write& write) { return withdraw_change(database, seen.stored, id, write); });
}

}  // namespace

Reply get_draw_change_file(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  return reply_of(file(request, parameters, caller, context));
}

Reply list_draw_changes(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply list_draw_places(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(places(request, parameters, caller, context));
}

Reply post_draw_change(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(propose(request, parameters, caller, context));
}

Reply post_draw_change_confirmation(const Request& request, const Parameters& parameters, const Caller& caller,
                                    Context& context) {
  return reply_of(confirm(request, parameters, caller, context));
}

Reply delete_draw_change(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(withdraw(request, parameters, caller, context));
}

}  // namespace mingchou::server
