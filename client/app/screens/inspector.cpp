#include "client/app/screens/inspector.h"

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/people_words.h"
#include "client/app/screens/person_facts.h"
#include "client/app/screens/person_sections.h"

namespace mingchou::client::inspector_screen {
namespace {

void take_news(Ui& ui, State& state, const PeopleModel& people) {
  const bool is_other = state.editing.shown != people.inspector.id;
  if (notice_answers(ui, state.editing, people.inspector)) state.part.sheet.open = state.part.asks_removal = false;
  if (is_other) {
    state.page = {};
    state.part = {};
    state.links = {};
    state.links.recusal.answers_seen = people.links.add_recusal.answers;
    state.links.training.answers_seen = people.links.add_training.answers;
  }
  notice_links(ui, state.links, people.links);
}

void draw_page(Ui& ui, Column& column, State& state, const Model& model, bool may_write, Actions& actions) {
  const PeopleModel& people = model.people;
  const Person<Inspector>& person = *people.inspector.person;
  PersonColumns columns = begin_person_columns(column);
  draw_person_facts(ui, columns.first, model, person);
  draw_certificates(ui, columns.first, state.part, person, model, may_write);
  draw_leaves(ui, columns.first, state.part, person, model, may_write);
  begin_second(columns);
  draw_recusals(ui, columns.second, state.links, model, may_write, actions);
  draw_trainings(ui, columns.second, state.links, model, may_write, actions);
  if (draw_person_history(ui, columns.second, model, people.inspector.history))
    actions.people.emplace_back(PersonRequest(ReadPersonHistory<Inspector>{}));
  end_person_columns(column, columns);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenPerson<Inspector>& open = model.people.inspector;
  take_news(ui, state, model.people);
  const bool may_write = model.session.may(access::Action::registers_write) && open.person && !open.person->ended_on;
  const auto deeds = person_deeds(ui, may_write, state.editing);
  const std::string title =
      open.person ? name_words(ui, open.person->entity) : std::string(ui.say(Text::inspector_title));
  std::string detail;
  if (open.person) {
    detail = department_words(model, open.person->entity.department_id.uuid);
    detail += (detail.empty() ? "" : " · ") + std::string(person_kind_words(ui, open.person->entity.person_kind));
  }
  const Header header{.title = title, .detail = detail, .back = true, .actions = deeds};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (!open.person) {
    ui.semantics.open({.role = Role::main, .id = "person.page", .name = {}, .rect = outcome.rest});
    if (draw_person_unread(ui, outcome.rest, open.error))
      actions.people.emplace_back(PersonRequest(ReadPerson<Inspector>{}));
    ui.semantics.close();
    return;
  }
  take_person_deed(outcome.pressed, state.editing, *open.person);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "person.page", .name = {}, .rect = outcome.rest});
  page.column.space(space_px::one_and_half);
  draw_person_banners(ui, page.column, *open.person);
  if (state.editing.is_open)
    draw_editing(ui, page.column, state.editing, open, model, actions);
  else
    draw_page(ui, page.column, state, model, may_write, actions);
  end_page(ui, state.page, page);
  draw_editing_sheets(ui, state.editing, open, model, actions);
  draw_part_sheet(ui, state.part, *open.person, open.save, actions);
  draw_link_sheets(ui, state.links, *open.person, model, actions);
}

}  // namespace mingchou::client::inspector_screen
