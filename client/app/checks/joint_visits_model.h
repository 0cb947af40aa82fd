// Joint visits as screens see them: what is proposed for targets that several tasks would visit, and what was decided.
// Plain data: JointVisitsKeeper fills it between frames.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/submission.h"
#include "client/app/model/loaded.h"
#include "shared/base/time.h"
#include "shared/base/uuid.h"
#include "shared/calendar/civil_date.h"
#include "shared/tasks/check_states.h"
#include "shared/tasks/joint_visits.h"

namespace mingchou::client {

namespace visit_limits {
inline constexpr int page_size = 50;
inline constexpr std::size_t visits_max = 1000;
inline constexpr std::size_t parts_max = 200;
inline constexpr std::size_t departments_max = 1000;
}  // namespace visit_limits

struct JointVisit {
  struct Department {
    Uuid id;
    std::string name;
  };
  /// A check of one of the tasks.
  struct Part {
    Uuid check_id;
    std::string task_number, task_name;
    CivilDate first_day, last_day;
    tasks::CheckState state = tasks::CheckState::drawn;
    /// Whom its draw drew is not for everybody until then, that day included.
    std::optional<CivilDate> sealed_until;
    /// Of a proposal: the others go together already, and this one would join them.
    bool joins = false;
  };
  /// Nothing of a proposal.
  std::optional<Uuid> id;
  tasks::VisitState state = tasks::VisitState::proposed;
  Uuid target_id;
  std::string target_name, address;
  /// Nothing of a proposal that was declined.
  std::optional<CivilDate> first_day, last_day;
  int days_apart = 0;
  std::optional<Uuid> lead_department_id;
  std::vector<Department> departments;
  std::vector<Part> parts;
  /// Of what was called off: it can be agreed on again.
  bool may_be_agreed = false;
  /// Where it is more than a department's cap allows.
  std::vector<Error> warnings;
  std::string reason, decided_by;
  std::optional<Instant> decided_at;
};

/// Who agrees tells others of a sealed draw.
bool is_sealed(const JointVisit& visit, CivilDate today);
/// An agreement that has not taken place.
bool may_be_called_off(const JointVisit& visit, CivilDate today);
/// One that was called off, on the days of then that are left, unless its checks go otherwise now.
std::optional<JointVisit> agreed_again(const JointVisit& visit, CivilDate today);
/// Whether both are about the same checks.
bool is_same(const JointVisit& one, const JointVisit& other);

/// How often a department may visit one target in a year.
struct DepartmentVisitCap {
  Uuid department_id;
  std::string department, reason, recorded_by;
  std::optional<std::int64_t> visits_max;
  /// 0 before any was set.
  std::int64_t revision = 0;
};

struct JointVisitsModel {
  /// What is shown: of all tasks or of one, and in which state.
  std::optional<tasks::TaskId> task;
  tasks::VisitState shown = tasks::VisitState::proposed;
  Loaded<std::vector<JointVisit>> list;
  std::string next_cursor;
  /// There are more than can be shown.
  bool has_unshown = false;
  Submission decide;
  int caps_year = 0;
  Loaded<std::vector<DepartmentVisitCap>> caps;
  Submission save_cap;
};

struct ReadJointVisits {
  std::optional<tasks::TaskId> task;
  tasks::VisitState state = tasks::VisitState::proposed;
};
struct ReadMoreJointVisits {};
/// On the visit's days, under its lead.
struct AgreeJointVisit {
  JointVisit visit;
};
/// A proposal, or what was agreed on.
struct DeclineJointVisit {
  JointVisit visit;
  std::string reason;
};
struct ReadDepartmentCaps {
  int year = 0;
};
struct SaveDepartmentCap {
  Uuid department_id;
  int year = 0;
  std::int64_t revision = 0;
  /// Nothing: no cap.
  std::optional<std::int64_t> visits_max;
  std::string reason;
};
using JointVisitsRequest = std::variant<ReadJointVisits, ReadMoreJointVisits, AgreeJointVisit, DeclineJointVisit,
                                        ReadDepartmentCaps, SaveDepartmentCap>;

}  // namespace mingchou::client
