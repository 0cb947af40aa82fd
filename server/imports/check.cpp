// Checking rows: each by itself, against the rows above it, and against the register.
#include <algorithm>
#include <set>

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
          const DepartmentId& department, const sheets::Row& header)
      : scratch_(scratch), mapping_(mapping), mends_(mends), known_(known), department_(department), header_(header) {}

  Result<> check(sheets::Row row, Database& registers) {
    apply_mends(row, mends_);
    CheckedLine line{.row = row.number, .outcome = Outcome::ignored, .values = "{}", .problems = "[]"};
    if (row.number > mapping_.header_row && !is_footer(row) && !repeats_header(row, header_)) {
      CheckedRow checked = check_row(row, mapping_, known_, department_);
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
    Existing existing(registers, mapping_.which, department_);
    if (auto problem = MC_TRY(existing.find(checked.values))) checked.problems.push_back(*std::move(problem));
    line.outcome = outcome_of(checked);
    line.values = values_json(checked.values);
    line.problems = problems_json(checked.problems);
    return {};
  }

  Scratch& scratch_;
  const Mapping& mapping_;
  const Mends& mends_;
  const KnownNames& known_;
  const DepartmentId department_;
  const sheets::Row& header_;
};

Result<sheets::Row> header_of(Scratch& scratch, const Mapping& mapping) {
  return MC_TRY(scratch.line(mapping.header_row)).value_or(sheets::Row{});
}

}  // namespace

Existing::Existing(Database& database, Register which, const DepartmentId& department)
    : database_(database), which_(which), department_(department) {}

Result<std::optional<std::string>> Existing::name_where(std::string_view condition, std::string_view value) {
  const std::string table = which_ == Register::targets ? "target" : "inspector";
  Statement find = MC_TRY(database_.prepare("SELECT name FROM " + table + " WHERE " + std::string(condition) +
                                            " AND valid_to IS NULL LIMIT 1"));
  find.bind(1, value);
  if (condition.contains("?2")) find.bind(2, department_);
  if (!MC_TRY(find.step())) return std::nullopt;
  return std::string(find.text(0));
}

Result<std::optional<Problem>> Existing::find(const Values& values) {
  const auto value = [&](std::string_view key) {
    const auto found = values.find(key);
    return found == values.end() ? std::string_view() : std::string_view(found->second);
  };
  std::optional<std::string> name;
  if (which_ == Register::inspectors) {
    if (!value("staff_number").empty())
      name = MC_TRY(name_where("staff_number = ?1 AND department_id = ?2", value("staff_number")));
    const std::string_view number = value("certificate_number");
    if (!name && !number.empty()) {
      Statement find = MC_TRY(database_.prepare("SELECT 1 FROM certificate WHERE number = ?"));
      find.bind(1, number);
      if (MC_TRY(find.step()))
        return Problem{Severity::error, "certificate_number",
                       Error("imports.certificate_registered").with("number", number)};
    }
  } else if (!value("credit_code").empty()) {
    name = MC_TRY(name_where("credit_code = ?1", value("credit_code")));
  } else if (!value("registration_number").empty()) {
    name = MC_TRY(name_where("registration_number = ?1", value("registration_number")));
  } else if (!value("name").empty()) {
    // Only among those without codes, of which a department has few.
    name = MC_TRY(name_where(
        "name = ?1 AND credit_code IS NULL AND registration_number IS NULL AND responsible_department_id = ?2",
        value("name")));
  }
  if (!name) return std::nullopt;
  return Problem{Severity::duplicate, "", Error("imports.already_registered").with("name", *name)};
}

Result<> check_all(Scratch& scratch, const Mapping& mapping, const Mends& mends, const DepartmentId& department,
                   const ReadRegisters& read, const Watch& watch) {
  const auto total = static_cast<double>(std::max<std::int64_t>(MC_TRY(scratch.line_count()), 1));
  KnownNames known;
  MC_TRY(read([&](Database& registers) -> Result<> {
    known = MC_TRY(KnownNames::read(registers));
    return {};
  }));
  const sheets::Row header = MC_TRY(header_of(scratch, mapping));
  Checker checker(scratch, mapping, mends, known, department, header);
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
                     const Mends& mends, const DepartmentId& department, Database& registers) {
  const KnownNames known = MC_TRY(KnownNames::read(registers));
  const sheets::Row header = MC_TRY(header_of(scratch, mapping));
  Checker checker(scratch, mapping, mends, known, department, header);
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
