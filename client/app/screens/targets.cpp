#include "client/app/screens/targets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/frame.h"
#include "client/app/screens/register_status.h"
#include "client/app/screens/target_row.h"
#include "client/app/text/format.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::targets_screen {
namespace {

constexpr int query_characters_max = static_cast<int>(search::query_characters_max);
constexpr float icon_step_px = 52;

/// By relevance while something is searched for and nothing else was chosen.
SortChoice sorting(const State& state) {
  const bool searching = !state.query.empty();
  if (state.sort && (searching || state.sort->sort != Sort::relevance)) return *state.sort;
  return searching ? sort_choices[0] : sort_choices[1];
}

void ask(const State& state, TargetView view, Actions& actions) {
  view.query = state.query;
  const SortChoice choice = sorting(state);
  view.sort = choice.sort;
  view.descending = choice.descending;
  actions.show_targets = std::move(view);
}

/// What the user asked for is another list: it begins at its top. A newer register keeps the place.
void notice_changes(Ui& ui, State& state, const RegisterModel& model) {
  if (model.list && model.list->version() != state.list_version) {
    state.list_version = model.list->version();
    const TargetView& shown = model.list->view();
    if (shown != state.view_seen) {
      state.list.to_start();
      auto words = search::SearchQuery::parse(shown.query);
      state.words = words ? *std::move(words) : search::SearchQuery{};
      state.view_seen = shown;
    }
  }
  using Phase = DownloadStatus::Phase;
  const Phase phase = model.download.phase;
  if (state.phase_seen == phase) return;
  // The first register needs no words: it is there.
  const bool updated_now = state.updating && phase == Phase::done;
  state.phase_seen = phase;
  state.update_failure_seen = false;
  state.updating = is_running(model.download) && model.generation.has_value();
  if (updated_now)
    show_toast(ui, "register.updated",
               std::string(ui.say(model.download.was_up_to_date ? Text::register_unchanged : Text::register_updated)));
}

std::string summary(const Ui& ui, const RegisterModel& model) {
  const std::string total = grouped(static_cast<long long>(model.index->row_count()));
  if (model.list->size() == model.index->row_count()) return text(Text::targets_total, ui.language, {{"total", total}});
  return text(Text::targets_found, ui.language,
              {{"found", grouped(static_cast<long long>(model.list->size()))}, {"total", total}});
}

/// The bar on top: what the list is, how much of it is there, and what can be done with it. Returns what is below.
Rect draw_bar(Ui& ui, const Rect& rect, State& state, const RegisterModel& model, Actions& actions) {
  const std::size_t chosen = model.list ? chosen_count(model.view) : 0;
  const std::string filter =
      chosen == 0 ? std::string(ui.say(Text::filter_targets))
                  : text(Text::filter_targets_count, ui.language, {{"count", grouped(static_cast<long long>(chosen))}});
  const std::array buttons{HeaderAction{.id = "filter",
                                        .icon = Icon::filter,
                                        .name = filter,
                                        .active = chosen > 0,
                                        .popup = Popup::dialog,
                                        .expanded = state.filters.sheet.open},
                           HeaderAction{.id = "sort",
                                        .icon = Icon::sort,
                                        .name = ui.say(Text::sort_targets),
                                        .popup = Popup::menu,
                                        .expanded = state.sort_open},
                           HeaderAction{.id = "more",
                                        .icon = Icon::more_vertical,
                                        .name = ui.say(Text::more_actions),
                                        .popup = Popup::menu,
                                        .expanded = state.more_open}};
  Header header{.title = ui.say(Text::targets_title)};
  if (model.list) header.actions = buttons;
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed) {
    state.menu_anchor = outcome.pressed_at;
    state.filters.sheet.open = *outcome.pressed == 0;
    state.sort_open = *outcome.pressed == 1;
    state.more_open = *outcome.pressed == 2;
  }
  return outcome.rest;
}

void draw_search(Ui& ui, const Rect& rect, State& state, const RegisterModel& model, Actions& actions) {
  const bool has_text = !state.query.empty();
  const FieldOptions options{.id = "targets.search",
                             .label = ui.say(Text::search_targets),
                             .placeholder = ui.say(Text::search_targets_hint),
                             .kind = FieldKind::search,
                             .enter = EnterKey::search,
                             .characters_max = query_characters_max};
  const Rect field{rect.x, rect.y, rect.width - (has_text ? icon_step_px : 0), rect.height};
  if (text_field(ui, options, field, state.query).changed) ask(state, model.view, actions);
  if (!has_text) return;
  if (icon_button(ui, "targets.search.clear", Icon::close, ui.say(Text::clear_search),
                  {rect.right() - control_px / 2, rect.y + rect.height / 2})) {
    state.query.clear();
    ask(state, model.view, actions);
    // The button goes; a pointer would open the soft keyboard.
    if (ui.focus_visible) request_focus(ui, options.id);
  }
}

void draw_nothing(Ui& ui, const Rect& rect, State& state, const RegisterModel& model, Actions& actions) {
  if (model.index->row_count() == 0) {
    const Notice what{.id = "targets.empty",
                      .icon = Icon::register_list,
                      .title = ui.say(Text::register_empty),
                      .advice = ui.say(Text::register_empty_advice),
                      .action = ui.say(Text::register_update)};
    if (notice(ui, rect, what)) actions.targets = RegisterRequest::download;
    return;
  }
  const std::string error = model.list->error() ? render(*model.list->error(), ui.language) : std::string();
  const Notice what{.id = "targets.nothing",
                    .icon = Icon::search,
                    .title = ui.say(Text::no_target_found),
                    .advice = error.empty() ? ui.say(Text::no_target_found_advice) : std::string_view(error),
                    .action = ui.say(Text::clear_conditions)};
  if (!notice(ui, rect, what)) return;
  state.query.clear();
  ask(state, {}, actions);
}

std::optional<int> position_of(const RegisterModel& model, const TargetId& id) {
  const auto row = model.index->find(id);
  if (!row) return std::nullopt;
  for (std::size_t i = 0; i < model.list->size(); ++i)
    if (model.list->row_at(i) == *row) return static_cast<int>(i);
  return std::nullopt;
}

void draw_list(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions, Place place) {
  const RegisterModel& targets = model.targets;
  BulkState& bulk = state.bulk;
  const bool page_is_beside = place == Place::beside && model.route.screen == Screen::target && model.target.is_read;
  const float margin_px = content_column(ui, rect).x - rect.x;
  const auto row_of = [&](int position) { return targets.list->row_at(static_cast<std::size_t>(position)); };
  const auto tell = [&](int position) {
    const TargetId& id = targets.index->id(row_of(position));
    RowWords words = target_row_words(ui, id, targets.rows->at(row_of(position)), targets.note_counts.of(id));
    if (bulk.is_choosing) words.checked = bulk.chosen.contains(id);
    return words;
  };
  const auto draw_one = [&](const RowLook& look) {
    const TargetId& id = targets.index->id(row_of(look.row));
    std::optional<bool> chosen;
    if (bulk.is_choosing) chosen = bulk.chosen.contains(id);
    draw_target_row(ui, look, margin_px, targets.rows->at(row_of(look.row)), targets.note_counts.of(id), state.words,
                    chosen);
  };
  const VirtualListOptions options{.id = "targets.list",
                                   .name = ui.say(Text::targets_title),
                                   .rect = rect,
                                   .count = static_cast<int>(targets.list->size()),
                                   .row_height_px = target_row_height(rect.width),
                                   .bottom_px = space_px::two,
                                   .row_role = bulk.is_choosing ? Role::checkbox : Role::link,
                                   .selected = page_is_beside ? position_of(targets, model.target.id) : std::nullopt};
  const VirtualListOutcome outcome = virtual_list(ui, options, state.list, tell, draw_one);
  if (outcome.activated && bulk.is_choosing) {
    const TargetId& id = targets.index->id(row_of(*outcome.activated));
    choose_for_bulk(ui, bulk, id);
  } else if (outcome.activated)
    actions.go = Route{Screen::target, targets.index->id(row_of(*outcome.activated)).uuid.text()};
}

std::string age(const Ui& ui, const Model& model) {
  if (!model.targets.generation) return {};
  const Instant made_at = model.targets.generation->made_at;
  return text(Text::register_as_of, ui.language, {{"moment", moment_text(made_at, model.today, ui.language)}});
}

/// At the end of the line, if there is room behind what stands in it; the menu tells it otherwise.
void draw_age(Ui& ui, const Rect& line, float taken_px, const Model& model) {
  const std::string words = age(ui, model);
  const float width = std::ceil(text_width(ui, words, type_px::small));
  if (words.empty() || taken_px + space_px::three + width > line.width) return;
  const Rect at{line.right() - width, line.y, width, line.height};
  draw_text(ui, at, words, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::text, .id = "targets.age", .name = words, .rect = at});
}

/// Search, filters, count: everything between bar and list. Returns its height.
float draw_head(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const RegisterModel& targets = model.targets;
  const Rect column = content_column(ui, rect);
  if (!targets.list) return 0;
  float y = rect.y + space_px::one_and_half;
  draw_search(ui, {column.x, y, column.width, control_px}, state, targets, actions);
  y += control_px + space_px::one;
  if (const float strip = update_strip_height(ui, column.width, targets, state.update_failure_seen); strip > 0) {
    draw_update_strip(ui, {column.x, y, column.width, strip}, targets, state.update_failure_seen, actions);
    y += strip + space_px::one;
  }
  TargetView view = targets.view;
  if (const float chips = filter_chips_height(ui, column.width, targets, view); chips > 0) {
    if (draw_filter_chips(ui, {column.x, y, column.width, chips}, targets, view)) ask(state, view, actions);
    y += chips + space_px::one;
  }
  const Rect line{column.x, y, column.width, line_height(type_px::small)};
  const std::string count = summary(ui, targets);
  draw_text(ui, line, count, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::status, .id = "targets.summary", .name = count, .rect = line});
  draw_age(ui, line, std::ceil(text_width(ui, count, type_px::small)), model);
  return y + line.height + space_px::one - rect.y;
}

void draw_sort_menu(Ui& ui, State& state, const RegisterModel& model, const Rect& anchor, Actions& actions) {
  if (!state.sort_open) return;
  const SortChoice now = sorting(state);
  std::vector<MenuItem> items;
  std::vector<SortChoice> choices;
  for (const SortChoice& choice : sort_choices) {
    if (choice.sort == Sort::relevance && state.query.empty()) continue;
    choices.push_back(choice);
    items.push_back({.label = ui.say(choice.words), .checked = choice.words == now.words});
  }
  const auto chosen = menu(ui, state.sort_open, "targets.sort.menu", ui.say(Text::sort_targets), anchor, items);
  if (!chosen) return;
  state.sort = choices[static_cast<std::size_t>(*chosen)];
  ask(state, model.view, actions);
}

void draw_more_menu(Ui& ui, State& state, const Model& model, const Rect& anchor, Actions& actions) {
  if (!state.more_open) return;
  std::vector<MenuItem> items;
  std::vector<Text> deeds;
  const auto offer = [&](Text deed, Icon icon, bool is_allowed) {
    if (!is_allowed) return;
    items.push_back({.label = ui.say(deed), .icon = icon});
    deeds.push_back(deed);
  };
  const bool may_write = model.session.may(access::Action::registers_write);
  offer(Text::register_update, Icon::refresh, true);
  offer(Text::record_new_title, Icon::add, may_write);
  offer(Text::bulk_begin, Icon::edit, may_write);
  offer(Text::export_title, Icon::download, may_export(model));
  offer(Text::refused_targets_title, Icon::warning, may_write);
  offer(Text::caps_title, Icon::calendar, model.session.may(access::Action::registers_read));
  const auto chosen = menu(ui, state.more_open, "targets.more.menu", age(ui, model), anchor, items);
  if (!chosen) return;
  const Text deed = deeds.at(static_cast<std::size_t>(*chosen));
  if (deed == Text::register_update) actions.targets = RegisterRequest::download;
  if (deed == Text::record_new_title) actions.go = Route{Screen::new_record, {}};
  if (deed == Text::export_title) open_export_sheet(state.exports, model, ImportKind::targets, actions);
  if (deed == Text::refused_targets_title) open_refused_targets(state.refused, actions);
  if (deed == Text::caps_title) open_visit_caps(state.caps, model, actions);
  if (deed == Text::bulk_begin) {
    state.bulk.is_choosing = true;
    actions.records.emplace_back(ReadRecordTags{});
  }
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions, Place place) {
  const RegisterModel& targets = model.targets;
  notice_changes(ui, state, targets);
  const Rect rest = draw_bar(ui, rect, state, targets, actions);
  ui.semantics.open({.role = place == Place::alone ? Role::main : Role::region,
                     .id = "targets",
                     .name = std::string(place == Place::alone ? "" : ui.say(Text::targets_title)),
                     .rect = rest});
  const float head = draw_head(ui, rest, state, model, actions);
  const bool is_choosing = state.bulk.is_choosing && targets.list;
  const float bar = is_choosing ? bulk_bar_height(ui) : 0;
  const Rect below{rest.x, rest.y + head, rest.width, std::max(0.0f, rest.height - head - bar)};
  if (!targets.list)
    draw_missing_register(ui, below, state.missing, model, actions);
  else if (targets.list->size() == 0)
    draw_nothing(ui, below, state, targets, actions);
  else
    draw_list(ui, below, state, model, actions, place);
  if (is_choosing) draw_bulk_bar(ui, {rest.x, rest.bottom() - bar, rest.width, bar}, state.bulk, targets);
  ui.semantics.close();
}

void draw_layers(Ui& ui, State& state, const Model& model, Actions& actions) {
  draw_sort_menu(ui, state, model.targets, state.menu_anchor, actions);
  draw_more_menu(ui, state, model, state.menu_anchor, actions);
  draw_bulk_layers(ui, state.bulk, model, actions);
  draw_export_sheet(ui, state.exports, model, actions);
  draw_visit_caps(ui, state.caps, model, actions);
  follow_address(state.refused, model, actions);
  draw_refused_targets(ui, state.refused, model, actions);
  TargetView view = model.targets.view;
  if (draw_target_filters(ui, state.filters, model.targets, view)) ask(state, view, actions);
}

}  // namespace mingchou::client::targets_screen
