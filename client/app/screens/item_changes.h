// What differs between two versions of a list, in words. Part of the screens that compare and that issue.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/screens/changes.h"

namespace mingchou::client {

Changes changes_of(const Ui& ui, const Model& model, const items::Diff& diff);
/// Fields that changed, with ids that begin so.
std::vector<ChangedField> fields_in_words(const Ui& ui, const Model& model, const std::string& id,
                                          std::span<const items::FieldChange> fields);

}  // namespace mingchou::client
