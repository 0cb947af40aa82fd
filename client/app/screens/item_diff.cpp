#include "client/app/screens/item_diff.h"

#include <algorithm>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_changes.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

const ListVersion* version_with(const Model& model, const items::VersionId& id) {
  const auto& versions = model.items.list.versions.value;
  if (!versions) return nullptr;
  const auto found = std::ranges::find(*versions, id, &ListVersion::id);
  return found == versions->end() ? nullptr : &*found;
}

/// What stood before a version: of a draft what it was copied from, else the number before.
const ListVersion* version_before(const Model& model, const ListVersion& version) {
  if (!version.number) return version.based_on ? version_with(model, *version.based_on) : nullptr;
  if (!model.items.list.versions.value) return nullptr;
  for (const ListVersion& other : *model.items.list.versions.value)
    if (other.number == *version.number - 1) return &other;
  return nullptr;
}

const ListVersion* compared_version(const Model& model) {
  const OpenVersion& open = model.items.version;
  return open.compared_with ? version_with(model, *open.compared_with) : version_before(model, *open.version.value);
}

std::string against_words(const Ui& ui, const Model& model) {
  const ListVersion* other = compared_version(model);
  if (!other) return std::string(ui.say(Text::diff_against_nothing));
  return text(Text::diff_against, ui.language, {{"version", version_words(ui, *other)}});
}

void draw_diff(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  if (open.diff.value) return draw_changes(ui, column, changes_of(ui, model, *open.diff.value));
  bool retry = false;
  draw_unread(ui, column.next(280), ui.say(Text::diff_failed), open.diff, retry);
  if (retry) actions.items.emplace_back(ReadItemDiff{open.compared_with});
}

/// Draws what stands in place of a version that is not there; true if it is there.
bool demand_version(Ui& ui, const Rect& rest, const std::string& id, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  if (open.version.value && model.items.list.list.value) return true;
  ui.semantics.open({.role = Role::main, .id = id, .name = {}, .rect = rest});
  bool retry = false;
  draw_unread(ui, rest, ui.say(Text::version_failed),
              open.version.error ? static_cast<const LoadState&>(open.version) : model.items.list.list, retry);
  if (retry) actions.items.emplace_back(OpenItemVersion{model.items.list.id, open.id});
  ui.semantics.close();
  return false;
}

}  // namespace

namespace item_diff_screen {
namespace {

void draw_choice(Ui& ui, State& state, const Model& model, Actions& actions) {
  if (!state.other.sheet.open || !model.items.list.versions.value) return;
  const OpenVersion& open = model.items.version;
  std::vector<std::string> names;
  std::vector<items::VersionId> ids;
  std::optional<int> now;
  const ListVersion* compared = compared_version(model);
  for (const ListVersion& version : *model.items.list.versions.value) {
    if (version.id == open.id) continue;
    if (compared && compared->id == version.id) now = static_cast<int>(ids.size());
    ids.push_back(version.id);
    const std::string term = term_words(ui, version);
    names.push_back(version_words(ui, version) + (term.empty() ? "" : " · " + term));
  }
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const auto chosen = choice_sheet(ui, state.other, "diff.versions", ui.say(Text::diff_choose), labels, now);
  if (!chosen) return;
  actions.go = route_of({.screen = Screen::item_diff,
                         .list = model.items.list.id,
                         .version = open.id,
                         .other = ids[static_cast<std::size_t>(*chosen)]});
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  const std::string detail = open.version.value ? version_words(ui, *open.version.value) : std::string();
  const Rect rest =
      draw_header(ui, rect, {.title = ui.say(Text::diff_title), .detail = detail, .back = true}, actions).rest;
  if (!demand_version(ui, rest, "diff.page", model, actions)) return;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "diff.page", .name = {}, .rect = rest});
  const std::string against = against_words(ui, model);
  const ChipOptions choose{.kind = ChipKind::open, .selected = true};
  const Rect row = page.column.next(control_px);
  if (chip(ui, "diff.other", against, {row.x, row.y, std::min(row.width, chip_width(ui, against, choose)), row.height},
           choose))
    state.other.sheet.open = true;
  page.column.space(space_px::one_and_half);
  draw_diff(ui, page.column, model, actions);
  end_page(ui, state.page, page);
  draw_choice(ui, state, model, actions);
}

}  // namespace item_diff_screen

namespace item_issue_screen {
namespace {

constexpr int line_max = static_cast<int>(items::line_characters_max);

void notice_answers(Ui& ui, State& state, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  if (state.of != open.id) {
    const unsigned seen = open.issue.answers;
    PageState page = state.page;
    state = {};
    state.page = page;
    state.of = open.id;
    state.answers_seen = seen;
    state.approved_on = model.today.text();
  }
  if (!is_taken(state.answers_seen, open.issue)) return;
  for (std::string* text : {&state.approved_by, &state.document_number, &state.reason}) text->clear();
  show_toast(ui, "items.issued", std::string(ui.say(Text::issue_done)));
  actions.back = !open.issue.was_left;
}

void send(State& state, std::int64_t revision, Actions& actions) {
  const auto from = typed_day(state.effective_from), approved = typed_day(state.approved_on);
  state.shows_missing =
      !from || !approved || state.approved_by.empty() || state.document_number.empty() || state.reason.empty();
  if (state.shows_missing) return;
  actions.items.emplace_back(IssueItemList{.effective_from = *from,
                                           .approved_on = *approved,
                                           .approved_by = state.approved_by,
                                           .document_number = state.document_number,
                                           .reason = state.reason,
                                           .revision = revision});
}

void draw_fields(Ui& ui, Form& form, State& state) {
  const auto day = [&](const char* id, Text label, std::string& value) {
    const bool is_wrong = state.shows_missing && !typed_day(value);
    form.text({.id = id,
               .label = ui.say(label),
               .kind = FieldKind::date,
               .characters_max = 20,
               .placeholder = "2026-01-31",
               .help = ui.say(Text::day_help),
               .error = is_wrong ? ui.say(Text::day_wrong) : std::string_view()},
              value);
  };
  const auto line = [&](const char* id, Text label, FieldKind kind, int characters_max, std::string_view help,
                        std::string& value) {
    form.text({.id = id,
               .label = ui.say(label),
               .kind = kind,
               .characters_max = characters_max,
               .help = help,
               .error = state.shows_missing && value.empty() ? ui.say(Text::fill_in) : std::string_view()},
              value);
  };
  day("issue.approved_on", Text::version_approved_on, state.approved_on);
  line("issue.approved_by", Text::version_approved_by, FieldKind::text, line_max, ui.say(Text::issue_approved_by_help),
       state.approved_by);
  line("issue.document", Text::version_document, FieldKind::text, line_max, {}, state.document_number);
  day("issue.effective_from", Text::version_effective, state.effective_from);
  line("issue.reason", Text::version_reason, FieldKind::multiline, static_cast<int>(items::reason_characters_max),
       ui.say(Text::issue_reason_help), state.reason);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  notice_answers(ui, state, model, actions);
  const std::string owner =
      model.items.list.list.value ? owner_words(ui, model, model.items.list.list.value->owner) : std::string();
  const Rect rest =
      draw_header(ui, rect, {.title = ui.say(Text::issue_title), .detail = owner, .back = true}, actions).rest;
  if (!demand_version(ui, rest, "issue.page", model, actions)) return;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "issue.page", .name = {}, .rect = rest});
  Column& column = page.column;
  const std::string against = against_words(ui, model);
  section_heading(ui, "issue.against", against, column.next(section_heading_px));
  draw_diff(ui, column, model, actions);
  section_heading(ui, "issue.how", ui.say(Text::issue_heading), column.next(section_heading_px));
  Column narrow({column.x(), column.y(), std::min(column.width(), text_width_px_max), 0});
  narrow.space(
      paragraph(ui, "issue.help", narrow.next(0), ui.say(Text::issue_help), type_px::small, ui.theme->text_secondary));
  narrow.space(space_px::two);
  {
    Form form(ui, narrow, "issue");
    draw_fields(ui, form, state);
    form.error(item_error_words(ui, open.issue.error));
    const bool is_draft = open.version.value->state == items::State::draft;
    if (form.submit({.label = ui.say(Text::issue_submit),
                     .icon = Icon::stamp,
                     .is_under_way = open.issue.is_under_way,
                     .enabled = is_draft && open.diff.value.has_value()}) == FormAnswer::submitted)
      send(state, open.version.value->revision, actions);
  }
  column.space(narrow.used());
  end_page(ui, state.page, page);
}

}  // namespace item_issue_screen
}  // namespace mingchou::client
