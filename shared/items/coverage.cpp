#include "shared/items/coverage.h"

#include <algorithm>
#include <map>

#include "shared/codes/tables.h"
#include "shared/items/store_row.h"

namespace mingchou::items {
namespace {

bool has_department(const Item& item, const DepartmentId& id) {
  return item.initiating_department_id == id || std::ranges::contains(item.participating_department_ids, id);
}

/// `entry`: a section's letter, or the beginning of a code.
bool is_of_industry(std::string_view code, std::string_view entry) {
  if (entry.size() > 1) return code.starts_with(entry);
  const auto section = industry_section_of(code);
  return section && section->code == entry;
}

TargetKind target_kind_of(std::string_view text) {
  for (int i = 0; i < static_cast<int>(TargetKind::behaviour); ++i)
    if (text_of(static_cast<TargetKind>(i)) == text) return static_cast<TargetKind>(i);
  return TargetKind::behaviour;
}

Result<std::vector<TagId>> read_tags(Statement& of_target, const TargetId& id) {
  std::vector<TagId> tags;
  of_target.bind(1, id);
  while (MC_TRY(of_target.step())) tags.push_back(id_of<TagId>(of_target, 0));
  return tags;
}

/// Active inspectors with a certificate valid on the day, by department.
Result<std::map<DepartmentId, std::int64_t>> count_inspectors(Database& db, CivilDate day) {
  Statement read = MC_TRY(db.prepare(R"sql(
    SELECT department_id, count(*) FROM inspector
    WHERE valid_to IS NULL AND status = 'active' AND EXISTS (
      SELECT 1 FROM certificate WHERE inspector_id = inspector.id AND issued_on <= ?1 AND expires_on >= ?1)
    GROUP BY department_id)sql"));
  read.bind(1, day.text());
  std::map<DepartmentId, std::int64_t> counts;
  while (MC_TRY(read.step())) counts.emplace(id_of<DepartmentId>(read, 0), read.int64(1));
  return counts;
}

std::vector<DepartmentId> departments_of(const Item& item) {
  std::vector<DepartmentId> ids = {item.initiating_department_id};
  ids.insert(ids.end(), item.participating_department_ids.begin(), item.participating_department_ids.end());
  return ids;
}

}  // namespace

std::string_view text_of(ItemProblem problem) {
  return problem == ItemProblem::department_ended ? "department_ended" : "too_few_inspectors";
}

bool concerns(const Item& item, const TargetTraits& target) {
  const TargetFilter& filter = item.applies_to;
  if (!filter.any_department && !has_department(item, target.responsible_department_id)) return false;
  if (!filter.kinds.empty() && !std::ranges::contains(filter.kinds, target.kind)) return false;
  const auto has_tag = [&target](const TagId& tag) { return std::ranges::contains(target.tags, tag); };
  if (!filter.tags.empty() && std::ranges::none_of(filter.tags, has_tag)) return false;
  const auto fits = [&target](const std::string& entry) { return is_of_industry(target.industry_code, entry); };
  return filter.industries.empty() || std::ranges::any_of(filter.industries, fits);
}

Result<std::vector<ItemInForce>> read_items_in_force(Database& db, CivilDate day) {
  std::vector<ItemInForce> in_force;
  ListQuery query{.limit = page_max};
  for (bool has_more = true; has_more;) {
    const ListPage page = MC_TRY(read_lists(db, query));
    for (const List& list : page.lists) {
      const auto version = MC_TRY(version_on(db, list.id, day));
      if (!version) continue;
      for (Item& item : MC_TRY(read_items(db, version->id)))
        if (is_valid_on(item, day)) in_force.push_back({list.id, version->id, std::move(item)});
    }
    has_more = page.has_more;
    if (has_more) query.after = page.lists.back().id;
  }
  return in_force;
}

Result<UncoveredPage> read_uncovered(Database& db, const UncoveredQuery& query, int scan_max) {
  const auto in_force = MC_TRY(read_items_in_force(db, query.day));
  std::string sql =
      "SELECT id, kind, name, industry_code, responsible_department_id FROM target "
      "WHERE valid_to IS NULL AND status = 'active' AND id > ?1";
  if (query.responsible_department_id) sql += " AND responsible_department_id = ?3";
  Statement read = MC_TRY(db.prepare(sql + " ORDER BY id LIMIT ?2"));
  read.bind(1, query.after).bind(2, scan_max);
  if (query.responsible_department_id) read.bind(3, *query.responsible_department_id);
  Statement tags_of = MC_TRY(db.prepare("SELECT tag_id FROM target_tag WHERE target_id = ?"));
  UncoveredPage page;
  TargetId last = query.after;
  int scanned = 0;
  while (page.targets.size() < static_cast<std::size_t>(query.limit) && MC_TRY(read.step())) {
    ++scanned;
    last = id_of<TargetId>(read, 0);
    const std::vector<TagId> tags = MC_TRY(read_tags(tags_of, last));
    const TargetTraits traits{.kind = target_kind_of(read.text(1)),
                              .responsible_department_id = id_of<DepartmentId>(read, 4),
                              .industry_code = read.text(3),
                              .tags = tags};
    if (std::ranges::any_of(in_force, [&](const ItemInForce& one) { return concerns(one.item, traits); })) continue;
    UncoveredTarget target{.id = last,
                           .kind = traits.kind,
                           .name = std::string(read.text(2)),
                           .industry_code = {},
                           .responsible_department_id = traits.responsible_department_id};
    if (!read.is_null(3)) target.industry_code = traits.industry_code;
    page.targets.push_back(std::move(target));
  }
  const bool is_full = page.targets.size() == static_cast<std::size_t>(query.limit);
  if (is_full || scanned == scan_max) page.next = last;
  return page;
}

Result<std::vector<ItemGap>> read_item_gaps(Database& db, CivilDate day, const std::optional<DepartmentId>& within) {
  const auto counts = MC_TRY(count_inspectors(db, day));
  const FindDepartment find = department_finder(db);
  std::vector<ItemGap> gaps;
  for (const ItemInForce& one : MC_TRY(read_items_in_force(db, day))) {
    if (within && !has_department(one.item, *within)) continue;
    const std::size_t first = gaps.size();
    const auto departments = departments_of(one.item);
    for (const DepartmentId& id : departments) {
      const auto count = counts.find(id);
      ItemGap gap{.list_id = one.list_id,
                  .version_id = one.version_id,
                  .item_id = one.item.id,
                  .code = one.item.code,
                  .name = one.item.name,
                  .department_id = id,
                  .problem = ItemProblem::too_few_inspectors,
                  .inspector_count = count == counts.end() ? 0 : count->second,
                  .is_without_inspecting_department = false};
      if (!find(id))
        gap.problem = ItemProblem::department_ended;
      else if (gap.inspector_count >= inspectors_of_check_min)
        continue;
      gaps.push_back(std::move(gap));
    }
    const bool has_none_left = gaps.size() - first == departments.size();
    for (ItemGap& gap : std::span(gaps).subspan(first)) gap.is_without_inspecting_department = has_none_left;
  }
  return gaps;
}

}  // namespace mingchou::items
