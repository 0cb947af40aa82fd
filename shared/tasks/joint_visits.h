// Joint visits (联合上门): where several tasks drew the same target, one visit is proposed for all of them
// (进一次门、查多项事; 国办发〔2024〕54号: what can be merged is merged, what can be joined is joined).
//
//   proposed ──agree──▶ agreed
//      │                  │
//      └──────decline─────┴──▶ declined
//
// A proposal is worked out from the checks whenever somebody looks, and kept nowhere; a decision about it is kept. What
// was declined is not proposed again unless another check comes in.
//
// A check that comes later may join a visit that was agreed on: then all of it is agreed on anew, and the agreement
// before ends. Nobody who had agreed is asked again, so nothing that they agreed to gets wider: the days lie within
// those agreed on, and who leads stays. Each of them reads of it and may call the visit off. Pure; runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/tasks/check_states.h"
#include "shared/tasks/entities.h"

namespace mingchou::tasks {

struct JointVisitTag;
using JointVisitId = Id<JointVisitTag>;

enum class VisitState { proposed, agreed, declined };
std::string_view text_of(VisitState state);
std::optional<VisitState> visit_state_from(std::string_view text);

/// A check that is to come, as far as it matters here.
struct VisitCheck {
  CheckId id;
  TaskId task_id;
  TargetId target_id;
  /// Of its task, the initiating one first.
  std::vector<DepartmentId> department_ids;
  /// The task's period, both days included.
  CivilDate first_day, last_day;
  /// Of a sealed draw: until when nobody else may know of it.
  std::optional<CivilDate> sealed_until = {};
};

/// Days that still lie near each other, unless somebody says otherwise; and the most that can be said.
inline constexpr int days_near_default = 30, days_near_max = 366;

/// Both days included.
struct VisitPeriod {
  CivilDate first_day, last_day;
  bool operator==(const VisitPeriod&) const = default;
};

struct JointVisitProposal {
  TargetId target_id;
  /// The visit that was agreed on and that some of these checks join, and which of them do.
  std::optional<JointVisitId> joins = {};
  std::vector<CheckId> joining = {};
  /// Of at least two tasks, in the order of their periods.
  std::vector<CheckId> check_ids;
  /// Of the tasks of these checks, one for each.
  std::vector<VisitPeriod> periods;
  /// Those that may lead, each once, in the order in which the checks name them: the first one is proposed. Of a visit
  /// that is joined the one that leads it.
  std::vector<DepartmentId> department_ids;
  /// The days that all periods have in common. Where they only lie near each other: from the first last day to the last
  /// first day, which is where they come nearest; then one of the tasks has to leave its period.
  CivilDate first_day, last_day;
  /// 0 if the periods have a day in common; else how many days after the earliest last day the latest first day is.
  int days_apart = 0;

  bool is_overlapping() const { return days_apart == 0; }
  bool operator==(const JointVisitProposal&) const = default;
};

/// What can be done in one visit, in the order of targets, then of days. Each check stands in at most one proposal.
///
/// Common days come first: of each target the checks are put into the fewest visits that each lie within all their
/// periods, since those need nobody's consent but that of who goes. Only what is left alone by that is put together
/// with what lies within `days_near` days (0 to days_near_max) of it. Periods that are over before `today` are left
/// out, and no visit is proposed for a day that is gone. O(n log n) in the number of checks.
std::vector<JointVisitProposal> propose_joint_visits(std::span<const VisitCheck> checks, CivilDate today,
                                                     int days_near = days_near_default);

/// The checks of a visit that was declined.
using DeclinedChecks = std::vector<CheckId>;
/// Without proposals all of whose checks were declined together.
std::vector<JointVisitProposal> without_declined(std::vector<JointVisitProposal> proposals,
                                                 std::span<const DeclinedChecks> declined);

/// A visit that was agreed on and that nobody has set out for.
struct AgreedVisit {
  JointVisitId id;
  TargetId target_id;
  /// Those that are still to be made, in the order of their periods.
  std::vector<CheckId> check_ids;
  CivilDate first_day, last_day;
  DepartmentId lead_department_id;
  /// The last day on which one of its checks is sealed.
  std::optional<CivilDate> sealed_until = {};
};
/// Which checks can join which of the visits, all of one target: those whose periods have a day in common with what is
/// left of the days agreed on and with one another, unless that was declined before. A sealed one joins only what is
/// sealed as long: a visit that others know of would be gone for them, and so tell of it. Each joins the first visit
/// that it can, and only what stays in `checks` is there for other proposals.
std::vector<JointVisitProposal> propose_to_join(std::span<const AgreedVisit> visits, std::vector<VisitCheck>& checks,
                                                std::span<const DeclinedChecks> declined, CivilDate today);

/// The one of exactly these checks, in whatever order.
const JointVisitProposal* proposal_of(std::span<const JointVisitProposal> proposals, std::span<const CheckId> checks);

/// What is agreed on: the days between which all go together, and who leads.
struct Agreement {
  CivilDate first_day, last_day;
  DepartmentId lead_department_id;
  bool operator==(const Agreement&) const = default;
};
/// Errors: tasks.visit_days {first_day, last_day} unless the days lie, in their order, within the proposed ones;
/// tasks.visit_days_apart {first_day, last_day} for days of which some lie in no task's period, where the periods have
/// none in common; tasks.visit_lead for a department that doesn't go.
Result<> check_agreement(const JointVisitProposal& proposal, const Agreement& agreement);

/// Of a visit that is kept: an agreement may be called off until it has taken place. `checks` are the states of its
/// checks, `last_day` is the last one agreed on. Errors: tasks.visit_declined, tasks.visit_over.
Result<> check_call_off(VisitState state, std::span<const CheckState> checks, CivilDate last_day, CivilDate today);

}  // namespace mingchou::tasks
