#include "shared/registry/departments.h"

#include <charconv>
#include <limits>

namespace mingchou {
namespace {

struct Position {
  std::int64_t sort_order = std::numeric_limits<std::int64_t>::min();
  Uuid id;
};

/// `<sort order>-<uuid>`; a negative order keeps its own minus sign.
std::string cursor_of(const Position& position) {
  return std::to_string(position.sort_order) + '-' + position.id.text();
}

Result<Position> position_of(std::string_view cursor) {
  constexpr std::size_t id_length = 36;
  Position position;
  if (cursor.empty()) return position;
  if (cursor.size() > id_length + 1 && cursor.size() < id_length + 22) {
    const std::string_view number = cursor.substr(0, cursor.size() - id_length - 1);
    const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), position.sort_order);
    const auto id = Uuid::parse(cursor.substr(cursor.size() - id_length));
    if (failure == std::errc{} && end == number.data() + number.size() && id && cursor[number.size()] == '-') {
      position.id = *id;
      return position;
    }
  }
  return fail(Error("registry.bad_cursor"));
}

}  // namespace

Result<DepartmentPage> list_departments(Database& db, std::string_view cursor, int limit) {
  if (limit < 1 || limit > department_page_max)
    return fail(Error("registry.bad_limit").with("limit", limit).with("limit_max", department_page_max));
  const Position after = MC_TRY(position_of(cursor));
  // One row more than asked for tells whether there is a next page.
  Statement list = MC_TRY(db.prepare(R"sql(
    SELECT id, code, name, short_name, kind, sort_order, inspector_count, target_count
    FROM department JOIN department_count ON department_id = id
    WHERE valid_to IS NULL AND (sort_order, id) > (?, ?)
    ORDER BY sort_order, id LIMIT ?)sql"));
  list.bind_all(after.sort_order, after.id, limit + 1);
  DepartmentPage page;
  Position last;
  while (MC_TRY(list.step())) {
    if (page.departments.size() == static_cast<std::size_t>(limit)) {
      page.next_cursor = cursor_of(last);
      break;
    }
    last = {list.int64(5), list.uuid(0).value_or(Uuid{})};
    page.departments.push_back({.id = {last.id},
                                .code = std::string(list.text(1)),
                                .name = std::string(list.text(2)),
                                .short_name = std::string(list.text(3)),
                                .kind = std::string(list.text(4)),
                                .inspector_count = list.int64(6),
                                .target_count = list.int64(7)});
  }
  return page;
}

}  // namespace mingchou
