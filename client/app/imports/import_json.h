// Reading what the server says of imports, and writing what is sent. Fields that these do not know are left to later
// versions; every length is bounded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/imports/imports_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

std::string_view text_of(ImportKind kind);
/// Nothing for a text that names no register.
std::optional<ImportKind> import_kind_from(std::string_view text);

Result<Import> read_import(std::string_view json);
Result<std::vector<Import>> read_imports(std::string_view json);
Result<std::vector<ImportField>> read_import_fields(std::string_view json);
Result<std::vector<ImportTemplate>> read_import_templates(std::string_view json);
Result<ImportRow> read_import_row(std::string_view json);
struct ImportRowPage {
  std::vector<ImportRow> rows;
  std::string next_cursor;
};
Result<ImportRowPage> read_import_rows(std::string_view json);
Result<std::vector<ProblemKind>> read_problem_kinds(std::string_view json);
Result<std::vector<ExportForm>> read_export_forms(std::string_view json);

std::string mapping_json(const SaveMapping& request);
std::string mend_json(const MendRow& request);
std::string suggestions_json(const TakeSuggestions& request);
std::string application_json(bool takes_all, bool updates_existing);

/// "?only=problems&code=…", of the page after `cursor`.
std::string rows_query(const RowsFilter& filter, std::string_view cursor, int limit);

}  // namespace mingchou::client
