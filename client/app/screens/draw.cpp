#include "client/app/screens/draw.h"

#include <string>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/draw_parts.h"
#include "client/app/screens/draw_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::draw_page {
namespace {

using ceremony::Stage;

void begin_anew(State& state, const OpenDraw& open) {
  state = {};
  state.of = open.id;
  state.invitations_seen = open.invite.answers;
  state.left_out_seen = open.leave_out.answers;
  state.fixed_seen = open.fix_plan.answers;
  state.typed_seen = open.type_value.answers;
  state.cancelled_seen = open.cancel.answers;
  state.bundles_seen = open.bundle.answers;
  state.proofs_seen = open.proof.answers;
  state.result.change_files_seen = open.change_file.answers;
  state.result.proposals_seen = open.propose.answers;
  state.result.confirmations_seen = open.confirm.answers;
  state.result.withdrawals_seen = open.withdraw.answers;
}

void draw_banner(Ui& ui, Column& column, const Banner& what) {
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

void draw_errors(Ui& ui, Column& column, const OpenDraw& open) {
  for (const Submission* submission : {&open.invite, &open.leave_out, &open.fix_plan, &open.settle, &open.bundle,
                                       &open.change_file, &open.confirm, &open.withdraw}) {
    const std::string words = draw_error_words(ui, submission->error);
    if (!words.empty()) return draw_banner(ui, column, {.id = "draw.error", .tone = Tone::danger, .text = words});
  }
}

void draw_state(Ui& ui, Column& column, const Model& model, const Draw& draw) {
  const DrawLook look = look_of(draw.stage);
  const bool is_late = draw.is_overdue && !draw.is_over();
  const std::string words = draw_next_words(ui, model, draw);
  draw_banner(ui, column,
              {.id = "draw.next",
               .tone = is_late ? Tone::danger : look.tone,
               .icon = is_late ? Icon::overdue : look.icon,
               .text = words});
}

/// The next round begins as this one did; only a void one has a next.
void draw_deeds(Ui& ui, Column& column, State& state, const Model& model, const Draw& draw, const Rights& rights,
                Actions& actions) {
  const OpenDraw& open = model.draws.open;
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  Deeds deeds(ui, column);
  if (rights.may_hold && draw.stage == Stage::inviting) {
    const bool is_ready =
        std::ranges::all_of(draw.seats, [](const DrawSeat& seat) { return seat.state != SeatState::invited; });
    if (deeds.draw("draw.fix", Text::draw_fix_plan,
                   {.icon = Icon::lock, .enabled = is_ready && !open.fix_plan.is_under_way}))
      state.asks_fix = true;
  }
  if (rights.may_hold && draw.stage == Stage::settling &&
      deeds.draw("draw.settle", Text::draw_settle, {.icon = Icon::refresh, .enabled = !open.settle.is_under_way}))
    actions.draws.emplace_back(SettleDraw{});
  if (rights.may_hold && draw.stage == Stage::voided && open.task.value &&
      open.task.value->state == tasks::State::ready &&
      deeds.draw("draw.round", Text::draw_next_round, {.icon = Icon::draw}))
    actions.go = Route{Screen::new_draw, draw.task_id.uuid.text()};
  if (draw.stage != Stage::voided &&
      deeds.draw("draw.project", Text::draw_project, {.kind = ButtonKind::secondary, .icon = Icon::monitor}))
    actions.go = Route{Screen::draw_stage, draw.id.uuid.text()};
  if (draw.stage == Stage::drawn) {
    if (open.places.value &&
        deeds.draw("draw.print", Text::draw_print, {.kind = ButtonKind::secondary, .icon = Icon::print}))
      actions.print = result_sheet(ui, model);
    if (rights.may_audit &&
        deeds.draw("draw.bundle", Text::draw_bundle,
                   {.kind = ButtonKind::secondary, .icon = Icon::download, .enabled = !open.bundle.is_under_way}))
      actions.draws.emplace_back(SaveAuditBundle{});
    if (rights.may_audit &&
        deeds.draw("draw.proof", Text::draw_proof, {.kind = ButtonKind::secondary, .icon = Icon::licence}))
      state.proof.open = true;
    if (deeds.draw("draw.verify", Text::draw_verify_link, {.kind = ButtonKind::secondary, .icon = Icon::link}))
      actions.copy = verify_link(model);
  }
  if (deeds.draw("draw.task", Text::draw_open_task, plain))
    actions.go = route_from("/tasks/" + draw.task_id.uuid.text());
  const bool can_cancel = !draw.is_over() && draw.stage != Stage::settling;
  if (rights.may_hold && can_cancel &&
      deeds.draw("draw.cancel", Text::draw_cancel,
                 {.kind = draw.is_overdue ? ButtonKind::danger : ButtonKind::text, .icon = Icon::forbidden}))
    state.cancel.open = true;
  deeds.end();
}

/// A fingerprint that people read aloud, with what it is compared with.
void draw_fingerprint(Ui& ui, Column& column, const std::string& id, Text title, Text help, const std::string& hash) {
  if (hash.empty()) return;
  section_heading(ui, id, ui.say(title), column.next(section_heading_px));
  const std::string groups = grouped_hash(hash);
  const float width = column.width() - 2 * space_px::two;
  const float words = paragraph_height(ui, width, groups, type_px::heading);
  const float below = paragraph_height(ui, width, ui.say(help), type_px::small);
  const Rect at = column.next(words + below + space_px::one + 2 * space_px::two);
  card(ui, at);
  const Rect inside = at.inset(space_px::two);
  paragraph(ui, id + ".hash", {inside.x, inside.y, width, words}, groups, type_px::heading, ui.theme->text);
  paragraph(ui, id + ".help", {inside.x, inside.y + words + space_px::one, width, below}, ui.say(help), type_px::small,
            ui.theme->text_secondary);
  column.space(space_px::two);
}

std::string due_words(Ui& ui, const Model& model, const Draw& draw) {
  if (draw.due_at_s == 0) return text(Text::draw_due_after, ui.language, {{"minutes", grouped(draw.deadline_s / 60)}});
  const std::string moment = moment_words(ui, model, draw.due_at_s);
  const auto left_ms = static_cast<double>(draw.due_at_s * 1000 - model.now.ms);
  constexpr double second_ms = 1000, hour_ms = 3'600'000;
  // More than an hour is not waited for by the clock.
  if (left_ms <= 0 || left_ms > hour_ms || draw.is_over()) return moment;
  // Once a second, while it is seen to run down.
  ui.wake_in_ms = ui.wake_in_ms < 0 ? second_ms : std::min(ui.wake_in_ms, second_ms);
  return text(Text::draw_due_left, ui.language, {{"moment", moment}, {"time", countdown_words(left_ms)}});
}

void draw_facts(Ui& ui, Column& column, const Model& model, const Draw& draw) {
  const std::string rosters =
      text(Text::draw_rosters, ui.language,
           {{"targets", grouped(draw.target_count)}, {"inspectors", grouped(draw.inspector_count)}});
  const std::string due = due_words(ui, model, draw);
  const std::string made = moment_text(draw.created_at, model.today, ui.language) + " · " + draw.created_by;
  const std::vector<KeyValue> values{
      {.key = ui.say(Text::draw_fact_rosters), .value = rosters},
      {.key = ui.say(Text::draw_fact_due), .value = due},
      {.key = ui.say(Text::draw_fact_suite), .value = draw.suite == draw::Suite::sm3 ? "SM3" : "SHA-256"},
      {.key = ui.say(Text::draw_fact_made), .value = made}};
  section_heading(ui, "draw.facts", ui.say(Text::draw_facts), column.next(section_heading_px));
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "draw.facts.values", at.inset(space_px::two), values);
  column.space(space_px::two);
}

void draw_missing(Ui& ui, const Rect& rest, const OpenDraw& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "draw.page", .name = {}, .rect = rest});
  bool retry = false;
  draw_unread(ui, rest, ui.say(Text::draw_failed), open.draw, retry);
  if (retry) actions.draws.emplace_back(OpenDrawPage{open.id});
  ui.semantics.close();
}

Rights rights_of(const Model& model) {
  const auto& task = model.draws.open.task.value;
  return {.may_hold = task && may_hold_draws(model.session, task->initiating),
          .may_take_part = may_hold_draws(model.session),
          .may_audit = may_hold_draws(model.session) || model.session.may(access::Action::draw_audit)};
}

}  // namespace

const QrPicture& code_of(std::map<Uuid, QrPicture>& codes, const Model& model, const Uuid& seat) {
  static const QrPicture none;
  const auto token = model.draws.invitations.find(seat);
  if (token == model.draws.invitations.end()) return none;
  const std::string link = invitation_link(model, token->second);
  QrPicture& code = codes[seat];
  if (code.text != link) code = qr_picture(link);
  return code;
}

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenDraw& open = model.draws.open;
  if (state.of != open.id) begin_anew(state, open);
  notice_steps(ui, state, open);
  notice_changes(ui, state.result, open);
  std::string title(ui.say(Text::draw_title)), detail;
  if (open.task.value) {
    title = open.task.value->name;
    detail = open.task.value->number + " · ";
  }
  if (open.draw.value)
    detail +=
        draw_round_words(ui, *open.draw.value) + " · " + std::string(ui.say(look_of(open.draw.value->stage).words));
  const Rect rest = draw_header(ui, rect, {.title = title, .detail = detail, .back = true}, actions).rest;
  if (!open.draw.value) return draw_missing(ui, rest, open, actions);
  const Draw& draw = *open.draw.value;
  const Rights rights = rights_of(model);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "draw.page", .name = {}, .rect = rest});
  Column& column = page.column;
  if (draw_stale(ui, column, open.draw.error)) actions.draws.emplace_back(OpenDrawPage{open.id});
  draw_errors(ui, column, open);
  draw_state(ui, column, model, draw);
  draw_deeds(ui, column, state, model, draw, rights, actions);
  if (draw.stage == Stage::drawn) {
    draw_fingerprint(ui, column, "draw.result_hash", Text::draw_result_hash, Text::draw_result_hash_help,
                     draw.result_hash);
    draw_result(ui, column, rest, state.result, model, rights, actions);
  }
  draw_fingerprint(ui, column, "draw.plan_hash", Text::draw_plan_hash, Text::draw_plan_hash_help, draw.plan_hash);
  if (draw.stage == Stage::revealing) draw_values(ui, column, state, model, draw, rights, actions);
  draw_seats(ui, column, state, model, draw, rights, actions);
  if (draw.stage != Stage::revealing) draw_values(ui, column, state, model, draw, rights, actions);
  draw_facts(ui, column, model, draw);
  end_page(ui, state.page, page);
  draw_steps(ui, state, model, draw, actions);
  if (draw.stage == Stage::drawn) draw_result_sheets(ui, state.result, model, rights, actions);
}

}  // namespace mingchou::client::draw_page
