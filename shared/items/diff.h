// What differs between two versions of a list, exactly: items are told apart by their ids, which they keep, and
// compared field by field. The same can be said in words, for the meeting's papers and the public. Pure.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "shared/items/content.h"
#include "shared/items/entities.h"
#include "shared/messages/messages.h"

namespace mingchou::items {

/// Values as JSON text; "" where the field is not set.
struct FieldChange {
  std::string_view name;
  std::string before, after;
};

struct ItemChange {
  ItemId id;
  /// As they are afterwards.
  std::string code, name;
  std::vector<FieldChange> fields;
};

struct Diff {
  /// In the order of the version that they stand in.
  std::vector<Item> added, removed;
  /// In the order of the later version.
  std::vector<ItemChange> changed;
  /// The items in both stand in another order.
  bool is_reordered = false;

  bool is_empty() const { return added.empty() && removed.empty() && changed.empty() && !is_reordered; }
};

/// What differs between two lists of fields, in the order of the later one; what is no longer set stands at the end.
std::vector<FieldChange> field_changes(std::vector<Field> before, std::vector<Field> after);

Diff diff(std::span<const Item> before, std::span<const Item> after);

/// The name of a department or a tag; what is unknown is shown as its id.
using NameOf = std::function<std::string(const Uuid&)>;

/// What a field is called, and a value of it (JSON text) as people read it; "" for one that is not set. A field that is
/// none of an item is called as it is.
std::string field_words(std::string_view field, Language language);
std::string value_words(std::string_view field, const std::string& json, const NameOf& name_of, Language language);

/// One sentence for each item that came or went and for each field that changed; one if nothing did.
std::vector<std::string> in_words(const Diff& diff, const NameOf& name_of, Language language);

}  // namespace mingchou::items
