// Checking rows: each by itself, against the rows above it, and against the register.
#include <algorithm>
#include <array>
#include <set>

#include "server/imports/existing.h"
#include "server/imports/mapping_json.h"
#include "server/imports/steps.h"

namespace mingchou::imports {
namespace {

constexpr int batch_rows = 512;

Outcome outcome_of(const CheckedRow& row) {
  if (row.has(Severity::error)) return Outcome::error;
  if (row.has(Severity::duplicate)) return Outcome::duplicate;
  return row.has(Severity::warning) ? Outcome::warning : Outcome::good;
}

class Checker {
 public:
  Checker(Scratch& scratch, const Mapping& mapping, const Mends& mends, const KnownNames& known,
          const DepartmentId& department, CivilDate today, const sheets::Row& header)
      : scratch_(scratch),
        mapping_(mapping),
        mends_(mends),
        known_(known),
        department_(department),
        today_(today),
        header_(header) {}

  Result<> check(sheets::Row row, Database& registers) {
    apply_mends(row, mends_);
    CheckedLine line{.row = row.number, .outcome = Outcome::ignored, .values = "{}", .problems = "[]"};
    if (row.number > mapping_.header_row && !is_footer(row) && !repeats_header(row, header_)) {
      CheckedRow checked = check_row(row, mapping_, known_, department_, today_);
      if (!checked.is_blank) MC_TRY(finish(row.number, checked, registers, line));
    }
    return scratch_.put_check(line);
  }

 private:
  Result<> finish(std::uint32_t number, CheckedRow& checked, Database& registers, CheckedLine& line) {
    line.key = unique_key(mapping_.which, checked.values);
    if (!line.key.empty())
      if (const auto earlier = MC_TRY(scratch_.earlier_row(line.key, number)))
        checked.problems.push_back({Severity::duplicate, "", Error("imports.duplicate_in_file").with("row", *earlier)});
    MC_TRY(compare(checked, registers, line));
    line.outcome = outcome_of(checked);
    line.values = values_json(checked.values);
    line.problems = problems_json(checked.problems);
    return {};
  }

  /// With the entry that the row is about, if there is one: then the row need not say what the register knows.
  Result<> compare(CheckedRow& checked, Database& registers, CheckedLine& line) {
    Values given = checked.values;
    for (const std::string& key : checked.guessed) given.erase(key);
    Existing existing(registers, mapping_.which, department_, known_, ids_);
    auto match = MC_TRY(existing.find(given));
    if (!match) return {};
    if (match->problem.severity == Severity::duplicate) std::erase_if(checked.problems, is_for_new_entries);
    const bool is_clean = !checked.has(Severity::error) && !checked.has(Severity::duplicate);
    if (is_clean && !match->changes.empty()) line.changes = changes_json(match->changes);
    checked.values = std::move(given);
    checked.problems.push_back(std::move(match->problem));
    return {};
  }

  static bool is_for_new_entries(const Problem& problem) {
    constexpr std::array<std::string_view, 7> codes = {"imports.qualification_without_number",
                                                       "imports.required",
                                                       "imports.no_code",
                                                       "imports.no_certificate",
                                                       "imports.township_guessed",
                                                       "imports.licence_without_number",
                                                       "imports.receipt_without_result"};
    return std::ranges::contains(codes, problem.error.code);
  }

  Scratch& scratch_;
  const Mapping& mapping_;
  const Mends& mends_;
  const KnownNames& known_;
  const DepartmentId department_;
  const CivilDate today_;
  const sheets::Row& header_;
  // Ids of what is only compared are kept nowhere.
  ManualClock clock_{{}};
  SeededRandom random_{0};
  UuidGenerator ids_{clock_, random_};
};

Result<sheets::Row> header_of(Scratch& scratch, const Mapping& mapping) {
  return MC_TRY(scratch.line(mapping.header_row)).value_or(sheets::Row{});
}

}  // namespace

Result<> check_all(Scratch& scratch, const Mapping& mapping, const Mends& mends, const DepartmentId& department,
                   CivilDate today, const ReadRegisters& read, const Watch& watch) {
  const auto total = static_cast<double>(std::max<std::int64_t>(MC_TRY(scratch.line_count()), 1));
  KnownNames known;
  MC_TRY(read([&](Database& registers) -> Result<> {
    known = MC_TRY(KnownNames::read(registers));
    return {};
  }));
  const sheets::Row header = MC_TRY(header_of(scratch, mapping));
  Checker checker(scratch, mapping, mends, known, department, today, header);
  Transaction transaction = MC_TRY(Transaction::begin(scratch.database()));
  MC_TRY(scratch.clear_checks());
  std::uint32_t last = 0;
  for (double done = 0;;) {
    std::vector<sheets::Row> rows = MC_TRY(scratch.lines_after(last, batch_rows));
    if (rows.empty()) break;
    last = rows.back().number;
    done += static_cast<double>(rows.size());
    MC_TRY(read([&](Database& registers) -> Result<> {
      for (sheets::Row& row : rows) MC_TRY(checker.check(std::move(row), registers));
      return {};
    }));
    if (!watch("check", done / total)) return fail(Error("imports.cancelled"));
  }
  return transaction.commit();
}

Result<> check_again(Scratch& scratch, const std::vector<std::uint32_t>& rows, const Mapping& mapping,
                     const Mends& mends, const DepartmentId& department, CivilDate today, Database& registers) {
  const KnownNames known = MC_TRY(KnownNames::read(registers));
  const sheets::Row header = MC_TRY(header_of(scratch, mapping));
  Checker checker(scratch, mapping, mends, known, department, today, header);
  Transaction transaction = MC_TRY(Transaction::begin(scratch.database()));
  std::set<std::uint32_t> touched;
  const auto touch_key_of = [&](std::uint32_t row) -> Result<> {
    const auto line = MC_TRY(scratch.check_of(row));
    if (!line || line->key.empty()) return {};
    for (const std::uint32_t other : MC_TRY(scratch.rows_with_key(line->key))) touched.insert(other);
    return {};
  };
  const auto check = [&](std::uint32_t number) -> Result<> {
    if (auto row = MC_TRY(scratch.line(number))) return checker.check(*std::move(row), registers);
    return {};
  };
  for (const std::uint32_t row : rows) MC_TRY(touch_key_of(row));
  for (const std::uint32_t row : rows) MC_TRY(check(row));
  for (const std::uint32_t row : rows) MC_TRY(touch_key_of(row));
  for (const std::uint32_t row : touched) MC_TRY(check(row));
  return transaction.commit();
}

}  // namespace mingchou::imports
