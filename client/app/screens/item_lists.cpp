#include "client/app/screens/item_lists.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::item_lists_screen {
namespace {

/// A list, or a department that has none.
struct Entry {
  items::Owner owner;
  const ItemList* list = nullptr;
  bool is_due = false, is_overdue = false;
};

std::vector<Entry> entries_of(const Model& model) {
  std::vector<Entry> entries;
  for (const ItemList& list : *model.items.lists.value) entries.push_back({list.owner, &list});
  const auto add_missing = [&](const items::Owner& owner) {
    if (std::ranges::find(entries, owner, &Entry::owner) == entries.end()) entries.push_back({owner});
  };
  add_missing(std::nullopt);
  // A coordination body inspects nothing and owes no list.
  for (const DepartmentEntry& department : model.departments.departments)
    if (const auto id = Uuid::parse(department.id); id && department.kind != DepartmentKind::joint_meeting_office)
      add_missing(DepartmentId{*id});
  if (model.items.duties.value)
    for (const items::Duty& duty : *model.items.duties.value)
      for (Entry& entry : entries)
        if (entry.owner == duty.owner) {
          entry.is_due = true;
          entry.is_overdue |= duty.is_overdue;
        }
  // What one keeps comes first, then the joint list, then those that there are.
  std::ranges::stable_sort(entries, {}, [&](const Entry& entry) {
    return may_keep(model.session, entry.owner) ? 0 : !entry.owner ? 1 : entry.list ? 2 : 3;
  });
  return entries;
}

bool is_shown(const Entry& entry, const State& state) {
  if (state.only_due && !entry.is_due) return false;
  return !state.department_id || (entry.owner && entry.owner->uuid == *state.department_id);
}

std::string publication_words(const Ui& ui, const ListVersion& version) {
  if (version.unpublished.empty()) return std::string(ui.say(Text::list_published));
  std::string channels;
  for (const items::Channel channel : version.unpublished)
    channels += (channels.empty() ? "" : "、") + std::string(channel_words(ui, channel));
  return text(Text::list_unpublished, ui.language, {{"channel", channels}});
}

std::string detail_of(const Ui& ui, const Entry& entry) {
  if (!entry.list) return std::string(ui.say(Text::list_missing));
  std::string words;
  const auto add = [&words](const std::string& part) { words += (words.empty() ? "" : " · ") + part; };
  if (const ListVersion* in_force = entry.list->with(items::Standing::in_force)) {
    add(text(Text::list_in_force, ui.language,
             {{"version", version_words(ui, *in_force)},
              {"date", date_text(*in_force->effective_from, ui.language)},
              {"count", std::to_string(in_force->item_count)}}));
    add(publication_words(ui, *in_force));
  }
  if (const ListVersion* upcoming = entry.list->with(items::Standing::upcoming))
    add(text(Text::list_upcoming, ui.language,
             {{"version", version_words(ui, *upcoming)}, {"date", date_text(*upcoming->effective_from, ui.language)}}));
  if (words.empty()) add(std::string(ui.say(Text::list_without_version)));
  if (entry.list->with(items::Standing::draft)) add(std::string(ui.say(Text::list_has_draft)));
  return words;
}

/// A row with its words, which the options point into.
struct Row {
  const Entry* entry = nullptr;
  std::string title, detail;
  bool may_make = false;
};

RowOptions options_of(const Ui& ui, const Row& row, bool is_last) {
  const Entry& entry = *row.entry;
  return {.title = row.title,
          .detail = row.detail,
          .icon = entry.is_overdue ? Icon::overdue
                  : entry.is_due   ? Icon::deadline
                                   : Icon::document,
          .icon_tone = entry.is_overdue ? Tone::danger
                       : entry.is_due   ? Tone::warning
                       : entry.list     ? Tone::info
                                        : Tone::neutral,
          .trailing = row.may_make       ? ui.say(Text::list_make)
                      : entry.is_overdue ? ui.say(Text::overdue_words)
                      : entry.is_due     ? ui.say(Text::due_words)
                                         : std::string_view(),
          .chevron = entry.list || row.may_make,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = entry.list ? Role::link : Role::button};
}

void draw_entry(Ui& ui, const Rect& at, State& state, const Row& row, bool is_last, Actions& actions) {
  const Entry& entry = *row.entry;
  const RowOptions options = options_of(ui, row, is_last);
  const std::string id = "items.list." + (entry.owner ? entry.owner->uuid.text() : std::string("joint"));
  if (!options.chevron) return static_row(ui, id, at, options);
  if (!list_row(ui, id, at, options)) return;
  if (entry.list)
    actions.go = route_of({.screen = Screen::item_list, .list = entry.list->id});
  else
    state.making = entry.owner;
}

void draw_filters(Ui& ui, Column& column, State& state, const Model& model) {
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  std::string department(ui.say(Text::department_name));
  if (state.department_id) department = owner_words(ui, model, DepartmentId{*state.department_id});
  const ChipOptions open{.kind = ChipKind::open, .selected = state.department_id.has_value()};
  if (chip(ui, "items.department", department, flow.next(chip_width(ui, department, open)), open))
    state.department_sheet.sheet.open = true;
  const auto due = ui.say(Text::list_filter_due);
  const ChipOptions select{.selected = state.only_due};
  if (chip(ui, "items.due", due, flow.next(chip_width(ui, due, select)), select)) state.only_due = !state.only_due;
  column.space(flow.used() + space_px::one_and_half);
}

void draw_departments(Ui& ui, State& state, const Model& model, const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  std::vector<Uuid> ids;
  for (const Entry& entry : entries)
    if (entry.owner) {
      ids.push_back(entry.owner->uuid);
      names.push_back(owner_words(ui, model, entry.owner));
    }
  std::vector<std::string_view> labels{ui.say(Text::all_values)};
  labels.insert(labels.end(), names.begin(), names.end());
  std::optional<int> now = 0;
  if (state.department_id) {
    const auto at = std::ranges::find(ids, *state.department_id);
    now = at == ids.end() ? std::nullopt : std::optional(static_cast<int>(at - ids.begin()) + 1);
  }
  const auto chosen =
      choice_sheet(ui, state.department_sheet, "items.departments", ui.say(Text::department_name), labels, now);
  if (!chosen) return;
  state.department_id = *chosen == 0 ? std::nullopt : std::optional(ids[static_cast<std::size_t>(*chosen) - 1]);
}

void ask(Ui& ui, State& state, const Model& model, Actions& actions) {
  if (!state.making) return;
  const std::string title =
      text(Text::list_make_question, ui.language, {{"name", owner_words(ui, model, *state.making)}});
  const DialogAnswer answer = dialog(ui, {.id = "items.make",
                                          .title = title,
                                          .text = ui.say(Text::list_make_words),
                                          .confirm = ui.say(Text::list_make),
                                          .cancel = ui.say(Text::cancel)});
  if (answer == DialogAnswer::confirmed) actions.items.emplace_back(CreateItemList{*state.making});
  if (answer != DialogAnswer::none) state.making.reset();
}

void draw_rows(Ui& ui, Column& column, State& state, const Model& model, const std::vector<Entry>& entries,
               Actions& actions) {
  std::vector<Row> shown;
  for (const Entry& entry : entries)
    if (is_shown(entry, state))
      shown.push_back({&entry, owner_words(ui, model, entry.owner), detail_of(ui, entry),
                       !entry.list && may_keep(model.session, entry.owner)});
  if (shown.empty()) {
    const Notice nothing{.id = "items.nothing",
                         .icon = Icon::search,
                         .title = ui.say(Text::items_none_found),
                         .action = ui.say(Text::clear_conditions)};
    if (notice(ui, column.next(320), nothing)) {
      state.department_id.reset();
      state.only_due = false;
    }
    return;
  }
  float height = 0;
  for (const Row& row : shown) height += row_height(ui, column.width(), options_of(ui, row, false));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const Row& row : shown) {
    const Rect at = column.next(row_height(ui, column.width(), options_of(ui, row, false)));
    draw_entry(ui, at, state, row, &row == &shown.back(), actions);
  }
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const ItemsModel& all = model.items;
  if (all.made) actions.go = route_of({.screen = Screen::item_list, .list = *all.made});
  const std::array ways{HeaderAction{.id = "gaps", .icon = Icon::attention, .name = ui.say(Text::gaps_title)},
                        export_action(ui, state.exports)};
  const HeaderOutcome header = draw_header(ui, rect, {.title = ui.say(Text::items_title), .actions = ways}, actions);
  if (header.pressed == 0) actions.go = route_of({.screen = Screen::item_gaps});
  if (header.pressed == 1) open_list_export(state.exports, model, "items", Text::export_items_words);
  const Rect rest = header.rest;
  if (!all.lists.value) {
    ui.semantics.open({.role = Role::main, .id = "items", .name = {}, .rect = rest});
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::items_failed), all.lists, retry);
    if (retry) actions.items.emplace_back(ReadItemLists{});
    ui.semantics.close();
    return;
  }
  const auto entries = entries_of(model);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "items", .name = {}, .rect = rest});
  if (const std::string words = item_error_words(ui, all.create.error ? all.create.error : all.lists.error);
      !words.empty()) {
    const Banner what{.id = "items.error", .tone = Tone::danger, .text = words};
    banner(ui, page.column.next(banner_height(ui, page.column.width(), what)), what);
    page.column.space(space_px::one_and_half);
  }
  draw_filters(ui, page.column, state, model);
  draw_rows(ui, page.column, state, model, entries, actions);
  end_page(ui, state.page, page);
  draw_departments(ui, state, model, entries);
  ask(ui, state, model, actions);
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::item_lists_screen
