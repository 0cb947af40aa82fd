#include "client/app/screens/account_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "client/app/model/answers.h"
#include "client/app/register/register_index.h"

namespace mingchou::client {

Text role_key(access::Role role) {
  switch (role) {
    case access::Role::system_administrator:
      return Text::role_system_administrator;
    case access::Role::joint_meeting_office:
      return Text::role_joint_meeting_office;
    case access::Role::department_administrator:
      return Text::role_department_administrator;
    case access::Role::inspector:
      return Text::role_inspector;
    case access::Role::reviewer:
      return Text::role_reviewer;
    case access::Role::auditor:
      return Text::role_auditor;
    case access::Role::county_viewer:
      return Text::role_county_viewer;
  }
  return Text::role_unknown;
}

std::string_view role_words(const Ui& ui, std::optional<access::Role> role) {
  return ui.say(role ? role_key(*role) : Text::role_unknown);
}

std::string_view department_kind_words(const Ui& ui, DepartmentKind kind) {
  switch (kind) {
    case DepartmentKind::joint_meeting_office:
      return ui.say(Text::kind_joint_meeting_office);
    case DepartmentKind::bureau:
      return ui.say(Text::kind_bureau);
    case DepartmentKind::branch:
      return ui.say(Text::kind_branch);
    case DepartmentKind::other:
      return ui.say(Text::kind_other);
  }
  return {};
}

std::string department_words(const Model& model, const std::optional<Uuid>& id) {
  if (!id) return {};
  const std::string text = id->text();
  const auto& departments = model.departments.departments;
  const auto found = std::ranges::find(departments, text, &DepartmentEntry::id);
  if (found != departments.end()) return found->name;
  if (model.targets.index)
    for (const RegisterDepartment& department : model.targets.index->departments())
      if (department.id.uuid == *id) return department.name;
  return {};
}

std::string device_words(const Ui& ui, std::string_view agent) {
  using Names = std::array<std::pair<std::string_view, std::string_view>, 6>;
  // The first that is in it counts: Edge calls itself Chrome too, and Chrome Safari.
  static constexpr Names browsers{{{"Edg", "Edge"},
                                   {"Firefox", "Firefox"},
                                   {"MicroMessenger", "WeChat"},
                                   {"Chrome", "Chrome"},
                                   {"Safari", "Safari"},
                                   {"curl", "curl"}}};
  static constexpr Names systems{{{"Android", "Android"},
                                  {"iPad", "iPad"},
                                  {"iPhone", "iPhone"},
                                  {"Windows", "Windows"},
                                  {"Mac OS", "Mac"},
                                  {"Linux", "Linux"}}};
  std::string words;
  for (const Names& names : {browsers, systems})
    for (const auto& [sign, name] : names) {
      if (!agent.contains(sign)) continue;
      if (!words.empty()) words += " · ";
      words += name;
      break;
    }
  return words.empty() ? std::string(ui.say(Text::session_unknown_device)) : words;
}

std::string form_error_words(const Ui& ui, const std::optional<Error>& error) {
  if (!error) return {};
  Error said = *error;
  // The server names roles as it keeps them.
  for (Error::Argument& argument : said.arguments)
    if (const auto role = access::role_from(argument.value); role && argument.name == "role")
      argument.value = role_words(ui, role);
  std::string words = render(said, ui.language);
  return is_unreachable(said) ? text(Text::unreachable_words, ui.language, {{"advice", words}}) : words;
}

std::string countdown_words(double left_ms) {
  const auto seconds = static_cast<long long>(std::ceil(std::max(0.0, left_ms) / 1000));
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + ":" + (rest.size() < 2 ? "0" : "") + rest;
}

}  // namespace mingchou::client
