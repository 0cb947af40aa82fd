#include "client/app/screens/item_version.h"

#include <string>

#include "client/app/items/item_route.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/stale.h"
#include "client/app/screens/version_parts.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::item_version_screen {
namespace {

void begin_anew(State& state, const Model& model) {
  const OpenVersion& open = model.items.version;
  state = {};
  state.of = open.id;
  state.discards_seen = open.discard.answers;
  state.removals_seen = open.remove.answers;
  state.drafts_seen = model.items.list.make_draft.answers;
  state.sheets.withdrawals_seen = open.withdraw.answers;
  state.sheets.publications.publications_seen = open.publish.answers;
  state.sheets.publications.voids_seen = open.make_void.answers;
}

void notice_answers(Ui& ui, State& state, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  const OpenList& list = model.items.list;
  if (state.of != open.id) begin_anew(state, model);
  notice_sheet_answers(ui, state.sheets, open);
  if (is_taken(state.discards_seen, open.discard))
    show_toast(ui, "items.discarded", std::string(ui.say(Text::discard_done)));
  if (!is_taken(state.drafts_seen, list.make_draft) || !list.made) return;
  show_toast(ui, "items.draft", std::string(ui.say(Text::draft_made)));
  if (list.make_draft.was_left) return;
  actions.go = route_of({.screen = Screen::item_version, .list = list.id, .version = *list.made});
}

void draw_deeds(Ui& ui, Column& column, State& state, const Model& model, const ListVersion& version, bool may_write,
                Actions& actions) {
  const OpenVersion& open = model.items.version;
  const ItemList& list = *model.items.list.list.value;
  const bool is_draft = version.state == items::State::draft;
  ItemPlace place{.screen = Screen::item_form, .list = list.id, .version = version.id};
  const auto go = [&](Screen screen) {
    place.screen = screen;
    actions.go = route_of(place);
  };
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  const auto with_icon = [](Icon icon) { return ButtonOptions{.kind = ButtonKind::secondary, .icon = icon}; };
  Deeds deeds(ui, column);
  if (is_draft && may_write) {
    if (deeds.draw("version.issue", Text::issue_deed, {.icon = Icon::stamp, .enabled = version.item_count > 0}))
      go(Screen::item_issue);
    if (deeds.draw("version.add", Text::item_add, with_icon(Icon::add))) go(Screen::item_form);
  }
  if (deeds.draw("version.diff", Text::diff_see, with_icon(Icon::table))) go(Screen::item_diff);
  if (!is_draft && may_write && !list.with(items::Standing::draft) &&
      deeds.draw("version.copy", Text::draft_from_this, with_icon(Icon::copy)))
    actions.items.emplace_back(MakeItemDraft{version.id});
  if (version.state == items::State::issued && may_write &&
      deeds.draw("version.withdraw.open", Text::withdraw_deed, plain))
    state.sheets.open_withdraw(model.today);
  ButtonOptions discard{.kind = ButtonKind::text};
  discard.enabled = !open.discard.is_under_way;
  if (is_draft && may_write && deeds.draw("version.discard", Text::discard_deed, discard)) state.asks_discard = true;
  deeds.end();
}

void draw_errors(Ui& ui, Column& column, const Model& model) {
  const OpenVersion& open = model.items.version;
  for (const Submission* submission : {&open.discard, &open.order, &open.remove, &model.items.list.make_draft}) {
    const std::string words = item_error_words(ui, submission->error);
    if (words.empty()) continue;
    const Banner what{.id = "version.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
    return;
  }
}

void ask(Ui& ui, State& state, const OpenVersion& open, Actions& actions) {
  if (!state.asks_discard || !open.version.value) return;
  const DialogAnswer answer = dialog(ui, {.id = "version.discard.question",
                                          .title = ui.say(Text::discard_question),
                                          .text = ui.say(Text::discard_words),
                                          .confirm = ui.say(Text::discard_deed),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = true});
  if (answer == DialogAnswer::confirmed) actions.items.emplace_back(DiscardItemDraft{open.version.value->revision});
  if (answer != DialogAnswer::none) state.asks_discard = false;
}

void draw_missing(Ui& ui, const Rect& rest, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  ui.semantics.open({.role = Role::main, .id = "version.page", .name = {}, .rect = rest});
  bool retry = false;
  const LoadState& failed = open.version.error ? static_cast<const LoadState&>(open.version) : model.items.list.list;
  draw_unread(ui, rest, ui.say(Text::version_failed), failed, retry);
  if (retry) actions.items.emplace_back(OpenItemVersion{model.items.list.id, open.id});
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  notice_answers(ui, state, model, actions);
  const OpenVersion& open = model.items.version;
  const OpenList& list = model.items.list;
  const bool is_there = open.version.value && list.list.value;
  const std::string title = is_there ? version_words(ui, *open.version.value) : std::string(ui.say(Text::items_title));
  std::string detail;
  if (is_there) {
    detail = owner_words(ui, model, list.list.value->owner);
    detail += " · " + std::string(ui.say(look_of(*open.version.value).words));
  }
  const HeaderAction take_away = export_action(ui, state.exports);
  Header header{.title = title, .detail = detail, .back = true};
  if (is_there) header.actions = {&take_away, 1};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed) open_list_export(state.exports, model, "items&version=" + open.id.uuid.text());
  const Rect rest = outcome.rest;
  if (!is_there) return draw_missing(ui, rest, model, actions);
  const ListVersion& version = *open.version.value;
  const bool may_write = may_keep(model.session, list.list.value->owner);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "version.page", .name = {}, .rect = rest});
  const auto& error = open.version.error        ? open.version.error
                      : open.publications.error ? open.publications.error
                                                : open.items.error;
  if (draw_stale(ui, page.column, error)) actions.items.emplace_back(OpenItemVersion{list.id, open.id});
  draw_errors(ui, page.column, model);
  draw_deeds(ui, page.column, state, model, version, may_write, actions);
  draw_facts(ui, page.column, model, version);
  draw_publications(ui, page.column, state, model, version, may_write);
  draw_items(ui, page.column, rest, state, model, version, may_write && version.state == items::State::draft, actions);
  end_page(ui, state.page, page);
  draw_version_sheets(ui, state.sheets, open, actions);
  draw_export_sheet(ui, state.exports, model, actions);
  ask(ui, state, open, actions);
}

}  // namespace mingchou::client::item_version_screen
