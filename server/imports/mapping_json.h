// Mappings, rows and problems as JSON: how sessions keep them and how the API shows them.
#pragma once

#include <string>
#include <string_view>

#include "server/imports/row_check.h"
#include "shared/json/json.h"
#include "shared/json/writer.h"

namespace mingchou::imports {

/// {"sheet", "header_row", "columns": [{"header", "field"}], "defaults": {}}; `field` is null where none is imported.
std::string mapping_json(const Mapping& mapping);
/// What stands in the database.
Mapping mapping_of(Register which, std::string_view text);

/// A cell is a text, {"number": text}, {"date": text}, {"boolean": bool}, {"error": text} or null; one that is a
/// formula is {"formula": cell}.
void write_cells(json::Writer& writer, const sheets::Row& row);
std::string cells_json(const sheets::Row& row);
sheets::Row row_of(std::uint32_t number, std::string_view cells);

std::string values_json(const Values& values);
Values values_of(std::string_view text);

/// [{"severity", "field", "code", "arguments", "suggestion"}]
std::string problems_json(const Problems& problems);
/// {"code", "arguments"}
std::string error_json(const Error& error);
Error error_of(json::Value value);

}  // namespace mingchou::imports
