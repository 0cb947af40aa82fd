#include "shared/registry/expiring_licences.h"

namespace mingchou {
namespace {

/// Rows that one request looks at, of whatever department.
constexpr int looked_at_max = 5'000;
constexpr std::size_t date_characters = 10;

/// Where a licence stands in the order.
struct Place {
  std::string day;
  Uuid id;
};

/// "2026-05-31-<id>".
Result<Place> place_of(const LicenceQuery& query) {
  if (query.cursor.empty()) return Place{query.from ? query.from->text() : std::string(), {}};
  const auto bad = [] { return fail(Error("registry.bad_cursor")); };
  const std::string_view cursor = query.cursor;
  if (cursor.size() <= date_characters || cursor[date_characters] != '-') return bad();
  const auto id = Uuid::parse(cursor.substr(date_characters + 1));
  const auto day = CivilDate::parse(cursor.substr(0, date_characters));
  if (!id || !day) return bad();
  return Place{day->text(), *id};
}

std::optional<CivilDate> date_at(const Statement& row, int column) { return CivilDate::parse(row.text(column)); }

bool is_wanted(const LicenceQuery& query, const DepartmentId& department) {
  return (!query.within || department == *query.within) && (!query.department_id || department == *query.department_id);
}

}  // namespace

Result<LicencePage> list_expiring_licences(Database& db, const LicenceQuery& query) {
  if (query.limit < 1 || query.limit > licence_page_max)
    return fail(Error("registry.bad_limit").with("limit", query.limit).with("limit_max", licence_page_max));
  Place place = MC_TRY(place_of(query));
  Statement rows =
      MC_TRY(db.prepare("SELECT l.id, l.expires_on, l.name, l.number, l.authority, l.issued_on, t.id, t.name, "
                        "t.responsible_department_id, t.valid_to IS NULL AND t.status = 'active' "
                        "FROM target_licence AS l CROSS JOIN target AS t ON t.id = l.target_id "
                        "WHERE l.expires_on IS NOT NULL AND (l.expires_on, l.id) > (?1, ?2) AND l.expires_on <= ?3 "
                        "ORDER BY l.expires_on, l.id"));
  rows.bind_all(place.day, place.id, query.by.text());
  LicencePage page;
  for (int looks = 0; MC_TRY(rows.step()); ++looks) {
    // One row more than asked for tells whether there is a next page.
    if (page.licences.size() == static_cast<std::size_t>(query.limit) || looks == looked_at_max) {
      page.next_cursor = place.day + '-' + place.id.text();
      return page;
    }
    place = {std::string(rows.text(1)), rows.uuid(0).value_or(Uuid{})};
    const DepartmentId department{rows.uuid(8).value_or(Uuid{})};
    if (rows.int64(9) == 0 || !is_wanted(query, department)) continue;
    page.licences.push_back({{{place.id},
                              std::string(rows.text(2)),
                              std::string(rows.text(3)),
                              std::string(rows.text(4)),
                              date_at(rows, 5),
                              date_at(rows, 1)},
                             {rows.uuid(6).value_or(Uuid{})},
                             std::string(rows.text(7)),
                             department});
  }
  return page;
}

Result<std::int64_t> count_expiring_licences(Database& db, const LicenceQuery& query) {
  Statement count = MC_TRY(
      db.prepare("SELECT count(*) FROM (SELECT 1 FROM target_licence AS l CROSS JOIN target AS t ON t.id = l.target_id "
                 "WHERE l.expires_on IS NOT NULL AND l.expires_on <= ?1 AND l.expires_on >= ?2 "
                 "AND t.valid_to IS NULL AND t.status = 'active' AND (?3 IS NULL OR t.responsible_department_id = ?3) "
                 "AND (?4 IS NULL OR t.responsible_department_id = ?4) LIMIT ?5)"));
  count.bind_all(query.by.text(), query.from ? query.from->text() : std::string(), query.within, query.department_id,
                 licences_counted_max + 1);
  MC_TRY(count.step());
  return count.int64(0);
}

}  // namespace mingchou
