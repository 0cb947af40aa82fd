#include "shared/items/diff.h"

#include <map>

namespace mingchou::items {
namespace {

using Index = std::map<ItemId, const Item*>;

Index index_of(std::span<const Item> items) {
  Index index;
  for (const Item& item : items) index.emplace(item.id, &item);
  return index;
}

const Item* find_in(const Index& index, const ItemId& id) {
  const auto found = index.find(id);
  return found == index.end() ? nullptr : found->second;
}

bool is_reordered(std::span<const Item> before, std::span<const Item> after, const Index& old, const Index& now) {
  std::vector<ItemId> first, second;
  for (const Item& item : before)
    if (now.contains(item.id)) first.push_back(item.id);
  for (const Item& item : after)
    if (old.contains(item.id)) second.push_back(item.id);
  return first != second;
}

}  // namespace

std::vector<FieldChange> field_changes(std::vector<Field> before, std::vector<Field> after) {
  std::vector<FieldChange> changes;
  std::map<std::string_view, std::string> old;
  for (Field& field : before) old.emplace(field.name, std::move(field.json));
  for (Field& field : after) {
    const auto found = old.find(field.name);
    std::string was = found == old.end() ? std::string() : found->second;
    if (found != old.end()) old.erase(found);
    if (was != field.json) changes.push_back({field.name, std::move(was), std::move(field.json)});
  }
  for (auto& [name, json] : old) changes.push_back({name, std::move(json), {}});
  return changes;
}

Diff diff(std::span<const Item> before, std::span<const Item> after) {
  const Index old = index_of(before), now = index_of(after);
  Diff result;
  for (const Item& item : after) {
    const Item* was = find_in(old, item.id);
    if (!was) {
      result.added.push_back(item);
    } else if (*was != item) {
      result.changed.push_back({.id = item.id,
                                .code = item.code,
                                .name = item.name,
                                .fields = field_changes(fields_of(*was), fields_of(item))});
    }
  }
  for (const Item& item : before)
    if (!now.contains(item.id)) result.removed.push_back(item);
  result.is_reordered = is_reordered(before, after, old, now);
  return result;
}

}  // namespace mingchou::items
