// What a task would draw, counted while it is edited, and whether it may: "3,412 targets match, 103 will be drawn".
//
// Nothing of it needs entropy: how many are drawn of each stratum is fixed by the registers, only who is not. Pure;
// runs everywhere.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/tasks/frame.h"

namespace mingchou::tasks {

struct StratumCount {
  std::string name;
  std::uint64_t eligible = 0;  // targets that can be drawn
  std::uint64_t drawn = 0;
  std::uint64_t substitutes = 0;  // that stand by
};

/// A department's people, and what the task asks of them.
struct PlaceCount {
  DepartmentId department_id;
  std::uint64_t in_roster = 0;
  Bars bars{};                 // who is not, by reason
  std::uint64_t eligible = 0;  // of the roster, with all certificates and specialties asked for
  std::uint64_t places = 0;    // targets that these can take together
  std::uint64_t needed = 0;    // drawn targets × inspectors
  std::uint64_t load = 0;      // the most that one of them gets, evenly spread; 0 without people
};

struct Assessment {
  std::uint64_t concerned = 0;                                  // rows of the target roster
  std::array<std::uint64_t, draw::exclusion_count> excluded{};  // by reason, of those that a stratum would take
  std::uint64_t outside = 0;                                    // of those not excluded: in no stratum
  std::vector<StratumCount> strata;
  std::uint64_t eligible = 0, drawn = 0;  // over all strata
  std::vector<PlaceCount> team;
  /// Why the task can't be made ready. Codes: tasks.period_over {date}, tasks.nothing_in_range, tasks.count_above_cap
  /// {code, count, max}, tasks.more_than_planned {count, max}, tasks.too_few_inspectors {department, needed, eligible},
  /// tasks.too_few_places {department, needed, places}; and where recusals could leave targets without a team, the
  /// sentences of draw::shortfall_sentences() of a trial draw in which they do, or tasks.team_unsure {department}.
  std::vector<Error> refusals;
  /// What would help where places are short, each by itself and no less. Codes: tasks.remedy_load {load} (it helps
  /// every department at once), tasks.remedy_people {department, people}, tasks.remedy_targets {department, count}.
  std::vector<Error> remedies;
  /// What its maker should know. Codes: tasks.without_code {count}, tasks.stratum_empty {name}, tasks.stratum_short
  /// {name, count, eligible}, tasks.fewer_than_planned {count, max}, tasks.visit_cap_reached {count},
  /// tasks.department_alone {department}, tasks.more_than_estimated {count, estimate}.
  std::vector<Error> warnings;

  bool may_be_drawn() const { return refusals.empty(); }
};

/// `task` passed check_task(); `frame` is read for it.
Assessment assess(const Task& task, const Frame& frame, CivilDate today);

}  // namespace mingchou::tasks
