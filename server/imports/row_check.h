// A row of a file as an entity of a register: every cell read, the row seen as a whole. Native only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/imports/fields.h"
#include "server/imports/header.h"
#include "server/imports/known_names.h"
#include "server/imports/problem.h"
#include "server/sheets/cell.h"
#include "shared/base/uuid.h"
#include "shared/registry/entities.h"

namespace mingchou::imports {

/// By key of the field; only what is not empty.
using Values = std::map<std::string, std::string, std::less<>>;

struct Mapping {
  Register which = Register::targets;
  /// In the workbook, from 0.
  std::size_t sheet = 0;
  /// As in the file; 0 if there is none: then rows begin with the first.
  std::uint32_t header_row = 0;
  Columns columns = {};
  /// How the file calls each column.
  std::vector<std::string> headers = {};
  /// What holds for rows whose cell is empty, as people would type it.
  Values defaults = {};
};

struct CheckedRow {
  /// In normal form; usable if no problem is an error.
  Values values;
  Problems problems;
  /// Keys of values that the file does not say: they are good for a new entry, and change none.
  std::vector<std::string> guessed = {};
  /// No field that is imported has content: a row that holds only its number.
  bool is_blank = false;

  bool has(Severity severity) const;
};

/// `department` is the one whose register is written: rows of others are refused. What cells allow is then held
/// against the registers' own rules (shared/registry/rules.h). `today`: nothing was answered later.
CheckedRow check_row(const sheets::Row& row, const Mapping& mapping, const KnownNames& known,
                     const DepartmentId& department, CivilDate today);

/// What two rows of a register must not share, such as "credit_code 91…"; "" if the row has nothing that is unique.
std::string unique_key(Register which, const Values& values);

/// From values without errors.
Target target_of(const Values& values, const DepartmentId& department, std::string_view source, UuidGenerator& ids);
Inspector inspector_of(const Values& values, const DepartmentId& department, std::string_view source,
                       UuidGenerator& ids);
Expert expert_of(const Values& values, const DepartmentId& department, std::string_view source, UuidGenerator& ids);

}  // namespace mingchou::imports
