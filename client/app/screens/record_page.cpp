#include "client/app/screens/record_page.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/model/answers.h"
#include "client/app/screens/account_words.h"
#include "client/app/screens/receipt_words.h"
#include "client/app/screens/record_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/form.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

bool is_open(const Model& model) {
  return model.session.may(access::Action::registers_read) && model.records.open.id == model.target.id;
}

/// Another department's entry is none of this user's: the server says that it is not there.
bool is_foreign(const RecordModel& open) {
  return open.error && (open.error->code == "server.not_found" || open.error->code == "registry.not_found");
}

bool may_change(const Model& model) {
  const RecordModel& open = model.records.open;
  return is_open(model) && model.session.may(access::Action::registers_write) && open.record && !open.record->valid_to;
}

struct Fact {
  Text name;
  std::string value;
  std::optional<Icon> icon = {};
  Tone tone = Tone::neutral;
};

std::string risk_words(const Ui& ui, const Target& target) {
  if (!target.risk_class) return std::string(ui.say(Text::class_none));
  std::string words = class_words(ui, *target.risk_class);
  if (target.risk_source && target.risk_on)
    words += text(Text::risk_origin, ui.language,
                  {{"source", *target.risk_source}, {"date", date_text(*target.risk_on, ui.language)}});
  return words;
}

Fact visits_fact(const Ui& ui, const TargetVisits& visits) {
  const std::string count = grouped(visits.count), year = std::to_string(visits.year);
  if (!visits.visits_max)
    return {Text::field_visits, text(Text::visits_uncapped, ui.language, {{"year", year}, {"count", count}})};
  const bool is_full = visits.count >= *visits.visits_max;
  std::string words =
      text(Text::visits_capped, ui.language, {{"year", year}, {"count", count}, {"max", grouped(*visits.visits_max)}});
  if (is_full) words += std::string(ui.say(Text::list_comma)) + std::string(ui.say(Text::visits_full));
  return {Text::field_visits, std::move(words), is_full ? Icon::warning : Icon::success,
          is_full ? Tone::warning : Tone::success};
}

std::vector<Fact> facts_of(const Ui& ui, const Model& model, const TargetRecord& record) {
  std::vector<Fact> facts;
  if (model.session.may(access::Action::risk_read))
    facts.push_back({Text::field_risk_class, risk_words(ui, record.target)});
  if (record.target.food_risk_class)
    facts.push_back({Text::field_food_class, class_words(ui, *record.target.food_risk_class)});
  facts.push_back(visits_fact(ui, record.visits));
  facts.push_back({Text::field_source, record.target.source});
  if (record.target.external_number) facts.push_back({Text::field_external_number, *record.target.external_number});
  const ReceiptSign sign = sign_of(record.target.receipt.result);
  facts.push_back({Text::field_receipt, receipt_words(ui, record.target.receipt), sign.icon, sign.tone});
  return facts;
}

void draw_facts(Ui& ui, Column& column, const Model& model, const TargetRecord& record) {
  section_heading(ui, "record.title", ui.say(Text::section_record), column.next(section_heading_px));
  const std::vector<Fact> facts = facts_of(ui, model, record);
  std::vector<KeyValue> values;
  values.reserve(facts.size());
  for (const Fact& fact : facts)
    values.push_back({.key = ui.say(fact.name), .value = fact.value, .icon = fact.icon, .tone = fact.tone});
  const float width = column.width() - 2 * space_px::two;
  const float height = key_values_height(ui, width, values);
  const Rect ground = column.next(height + 2 * space_px::one);
  card(ui, ground);
  key_values(ui, "record.facts", {ground.x + space_px::two, ground.y + space_px::one, width, height}, values);
  column.space(space_px::two);
}

std::string change_words(const Ui& ui, const Model& model, const RecordChange& change) {
  const auto value = [&](const std::string& json) {
    std::string words = field_value_words(ui, model, change.field, json);
    return words.empty() ? std::string(ui.say(Text::value_none)) : words;
  };
  const std::array words{field_words(ui, change.field), value(change.before), value(change.after)};
  return text(Text::history_change, ui.language, {{"field", words[0]}, {"before", words[1]}, {"after", words[2]}});
}

/// A state as a row of a list, with the texts that the row looks into.
struct HistoryRow {
  std::string title, detail;
  Icon icon = Icon::edit;
  Tone tone = Tone::info;
};

HistoryRow row_of(const Ui& ui, const Model& model, const RecordState& state, bool is_first) {
  HistoryRow row;
  const Text what = state.is_end ? Text::history_ended : is_first ? Text::history_made : Text::history_changed;
  row.title = text(Text::history_title, ui.language,
                   {{"moment", moment_text(state.recorded_at, model.today, ui.language)},
                    {"who", state.recorded_by},
                    {"what", ui.say(what)}});
  for (const RecordChange& change : state.changes) (row.detail += change_words(ui, model, change)) += '\n';
  row.detail += text(Text::history_reason, ui.language, {{"reason", state.reason}});
  if (state.is_end) row.tone = Tone::danger;
  row.icon = state.is_end ? Icon::trash : is_first ? Icon::add : Icon::edit;
  return row;
}

void draw_history_end(Ui& ui, Column& column, const RecordHistory& history, Actions& actions) {
  if (history.error) {
    const std::string words = render(*history.error, ui.language);
    const Banner what{
        .id = "record.history.error", .tone = Tone::warning, .text = words, .action = ui.say(Text::retry)};
    if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
      actions.records.emplace_back(ReadMoreHistory{});
  } else if (history.next_cursor || history.is_loading) {
    const auto label = ui.say(history.is_loading ? Text::sessions_loading : Text::history_older);
    const ButtonOptions options{.kind = ButtonKind::text, .enabled = !history.is_loading};
    const Rect row = column.next(control_px);
    if (button(ui, "record.history.more", label,
               {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
      actions.records.emplace_back(ReadMoreHistory{});
  }
  column.space(space_px::two);
}

void draw_history(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const RecordHistory& history = model.records.open.history;
  section_heading(ui, "record.history.title", ui.say(Text::section_history), column.next(section_heading_px));
  std::vector<HistoryRow> rows;
  rows.reserve(history.states.size());
  for (const RecordState& state : history.states) rows.push_back(row_of(ui, model, state, state.revision == 1));
  const auto options_of = [&](std::size_t i) {
    return RowOptions{.title = rows[i].title,
                      .detail = rows[i].detail,
                      .icon = rows[i].icon,
                      .icon_tone = rows[i].tone,
                      .separator = i + 1 < rows.size(),
                      .title_lines_max = 4,
                      .detail_fit = Fit::whole};
  };
  float height = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) height += row_height(ui, column.width(), options_of(i));
  if (height > 0) card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RowOptions row = options_of(i);
    static_row(ui, "record.history." + std::to_string(history.states[i].revision),
               column.next(row_height(ui, column.width(), row)), row);
  }
  draw_history_end(ui, column, history, actions);
}

void draw_trouble(Ui& ui, Column& column, const RecordModel& open, Actions& actions) {
  // Days without network are usual on a tablet: no reason to warn on every page.
  if (is_unreachable(*open.error) && !open.record) {
    const auto words = ui.say(Text::record_offline);
    paragraph(ui, "record.offline", column.next(paragraph_height(ui, column.width(), words, type_px::body)), words,
              type_px::body, ui.theme->text_secondary);
    return column.space(space_px::two);
  }
  const std::string words =
      is_foreign(open) ? std::string(ui.say(Text::record_foreign)) : render(*open.error, ui.language);
  const Banner what{.id = "record.error",
                    .tone = is_foreign(open) ? Tone::info : Tone::warning,
                    .text = words,
                    .action = is_foreign(open) ? std::string_view() : ui.say(Text::retry)};
  if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
    actions.records.emplace_back(OpenRecord{open.id});
  column.space(space_px::two);
}

}  // namespace

void draw_record_deeds(Ui& ui, Column& column, RecordPageState& state, const Model& model, Actions& actions) {
  const RecordModel& open = model.records.open;
  if (is_taken(state.ends_seen, open.end)) {
    state.end_sheet.open = false;
    state.end_reason.clear();
    show_toast(ui, "record.ended", std::string(ui.say(Text::record_ended)));
  }
  if (is_open(model) && open.record && open.record->valid_to) {
    const std::string words =
        text(Text::record_ended_on, ui.language, {{"date", date_text(*open.record->valid_to, ui.language)}});
    const Banner what{.id = "record.ended", .tone = Tone::warning, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
  if (!may_change(model)) return;
  const auto edit = ui.say(Text::record_edit), end = ui.say(Text::record_end);
  const ButtonOptions edit_options{.kind = ButtonKind::secondary, .icon = Icon::edit};
  const ButtonOptions end_options{.kind = ButtonKind::text, .icon = Icon::trash};
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  if (button(ui, "record.edit", edit, flow.next(button_width(ui, edit, edit_options)), edit_options))
    actions.go = Route{Screen::record_edit, model.target.id.uuid.text()};
  if (button(ui, "record.end", end, flow.next(button_width(ui, end, end_options)), end_options))
    state.end_sheet.open = true;
  column.space(flow.used() + space_px::one_and_half);
}

void draw_record(Ui& ui, Column& column, const Model& model, Actions& actions) {
  if (!is_open(model)) return;
  const RecordModel& open = model.records.open;
  if (open.error) draw_trouble(ui, column, open, actions);
  if (!open.record) {
    if (open.is_loading) {
      const auto words = ui.say(Text::sessions_loading);
      paragraph(ui, "record.loading", column.next(paragraph_height(ui, column.width(), words, type_px::body)), words,
                type_px::body, ui.theme->text_secondary);
    }
    return;
  }
  draw_facts(ui, column, model, *open.record);
  draw_history(ui, column, model, actions);
}

void draw_record_layers(Ui& ui, RecordPageState& state, const Model& model, Actions& actions) {
  const RecordModel& open = model.records.open;
  if (!may_change(model)) state.end_sheet.open = false;
  auto sheet = begin_sheet(ui, state.end_sheet, {.id = "record.end.sheet", .title = ui.say(Text::record_end)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  const std::string question = text(Text::record_end_words, ui.language, {{"name", open.record->target.name}});
  paragraph(ui, "record.end.words", column.next(paragraph_height(ui, column.width(), question, type_px::body)),
            question, type_px::body, ui.theme->text);
  column.space(space_px::two);
  {
    Form form(ui, column, "record.end.form");
    const bool is_missing = state.shows_missing && state.end_reason.empty();
    form.text({.id = "record.end.reason",
               .label = ui.say(Text::record_reason),
               .enter = EnterKey::go,
               .characters_max = record_limits::reason_characters_max,
               .error = is_missing ? ui.say(Text::record_reason_missing) : std::string_view()},
              state.end_reason);
    form.error(record_error_words(ui, open.end.error));
    const FormAnswer answer = form.submit({.label = ui.say(Text::record_end),
                                           .icon = Icon::trash,
                                           .is_under_way = open.end.is_under_way,
                                           .other = ui.say(Text::cancel)});
    if (answer == FormAnswer::other) state.end_sheet.open = false;
    if (answer == FormAnswer::submitted) {
      state.shows_missing = state.end_reason.empty();
      if (!state.shows_missing) actions.records.emplace_back(EndRecord{state.end_reason, open.record->revision});
    }
  }
  end_sheet_content(ui, state.end_sheet, *sheet);
  end_sheet(ui);
}

}  // namespace mingchou::client
