#include "client/app/screens/people_filters.h"

#include <algorithm>
#include <array>

#include "client/app/screens/account_words.h"
#include "client/app/screens/people_words.h"
#include "client/app/screens/receipt_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::people_screen {
namespace {

constexpr int soon_days = 30, later_days = 60;
constexpr std::array kinds{PersonKind::civil_servant, PersonKind::qualified_staff, PersonKind::supervision_staff};

struct Choice {
  Wanted wanted;
  Text words;
};
constexpr std::array choices{Choice{Wanted::all, Text::all_values},
                             Choice{Wanted::drawable, Text::state_drawable},
                             Choice{Wanted::barred, Text::state_barred},
                             Choice{Wanted::expired, Text::state_expired},
                             Choice{Wanted::within_30_days, Text::state_expires_30},
                             Choice{Wanted::within_60_days, Text::state_expires_60},
                             Choice{Wanted::no_certificate, Text::bar_no_certificate},
                             Choice{Wanted::on_leave, Text::state_on_leave}};

/// Whoever sees one department alone has nothing to choose.
bool offers_departments(const SessionModel& session) {
  const auto grant = session.grants.find(access::Action::registers_read);
  return grant == session.grants.end() || grant->second != access::Scope::own;
}

/// The last day of the longest certificate lies from today on within so many days.
bool expires_within(const Inspector& inspector, CivilDate today, int days) {
  const auto end = certificates_end(inspector);
  return end && *end >= today && *end - today <= days;
}

bool is_wanted(const Person<Inspector>& person, Wanted wanted, CivilDate today) {
  const Inspector& inspector = person.entity;
  switch (wanted) {
    case Wanted::all:
      return true;
    case Wanted::drawable:
      return !person.bar;
    case Wanted::barred:
      return person.bar.has_value();
    case Wanted::expired: {
      const auto end = certificates_end(inspector);
      return end && *end < today;
    }
    case Wanted::within_30_days:
      return expires_within(inspector, today, soon_days);
    case Wanted::within_60_days:
      return expires_within(inspector, today, later_days);
    case Wanted::no_certificate:
      return inspector.certificates.empty();
    case Wanted::on_leave:
      return person.bar == DrawBar::on_leave;
  }
  return true;
}

/// Small letters, and no dashes: numbers of certificates are typed with and without.
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '-' && c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool has(std::string_view text, std::string_view query) { return folded(text).contains(query); }
bool has_some(const std::optional<std::string>& text, std::string_view query) { return text && has(*text, query); }

bool says(const Inspector& inspector, std::string_view query) {
  return has(inspector.name, query) || has(inspector.staff_number, query) || has_some(inspector.unit, query) ||
         std::ranges::any_of(inspector.certificates, [&](const Certificate& of) { return has(of.number, query); });
}
bool says(const Expert& expert, std::string_view query) {
  return has(expert.name, query) || has(expert.institution, query) || has_some(expert.title, query) ||
         std::ranges::any_of(expert.fields, [&](const std::string& field) { return has(field, query); });
}

}  // namespace

std::vector<std::size_t> matching(const std::vector<Person<Inspector>>& people, const State& state, CivilDate today) {
  const std::string query = folded(state.query);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Inspector& inspector = people[i].entity;
    if (state.department && inspector.department_id.uuid != *state.department) continue;
    if (state.kind && inspector.person_kind != *state.kind) continue;
    if (state.receipt && inspector.receipt.result != *state.receipt) continue;
    if (!is_wanted(people[i], state.wanted, today) || !says(inspector, query)) continue;
    found.push_back(i);
  }
  return found;
}

std::vector<std::size_t> matching(const std::vector<Person<Expert>>& people, const State& state, CivilDate) {
  const std::string query = folded(state.query);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (state.department && people[i].entity.department_id.uuid != *state.department) continue;
    if (state.receipt && people[i].entity.receipt.result != *state.receipt) continue;
    if (says(people[i].entity, query)) found.push_back(i);
  }
  return found;
}

namespace {

struct Filter {
  Menu menu = Menu::none;
  std::string_view id, name;
  /// What it is set to; empty for all.
  std::string value;
};

std::vector<Filter> filters_of(const Ui& ui, const State& state, const Model& model, bool is_of_inspectors) {
  std::vector<Filter> filters;
  if (offers_departments(model.session))
    filters.push_back({Menu::department, "people.department", ui.say(Text::filter_department),
                       department_words(model, state.department)});
  const Filter receipt{Menu::receipt, "people.receipt", ui.say(Text::filter_receipt),
                       std::string(state.receipt ? receipt_result_words(ui, *state.receipt) : "")};
  if (!is_of_inspectors) {
    filters.push_back(receipt);
    return filters;
  }
  const auto wanted = std::ranges::find(choices, state.wanted, &Choice::wanted);
  filters.push_back({Menu::state, "people.state", ui.say(Text::filter_person_state),
                     std::string(state.wanted == Wanted::all ? "" : ui.say(wanted->words))});
  filters.push_back({Menu::kind, "people.kind", ui.say(Text::filter_person_kind),
                     std::string(state.kind ? person_kind_words(ui, *state.kind) : "")});
  filters.push_back(receipt);
  return filters;
}

}  // namespace

float draw_filters(Ui& ui, const Rect& at, State& state, const Model& model, bool is_of_inspectors) {
  Flow flow(at, control_px);
  const auto filters = filters_of(ui, state, model, is_of_inspectors);
  for (const Filter& filter : filters) {
    const ChipOptions options{.kind = ChipKind::open, .selected = !filter.value.empty()};
    const std::string_view label = filter.value.empty() ? filter.name : filter.value;
    const Rect rect = flow.next(chip_width(ui, label, options));
    if (!chip(ui, std::string(filter.id), label, rect, options)) continue;
    state.menu = filter.menu;
    state.menu_anchor = rect;
  }
  return filters.empty() ? 0 : flow.used();
}

namespace {

std::optional<int> choose(Ui& ui, State& state, Text title, const std::vector<MenuItem>& items) {
  bool open = true;
  const auto chosen = menu(ui, open, "people.menu", ui.say(title), state.menu_anchor, items);
  if (!open) state.menu = Menu::none;
  if (chosen) state.list.to_start();
  return chosen;
}

void choose_department(Ui& ui, State& state, const Model& model) {
  std::vector<MenuItem> items{{.label = ui.say(Text::all_values), .checked = !state.department}};
  std::vector<std::optional<Uuid>> ids{std::nullopt};
  for (const DepartmentEntry& department : model.departments.departments) {
    const auto id = Uuid::parse(department.id);
    // The joint meeting's office has no inspectors.
    if (!id || department.kind == DepartmentKind::joint_meeting_office) continue;
    items.push_back({.label = department.name, .checked = state.department == id});
    ids.push_back(id);
  }
  if (const auto chosen = choose(ui, state, Text::filter_department, items))
    state.department = ids[static_cast<std::size_t>(*chosen)];
}

void choose_filter(Ui& ui, State& state, const Model& model, bool is_of_inspectors) {
  const auto filters = filters_of(ui, state, model, is_of_inspectors);
  std::vector<MenuItem> items;
  items.reserve(filters.size());
  for (const Filter& filter : filters)
    items.push_back(
        {.label = filter.value.empty() ? std::string(filter.name) : filter.value, .checked = !filter.value.empty()});
  const auto chosen = choose(ui, state, Text::filter_targets, items);
  if (chosen) state.menu = filters.at(static_cast<std::size_t>(*chosen)).menu;
}

}  // namespace

void draw_filter_menu(Ui& ui, State& state, const Model& model, bool is_of_inspectors) {
  std::vector<MenuItem> items;
  switch (state.menu) {
    case Menu::none:
      return;
    case Menu::filters:
      return choose_filter(ui, state, model, is_of_inspectors);
    case Menu::department:
      return choose_department(ui, state, model);
    case Menu::kind:
      items.push_back({.label = ui.say(Text::all_values), .checked = !state.kind});
      for (const PersonKind kind : kinds)
        items.push_back({.label = person_kind_words(ui, kind), .checked = state.kind == kind});
      if (const auto chosen = choose(ui, state, Text::filter_person_kind, items))
        state.kind = *chosen == 0 ? std::nullopt : std::optional(kinds.at(static_cast<std::size_t>(*chosen) - 1));
      return;
    case Menu::receipt:
      items.push_back({.label = ui.say(Text::all_values), .checked = !state.receipt});
      for (const ReceiptResult result : receipt_results)
        items.push_back({.label = receipt_result_words(ui, result), .checked = state.receipt == result});
      if (const auto chosen = choose(ui, state, Text::filter_receipt, items))
        state.receipt =
            *chosen == 0 ? std::nullopt : std::optional(receipt_results.at(static_cast<std::size_t>(*chosen) - 1));
      return;
    case Menu::state:
      for (const Choice& choice : choices)
        items.push_back({.label = ui.say(choice.words), .checked = state.wanted == choice.wanted});
      if (const auto chosen = choose(ui, state, Text::filter_person_state, items))
        state.wanted = choices.at(static_cast<std::size_t>(*chosen)).wanted;
      return;
  }
}

}  // namespace mingchou::client::people_screen
