#include "client/app/screens/person_editing.h"

#include <algorithm>
#include <utility>

#include "client/app/people/people_json.h"
#include "client/app/screens/conflict.h"
#include "client/app/screens/edit_form.h"
#include "client/app/screens/people_words.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float form_width_px_max = 480;

Column form_column(const Column& column) {
  return Column({column.x(), column.y(), std::min(form_width_px_max, column.width()), 0});
}

template <class Entity>
Entity edited(const PersonEditing& editing, const Person<Entity>& person) {
  Entity entity = person.entity;
  apply_form(editing.form, entity);
  return entity;
}

/// What the form says, for comparing.
template <class Entity>
std::string form_text(const PersonFormState& form) {
  Entity blank;
  apply_form(form, blank);
  return person_body(blank, form.at(PersonText::reason));
}

template <class Entity>
void draw_conflict(Ui& ui, Column& column, PersonEditing& editing, const Model& model, const Person<Entity>& theirs) {
  const auto are = person_values(ui, model, theirs.entity);
  const auto typed = person_values(ui, model, edited(editing, theirs));
  std::vector<FieldInBoth> fields;
  fields.reserve(are.size());
  for (std::size_t i = 0; i < are.size(); ++i) fields.push_back({are[i].first, are[i].second, typed[i].second});
  const Conflict conflict{.id = "person", .title = ui.say(Text::person_conflict), .revision = theirs.revision};
  const ConflictAnswer answer = client::draw_conflict(ui, column, conflict, fields);
  if (answer == ConflictAnswer::keep_mine) editing.revision = theirs.revision;
  if (answer == ConflictAnswer::take_theirs) begin_editing(editing, theirs);
}

template <class Entity>
void draw_ending(Ui& ui, EndingForm& ending, const Person<Entity>& person, const Submission& end, Actions& actions) {
  const std::string title = text(Text::person_end_title, ui.language, {{"name", name_words(ui, person.entity)}});
  auto sheet = begin_sheet(ui, ending.sheet, {.id = "person.end", .title = title});
  if (!sheet) return;
  Column& column = sheet->page.column;
  const auto words = ui.say(Text::person_end_words);
  const float height = paragraph_height(ui, column.width(), words, type_px::body);
  paragraph(ui, "person.end.words", column.next(height), words, type_px::body, ui.theme->text);
  column.space(space_px::two);
  Form form(ui, column, "person.end.form");
  const bool is_missing = ending.reason.find_first_not_of(' ') == std::string::npos;
  form.text({.id = "person.end.reason",
             .label = ui.say(Text::person_end_reason),
             .enter = EnterKey::go,
             .characters_max = static_cast<int>(limits::register_text_characters_max),
             .help = ui.say(Text::person_end_reason_help),
             .error = ending.shows_problems && is_missing ? ui.say(Text::field_missing) : std::string_view()},
            ending.reason);
  form.error(was_beaten(end) ? std::string(ui.say(Text::part_conflict)) : person_error_words(ui, end.error));
  const FormAnswer answer =
      form.submit({.label = ui.say(Text::person_end), .icon = Icon::forbidden, .is_under_way = end.is_under_way});
  form.end();
  if (answer == FormAnswer::submitted) {
    ending.shows_problems = is_missing;
    if (!is_missing) actions.people.emplace_back(PersonRequest(EndPerson<Entity>{person.revision, ending.reason}));
  }
  end_sheet_content(ui, ending.sheet, *sheet);
  end_sheet(ui);
}

}  // namespace

template <class Entity>
bool notice_answers(Ui& ui, PersonEditing& editing, const OpenPerson<Entity>& open) {
  if (editing.shown != open.id) {
    editing = {};
    editing.shown = open.id;
    editing.saves_seen = open.save.answers;
    editing.ends_seen = open.end.answers;
  }
  if (is_taken(editing.ends_seen, open.end)) {
    editing.is_open = false;
    editing.ending = {};
    show_toast(ui, "person.ended", std::string(ui.say(Text::person_ended)));
    return false;
  }
  if (!is_taken(editing.saves_seen, open.save)) return false;
  // What was typed while it was sent is not saved yet, and stays.
  if (editing.is_open && form_text<Entity>(editing.form) != editing.sent)
    editing.revision = open.person->revision;
  else
    editing.is_open = false;
  show_toast(ui, "person.saved", std::string(ui.say(Text::person_saved)));
  return true;
}
template bool notice_answers(Ui&, PersonEditing&, const OpenPerson<Inspector>&);
template bool notice_answers(Ui&, PersonEditing&, const OpenPerson<Expert>&);

std::vector<HeaderAction> person_deeds(const Ui& ui, bool may_write, const PersonEditing& editing) {
  if (!may_write || editing.is_open) return {};
  return {{.id = "edit", .icon = Icon::edit, .name = ui.say(Text::person_edit)},
          {.id = "end",
           .icon = Icon::archive,
           .name = ui.say(Text::person_end),
           .popup = Popup::dialog,
           .expanded = editing.ending.sheet.open}};
}

template <class Entity>
void take_person_deed(std::optional<std::size_t> pressed, PersonEditing& editing, const Person<Entity>& person) {
  if (pressed == 0) begin_editing(editing, person);
  if (pressed == 1) editing.ending.sheet.open = true;
}
template void take_person_deed(std::optional<std::size_t>, PersonEditing&, const Person<Inspector>&);
template void take_person_deed(std::optional<std::size_t>, PersonEditing&, const Person<Expert>&);

template <class Entity>
void begin_editing(PersonEditing& editing, const Person<Entity>& person) {
  editing.is_open = true;
  editing.is_changed = editing.asks_leave = false;
  editing.form = person_form_of(person.entity);
  editing.revision = person.revision;
}
template void begin_editing(PersonEditing&, const Person<Inspector>&);
template void begin_editing(PersonEditing&, const Person<Expert>&);

template <class Entity>
void draw_editing(Ui& ui, Column& column, PersonEditing& editing, const OpenPerson<Entity>& open, const Model& model,
                  Actions& actions) {
  const Person<Entity>& person = *open.person;
  Column fields = form_column(column);
  const bool is_beaten = person.revision > editing.revision;
  if (is_beaten) draw_conflict(ui, fields, editing, model, person);
  Form form(ui, fields, "person");
  draw_person_fields(ui, form, editing.form, model, person.entity, false);
  // Both stand above, if what is there now could be read.
  if (!was_beaten(open.save) || open.error) form.error(person_error_words(ui, open.save.error));
  editing.is_changed = person_body(edited(editing, person), {}) != person_body(person.entity, {});
  const FormAnswer answer = form.submit({.label = ui.say(Text::person_save),
                                         .icon = Icon::save,
                                         .is_under_way = open.save.is_under_way,
                                         .enabled = editing.is_changed && !is_beaten,
                                         .other = ui.say(Text::cancel)});
  form.end();
  if (answer == FormAnswer::other && editing.is_changed) editing.asks_leave = true;
  if (answer == FormAnswer::other && !editing.is_changed) editing.is_open = false;
  if (answer == FormAnswer::submitted) {
    editing.form.shows_problems = !is_complete(editing.form, person.entity, false, model.today);
    if (!editing.form.shows_problems) editing.sent = form_text<Entity>(editing.form);
    if (!editing.form.shows_problems)
      actions.people.emplace_back(PersonRequest(
          SavePerson<Entity>{edited(editing, person), editing.revision, editing.form.at(PersonText::reason)}));
  }
  column.space(fields.used());
}
template void draw_editing(Ui&, Column&, PersonEditing&, const OpenPerson<Inspector>&, const Model&, Actions&);
template void draw_editing(Ui&, Column&, PersonEditing&, const OpenPerson<Expert>&, const Model&, Actions&);

template <class Entity>
void draw_editing_sheets(Ui& ui, PersonEditing& editing, const OpenPerson<Entity>& open, const Model& model,
                         Actions& actions) {
  draw_person_sheets<Entity>(ui, editing.form, model);
  draw_ending(ui, editing.ending, *open.person, open.end, actions);
  if (ask_leave(ui, "person.leave", editing.asks_leave)) editing.is_open = false;
}
template void draw_editing_sheets(Ui&, PersonEditing&, const OpenPerson<Inspector>&, const Model&, Actions&);
template void draw_editing_sheets(Ui&, PersonEditing&, const OpenPerson<Expert>&, const Model&, Actions&);

// --- making one

namespace {

template <class Entity>
const PeopleList<Entity>& list_of(const Model& model) {
  if constexpr (std::is_same_v<Entity, Expert>)
    return model.people.experts;
  else
    return model.people.inspectors;
}

template <class Entity>
void make(NewPerson& state, const Model& model, Actions& actions) {
  state.form.shows_problems = !is_complete(state.form, Entity{}, true, model.today);
  if (state.form.shows_problems) return;
  Entity entity;
  apply_form(state.form, entity);
  actions.people.emplace_back(
      PersonRequest(MakePerson<Entity>{entity, std::string(text(Text::reason_new, Language::chinese))}));
}

}  // namespace

template <class Entity>
void draw_new_person(Ui& ui, const Rect& rect, NewPerson& state, const Model& model, Actions& actions) {
  const Submission& create = list_of<Entity>(model).create;
  if (is_taken(state.answers_seen, create)) state.is_begun = false;
  if (!std::exchange(state.is_begun, true)) {
    state.form = blank_person_form<Entity>(model.session);
    state.filled = form_text<Entity>(state.form);
  }
  constexpr bool is_expert = std::is_same_v<Entity, Expert>;
  const Header header{.title = ui.say(is_expert ? Text::expert_new_title : Text::inspector_new_title),
                      .width = PageWidth::text,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "new_person.page", .name = {}, .rect = rest},
                         PageWidth::text);
  Column fields = form_column(page.column);
  Form form(ui, fields, "new_person");
  draw_person_fields(ui, form, state.form, model, Entity{}, true);
  form.error(person_error_words(ui, create.error));
  const FormAnswer answer =
      form.submit({.label = ui.say(Text::person_make), .icon = Icon::user_add, .is_under_way = create.is_under_way});
  form.end();
  state.is_changed = form_text<Entity>(state.form) != state.filled;
  if (answer == FormAnswer::submitted) make<Entity>(state, model, actions);
  page.column.space(fields.used());
  end_page(ui, state.page, page);
  draw_person_sheets<Entity>(ui, state.form, model);
}
template void draw_new_person<Inspector>(Ui&, const Rect&, NewPerson&, const Model&, Actions&);
template void draw_new_person<Expert>(Ui&, const Rect&, NewPerson&, const Model&, Actions&);

}  // namespace mingchou::client
