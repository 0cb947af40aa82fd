#include "client/app/screens/check.h"

#include <string>
#include <utility>
#include <vector>

#include "client/app/screens/checks.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/task_counts.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

using Facts = std::vector<std::pair<std::string, std::string>>;

std::string team_words(Language language, const std::vector<CheckInspector>& inspectors) {
  std::string words;
  for (const CheckInspector& inspector : inspectors) {
    if (!words.empty()) words += text(Text::list_comma, language);
    words += inspector.name + "（" + inspector.department;
    if (inspector.is_lead && inspectors.size() > 1)
      words += std::string(text(Text::list_comma, language)) + std::string(text(Text::check_lead, language));
    words += "）";
  }
  return words;
}

/// When all go together, then each of the other tasks with its team.
std::string visit_words(Language language, const CheckVisit& visit) {
  std::string words =
      text(Text::check_period_words, language,
           {{"from", date_text(visit.first_day, language)}, {"to", date_text(visit.last_day, language)}});
  for (const CheckVisit::Other& other : visit.others) {
    words += "\n" + text(Text::check_visit_with, language, {{"task", other.task_number + " " + other.task_name}});
    if (!other.inspectors.empty()) words += "\n" + team_words(language, other.inspectors);
  }
  return words;
}

Facts facts_of(Language language, const Check& check) {
  Facts facts;
  const auto add = [&](Text key, std::string value) {
    if (!value.empty()) facts.emplace_back(text(key, language), std::move(value));
  };
  add(Text::check_target, check.target_name);
  add(Text::check_credit_code, check.credit_code);
  add(Text::check_address, check.address);
  add(Text::check_task, check.task_number + " " + check.task_name);
  add(Text::check_period,
      text(Text::check_period_words, language,
           {{"from", date_text(check.first_day, language)}, {"to", date_text(check.last_day, language)}}));
  add(Text::check_team, check.inspectors.empty() ? std::string(text(Text::check_no_team, language))
                                                 : team_words(language, check.inspectors));
  if (check.visit) add(Text::check_visit, visit_words(language, *check.visit));
  return facts;
}

}  // namespace

PrintSheet notice_sheet(Language language, const Check& check) {
  PrintSheet sheet{.title = std::string(text(Text::notice_title, language)),
                   .facts = facts_of(language, check),
                   .columns = {std::string(text(Text::notice_item_code, language)),
                               std::string(text(Text::notice_item_name, language))},
                   .rows = {},
                   .notes = {}};
  sheet.rows.reserve(check.items.size());
  for (const CheckItem& item : check.items) sheet.rows.push_back({item.code, item.name});
  for (const Text note : {Text::notice_note_law, Text::notice_note_rights, Text::notice_note_sign})
    sheet.notes.emplace_back(text(note, language));
  return sheet;
}

namespace check_screen {
namespace {

void draw_facts(Ui& ui, Column& column, const Check& check) {
  const Facts facts = facts_of(ui.language, check);
  std::vector<KeyValue> values;
  values.reserve(facts.size());
  for (const auto& [key, value] : facts) values.push_back({.key = key, .value = value});
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "check.facts", at.inset(space_px::two), values);
  column.space(space_px::two);
}

void draw_items(Ui& ui, Column& column, const Check& check) {
  const auto count = static_cast<long long>(check.items.size());
  section_heading(ui, "check.items", text(Text::check_items, ui.language, {{"count", grouped(count)}}),
                  column.next(section_heading_px));
  const auto options_of = [&](const CheckItem& item) {
    return RowOptions{.title = item.name,
                      .detail = item.code,
                      .icon = Icon::law,
                      .separator = &item != &check.items.back(),
                      .detail_fit = Fit::whole};
  };
  float height = 0;
  for (const CheckItem& item : check.items) height += row_height(ui, column.width(), options_of(item));
  if (!check.items.empty()) card(ui, {column.x(), column.y(), column.width(), height});
  for (const CheckItem& item : check.items) {
    const RowOptions options = options_of(item);
    static_row(ui, "check.item." + item.code, column.next(row_height(ui, column.width(), options)), options);
  }
  column.space(space_px::two);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const auto id = Uuid::parse(model.route.id);
  const Check* check = id ? model.checks.with(*id) : nullptr;
  const std::string title = check ? check->target_name : std::string(ui.say(Text::check_title));
  const std::string detail =
      check ? check->task_number + " · " + std::string(ui.say(check_state_words(check->state))) : std::string();
  const Rect rest = draw_header(ui, rect, {.title = title, .detail = detail, .back = true}, actions).rest;
  if (!check) {
    ui.semantics.open({.role = Role::main, .id = "check.page", .name = {}, .rect = rest});
    bool retry = false;
    if (model.checks.own.value)
      notice(ui, rest, {.id = "check.gone", .icon = Icon::result, .title = ui.say(Text::check_gone)});
    else
      draw_unread(ui, rest, ui.say(Text::checks_failed), model.checks.own, retry);
    if (retry) actions.checks.emplace_back(ReadOwnChecks{});
    ui.semantics.close();
    return;
  }
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "check.page", .name = {}, .rect = rest});
  Deeds deeds(ui, page.column);
  if (deeds.draw("check.print", Text::check_print_notice, {.icon = Icon::print}))
    actions.print = notice_sheet(ui.language, *check);
  if (deeds.draw("check.target", Text::check_see_target, {.kind = ButtonKind::secondary, .icon = Icon::enterprise}))
    actions.go = Route{Screen::target, check->target_id.text()};
  deeds.end();
  draw_sentences(ui, page.column, check->warnings, "check.warning.", Tone::warning);
  draw_facts(ui, page.column, *check);
  draw_items(ui, page.column, *check);
  end_page(ui, state.page, page);
}

}  // namespace check_screen
}  // namespace mingchou::client
