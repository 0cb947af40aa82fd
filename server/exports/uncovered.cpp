#include "server/exports/uncovered.h"

#include <map>
#include <string>
#include <vector>

namespace mingchou::exports {
namespace {

using Values = std::map<std::string_view, std::string>;

Result<std::map<Uuid, std::string>> department_names(Database& database) {
  std::map<Uuid, std::string> names;
  Statement rows = MC_TRY(database.prepare("SELECT id, name FROM department"));
  while (MC_TRY(rows.step())) names.emplace(rows.uuid(0).value_or(Uuid{}), rows.text(1));
  return names;
}

sheets::Cell cell_of(const ListColumn& column, const Values& values) {
  const auto value = values.find(column.key);
  if (value == values.end() || value->second.empty()) return {};
  const auto word = column.words.find(value->second);
  return sheets::Cell::of_text(word == column.words.end() ? value->second : word->second);
}

}  // namespace

Result<std::int64_t> export_uncovered(const ListForm& form, items::UncoveredQuery query, bool shows_names,
                                      const ReadRegisters& read, sheets::SheetWriter& writer) {
  std::vector<sheets::Cell> cells;
  cells.reserve(form.columns.size());
  for (const ListColumn& column : form.columns) cells.push_back(sheets::Cell::of_text(column.header));
  MC_TRY(writer.add(cells));
  query.limit = items::scanned_targets_max;
  std::int64_t count = 0;
  for (bool goes_on = true; goes_on;) {
    items::UncoveredPage page;
    std::map<Uuid, std::string> departments;
    MC_TRY(read([&](Database& database) -> Result<> {
      departments = MC_TRY(department_names(database));
      page = MC_TRY(items::read_uncovered(database, query));
      return {};
    }));
    for (const items::UncoveredTarget& target : page.targets) {
      const Values values{{"name", shows_names ? target.name : std::string()},
                          {"kind", std::string(text_of(target.kind))},
                          {"industry_code", target.industry_code.value_or("")},
                          {"department", departments[target.responsible_department_id.uuid]}};
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = cell_of(form.columns[i], values);
      MC_TRY(writer.add(cells));
      ++count;
    }
    goes_on = page.next.has_value();
    query.after = page.next.value_or(items::UncoveredQuery{}.after);
  }
  return count;
}

}  // namespace mingchou::exports
