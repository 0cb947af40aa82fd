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

/// How long the text is, or that it is kept; empty without a text.
std::string words_of_state(const Ui& ui, std::string_view text_in_field) {
  const std::size_t count = text::count_code_points(text_in_field);
  if (count >= characters_to_tell)
    return text(Text::note_characters, ui.language,
                {{"count", grouped(static_cast<long long>(count))},
                 {"max", grouped(static_cast<long long>(note_limits::characters_max))}});
  return count > 0 ? std::string(ui.say(Text::note_draft_kept)) : std::string();
}

void draw_state(Ui& ui, const Rect& rect, std::string_view words) {
  draw_text(ui, rect, words, type_px::small, ui.theme->text_secondary, Align::start, Fit::may_elide);
  ui.semantics.add({.role = Role::text, .id = "note.state", .name = std::string(words), .rect = rect});
}

/// The state at the left, the buttons at the right; in lines of their own where they don't fit into one.
void draw_foot(Ui& ui, Column& column, TargetNotesState& state, const NoteEditor& editor, Actions& actions) {
  const auto save = ui.say(editor.amends ? Text::note_save_change : Text::note_save);
  const auto stop = ui.say(Text::note_stop_amending);
  const ButtonOptions primary{.icon = Icon::save, .enabled = !is_blank(state.text)};
  const ButtonOptions plain{.kind = ButtonKind::text};
  const float save_px = std::min(column.width(), button_width(ui, save, primary));
  const float stop_px = editor.amends ? std::min(column.width(), button_width(ui, stop, plain)) : 0;
  const std::string words = words_of_state(ui, state.text);
  const float words_px = words.empty() ? 0 : std::ceil(text_width(ui, words, type_px::small));
  const float gaps_px = space_px::one * 3;
  const bool buttons_in_a_row = save_px + stop_px + gaps_px <= column.width();
  const bool all_in_a_row = buttons_in_a_row && words_px + save_px + stop_px + gaps_px <= column.width();
  if (!all_in_a_row && !words.empty()) draw_state(ui, column.next(line_height(type_px::small)), words);
  const Rect first = column.next(control_px);
  if (all_in_a_row && !words.empty()) draw_state(ui, {first.x, first.y, words_px, first.height}, words);
  ButtonRow row(first);
  if (button(ui, "note.save", save, row.next(save_px), primary)) actions.notes.emplace_back(SaveNote{state.text});
  if (!editor.amends) return;
  const Rect at = buttons_in_a_row ? row.next(stop_px) : ButtonRow(column.next(control_px)).next(stop_px);
  if (button(ui, "note.stop", stop, at, plain)) actions.notes.emplace_back(StopAmending{});
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
                           .characters_max = static_cast<int>(note_limits::characters_max),
                           .subject = static_cast<unsigned>(editor.revision),
                           .below_px = space_px::one + control_px};
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
  draw_foot(ui, column, state, editor, actions);
}

}  // namespace mingchou::client
