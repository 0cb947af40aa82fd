#include "client/app/ui/text_field.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "client/app/ui/hits.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/toast.h"
#include "shared/text/utf8.h"

namespace mingchou::client {
namespace {

constexpr float padding_x_px = space_px::two;
constexpr float padding_y_px = space_px::one;
constexpr float border_focused_px = 2;
constexpr std::string_view full_toast = "field.full";

/// The browser keeps to the limit already; this is the bound of what comes from outside.
void cut(std::string& value, int characters_max) {
  std::size_t end = 0;
  for (int left = characters_max; end < value.size() && left > 0; --left) {
    ++end;
    while (end < value.size() && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) ++end;
  }
  value.resize(end);
}

/// Who types on at the limit sees one message that stays, not one that comes anew with each key.
void tell_full(Ui& ui, int characters_max, int refused) {
  std::string words =
      text(Text::field_full, ui.language, {{"max", grouped(characters_max)}, {"count", grouped(refused)}});
  if (!ui.toast || ui.toast->id != full_toast) return show_toast(ui, std::string(full_toast), std::move(words));
  ui.toast->text = std::move(words);
  ui.toast->until_ms = 0;
}

FieldOutcome take_edits(Ui& ui, const FieldOptions& options, std::string& value) {
  FieldOutcome outcome;
  int refused = 0;
  for (TextEdit& edit : ui.edits) {
    if (edit.id != options.id || edit.subject != options.subject) continue;
    if (edit.refused > 0) refused = edit.refused;
    cut(edit.text, options.characters_max);
    outcome.changed |= edit.text != value;
    value = std::move(edit.text);
    outcome.entered |= edit.entered;
    outcome.left |= edit.left;
    ui.field_revisions[edit.id] = edit.revision;
  }
  std::erase_if(ui.edits, [&](const TextEdit& edit) { return edit.id == options.id; });
  if (refused > 0) tell_full(ui, options.characters_max, refused);
  return outcome;
}

void draw_box(Ui& ui, const FieldOptions& options, const Rect& rect, bool focused) {
  const Theme& theme = *ui.theme;
  fill(rect, theme.surface, corners_px::control);
  const Color line = options.invalid ? theme.danger : focused ? theme.accent : theme.line_strong;
  outline(rect, line, corners_px::control, focused || options.invalid ? border_focused_px : 1);
}

/// As many discs as there are characters: what they are is not even laid out.
void draw_dots(Ui& ui, const Rect& inside, std::string_view value) {
  // As the browser draws them in the element over it.
  constexpr float radius_px = 2.4f, step_px = 6.9f;
  float x = inside.x + radius_px;
  for (std::size_t left = text::count_code_points(value); left > 0 && x < inside.right(); --left, x += step_px)
    disc({x, inside.y + inside.height / 2}, radius_px, ui.theme->text);
}

void draw_value(Ui& ui, const FieldOptions& options, const Rect& rect, std::string_view value) {
  const std::string_view shown = value.empty() ? options.placeholder : value;
  const Color color = value.empty() ? ui.theme->text_secondary : ui.theme->text;
  const Rect inside{rect.x + padding_x_px, rect.y, rect.width - 2 * padding_x_px, rect.height};
  ImGui::PushClipRect({inside.x, rect.y}, {inside.right(), rect.bottom()}, true);
  if (options.kind == FieldKind::password && !options.is_shown && !value.empty())
    draw_dots(ui, inside, value);
  else if (options.kind == FieldKind::multiline)
    draw_paragraph(ui, {inside.x, rect.y + padding_y_px, inside.width, rect.height}, shown, type_px::body, color);
  else
    draw_text(ui, inside, shown, type_px::body, color, Align::start, Fit::may_elide);
  ImGui::PopClipRect();
}

}  // namespace

FieldOutcome text_field(Ui& ui, const FieldOptions& options, const Rect& box, std::string& value) {
  const FieldOutcome outcome = take_edits(ui, options, value);
  const bool focused = ui.focused_id == options.id;
  draw_box(ui, options, box, focused);
  const Rect rect{box.x, box.y, box.width - options.trailing_px, box.height};
  if (!focused) draw_value(ui, options, rect, value);
  publish_hit(ui, options.id, rect, {.target = gesture::Target::text_field});
  keep_focus_in_view(ui, options.id, {rect.x, rect.y, rect.width, rect.height + options.below_px});
  ui.semantics.add({.role = options.kind == FieldKind::search ? Role::searchbox : Role::textbox,
                    .id = options.id,
                    .name = std::string(options.label),
                    .rect = rect,
                    .focusable = true,
                    .invalid = options.invalid,
                    .description = std::string(options.description)});
  const auto revision = ui.field_revisions.find(options.id);
  ui.fields_being_drawn.push_back({.id = options.id,
                                   .rect = rect,
                                   .kind = options.kind,
                                   .enter = options.enter,
                                   .characters_max = options.characters_max,
                                   .value = value,
                                   .placeholder = std::string(options.placeholder),
                                   .subject = options.subject,
                                   .revision = revision == ui.field_revisions.end() ? 0 : revision->second,
                                   .autocomplete = std::string(options.autocomplete),
                                   .is_shown = options.is_shown,
                                   .focused = focused,
                                   .size_px = type_px::body,
                                   .line_px = line_height(type_px::body),
                                   .padding_x_px = padding_x_px,
                                   .padding_y_px = padding_y_px});
  return outcome;
}

float multiline_height(const Ui& ui, std::string_view value, float width, int lines_min, int lines_max) {
  auto lines = static_cast<int>(wrap(value, width - 2 * padding_x_px, measure(ui, type_px::body)).size());
  if (value.ends_with('\n')) ++lines;  // the one that the caret is on
  return static_cast<float>(std::clamp(lines, lines_min, lines_max)) * line_height(type_px::body) + 2 * padding_y_px;
}

}  // namespace mingchou::client
