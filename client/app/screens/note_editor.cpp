#include "client/app/screens/note_editor.h"

#include <algorithm>
#include <cmath>

#include "client/app/text/format.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"
#include "shared/text/utf8.h"

namespace mingchou::client {
namespace {

constexpr int lines_min = 3, lines_max = 12;
/// The count is shown when it begins to matter.
constexpr std::size_t characters_to_tell = note_limits::characters_max * 4 / 5;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

float field_height(const Ui& ui, float width, std::string_view text) {
  const float line = line_height(type_px::body);
  const float needed = paragraph_height(ui, width - 2 * space_px::two, text, type_px::body);
  return std::clamp(needed, line * lines_min, line * lines_max) + 2 * space_px::one;
}

void draw_amending(Ui& ui, Column& column, const Model& model) {
  const auto note = std::ranges::find(model.target.notes, *model.target.editor.amends, &Note::id);
  if (note == model.target.notes.end()) return;
  const std::string words =
      text(Text::note_amending, ui.language, {{"moment", moment_text(note->added_at, model.today, ui.language)}});
  const float height = paragraph_height(ui, column.width(), words, type_px::small);
  paragraph(ui, "note.amending", column.next(height), words, type_px::small, ui.theme->text_secondary);
  column.space(space_px::half);
}

void draw_error(Ui& ui, Column& column, const std::string& id, const std::string& words) {
  const Banner what{.id = id, .tone = Tone::danger, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one);
}

/// Left of the buttons: how long the text is, or that it is kept.
void draw_state(Ui& ui, const Rect& rect, const TargetNotesState& state) {
  const std::size_t count = text::count_code_points(state.text);
  std::string words;
  if (count >= characters_to_tell)
    words = text(Text::note_characters, ui.language,
                 {{"count", grouped(static_cast<long long>(count))},
                  {"max", grouped(static_cast<long long>(note_limits::characters_max))}});
  else if (count > 0)
    words = ui.say(Text::note_draft_kept);
  if (words.empty()) return;
  draw_text(ui, rect, words, type_px::small, ui.theme->text_secondary, Align::start, Fit::may_elide);
  ui.semantics.add({.role = Role::text, .id = "note.state", .name = words, .rect = rect});
}

void draw_buttons(Ui& ui, const Rect& row, TargetNotesState& state, const NoteEditor& editor, Actions& actions) {
  const bool amends = editor.amends.has_value();
  const auto save = ui.say(amends ? Text::note_save_change : Text::note_save);
  const ButtonOptions primary{.icon = Icon::save, .enabled = !is_blank(state.text)};
  ButtonRow buttons(row);
  const Rect save_rect = buttons.next(button_width(ui, save, primary));
  float left = save_rect.x;
  if (button(ui, "note.save", save, save_rect, primary)) actions.notes.emplace_back(SaveNote{state.text});
  if (amends) {
    const auto stop = ui.say(Text::note_stop_amending);
    const ButtonOptions plain{.kind = ButtonKind::text};
    const Rect at = buttons.next(button_width(ui, stop, plain));
    left = at.x;
    if (button(ui, "note.stop", stop, at, plain)) actions.notes.emplace_back(StopAmending{});
  }
  draw_state(ui, {row.x, row.y, std::max(0.0f, left - row.x - space_px::one), row.height}, state);
}

}  // namespace

void draw_note_editor(Ui& ui, Column& column, TargetNotesState& state, const Model& model, Actions& actions) {
  const NoteEditor& editor = model.target.editor;
  if (state.text_revision != editor.revision) {
    state.text_revision = editor.revision;
    state.text = editor.text;
  }
  if (editor.amends) draw_amending(ui, column, model);
  const FieldOptions field{.id = "note.text",
                           .label = ui.say(Text::note_field),
                           .placeholder = ui.say(Text::note_hint),
                           .kind = FieldKind::multiline,
                           .characters_max = static_cast<int>(note_limits::characters_max)};
  const FieldOutcome outcome =
      text_field(ui, field, column.next(field_height(ui, column.width(), state.text)), state.text);
  if (outcome.changed) actions.notes.emplace_back(KeepDraft{state.text});
  // Ctrl and Enter: Enter alone begins a line.
  if (outcome.entered && !is_blank(state.text)) actions.notes.emplace_back(SaveNote{state.text});
  column.space(space_px::one);
  if (editor.error) draw_error(ui, column, "note.error", render(*editor.error, ui.language));
  if (editor.draft_error)
    draw_error(ui, column, "note.draft_error",
               text(Text::note_kept_not, ui.language, {{"advice", render(*editor.draft_error, ui.language)}}));
  draw_buttons(ui, column.next(control_px), state, editor, actions);
}

}  // namespace mingchou::client
