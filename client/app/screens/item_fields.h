// The fields of an inspection item as they are typed, and the item that they make. Numbers and days are typed as text,
// and what is no number or day is told at its field. Pure but for draw_…; the rules themselves are the domain's.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct ItemFields {
  /// What is chosen rather than typed stands in it; texts that may be missing, numbers and days stand below.
  items::Item item;
  std::string sub_item, reason, ratio, cap, times, months, staff, valid_from, valid_to, industries;
  bool operator==(const ItemFields&) const = default;
};

ItemFields fields_from(const items::Item& item);
/// Of a list that belongs to a department, its items are that department's.
ItemFields new_fields(const items::Owner& owner);
/// The item, tidied; else what is wrong with it. Errors: those of items::check_item(), items.bad_value {field}.
Result<items::Item> item_from(const ItemFields& fields);
/// At which field an error is told; empty for none.
std::string_view field_of(const Error& error);

struct ItemSheets {
  ChoiceSheet initiating;
  SheetState participating, range;
};
void draw_item_fields(Ui& ui, Form& form, Column& column, ItemFields& fields, ItemSheets& sheets, const Model& model,
                      const std::optional<Error>& error);
/// After everything that they cover.
void draw_item_sheets(Ui& ui, ItemFields& fields, ItemSheets& sheets, const Model& model);

}  // namespace mingchou::client
