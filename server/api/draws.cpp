// /api/v1/draws: holding a draw, from the invitation of its witnesses to its public values. Its result follows by
// itself.
#include "server/api/draws.h"

#include "server/api/handlers.h"
#include "server/data/readers.h"
#include "server/draws/bundles.h"
#include "shared/base/hex.h"
#include "shared/ceremony/leaves.h"
#include "shared/ceremony/rules.h"
#include "shared/items/json_parts.h"
#include "shared/tasks/check_sight.h"
#include "shared/tasks/draw_plan.h"

namespace mingchou::server {
namespace {

using ceremony::Draw;
using ceremony::Stage;

constexpr json::Size list_size{0, 100};

/// An invitation's token: who has it is that witness. The database keeps its hash.
struct Invitation {
  SeatId seat_id;
  std::string token;
  draw::Digest hash{};
};

Invitation new_invitation(const SeatId& seat, Context& context) {
  Invitation made{.seat_id = seat, .token = to_hex(context.random.array<32>()), .hash = {}};
  made.hash = crypto::hash(crypto::Suite::sha256, as_bytes(made.token));
  return made;
}

void write_invitations(json::Writer& writer, std::span<const Invitation> invitations) {
  writer.key("invitations").begin_array();
  for (const Invitation& one : invitations)
    writer.begin_object().field("seat_id", one.seat_id.uuid.text()).field("token", one.token).end_object();
  writer.end_array();
}

Response draw_answer(const StoredDraw& stored, Context& context) {
  json::Writer writer;
  write_draw(writer, stored, DrawView::office, context.clock.now());
  Response response = json_response(std::move(writer).take());
  set_revision_tag(response, stored.revision);
  return response;
}

struct Setup {
  tasks::TaskId task_id;
  Draw draw;
};

Result<draw::PublicForm> read_form(json::ObjectReader& reader) {
  return items::demand(draw::PublicForm::parse(MC_TRY(reader.text("form", items::word_bytes))), reader, "form");
}

Result<ceremony::PublicValue> read_value(json::ObjectReader& reader) {
  ceremony::PublicValue value;
  value.name = MC_TRY(items::read_text(reader, "name"));
  value.source.form = MC_TRY(read_form(reader));
  value.source.ref = MC_TRY(items::read_text(reader, "ref"));
  value.is_in_room = MC_TRY(reader.boolean("is_in_room"));
  if (!value.is_in_room) value.source.at = static_cast<std::uint64_t>(MC_TRY(reader.integer("at_s", {0, 1LL << 40})));
  if (auto other = MC_TRY(reader.optional_object("else"))) {
    const draw::PublicForm form = MC_TRY(read_form(*other));
    value.source.otherwise = draw::PublicFallback{form, MC_TRY(items::read_text(*other, "ref"))};
    MC_TRY(other->refuse_other_fields());
  }
  MC_TRY(reader.refuse_other_fields());
  return value;
}

Result<draw::Suite> read_suite(json::ObjectReader& reader) {
  const std::string_view name = MC_TRY(reader.text("suite", items::word_bytes));
  if (name == "sha256") return draw::Suite::sha256;
  if (name == "sm3") return draw::Suite::sm3;
  return fail(items::bad_value(reader, "suite"));
}

Result<Setup> read_setup(json::ObjectReader& reader) {
  Setup setup;
  setup.task_id = MC_TRY(items::read_word<tasks::TaskId>(reader, "task_id", items::id_from<tasks::TaskId>));
  setup.draw.suite = MC_TRY(read_suite(reader));
  setup.draw.deadline_s = static_cast<std::uint64_t>(MC_TRY(reader.integer("deadline_s", {0, 1LL << 40})));
  for (const std::string_view name : MC_TRY(reader.texts("witnesses", list_size, items::text_bytes)))
    setup.draw.seats.push_back({.id = {}, .name = std::string(name)});
  for (json::ObjectReader& value : MC_TRY(reader.objects("values", list_size)))
    setup.draw.values.push_back(MC_TRY(read_value(value)));
  return setup;
}

/// The void draw whose round this one follows: the last whose plan was logged. One that was given up before is known to
/// nobody outside and counts for nothing. Error: ceremony.task_in_draw.
Result<std::optional<StoredDraw>> previous_round(Database& database, const tasks::TaskId& task_id) {
  MC_TRY(demand_no_open_draw(database, task_id));
  for (StoredDraw& stored : MC_TRY(read_draws(database, {.task_id = task_id, .limit = items::page_max})))
    if (stored.draw.plan) return std::move(stored);
  return std::nullopt;
}

/// Strata and team under the names that the rosters have: those of now may be others, and would fit no row.
Result<draw::Plan> outline_of(const StoredDraw& stored, const tasks::StoredTask& task, Context& context) {
  tasks::Frame frame;
  if (stored.names_hash.empty()) {
    frame = MC_TRY(context.readers.read([&](Database& database) { return tasks::read_frame(database, task.task); }));
  } else {
    FrozenNames names = MC_TRY(read_names(context.data_folder, stored.names_hash));
    frame.department_names = std::move(names.departments);
    frame.tag_names = std::move(names.tags);
  }
  return tasks::draw_plan_of(task.task, frame);
}

/// A later round keeps the rosters of the void one, or who may be drawn could be chosen anew (draw specification,
/// section 2): it can't ask for what these do not tell.
Result<FrozenRosters> rosters_for(Draw& draw, const std::optional<StoredDraw>& previous, const tasks::StoredTask& task,
                                  const tasks::Frame& frame, Context& context) {
  if (!previous) {
    const draw::Plan outline = tasks::draw_plan_of(task.task, frame);
    return freeze_rosters(context.data_folder, frame, tasks::internals_asked(outline), draw.suite, context.random);
  }
  if (previous->draw.suite != draw.suite) return fail(Error("ceremony.suite_of_round"));
  const draw::Plan outline = MC_TRY(outline_of(*previous, task, context));
  if (!tasks::internals_asked(outline).is_within(tasks::internals_asked(*previous->draw.plan)))
    return fail(Error("ceremony.rosters_kept"));
  draw.round = previous->draw.round + 1;
  draw.replaces = previous->draw.id;
  return FrozenRosters{.roster_hash = previous->roster_hash,
                       .ids_hash = previous->ids_hash,
                       .names_hash = previous->names_hash,
                       .targets = previous->draw.targets,
                       .inspectors = previous->draw.inspectors};
}

Result<Response> prepare(const Request& request, const Caller& caller, Context& context) {
  Setup setup = MC_TRY(read_body(request, read_setup));
  const auto task =
      MC_TRY(context.readers.read([&](Database& database) { return tasks::find_task(database, setup.task_id); }));
  if (!task || !sees_task(caller, *task, today_of(context))) return fail(Error("ceremony.task_unknown"));
  MC_TRY(demand_holder(task->task, caller));
  if (task->state != tasks::State::ready)
    return fail(Error("tasks.wrong_state").with("state", text_of(task->state)).with("event", "draw"));
  Draw& draw = setup.draw;
  draw.id = {new_id(context)};
  draw.task_id = setup.task_id;
  for (ceremony::Seat& seat : draw.seats) seat.id = {new_id(context)};
  draw = MC_TRY(ceremony::check_setup(std::move(draw), context.clock.now()));
  const tasks::Frame frame =
      MC_TRY(context.readers.read([&](Database& database) { return tasks::read_frame(database, task->task); }));
  tasks::Assessment assessment = tasks::assess(task->task, frame, today_of(context));
  if (!assessment.may_be_drawn()) return fail(std::move(assessment.refusals.front()));
  const auto previous =
      MC_TRY(context.readers.read([&](Database& database) { return previous_round(database, setup.task_id); }));
  const FrozenRosters rosters = MC_TRY(rosters_for(draw, previous, *task, frame, context));
  draw.targets = rosters.targets;
  draw.inspectors = rosters.inspectors;
  std::vector<Invitation> invitations;
  std::vector<draw::Digest> hashes;
  for (const ceremony::Seat& seat : draw.seats) {
    invitations.push_back(new_invitation(seat.id, context));
    hashes.push_back(invitations.back().hash);
  }
  json::Writer writer;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const auto now = MC_TRY(tasks::find_task(database, setup.task_id));
    if (!now || now->revision != task->revision) return fail(Error("tasks.changed_meanwhile"));
    MC_TRY(demand_no_open_draw(database, setup.task_id));
    MC_TRY(insert_draw(database, draw, rosters, hashes, write));
    const auto stored = MC_TRY(find_draw(database, draw.id));
    if (!stored) return fail(Error("ceremony.not_there"));
    writer.begin_object().key("draw");
    write_draw(writer, *stored, DrawView::office, write.at);
    return Recorded{"draw.prepare",
                    "draw",
                    draw.id.uuid,
                    task->task.work.initiating_department_id,
                    {},
                    draw_answer(*stored, context).body};
  }));
  write_invitations(writer, invitations);
  Response response = json_response(std::move(writer.end_object()).take());
  response.status = 201;
  response.set("Location", "/api/v1/draws/" + draw.id.uuid.text());
  return response;
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  DrawQuery query;
  // As sees_task() has it.
  query.within = caller.confined_to();
  if (caller.scope == Scope::after_window) query.over_before = today_of(context);
  if (const auto id = MC_TRY(query_id(request, "task_id"))) query.task_id = tasks::TaskId{*id};
  if (const auto id = MC_TRY(query_id(request, "cursor"))) query.before = DrawId{*id};
  if (const auto word = MC_TRY(query_word(request, "stage", 16))) {
    query.stage = ceremony::stage_from(*word);
    if (!query.stage) return fail(Error("server.field_invalid").with("field", "stage"));
  }
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  std::optional<DrawId> next;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    std::vector<StoredDraw> draws = MC_TRY(read_draws(database, query));
    if (draws.size() > static_cast<std::size_t>(query.limit)) {
      draws.pop_back();
      next = draws.back().draw.id;
    }
    for (const StoredDraw& stored : draws) write_draw(writer, stored, DrawView::office, context.clock.now());
    return {};
  }));
  writer.end_array();
  write_id(writer, "next_cursor", next);
  return json_response(std::move(writer.end_object()).take());
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return draw_answer(MC_TRY(path_draw(request, parameters, caller, context)).stored, context);
}

/// A step by whoever holds the draw.
Result<Response> step(const Request& request, const SeenDraw& seen, const Caller& caller, Context& context,
                      std::string_view action, const DrawStep& job) {
  Response response;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const StoredDraw after = MC_TRY(make_step(database, seen.stored.draw.id, job, write.at, context.log_signer));
    response = draw_answer(after, context);
    return Recorded{action,
                    "draw",
                    seen.stored.draw.id.uuid,
                    seen.task.task.work.initiating_department_id,
                    draw_answer(seen.stored, context).body,
                    response.body};
  }));
  return response;
}

Result<SeenDraw> held_draw(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  MC_TRY(demand_holder(seen.task.task, caller));
  return seen;
}

Result<Response> leave_out(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  const SeenDraw seen = MC_TRY(held_draw(request, parameters, caller, context));
  const SeatId seat{MC_TRY(path_id(request, parameters, "seat"))};
  return step(request, seen, caller, context, "draw.leave_out",
              [&](Draw& draw, std::uint64_t) -> Result<std::vector<std::string>> {
                MC_TRY(ceremony::leave_out(draw, seat));
                return std::vector<std::string>();
              });
}

Result<Response> invite_again(const Request& request, const Parameters& parameters, const Caller& caller,
                              Context& context) {
  const SeenDraw seen = MC_TRY(held_draw(request, parameters, caller, context));
  const SeatId seat{MC_TRY(path_id(request, parameters, "seat"))};
  if (!std::ranges::contains(seen.stored.draw.seats, seat, &ceremony::Seat::id)) return not_found(request);
  const Invitation invitation = new_invitation(seat, context);
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(replace_token(database, {seen.stored.draw.id, seat}, invitation.hash, write.at));
    return Recorded{
        "draw.invite", "draw", seen.stored.draw.id.uuid, seen.task.task.work.initiating_department_id, {}, {}};
  }));
  json::Writer writer;
  writer.begin_object();
  write_invitations(writer, {&invitation, 1});
  return json_response(std::move(writer.end_object()).take());
}

Result<Response> fix_plan(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  const SeenDraw seen = MC_TRY(held_draw(request, parameters, caller, context));
  const draw::Plan outline = MC_TRY(outline_of(seen.stored, seen.task, context));
  return step(
      request, seen, caller, context, "draw.plan",
      [&](Draw& draw, std::uint64_t at_s) -> Result<std::vector<std::string>> {
        const Instant now{static_cast<std::int64_t>(at_s * 1000)};
        draw::Plan plan = MC_TRY(ceremony::plan_of(draw, outline, now));
        std::vector<std::string> leaves;
        leaves.reserve(draw.seats.size() + 1);
        // The keys stand in the log before the plan.
        for (const ceremony::Seat& seat : draw.seats)
          leaves.push_back(MC_TRY(ceremony::witness_leaf(at_s, draw.id.uuid.text(), seat.name, seat.joined->key)));
        leaves.push_back(log::plan_leaf(at_s, draw::plan_json(plan)));
        ceremony::fix_plan(draw, std::move(plan), at_s);
        return leaves;
      });
}

/// Two people type it: whoever holds draws in a department of the team may be one of them.
Result<Response> type_value_here(const Request& request, const Parameters& parameters, const Caller& caller,
                                 Context& context) {
  const SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  const TypedValue typed = MC_TRY(read_body(request, read_typed_value));
  MC_TRY(step(request, seen, caller, context, "draw.value", [&](Draw& draw, std::uint64_t at_s) {
    return type_value(draw, typed, caller.user().profile.login, at_s);
  }));
  settle_after_step(seen.stored.draw.id, context);
  return get(request, parameters, caller, context);
}

Result<Response> cancel(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenDraw seen = MC_TRY(held_draw(request, parameters, caller, context));
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  return step(request, seen, caller, context, "draw.void",
              [&](Draw& draw, std::uint64_t at_s) -> Result<std::vector<std::string>> {
                MC_TRY(ceremony::cancel(draw, reason, Instant{static_cast<std::int64_t>(at_s * 1000)}));
                std::vector<std::string> leaves;
                // What was never logged needs no end there.
                if (draw.plan)
                  leaves.push_back(MC_TRY(ceremony::void_leaf(at_s, draw.id.uuid.text(), draw.void_reason)));
                return leaves;
              });
}

Result<Response> settle_again(const Request& request, const Parameters& parameters, const Caller& caller,
                              Context& context) {
  const SeenDraw seen = MC_TRY(held_draw(request, parameters, caller, context));
  MC_TRY(settle_if_due(seen.stored.draw.id, context));
  return get(request, parameters, caller, context);
}

/// What tells more than the public bundle is handed to nobody unless the trail says to whom.
Result<Response> audit_file(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  const SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  const auto content =
      MC_TRY(context.readers.read([&](Database& database) { return bundle_content(database, seen.stored); }));
  std::string lines = MC_TRY(audit_bundle(seen.stored, content, context.data_folder));
  MC_TRY(change(caller, request, context, [&](Database&, const items::Write&) -> Result<Recorded> {
    return Recorded{
        "draw.take_audit", "draw", seen.stored.draw.id.uuid, seen.task.task.work.initiating_department_id, {}, {}};
  }));
  return lines_response(seen, "audit", std::move(lines));
}

/// Of whom the proof is. Others read the trail than those who may know whom a sealed draw drew: of such a draw it tells
/// no target, since whom one asks about is a hint.
std::string taken_json(const SeenDraw& seen, std::string_view target) {
  if (seen.task.task.is_sealed) return {};
  json::Writer writer;
  return std::move(writer.begin_object().field("target", target).end_object()).take();
}

/// Of one target by its id in the roster.
Result<Response> proof_file(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  const SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  const std::string_view target = parameters.at(1).second;
  const auto content =
      MC_TRY(context.readers.read([&](Database& database) { return bundle_content(database, seen.stored); }));
  std::string proof = MC_TRY(proof_bundle(seen.stored, content, context.data_folder, target));
  MC_TRY(change(caller, request, context, [&](Database&, const items::Write&) -> Result<Recorded> {
    return Recorded{
        "draw.take_proof",       "draw", seen.stored.draw.id.uuid, seen.task.task.work.initiating_department_id, {},
        taken_json(seen, target)};
  }));
  return lines_response(seen, "proof-" + std::string(target), std::move(proof));
}

}  // namespace

Response lines_response(const SeenDraw& seen, const std::string& what, std::string lines) {
  Response response;
  response.set("Content-Type", "application/jsonl");
  response.set("Content-Disposition", attachment("draw-" + seen.task.number + "-" + what + ".jsonl"));
  response.body = std::move(lines);
  return response;
}

Result<SeenDraw> path_draw(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  const DrawId id{MC_TRY(path_id(request, parameters, "draw"))};
  return context.readers.read([&](Database& database) -> Result<SeenDraw> {
    auto stored = MC_TRY(find_draw(database, id));
    if (!stored) return not_found(request);
    auto task = MC_TRY(tasks::find_task(database, stored->draw.task_id));
    if (!task || !sees_task(caller, *task, today_of(context))) return not_found(request);
    return SeenDraw{*std::move(stored), *std::move(task)};
  });
}

Result<SeenDraw> path_drawn(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  SeenDraw seen = MC_TRY(path_draw(request, parameters, caller, context));
  const tasks::Task& task = seen.task.task;
  if (!tasks::may_know_drawn(caller.user().profile.role, task, today_of(context)))
    return fail(Error("ceremony.sealed").with("day", task.work.last_day.text()));
  return seen;
}

Reply list_draws(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply post_draw(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(prepare(request, caller, context));
}

Reply get_draw(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply delete_draw_seat(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(leave_out(request, parameters, caller, context));
}

Reply post_draw_invitation(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  return reply_of(invite_again(request, parameters, caller, context));
}

Reply post_draw_plan(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(fix_plan(request, parameters, caller, context));
}

Reply post_draw_value(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(type_value_here(request, parameters, caller, context));
}

Reply post_draw_void(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(cancel(request, parameters, caller, context));
}

Reply post_draw_result(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(settle_again(request, parameters, caller, context));
}

Reply get_audit_bundle(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(audit_file(request, parameters, caller, context));
}

Reply get_draw_proof(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(proof_file(request, parameters, caller, context));
}

}  // namespace mingchou::server
