#include "client/app/screens/audit.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "client/app/accounts/audit_keeper.h"
#include "client/app/model/answers.h"
#include "client/app/screens/account_words.h"
#include "client/app/screens/audit_words.h"
#include "client/app/screens/frame.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::audit_screen {
namespace {

constexpr float row_px = 76;
/// So many rows before the end the next page is asked for.
constexpr int rows_ahead = 30;
constexpr std::array days_offered{1, 7, 30, 0};

std::string_view period_words(const Ui& ui, int days) {
  switch (days) {
    case 1:
      return ui.say(Text::period_today);
    case 7:
      return ui.say(Text::period_week);
    case 30:
      return ui.say(Text::period_month);
    default:
      return ui.say(Text::period_all);
  }
}

void show(State& state, AuditFilter filter, Actions& actions) {
  state.list.to_start();
  actions.audit.emplace_back(ShowAudit{std::move(filter)});
}

std::string row_detail(const Ui& ui, const Model& model, const AuditEntry& entry) {
  return moment_text(entry.at, model.today, ui.language) + " · " + audit_actor_words(ui, entry);
}

// --- filters

struct FilterChip {
  Menu menu;
  Text name;
  std::string value;
};

std::string period_of(const Ui& ui, const AuditFilter& filter) {
  if (filter.first_day && filter.last_day)
    return text(Text::period_days, ui.language,
                {{"first", filter.first_day->text()}, {"last", filter.last_day->text()}});
  return filter.days == 0 ? std::string() : std::string(period_words(ui, filter.days));
}

std::vector<FilterChip> menus_of(const Ui& ui, const Model& model, const AuditFilter& filter) {
  return {
      {Menu::period, Text::audit_period, period_of(ui, filter)},
      {Menu::action, Text::audit_what, filter.action.empty() ? std::string() : audit_action_words(ui, filter.action)},
      {Menu::entity, Text::audit_thing, filter.entity.empty() ? std::string() : audit_entity_words(ui, filter.entity)},
      {Menu::department, Text::department_name, department_words(model, filter.department_id)},
      {Menu::role, Text::filter_role, filter.role ? std::string(role_words(ui, filter.role)) : std::string()}};
}

/// Narrowings that came from an entry: they go with a press.
struct Narrowing {
  std::string id;
  std::string label;
  AuditFilter without;
};

std::vector<Narrowing> narrowings_of(const Ui& ui, const AuditFilter& filter) {
  std::vector<Narrowing> all;
  if (filter.actor_id) {
    AuditFilter without = filter;
    without.actor_id.reset();
    without.actor_login.clear();
    all.push_back({"audit.actor", text(Text::audit_only_actor, ui.language, {{"login", filter.actor_login}}), without});
  }
  if (filter.entity_id) {
    AuditFilter without = filter;
    without.entity_id.reset();
    all.push_back({"audit.thing", std::string(ui.say(Text::audit_only_thing)), without});
  }
  return all;
}

/// Returns the height of the chips.
float draw_filters(Ui& ui, const Rect& at, State& state, const Model& model, Actions& actions) {
  const AuditFilter& filter = model.audit.filter;
  Flow flow(at, control_px);
  for (const FilterChip& offered : menus_of(ui, model, filter)) {
    const auto name = ui.say(offered.name);
    const std::string_view label = offered.value.empty() ? name : std::string_view(offered.value);
    const ChipOptions options{.kind = ChipKind::open, .selected = !offered.value.empty()};
    const Rect rect = flow.next(chip_width(ui, label, options));
    if (!chip(ui, "audit.filter." + std::to_string(static_cast<int>(offered.menu)), label, rect, options)) continue;
    state.menu = offered.menu;
    state.menu_anchor = rect;
  }
  for (const Narrowing& narrowing : narrowings_of(ui, filter)) {
    const std::string name = text(Text::remove_filter, ui.language, {{"value", narrowing.label}});
    const ChipOptions options{.kind = ChipKind::remove, .name = name};
    if (chip(ui, narrowing.id, narrowing.label, flow.next(chip_width(ui, narrowing.label, options)), options))
      show(state, narrowing.without, actions);
  }
  return flow.used();
}

template <std::size_t count>
std::optional<std::string> word_menu(Ui& ui, bool& open, const Rect& anchor, std::string_view title,
                                     const std::array<AuditWord, count>& words, const std::string& now) {
  std::vector<MenuItem> items{{.label = ui.say(Text::all_values), .checked = now.empty()}};
  for (const AuditWord& word : words) items.push_back({.label = ui.say(word.words), .checked = word.name == now});
  const auto chosen = menu(ui, open, "audit.menu", title, anchor, items);
  if (!chosen) return std::nullopt;
  return *chosen == 0 ? std::string() : std::string(words.at(static_cast<std::size_t>(*chosen) - 1).name);
}

bool choose_role(Ui& ui, bool& open, const Rect& anchor, AuditFilter& filter) {
  std::vector<MenuItem> items{{.label = ui.say(Text::all_values), .checked = !filter.role}};
  for (const access::Role role : access::all_roles)
    items.push_back({.label = role_words(ui, role), .checked = filter.role == role});
  const auto chosen = menu(ui, open, "audit.menu", ui.say(Text::filter_role), anchor, items);
  if (!chosen) return false;
  filter.role =
      *chosen == 0 ? std::nullopt : std::optional(access::all_roles.at(static_cast<std::size_t>(*chosen) - 1));
  return true;
}

bool choose_department(Ui& ui, bool& open, const Rect& anchor, const Model& model, AuditFilter& filter) {
  std::vector<MenuItem> items{{.label = ui.say(Text::all_values), .checked = !filter.department_id}};
  std::vector<Uuid> ids;
  for (const DepartmentEntry& department : model.departments.departments)
    if (const auto id = Uuid::parse(department.id)) {
      ids.push_back(*id);
      items.push_back({.label = department.name, .checked = filter.department_id == *id});
    }
  const auto chosen = menu(ui, open, "audit.menu", ui.say(Text::department_name), anchor, items);
  if (!chosen) return false;
  filter.department_id = *chosen == 0 ? std::nullopt : std::optional(ids.at(static_cast<std::size_t>(*chosen) - 1));
  return true;
}

bool choose_period(Ui& ui, bool& open, const Rect& anchor, State& state, CivilDate today, AuditFilter& filter) {
  std::vector<MenuItem> items;
  items.reserve(days_offered.size() + 1);
  for (const int days : days_offered)
    items.push_back({.label = period_words(ui, days), .checked = !filter.first_day && filter.days == days});
  items.push_back({.label = ui.say(Text::audit_days), .checked = filter.first_day.has_value()});
  const auto chosen = menu(ui, open, "audit.menu", ui.say(Text::audit_period), anchor, items);
  if (!chosen) return false;
  const auto index = static_cast<std::size_t>(*chosen);
  if (index == days_offered.size()) {
    state.days.open(filter, today);
    return false;
  }
  filter.days = days_offered.at(index);
  filter.first_day.reset();
  filter.last_day.reset();
  return true;
}

void draw_menu(Ui& ui, State& state, const Model& model, Actions& actions) {
  if (state.menu == Menu::none) return;
  AuditFilter filter = model.audit.filter;
  bool open = true, is_chosen = false;
  const Rect& anchor = state.menu_anchor;
  if (state.menu == Menu::role) is_chosen = choose_role(ui, open, anchor, filter);
  if (state.menu == Menu::department) is_chosen = choose_department(ui, open, anchor, model, filter);
  if (state.menu == Menu::period) is_chosen = choose_period(ui, open, anchor, state, model.today, filter);
  if (state.menu == Menu::action)
    if (auto word = word_menu(ui, open, anchor, ui.say(Text::audit_what), audit_actions, filter.action)) {
      filter.action = *std::move(word);
      is_chosen = true;
    }
  if (state.menu == Menu::entity)
    if (auto word = word_menu(ui, open, anchor, ui.say(Text::audit_thing), audit_entities, filter.entity)) {
      filter.entity = *std::move(word);
      is_chosen = true;
    }
  if (!open) state.menu = Menu::none;
  if (is_chosen) show(state, std::move(filter), actions);
}

// --- the list

void draw_row(Ui& ui, const RowLook& look, float margin_px, const Model& model, const AuditEntry& entry) {
  const Theme& theme = *ui.theme;
  const Rect& rect = look.rect;
  fill(rect, look.held ? theme.surface_pressed : look.hovered ? theme.surface_hover : theme.surface);
  const std::string title = audit_action_words(ui, entry.action), detail = row_detail(ui, model, entry);
  const Rect inside{rect.x + margin_px - space_px::two, rect.y, rect.width - 2 * margin_px + 2 * space_px::two,
                    rect.height};
  draw_row(ui, inside,
           RowOptions{.title = title,
                      .detail = detail,
                      .icon = audit_icon(entry.action),
                      .icon_tone = Tone::neutral,
                      .separator = false,
                      .title_lines_max = 1});
  fill({inside.x + space_px::two + 56, rect.bottom() - 1, inside.width - 56 - space_px::two, 1}, theme.line);
}

/// How much is there, or that there is no more to be had now.
void draw_state_line(Ui& ui, const Rect& line, const AuditModel& audit, Actions& actions) {
  if (audit.error) {
    const auto words = ui.say(Text::retry);
    const ButtonOptions plain{.kind = ButtonKind::secondary, .icon = Icon::refresh};
    const float width = std::min(line.width, button_width(ui, words, plain));
    if (button(ui, "audit.retry", words, {line.x, line.y, width, line.height}, plain))
      actions.audit.emplace_back(ReadMoreAudit{});
    return;
  }
  const Text key = audit.is_loading ? Text::sessions_loading
                   : audit.has_more ? Text::audit_count_more
                   : audit.is_cut   ? Text::audit_count_most
                                    : Text::audit_count;
  const std::string words = text(key, ui.language, {{"count", grouped(static_cast<long long>(audit.entries.size()))}});
  draw_text(ui, line, words, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::status, .id = "audit.summary", .name = words, .rect = line});
}

float state_line_height(const AuditModel& audit) { return audit.error ? control_px : line_height(type_px::small); }

void draw_failed(Ui& ui, const Rect& rect, const Error& error, Actions& actions) {
  const std::string advice = render(error, ui.language);
  const Notice what{.id = "audit.failed",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .title = ui.say(is_unreachable(error) ? Text::gate_unreachable_title : Text::audit_title),
                    .advice = advice,
                    .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.audit.emplace_back(ReadMoreAudit{});
}

void draw_list(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const std::vector<AuditEntry>& entries = model.audit.entries;
  const float margin_px = content_column(ui, rect).x - rect.x;
  const auto at = [&](int row) -> const AuditEntry& { return entries[static_cast<std::size_t>(row)]; };
  const auto tell = [&](int row) {
    return RowWords{.key = std::to_string(at(row).sequence),
                    .name = audit_action_words(ui, at(row).action),
                    .description = row_detail(ui, model, at(row))};
  };
  const VirtualListOptions options{.id = "audit.list",
                                   .name = ui.say(Text::audit_title),
                                   .rect = rect,
                                   .count = static_cast<int>(entries.size()),
                                   .row_height_px = row_px,
                                   .bottom_px = space_px::two,
                                   .row_role = Role::button};
  const auto outcome = virtual_list(ui, options, state.list, tell, [&](const RowLook& look) {
    audit_screen::draw_row(ui, look, margin_px, model, at(look.row));
  });
  const AuditModel& audit = model.audit;
  if (audit.has_more && !audit.is_loading && !audit.error && outcome.end_visible + rows_ahead >= options.count)
    actions.audit.emplace_back(ReadMoreAudit{});
  if (!outcome.activated) return;
  state.entry_sequence = at(*outcome.activated).sequence;
  state.entry.open = true;
}

// --- an entry

void draw_changes(Ui& ui, Column& column, const Model& model, const AuditEntry& entry) {
  if (entry.changes.empty()) return;
  section_heading(ui, "audit.entry.changes", ui.say(Text::audit_changes), column.next(section_heading_px));
  std::vector<std::string> keys, words;
  for (const AuditChange& change : entry.changes) {
    keys.push_back(audit_field_words(ui, entry.entity, change.field));
    const auto value = [&](const std::optional<std::string>& of) {
      return of ? audit_value_words(ui, model, entry.entity, change.field, *of)
                : std::string(ui.say(Text::audit_nothing));
    };
    words.push_back(change.before == change.after
                        ? value(change.after)
                        : text(Text::audit_change, ui.language,
                               {{"before", value(change.before)}, {"after", value(change.after)}}));
  }
  std::vector<KeyValue> values;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool differs = entry.changes[i].before != entry.changes[i].after;
    values.push_back({.key = keys[i], .value = words[i], .icon = differs ? std::optional(Icon::edit) : std::nullopt});
  }
  key_values(ui, "audit.entry.values", column.next(key_values_height(ui, column.width(), values)), values);
}

void draw_facts(Ui& ui, Column& column, const Model& model, const AuditEntry& entry) {
  const std::string when = moment_text(entry.at, model.today, ui.language), who = audit_actor_words(ui, entry);
  const std::string thing = audit_entity_words(ui, entry.entity), number = std::to_string(entry.sequence);
  const std::string department = department_words(model, entry.department_id);
  std::vector<KeyValue> values{{.key = ui.say(Text::audit_when), .value = when},
                               {.key = ui.say(Text::audit_who), .value = who},
                               {.key = ui.say(Text::audit_thing), .value = thing}};
  if (!department.empty()) values.push_back({.key = ui.say(Text::department_name), .value = department});
  if (!entry.address.empty()) values.push_back({.key = ui.say(Text::audit_address), .value = entry.address});
  if (!entry.request.empty()) values.push_back({.key = ui.say(Text::audit_request), .value = entry.request});
  values.push_back({.key = ui.say(Text::audit_number), .value = number});
  key_values(ui, "audit.entry.facts", column.next(key_values_height(ui, column.width(), values)), values);
}

void draw_ways(Ui& ui, Column& column, State& state, const AuditModel& audit, const AuditEntry& entry,
               Actions& actions) {
  column.space(space_px::two);
  const auto way = [&](const std::string& id, std::string_view label, Icon icon) {
    const ButtonOptions options{.kind = ButtonKind::secondary, .icon = icon};
    const Rect row = column.next(control_px);
    column.space(space_px::one);
    const float width = std::min(row.width, button_width(ui, label, options));
    return button(ui, id, label, {row.x, row.y, width, control_px}, options);
  };
  AuditFilter filter = audit.filter;
  if (entry.actor_id && way("audit.entry.actor", ui.say(Text::audit_all_of_actor), Icon::user)) {
    filter.actor_id = entry.actor_id;
    filter.actor_login = entry.actor_login;
    state.entry.open = false;
    show(state, filter, actions);
  }
  if (entry.entity_id && way("audit.entry.thing", ui.say(Text::audit_all_of_thing), Icon::history)) {
    filter.entity = entry.entity;
    filter.entity_id = entry.entity_id;
    state.entry.open = false;
    show(state, filter, actions);
  }
}

void draw_entry(Ui& ui, State& state, const Model& model, Actions& actions) {
  const auto found = std::ranges::find(model.audit.entries, state.entry_sequence, &AuditEntry::sequence);
  if (found == model.audit.entries.end()) {
    state.entry.open = false;
    return;
  }
  const std::string title = audit_action_words(ui, found->action);
  auto sheet = begin_sheet(ui, state.entry, {.id = "audit.entry", .title = title});
  if (!sheet) return;
  Column& column = sheet->page.column;
  draw_facts(ui, column, model, *found);
  draw_changes(ui, column, model, *found);
  draw_ways(ui, column, state, model.audit, *found, actions);
  end_sheet_content(ui, state.entry, *sheet);
  end_sheet(ui);
}

void draw_nothing(Ui& ui, const Rect& rect, State& state, const AuditModel& audit, Actions& actions) {
  const bool is_filtered = audit.filter != AuditFilter{};
  const Notice what{.id = "audit.nothing",
                    .icon = Icon::history,
                    .title = ui.say(is_filtered ? Text::audit_none_found : Text::audit_none),
                    .action = is_filtered ? ui.say(Text::clear_conditions) : std::string_view()};
  if (notice(ui, rect, what)) show(state, {}, actions);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const AuditModel& audit = model.audit;
  // The system administrator has no draws, and comes to their log from here.
  const HeaderAction to_log{.id = "audit.log", .icon = Icon::history, .name = ui.say(Text::log_title)};
  const std::array ways{export_action(ui, state.exports), to_log};
  const HeaderOutcome header = draw_header(ui, rect, {.title = ui.say(Text::audit_title), .actions = ways}, actions);
  if (header.pressed == 0)
    open_list_export(state.exports, model, "audit" + audit_conditions(audit.filter, model.today),
                     Text::export_filtered);
  if (header.pressed == 1) actions.go = Route{Screen::log, {}};
  const Rect& rest = header.rest;
  ui.semantics.open({.role = Role::main, .id = "audit", .name = {}, .rect = rest});
  const Rect column = content_column(ui, rest);
  float y = rest.y + space_px::one_and_half;
  y += draw_filters(ui, {column.x, y, column.width, 0}, state, model, actions) + space_px::one;
  const bool has_failed = audit.error && audit.entries.empty();
  if (!has_failed) {
    const float line = state_line_height(audit);
    draw_state_line(ui, {column.x, y, column.width, line}, audit, actions);
    y += line + space_px::one;
  }
  const Rect below{rest.x, y, rest.width, std::max(0.0f, rest.bottom() - y)};
  if (!audit.entries.empty())
    draw_list(ui, below, state, model, actions);
  else if (has_failed)
    draw_failed(ui, below, *audit.error, actions);
  else if (!audit.is_new && !audit.is_loading && !audit.error)
    draw_nothing(ui, below, state, audit, actions);
  ui.semantics.close();
  draw_menu(ui, state, model, actions);
  draw_entry(ui, state, model, actions);
  if (auto filter = draw_days(ui, state.days, audit.filter)) show(state, *std::move(filter), actions);
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::audit_screen
