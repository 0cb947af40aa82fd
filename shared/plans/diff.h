// What differs between two versions of a plan, exactly: rows are told apart by their ids, which they keep, and compared
// field by field. The same can be said in words, for the meeting's papers and the public. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/items/diff.h"
#include "shared/plans/content.h"

namespace mingchou::plans {

using items::FieldChange;
using items::NameOf;

struct RowChange {
  RowId id;
  /// As it is afterwards.
  std::string name;
  std::vector<FieldChange> fields;
};

struct Diff {
  /// In the order of the version that they stand in.
  std::vector<Row> added, removed;
  /// In the order of the later version.
  std::vector<RowChange> changed;
};

Diff diff(std::span<const Row> before, std::span<const Row> after);

/// What a field is called, and a value of it (JSON text) as people read it; "" for one that is not set.
std::string field_words(std::string_view field, Language language);
std::string value_words(std::string_view field, const std::string& json, const NameOf& name_of, Language language);

/// One sentence for each row that came or went and for each field that changed; one if nothing did.
std::vector<std::string> in_words(const Diff& diff, const NameOf& name_of, Language language);

}  // namespace mingchou::plans
