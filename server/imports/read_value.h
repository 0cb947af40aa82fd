// One cell in its normal form, with what is wrong with it. Pure: nothing is looked up but the names given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/imports/fields.h"
#include "server/imports/known_names.h"
#include "server/imports/problem.h"
#include "server/sheets/cell.h"

namespace mingchou::imports {

struct Reading {
  /// Dates as YYYY-MM-DD, choices in English, departments and tags by id, codes plain; "" for none.
  std::string value;
  Problems problems;
};

/// The words of a cell that lists them: between part separators if it has any, else between commas and the like; each
/// once.
std::vector<std::string> split_words(std::string_view text);

/// `column` is how the file calls the column; sentences name it.
Reading read_value(const Field& field, std::string_view column, const sheets::Cell& cell, const KnownNames& known);

}  // namespace mingchou::imports
