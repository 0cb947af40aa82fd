// What is wrong with a row, told by column, with what would mend it.
#pragma once

#include <string>
#include <vector>

#include "shared/base/error.h"

namespace mingchou::imports {

enum class Severity {
  warning,    // may be applied as it is
  duplicate,  // is in the register, or further up in the file: left out
  error,      // can't be applied
};

struct Problem {
  Severity severity = Severity::error;
  /// Key of the field; "" if it is about the row as a whole.
  std::string field;
  /// A sentence with its arguments: imports.*, codes.*.
  Error error;
  /// What the cell should probably say; "" for no idea.
  std::string suggestion = {};
};

using Problems = std::vector<Problem>;

}  // namespace mingchou::imports
