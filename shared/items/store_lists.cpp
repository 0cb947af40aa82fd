#include <map>

#include "shared/items/store_row.h"

namespace mingchou::items {
namespace {

constexpr std::string_view list_columns = "id, department_id, created_at, created_by";

List list_of(const Statement& row) {
  List list{.id = id_of<ListId>(row, 0), .owner = {}, .created_at = row.instant(2), .created_by = {}};
  if (const auto department = row.uuid(1)) list.owner = DepartmentId{*department};
  list.created_by = row.text(3);
  return list;
}

VersionFacts facts_of(const Version& version) {
  return {.id = version.id,
          .number = version.number.value_or(0),
          .state = version.state,
          .term = version.term,
          .approved_on = version.approved_on.value_or(CivilDate::first()),
          .withdrawn_on = version.withdrawn_on,
          .publications = {}};
}

Result<> add_list(Database& db, const ListId& id, ListFacts& facts) {
  facts.list_id = id;
  for (const Version& version : MC_TRY(read_versions(db, id, {}, static_cast<int>(versions_max)))) {
    VersionFacts one = facts_of(version);
    for (const Publication& publication : MC_TRY(read_publications(db, version.id)))
      if (!publication.voided_at) one.publications.push_back({publication.channel, publication.notice});
    facts.versions.push_back(std::move(one));
  }
  std::ranges::reverse(facts.versions);
  for (const Review& review : MC_TRY(read_reviews(db, id))) facts.reviewed_years.push_back(review.year);
  return {};
}

/// An office that coordinates owes no list: its joint one is nobody's department.
Result<std::vector<ListFacts>> owing_departments(Database& db, const std::optional<DepartmentId>& within) {
  Statement read = MC_TRY(db.prepare(R"sql(
    SELECT department.id FROM department
    WHERE valid_to IS NULL AND kind <> 'joint_meeting_office' ORDER BY sort_order, id)sql"));
  std::vector<ListFacts> facts;
  while (MC_TRY(read.step())) {
    const auto id = id_of<DepartmentId>(read, 0);
    if (within && *within != id) continue;
    facts.emplace_back().owner = id;
  }
  return facts;
}

}  // namespace

Result<> insert_list(Database& db, const ListId& id, const Owner& owner, const Write& write) {
  if (owner) {
    const auto department = department_finder(db)(*owner);
    // The joint meeting's office keeps the joint list, and no department's.
    if (!department || department->kind == DepartmentKind::joint_meeting_office)
      return fail(Error("items.unknown_department"));
  }
  const ListPage there = MC_TRY(read_lists(db, {.department_id = owner, .is_joint = !owner}));
  if (!there.lists.empty()) return fail(Error("items.list_exists"));
  return db.run("INSERT INTO item_list (id, kind, department_id, created_at, created_by) VALUES (?, ?, ?, ?, ?)", id,
                owner ? "department" : "joint", owner, write.at, write.by);
}

Result<std::optional<List>> find_list(Database& db, const ListId& id) {
  Statement find = MC_TRY(db.prepare("SELECT " + std::string(list_columns) + " FROM item_list WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return list_of(find);
}

Result<ListPage> read_lists(Database& db, const ListQuery& query) {
  std::string sql = "SELECT " + std::string(list_columns) + " FROM item_list WHERE id > ?1";
  if (query.department_id) sql += " AND department_id = ?3";
  if (query.is_joint) sql += " AND kind = 'joint'";
  Statement read = MC_TRY(db.prepare(sql + " ORDER BY id LIMIT ?2"));
  read.bind(1, query.after).bind(2, query.limit + 1);
  if (query.department_id) read.bind(3, *query.department_id);
  ListPage page;
  while (MC_TRY(read.step())) {
    page.has_more = page.lists.size() == static_cast<std::size_t>(query.limit);
    if (page.has_more) break;
    page.lists.push_back(list_of(read));
  }
  return page;
}

Result<std::vector<ListFacts>> read_facts(Database& db, const std::optional<DepartmentId>& within) {
  std::vector<ListFacts> facts = MC_TRY(owing_departments(db, within));
  if (!within) facts.emplace_back();
  for (ListFacts& one : facts) {
    const ListPage page = MC_TRY(read_lists(db, {.department_id = one.owner, .is_joint = !one.owner}));
    for (const List& list : page.lists) MC_TRY(add_list(db, list.id, one));
  }
  return facts;
}

Result<> record_review(Database& db, const ListId& id, int year, std::string_view note, const Write& write) {
  const auto version = MC_TRY(version_on(db, id, write.today()));
  if (!version) return fail(Error("items.review_without_list"));
  for (const Review& review : MC_TRY(read_reviews(db, id)))
    if (review.year == year) return fail(Error("items.reviewed_already").with("year", year));
  return db.run(
      "INSERT INTO item_list_review (list_id, year, version_id, note, recorded_at, recorded_by) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      id, year, version->id, MC_TRY(tidy_lines("note", note, reason_characters_max)), write.at, write.by);
}

Result<std::vector<Review>> read_reviews(Database& db, const ListId& id) {
  Statement read = MC_TRY(db.prepare(
      "SELECT year, version_id, note, recorded_at, recorded_by FROM item_list_review WHERE list_id = ? ORDER BY year"));
  read.bind(1, id);
  std::vector<Review> reviews;
  while (MC_TRY(read.step()))
    reviews.push_back({.year = static_cast<int>(read.int64(0)),
                       .version_id = id_of<VersionId>(read, 1),
                       .note = std::string(read.text(2)),
                       .recorded_at = read.instant(3),
                       .recorded_by = std::string(read.text(4))});
  return reviews;
}

}  // namespace mingchou::items
