#include "client/app/screens/target_bulk.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "client/app/screens/record_words.h"
#include "client/app/screens/register_words.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"
#include "shared/codes/tables.h"

namespace mingchou::client {
namespace {

constexpr std::size_t chosen_max = mingchou::limits::bulk_edit_targets_max;
constexpr int date_characters_max = 10, word_characters_max = 100;

constexpr std::array statuses{TargetStatus::active,          TargetStatus::suspended, TargetStatus::deregistered,
                              TargetStatus::licence_revoked, TargetStatus::withdrawn, TargetStatus::moved_out};
constexpr std::array<std::string_view, 5> classes{"A", "B", "C", "D", ""};

Text words_of(BulkKind kind) {
  switch (kind) {
    case BulkKind::add_tag:
      return Text::bulk_add_tag;
    case BulkKind::remove_tag:
      return Text::bulk_remove_tag;
    case BulkKind::status:
      return Text::bulk_status;
    case BulkKind::township:
      return Text::bulk_township;
    case BulkKind::risk:
      return Text::bulk_risk;
  }
  return Text::bulk_add_tag;
}

std::vector<BulkKind> kinds_for(const SessionModel& session) {
  std::vector<BulkKind> kinds{BulkKind::add_tag, BulkKind::remove_tag, BulkKind::status, BulkKind::township};
  if (session.may(access::Action::risk_read)) kinds.push_back(BulkKind::risk);
  return kinds;
}

/// Nothing while a part of it is missing.
std::optional<BulkChange> change_of(const BulkState& state) {
  switch (state.kind) {
    case BulkKind::add_tag:
      if (state.tag) return AddTag{*state.tag};
      break;
    case BulkKind::remove_tag:
      if (state.tag) return RemoveTag{*state.tag};
      break;
    case BulkKind::status:
      if (state.status) return SetStatus{*state.status};
      break;
    case BulkKind::township:
      if (!state.township_code.empty()) return SetTownship{state.township_code};
      break;
    case BulkKind::risk: {
      if (state.risk_class.empty()) return SetRisk{};
      const auto day = CivilDate::parse(state.risk_on);
      if (day && !state.risk_source.empty()) return SetRisk{state.risk_class, state.risk_source, day};
      break;
    }
  }
  return std::nullopt;
}

std::vector<TargetId> ids_of(const BulkState& state) { return {state.chosen.begin(), state.chosen.end()}; }

/// A change and the targets it is for, as one text: what a preview holds for.
std::string signature(const BulkState& state, const BulkChange& change) {
  std::string text = json_of(change);
  for (const TargetId& id : state.chosen) text += id.uuid.text();
  return text;
}

struct Choices {
  std::string_view title;
  std::vector<std::string> labels;
  std::optional<int> now;
};

Choices choices_of(const Ui& ui, const BulkState& state, const Model& model) {
  Choices choices;
  const auto add = [&](std::string_view label, bool is_chosen) {
    if (is_chosen) choices.now = static_cast<int>(choices.labels.size());
    choices.labels.emplace_back(label);
  };
  switch (state.kind) {
    case BulkKind::add_tag:
    case BulkKind::remove_tag:
      choices.title = ui.say(Text::field_tags);
      for (const RegisterTag& tag : known_tags(model)) add(tag.name, state.tag == tag.id);
      break;
    case BulkKind::status:
      choices.title = ui.say(Text::facet_status);
      for (const TargetStatus status : statuses) add(status_words(ui, text_of(status)), state.status == status);
      break;
    case BulkKind::township:
      choices.title = ui.say(Text::facet_township);
      for (const Region& region : townships()) add(region.name, state.township_code == region.code);
      break;
    case BulkKind::risk:
      choices.title = ui.say(Text::field_risk_class);
      for (const std::string_view one : classes)
        add(one.empty() ? std::string(ui.say(Text::class_none)) : class_words(ui, one), state.risk_class == one);
      break;
  }
  return choices;
}

void take_choice(BulkState& state, const Model& model, std::size_t chosen) {
  switch (state.kind) {
    case BulkKind::add_tag:
    case BulkKind::remove_tag:
      state.tag = known_tags(model).at(chosen).id;
      break;
    case BulkKind::status:
      state.status = statuses.at(chosen);
      break;
    case BulkKind::township:
      state.township_code = townships()[chosen].code;
      break;
    case BulkKind::risk:
      state.risk_class = classes.at(chosen);
      break;
  }
}

void draw_kinds(Ui& ui, Column& column, BulkState& state, const SessionModel& session) {
  const auto kinds = kinds_for(session);
  std::vector<std::string_view> labels;
  labels.reserve(kinds.size());
  for (const BulkKind kind : kinds) labels.push_back(ui.say(words_of(kind)));
  const auto now = static_cast<int>(std::ranges::find(kinds, state.kind) - kinds.begin());
  const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
  if (const auto chosen = radio_rows(ui, "bulk.kinds", ui.say(Text::bulk_what), at, labels, now))
    state.kind = kinds[static_cast<std::size_t>(*chosen)];
  column.space(space_px::two);
}

void draw_inputs(Ui& ui, Form& form, BulkState& state, const Model& model, bool lacks_change) {
  const Choices choices = choices_of(ui, state, model);
  const std::string_view value =
      choices.now ? std::string_view(choices.labels[static_cast<std::size_t>(*choices.now)]) : std::string_view();
  const bool lacks_value = lacks_change && !choices.now;
  if (form.choice({.id = "bulk.value",
                   .label = choices.title,
                   .placeholder = ui.say(Text::choose_one),
                   .error = lacks_value ? ui.say(Text::choose_one) : std::string_view()},
                  value, state.value_sheet.sheet.open))
    state.value_sheet.sheet.open = true;
  if (state.kind == BulkKind::risk && !state.risk_class.empty()) {
    form.text(
        {.id = "bulk.risk_source",
         .label = ui.say(Text::field_risk_source),
         .characters_max = word_characters_max,
         .error = lacks_change && state.risk_source.empty() ? ui.say(Text::record_incomplete) : std::string_view()},
        state.risk_source);
    form.text({.id = "bulk.risk_on",
               .label = ui.say(Text::field_risk_on),
               .kind = FieldKind::date,
               .characters_max = date_characters_max,
               .placeholder = "2026-01-31",
               .error = lacks_change && !CivilDate::parse(state.risk_on) ? ui.say(Text::record_incomplete)
                                                                         : std::string_view()},
              state.risk_on);
  }
  form.text(
      {.id = "bulk.reason",
       .label = ui.say(Text::record_reason),
       .enter = EnterKey::go,
       .characters_max = record_limits::reason_characters_max,
       .help = ui.say(Text::record_reason_help),
       .error = state.shows_missing && state.reason.empty() ? ui.say(Text::record_reason_missing) : std::string_view()},
      state.reason);
}

std::string names_words(const Ui& ui, const std::vector<std::string>& names) {
  std::string words;
  for (const std::string& name : names) words += (words.empty() ? "" : std::string(ui.say(Text::list_comma))) + name;
  return words.empty() ? words : text(Text::bulk_such_as, ui.language, {{"names", words}});
}

/// What would change, what is so already, and what is refused.
void draw_plan(Ui& ui, Column& column, const BulkAnswer& plan) {
  std::vector<std::pair<std::string, std::string>> lines;
  lines.emplace_back(text(Text::bulk_would_change, ui.language, {{"count", grouped(plan.changing_count)}}),
                     names_words(ui, plan.names));
  if (plan.unchanged_count > 0)
    lines.emplace_back(text(Text::bulk_unchanged, ui.language, {{"count", grouped(plan.unchanged_count)}}), "");
  for (const BulkReason& reason : plan.refused)
    lines.emplace_back(text(Text::bulk_refused, ui.language,
                            {{"count", grouped(reason.count)}, {"reason", record_error_words(ui, reason.error)}}),
                       names_words(ui, reason.names));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& title = lines[i].first;
    const std::string words = lines[i].second.empty() ? title : title + "\n" + lines[i].second;
    const Rect at = column.next(paragraph_height(ui, column.width(), words, type_px::body));
    paragraph(ui, "bulk.plan." + std::to_string(i), at, words, type_px::body, ui.theme->text);
    column.space(space_px::one);
  }
  column.space(space_px::one);
}

void draw_done(Ui& ui, Column& column, BulkState& state, const BulkModel& bulk, Actions& actions) {
  const std::string words = text(Text::bulk_done, ui.language, {{"count", grouped(bulk.changed_count)}});
  const Banner what{.id = "bulk.done", .tone = Tone::success, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
  Form form(ui, column, "bulk.after");
  form.error(record_error_words(ui, bulk.undo.error));
  const FormAnswer answer = form.submit({.label = ui.say(Text::bulk_undo),
                                         .icon = Icon::undo,
                                         .is_under_way = bulk.undo.is_under_way,
                                         .enabled = bulk.changed_count > 0,
                                         .other = ui.say(Text::close)});
  if (answer == FormAnswer::submitted)
    actions.records.emplace_back(UndoBulk{std::string(ui.say(Text::bulk_undo_reason))});
  if (answer == FormAnswer::other) state.sheet.open = false;
}

void draw_choosing(Ui& ui, Column& column, BulkState& state, const Model& model, Actions& actions) {
  const BulkModel& bulk = model.records.bulk;
  const std::string count =
      text(Text::bulk_chosen, ui.language, {{"count", grouped(static_cast<long long>(state.chosen.size()))}});
  paragraph(ui, "bulk.count", column.next(paragraph_height(ui, column.width(), count, type_px::body)), count,
            type_px::body, ui.theme->text_secondary);
  column.space(space_px::one);
  draw_kinds(ui, column, state, model.session);
  const auto change = change_of(state);
  const bool is_previewed = bulk.plan && change && signature(state, *change) == state.previewed;
  if (bulk.plan && !is_previewed && !bulk.carry_out.is_under_way) actions.records.emplace_back(ForgetBulk{});
  Form form(ui, column, "bulk");
  draw_inputs(ui, form, state, model, state.shows_missing && !change);
  form.error(record_error_words(ui, bulk.preview.error ? bulk.preview.error : bulk.carry_out.error));
  if (is_previewed) draw_plan(ui, column, *bulk.plan);
  const std::string confirm =
      is_previewed ? text(Text::bulk_confirm, ui.language, {{"count", grouped(bulk.plan->changing_count)}})
                   : std::string();
  const FormAnswer answer = form.submit({.label = is_previewed ? std::string_view(confirm) : ui.say(Text::bulk_preview),
                                         .icon = is_previewed ? Icon::check : Icon::show,
                                         .is_under_way = bulk.preview.is_under_way || bulk.carry_out.is_under_way,
                                         .enabled = !is_previewed || bulk.plan->changing_count > 0});
  if (answer != FormAnswer::submitted) return;
  state.shows_missing = !change || state.reason.empty();
  if (state.shows_missing) return;
  if (is_previewed) {
    actions.records.emplace_back(CarryOutBulk{ids_of(state), *change, state.reason});
  } else {
    state.previewed = signature(state, *change);
    actions.records.emplace_back(PreviewBulk{ids_of(state), *change});
  }
}

void notice_changes(Ui& ui, BulkState& state, const BulkModel& bulk) {
  if (is_taken(state.outs_seen, bulk.carry_out)) {
    state.chosen.clear();
    state.is_choosing = false;
    state.reason.clear();
  }
  if (!is_taken(state.undos_seen, bulk.undo)) return;
  std::string words = text(Text::bulk_undone, ui.language, {{"count", grouped(bulk.restored_count)}});
  if (bulk.left_count > 0)
    words += std::string(ui.say(Text::list_comma)) +
             text(Text::bulk_left, ui.language, {{"count", grouped(bulk.left_count)}});
  show_toast(ui, "bulk.undone", words);
  state.sheet.open = false;
}

struct BarButton {
  std::string_view id;
  std::string label;
  ButtonOptions options;
};
std::vector<BarButton> bar_buttons(const Ui& ui, const BulkState& state, const RegisterModel& model) {
  const std::size_t found = model.list ? model.list->size() : 0;
  std::vector<BarButton> buttons;
  buttons.push_back({"bulk.change",
                     std::string(ui.say(Text::bulk_change)),
                     {.kind = ButtonKind::primary, .icon = Icon::edit, .enabled = !state.chosen.empty()}});
  buttons.push_back({"bulk.all",
                     text(Text::bulk_choose_all, ui.language, {{"count", grouped(static_cast<long long>(found))}}),
                     {.kind = ButtonKind::secondary, .enabled = found > 0}});
  if (!state.chosen.empty())
    buttons.push_back({"bulk.none", std::string(ui.say(Text::bulk_choose_none)), {.kind = ButtonKind::text}});
  buttons.push_back({"bulk.end", std::string(ui.say(Text::bulk_end)), {.kind = ButtonKind::text}});
  return buttons;
}

void say_too_many(Ui& ui) {
  show_toast(ui, "bulk.many",
             text(Text::bulk_too_many, ui.language, {{"max", grouped(static_cast<long long>(chosen_max))}}));
}

void choose_all(Ui& ui, BulkState& state, const RegisterModel& model) {
  if (model.list->size() > chosen_max) return say_too_many(ui);
  state.chosen.clear();
  for (std::size_t i = 0; i < model.list->size(); ++i) state.chosen.insert(model.index->id(model.list->row_at(i)));
}

void press(Ui& ui, std::string_view id, BulkState& state, const RegisterModel& model) {
  if (id == "bulk.change") state.sheet.open = true;
  if (id == "bulk.all") choose_all(ui, state, model);
  if (id != "bulk.change" && id != "bulk.all") state.chosen.clear();
  if (id == "bulk.end") state.is_choosing = false;
}

/// All in one row; where they don't fit, the first of them and a menu of the others.
void draw_bar_buttons(Ui& ui, const Rect& row, BulkState& state, const RegisterModel& model) {
  const auto buttons = bar_buttons(ui, state, model);
  float width = -space_px::one;
  for (const BarButton& one : buttons) width += button_width(ui, one.label, one.options) + space_px::one;
  const bool all_fit = width <= row.width;
  const float room = row.width - (all_fit ? 0 : control_px + space_px::one);
  Flow flow({row.x, row.y, room, 0}, control_px);
  for (const BarButton& one : std::span(buttons).first(all_fit ? buttons.size() : 1)) {
    const Rect at = flow.next(std::min(room, button_width(ui, one.label, one.options)));
    if (button(ui, std::string(one.id), one.label, at, one.options)) press(ui, one.id, state, model);
  }
  if (all_fit) return;
  const Rect more{row.right() - control_px, row.y, control_px, control_px};
  const IconButtonOptions options{.expanded = state.more_open, .popup = Popup::menu};
  if (icon_button(ui, "bulk.more", Icon::more_vertical, ui.say(Text::more_actions),
                  {more.x + more.width / 2, more.y + more.height / 2}, options)) {
    state.more_open = true;
    state.more_anchor = more;
  }
}

/// What does not fit beside the first button.
void draw_more_menu(Ui& ui, BulkState& state, const RegisterModel& model) {
  if (!state.more_open || !model.list) return;
  const auto buttons = bar_buttons(ui, state, model);
  std::vector<MenuItem> items;
  for (const BarButton& one : std::span(buttons).subspan(1)) items.push_back({.label = one.label});
  const auto chosen = menu(ui, state.more_open, "bulk.more.menu", ui.say(Text::more_actions), state.more_anchor, items);
  if (chosen) press(ui, buttons.at(static_cast<std::size_t>(*chosen) + 1).id, state, model);
}

}  // namespace

float bulk_bar_height(const Ui&) { return control_px + line_height(type_px::small) + 3 * space_px::one; }

void draw_bulk_bar(Ui& ui, const Rect& rect, BulkState& state, const RegisterModel& model) {
  fill({rect.x, rect.y, rect.width, 1}, ui.theme->line);
  const Rect column = content_column(ui, rect);
  const std::string count =
      text(Text::bulk_chosen, ui.language, {{"count", grouped(static_cast<long long>(state.chosen.size()))}});
  const Rect line{column.x, rect.y + space_px::one, column.width, line_height(type_px::small)};
  draw_text(ui, line, count, type_px::small, ui.theme->text);
  ui.semantics.add({.role = Role::status, .id = "bulk.chosen", .name = count, .rect = line});
  draw_bar_buttons(ui, {column.x, line.bottom() + space_px::one, column.width, control_px}, state, model);
}

void choose_for_bulk(Ui& ui, BulkState& state, const TargetId& id) {
  if (state.chosen.erase(id) > 0) return;
  if (state.chosen.size() == chosen_max) return say_too_many(ui);
  state.chosen.insert(id);
}

void draw_bulk_layers(Ui& ui, BulkState& state, const Model& model, Actions& actions) {
  const BulkModel& bulk = model.records.bulk;
  const bool was_open = state.sheet.open;
  notice_changes(ui, state, bulk);
  auto sheet = begin_sheet(ui, state.sheet, {.id = "bulk.sheet", .title = ui.say(Text::bulk_begin)});
  if (sheet) {
    Column& column = sheet->page.column;
    if (bulk.edit)
      draw_done(ui, column, state, bulk, actions);
    else
      draw_choosing(ui, column, state, model, actions);
    end_sheet_content(ui, state.sheet, *sheet);
    end_sheet(ui);
  }
  draw_more_menu(ui, state, model.targets);
  // Until it is told what became of it, it stays open; and what was carried out can be taken back while it is.
  if (was_open && (bulk.carry_out.is_under_way || bulk.undo.is_under_way)) state.sheet.open = true;
  if (was_open && !state.sheet.open) actions.records.emplace_back(ForgetBulk{});
  if (!state.sheet.open) return;
  const Choices choices = choices_of(ui, state, model);
  const std::vector<std::string_view> labels(choices.labels.begin(), choices.labels.end());
  if (const auto chosen = choice_sheet(ui, state.value_sheet, "bulk.values", choices.title, labels, choices.now))
    take_choice(state, model, static_cast<std::size_t>(*chosen));
}

}  // namespace mingchou::client
