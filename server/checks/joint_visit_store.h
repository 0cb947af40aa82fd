// Joint visits in the database (server/migrations/0018_joint_visits.sql), inside the caller's transaction: what is
// proposed to a reader, and what was decided. Who may see which of them is the query's to say, by the rules of
// shared/tasks/check_sight.h.
//
// A proposal is made of the checks that its reader sees: one of the others, sealed perhaps, neither shows itself in it
// nor, by a proposal that is missing, betrays that it is there. Checks that could join a visit that was agreed on are
// proposed for it to whoever is told of the visit and sees those checks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/checks/check_store.h"
#include "shared/tasks/joint_visits.h"

namespace mingchou::server {

using tasks::JointVisitId;

struct StoredVisit {
  /// Nothing of a proposal.
  std::optional<JointVisitId> id = {};
  tasks::VisitState state = tasks::VisitState::proposed;
  /// With their target and teams, in the order of their tasks' periods; of what was decided also those that have left.
  std::vector<StoredCheck> checks;
  /// As proposed or agreed; nothing of a proposal that was declined.
  std::optional<CivilDate> first_day = {}, last_day = {};
  int days_apart = 0;  // of a proposal
  /// The one that is proposed to lead, or that was agreed on.
  std::optional<DepartmentId> lead_department_id = {};
  /// Of a proposal: those of the checks that would join the visit that was agreed on for the others.
  std::vector<CheckId> joining;
  std::string reason;
  std::optional<Instant> decided_at = {};
  std::string decided_by;

  /// Also of one that was called off.
  bool was_agreed() const { return state != tasks::VisitState::proposed && first_day.has_value(); }
};

/// How far a reader sees, from their scope and never from a request.
struct VisitScope {
  /// Only tasks in which that department takes part.
  std::optional<DepartmentId> within = {};
  /// Whether checks of sealed tasks are seen before their period is over.
  bool knows_sealed = false;
  CivilDate today;
};

struct VisitQuery {
  VisitScope scope;
  tasks::VisitState state = tasks::VisitState::proposed;
  /// Only visits that a check of that task belongs to.
  std::optional<tasks::TaskId> task_id = {};
  int days_near = tasks::days_near_default;
  /// Proposals by target: those of targets after this one. What was decided, newest first: before this one.
  std::optional<Uuid> cursor = {};
  int limit = items::page_default;  // targets, or visits
};
struct VisitPage {
  std::vector<StoredVisit> visits;
  /// Where the next page begins. Not every target of a page has a proposal, so a page may be short and not the last.
  std::optional<Uuid> next;
};
Result<VisitPage> read_visits(Database& db, const VisitQuery& query);
Result<std::optional<StoredVisit>> find_visit(Database& db, const JointVisitId& id);

/// The visit that takes place and that the check belongs to.
Result<std::optional<JointVisitId>> visit_of_check(Database& db, const CheckId& check);

/// Whether it can be agreed on as it stands: what is proposed, or what was called off and can be on the days of then
/// that are left.
Result<bool> may_be_agreed(Database& db, const VisitScope& scope, int days_near, const StoredVisit& visit);

/// A decision about what can go together, of exactly these checks, for who decides.
struct VisitDecision {
  JointVisitId id;
  std::vector<CheckId> check_ids;
  /// Nothing: it is declined, with a reason.
  std::optional<tasks::Agreement> agreement = {};
  std::string reason;
};
struct Decided {
  StoredVisit visit;
  /// Whether the same was decided of the same checks before, and nothing else since: then nothing was written. Whether
  /// who asks may see it is for the caller to know.
  bool was_so_before = false;
  /// The visit that checks have joined, as it was: this one has taken its place.
  std::optional<StoredVisit> joined = {};
};
/// Errors: tasks.visit_gone if these checks can't go together (any more), those of tasks::check_agreement() and
/// items::tidy_lines().
Result<Decided> decide_visit(Database& db, const VisitScope& scope, int days_near, const VisitDecision& decision,
                             const items::Write& write);
/// Errors: tasks.visit_gone; those of tasks::check_call_off() and items::tidy_lines().
Result<StoredVisit> call_off_visit(Database& db, const JointVisitId& id, std::string_view reason,
                                   const items::Write& write);

}  // namespace mingchou::server
