// The steps of an import: read a file into the scratch database, check its rows, write them into the register, take
// them out again. Each can be watched and cancelled; none knows threads, requests or who asks.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/imports/scratch.h"
#include "server/imports/sessions.h"
#include "server/sheets/sheet_reader.h"
#include "shared/base/random.h"
#include "shared/registry/entities.h"

namespace mingchou::imports {

/// Of one file: what a county has, several times over.
inline constexpr std::size_t import_rows_max = 200'000;
inline constexpr std::size_t import_file_bytes_max = 64UL * 1024 * 1024;

/// Told how much of a step is done, 0 to 1; false cancels it: then its error is imports.cancelled.
using Watch = std::function<bool(std::string_view step, double share)>;

struct Staged {
  std::vector<sheets::SheetInfo> sheets;
  Mapping mapping;
};

/// Reads a sheet into an empty scratch database: the one that the mapping names or, without one, the first in which a
/// header is found; then the mapping is that of a template that fits, or of the headers' words. What a merged cell
/// holds, all its rows have, if it is one column wide and stands below the header.
/// Errors: sheets.*, imports.cancelled, imports.no_rows.
Result<Staged> stage(const std::string& file, Register which, const std::optional<Mapping>& given,
                     const std::vector<Template>& templates, Scratch& scratch, const Watch& watch);

/// Checks all rows. `read` runs a piece of work with a connection to the registers, as Readers::read does.
using ReadRegisters = std::function<Result<>(const std::function<Result<>(Database&)>&)>;
Result<> check_all(Scratch& scratch, const Mapping& mapping, const Mends& mends, const DepartmentId& department,
                   CivilDate today, const ReadRegisters& read, const Watch& watch);
/// Checks some rows again, and those that shared or share a key with them.
Result<> check_again(Scratch& scratch, const std::vector<std::uint32_t>& rows, const Mapping& mapping,
                     const Mends& mends, const DepartmentId& department, CivilDate today, Database& registers);

struct Application {
  SessionId session;
  Register which;
  DepartmentId department;
  std::string source;
  Recorded recorded;
  /// Entries that are there already are changed to what the file says; otherwise their rows are left out.
  bool updates_existing = false;
};
struct Applied {
  std::int64_t written = 0;
  std::int64_t updated = 0;
  /// Came into the register by another way since the check, or are changed no more.
  std::int64_t skipped = 0;
};
/// Writes all good rows, and those that change entries if these are to be, within the caller's transaction. Errors:
/// imports.cancelled, those of the store.
Result<Applied> apply_rows(Scratch& scratch, Database& registers, const Application& application, UuidGenerator& ids,
                           const Watch& watch);

/// Ends everything that the import made, and sets back what it changed, within the caller's transaction: all or
/// nothing. Errors: imports.undo_changed {count, name}, imports.undo_used {count, name}, imports.cancelled, those of
/// the store.
Result<std::int64_t> undo_rows(Database& registers, const Application& application, const Watch& watch);

}  // namespace mingchou::imports
