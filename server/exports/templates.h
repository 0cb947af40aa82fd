// Forms in which registers are given out: which columns, in which order, under which headers, with which words and
// dates. They are data (assets/exports/templates.json); the provincial platform's form is one of them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/imports/fields.h"
#include "shared/calendar/civil_date.h"

namespace mingchou::exports {

struct Column {
  std::string header;
  const imports::Field* field = nullptr;
  /// Values that are codes here stay codes: a township's number, a choice's English word.
  bool is_code = false;
  /// Words by value; before the usual ones.
  std::map<std::string, std::string, std::less<>> words;
};

struct Template {
  std::string id, name;
  imports::Register which = imports::Register::targets;
  /// YYYY, MM and DD stand for the parts of a date.
  std::string date_format;
  std::vector<Column> columns;
};

std::span<const Template> templates();
/// Null if there is none of that id for the register.
const Template* find_template(imports::Register which, std::string_view id);

/// Dates of the register's own form, which spreadsheets hold as days and not as texts.
inline constexpr std::string_view plain_date_format = "YYYY-MM-DD";
std::string format_date(CivilDate date, std::string_view format);

}  // namespace mingchou::exports
