// Witnesses, public values and the steps of a draw that is held.
#include "client/app/screens/draw_parts.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/draw_words.h"
#include "client/app/screens/field_parts.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/items/rules.h"
#include "shared/text/normal_form.h"

namespace mingchou::client::draw_page {
namespace {

constexpr float code_px = 208;
constexpr float seat_width_px_min = 280;
/// Of ids in a roster; a credit code has fewer.
constexpr int target_characters_max = 64;
constexpr std::size_t credit_code_characters = 18;

std::string named(const Ui& ui, Text key, const std::string& name) { return text(key, ui.language, {{"name", name}}); }

// --- seats

/// A seat as a card of its own, where it can be invited.
struct SeatCard {
  const DrawSeat* seat = nullptr;
  bool has_code = false;
};

float seat_height(const Ui& ui, float width, const SeatCard& seat, bool may_hold) {
  float height = space_px::two + line_height(type_px::subtitle) + space_px::one + pill_px + space_px::two;
  if (seat.seat->state == SeatState::invited && may_hold)
    height += seat.has_code
                  ? code_px + space_px::one
                  : paragraph_height(ui, width - 2 * space_px::two, ui.say(Text::draw_seat_hidden), type_px::small) +
                        space_px::one;
  if (may_hold) height += 2 * (control_px + space_px::one);
  return height + space_px::one;
}

void draw_seat(Ui& ui, const Rect& at, State& state, const Model& model, const SeatCard& what, bool may_hold,
               Actions& actions) {
  const DrawSeat& seat = *what.seat;
  const std::string id = "draw.seat." + seat.id.uuid.text();
  card(ui, at);
  const Rect inside = at.inset(space_px::two);
  const DrawLook look = look_of(seat.state);
  const auto word = ui.say(look.words);
  const float name_px = line_height(type_px::subtitle);
  draw_text(ui, {inside.x, inside.y, inside.width, name_px}, seat.name, type_px::subtitle, ui.theme->text, Align::start,
            Fit::may_elide);
  pill(ui, word, look.tone, look.icon, {inside.x, inside.y + name_px + space_px::one});
  ui.semantics.add({.role = Role::text,
                    .id = id,
                    .name = seat.name + "，" + std::string(word),
                    .rect = {inside.x, inside.y, inside.width, name_px + space_px::one + pill_px}});
  if (!may_hold) return;
  Column column({inside.x, inside.y + name_px + space_px::one + pill_px + space_px::two, inside.width, 0});
  if (seat.state == SeatState::invited && what.has_code) {
    qr_code(ui, id + ".code", named(ui, Text::draw_seat_qr, seat.name), column.next(code_px),
            code_of(state.codes, model, seat.id.uuid));
    column.space(space_px::one);
  } else if (seat.state == SeatState::invited) {
    column.space(paragraph(ui, id + ".hidden", {column.x(), column.y(), column.width(), 0},
                           ui.say(Text::draw_seat_hidden), type_px::small, ui.theme->text_secondary) +
                 space_px::one);
  }
  const auto deed = [&](const char* suffix, Text label, Text name, Icon icon, ButtonKind kind) {
    const auto words = ui.say(label);
    const std::string whole = named(ui, name, seat.name);
    const ButtonOptions options{.kind = kind, .icon = icon, .name = whole};
    const Rect row = column.next(control_px);
    column.space(space_px::one);
    return button(ui, id + suffix, words,
                  {row.x, row.y, std::min(row.width, button_width(ui, words, options)), row.height}, options);
  };
  if (seat.state == SeatState::invited && what.has_code &&
      deed(".copy", Text::draw_seat_copy, Text::draw_seat_copy_name, Icon::copy, ButtonKind::secondary))
    actions.copy_secret = invitation_link(model, model.draws.invitations.at(seat.id.uuid));
  if (seat.state == SeatState::invited && !what.has_code &&
      deed(".again", Text::draw_seat_again, Text::draw_seat_again_name, Icon::refresh, ButtonKind::secondary))
    state.inviting = seat.id.uuid;
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto small = [&](const char* suffix, Text label, Text name) {
    const auto words = ui.say(label);
    const std::string whole = named(ui, name, seat.name);
    const ButtonOptions options{.kind = ButtonKind::text, .name = whole};
    return button(ui, id + suffix, words, flow.next(button_width(ui, words, options)), options);
  };
  if ((what.has_code || seat.state != SeatState::invited) &&
      small(".again", Text::draw_seat_again, Text::draw_seat_again_name))
    state.inviting = seat.id.uuid;
  if (small(".leave", Text::draw_seat_leave_out, Text::draw_seat_leave_out_name)) state.leaving_out = seat.id.uuid;
}

/// While witnesses are invited each has a card, side by side where there is room.
void draw_seat_cards(Ui& ui, Column& column, State& state, const Model& model, const Draw& draw, bool may_hold,
                     Actions& actions) {
  const int columns =
      std::max(1, static_cast<int>((column.width() + space_px::two) / (seat_width_px_min + space_px::two)));
  const float width =
      std::floor((column.width() - static_cast<float>(columns - 1) * space_px::two) / static_cast<float>(columns));
  const auto card_of = [&](const DrawSeat& seat) {
    return SeatCard{&seat, code_of(state.codes, model, seat.id.uuid).size > 0};
  };
  for (std::size_t first = 0; first < draw.seats.size(); first += static_cast<std::size_t>(columns)) {
    const std::size_t end = std::min(draw.seats.size(), first + static_cast<std::size_t>(columns));
    float height = 0;
    for (std::size_t i = first; i < end; ++i)
      height = std::max(height, seat_height(ui, width, card_of(draw.seats[i]), may_hold));
    const Rect row = column.next(height);
    for (std::size_t i = first; i < end; ++i)
      draw_seat(ui, {row.x + static_cast<float>(i - first) * (width + space_px::two), row.y, width, height}, state,
                model, card_of(draw.seats[i]), may_hold, actions);
    column.space(space_px::two);
  }
}

RowOptions options_of(const Ui& ui, const DrawSeat& seat, bool is_last) {
  const DrawLook look = look_of(seat.state);
  return {.title = seat.name,
          .icon = look.icon,
          .icon_tone = look.tone,
          .trailing = ui.say(look.words),
          .separator = !is_last};
}

// --- values

/// What a value is, and how far it has come.
struct ValueWords {
  std::string detail, standing;
};

ValueWords words_of(const Ui& ui, const Model& model, const Draw& draw, const DrawValue& value) {
  ValueWords words{public_form_words(ui, value.form) + " · " + value.ref, {}};
  if (value.is_in_room)
    words.detail += " · " + std::string(ui.say(Text::draw_value_in_room));
  else
    words.detail += " · " + text(Text::draw_value_at, ui.language, {{"moment", moment_words(ui, model, value.at_s)}});
  if (value.otherwise)
    words.detail +=
        " · " + text(Text::draw_value_else, ui.language,
                     {{"form", public_form_words(ui, value.otherwise->form)}, {"ref", value.otherwise->ref}});
  if (!value.value.empty() || draw.stage != ceremony::Stage::revealing) return words;
  std::string names;
  for (const std::string& login : value.typed_by)
    names += (names.empty() ? "" : std::string(ui.say(Text::list_comma))) + login;
  const bool is_mine = model.session.user && std::ranges::contains(value.typed_by, model.session.user->login);
  if (value.is_disputed)
    words.standing = text(Text::draw_value_disputed, ui.language, {{"names", names}});
  else if (is_mine)
    words.standing = ui.say(Text::draw_value_mine);
  else if (!names.empty())
    words.standing = text(Text::draw_value_one, ui.language, {{"names", names}});
  return words;
}

void draw_value_form(Ui& ui, Column& column, State& state, const OpenDraw& open, const DrawValue& value,
                     std::size_t index, Actions& actions) {
  const std::string id = "draw.value." + std::to_string(index);
  const std::string label =
      text(Text::draw_value_field, ui.language, {{"name", value.name}, {"form", public_form_words(ui, value.form)}});
  const bool is_about = open.about == value.name;
  const std::string error = is_about ? draw_error_words(ui, open.type_value.error) : std::string();
  std::string& typed = state.typed[value.name];
  Form form(ui, column, id + ".form");
  form.text({.id = id,
             .label = label,
             .kind = value.form.kind == draw::PublicForm::Kind::drand ? FieldKind::exact : FieldKind::number,
             .enter = EnterKey::go,
             .characters_max = static_cast<int>(ceremony::typed_characters_max),
             .help = ui.say(Text::draw_value_help),
             .error = error},
            typed);
  const FormAnswer answer = form.submit({.label = ui.say(Text::draw_value_type),
                                         .is_under_way = is_about && open.type_value.is_under_way,
                                         .enabled = !typed.empty()});
  if (answer == FormAnswer::submitted && !typed.empty()) actions.draws.emplace_back(TypeDrawValue{value.name, typed});
}

void draw_one_value(Ui& ui, Column& column, State& state, const Model& model, const Draw& draw, std::size_t index,
                    bool may_type, Actions& actions) {
  const DrawValue& value = draw.values[index];
  const ValueWords words = words_of(ui, model, draw, value);
  const std::string id = "draw.value." + std::to_string(index) + ".row";
  const RowOptions options{.title = value.name,
                           .detail = words.detail,
                           .icon = value.is_in_room ? Icon::dice : Icon::publish,
                           .icon_tone = value.value.empty() ? Tone::neutral : Tone::success,
                           .trailing = value.value,
                           .separator = false,
                           .detail_fit = Fit::whole};
  const float height = row_height(ui, column.width(), options);
  const Rect at = column.next(height);
  card(ui, at);
  static_row(ui, id, at, options);
  column.space(space_px::one);
  if (!words.standing.empty()) {
    const Banner what{.id = id + ".standing",
                      .tone = value.is_disputed ? Tone::danger : Tone::info,
                      .icon = value.is_disputed ? Icon::warning : Icon::user_check,
                      .text = words.standing};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
  }
  const bool can_type = may_type && draw.stage == ceremony::Stage::revealing && value.value.empty() &&
                        !draw.is_overdue && !ms_until_typed(model, value);
  if (can_type) draw_value_form(ui, column, state, model.draws.open, value, index, actions);
  column.space(space_px::one);
}

// --- steps

const DrawSeat* seat_of(const Draw& draw, const std::optional<Uuid>& id) {
  if (!id) return nullptr;
  const auto found = std::ranges::find(draw.seats, SeatId{*id}, &DrawSeat::id);
  return found == draw.seats.end() ? nullptr : &*found;
}

/// A question about a seat. True when it was answered by yes.
bool ask(Ui& ui, std::optional<Uuid>& asks, const DrawSeat* seat, const char* id, Text title, Text words,
         Text confirm) {
  if (!seat) {
    asks.reset();
    return false;
  }
  const std::string question = named(ui, title, seat->name);
  const DialogAnswer answer = dialog(
      ui,
      {.id = id, .title = question, .text = ui.say(words), .confirm = ui.say(confirm), .cancel = ui.say(Text::cancel)});
  if (answer != DialogAnswer::none) asks.reset();
  return answer == DialogAnswer::confirmed;
}

void ask_fix(Ui& ui, State& state, const Draw& draw, Actions& actions) {
  if (!state.asks_fix) return;
  const std::string words = text(Text::draw_fix_words, ui.language,
                                 {{"targets", grouped(draw.target_count)},
                                  {"inspectors", grouped(draw.inspector_count)},
                                  {"witnesses", std::to_string(draw.seats.size())},
                                  {"minutes", grouped(draw.deadline_s / 60)}});
  const DialogAnswer answer = dialog(ui, {.id = "draw.fix.question",
                                          .title = ui.say(Text::draw_fix_question),
                                          .text = words,
                                          .confirm = ui.say(Text::draw_fix_plan),
                                          .cancel = ui.say(Text::cancel)});
  if (answer == DialogAnswer::confirmed) actions.draws.emplace_back(FixDrawPlan{});
  if (answer != DialogAnswer::none) state.asks_fix = false;
}

void draw_cancel(Ui& ui, State& state, const OpenDraw& open, Actions& actions) {
  auto sheet = begin_sheet(ui, state.cancel, {.id = "draw.cancel.sheet", .title = ui.say(Text::draw_cancel_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  column.space(paragraph(ui, "draw.cancel.help", column.next(0), ui.say(Text::draw_cancel_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  {
    Form form(ui, column, "draw.cancel.form");
    line_field(ui, form, "draw.cancel.reason", Text::draw_cancel_reason, FieldKind::multiline,
               static_cast<int>(items::reason_characters_max), state.shows_missing, state.reason);
    form.error(draw_error_words(ui, open.cancel.error));
    if (form.submit({.label = ui.say(Text::draw_cancel), .is_under_way = open.cancel.is_under_way}) ==
        FormAnswer::submitted) {
      state.shows_missing = state.reason.empty();
      if (!state.shows_missing) actions.draws.emplace_back(CancelDraw{state.reason});
    }
  }
  end_sheet_content(ui, state.cancel, *sheet);
  end_sheet(ui);
}

/// What comes from a document may be in full width, with blanks, and a credit code in small letters.
std::string roster_id_of(std::string_view typed) {
  std::string id = mingchou::text::fold_full_width(typed);
  std::erase(id, ' ');
  if (id.size() == credit_code_characters)
    for (char& one : id)
      if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
  return id;
}

void draw_proof(Ui& ui, State& state, const OpenDraw& open, Actions& actions) {
  auto sheet = begin_sheet(ui, state.proof, {.id = "draw.proof.sheet", .title = ui.say(Text::draw_proof)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  column.space(paragraph(ui, "draw.proof.help", column.next(0), ui.say(Text::draw_proof_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  {
    Form form(ui, column, "draw.proof.form");
    line_field(ui, form, "draw.proof.target", Text::draw_proof_code, FieldKind::text, target_characters_max,
               state.shows_no_target, state.proof_target);
    form.error(draw_error_words(ui, open.proof.error));
    if (form.submit({.label = ui.say(Text::draw_proof_save), .is_under_way = open.proof.is_under_way}) ==
        FormAnswer::submitted) {
      const std::string target = roster_id_of(state.proof_target);
      state.shows_no_target = target.empty();
      if (!state.shows_no_target) actions.draws.emplace_back(SaveDrawProof{target});
    }
  }
  end_sheet_content(ui, state.proof, *sheet);
  end_sheet(ui);
}

}  // namespace

void draw_seats(Ui& ui, Column& column, State& state, const Model& model, const Draw& draw, const Rights& rights,
                Actions& actions) {
  if (draw.seats.empty()) return;
  section_heading(ui, "draw.seats", ui.say(Text::draw_seats), column.next(section_heading_px));
  if (draw.stage == ceremony::Stage::inviting)
    return draw_seat_cards(ui, column, state, model, draw, rights.may_hold, actions);
  float height = 0;
  for (const DrawSeat& seat : draw.seats) height += row_height(ui, column.width(), options_of(ui, seat, false));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const DrawSeat& seat : draw.seats) {
    const RowOptions options = options_of(ui, seat, &seat == &draw.seats.back());
    static_row(ui, "draw.seat." + seat.id.uuid.text(), column.next(row_height(ui, column.width(), options)), options);
  }
  column.space(space_px::two);
}

void draw_values(Ui& ui, Column& column, State& state, const Model& model, const Draw& draw, const Rights& rights,
                 Actions& actions) {
  if (draw.values.empty()) return;
  section_heading(ui, "draw.values", ui.say(Text::draw_values), column.next(section_heading_px));
  for (std::size_t i = 0; i < draw.values.size(); ++i)
    draw_one_value(ui, column, state, model, draw, i, rights.may_take_part, actions);
  column.space(space_px::one);
}

void notice_steps(Ui& ui, State& state, const OpenDraw& open) {
  const auto tell = [&ui](const char* id, Text words) { show_toast(ui, id, std::string(ui.say(words))); };
  if (is_taken(state.invitations_seen, open.invite)) tell("draw.invited", Text::draw_invited_toast);
  if (is_taken(state.left_out_seen, open.leave_out)) tell("draw.left_out", Text::draw_left_out_toast);
  if (is_taken(state.fixed_seen, open.fix_plan)) tell("draw.fixed", Text::draw_fixed_toast);
  if (is_taken(state.bundles_seen, open.bundle)) tell("draw.bundle", Text::draw_bundle_toast);
  if (is_taken(state.proofs_seen, open.proof)) {
    tell("draw.proof", Text::draw_proof_toast);
    state.proof.open = false;
    state.proof_target.clear();
  }
  if (is_taken(state.typed_seen, open.type_value)) {
    tell("draw.typed", Text::draw_value_typed_toast);
    // Taken: whoever types it again looks at the source again.
    state.typed.erase(open.about);
  }
  if (is_taken(state.cancelled_seen, open.cancel)) {
    tell("draw.cancelled", Text::draw_cancelled_toast);
    state.cancel.open = false;
    state.reason.clear();
  }
}

void draw_steps(Ui& ui, State& state, const Model& model, const Draw& draw, Actions& actions) {
  ask_fix(ui, state, draw, actions);
  if (const auto id = state.inviting)
    if (ask(ui, state.inviting, seat_of(draw, id), "draw.invite.question", Text::draw_invite_question,
            Text::draw_invite_words, Text::draw_seat_again))
      actions.draws.emplace_back(InviteAgain{{*id}});
  if (const auto id = state.leaving_out)
    if (ask(ui, state.leaving_out, seat_of(draw, id), "draw.leave.question", Text::draw_leave_out_question,
            Text::draw_leave_out_words, Text::draw_seat_leave_out))
      actions.draws.emplace_back(LeaveOutSeat{{*id}});
  draw_cancel(ui, state, model.draws.open, actions);
  draw_proof(ui, state, model.draws.open, actions);
}

}  // namespace mingchou::client::draw_page
