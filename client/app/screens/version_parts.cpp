#include "client/app/screens/version_parts.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/publications.h"
#include "client/app/text/format.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::item_version_screen {
namespace {

constexpr float item_row_px = 76;
/// Beyond the viewport, for those who go through them by keyboard or screen reader.
constexpr float around_px = 12 * item_row_px;
constexpr std::size_t search_from = 8;

bool fits(const items::Item& item, const std::string& query) {
  return query.empty() || item.code.contains(query) || item.name.contains(query) ||
         (item.sub_item && item.sub_item->contains(query));
}

void move(const std::vector<StoredItem>& all, std::size_t from, std::size_t to, std::int64_t revision,
          Actions& actions) {
  OrderItems request{.revision = revision};
  request.order.reserve(all.size());
  for (const StoredItem& stored : all) request.order.push_back(stored.item.id);
  std::swap(request.order[from], request.order[to]);
  actions.items.emplace_back(std::move(request));
}

/// An item with the two buttons that move it.
void draw_ordered(Ui& ui, const Rect& at, const RowOptions& row, const std::vector<StoredItem>& all, std::size_t index,
                  const OpenVersion& open, Actions& actions) {
  const items::Item& item = all[index].item;
  const std::string id = "version.item." + item.id.uuid.text();
  static_row(ui, id, {at.x, at.y, at.width - 2 * control_px - space_px::one, at.height}, row);
  const auto deed = [&](const char* what, Icon icon, Text words, float x, bool enabled) {
    const std::string name = text(words, ui.language, {{"name", item.name}});
    return icon_button(ui, id + what, icon, name, {x, at.y + at.height / 2},
                       {.enabled = enabled && !open.order.is_under_way});
  };
  const float right = at.right() - space_px::one;
  const std::int64_t revision = open.version.value->revision;
  if (deed(".up", Icon::arrow_up, Text::item_up, right - control_px * 1.5f, index > 0))
    move(all, index, index - 1, revision, actions);
  if (deed(".down", Icon::arrow_down, Text::item_down, right - control_px * 0.5f, index + 1 < all.size()))
    move(all, index, index + 1, revision, actions);
}

void draw_rows(Ui& ui, Column& column, const Rect& viewport, const State& state, const Model& model,
               const std::vector<std::size_t>& shown, Actions& actions) {
  const OpenVersion& open = model.items.version;
  const std::vector<StoredItem>& all = *open.items.value;
  card(ui, {column.x(), column.y(), column.width(), item_row_px * static_cast<float>(shown.size())});
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Rect at = column.next(item_row_px);
    if (at.bottom() < viewport.y - around_px || at.y > viewport.bottom() + around_px) continue;
    const items::Item& item = all[shown[i]].item;
    const bool is_key = item.kind == items::Kind::key;
    const std::string title = item_name_words(item), detail = item_detail_words(ui, item);
    RowOptions row{.title = title,
                   .detail = detail,
                   .icon = is_key ? Icon::flag : Icon::register_list,
                   .icon_tone = is_key ? Tone::warning : Tone::info,
                   .chevron = !state.is_ordering,
                   .separator = i + 1 < shown.size(),
                   .title_lines_max = 1,
                   .role = Role::link};
    if (state.is_ordering) {
      row.role = Role::text;
      draw_ordered(ui, at, row, all, shown[i], open, actions);
    } else if (list_row(ui, "version.item." + item.id.uuid.text(), at, row)) {
      actions.go = route_of({.screen = Screen::item, .list = model.items.list.id, .version = open.id, .item = item.id});
    }
  }
}

void draw_no_items(Ui& ui, Column& column, const Model& model, bool is_search, Actions& actions) {
  const OpenVersion& open = model.items.version;
  const Rect at = column.next(280);
  if (!open.items.value) {
    bool retry = false;
    draw_unread(ui, at, ui.say(Text::version_failed), open.items, retry);
    if (retry) actions.items.emplace_back(OpenItemVersion{model.items.list.id, open.id});
    return;
  }
  notice(ui, at,
         {.id = "version.nothing",
          .icon = is_search ? Icon::search : Icon::register_list,
          .title = ui.say(is_search ? Text::items_not_found : Text::items_empty),
          .advice = is_search ? std::string_view() : ui.say(Text::items_empty_advice)});
}

}  // namespace

void draw_facts(Ui& ui, Column& column, const Model& model, const ListVersion& version) {
  std::vector<std::pair<Text, std::string>> facts;
  const auto add = [&facts](Text key, std::string value) {
    if (!value.empty()) facts.emplace_back(key, std::move(value));
  };
  const auto day = [&](const std::optional<CivilDate>& date) {
    return date ? date_text(*date, ui.language) : std::string();
  };
  add(Text::version_standing, std::string(ui.say(look_of(version).words)));
  add(Text::version_effective, day(version.effective_from));
  add(Text::version_ends, day(version.effective_to));
  add(Text::version_approved_on, day(version.approved_on));
  add(Text::version_approved_by, version.approved_by);
  add(Text::version_document, version.document_number);
  add(Text::version_reason, version.reason);
  if (version.withdrawn_on)
    add(Text::version_withdrawn,
        text(Text::version_withdrawn_words, ui.language,
             {{"date", date_text(version.effective_to.value_or(*version.withdrawn_on), ui.language)},
              {"reason", version.withdrawal_reason}}));
  if (version.number)
    add(Text::version_by, version.issued_by);
  else
    add(Text::version_drafted_by,
        version.created_by + " · " + moment_text(version.created_at, model.today, ui.language));
  if (version.use_count > 0) add(Text::version_uses, grouped(version.use_count));
  add(Text::version_hash, version.content_hash);
  std::vector<KeyValue> values;
  values.reserve(facts.size());
  for (const auto& [key, value] : facts) values.push_back({.key = ui.say(key), .value = value});
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "version.facts", at.inset(space_px::two), values);
  column.space(space_px::two);
}

void draw_publications(Ui& ui, Column& column, State& state, const Model& model, const ListVersion& version,
                       bool may_write) {
  const auto& records = model.items.version.publications.value;
  if (!version.number || !records) return;
  static constexpr std::array notices{items::Notice::issue, items::Notice::withdrawal};
  client::draw_publications(ui, column, state.sheets.publications, *records,
                            std::span(notices).first(version.withdrawn_on ? 2 : 1), may_write, model.today);
}

void draw_items(Ui& ui, Column& column, const Rect& viewport, State& state, const Model& model,
                const ListVersion& version, bool may_edit, Actions& actions) {
  const auto& all = model.items.version.items.value;
  const auto count = all ? static_cast<std::int64_t>(all->size()) : version.item_count;
  const std::string title = text(Text::items_count, ui.language, {{"count", grouped(count)}});
  const bool can_order = may_edit && all && all->size() > 1;
  const auto order =
      can_order ? ui.say(state.is_ordering ? Text::items_order_done : Text::items_order) : std::string_view();
  if (section_heading(ui, "version.items", title, column.next(section_heading_px), order)) {
    state.is_ordering = !state.is_ordering;
    state.query.clear();
  }
  if (!can_order) state.is_ordering = false;
  if (all && all->size() >= search_from && !state.is_ordering) {
    text_field(ui,
               {.id = "version.search",
                .label = ui.say(Text::items_search),
                .placeholder = ui.say(Text::items_search),
                .kind = FieldKind::search,
                .enter = EnterKey::search,
                .characters_max = 60},
               column.next(control_px), state.query);
    column.space(space_px::one_and_half);
  }
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; all && i < all->size(); ++i)
    if (fits((*all)[i].item, state.query)) shown.push_back(i);
  if (shown.empty())
    draw_no_items(ui, column, model, !state.query.empty(), actions);
  else
    draw_rows(ui, column, viewport, state, model, shown, actions);
}

}  // namespace mingchou::client::item_version_screen
