#include "client/app/screens/item_changes.h"

#include "client/app/screens/item_words.h"

namespace mingchou::client {

std::vector<ChangedField> fields_in_words(const Ui& ui, const Model& model, const std::string& id,
                                          std::span<const items::FieldChange> fields) {
  return changed_fields(
      id, fields, [&](std::string_view name) { return items::field_words(name, ui.language); },
      [&](std::string_view name, const std::string& json) { return item_value_words(ui, model, name, json); });
}

Changes changes_of(const Ui& ui, const Model& model, const items::Diff& diff) {
  Changes changes{.added_heading = Text::diff_added,
                  .removed_heading = Text::diff_removed,
                  .changed_heading = Text::diff_changed,
                  .nothing = ui.say(diff.is_reordered ? Text::diff_reordered : Text::diff_same)};
  const auto whole = [&](const items::Item& item) {
    return WholeThing{item.id.uuid.text(), item_name_words(item), item_detail_words(ui, item)};
  };
  for (const items::Item& item : diff.added) changes.added.push_back(whole(item));
  for (const items::Item& item : diff.removed) changes.removed.push_back(whole(item));
  for (const items::ItemChange& change : diff.changed) {
    const std::string id = change.id.uuid.text();
    changes.changed.push_back(
        {id, change.code + " " + change.name, fields_in_words(ui, model, "diff." + id, change.fields)});
  }
  return changes;
}

}  // namespace mingchou::client
