// The result of a draw: who is inspected by whom, how much each inspector has, and the changes since.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "client/app/screens/draw_parts.h"
#include "client/app/screens/draw_words.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/register_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::draw_page {
namespace {

/// Of all rows alike, so that thousands cost nothing that is not seen.
constexpr float place_px = 76, load_px = 60;
/// Rows beyond the viewport that are drawn, so that screen readers go on.
constexpr float around_px = 600;
constexpr std::size_t search_from = 8;

bool is_near(const Rect& at, const Rect& viewport) {
  return at.bottom() >= viewport.y - around_px && at.y <= viewport.bottom() + around_px;
}

std::string name_of(const Ui& ui, const DrawPlaces& places, const DrawPlace& place) {
  return place.target.empty() ? std::string(ui.say(Text::draw_place_empty)) : target_words(places, place.target);
}

// --- targets

std::vector<std::size_t> found_places(const DrawPlaces& places, const std::string& query) {
  std::vector<std::size_t> found;
  found.reserve(places.places.size());
  for (std::size_t i = 0; i < places.places.size(); ++i) {
    const DrawPlace& place = places.places[i];
    const bool fits =
        query.empty() || place.target.contains(query) || target_words(places, place.target).contains(query);
    if (fits) found.push_back(i);
  }
  return found;
}

void draw_search(Ui& ui, Column& column, ResultState& state, std::size_t count) {
  if (count < search_from) return state.query.clear();
  text_field(ui,
             {.id = "draw.search",
              .label = ui.say(Text::draw_result_search),
              .placeholder = ui.say(Text::draw_result_search),
              .kind = FieldKind::search,
              .enter = EnterKey::search,
              .characters_max = 60},
             column.next(control_px), state.query);
  column.space(space_px::one_and_half);
}

void open_place(ResultState& state, const DrawPlace& place) {
  state.drawn = place.drawn;
  state.proposes = false;
  state.slot.reset();
  state.place.open = true;
}

void draw_targets(Ui& ui, Column& column, const Rect& viewport, ResultState& state, const Model& model,
                  const DrawPlaces& places) {
  draw_search(ui, column, state, places.places.size());
  const auto found = found_places(places, state.query);
  if (found.empty()) {
    notice(ui, column.next(200),
           {.id = "draw.nothing", .icon = Icon::search, .title = ui.say(Text::draw_result_not_found)});
    return;
  }
  card(ui, {column.x(), column.y(), column.width(), place_px * static_cast<float>(found.size())});
  for (const std::size_t i : found) {
    const Rect at = column.next(place_px);
    if (!is_near(at, viewport)) continue;
    const DrawPlace& place = places.places[i];
    const std::string title = std::to_string(i + 1) + ". " + name_of(ui, places, place);
    const std::string team = team_words(ui, model, places, place);
    const bool is_substitute = !place.target.empty() && place.target != place.drawn;
    const std::string name = title + "，" + team;
    const RowOptions options{.title = title,
                             .detail = team,
                             .trailing = is_substitute ? ui.say(Text::draw_place_substituted) : std::string_view(),
                             .chevron = true,
                             .separator = i != found.back(),
                             .title_lines_max = 1,
                             .name = name};
    if (list_row(ui, "draw.place." + std::to_string(i), at, options)) open_place(state, place);
  }
}

// --- load

std::vector<std::pair<std::string, int>> loads_of(const DrawPlaces& places) {
  std::map<std::string, int> counts;
  for (const DrawPlace& place : places.places)
    if (!place.target.empty())
      for (const std::string& inspector : place.inspectors)
        if (!inspector.empty()) ++counts[inspector];
  std::vector<std::pair<std::string, int>> loads(counts.begin(), counts.end());
  std::ranges::stable_sort(loads, [](const auto& a, const auto& b) { return a.second > b.second; });
  return loads;
}

void draw_loads(Ui& ui, Column& column, const Rect& viewport, const Model& model, const DrawPlaces& places) {
  const auto loads = loads_of(places);
  if (loads.empty()) {
    notice(ui, column.next(200), {.id = "draw.nobody", .icon = Icon::users, .title = ui.say(Text::draw_load_none)});
    return;
  }
  card(ui, {column.x(), column.y(), column.width(), load_px * static_cast<float>(loads.size()) + space_px::one});
  const float most = static_cast<float>(loads.front().second);
  for (const auto& [inspector, count] : loads) {
    const Rect at = column.next(load_px).inset(0);
    if (!is_near(at, viewport)) continue;
    const std::string name = inspector_words(ui, model, places, inspector);
    const std::string load = text(Text::draw_load, ui.language, {{"count", grouped(count)}});
    const Rect inside{at.x + space_px::two, at.y + space_px::one, at.width - 2 * space_px::two, at.height};
    const float words_px = line_height(type_px::body), load_width = text_width(ui, load, type_px::body) + 1;
    draw_text(ui, {inside.x, inside.y, inside.width - load_width - space_px::two, words_px}, name, type_px::body,
              ui.theme->text, Align::start, Fit::may_elide);
    draw_text(ui, {inside.right() - load_width, inside.y, load_width, words_px}, load, type_px::body,
              ui.theme->text_secondary, Align::end);
    progress_bar(ui, "draw.load.bar." + inspector, {inside.x, inside.y + words_px + space_px::half, inside.width, 8},
                 static_cast<float>(count) / most);
    ui.semantics.add({.role = Role::text, .id = "draw.load." + inspector, .name = name + "，" + load, .rect = at});
  }
  column.space(space_px::one);
}

// --- changes

std::string change_words(const Ui& ui, const Model& model, const DrawPlaces& places, const DrawChange& change) {
  if (change.substitution)
    return text(Text::draw_change_leaves, ui.language,
                {{"name", target_words(places, change.target)}, {"reason", reason_words(ui, *change.substitution)}});
  std::string leaving = change.left;
  if (leaving.empty() && change.state == ChangeState::proposed) {
    const auto place = std::ranges::find(places.places, change.target, &DrawPlace::target);
    const auto slot = static_cast<std::size_t>(change.slot.value_or(0));
    if (place != places.places.end() && slot < place->inspectors.size()) leaving = place->inspectors[slot];
  }
  return text(Text::draw_change_replaces, ui.language,
              {{"target", target_words(places, change.target)},
               {"name", inspector_words(ui, model, places, leaving)},
               {"reason", reason_words(ui, *change.replacement)}});
}

std::string change_detail(const Ui& ui, const Model& model, const DrawPlaces& places, const DrawChange& change) {
  std::string words =
      text(Text::draw_change_proposed, ui.language,
           {{"by", change.proposed_by}, {"moment", moment_text(change.proposed_at, model.today, ui.language)}});
  if (change.state != ChangeState::confirmed) return words;
  words += " · " + text(Text::draw_change_confirmed, ui.language, {{"by", change.confirmed_by}}) + " · ";
  if (change.came.empty()) return words + std::string(ui.say(Text::draw_change_nobody));
  const std::string name =
      change.substitution ? target_words(places, change.came) : inspector_words(ui, model, places, change.came);
  return words + text(Text::draw_change_came, ui.language, {{"name", name}});
}

void draw_change_deeds(Ui& ui, Column& column, ResultState& state, const Model& model, const DrawChange& change,
                       Actions& actions) {
  const OpenDraw& open = model.draws.open;
  const std::string id = "draw.change." + change.id.text();
  const bool is_own = model.session.user && model.session.user->login == change.proposed_by;
  if (is_own)
    column.space(paragraph(ui, id + ".own", {column.x(), column.y(), column.width(), 0}, ui.say(Text::draw_change_own),
                           type_px::small, ui.theme->text_secondary) +
                 space_px::one);
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto deed = [&](const char* suffix, Text words, ButtonKind kind, bool enabled) {
    const auto label = ui.say(words);
    const ButtonOptions options{.kind = kind, .enabled = enabled};
    return button(ui, id + suffix, label, flow.next(button_width(ui, label, options)), options);
  };
  if (!is_own && deed(".confirm", Text::draw_change_confirm, ButtonKind::primary, !open.confirm.is_under_way))
    state.confirming = change.id;
  if (deed(".withdraw", Text::draw_change_withdraw, ButtonKind::text, !open.withdraw.is_under_way))
    actions.draws.emplace_back(WithdrawDrawChange{change.id});
  column.space(flow.used() + space_px::one);
}

void draw_change_file(Ui& ui, Column& column, const OpenDraw& open, Actions& actions) {
  const auto label = ui.say(Text::draw_changes_file);
  const ButtonOptions options{
      .kind = ButtonKind::secondary, .icon = Icon::download, .enabled = !open.change_file.is_under_way};
  const Rect row = column.next(control_px);
  if (button(ui, "draw.changes.file", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
    actions.draws.emplace_back(SaveDrawChanges{});
  column.space(space_px::one_and_half);
}

void draw_changes(Ui& ui, Column& column, const Rect& viewport, ResultState& state, const Model& model,
                  const DrawPlaces& places, const Rights& rights, Actions& actions) {
  const auto& changes = model.draws.open.changes.value;
  if (!changes || changes->empty()) {
    notice(ui, column.next(200),
           {.id = "draw.unchanged", .icon = Icon::undo, .title = ui.say(Text::draw_changes_none)});
    return;
  }
  if (rights.may_audit && std::ranges::contains(*changes, ChangeState::confirmed, &DrawChange::state))
    draw_change_file(ui, column, model.draws.open, actions);
  // The newest first.
  for (auto change = changes->rbegin(); change != changes->rend(); ++change) {
    const DrawLook look = look_of(change->state);
    const std::string title = change_words(ui, model, places, *change);
    const std::string detail = change_detail(ui, model, places, *change);
    const RowOptions options{.title = title,
                             .detail = detail,
                             .icon = look.icon,
                             .icon_tone = look.tone,
                             .trailing = ui.say(look.words),
                             .separator = false,
                             .title_lines_max = 4,
                             .detail_fit = Fit::whole};
    const Rect at = column.next(row_height(ui, column.width(), options));
    if (!is_near(at, viewport)) continue;
    card(ui, at);
    static_row(ui, "draw.change." + change->id.text(), at, options);
    column.space(space_px::one);
    if (change->state == ChangeState::proposed && rights.may_take_part)
      draw_change_deeds(ui, column, state, model, *change, actions);
  }
}

// --- the sheet of one place

template <class Reason>
constexpr int reason_count = 5;

template <class Reason>
void draw_reasons(Ui& ui, Column& column, ResultState& state) {
  std::array<std::string_view, reason_count<Reason>> labels;
  for (int i = 0; i < reason_count<Reason>; ++i)
    labels.at(static_cast<std::size_t>(i)) = reason_words(ui, static_cast<Reason>(i));
  const auto title = ui.say(Text::draw_change_reason);
  column.space(paragraph(ui, "draw.reason.title", {column.x(), column.y(), column.width(), 0}, title, type_px::small,
                         ui.theme->text) +
               space_px::half);
  const Rect at = column.next(radio_rows_height(ui, column.width(), labels));
  if (const auto chosen = radio_rows(ui, "draw.reason", title, at, labels, state.reason)) state.reason = chosen;
  column.space(space_px::two);
}

void draw_evidence(Ui& ui, Column& column, ResultState& state, const std::optional<Evidence>& evidence,
                   Actions& actions) {
  const auto title = ui.say(Text::draw_evidence);
  column.space(paragraph(ui, "draw.evidence.title", {column.x(), column.y(), column.width(), 0}, title, type_px::small,
                         ui.theme->text) +
               space_px::half);
  const auto label = ui.say(Text::draw_evidence_choose);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::attach};
  const Rect row = column.next(control_px);
  if (button(ui, "draw.evidence", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options)) {
    state.evidence_for = state.drawn;
    actions.draws.emplace_back(ChooseEvidence{});
  }
  column.space(space_px::one);
  const bool is_unread = evidence && evidence->hash.empty();
  const bool is_missing = !evidence && state.shows_missing;
  const std::string words = is_unread    ? std::string(ui.say(Text::draw_evidence_large))
                            : is_missing ? std::string(ui.say(Text::draw_evidence_missing))
                            : evidence   ? evidence->name + " · " + first_of_hash(evidence->hash)
                                         : std::string(ui.say(Text::draw_evidence_help));
  const Color ink = is_unread || is_missing ? ui.theme->danger_text : ui.theme->text_secondary;
  column.space(
      paragraph(ui, "draw.evidence.words", {column.x(), column.y(), column.width(), 0}, words, type_px::small, ink) +
      space_px::two);
}

void draw_proposal(Ui& ui, Column& column, ResultState& state, const Model& model, const DrawPlace& place,
                   Actions& actions) {
  const OpenDraw& open = model.draws.open;
  const auto evidence = state.evidence_for == place.drawn ? model.draws.evidence : std::nullopt;
  const Text help = state.slot ? Text::draw_replace_help : Text::draw_substitute_help;
  column.space(paragraph(ui, "draw.proposal.help", {column.x(), column.y(), column.width(), 0}, ui.say(help),
                         type_px::small, ui.theme->text_secondary) +
               space_px::two);
  if (state.slot) {
    draw_reasons<draw::ReplacementReason>(ui, column, state);
  } else {
    draw_reasons<draw::SubstitutionReason>(ui, column, state);
    draw_evidence(ui, column, state, evidence, actions);
  }
  Form form(ui, column, "draw.proposal");
  form.error(draw_error_words(ui, open.propose.error));
  const FormAnswer answer = form.submit({.label = ui.say(Text::draw_propose),
                                         .is_under_way = open.propose.is_under_way,
                                         .enabled = state.reason.has_value(),
                                         .other = ui.say(Text::cancel)});
  if (answer == FormAnswer::other) state.proposes = false;
  if (answer != FormAnswer::submitted || !state.reason) return;
  if (state.slot) {
    actions.draws.emplace_back(
        ProposeReplacement{place.target, *state.slot, static_cast<draw::ReplacementReason>(*state.reason)});
    return;
  }
  state.shows_missing = !evidence || evidence->hash.empty();
  if (!state.shows_missing)
    actions.draws.emplace_back(
        ProposeSubstitution{place.target, static_cast<draw::SubstitutionReason>(*state.reason), evidence->hash});
}

void begin_proposal(ResultState& state, std::optional<std::int64_t> slot) {
  state.proposes = true;
  state.slot = slot;
  state.reason.reset();
  state.evidence_for.clear();
  state.shows_missing = false;
}

void draw_place(Ui& ui, Column& column, ResultState& state, const Model& model, const DrawPlaces& places,
                const DrawPlace& place, bool may_propose) {
  const auto target = places.targets.find(place.target);
  const std::string township = target == places.targets.end() || target->second.township.empty()
                                   ? std::string()
                                   : std::string(township_words(target->second.township));
  const std::string drawn = target_words(places, place.drawn);
  std::vector<KeyValue> values{{.key = ui.say(Text::draw_place_code), .value = place.target},
                               {.key = ui.say(Text::draw_place_stratum), .value = place.stratum}};
  if (!township.empty()) values.push_back({.key = ui.say(Text::draw_place_township), .value = township});
  if (place.drawn != place.target) values.push_back({.key = ui.say(Text::draw_place_drawn), .value = drawn});
  key_values(ui, "draw.place.facts", column.next(key_values_height(ui, column.width(), values)), values);
  column.space(space_px::two);
  const ButtonOptions plain{.kind = ButtonKind::secondary, .icon = Icon::refresh};
  const auto deed = [&](const std::string& id, const std::string& label) {
    const Rect row = column.next(control_px);
    column.space(space_px::one);
    return button(ui, id, label, {row.x, row.y, std::min(row.width, button_width(ui, label, plain)), row.height},
                  plain);
  };
  if (may_propose && !place.target.empty() && deed("draw.substitute", std::string(ui.say(Text::draw_substitute))))
    begin_proposal(state, std::nullopt);
  if (place.inspectors.empty()) return;
  section_heading(ui, "draw.team", ui.say(Text::draw_place_team), column.next(section_heading_px));
  for (std::size_t slot = 0; slot < place.inspectors.size(); ++slot) {
    const std::string name = inspector_words(ui, model, places, place.inspectors[slot]);
    const std::string id = "draw.slot." + std::to_string(slot);
    if (!may_propose || place.target.empty()) {
      column.space(paragraph(ui, id, {column.x(), column.y(), column.width(), 0}, name, type_px::body, ui.theme->text) +
                   space_px::one);
    } else if (deed(id, text(Text::draw_replace, ui.language, {{"name", name}}))) {
      begin_proposal(state, static_cast<std::int64_t>(slot));
    }
  }
}

void draw_place_sheet(Ui& ui, ResultState& state, const Model& model, const Rights& rights, Actions& actions) {
  const DrawPlaces& places = *model.draws.open.places.value;
  const auto place = std::ranges::find(places.places, state.drawn, &DrawPlace::drawn);
  if (!state.place.open || place == places.places.end()) return;
  const std::string title = name_of(ui, places, *place);
  auto sheet = begin_sheet(ui, state.place, {.id = "draw.place.sheet", .title = title});
  if (!sheet) return;
  if (state.proposes)
    draw_proposal(ui, sheet->page.column, state, model, *place, actions);
  else
    draw_place(ui, sheet->page.column, state, model, places, *place, rights.may_take_part);
  end_sheet_content(ui, state.place, *sheet);
  end_sheet(ui);
}

void ask_confirm(Ui& ui, ResultState& state, const Model& model, Actions& actions) {
  const OpenDraw& open = model.draws.open;
  if (!state.confirming || !open.changes.value) return;
  const auto change = std::ranges::find(*open.changes.value, *state.confirming, &DrawChange::id);
  if (change == open.changes.value->end()) return state.confirming.reset();
  const std::string words = change_words(ui, model, *open.places.value, *change);
  const DialogAnswer answer = dialog(ui, {.id = "draw.confirm.question",
                                          .title = ui.say(Text::draw_change_confirm_question),
                                          .text = words,
                                          .confirm = ui.say(Text::draw_change_confirm),
                                          .cancel = ui.say(Text::cancel)});
  if (answer == DialogAnswer::confirmed) actions.draws.emplace_back(ConfirmDrawChange{change->id});
  if (answer != DialogAnswer::none) state.confirming.reset();
}

}  // namespace

void draw_result(Ui& ui, Column& column, const Rect& viewport, ResultState& state, const Model& model,
                 const Rights& rights, Actions& actions) {
  const OpenDraw& open = model.draws.open;
  section_heading(ui, "draw.result", ui.say(Text::draw_result), column.next(section_heading_px));
  const auto& task = open.task.value;
  if (task && task->is_sealed && model.today <= task->last_day) {
    const std::string words = text(Text::draw_sealed, ui.language, {{"date", date_text(task->last_day, ui.language)}});
    const Banner what{.id = "draw.sealed", .tone = Tone::neutral, .icon = Icon::lock, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
  if (!open.places.value) {
    bool retry = false;
    draw_unread(ui, column.next(240), ui.say(Text::draw_result_failed), open.places, retry);
    if (retry) actions.draws.emplace_back(ReadDrawResult{});
    return;
  }
  const std::array parts{
      Segment{.label = ui.say(Text::draw_tab_targets)}, Segment{.label = ui.say(Text::draw_tab_load)},
      Segment{.label = ui.say(Text::draw_tab_changes)}, Segment{.label = ui.say(Text::draw_tab_conformity)}};
  const Rect at = column.next(segmented_height(ui, column.width(), parts));
  if (const auto chosen = segmented(ui, "draw.tabs", ui.say(Text::draw_result), at, parts, state.tab))
    state.tab = *chosen;
  column.space(space_px::two);
  switch (state.tab) {
    case 0:
      draw_targets(ui, column, viewport, state, model, *open.places.value);
      break;
    case 1:
      draw_loads(ui, column, viewport, model, *open.places.value);
      break;
    case 2:
      draw_changes(ui, column, viewport, state, model, *open.places.value, rights, actions);
      break;
    default:
      draw_conformity(ui, column, open, actions);
  }
  column.space(space_px::two);
}

void draw_result_sheets(Ui& ui, ResultState& state, const Model& model, const Rights& rights, Actions& actions) {
  if (!model.draws.open.places.value) return;
  draw_place_sheet(ui, state, model, rights, actions);
  ask_confirm(ui, state, model, actions);
}

void notice_changes(Ui& ui, ResultState& state, const OpenDraw& open) {
  const auto tell = [&ui](const char* id, Text words) { show_toast(ui, id, std::string(ui.say(words))); };
  if (is_taken(state.proposals_seen, open.propose)) {
    tell("draw.proposed", Text::draw_proposed_toast);
    state.place.open = false;
    state.proposes = false;
    state.tab = 2;
  }
  if (is_taken(state.confirmations_seen, open.confirm)) tell("draw.confirmed", Text::draw_confirmed_toast);
  if (is_taken(state.change_files_seen, open.change_file)) tell("draw.change_file", Text::draw_changes_file_toast);
  if (is_taken(state.withdrawals_seen, open.withdraw)) tell("draw.withdrawn", Text::draw_withdrawn_toast);
}

PrintSheet result_sheet(const Ui& ui, const Model& model) {
  const OpenDraw& open = model.draws.open;
  PrintSheet sheet;
  if (!open.draw.value || !open.places.value) return sheet;
  const Draw& draw = *open.draw.value;
  const DrawPlaces& places = *open.places.value;
  const auto say = [&ui](Text key) { return std::string(ui.say(key)); };
  sheet.title = text(Text::draw_print_title, ui.language,
                     {{"name", open.task.value ? open.task.value->name : say(Text::draw_task_unknown)}});
  if (open.task.value) sheet.facts.emplace_back(say(Text::draw_print_number), open.task.value->number);
  sheet.facts.emplace_back(say(Text::draw_title), draw_round_words(ui, draw));
  sheet.facts.emplace_back(say(Text::draw_plan_hash), grouped_hash(draw.plan_hash));
  sheet.facts.emplace_back(say(Text::draw_result_hash), grouped_hash(draw.result_hash));
  std::string witnesses;
  for (const DrawSeat& seat : draw.seats) witnesses += (witnesses.empty() ? "" : say(Text::list_comma)) + seat.name;
  sheet.facts.emplace_back(say(Text::draw_seats), witnesses);
  for (const DrawValue& value : draw.values)
    sheet.facts.emplace_back(value.name + "（" + value.ref + "）", value.value);
  sheet.columns = {say(Text::draw_print_order), say(Text::draw_tab_targets), say(Text::draw_place_code),
                   say(Text::draw_place_team)};
  sheet.rows.reserve(places.places.size());
  for (std::size_t i = 0; i < places.places.size(); ++i) {
    const DrawPlace& place = places.places[i];
    sheet.rows.push_back(
        {std::to_string(i + 1), name_of(ui, places, place), place.target, team_words(ui, model, places, place)});
  }
  sheet.notes = {text(Text::draw_print_verify, ui.language, {{"address", verify_link(model)}}),
                 say(Text::draw_print_signed)};
  return sheet;
}

}  // namespace mingchou::client::draw_page
