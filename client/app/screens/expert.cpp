#include "client/app/screens/expert.h"

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/people_words.h"
#include "client/app/screens/person_facts.h"
#include "client/app/screens/person_sections.h"

namespace mingchou::client::expert_screen {
namespace {

void take_news(Ui& ui, State& state, const OpenPerson<Expert>& open) {
  const bool is_other = state.editing.shown != open.id;
  if (notice_answers(ui, state.editing, open)) state.part.sheet.open = state.part.asks_removal = false;
  if (!is_other) return;
  state.page = {};
  state.part = {};
}

void draw_page(Ui& ui, Column& column, State& state, const Model& model, bool may_write, Actions& actions) {
  const OpenPerson<Expert>& open = model.people.expert;
  PersonColumns columns = begin_person_columns(column);
  draw_person_facts(ui, columns.first, model, *open.person);
  begin_second(columns);
  draw_qualifications(ui, columns.second, state.part, *open.person, model, may_write);
  if (draw_person_history(ui, columns.second, model, open.history))
    actions.people.emplace_back(PersonRequest(ReadPersonHistory<Expert>{}));
  end_person_columns(column, columns);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenPerson<Expert>& open = model.people.expert;
  take_news(ui, state, open);
  const bool may_write = model.session.may(access::Action::registers_write) && open.person && !open.person->ended_on;
  const auto deeds = person_deeds(ui, may_write, state.editing);
  const std::string title = open.person ? name_words(ui, open.person->entity) : std::string(ui.say(Text::expert_title));
  const std::string detail = open.person ? open.person->entity.institution : std::string();
  const Header header{.title = title, .detail = detail, .back = true, .actions = deeds};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (!open.person) {
    ui.semantics.open({.role = Role::main, .id = "person.page", .name = {}, .rect = outcome.rest});
    if (draw_person_unread(ui, outcome.rest, open.error))
      actions.people.emplace_back(PersonRequest(ReadPerson<Expert>{}));
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
}

}  // namespace mingchou::client::expert_screen
