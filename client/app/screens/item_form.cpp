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

void fill(State& state, const ItemPlace& place, ItemFields fields, std::int64_t revision) {
  state.version = place.version;
  state.item = place.item;
  state.revision = revision;
  state.fields = state.filled = std::move(fields);
  state.error.reset();
}

bool is_of(const State& state, const ItemPlace& place) {
  return state.version == place.version && state.item == place.item;
}
bool is_changed(const State& state) { return state.fields != state.filled; }

/// The form begins with the item as it was read; after that only the user's own wish replaces it.
void follow(State& state, const ItemPlace& place, const Model& model, const StoredItem* stored) {
  const auto& list = model.items.list.list.value;
  if (!is_of(state, place)) {
    state.answers_seen = model.items.version.save.answers;
    state.page = {};
    state.sheets = {};
    if (is_new(place) && list) fill(state, place, new_fields(list->owner), 0);
    if (stored) fill(state, place, fields_from(stored->item), stored->revision);
  } else if (stored && stored->revision != state.revision && !is_changed(state)) {
    fill(state, place, fields_from(stored->item), stored->revision);
  }
}

void notice_answers(Ui& ui, State& state, const Model& model, Actions& actions) {
  const Submission& save = model.items.version.save;
  if (!is_taken(state.answers_seen, save)) return;
  show_toast(ui, "items.saved", std::string(ui.say(Text::item_saved)));
  // What was typed while it was sent is not saved yet, and stays.
  if (state.item.uuid != Uuid{} && state.fields != state.sent) return;
  // The next one begins empty.
  state.version.reset();
  actions.back = !save.was_left;
}

/// Somebody else changed it: what differs, theirs beside what is typed here.
void draw_conflict(Ui& ui, Column& column, State& state, const ItemPlace& place, const Model& model,
                   const StoredItem& theirs) {
  const Conflict conflict{.id = "item", .title = ui.say(Text::item_conflict), .revision = theirs.revision};
  begin_conflict(ui, column, conflict);
  const auto mine = item_from(state.fields);
  if (mine) {
    const std::vector<items::Item> before{theirs.item}, after{*mine};
    const items::Diff diff = items::diff(before, after);
    for (const items::ItemChange& change : diff.changed)
      for (const items::FieldChange& field : change.fields) {
        const std::string name = items::field_words(field.name, ui.language);
        const std::string is = item_value_words(ui, model, field.name, field.before);
        const std::string typed = item_value_words(ui, model, field.name, field.after);
        const SideBySide both{.id = "item.conflict." + std::string(field.name),
                              .field = name,
                              .before_name = ui.say(Text::conflict_theirs_name),
                              .before = is,
                              .after_name = ui.say(Text::conflict_mine_name),
                              .after = typed};
        side_by_side(ui, column.next(side_by_side_height(ui, column.width(), both)), both);
        column.space(space_px::one_and_half);
      }
  }
  const ConflictAnswer answer = end_conflict(ui, column, conflict);
  if (answer == ConflictAnswer::keep_mine) state.revision = theirs.revision;
  if (answer == ConflictAnswer::take_theirs) fill(state, place, fields_from(theirs.item), theirs.revision);
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
  const bool can_save = !is_beaten && (is_new(place) || is_changed(state));
  const FormAnswer answer = form.submit(
      {.label = ui.say(Text::save_word), .icon = Icon::save, .is_under_way = sent.is_under_way, .enabled = can_save});
  if (answer == FormAnswer::submitted) save(state, actions);
}

void ask(Ui& ui, State& state, Actions& actions) {
  if (!state.asks_leave) return;
  const DialogAnswer answer = dialog(ui, {.id = "item.leave",
                                          .title = ui.say(Text::item_leave_question),
                                          .text = ui.say(Text::item_leave_words),
                                          .confirm = ui.say(Text::item_leave_go),
                                          .cancel = ui.say(Text::item_leave_stay),
                                          .danger = true});
  if (answer == DialogAnswer::confirmed) {
    state.version.reset();
    actions.back = true;
  }
  if (answer != DialogAnswer::none) state.asks_leave = false;
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
  if (is_of(state, place)) notice_answers(ui, state, model, actions);
  const bool is_leaving = actions.back;
  if (!is_leaving) follow(state, place, model, stored);
  const Header header{.title = ui.say(is_new(place) ? Text::item_new_title : Text::item_edit_title),
                      .detail = stored ? std::string_view(stored->item.name) : std::string_view(),
                      .width = PageWidth::text,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!is_leaving && actions.back && is_of(state, place) && is_changed(state)) {
    actions.back = false;
    state.asks_leave = true;
  }
  if (!is_leaving && !is_of(state, place)) return draw_missing(ui, rest, place, model, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "item_form.page", .name = {}, .rect = rest},
                         PageWidth::text);
  if (!is_leaving) draw_form(ui, page.column, state, place, model, stored, actions);
  end_page(ui, state.page, page);
  draw_item_sheets(ui, state.fields, state.sheets, model);
  ask(ui, state, actions);
}

}  // namespace mingchou::client::item_form_screen
