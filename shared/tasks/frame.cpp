#include "shared/tasks/frame.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "shared/codes/credit_code.h"
#include "shared/items/coverage.h"
#include "shared/items/store_row.h"
#include "shared/plans/store.h"
#include "shared/registry/register_reader.h"

namespace mingchou::tasks {
namespace {

using items::id_of;

/// The same day so many months before, or the last one of that month.
CivilDate months_before(CivilDate day, int months) {
  using std::chrono::year_month_day;
  using std::chrono::year_month_day_last;
  const auto month = std::chrono::year_month(day.ymd().year(), day.ymd().month()) - std::chrono::months(months);
  const unsigned last =
      static_cast<unsigned>(year_month_day_last(month.year(), month.month() / std::chrono::last).day());
  return CivilDate::of(static_cast<int>(month.year()), static_cast<unsigned>(month.month()), std::min(day.day(), last))
      .value_or(CivilDate::first());
}

/// The items as the lists have them; the departments of a joint task inspect each other's targets too, so each item
/// reaches what any of them is responsible for.
Result<std::vector<items::Item>> read_task_items(Database& db, const Task& task) {
  const plans::Surroundings surroundings = plans::surroundings_of(db);
  std::vector<items::Item> found;
  for (const plans::PlannedItem& planned : task.work.items) {
    auto facts = surroundings.find_item(planned.list_id, planned.item_id, task.work.first_day);
    if (!facts)
      return fail(
          Error("plans.item_not_in_force").with("task", task.work.name).with("date", task.work.first_day.text()));
    found.push_back(std::move(facts->item));
  }
  return found;
}

items::Item reaching(items::Item item, const Task& task) {
  item.initiating_department_id = task.work.initiating_department_id;
  item.participating_department_ids = task.work.participating_department_ids;
  return item;
}

template <class IdType>
Result<std::map<IdType, std::string>> read_id_names(Database& db, std::string_view sql) {
  Statement read = MC_TRY(db.prepare(sql));
  std::map<IdType, std::string> names;
  while (MC_TRY(read.step())) names.emplace(id_of<IdType>(read, 0), std::string(read.text(1)));
  return names;
}

Result<std::set<TargetId>> read_capped(Database& db, int year) {
  Statement read = MC_TRY(db.prepare(R"sql(
    SELECT target_id FROM target_visit JOIN visit_cap USING (year) WHERE year = ? AND visit_count >= visits_max)sql"));
  read.bind(1, year);
  std::set<TargetId> capped;
  while (MC_TRY(read.step())) capped.insert(id_of<TargetId>(read, 0));
  return capped;
}

/// What of a target's row the frame looks at.
struct Facts {
  TargetId id;
  TargetKind kind = TargetKind::enterprise;
  DepartmentId department;
  std::string_view credit_code, industry, status, last_checked_on;
  std::span<const TagId> tags;
  bool is_at_visit_cap = false;
};

draw::Exclusion exclusion_of(const Task& task, const Facts& facts, std::string_view checked_since) {
  if (facts.status != text_of(TargetStatus::active)) return draw::Exclusion::closed;
  if (task.exclusions.at_visit_cap && facts.is_at_visit_cap) return draw::Exclusion::visit_cap;
  if (!checked_since.empty() && facts.last_checked_on >= checked_since) return draw::Exclusion::recently_checked;
  return draw::Exclusion::none;
}

std::vector<std::uint8_t> concerning(std::span<const items::Item> reaching, const Facts& facts) {
  const items::TargetTraits traits{.kind = facts.kind,
                                   .responsible_department_id = facts.department,
                                   .industry_code = facts.industry,
                                   .tags = facts.tags};
  std::vector<std::uint8_t> found;
  for (std::size_t i = 0; i < reaching.size(); ++i)
    if (items::concerns(reaching[i], traits)) found.push_back(static_cast<std::uint8_t>(i));
  return found;
}

std::vector<std::string> names_of(std::span<const TagId> tags, const std::map<TagId, std::string>& names) {
  std::vector<std::string> found;
  for (const TagId& tag : tags)
    if (const auto name = names.find(tag); name != names.end()) found.push_back(name->second);
  std::ranges::sort(found);
  return found;
}

Result<> read_targets(Database& db, const Task& task, Frame& frame) {
  std::vector<items::Item> reaching_items;
  reaching_items.reserve(frame.items.size());
  for (const items::Item& item : frame.items) reaching_items.push_back(reaching(item, task));
  const auto capped = MC_TRY(read_capped(db, task.work.first_day.year()));
  const std::string checked_since =
      task.exclusions.checked_within_months == 0
          ? std::string()
          : months_before(task.work.first_day, task.exclusions.checked_within_months).text();
  // By id, and the tags beside them in the same order.
  Statement read = MC_TRY(db.prepare(
      "SELECT id, kind, responsible_department_id, coalesce(credit_code, ''), coalesce(industry_code, ''), status, "
      "coalesce(last_checked_on, ''), township_code, coalesce(risk_class, '') FROM target WHERE valid_to IS NULL "
      "ORDER BY id"));
  Statement tag = MC_TRY(db.prepare("SELECT target_id, tag_id FROM target_tag ORDER BY target_id, tag_id"));
  bool has_tag = MC_TRY(tag.step());
  std::vector<TagId> tags;
  while (MC_TRY(read.step())) {
    Facts facts{.id = id_of<TargetId>(read, 0),
                .kind = target_kind_from(read.text(1)).value_or(TargetKind::behaviour),
                .department = id_of<DepartmentId>(read, 2),
                .credit_code = read.text(3),
                .industry = read.text(4),
                .status = read.text(5),
                .last_checked_on = read.text(6),
                .tags = {}};
    tags.clear();
    for (; has_tag && id_of<TargetId>(tag, 0) <= facts.id; has_tag = MC_TRY(tag.step()))
      if (id_of<TargetId>(tag, 0) == facts.id) tags.push_back(id_of<TagId>(tag, 1));
    facts.tags = tags;
    facts.is_at_visit_cap = capped.contains(facts.id);
    std::vector<std::uint8_t> concerned_by = concerning(reaching_items, facts);
    if (concerned_by.empty()) continue;
    auto id = roster_id(facts.kind, facts.id, facts.credit_code);
    if (!id) {
      ++frame.without_code;
      continue;
    }
    frame.targets.push_back({.id = facts.id,
                             .row = {.id = *std::move(id),
                                     .type = std::string(text_of(facts.kind)),
                                     .region = std::string(read.text(7)),
                                     .industry = std::string(facts.industry),
                                     .risk = std::string(read.text(8)),
                                     .tags = names_of(tags, frame.tag_names),
                                     .excluded = exclusion_of(task, facts, checked_since)},
                             .is_at_visit_cap = facts.is_at_visit_cap,
                             .items = std::move(concerned_by)});
  }
  std::ranges::sort(frame.targets, {}, [](const FramedTarget& target) -> const std::string& { return target.row.id; });
  return {};
}

/// In the roster by the inspectors' ids: whom they never check.
Result<std::map<InspectorId, std::vector<std::string>>> read_recused(Database& db, const Frame& frame) {
  std::map<TargetId, const std::string*> in_roster;
  for (const FramedTarget& target : frame.targets) in_roster.emplace(target.id, &target.row.id);
  Statement read = MC_TRY(db.prepare("SELECT inspector_id, target_id FROM recusal WHERE valid_to IS NULL"));
  std::map<InspectorId, std::vector<std::string>> recused;
  while (MC_TRY(read.step())) {
    const auto target = in_roster.find(id_of<TargetId>(read, 1));
    if (target != in_roster.end()) recused[id_of<InspectorId>(read, 0)].push_back(*target->second);
  }
  for (auto& [inspector, targets] : recused) std::ranges::sort(targets);
  return recused;
}

draw::Inspector row_of(const Inspector& inspector, const Task& task, std::string department) {
  draw::Inspector row;
  row.id = inspector.id.uuid.text();
  row.dept = std::move(department);
  for (const Certificate& certificate : inspector.certificates)
    if (is_valid_on(certificate, task.work.first_day) && is_valid_on(certificate, task.work.last_day))
      row.certs.push_back(certificate.field);
  row.skills = inspector.specialties;
  for (auto* const list : {&row.certs, &row.skills}) {
    std::ranges::sort(*list);
    list->erase(std::ranges::unique(*list).begin(), list->end());
  }
  if (inspector.capacity) row.capacity = static_cast<std::uint64_t>(*inspector.capacity);
  return row;
}

Result<> read_inspectors(Database& db, const Task& task, Frame& frame) {
  auto recused = MC_TRY(read_recused(db, frame));
  Statement read = MC_TRY(db.prepare("SELECT id, department_id FROM inspector WHERE valid_to IS NULL ORDER BY id"));
  while (MC_TRY(read.step())) {
    const auto department = id_of<DepartmentId>(read, 1);
    if (!task.work.concerns(department)) continue;
    const auto stored = MC_TRY(find_entity(db, id_of<InspectorId>(read, 0)));
    if (!stored) continue;
    const Inspector& inspector = stored->entity;
    if (const auto bar = draw_bar_within(inspector, task.work.first_day, task.work.last_day)) {
      ++frame.bars[department][static_cast<std::size_t>(*bar)];
      continue;
    }
    draw::Inspector row = row_of(inspector, task, frame.department_names[department]);
    row.recused = std::move(recused[inspector.id]);
    frame.inspectors.push_back(std::move(row));
  }
  std::ranges::sort(frame.inspectors, {}, &draw::Inspector::id);
  return {};
}

}  // namespace

std::optional<std::string> roster_id(TargetKind kind, const TargetId& id, std::string_view credit_code) {
  if (check_credit_code(credit_code).valid()) return std::string(credit_code);
  const bool needs_code =
      kind == TargetKind::enterprise || kind == TargetKind::self_employed || kind == TargetKind::cooperative;
  if (needs_code) return std::nullopt;
  return id.uuid.text();
}

Result<Frame> read_frame(Database& db, const Task& task) {
  Frame frame;
  frame.items = MC_TRY(read_task_items(db, task));
  frame.department_names =
      MC_TRY(read_id_names<DepartmentId>(db, "SELECT id, name FROM department WHERE valid_to IS NULL"));
  frame.tag_names = MC_TRY(read_id_names<TagId>(db, "SELECT id, name FROM tag WHERE valid_to IS NULL"));
  MC_TRY(read_targets(db, task, frame));
  MC_TRY(read_inspectors(db, task, frame));
  return frame;
}

}  // namespace mingchou::tasks
