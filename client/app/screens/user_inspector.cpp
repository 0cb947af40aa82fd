#include "client/app/screens/user_inspector.h"

#include <algorithm>
#include <vector>

#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr int query_characters_max = 60;

bool can_be_inspector(const UserProfile& profile) {
  return profile.role == access::Role::inspector && profile.department_id.has_value();
}

std::string choice_words(const Ui& ui, const InspectorChoice& choice) {
  const std::string name = choice.name.empty() ? std::string(ui.say(Text::person_without_name)) : choice.name;
  return choice.certificate.empty() ? name : name + " · " + choice.certificate;
}

/// Whom the server has as the open user's.
bool is_of_server(const std::optional<Uuid>& id, const UserModel& open) {
  return open.user && open.user->inspector_id == id;
}

void say_state(Ui& ui, Column& column, std::string_view words, Role role) {
  const Rect line = column.next(paragraph_height(ui, column.width(), words, type_px::small));
  draw_paragraph(ui, line, words, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = role, .id = "user.inspectors.state", .name = std::string(words), .rect = line});
  column.space(space_px::two);
}

/// The field and the button beside it.
void draw_search(Ui& ui, Column& column, UserInspectorForm& form, const Uuid& department, Actions& actions) {
  Form fields(ui, column, "user.inspectors");
  const FieldOutcome outcome = fields.text({.id = "user.inspectors.query",
                                            .label = ui.say(Text::search_inspectors),
                                            .kind = FieldKind::search,
                                            .enter = EnterKey::search,
                                            .characters_max = query_characters_max,
                                            .subject = form.subject},
                                           form.query);
  const auto label = ui.say(Text::recusal_find);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::search};
  const Rect row = column.next(control_px);
  const float width = std::min(row.width, button_width(ui, label, options));
  const bool is_pressed = button(ui, "user.inspectors.find", label, {row.x, row.y, width, control_px}, options);
  column.space(space_px::two);
  if (is_pressed || outcome.entered) actions.users.emplace_back(FindInspectors{department, form.query});
}

/// What was found, below the choice of nobody. True when one was chosen now.
bool draw_found(Ui& ui, Column& column, UserInspectorForm& form, UserProfile& profile, const InspectorSearch& search) {
  std::vector<std::string> words;
  if (search.value)
    for (const InspectorChoice& choice : *search.value) words.push_back(choice_words(ui, choice));
  std::vector<std::string_view> labels{ui.say(Text::user_inspector_none)};
  labels.insert(labels.end(), words.begin(), words.end());
  std::optional<int> now;
  if (!profile.inspector_id) now = 0;
  if (profile.inspector_id && search.value) {
    const auto at = std::ranges::find(*search.value, *profile.inspector_id, &InspectorChoice::id);
    if (at != search.value->end()) now = static_cast<int>(at - search.value->begin()) + 1;
  }
  const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
  const auto chosen = radio_rows(ui, "user.inspectors.found", ui.say(Text::user_inspector), at, labels, now);
  if (!chosen) return false;
  if (*chosen == 0) {
    profile.inspector_id.reset();
  } else {
    form.chosen = (*search.value)[static_cast<std::size_t>(*chosen) - 1];
    profile.inspector_id = form.chosen->id;
  }
  return true;
}

void draw_search_state(Ui& ui, Column& column, const InspectorSearch& search) {
  column.space(space_px::one);
  if (search.is_loading) return say_state(ui, column, ui.say(Text::people_loading), Role::status);
  if (search.error) return say_state(ui, column, render(*search.error, ui.language), Role::alert);
  if (!search.value) return;
  if (search.value->empty()) return say_state(ui, column, ui.say(Text::people_none_found), Role::status);
  if (!search.has_more) return;
  const std::string count = std::to_string(search.value->size());
  say_state(ui, column, text(Text::user_inspector_more, ui.language, {{"count", count}}), Role::status);
}

}  // namespace

std::string user_inspector_words(const Ui& ui, const UserInspectorForm& form, const std::optional<Uuid>& id,
                                 const UserModel& open) {
  if (!id) return std::string(ui.say(Text::user_inspector_none));
  if (form.chosen && form.chosen->id == *id) return choice_words(ui, *form.chosen);
  if (open.inspector.value && open.inspector.value->id == *id) return choice_words(ui, *open.inspector.value);
  const bool is_coming = is_of_server(id, open) && open.inspector.is_loading;
  return std::string(ui.say(is_coming ? Text::person_loading : Text::user_inspector_unread));
}

void draw_user_inspector(Ui& ui, Form& fields, UserInspectorForm& form, const UserProfile& profile, const Model& model,
                         Actions& actions) {
  if (!can_be_inspector(profile)) return;
  const auto& id = profile.inspector_id;
  const UserModel& open = model.users.open;
  const std::string value = id ? user_inspector_words(ui, form, id, open) : std::string();
  const bool is_unread = id && is_of_server(id, open) && open.inspector.error;
  const std::string error = is_unread ? render(*open.inspector.error, ui.language) : std::string();
  if (!fields.choice({.id = "user.inspector",
                      .label = ui.say(Text::user_inspector),
                      .placeholder = ui.say(Text::user_inspector_none),
                      .help = ui.say(Text::user_inspector_help),
                      .error = error},
                     value, form.sheet.open))
    return;
  form.sheet.open = true;
  form.query.clear();
  ++form.subject;
  if (is_unread) actions.users.emplace_back(ReadUserInspector{});
  actions.users.emplace_back(FindInspectors{*profile.department_id, {}});
}

void draw_user_inspector_sheet(Ui& ui, UserInspectorForm& form, UserProfile& profile, const Model& model,
                               Actions& actions) {
  if (!can_be_inspector(profile)) form.sheet.open = false;
  auto sheet = begin_sheet(ui, form.sheet, {.id = "user.inspectors.sheet", .title = ui.say(Text::user_inspector)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  draw_search(ui, column, form, *profile.department_id, actions);
  const bool is_chosen = draw_found(ui, column, form, profile, model.users.inspectors);
  draw_search_state(ui, column, model.users.inspectors);
  end_sheet_content(ui, form.sheet, *sheet);
  end_sheet(ui);
  // Who goes through them by arrows is still looking.
  if (is_chosen && !ui.focus_visible) form.sheet.open = false;
}

}  // namespace mingchou::client
