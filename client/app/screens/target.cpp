#include "client/app/screens/target.h"

#include <algorithm>
#include <utility>

#include "client/app/screens/frame.h"
#include "client/app/screens/target_facts.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::target_screen {
namespace {

/// Each target's page comes back where it was left.
void follow(State& state, const TargetId& id) {
  if (state.shown == id) return;
  std::erase_if(state.places, [&](const State::Place& place) { return place.id == state.shown; });
  state.places.push_back({state.shown, state.page});
  if (state.places.size() > State::places_max) state.places.erase(state.places.begin());
  const auto place = std::ranges::find(state.places, id, &State::Place::id);
  state.page = place == state.places.end() ? PageState{} : place->page;
  state.shown = id;
  state.notes = {};
  const unsigned ends_seen = state.record.ends_seen;
  state.record = {};
  state.record.ends_seen = ends_seen;
}

/// The register on this device does not have it. Its notes are shown all the same.
void draw_unknown(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const bool has_register = model.targets.generation.has_value();
  const std::string name = model.target.notes.empty() ? std::string() : model.target.notes.front().target_name;
  const auto title = ui.say(has_register ? Text::target_unknown : Text::target_needs_register);
  const std::string shown = name.empty() ? std::string(ui.say(Text::target_title)) : name;
  const Rect at = column.next(paragraph_height(ui, column.width(), shown, type_px::heading));
  draw_paragraph(ui, at, shown, type_px::heading, ui.theme->text);
  ui.semantics.add({.role = Role::heading, .id = "target.title", .name = shown, .rect = at, .level = 2});
  column.space(space_px::one);
  const std::string advice =
      std::string(title) + (ui.language == Language::chinese ? "。" : ". ") +
      std::string(ui.say(has_register ? Text::target_unknown_advice : Text::target_needs_register_advice));
  const Banner what{.id = "target.unknown",
                    .tone = Tone::warning,
                    .icon = Icon::info,
                    .text = advice,
                    .action = ui.say(Text::show_list)};
  if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
    actions.go = Route{Screen::targets, {}};
  column.space(space_px::one);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions, bool alone) {
  follow(state, model.target.id);
  Rect rest = rect;
  if (alone) rest = draw_header(ui, rect, {.title = ui.say(Text::target_title), .back = true}, actions).rest;
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "target", .name = {}, .rect = rest}, PageWidth::text);
  const auto& details = model.target.details;
  if (details)
    draw_target_head(ui, page.column, *details, model.today, actions);
  else
    draw_unknown(ui, page.column, model, actions);
  draw_record_deeds(ui, page.column, state.record, model, actions);
  draw_target_notes(ui, page.column, state.notes, model, actions);
  page.column.space(space_px::one);
  if (details) draw_target_facts(ui, page.column, *details, model.today, actions);
  draw_record(ui, page.column, model, actions);
  end_page(ui, state.page, page);
}

void draw_layers(Ui& ui, State& state, const Model& model, Actions& actions) {
  draw_target_notes_layers(ui, state.notes, model, actions);
  draw_record_layers(ui, state.record, model, actions);
}

}  // namespace mingchou::client::target_screen
