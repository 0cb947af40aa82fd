// The rows of one import: as read from the file, and what checking made of them. A SQLite file of its own, since it is
// large, changes with every change of the mapping, and can be made anew.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/imports/row_check.h"
#include "shared/store/database.h"

namespace mingchou::imports {

/// What becomes of a row, worst last.
enum class Outcome { good, warning, ignored, duplicate, error };
std::string_view text_of(Outcome outcome);

/// How many rows of each; the keys are the texts of outcomes, and `changed`: those among the duplicates that say
/// something else than the register.
using Counts = std::map<std::string, std::int64_t, std::less<>>;

struct CheckedLine {
  std::uint32_t row = 0;
  Outcome outcome = Outcome::good;
  std::string key = {}, values = {}, problems = {};
  /// JSON (entity_values.h); "" if the row changes no entry.
  std::string changes = {};
};

/// Which rows to show; what is empty shows all.
struct LineFilter {
  /// Texts of outcomes, separated by blanks; or "changed".
  std::string_view outcomes = {};
  /// Rows with a problem of this code at this field.
  std::string_view code = {};
  std::string_view field = {};
};

/// Problems of one kind: the same sentence at the same field.
struct ProblemKind {
  /// The problem of the first row that has it, as JSON (mapping_json.h).
  std::string example;
  std::int64_t rows = 0;
  /// How many of them have a suggestion.
  std::int64_t suggestions = 0;
};

struct Suggested {
  std::uint32_t row = 0;
  std::string value;
};

struct ShownLine {
  std::uint32_t row = 0;
  std::string outcome, cells, problems, changes;
};

class Scratch {
 public:
  /// Makes the file anew, or opens what is there: brought into this program's form, if an older one made it.
  static Result<Scratch> create(const std::string& path);
  static Result<Scratch> open(const std::string& path);
  static void remove(const std::string& path);

  Database& database() { return database_; }

  Result<> add_line(const sheets::Row& row);
  Result<> replace_line(const sheets::Row& row);
  Result<std::optional<sheets::Row>> line(std::uint32_t row);
  /// The next `count` rows after a row.
  Result<std::vector<sheets::Row>> lines_after(std::uint32_t row, int count);
  Result<std::int64_t> line_count();

  Result<> clear_checks();
  Result<> put_check(const CheckedLine& line);
  Result<std::optional<CheckedLine>> check_of(std::uint32_t row);
  /// The first row with that key before `row`.
  Result<std::optional<std::uint32_t>> earlier_row(std::string_view key, std::uint32_t row);
  Result<std::vector<std::uint32_t>> rows_with_key(std::string_view key);
  Result<Counts> counts();
  Result<std::vector<ShownLine>> shown_after(std::uint32_t row, int count, const LineFilter& filter);
  /// What most rows have comes first; warnings come after all that keeps a row out.
  Result<std::vector<ProblemKind>> problem_kinds();
  /// What was suggested for problems of that kind, by row.
  Result<std::vector<Suggested>> suggestions(std::string_view code, std::string_view field, int count);

 private:
  explicit Scratch(Database database) : database_(std::move(database)) {}
  Database database_;
};

}  // namespace mingchou::imports
