#include "client/app/screens/licences.h"

#include <algorithm>
#include <array>
#include <string>

#include "client/app/model/answers.h"
#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::licences_screen {
namespace {

constexpr float row_px = 76;
/// So many rows before the end the next page is asked for.
constexpr int rows_ahead = 20;

std::string when_words(const Ui& ui, CivilDate last_day, CivilDate today) {
  const int days = last_day - today;
  if (days == 0) return std::string(ui.say(Text::due_licence_today));
  return text(days < 0 ? Text::due_licence_ago : Text::due_licence_in, ui.language,
              {{"date", date_text(last_day, ui.language)}, {"days", grouped(days < 0 ? -days : days)}});
}

/// When first: what is too long for the row loses its end.
std::string detail_of(const Ui& ui, const Model& model, const DueLicence& due) {
  std::string detail = due.licence.expires_on ? when_words(ui, *due.licence.expires_on, model.today) : std::string();
  const auto add = [&](const std::string& words) {
    if (!words.empty()) detail += (detail.empty() ? "" : " · ") + words;
  };
  add(due.licence.name);
  add(due.licence.number);
  add(department_words(model, due.department_id));
  return detail;
}

void draw_row(Ui& ui, const RowLook& look, float margin_px, const Model& model, const DueLicence& due) {
  const Theme& theme = *ui.theme;
  const Rect& rect = look.rect;
  fill(rect, look.held ? theme.surface_pressed : look.hovered ? theme.surface_hover : theme.surface);
  const Rect inside{rect.x + margin_px - space_px::two, rect.y, rect.width - 2 * margin_px + 2 * space_px::two,
                    rect.height};
  const bool is_expired = model.licences.list.due == LicencesDue::expired;
  const std::string detail = detail_of(ui, model, due);
  client::draw_row(ui, inside,
                   RowOptions{.title = due.target_name,
                              .detail = detail,
                              .icon = is_expired ? Icon::overdue : Icon::deadline,
                              .icon_tone = is_expired ? Tone::danger : Tone::warning,
                              .separator = false,
                              .title_lines_max = 1});
  fill({inside.x + space_px::two + 56, rect.bottom() - 1, inside.width - 56 - space_px::two, 1}, theme.line);
}

void draw_list(Ui& ui, const Rect& rect, VirtualListState& state, const Model& model, Actions& actions) {
  const LicenceList& list = model.licences.list;
  const float margin_px = content_column(ui, rect).x - rect.x;
  const auto at = [&](int row) -> const DueLicence& { return list.entries[static_cast<std::size_t>(row)]; };
  const auto tell = [&](int row) {
    return RowWords{.key = at(row).licence.id.uuid.text(),
                    .name = at(row).target_name,
                    .description = detail_of(ui, model, at(row))};
  };
  const VirtualListOptions options{.id = "licences.list",
                                   .name = ui.say(Text::due_licences_title),
                                   .rect = rect,
                                   .count = static_cast<int>(list.entries.size()),
                                   .row_height_px = row_px,
                                   .bottom_px = space_px::two};
  const auto outcome = virtual_list(ui, options, state, tell, [&](const RowLook& look) {
    licences_screen::draw_row(ui, look, margin_px, model, at(look.row));
  });
  if (list.has_more && !list.is_loading && !list.error && outcome.end_visible + rows_ahead >= options.count)
    actions.licences.emplace_back(ReadMoreLicences{});
  if (outcome.activated) actions.go = Route{Screen::target, at(*outcome.activated).target_id.text()};
}

// --- what stands there instead of a list

void draw_failed(Ui& ui, const Rect& rect, const LicenceList& list, Actions& actions) {
  const std::string advice = render(*list.error, ui.language);
  const Notice what{
      .id = "licences.failed",
      .role = Role::alert,
      .tone = Tone::warning,
      .title = ui.say(is_unreachable(*list.error) ? Text::gate_unreachable_title : Text::due_licences_title),
      .advice = advice,
      .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.licences.emplace_back(ShowLicences{list.due});
}

void draw_none(Ui& ui, const Rect& rect, const LicenceList& list) {
  if (list.is_new || list.is_loading) return;
  const bool is_expired = list.due == LicencesDue::expired;
  const Notice what{.id = "licences.none",
                    .tone = Tone::success,
                    .icon = Icon::success,
                    .title = ui.say(is_expired ? Text::due_licences_none_expired : Text::due_licences_none_soon)};
  notice(ui, rect, what);
}

// --- above the list

void draw_tabs(Ui& ui, const Rect& rect, const Model& model, Actions& actions) {
  const std::array labels{ui.say(Text::licence_expired), ui.say(Text::due_licences_soon)};
  const int shown = model.licences.list.due == LicencesDue::expired ? 0 : 1;
  const auto chosen = tabs(ui, "licences.tabs", ui.say(Text::due_licences_which), rect, labels, shown);
  if (chosen) actions.licences.emplace_back(ShowLicences{*chosen == 0 ? LicencesDue::expired : LicencesDue::soon});
}

/// How many there are, or that it is not known now. Returns its height.
float draw_summary(Ui& ui, const Rect& at, const LicenceList& list, Actions& actions) {
  Column column(at);
  if (list.error && !list.entries.empty() && draw_stale(ui, column, list.error))
    actions.licences.emplace_back(ShowLicences{list.due});
  const Rect line = column.next(line_height(type_px::small));
  const Text key = list.is_loading && list.entries.empty() ? Text::sessions_loading
                   : list.has_more                         ? Text::due_licences_more
                                                           : Text::due_licences_count;
  const std::string words = text(key, ui.language, {{"count", grouped(static_cast<long long>(list.entries.size()))}});
  draw_text(ui, line, words, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::status, .id = "licences.summary", .name = words, .rect = line});
  return column.used();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const LicenceList& list = model.licences.list;
  const HeaderAction take_away = export_action(ui, state.exports);
  const HeaderOutcome header = draw_header(
      ui, rect, {.title = ui.say(Text::due_licences_title), .back = true, .actions = {&take_away, 1}}, actions);
  if (header.pressed) open_list_export(state.exports, model, "licences");
  const Rect rest = header.rest;
  ui.semantics.open({.role = Role::main, .id = "licences", .name = {}, .rect = rest});
  const Rect column = content_column(ui, rest);
  float y = rest.y;
  draw_tabs(ui, {column.x, y, column.width, control_px}, model, actions);
  y += control_px + space_px::one;
  const bool has_failed = list.error && list.entries.empty();
  if (!has_failed && !(list.entries.empty() && !list.is_loading))
    y += draw_summary(ui, {column.x, y, column.width, 0}, list, actions) + space_px::one;
  const Rect below{rest.x, y, rest.width, std::max(0.0f, rest.bottom() - y)};
  if (!list.entries.empty())
    draw_list(ui, below, list.due == LicencesDue::expired ? state.expired : state.soon, model, actions);
  else if (has_failed)
    draw_failed(ui, below, list, actions);
  else
    draw_none(ui, below, list);
  ui.semantics.close();
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::licences_screen
