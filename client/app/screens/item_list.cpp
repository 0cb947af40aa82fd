#include "client/app/screens/item_list.h"

#include <algorithm>
#include <string>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::item_list_screen {
namespace {

void notice_answers(Ui& ui, State& state, const OpenList& open, Actions& actions) {
  if (is_taken(state.reviews_seen, open.review)) {
    state.review.open = false;
    state.note.clear();
    show_toast(ui, "items.reviewed", std::string(ui.say(Text::review_saved)));
  }
  if (!is_taken(state.drafts_seen, open.make_draft) || !open.made) return;
  show_toast(ui, "items.draft", std::string(ui.say(Text::draft_made)));
  if (open.make_draft.was_left) return;
  actions.go = route_of({.screen = Screen::item_version, .list = open.id, .version = *open.made});
}

void draw_error(Ui& ui, Column& column, const std::optional<Error>& error) {
  const std::string words = item_error_words(ui, error);
  if (words.empty()) return;
  const Banner what{.id = "list.error", .tone = Tone::danger, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

/// What is due of this list, each where it is done.
void draw_duties(Ui& ui, Column& column, const Model& model, const ItemList& list, Actions& actions) {
  if (!model.items.duties.value) return;
  int number = 0;
  for (const items::Duty& duty : *model.items.duties.value) {
    if (duty.owner != list.owner) continue;
    const std::string words = duty_words(ui, duty) + " · " + duty_due_words(ui, duty);
    const bool leads = duty.version_id.has_value();
    const Banner what{.id = "list.duty." + std::to_string(number++),
                      .tone = duty.is_overdue ? Tone::danger : Tone::warning,
                      .icon = duty.is_overdue ? Icon::overdue : Icon::deadline,
                      .text = words,
                      .action = leads ? ui.say(Text::list_see) : std::string_view()};
    const BannerAnswer answer = banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    if (answer == BannerAnswer::action) actions.go = duty_route(duty);
    column.space(space_px::one);
  }
  if (number > 0) column.space(space_px::one);
}

/// The version that a new draft starts from: what holds now or next.
const ListVersion* base_of(const ItemList& list) {
  const ListVersion* upcoming = list.with(items::Standing::upcoming);
  return upcoming ? upcoming : list.with(items::Standing::in_force);
}

void draw_deeds(Ui& ui, Column& column, State& state, const Model& model, const ItemList& list, Actions& actions) {
  const OpenList& open = model.items.list;
  const ListVersion* draft = list.with(items::Standing::draft);
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto deed = [&](const char* id, Text words, const ButtonOptions& options) {
    const auto label = ui.say(words);
    return button(ui, id, label, flow.next(button_width(ui, label, options)), options);
  };
  const ListVersion* base = base_of(list);
  if (draft) {
    if (deed("list.draft", Text::draft_open, {.icon = Icon::edit}))
      actions.go = route_of({.screen = Screen::item_version, .list = list.id, .version = draft->id});
  } else if (deed("list.draft", base ? Text::draft_make : Text::draft_make_first,
                  {.icon = Icon::add, .enabled = !open.make_draft.is_under_way})) {
    actions.items.emplace_back(MakeItemDraft{base ? std::optional(base->id) : std::nullopt});
  }
  const int year = model.today.year();
  const bool is_reviewed = open.reviews.value && std::ranges::contains(*open.reviews.value, year, &ListReview::year);
  if (list.with(items::Standing::in_force) && !is_reviewed &&
      deed("list.review", Text::review_deed, {.kind = ButtonKind::secondary, .icon = Icon::result}))
    state.review.open = true;
  column.space(flow.used() + space_px::two);
}

struct VersionRow {
  const ListVersion* version = nullptr;
  std::string title, detail;
};

RowOptions options_of(const Ui& ui, const VersionRow& row, bool is_last) {
  const StandingLook look = look_of(*row.version);
  return {.title = row.title,
          .detail = row.detail,
          .icon = look.icon,
          .icon_tone = look.tone,
          .trailing = ui.say(look.words),
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = Role::link};
}

VersionRow row_of(const Ui& ui, const ListVersion& version) {
  VersionRow row{&version, version_words(ui, version), term_words(ui, version)};
  const std::string count = text(Text::version_items, ui.language, {{"count", std::to_string(version.item_count)}});
  row.detail += (row.detail.empty() ? "" : " · ") + count;
  if (!version.reason.empty()) row.detail += " · " + version.reason;
  return row;
}

void draw_versions(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const OpenList& open = model.items.list;
  section_heading(ui, "list.versions", ui.say(Text::versions_heading), column.next(section_heading_px));
  if (!open.versions.value || open.versions.value->empty()) {
    const RowOptions none{.title = ui.say(open.versions.value ? Text::versions_none : Text::items_loading),
                          .detail = open.versions.value ? ui.say(Text::versions_none_advice) : std::string_view(),
                          .icon = Icon::document,
                          .icon_tone = Tone::neutral,
                          .separator = false,
                          .detail_fit = Fit::whole};
    const Rect at = column.next(row_height(ui, column.width(), none));
    card(ui, at);
    static_row(ui, "list.versions.none", at, none);
    return;
  }
  std::vector<VersionRow> rows;
  float height = 0;
  for (const ListVersion& version : *open.versions.value) {
    rows.push_back(row_of(ui, version));
    height += row_height(ui, column.width(), options_of(ui, rows.back(), false));
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const VersionRow& row : rows) {
    const RowOptions options = options_of(ui, row, &row == &rows.back());
    const Rect at = column.next(row_height(ui, column.width(), options));
    if (list_row(ui, "list.version." + row.version->id.uuid.text(), at, options))
      actions.go = route_of({.screen = Screen::item_version, .list = open.id, .version = row.version->id});
  }
}

void draw_reviews(Ui& ui, Column& column, const Model& model) {
  const auto& reviews = model.items.list.reviews.value;
  if (!reviews || reviews->empty()) return;
  column.space(space_px::two);
  section_heading(ui, "list.reviews", ui.say(Text::review_heading), column.next(section_heading_px));
  std::vector<std::string> titles, details;
  for (const ListReview& review : *reviews) {
    titles.push_back(text(Text::review_row, ui.language, {{"year", std::to_string(review.year)}}));
    details.push_back(review.note + " · " + review.recorded_by + " · " +
                      moment_text(review.recorded_at, model.today, ui.language));
  }
  const auto options_at = [&](std::size_t i) {
    return RowOptions{.title = titles[i],
                      .detail = details[i],
                      .icon = Icon::result,
                      .icon_tone = Tone::success,
                      .separator = i + 1 < titles.size(),
                      .detail_fit = Fit::whole};
  };
  float height = 0;
  for (std::size_t i = 0; i < titles.size(); ++i) height += row_height(ui, column.width(), options_at(i));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const RowOptions options = options_at(i);
    static_row(ui, "list.review." + std::to_string(i), column.next(row_height(ui, column.width(), options)), options);
  }
}

void draw_review_sheet(Ui& ui, State& state, const Model& model, Actions& actions) {
  const Submission& review = model.items.list.review;
  const int year = model.today.year();
  const std::string title = text(Text::review_title, ui.language, {{"year", std::to_string(year)}});
  auto sheet = begin_sheet(ui, state.review, {.id = "list.review.sheet", .title = ui.say(Text::review_deed)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  column.space(paragraph(ui, "list.review.title", column.next(0), title, type_px::body, ui.theme->text));
  column.space(space_px::two);
  {
    Form form(ui, column, "list.review.form");
    form.text({.id = "list.review.note",
               .label = ui.say(Text::review_note),
               .kind = FieldKind::multiline,
               .characters_max = static_cast<int>(items::reason_characters_max),
               .help = ui.say(Text::review_help),
               .error = state.shows_missing && state.note.empty() ? ui.say(Text::fill_in) : std::string_view()},
              state.note);
    form.error(item_error_words(ui, review.error));
    if (form.submit({.label = ui.say(Text::review_deed), .is_under_way = review.is_under_way}) ==
        FormAnswer::submitted) {
      state.shows_missing = state.note.empty();
      if (!state.shows_missing) actions.items.emplace_back(RecordListReview{year, state.note});
    }
  }
  end_sheet_content(ui, state.review, *sheet);
  end_sheet(ui);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenList& open = model.items.list;
  notice_answers(ui, state, open, actions);
  const std::string title =
      open.list.value ? owner_words(ui, model, open.list.value->owner) : std::string(ui.say(Text::items_title));
  const Header header{
      .title = title, .detail = open.list.value ? ui.say(Text::items_title) : std::string_view(), .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!open.list.value) {
    ui.semantics.open({.role = Role::main, .id = "list.page", .name = {}, .rect = rest});
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::items_failed), open.list, retry);
    if (retry) actions.items.emplace_back(OpenItemList{open.id});
    ui.semantics.close();
    return;
  }
  const ItemList& list = *open.list.value;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "list.page", .name = {}, .rect = rest});
  const auto& unread = open.list.error       ? open.list.error
                       : open.versions.error ? open.versions.error
                                             : open.reviews.error;
  if (draw_stale(ui, page.column, unread)) actions.items.emplace_back(OpenItemList{open.id});
  draw_error(ui, page.column, open.make_draft.error);
  draw_duties(ui, page.column, model, list, actions);
  if (may_keep(model.session, list.owner)) draw_deeds(ui, page.column, state, model, list, actions);
  draw_versions(ui, page.column, model, actions);
  draw_reviews(ui, page.column, model);
  end_page(ui, state.page, page);
  draw_review_sheet(ui, state, model, actions);
}

}  // namespace mingchou::client::item_list_screen
