// Lists besides the three registers that are given out as spreadsheets: which there are, and where their rows come
// from. Headers, order and words of their columns are data (assets/exports/lists.json); a column's key names one of the
// query.
//
// These lists are for people to read and to keep; none is imported again.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  std::vector<ListColumn> columns;
};

std::span<const ListForm> list_forms();
/// Null if there is none of that id.
const ListForm* find_list_form(std::string_view id);

/// Rows of one department, or all of them, as they stand within one transaction; written as they are read. Of the trail
/// the role gets what its pages show it. Gives their number. Errors: those of the store and of the writer.
Result<std::int64_t> export_rows(const ListForm& form, const std::optional<DepartmentId>& department, access::Role role,
                                 Database& database, sheets::SheetWriter& writer);

}  // namespace mingchou::exports
