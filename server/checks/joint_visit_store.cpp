#include "server/checks/joint_visit_store.h"

#include <algorithm>
#include <iterator>

#include "shared/items/rules.h"
#include "shared/items/store_row.h"

namespace mingchou::server {
namespace {

using items::date_or_nothing;
using items::id_of;
using tasks::AgreedVisit;
using tasks::JointVisitProposal;
using tasks::VisitCheck;
using tasks::VisitState;

/// Whether a department takes part in the task of a check `made`.
std::string concerns(std::string_view department) {
  return "EXISTS (SELECT 1 FROM task_department AS place WHERE place.department_id = " + std::string(department) +
         " AND place.task_id = made.task_id)";
}

/// Why a check `made` goes with others already: an agreement of which another check is still to be made. ?1: today.
/// What a reader does not know of must not take a proposal away from them, or they know that it is there.
std::string joined(const VisitScope& scope) {
  std::string sql =
      "EXISTS (SELECT 1 FROM joint_visit_check AS joined JOIN joint_visit_check AS part ON part.visit_id = "
      "joined.visit_id AND part.check_id <> joined.check_id JOIN target_check AS other ON other.id = part.check_id "
      "WHERE joined.check_id = made.id AND joined.is_agreed = 1 AND other.state NOT IN ('closed', 'substituted')";
  if (!scope.knows_sealed)
    sql +=
        " AND NOT EXISTS (SELECT 1 FROM joint_visit_check AS hidden JOIN target_check AS sealed ON sealed.id = "
        "hidden.check_id WHERE hidden.visit_id = joined.visit_id AND sealed.sealed_until >= ?1)";
  return sql + ")";
}

/// The checks that a reader sees and that can go together with others. ?1: today; ?2: within. The states stand as in
/// the index target_check_to_come.
std::string to_come(const VisitScope& scope) {
  std::string sql =
      " FROM target_check AS made JOIN task ON task.id = made.task_id WHERE made.state IN ('drawn', 'assigned', "
      "'accepted', 'recalled') AND task.last_day >= ?1 AND NOT " +
      joined(scope);
  if (!scope.knows_sealed) sql += " AND (made.sealed_until IS NULL OR made.sealed_until < ?1)";
  return sql + " AND (?2 IS NULL OR " + concerns("?2") + ")";
}

/// What a reader may see of visits that were decided. ?1: today; ?2: within. Where one was agreed on, the departments
/// went together, and each learns that it was called off; what was only declined stays with those who see all of it.
std::string decided_within(const VisitScope& scope) {
  const std::string parts =
      "EXISTS (SELECT 1 FROM joint_visit_check AS part JOIN target_check AS made ON made.id = part.check_id WHERE "
      "part.visit_id = visit.id AND ";
  const std::string sql = " AND (?2 IS NULL OR CASE WHEN visit.agreed_at IS NULL THEN NOT " + parts + "NOT " +
                          concerns("?2") + ") ELSE " + parts + concerns("?2") + ") END)";
  // Bound in either case.
  return sql + " AND NOT (" + (scope.knows_sealed ? "?1 IS NULL" : parts + "made.sealed_until >= ?1)") + ")";
}

Result<std::vector<DepartmentId>> departments_of(Database& db, const tasks::TaskId& task) {
  Statement read =
      MC_TRY(db.prepare("SELECT department_id FROM task_department JOIN task ON task.id = task_id WHERE task_id = ? "
                        "ORDER BY department_id <> initiating_department_id, department_id"));
  read.bind(1, task);
  std::vector<DepartmentId> departments;
  while (MC_TRY(read.step())) departments.push_back(id_of<DepartmentId>(read, 0));
  return departments;
}

/// The checks at that target that a reader sees and that can go together with others.
Result<std::vector<VisitCheck>> free_checks(Database& db, const VisitScope& scope, const TargetId& target) {
  Statement read = MC_TRY(db.prepare("SELECT made.id, made.task_id, task.first_day, task.last_day, made.sealed_until" +
                                     to_come(scope) + " AND made.target_id = ?3"));
  read.bind_all(scope.today.text(), scope.within, target);
  std::vector<VisitCheck> checks;
  while (MC_TRY(read.step()))
    checks.push_back({.id = id_of<CheckId>(read, 0),
                      .task_id = id_of<tasks::TaskId>(read, 1),
                      .target_id = target,
                      .department_ids = {},
                      .first_day = items::date_of(read, 2),
                      .last_day = items::date_of(read, 3),
                      .sealed_until = date_or_nothing(read, 4)});
  read.reset();
  for (VisitCheck& check : checks) check.department_ids = MC_TRY(departments_of(db, check.task_id));
  return checks;
}

struct Part {
  CheckId id;
  tasks::CheckState state = tasks::CheckState::drawn;
};

/// Its checks, also those that have left, in the order of their tasks' periods.
Result<std::vector<Part>> parts_of(Database& db, const JointVisitId& id) {
  Statement read = MC_TRY(
      db.prepare("SELECT made.id, made.state FROM joint_visit_check AS part JOIN target_check AS made ON made.id = "
                 "part.check_id JOIN task ON task.id = made.task_id WHERE part.visit_id = ? "
                 "ORDER BY task.first_day, task.last_day, made.id"));
  read.bind(1, id);
  std::vector<Part> parts;
  while (MC_TRY(read.step()))
    parts.push_back(
        {id_of<CheckId>(read, 0), tasks::check_state_from(read.text(1)).value_or(tasks::CheckState::closed)});
  return parts;
}

std::vector<CheckId> ids_of(std::span<const Part> parts) {
  std::vector<CheckId> ids;
  for (const Part& part : parts) ids.push_back(part.id);
  return ids;
}

Result<std::vector<CheckId>> checks_of(Database& db, const JointVisitId& id) {
  return ids_of(MC_TRY(parts_of(db, id)));
}

/// Those of its checks that are not over; nothing once one of them has begun.
Result<std::vector<CheckId>> checks_to_join(Database& db, const JointVisitId& id) {
  auto parts = MC_TRY(parts_of(db, id));
  std::erase_if(parts, [](const Part& part) { return tasks::is_over(part.state); });
  const bool has_begun = !std::ranges::all_of(parts, tasks::is_to_come, &Part::state);
  return has_begun ? std::vector<CheckId>() : ids_of(parts);
}

/// The visits at that target that a reader is told of and that others can join. Of one of whose checks a single one is
/// left that one is free.
Result<std::vector<AgreedVisit>> visits_to_join(Database& db, const VisitScope& scope, const TargetId& target) {
  Statement read = MC_TRY(db.prepare(
      "SELECT visit.id, visit.first_day, visit.last_day, visit.lead_department_id, (SELECT max(made.sealed_until) FROM "
      "joint_visit_check AS part JOIN target_check AS made ON made.id = part.check_id WHERE part.visit_id = visit.id) "
      "FROM joint_visit AS visit WHERE visit.state = 'agreed' AND visit.target_id = ?3 AND visit.last_day >= ?1" +
      decided_within(scope) + " ORDER BY visit.first_day, visit.id"));
  read.bind_all(scope.today.text(), scope.within, target);
  std::vector<AgreedVisit> visits;
  while (MC_TRY(read.step()))
    visits.push_back({.id = id_of<JointVisitId>(read, 0),
                      .target_id = target,
                      .check_ids = {},
                      .first_day = items::date_of(read, 1),
                      .last_day = items::date_of(read, 2),
                      .lead_department_id = id_of<DepartmentId>(read, 3),
                      .sealed_until = date_or_nothing(read, 4)});
  read.reset();
  for (AgreedVisit& visit : visits) visit.check_ids = MC_TRY(checks_to_join(db, visit.id));
  std::erase_if(visits, [](const AgreedVisit& visit) { return visit.check_ids.size() < 2; });
  return visits;
}

/// What exactly these checks come to, if a reader sees that they can go together.
Result<std::optional<JointVisitProposal>> proposal_among(Database& db, const VisitScope& scope, int days_near,
                                                         const TargetId& target, std::span<const CheckId> checks) {
  const auto is_meant = [&](const CheckId& id) { return std::ranges::contains(checks, id); };
  auto visits = MC_TRY(visits_to_join(db, scope, target));
  std::erase_if(visits, [&](const AgreedVisit& visit) { return !std::ranges::all_of(visit.check_ids, is_meant); });
  auto free = MC_TRY(free_checks(db, scope, target));
  std::erase_if(free, [&](const VisitCheck& check) { return !is_meant(check.id); });
  auto proposals = tasks::propose_to_join(visits, free, {}, scope.today);
  std::ranges::move(tasks::propose_joint_visits(free, scope.today, days_near), std::back_inserter(proposals));
  const JointVisitProposal* const found = tasks::proposal_of(proposals, checks);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

/// Of that target, as far as the reader sees all of each.
Result<std::vector<tasks::DeclinedChecks>> declined_for(Database& db, const VisitScope& scope, const TargetId& target) {
  Statement read =
      MC_TRY(db.prepare("SELECT visit.id FROM joint_visit AS visit WHERE visit.state = 'declined' AND target_id = ?3" +
                        decided_within(scope)));
  read.bind_all(scope.today.text(), scope.within, target);
  std::vector<JointVisitId> visits;
  while (MC_TRY(read.step())) visits.push_back(id_of<JointVisitId>(read, 0));
  read.reset();
  std::vector<tasks::DeclinedChecks> declined;
  declined.reserve(visits.size());
  for (const JointVisitId& visit : visits) declined.push_back(MC_TRY(checks_of(db, visit)));
  return declined;
}

/// What is proposed to a reader: first to join what was agreed on, then what can go together besides.
Result<std::vector<JointVisitProposal>> proposals_for(Database& db, const VisitScope& scope, int days_near,
                                                      const TargetId& target) {
  const auto declined = MC_TRY(declined_for(db, scope, target));
  auto free = MC_TRY(free_checks(db, scope, target));
  auto proposals = tasks::propose_to_join(MC_TRY(visits_to_join(db, scope, target)), free, declined, scope.today);
  auto others = tasks::without_declined(tasks::propose_joint_visits(free, scope.today, days_near), declined);
  std::ranges::move(others, std::back_inserter(proposals));
  return proposals;
}

Result<StoredVisit> visit_of(Database& db, const JointVisitProposal& proposal) {
  StoredVisit visit;
  visit.checks = MC_TRY(find_checks(db, proposal.check_ids));
  visit.first_day = proposal.first_day;
  visit.last_day = proposal.last_day;
  visit.days_apart = proposal.days_apart;
  if (!proposal.department_ids.empty()) visit.lead_department_id = proposal.department_ids.front();
  visit.joining = proposal.joining;
  return visit;
}

Result<VisitPage> read_proposed(Database& db, const VisitQuery& query) {
  std::string sql = "SELECT made.target_id" + to_come(query.scope);
  // What narrows most stands in the text itself, so that an index is used for it.
  if (query.cursor) sql += " AND made.target_id > ?3";
  if (query.task_id) sql += " AND made.target_id IN (SELECT target_id FROM target_check WHERE task_id = ?5)";
  // Two that are free, or one where others have agreed on a visit already: as far as the reader knows, for the page
  // after a target that yields nothing would tell of it.
  sql +=
      " GROUP BY made.target_id HAVING count(DISTINCT made.task_id) > 1 OR EXISTS (SELECT 1 FROM joint_visit AS visit "
      "WHERE visit.target_id = made.target_id AND visit.state = 'agreed' AND visit.last_day >= ?1" +
      decided_within(query.scope) + ") ORDER BY made.target_id LIMIT ?4";
  Statement read = MC_TRY(db.prepare(sql));
  read.bind(1, query.scope.today.text()).bind(2, query.scope.within);
  if (query.cursor) read.bind(3, TargetId{*query.cursor});
  read.bind(4, query.limit + 1);
  if (query.task_id) read.bind(5, query.task_id);
  std::vector<TargetId> targets;
  while (MC_TRY(read.step())) targets.push_back(id_of<TargetId>(read, 0));
  read.reset();
  VisitPage page;
  if (targets.size() > static_cast<std::size_t>(query.limit)) {
    targets.pop_back();
    page.next = targets.back().uuid;
  }
  for (const TargetId& target : targets) {
    const auto proposals = MC_TRY(proposals_for(db, query.scope, query.days_near, target));
    for (const JointVisitProposal& proposal : proposals) {
      StoredVisit visit = MC_TRY(visit_of(db, proposal));
      const bool is_asked_for =
          !query.task_id || std::ranges::contains(visit.checks, *query.task_id, &StoredCheck::task_id);
      if (is_asked_for) page.visits.push_back(std::move(visit));
    }
  }
  return page;
}

Result<VisitPage> read_decided(Database& db, const VisitQuery& query) {
  Statement read = MC_TRY(db.prepare(
      "SELECT visit.id FROM joint_visit AS visit WHERE visit.state = ?3 AND (?4 IS NULL OR visit.id < ?4) AND "
      "(?5 IS NULL OR EXISTS (SELECT 1 FROM joint_visit_check AS part JOIN target_check AS made ON made.id = "
      "part.check_id WHERE part.visit_id = visit.id AND made.task_id = ?5))" +
      decided_within(query.scope) + " ORDER BY visit.id DESC LIMIT ?6"));
  read.bind(1, query.scope.today.text()).bind(2, query.scope.within).bind(3, text_of(query.state));
  read.bind(4, query.cursor ? std::optional(JointVisitId{*query.cursor}) : std::nullopt);
  read.bind(5, query.task_id).bind(6, query.limit + 1);
  std::vector<JointVisitId> ids;
  while (MC_TRY(read.step())) ids.push_back(id_of<JointVisitId>(read, 0));
  read.reset();
  VisitPage page;
  if (ids.size() > static_cast<std::size_t>(query.limit)) {
    ids.pop_back();
    page.next = ids.back().uuid;
  }
  for (const JointVisitId& id : ids)
    if (auto visit = MC_TRY(find_visit(db, id))) page.visits.push_back(*std::move(visit));
  return page;
}

bool is_so(const StoredVisit& visit, const VisitDecision& decision) {
  if (!decision.agreement) return visit.state == VisitState::declined;
  const tasks::Agreement& agreement = *decision.agreement;
  return visit.state == VisitState::agreed && visit.first_day == agreement.first_day &&
         visit.last_day == agreement.last_day && visit.lead_department_id == agreement.lead_department_id;
}

Result<> end_agreement(Database& db, const JointVisitId& id, std::string_view reason, const items::Write& write) {
  MC_TRY(db.run("UPDATE joint_visit SET state = 'declined', declined_at = ?, declined_by = ?, reason = ? WHERE id = ?",
                write.at, write.by, reason, id));
  return db.run("UPDATE joint_visit_check SET is_agreed = 0 WHERE visit_id = ?", id);
}

/// The visit that was decided in the same way of the same checks, if nothing else was decided about these since.
Result<std::optional<StoredVisit>> same_decision(Database& db, const TargetId& target, const VisitDecision& decision) {
  // By row, since several ids may be of one millisecond.
  Statement read = MC_TRY(db.prepare("SELECT id FROM joint_visit WHERE target_id = ? ORDER BY rowid DESC"));
  read.bind(1, target);
  std::vector<JointVisitId> ids;
  while (MC_TRY(read.step())) ids.push_back(id_of<JointVisitId>(read, 0));
  read.reset();
  for (const JointVisitId& id : ids) {
    const std::vector<CheckId> checks = MC_TRY(checks_of(db, id));
    if (checks.size() != decision.check_ids.size() || !std::ranges::is_permutation(checks, decision.check_ids))
      continue;
    auto visit = MC_TRY(find_visit(db, id));
    return visit && is_so(*visit, decision) ? std::move(visit) : std::nullopt;
  }
  return std::nullopt;
}

/// What was agreed on and of which nothing but this check is left goes nowhere any more, and makes place.
Result<> release(Database& db, const CheckId& check, const items::Write& write) {
  Statement find = MC_TRY(db.prepare(R"sql(
    SELECT joined.visit_id FROM joint_visit_check AS joined
    WHERE joined.check_id = ?1 AND joined.is_agreed = 1 AND NOT EXISTS
      (SELECT 1 FROM joint_visit_check AS part JOIN target_check AS other ON other.id = part.check_id
       WHERE part.visit_id = joined.visit_id AND part.check_id <> ?1
         AND other.state NOT IN ('closed', 'substituted')))sql"));
  find.bind(1, check);
  if (!MC_TRY(find.step())) return {};
  const auto visit = id_of<JointVisitId>(find, 0);
  find.reset();
  return end_agreement(db, visit, "其他检查已结束或不再进行", write);
}

Result<> insert_visit(Database& db, const TargetId& target, const VisitDecision& decision, const items::Write& write) {
  const bool is_agreed = decision.agreement.has_value();
  if (is_agreed) {
    const tasks::Agreement& agreement = *decision.agreement;
    MC_TRY(db.run(R"sql(
      INSERT INTO joint_visit (id, target_id, state, first_day, last_day, lead_department_id, agreed_at, agreed_by)
      VALUES (?, ?, 'agreed', ?, ?, ?, ?, ?))sql",
                  decision.id, target, agreement.first_day.text(), agreement.last_day.text(),
                  agreement.lead_department_id, write.at, write.by));
  } else {
    const std::string reason = MC_TRY(items::tidy_lines("reason", decision.reason, items::reason_characters_max));
    MC_TRY(db.run(R"sql(
      INSERT INTO joint_visit (id, target_id, state, declined_at, declined_by, reason)
      VALUES (?, ?, 'declined', ?, ?, ?))sql",
                  decision.id, target, write.at, write.by, reason));
  }
  for (const CheckId& check : decision.check_ids) {
    if (is_agreed) MC_TRY(release(db, check, write));
    MC_TRY(db.run("INSERT INTO joint_visit_check (visit_id, check_id, is_agreed) VALUES (?, ?, ?)", decision.id, check,
                  is_agreed));
  }
  return {};
}

std::unexpected<Error> gone() { return fail(Error("tasks.visit_gone")); }

}  // namespace

Result<VisitPage> read_visits(Database& db, const VisitQuery& query) {
  return query.state == VisitState::proposed ? read_proposed(db, query) : read_decided(db, query);
}

Result<std::optional<StoredVisit>> find_visit(Database& db, const JointVisitId& id) {
  Statement find = MC_TRY(
      db.prepare("SELECT state, first_day, last_day, lead_department_id, reason, coalesce(declined_at, agreed_at), "
                 "coalesce(declined_by, agreed_by) FROM joint_visit WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  StoredVisit visit;
  visit.id = id;
  visit.state = tasks::visit_state_from(find.text(0)).value_or(VisitState::declined);
  visit.first_day = date_or_nothing(find, 1);
  visit.last_day = date_or_nothing(find, 2);
  if (!find.is_null(3)) visit.lead_department_id = id_of<DepartmentId>(find, 3);
  visit.reason = find.text(4);
  visit.decided_at = find.instant(5);
  visit.decided_by = find.text(6);
  find.reset();
  const std::vector<CheckId> checks = MC_TRY(checks_of(db, id));
  visit.checks = MC_TRY(find_checks(db, checks));
  return visit;
}

Result<std::optional<JointVisitId>> visit_of_check(Database& db, const CheckId& check) {
  Statement find = MC_TRY(db.prepare("SELECT visit_id FROM joint_visit_check WHERE check_id = ? AND is_agreed = 1"));
  find.bind(1, check);
  if (!MC_TRY(find.step())) return std::nullopt;
  return id_of<JointVisitId>(find, 0);
}

Result<bool> may_be_agreed(Database& db, const VisitScope& scope, int days_near, const StoredVisit& visit) {
  if (visit.state != VisitState::declined) return visit.state == VisitState::proposed;
  const bool was_agreed = visit.first_day && visit.last_day && visit.lead_department_id;
  if (!was_agreed || visit.checks.empty()) return false;
  std::vector<CheckId> checks;
  checks.reserve(visit.checks.size());
  for (const StoredCheck& check : visit.checks) checks.push_back(check.id);
  const auto proposal = MC_TRY(proposal_among(db, scope, days_near, visit.checks.front().target_id, checks));
  const tasks::Agreement again{.first_day = std::max(*visit.first_day, scope.today),
                               .last_day = *visit.last_day,
                               .lead_department_id = *visit.lead_department_id};
  return proposal && tasks::check_agreement(*proposal, again);
}

Result<Decided> decide_visit(Database& db, const VisitScope& scope, int days_near, const VisitDecision& decision,
                             const items::Write& write) {
  const auto first = MC_TRY(find_checks(db, std::span(decision.check_ids).first(decision.check_ids.empty() ? 0 : 1)));
  if (first.empty()) return gone();
  const TargetId target = first.front().target_id;
  if (auto same = MC_TRY(same_decision(db, target, decision)))
    return Decided{.visit = *std::move(same), .was_so_before = true};
  const auto proposal = MC_TRY(proposal_among(db, scope, days_near, target, decision.check_ids));
  if (!proposal) return gone();
  if (decision.agreement) MC_TRY(tasks::check_agreement(*proposal, *decision.agreement));
  Decided decided;
  if (decision.agreement && proposal->joins) {
    decided.joined = MC_TRY(find_visit(db, *proposal->joins));
    MC_TRY(end_agreement(db, *proposal->joins, "另有任务加入，已重新商定", write));
  }
  MC_TRY(insert_visit(db, target, decision, write));
  auto visit = MC_TRY(find_visit(db, decision.id));
  if (!visit) return gone();
  decided.visit = *std::move(visit);
  return decided;
}

Result<StoredVisit> call_off_visit(Database& db, const JointVisitId& id, std::string_view reason,
                                   const items::Write& write) {
  const auto before = MC_TRY(find_visit(db, id));
  if (!before) return gone();
  std::vector<tasks::CheckState> states;
  for (const StoredCheck& check : before->checks) states.push_back(check.state);
  MC_TRY(tasks::check_call_off(before->state, states, before->last_day.value_or(write.today()), write.today()));
  const std::string tidied = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  MC_TRY(end_agreement(db, id, tidied, write));
  auto visit = MC_TRY(find_visit(db, id));
  if (!visit) return gone();
  return *std::move(visit);
}

}  // namespace mingchou::server
