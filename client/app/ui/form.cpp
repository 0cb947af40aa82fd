#include "client/app/ui/form.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/app/ui/choices.h"
#include "client/app/ui/feedback.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/press.h"
#include "client/app/ui/rows.h"
#include "client/app/ui/scroll.h"
#include "shared/access/password_rules.h"
#include "shared/crypto/secret.h"

namespace mingchou::client {
namespace {

constexpr float label_gap_px = 4;
constexpr int lines_min = 3;
constexpr int lines_max = 12;

std::string_view description_of(std::string_view help, std::string_view error) { return error.empty() ? help : error; }

}  // namespace

void PasswordState::forget() {
  crypto::wipe({reinterpret_cast<std::uint8_t*>(value.data()), value.size()});
  value.clear();
  is_shown = false;
}

Form::Form(Ui& ui, Column& column, std::string id) : ui_(ui), column_(column), id_(std::move(id)) {
  ui_.semantics.open({.role = Role::form, .id = id_, .name = {}, .rect = {column.x(), column.y(), column.width(), 1}});
}

void Form::end() {
  if (std::exchange(has_ended_, true)) return;
  Rect& rect = ui_.semantics.opened().rect;
  rect.height = std::max(1.0f, column_.y() - rect.y);
  ui_.semantics.close();
}

void Form::label(std::string_view words) {
  const float height = paragraph_height(ui_, column_.width(), words, type_px::small);
  draw_paragraph(ui_, column_.next(height), words, type_px::small, ui_.theme->text);
  column_.space(label_gap_px);
}

void Form::below(const std::string& id, std::string_view help, std::string_view error) {
  const std::string_view words = description_of(help, error);
  if (words.empty()) {
    column_.space(space_px::two);
    return;
  }
  column_.space(label_gap_px);
  const float icon = error.empty() ? 0 : icon_px::small + space_px::half;
  const float height = paragraph_height(ui_, column_.width() - icon, words, type_px::small);
  const Rect at = column_.next(height);
  const Color ink = error.empty() ? ui_.theme->text_secondary : ui_.theme->danger_text;
  if (icon > 0)
    draw_icon(ui_, Icon::attention, {at.x + icon_px::small / 2, at.y + line_height(type_px::small) / 2}, icon_px::small,
              ink);
  const Rect words_at{at.x + icon, at.y, at.width - icon, height};
  draw_paragraph(ui_, words_at, words, type_px::small, ink);
  // What is wrong is said when it comes; a hint is said with the field.
  if (!error.empty()) {
    ui_.semantics.add({.role = Role::alert, .id = id + ".error", .name = std::string(words), .rect = words_at});
    show_first_error(id, at);
  }
  column_.space(space_px::two);
}

/// Whoever submits a long form sees its end, and not what is wrong further up.
void Form::show_first_error(const std::string& id, const Rect& words) {
  if (ui_.submitted_form != id_) return;
  ui_.submitted_form.clear();
  const float field = control_px + label_gap_px + line_height(type_px::small) + label_gap_px;
  scroll_into_view(ui_, {words.x, words.y - field, words.width, words.height + field});
  // Who works by keys goes on there; a finger gets no keyboard that it did not ask for.
  if (ui_.focus_visible) move_focus(ui_, id);
}

FieldOutcome Form::text(const FormField& field, std::string& value) {
  label(field.label);
  const FieldOptions options{.id = field.id,
                             .label = field.label,
                             .placeholder = field.placeholder,
                             .kind = field.kind,
                             .enter = field.enter,
                             .characters_max = field.characters_max,
                             .autocomplete = field.autocomplete,
                             .subject = field.subject,
                             .below_px = space_px::three,
                             .description = description_of(field.help, field.error),
                             .invalid = !field.error.empty()};
  // What is written in lines grows with them.
  const float height = field.kind == FieldKind::multiline
                           ? multiline_height(ui_, value, column_.width(), lines_min, lines_max)
                           : control_px;
  const FieldOutcome outcome = text_field(ui_, options, column_.next(height), value);
  below(field.id, field.help, field.error);
  entered_ |= outcome.entered && field.enter == EnterKey::go;
  return outcome;
}

FieldOutcome Form::password(const FormPassword& field, PasswordState& state) {
  label(field.label);
  const Rect row = column_.next(control_px);
  const bool is_focused = ui_.focused_id == field.id;
  const std::string_view help = is_focused && ui_.caps_lock ? ui_.say(Text::caps_lock_on) : field.help;
  const FieldOptions options{.id = field.id,
                             .label = field.label,
                             .kind = FieldKind::password,
                             .enter = field.enter,
                             .characters_max = static_cast<int>(access::password_characters_max),
                             .autocomplete = field.autocomplete,
                             .is_shown = state.is_shown,
                             .below_px = space_px::three,
                             .trailing_px = control_px,
                             .description = description_of(help, field.error),
                             .invalid = !field.error.empty()};
  const FieldOutcome outcome = text_field(ui_, options, row, state.value);
  if (icon_button(ui_, field.id + ".show", state.is_shown ? Icon::hide : Icon::show,
                  ui_.say(state.is_shown ? Text::hide_password : Text::show_password),
                  {row.right() - control_px / 2, row.y + row.height / 2}, {.active = state.is_shown}))
    state.is_shown = !state.is_shown;
  below(field.id, help, field.error);
  entered_ |= outcome.entered && field.enter == EnterKey::go;
  return outcome;
}

bool Form::choice(const FormField& field, std::string_view value, bool is_open) {
  label(field.label);
  const Rect box = column_.next(control_px);
  const Press press = pressable(ui_, field.id, box);
  const Theme& theme = *ui_.theme;
  fill(box, pressed_ground(theme, press).value_or(theme.surface), corners_px::control);
  const bool invalid = !field.error.empty();
  outline(box, invalid ? theme.danger : theme.line_strong, corners_px::control, invalid ? 2 : 1);
  const float icon = icon_px::small + space_px::one;
  const Rect words{box.x + space_px::two, box.y, box.width - 2 * space_px::two - icon, box.height};
  const bool is_empty = value.empty();
  draw_text(ui_, words, is_empty ? field.placeholder : value, type_px::body,
            is_empty ? theme.text_secondary : theme.text, Align::start, Fit::may_elide);
  draw_icon(ui_, Icon::chevron_down, {box.right() - space_px::two - icon_px::small / 2, box.y + box.height / 2},
            icon_px::small, theme.text_secondary);
  draw_focus_ring(ui_, field.id, box.inset(-4), corners_px::control + 4);
  std::string description(is_empty ? field.placeholder : value);
  if (const auto more = description_of(field.help, field.error); !more.empty())
    description += std::string(ui_.say(Text::list_comma)) + std::string(more);
  ui_.semantics.add({.role = Role::button,
                     .id = field.id,
                     .name = std::string(field.label),
                     .rect = box,
                     .focusable = true,
                     .expanded = is_open,
                     .popup = Popup::dialog,
                     .description = description});
  below(field.id, field.help, field.error);
  return press.activated;
}

void Form::error(std::string_view words) {
  if (words.empty()) return;
  const Banner what{.id = id_ + ".error", .tone = Tone::danger, .text = words};
  banner(ui_, column_.next(banner_height(ui_, column_.width(), what)), what);
  column_.space(space_px::two);
}

FormAnswer Form::submit(const FormSubmit& what) {
  const bool can_send = what.enabled && !what.is_under_way;
  const ButtonOptions primary{.icon = what.icon, .enabled = can_send};
  const ButtonOptions plain{.kind = ButtonKind::text};
  const std::string_view label = what.is_under_way ? ui_.say(Text::sending) : what.label;
  // As wide while it waits, so that nothing jumps.
  const float wanted = std::max(button_width(ui_, what.label, primary), button_width(ui_, ui_.say(Text::sending)));
  const float width = std::min(column_.width(), wanted);
  const float other = what.other.empty() ? 0 : std::min(column_.width(), button_width(ui_, what.other, plain));
  const bool beside = width + space_px::one + other <= column_.width();
  const Rect row = column_.next(control_px);
  FormAnswer answer = FormAnswer::none;
  if (button(ui_, id_ + ".submit", label, {row.x, row.y, width, control_px}, primary)) answer = FormAnswer::submitted;
  if (other > 0) {
    if (!beside) column_.space(space_px::one);
    const Rect at = beside ? Rect{row.x + width + space_px::one, row.y, other, control_px} : column_.next(control_px);
    if (button(ui_, id_ + ".other", what.other, {at.x, at.y, other, control_px}, plain)) answer = FormAnswer::other;
  }
  if (entered_ && can_send) answer = FormAnswer::submitted;
  // What the server refuses is shown at its field when the answer comes.
  if (ui_.submitted_form == id_ && !what.is_under_way) ui_.submitted_form.clear();
  if (answer == FormAnswer::submitted) {
    ui_.submitted_form = id_;
    ui_.animating = true;
  }
  return answer;
}

std::optional<int> choice_sheet(Ui& ui, ChoiceSheet& state, const std::string& id, std::string_view title,
                                std::span<const std::string_view> labels, std::optional<int> chosen) {
  auto sheet = begin_sheet(ui, state.sheet, {.id = id, .title = title});
  if (!sheet) return std::nullopt;
  Column& column = sheet->page.column;
  const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
  const auto now = radio_rows(ui, id + ".values", title, at, labels, chosen);
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
  // Who goes through them by arrows is still looking.
  if (now && !ui.focus_visible) state.sheet.open = false;
  return now;
}

}  // namespace mingchou::client
