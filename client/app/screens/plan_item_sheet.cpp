#include "client/app/screens/plan_item_sheet.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

/// The version that holds on that day; without a day the one that holds now, or will.
const ListVersion* version_for(const ItemList& list, const std::optional<CivilDate>& day) {
  const ListVersion* now = list.with(items::Standing::in_force);
  const ListVersion* next = list.with(items::Standing::upcoming);
  const bool has_begun = next && day && next->effective_from && *next->effective_from <= *day;
  return next && (!now || has_begun) ? next : now;
}

/// Only lists of the task's departments and the joint one: items of others are refused.
bool is_offered(const ItemList& list, const plans::Row& row, const std::optional<CivilDate>& day) {
  return version_for(list, day) && (!list.owner || row.concerns(*list.owner));
}

auto same_item(const items::ListId& list, const items::ItemId& item) {
  return [=](const plans::PlannedItem& one) { return one.list_id == list && one.item_id == item; };
}

/// A list with its words, which the options point into.
struct ListRow {
  const ItemList* list = nullptr;
  const ListVersion* version = nullptr;
  std::string title, detail, chosen;
};

RowOptions options_of(const ListRow& row, bool is_last) {
  return {.title = row.title,
          .detail = row.detail,
          .icon = row.list->owner ? Icon::document : Icon::departments,
          .trailing = row.chosen,
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole};
}

std::vector<ListRow> lists_of(const Ui& ui, const plans::Row& row, const std::optional<CivilDate>& day,
                              const Model& model) {
  std::vector<ListRow> rows;
  for (const ItemList& list : *model.items.lists.value) {
    if (!is_offered(list, row, day)) continue;
    ListRow one{&list, version_for(list, day), owner_words(ui, model, list.owner), {}, {}};
    one.detail = version_words(ui, *one.version) + " · " +
                 text(Text::version_items, ui.language, {{"count", std::to_string(one.version->item_count)}});
    const auto chosen = std::ranges::count(row.items, list.id, &plans::PlannedItem::list_id);
    if (chosen > 0) one.chosen = text(Text::plan_items_chosen, ui.language, {{"count", grouped(chosen)}});
    rows.push_back(std::move(one));
  }
  return rows;
}

void draw_lists(Ui& ui, Column& column, const plans::Row& row, const std::optional<CivilDate>& day,
                PlanRowSheets& sheets, const Model& model, Actions& actions) {
  if (!model.items.lists.value) {
    bool retry = false;
    draw_unread(ui, column.next(240), ui.say(Text::items_failed), model.items.lists, retry);
    if (retry) actions.items.emplace_back(ReadItemLists{});
    return;
  }
  const auto rows = lists_of(ui, row, day, model);
  if (rows.empty()) {
    notice(ui, column.next(320),
           {.id = "plan.lists.none",
            .icon = Icon::law,
            .title = ui.say(Text::plan_items_no_lists),
            .advice = ui.say(Text::plan_items_no_lists_advice)});
    return;
  }
  for (const ListRow& one : rows) {
    const RowOptions options = options_of(one, &one == &rows.back());
    const Rect at = column.next(row_height(ui, column.width(), options));
    if (!list_row(ui, "plan.list." + one.list->id.uuid.text(), at, options)) continue;
    sheets.list = one.list->id;
    actions.plans.emplace_back(ReadItemChoices{one.list->id, one.version->id});
  }
}

void draw_items(Ui& ui, Column& column, plans::Row& row, const items::ListId& list, const Model& model,
                Actions& actions) {
  const ItemChoices& choices = model.plans.choices;
  if (!choices.items.value) {
    bool retry = false;
    draw_unread(ui, column.next(240), ui.say(Text::version_failed), choices.items, retry);
    if (retry) actions.plans.emplace_back(ReadItemChoices{choices.list, choices.version});
    return;
  }
  for (const StoredItem& stored : *choices.items.value) {
    const items::Item& item = stored.item;
    const std::string label = item_name_words(item), detail = item_detail_words(ui, item);
    const auto at = std::ranges::find_if(row.items, same_item(list, item.id));
    const ToggleOptions options{.label = label, .detail = detail, .on = at != row.items.end()};
    const Rect place = column.next(toggle_height(ui, column.width(), options));
    if (!toggle_row(ui, "plan.choice." + item.id.uuid.text(), place, options)) continue;
    if (at != row.items.end())
      row.items.erase(at);
    else
      row.items.push_back({list, item.id, item.code, item.name});
  }
}

}  // namespace

void draw_plan_item_sheet(Ui& ui, plans::Row& row, const std::optional<CivilDate>& first_day, PlanRowSheets& sheets,
                          const Model& model, Actions& actions) {
  auto sheet = begin_sheet(ui, sheets.items,
                           {.id = "plan.items.sheet", .title = ui.say(Text::plan_items_choose), .has_footer = true});
  if (!sheet) return;
  Column& column = sheet->page.column;
  if (sheets.list) {
    draw_items(ui, column, row, *sheets.list, model, actions);
  } else {
    column.space(paragraph(ui, "plan.items.help", column.next(0), ui.say(Text::plan_items_help), type_px::small,
                           ui.theme->text_secondary) +
                 space_px::two);
    draw_lists(ui, column, row, first_day, sheets, model, actions);
  }
  end_sheet_content(ui, sheets.items, *sheet);
  ButtonRow buttons(sheet->footer);
  const auto done = ui.say(Text::plan_items_done);
  if (button(ui, "plan.items.done", done, buttons.next(button_width(ui, done)))) sheets.items.open = false;
  const auto other = ui.say(Text::plan_items_other_list);
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  if (sheets.list && button(ui, "plan.items.back", other, buttons.next(button_width(ui, other, plain)), plain))
    sheets.list.reset();
  end_sheet(ui);
}

}  // namespace mingchou::client
