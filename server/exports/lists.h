// Lists besides the three registers that are given out as spreadsheets. Headers, order and words of their columns are
// data (assets/exports/lists.json); a column's key names one of the list's query (list_queries.h).
//
// These lists are for people to read and to keep; none is imported again.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/audit/page.h"
#include "server/imports/fields.h"
#include "server/sheets/sheet_writer.h"
#include "shared/access/role.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou::exports {

struct ListColumn {
  std::string key, header;
  std::map<std::string, std::string, std::less<>> words;
};

struct ListForm {
  std::string id, name;
  /// The register together with which it is offered.
  std::optional<imports::Register> beside;
  std::vector<ListColumn> columns;
};

std::span<const ListForm> list_forms();
/// Null if there is none of that id.
const ListForm* find_list_form(std::string_view id);

/// Which rows of a list; each list looks at what concerns it.
struct Rows {
  /// Nothing for all departments'.
  std::optional<DepartmentId> department = {};
  /// Of an item list or a plan.
  std::optional<Uuid> version = {};
  /// Only tasks that were over before this day.
  std::optional<CivilDate> over_before = {};
  server::audit::Query trail = {};
  /// Of the trail it gets what its pages show it.
  access::Role role{};
};

/// Those rows as they stand within one transaction; written as they are read. Gives their number. Errors: those of the
/// store and of the writer.
Result<std::int64_t> export_rows(const ListForm& form, const Rows& wanted, Database& database,
                                 sheets::SheetWriter& writer);

}  // namespace mingchou::exports
