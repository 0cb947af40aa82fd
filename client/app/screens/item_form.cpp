#include "client/app/screens/item_form.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/conflict.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_changes.h"
#include "client/app/screens/item_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::item_form_screen {
namespace {

bool is_new(const ItemPlace& place) { return place.item.uuid == Uuid{}; }

const StoredItem* item_of(const Model& model, const items::ItemId& id) {
  const auto& all = model.items.version.items.value;
  if (!all) return nullptr;
  const auto found = std::ranges::find(*all, id, [](const StoredItem& stored) { return stored.item.id; });
  return found == all->end() ? nullptr : &*found;
}

Key key_of(const ItemPlace& place) { return {place.version, place.item}; }

/// The form begins with the item as it was read; after that only the user's own wish replaces it.
void follow(State& state, const ItemPlace& place, const Model& model, const StoredItem* stored) {
  const auto& list = model.items.list.list.value;
  if (!state.is_of(key_of(place))) {
    state.begin(model.items.version.save);
    state.sheets = {};
    if (is_new(place) && list) state.fill(key_of(place), new_fields(list->owner), 0);
    if (stored) state.fill(key_of(place), fields_from(stored->item), stored->revision);
  } else if (stored && stored->revision != state.revision && !state.is_changed()) {
    state.fill(key_of(place), fields_from(stored->item), stored->revision);
  }
}

void notice_answers(Ui& ui, State& state, const ItemPlace& place, const Model& model, Actions& actions) {
  const Submission& save = model.items.version.save;
  if (!is_taken(state.answers_seen, save)) return;
  show_toast(ui, "items.saved", std::string(ui.say(Text::item_saved)));
  if (state.is_done(is_new(place))) actions.back = !save.was_left;
}

/// Somebody else changed it: what differs, theirs beside what is typed here.
void draw_conflict(Ui& ui, Column& column, State& state, const ItemPlace& place, const Model& model,
                   const StoredItem& theirs) {
  const Conflict conflict{.id = "item", .title = ui.say(Text::item_conflict), .revision = theirs.revision};
  begin_conflict(ui, column, conflict);
  const auto mine = item_from(state.fields);
  if (mine) {
    const std::vector<items::Item> before{theirs.item}, after{*mine};
    for (const items::ItemChange& change : items::diff(before, after).changed)
      draw_conflicting(ui, column, fields_in_words(ui, model, "item.conflict", change.fields));
  }
  const ConflictAnswer answer = end_conflict(ui, column, conflict);
  if (answer == ConflictAnswer::keep_mine) state.revision = theirs.revision;
  if (answer == ConflictAnswer::take_theirs) state.fill(key_of(place), fields_from(theirs.item), theirs.revision);
}

void save(State& state, Actions& actions) {
  const auto item = item_from(state.fields);
  state.error = item ? std::nullopt : std::optional(item.error());
  if (!item) return;
  state.sent = state.fields;
  actions.items.emplace_back(SaveItem{*item, state.revision});
}

void draw_form(Ui& ui, Column& column, State& state, const ItemPlace& place, const Model& model,
               const StoredItem* stored, Actions& actions) {
  const Submission& sent = model.items.version.save;
  const bool is_beaten = stored && stored->revision > state.revision;
  if (is_beaten) draw_conflict(ui, column, state, place, model, *stored);
  const std::optional<Error>& error = state.error ? state.error : sent.error;
  Form form(ui, column, "item");
  draw_item_fields(ui, form, column, state.fields, state.sheets, model, error);
  // Both stand above, if what is there now could be read.
  if (!was_beaten(sent) || model.items.version.items.error) form.error(item_error_words(ui, error));
  const bool can_save = !is_beaten && (is_new(place) || state.is_changed());
  const FormAnswer answer = form.submit(
      {.label = ui.say(Text::save_word), .icon = Icon::save, .is_under_way = sent.is_under_way, .enabled = can_save});
  if (answer == FormAnswer::submitted) save(state, actions);
}

void draw_missing(Ui& ui, const Rect& rest, const ItemPlace& place, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  ui.semantics.open({.role = Role::main, .id = "item_form.page", .name = {}, .rect = rest});
  if (!is_new(place) && open.items.value && !open.items.is_loading) {
    notice(ui, rest, {.id = "item.gone", .icon = Icon::register_list, .title = ui.say(Text::item_gone)});
  } else {
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::version_failed), open.items, retry);
    if (retry) actions.items.emplace_back(OpenItemVersion{place.list, place.version});
  }
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const ItemPlace place = item_place(model.route);
  const StoredItem* stored = is_new(place) ? nullptr : item_of(model, place.item);
  if (state.is_of(key_of(place))) notice_answers(ui, state, place, model, actions);
  const bool is_leaving = actions.back;
  if (!is_leaving) follow(state, place, model, stored);
  const Header header{.title = ui.say(is_new(place) ? Text::item_new_title : Text::item_edit_title),
                      .detail = stored ? std::string_view(stored->item.name) : std::string_view(),
                      .width = PageWidth::text,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!is_leaving && actions.back && state.is_of(key_of(place)) && state.is_changed()) {
    actions.back = false;
    state.asks_leave = true;
  }
  if (!is_leaving && !state.is_of(key_of(place))) return draw_missing(ui, rest, place, model, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "item_form.page", .name = {}, .rect = rest},
                         PageWidth::text);
  if (!is_leaving) draw_form(ui, page.column, state, place, model, stored, actions);
  end_page(ui, state.page, page);
  draw_item_sheets(ui, state.fields, state.sheets, model);
  if (!ask_leave(ui, "item.leave", state.asks_leave)) return;
  state.of.reset();
  actions.back = true;
}

}  // namespace mingchou::client::item_form_screen
