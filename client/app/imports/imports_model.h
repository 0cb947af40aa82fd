// Bringing files into the registers and taking registers out as files, as screens see it, and what they can ask for.
// Plain data: ImportsKeeper fills it between frames. The work itself is the server's: an import goes on when this
// browser is closed, and whoever opens it again finds it where it is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/base/uuid.h"

namespace mingchou::client {

namespace import_limits {
/// As the server takes them (server/imports/steps.h).
inline constexpr std::int64_t file_bytes_max = 64LL * 1024 * 1024;
inline constexpr std::size_t imports_max = 200;
inline constexpr std::size_t columns_max = 256;
inline constexpr std::size_t fields_max = 200;
inline constexpr std::size_t templates_max = 200;
inline constexpr std::size_t kinds_max = 500;
inline constexpr std::size_t text_bytes_max = 4096;
inline constexpr std::size_t value_bytes_max = 16 * 1024;
/// Of the rows from the top, in which the server looks for the header.
inline constexpr int first_rows = 30;
inline constexpr int rows_page = 50;
/// Rows of one list that are kept; who has more of one kind should mend the file.
inline constexpr std::size_t rows_kept_max = 10'000;
inline constexpr int template_name_characters_max = 60;
inline constexpr int cell_characters_max = 1000;
inline constexpr double poll_ms = 700;
/// While nobody answers.
inline constexpr double poll_again_ms = 3000;
}  // namespace import_limits

/// Which register a file is for, or comes from.
enum class ImportKind : std::uint8_t { targets, inspectors, experts };

enum class ImportState : std::uint8_t {
  reading,  ///< the file is read, or its rows are checked
  ready,    ///< waits for a person
  failed,   ///< the file can't be read
  cancelled,
  applying,
  applied,
  undoing,
  undone,
  unknown,  ///< of a newer server
};
/// The server works at it.
constexpr bool is_under_way(ImportState state) {
  return state == ImportState::reading || state == ImportState::applying || state == ImportState::undoing;
}

struct ImportColumn {
  std::string header;
  /// Key of a field; empty for what is not imported.
  std::string field;
  bool operator==(const ImportColumn&) const = default;
};

struct ImportMapping {
  std::size_t sheet = 0;
  /// As in the file; 0 if there is none.
  std::uint32_t header_row = 0;
  std::vector<ImportColumn> columns;
  /// What holds for rows whose cell is empty, by field.
  std::map<std::string, std::string> defaults;
  bool operator==(const ImportMapping&) const = default;
};

struct ImportSheet {
  std::string name;
  bool is_hidden = false;
};

/// What became of the rows, and what was written of them.
struct ImportCounts {
  std::int64_t good = 0, warning = 0, ignored = 0, duplicate = 0, error = 0;
  /// Of the duplicates: rows that say something else of an entry than the register does.
  std::int64_t changed = 0;
  std::int64_t written = 0, updated = 0, skipped = 0;
  std::int64_t usable() const { return good + warning; }
  std::int64_t problems() const { return warning + duplicate + error; }
  std::int64_t rows() const { return good + warning + ignored + duplicate + error; }
};

struct Import {
  Uuid id;
  ImportKind kind = ImportKind::targets;
  std::string file_name;
  std::int64_t file_bytes = 0;
  ImportState state = ImportState::unknown;
  std::vector<ImportSheet> sheets;
  ImportMapping mapping;
  ImportCounts counts;
  /// Why the last step did not succeed.
  std::optional<Error> error;
  Instant created_at, changed_at;
  std::string created_by;
  /// Of the step that is under way: 0 to 1.
  std::optional<double> share;
};

struct ImportField {
  std::string key;
  std::string label;
};

struct ImportTemplate {
  Uuid id;
  std::string name;
  ImportMapping mapping;
};

enum class Severity : std::uint8_t { warning, duplicate, error };

struct ImportProblem {
  Severity severity = Severity::error;
  /// Key of the field; empty if it is about the row as a whole.
  std::string field;
  Error error{"client.strange_answer"};
  /// What the cell should probably say; empty for no idea.
  std::string suggestion;
};

/// What an update would change of an entry, as people read it.
struct RowChange {
  /// Key of the field.
  std::string field;
  std::string before, after;
};

enum class Outcome : std::uint8_t { good, warning, ignored, duplicate, error };

struct ImportRow {
  std::uint32_t row = 0;
  Outcome outcome = Outcome::good;
  std::vector<std::string> cells;
  /// Columns that were typed over.
  std::set<std::uint32_t> mended;
  std::vector<ImportProblem> problems;
  /// Of a row whose entry is in the register already; empty where nothing differs.
  std::vector<RowChange> changes;
};

struct ProblemKind {
  ImportProblem example;
  std::int64_t rows = 0;
  std::int64_t suggestions = 0;
};

/// `changed`: the duplicates that would change the entry that is there.
enum class RowsShown : std::uint8_t { all, problems, good, warning, duplicate, error, changed };

struct RowsFilter {
  RowsShown shown = RowsShown::problems;
  /// Only rows with a problem of this kind; empty for any.
  std::string code = {};
  std::string field = {};
  bool operator==(const RowsFilter&) const = default;
};

struct ImportRowsModel {
  RowsFilter filter;
  bool is_loading = false;
  std::vector<ImportRow> list;
  /// Where the next page begins; empty after the last.
  std::string next_cursor;
  bool is_complete() const { return next_cursor.empty() && !is_loading; }
  std::optional<Error> error;
  /// Another number, another list: what was scrolled to is elsewhere now.
  unsigned version = 0;
};

/// The import whose page is open.
struct OpenedImport {
  Uuid id;
  bool is_loading = false;
  std::optional<Import> import;
  std::optional<Error> error;
  /// Nobody answers when it is asked how far the work is; it is asked again.
  bool is_out_of_reach = false;

  std::vector<ImportField> fields;
  std::vector<ImportTemplate> templates;
  /// From the top of the sheet: for its header, and samples of its columns.
  std::vector<ImportRow> first_rows;
  ImportRowsModel rows;
  std::vector<ProblemKind> kinds;

  Submission mapping;
  Submission remove_template;
  Submission mend;
  Submission suggestions;
  Submission apply;
  Submission undo;
  Submission end;
  Submission refused_rows;
};

/// What the user chose on this device.
struct ChosenFile {
  std::string name;
  std::int64_t bytes = 0;
  /// Hexadecimal SHA-256 of its content; empty of one too large to be read at once.
  std::string hash = {};
};

struct ImportUpload {
  std::optional<ChosenFile> file;
  Submission submission;
  std::int64_t sent_bytes = 0;
};

struct ExportForm {
  std::string id;
  std::string name;
  /// No form of the register, but another list that goes with it.
  bool is_list = false;
};
enum class ExportFormat : std::uint8_t { xlsx, csv_utf8, csv_gb18030 };

struct ExportsModel {
  ImportKind kind = ImportKind::targets;
  bool is_loading = false;
  std::vector<ExportForm> forms;
  std::optional<Error> error;
  Submission download;
  /// Name of the file that was saved last.
  std::string saved;
};

struct ImportsModel {
  bool is_loading = false;
  /// Null until it was read; newest first.
  std::optional<std::vector<Import>> list;
  std::optional<Error> error;
  ImportUpload upload;
  OpenedImport open;
  ExportsModel exports;
};

struct ReadImports {};
struct ChooseImportFile {};
struct UploadImport {
  ImportKind kind = ImportKind::targets;
};
struct CancelUpload {};
struct OpenImport {
  Uuid id;
};
/// Of the import that is open, as all that follow.
struct SaveMapping {
  ImportMapping mapping;
  /// Empty keeps no template.
  std::string template_name;
};
struct RemoveTemplate {
  Uuid id;
};
struct ShowRows {
  RowsFilter filter;
};
struct ReadMoreRows {};
struct MendRow {
  std::uint32_t row = 0;
  /// By column.
  std::map<std::uint32_t, std::string> cells;
};
struct TakeSuggestions {
  std::string code;
  std::string field;
};
struct ApplyImport {
  /// Entries that are in the register already are changed to what the file says; else their rows are left out.
  bool updates_existing = false;
};
struct UndoImport {};
/// Cancels what is under way, or puts away what is not.
struct EndImport {};
struct SaveRefusedRows {};
struct ReadExportForms {
  ImportKind kind = ImportKind::targets;
};
struct ExportRegister {
  ImportKind kind = ImportKind::targets;
  std::string form;
  ExportFormat format = ExportFormat::xlsx;
};
/// Which list, and what of it, as the server's query says it: "audit&from=0".
struct ExportList {
  std::string list;
  ExportFormat format = ExportFormat::xlsx;
};
using ImportsRequest =
    std::variant<ReadImports, ChooseImportFile, UploadImport, CancelUpload, OpenImport, SaveMapping, RemoveTemplate,
                 ShowRows, ReadMoreRows, MendRow, TakeSuggestions, ApplyImport, UndoImport, EndImport, SaveRefusedRows,
                 ReadExportForms, ExportRegister, ExportList>;

}  // namespace mingchou::client
