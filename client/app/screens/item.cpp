#include "client/app/screens/item.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/ui/widgets.h"
#include "shared/items/content.h"

namespace mingchou::client::item_screen {
namespace {

struct Section {
  Text title;
  std::span<const std::string_view> fields;
};

constexpr std::array<std::string_view, 6> class_fields{"category", "sub_item", "kind", "grounds", "reason", "code"};
constexpr std::array<std::string_view, 5> law_fields{"basis", "inspecting_body", "initiating_department_id",
                                                     "participating_department_ids", "levels"};
constexpr std::array<std::string_view, 3> target_fields{"target", "applies_to", "content"};
constexpr std::array<std::string_view, 7> how_fields{
    "methods", "ratio_basis_points", "cap_basis_points", "frequency", "staff_requirement", "valid_from", "valid_to"};
constexpr std::array<Section, 4> sections{{
    {Text::item_section_class, class_fields},
    {Text::item_section_law, law_fields},
    {Text::item_section_target, target_fields},
    {Text::item_section_how, how_fields},
}};

const StoredItem* item_of(const Model& model, const items::ItemId& id) {
  const auto& all = model.items.version.items.value;
  if (!all) return nullptr;
  const auto found = std::ranges::find(*all, id, [](const StoredItem& stored) { return stored.item.id; });
  return found == all->end() ? nullptr : &*found;
}

/// Fields that are not set say nothing, but for grounds and departments, where nothing is an answer too.
void draw_section(Ui& ui, Column& column, const Model& model, const Section& section,
                  const std::vector<items::Field>& fields) {
  std::vector<std::string> keys, words;
  for (const std::string_view name : section.fields) {
    const auto field = std::ranges::find(fields, name, &items::Field::name);
    if (field == fields.end() || (name == "grounds" && field->json == "[]")) continue;
    keys.push_back(items::field_words(name, ui.language));
    words.push_back(item_value_words(ui, model, name, field->json));
  }
  std::vector<KeyValue> values;
  values.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) values.push_back({.key = keys[i], .value = words[i]});
  const std::string id = "item.section." + std::string(section.fields.front());
  section_heading(ui, id, ui.say(section.title), column.next(section_heading_px));
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, id + ".values", at.inset(space_px::two), values);
  column.space(space_px::one);
}

void draw_deeds(Ui& ui, Column& column, State& state, const Model& model, const StoredItem& stored, Actions& actions) {
  const OpenVersion& open = model.items.version;
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const ButtonOptions change{.icon = Icon::edit};
  const auto edit = ui.say(Text::item_edit), remove = ui.say(Text::item_remove);
  if (button(ui, "item.edit", edit, flow.next(button_width(ui, edit, change)), change))
    actions.go = route_of(
        {.screen = Screen::item_form, .list = model.items.list.id, .version = open.id, .item = stored.item.id});
  const ButtonOptions take_out{.kind = ButtonKind::text, .icon = Icon::trash, .enabled = !open.remove.is_under_way};
  if (button(ui, "item.remove", remove, flow.next(button_width(ui, remove, take_out)), take_out))
    state.asks_removal = true;
  column.space(flow.used() + space_px::one);
  const std::string words = item_error_words(ui, open.remove.error);
  if (words.empty()) return;
  const Banner what{.id = "item.error", .tone = Tone::danger, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
}

void notice_answers(Ui& ui, State& state, const Model& model, const items::ItemId& id, Actions& actions) {
  const Submission& remove = model.items.version.remove;
  if (state.of != id) {
    state = {};
    state.of = id;
    state.removals_seen = remove.answers;
  }
  if (!is_taken(state.removals_seen, remove)) return;
  show_toast(ui, "items.removed", std::string(ui.say(Text::item_removed)));
  actions.back = !remove.was_left;
}

void ask(Ui& ui, State& state, const StoredItem& stored, Actions& actions) {
  if (!state.asks_removal) return;
  const std::string title = text(Text::item_remove_question, ui.language, {{"name", stored.item.name}});
  const DialogAnswer answer = dialog(ui, {.id = "item.remove.question",
                                          .title = title,
                                          .text = ui.say(Text::item_remove_words),
                                          .confirm = ui.say(Text::item_remove),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = true});
  if (answer == DialogAnswer::confirmed) actions.items.emplace_back(RemoveItem{stored.item.id, stored.revision});
  if (answer != DialogAnswer::none) state.asks_removal = false;
}

void draw_missing(Ui& ui, const Rect& rest, const OpenVersion& open, const Model& model, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "item.page", .name = {}, .rect = rest});
  if (open.items.value && !open.items.is_loading) {
    notice(ui, rest, {.id = "item.gone", .icon = Icon::register_list, .title = ui.say(Text::item_gone)});
  } else {
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::version_failed), open.items, retry);
    if (retry) actions.items.emplace_back(OpenItemVersion{model.items.list.id, open.id});
  }
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenVersion& open = model.items.version;
  const items::ItemId id = item_place(model.route).item;
  notice_answers(ui, state, model, id, actions);
  const StoredItem* stored = item_of(model, id);
  const std::string title = stored ? stored->item.name : std::string(ui.say(Text::item_title));
  std::string detail = stored ? stored->item.code : std::string();
  if (stored && open.version.value) detail += " · " + version_words(ui, *open.version.value);
  const Rect rest = draw_header(ui, rect, {.title = title, .detail = detail, .back = true}, actions).rest;
  if (!stored) return draw_missing(ui, rest, open, model, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "item.page", .name = {}, .rect = rest});
  const bool may_edit = open.version.value && open.version.value->state == items::State::draft &&
                        model.items.list.list.value && may_keep(model.session, model.items.list.list.value->owner);
  if (may_edit) draw_deeds(ui, page.column, state, model, *stored, actions);
  const auto fields = items::fields_of(stored->item);
  for (const Section& section : sections) draw_section(ui, page.column, model, section, fields);
  end_page(ui, state.page, page);
  ask(ui, state, *stored, actions);
}

}  // namespace mingchou::client::item_screen
