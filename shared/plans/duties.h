// What is open about the yearly plan on a day: the next year's plan approved in time, an approved one filed, a filed or
// published one on both channels, and tasks whose period has ended. Pure; runs everywhere.
#pragma once

#include <span>
#include <vector>

#include "shared/calendar/working_calendar.h"
#include "shared/plans/versions.h"

namespace mingchou::plans {

/// Terms are data: another county, another year's notice.
struct DutyRules {
  /// 二(四) asks for the *next* year's plan without naming a day, so it is due before that year begins: by the last day
  /// of the year before. A county that was given another day sets it here.
  unsigned approval_due_month = 12, approval_due_day = 31;
  /// From this month on the next year's plan stands among what is open; earlier nobody works on it.
  unsigned approval_shown_from_month = 10;
  /// 政府信息公开条例 26: within 20 working days of its making or change, which the approval is.
  int publication_working_days = 20;
};

struct RowFacts {
  RowId id;
  std::string name;
  DepartmentId initiating_department_id;
  CivilDate last_day;
};

struct VersionFacts {
  VersionId id;
  std::int64_t number = 1;
  State state = State::draft;
  std::optional<CivilDate> approved_on;
  std::vector<Channel> channels;
  /// Of the published version.
  std::vector<RowFacts> rows;
};

struct PlanFacts {
  PlanId id;
  int year = 0;
  std::vector<VersionFacts> versions;
};

enum class DutyKind { approval, filing, publication, period_ended };
std::string_view text_of(DutyKind kind);

struct Duty {
  DutyKind kind = DutyKind::approval;
  int year = 0;
  /// Nothing while the year has no plan.
  std::optional<PlanId> plan_id;
  /// Of all but `approval`.
  std::optional<VersionId> version_id;
  std::int64_t number = 0;
  /// Of `publication`.
  Channel channel = Channel::department_portal;
  /// Of `period_ended`.
  std::optional<RowFacts> row;
  /// Nothing for a filing, for which no rule sets a day, and while the working-day calendar of that year is unknown;
  /// may still move if it is provisional.
  std::optional<CivilDate> due;
  bool is_provisional = false;
  bool is_overdue = false;
};

/// The duties that are open on `today`: by year, and within it in the order of the kinds. An ended period is open until
/// the plan itself is ended; whether its task was carried out is for the task to tell.
std::vector<Duty> open_duties(std::span<const PlanFacts> plans, CivilDate today, const WorkingCalendar& calendar,
                              const DutyRules& rules = {});

}  // namespace mingchou::plans
