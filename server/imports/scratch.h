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

/// How many rows of each; the keys are the texts of outcomes.
using Counts = std::map<std::string, std::int64_t, std::less<>>;

struct CheckedLine {
  std::uint32_t row = 0;
  Outcome outcome = Outcome::good;
  std::string key = {}, values = {}, problems = {};
};

struct ShownLine {
  std::uint32_t row = 0;
  std::string outcome, cells, problems;
};

class Scratch {
 public:
  /// Makes the file anew, or opens what is there.
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
  /// Only outcomes whose text is in the list; all if it is empty.
  Result<std::vector<ShownLine>> shown_after(std::uint32_t row, int count, std::string_view outcomes);

 private:
  explicit Scratch(Database database) : database_(std::move(database)) {}
  Database database_;
};

}  // namespace mingchou::imports
