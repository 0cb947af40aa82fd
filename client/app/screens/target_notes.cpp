#include "client/app/screens/target_notes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "client/app/screens/note_editor.h"
#include "client/app/screens/register_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

/// So that what the register says is not far below.
constexpr std::size_t notes_folded = 3;
constexpr float padding_px = space_px::two;
constexpr std::string_view saved_toast = "note.saved";
constexpr std::array reasons{Text::note_withdraw_mistake, Text::note_withdraw_other_target, Text::note_withdraw_twice};

std::string id_of(const NoteId& note, std::string_view part) { return "note." + note.uuid.text() + std::string(part); }

bool is_among(const std::vector<NoteId>& notes, const NoteId& note) {
  return std::ranges::find(notes, note) != notes.end();
}

/// When, and where it is on its way.
std::string about(const Ui& ui, const Note& note, CivilDate today) {
  std::string words = moment_text(note.added_at, today, ui.language);
  if (note.revision > 1 && !note.withdrawn_reason)
    words +=
        " · " + text(Text::note_changed, ui.language, {{"moment", moment_text(note.changed_at, today, ui.language)}});
  return words;
}

struct NoteParts {
  float text = 0, withdrawn = 0, about = 0, unfinished = 0, history = 0;
};

/// One wording in the history.
std::string version_words(const Ui& ui, const NoteVersion& version, bool is_first, CivilDate today) {
  std::string words = moment_text(version.at, today, ui.language) + "  ";
  if (version.withdrawn_reason)
    return words + text(Text::note_withdrawn, ui.language, {{"reason", *version.withdrawn_reason}});
  return words + std::string(ui.say(is_first ? Text::note_version_added : Text::note_version_changed)) + "\n" +
         version.text;
}

std::vector<std::string> history_of(const Ui& ui, const TargetModel& target, const Note& note, CivilDate today) {
  std::vector<std::string> words;
  if (target.history_of != note.id) return words;
  for (std::size_t i = 0; i < target.history.size(); ++i)
    words.push_back(version_words(ui, target.history[i], i == 0, today));
  return words;
}

class NoteCard {
 public:
  NoteCard(Ui& ui, const Model& model, const Note& note, float width)
      : ui_(ui), model_(model), note_(note), inside_(width - 2 * padding_px), state_(state_words(note.state)) {
    about_ = about(ui, note, model.today);
    if (note.withdrawn_reason)
      withdrawn_ = text(Text::note_withdrawn, ui.language, {{"reason", *note.withdrawn_reason}});
    versions_ = history_of(ui, model.target, note, model.today);
    pill_below_ = text_width(ui, about_, type_px::small) + space_px::two +
                      pill_width(ui, ui.say(state_.words), state_.icon) + control_px >
                  inside_;
  }

  float height() const {
    float height = padding_px + paragraph_height(ui_, inside_, note_.text, type_px::body);
    if (!withdrawn_.empty()) height += paragraph_height(ui_, inside_, withdrawn_, type_px::small) + space_px::half;
    height += about_height();
    if (is_unfinished()) height += banner_height(ui_, inside_, unfinished()) + space_px::one;
    for (const std::string& version : versions_)
      height += paragraph_height(ui_, inside_ - space_px::two, version, type_px::small) + space_px::one;
    return height + space_px::half;
  }

  void draw(const Rect& rect, TargetNotesState& state, Actions& actions) {
    Column column({rect.x + padding_px, rect.y + padding_px, inside_, 0});
    const Theme& theme = *ui_.theme;
    const float words = paragraph_height(ui_, inside_, note_.text, type_px::body);
    paragraph(ui_, id_of(note_.id, ".text"), column.next(words), note_.text, type_px::body,
              note_.withdrawn_reason ? theme.text_secondary : theme.text);
    if (!withdrawn_.empty()) {
      column.space(space_px::half);
      const float height = paragraph_height(ui_, inside_, withdrawn_, type_px::small);
      paragraph(ui_, id_of(note_.id, ".withdrawn"), column.next(height), withdrawn_, type_px::small, theme.danger_text);
    }
    draw_about(column.next(about_height()), state);
    if (is_unfinished()) {
      const Banner what = unfinished();
      if (banner(ui_, column.next(banner_height(ui_, inside_, what)), what) == BannerAnswer::action)
        actions.notes.emplace_back(BeginAmending{note_.id});
      column.space(space_px::one);
    }
    draw_history(column);
  }

 private:
  float about_height() const { return control_px + (pill_below_ ? pill_px : 0); }
  bool is_unfinished() const {
    return is_among(model_.target.unfinished, note_.id) && model_.target.editor.amends != note_.id;
  }
  Banner unfinished() const {
    unfinished_id_ = id_of(note_.id, ".unfinished");
    return {.id = unfinished_id_,
            .tone = Tone::warning,
            .text = ui_.say(Text::note_unfinished),
            .action = ui_.say(Text::note_go_on)};
  }

  void draw_about(const Rect& rect, TargetNotesState& state) {
    const Rect line{rect.x, rect.y, rect.width - control_px, control_px};
    draw_text(ui_, line, about_, type_px::small, ui_.theme->text_secondary, Align::start, Fit::may_elide);
    const auto words = ui_.say(state_.words);
    const Point pill_at = pill_below_ ? Point{rect.x, rect.y + control_px - space_px::half}
                                      : Point{rect.x + text_width(ui_, about_, type_px::small) + space_px::two,
                                              rect.y + (control_px - pill_px) / 2};
    pill(ui_, words, state_.tone, state_.icon, pill_at);
    ui_.semantics.add({.role = Role::text,
                       .id = id_of(note_.id, ".about"),
                       .name = about_ + (ui_.language == Language::chinese ? "，" : ", ") + std::string(words),
                       .rect = {rect.x, rect.y, line.width, rect.height}});
    const Point more{rect.right() - control_px / 2 + space_px::one, rect.y + control_px / 2};
    const bool open = state.menu_of == note_.id;
    if (icon_button(ui_, id_of(note_.id, ".more"), Icon::more, ui_.say(Text::note_actions), more,
                    {.expanded = open, .popup = Popup::menu}))
      state.menu_of = note_.id;
    if (state.menu_of == note_.id)
      state.menu_anchor = {more.x - control_px / 2, more.y - control_px / 2, control_px, control_px};
  }

  void draw_history(Column& column) {
    for (std::size_t i = 0; i < versions_.size(); ++i) {
      const float height = paragraph_height(ui_, inside_ - space_px::two, versions_[i], type_px::small);
      const Rect at = column.next(height);
      fill({at.x, at.y, 3, at.height}, ui_.theme->line_strong, 1);
      paragraph(ui_, id_of(note_.id, ".version." + std::to_string(i)),
                {at.x + space_px::two, at.y, at.width - space_px::two, at.height}, versions_[i], type_px::small,
                ui_.theme->text);
      column.space(space_px::one);
    }
  }

  Ui& ui_;
  const Model& model_;
  const Note& note_;
  float inside_;
  StateWords state_;
  std::string about_, withdrawn_;
  std::vector<std::string> versions_;
  bool pill_below_ = false;
  mutable std::string unfinished_id_;
};

void draw_list(Ui& ui, Column& column, TargetNotesState& state, const Model& model, Actions& actions) {
  const std::vector<Note>& notes = model.target.notes;
  const std::size_t shown = state.unfolded ? notes.size() : std::min(notes.size(), notes_folded);
  ui.semantics.open({.role = Role::list,
                     .id = "notes.list",
                     .name = std::string(ui.say(Text::section_notes)),
                     .rect = {column.x(), column.y(), column.width(), 0}});
  for (std::size_t i = 0; i < shown; ++i) {
    NoteCard one(ui, model, notes[i], column.width());
    const Rect at = column.next(one.height());
    card(ui, at);
    ui.semantics.open({.role = Role::listitem,
                       .id = id_of(notes[i].id, ""),
                       .name = {},
                       .rect = at,
                       .position = static_cast<int>(i) + 1,
                       .set_size = static_cast<int>(shown)});
    one.draw(at, state, actions);
    ui.semantics.close();
    // Around its items: what lies outside its parent is found by no finger that explores.
    Rect& list = ui.semantics.opened().rect;
    list.height = column.y() - list.y;
    column.space(space_px::one);
  }
  ui.semantics.close();
  const ButtonOptions plain{.kind = ButtonKind::text};
  if (shown < notes.size()) {
    const std::string all =
        text(Text::note_show_all, ui.language, {{"count", grouped(static_cast<long long>(notes.size()))}});
    const Rect row = column.next(control_px);
    if (button(ui, "notes.all", all, {row.x, row.y, std::min(row.width, button_width(ui, all, plain)), row.height},
               plain))
      state.unfolded = true;
  } else if (model.target.has_older_notes) {
    const auto older = ui.say(Text::note_older);
    const Rect row = column.next(control_px);
    if (button(ui, "notes.older", older,
               {row.x, row.y, std::min(row.width, button_width(ui, older, plain)), row.height}, plain))
      actions.notes.emplace_back(ShowOlderNotes{});
  }
}

/// Says once that a note was saved, and takes it back if its reader changes his mind at once.
void draw_saved_toast(Ui& ui, TargetNotesState& state, const TargetModel& target, Actions& actions) {
  if (target.just_saved && state.announced != target.just_saved) {
    state.announced = target.just_saved;
    show_toast(ui, std::string(saved_toast), std::string(ui.say(Text::note_saved_toast)),
               std::string(ui.say(Text::note_undo)));
  }
  if (take_toast_action(ui, saved_toast) && state.announced) actions.notes.emplace_back(UndoNote{*state.announced});
}

}  // namespace

void draw_target_notes(Ui& ui, Column& column, TargetNotesState& state, const Model& model, Actions& actions) {
  const TargetModel& target = model.target;
  const auto count = static_cast<long long>(model.targets.note_counts.of(target.id));
  const std::string title = count == 0 ? std::string(ui.say(Text::section_notes))
                                       : text(Text::section_notes_count, ui.language, {{"count", grouped(count)}});
  section_heading(ui, "notes.title", title, column.next(section_heading_px));
  draw_note_editor(ui, column, state, model, actions);
  column.space(space_px::two);
  if (target.error) {
    const std::string words = render(*target.error, ui.language);
    const Banner what{.id = "notes.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
  }
  if (!target.notes.empty()) draw_list(ui, column, state, model, actions);
  draw_saved_toast(ui, state, target, actions);
}

namespace {

void draw_note_menu(Ui& ui, TargetNotesState& state, const Model& model, Actions& actions) {
  if (!state.menu_of) return;
  const auto note = std::ranges::find(model.target.notes, *state.menu_of, &Note::id);
  if (note == model.target.notes.end()) return state.menu_of.reset();
  const bool history_is_shown = model.target.history_of == note->id;
  enum class Choice { amend, history, withdraw };
  std::vector<MenuItem> items;
  std::vector<Choice> choices;
  if (!note->withdrawn_reason) {
    items.push_back({.label = ui.say(Text::note_amend), .icon = Icon::edit});
    choices.push_back(Choice::amend);
  }
  items.push_back(
      {.label = ui.say(history_is_shown ? Text::note_hide_history : Text::note_history), .icon = Icon::history});
  choices.push_back(Choice::history);
  if (!note->withdrawn_reason) {
    items.push_back({.label = ui.say(Text::note_withdraw), .icon = Icon::undo, .danger = true});
    choices.push_back(Choice::withdraw);
  }
  bool open = true;
  const auto chosen = menu(ui, open, "note.menu", ui.say(Text::note_actions), state.menu_anchor, items);
  if (!open) state.menu_of.reset();
  if (!chosen) return;
  switch (choices[static_cast<std::size_t>(*chosen)]) {
    case Choice::amend:
      actions.notes.emplace_back(BeginAmending{note->id});
      break;
    case Choice::history:
      actions.notes.emplace_back(ShowHistory{history_is_shown ? std::nullopt : std::optional(note->id)});
      break;
    case Choice::withdraw:
      state.withdrawing = note->id;
      state.reason.reset();
      state.withdraw_sheet.open = true;
      break;
  }
}

void draw_withdraw_sheet(Ui& ui, TargetNotesState& state, Actions& actions) {
  auto sheet = begin_sheet(ui, state.withdraw_sheet,
                           {.id = "withdraw", .title = ui.say(Text::note_withdraw_title), .has_footer = true});
  if (!sheet) return;
  Column& column = sheet->page.column;
  const auto advice = ui.say(Text::note_withdraw_advice);
  paragraph(ui, "withdraw.advice", column.next(paragraph_height(ui, column.width(), advice, type_px::body)), advice,
            type_px::body, ui.theme->text_secondary);
  column.space(space_px::one);
  std::array<std::string_view, reasons.size()> labels;
  std::ranges::transform(reasons, labels.begin(), [&](Text reason) { return ui.say(reason); });
  const Rect rows = column.next(radio_rows_height(ui, column.width(), labels));
  if (const auto now =
          radio_rows(ui, "withdraw.reason", ui.say(Text::note_withdraw_reason), rows, labels, state.reason))
    state.reason = now;
  end_sheet_content(ui, state.withdraw_sheet, *sheet);
  ButtonRow buttons(sheet->footer);
  const auto confirm = ui.say(Text::note_withdraw), keep = ui.say(Text::cancel);
  const ButtonOptions danger{.kind = ButtonKind::danger, .enabled = state.reason.has_value()};
  const ButtonOptions secondary{.kind = ButtonKind::secondary};
  if (button(ui, "withdraw.confirm", confirm, buttons.next(button_width(ui, confirm, danger)), danger) &&
      state.withdrawing && state.reason) {
    const auto reason = ui.say(reasons[static_cast<std::size_t>(*state.reason)]);
    actions.notes.emplace_back(WithdrawNote{*state.withdrawing, std::string(reason)});
    state.withdraw_sheet.open = false;
  }
  // The sheet can be closed at its head, too.
  const float keep_px = button_width(ui, keep, secondary);
  if (keep_px + button_width(ui, confirm, danger) + space_px::two <= sheet->footer.width &&
      button(ui, "withdraw.cancel", keep, buttons.next(keep_px), secondary))
    state.withdraw_sheet.open = false;
  end_sheet(ui);
}

}  // namespace

void draw_target_notes_layers(Ui& ui, TargetNotesState& state, const Model& model, Actions& actions) {
  draw_note_menu(ui, state, model, actions);
  draw_withdraw_sheet(ui, state, actions);
}

}  // namespace mingchou::client
