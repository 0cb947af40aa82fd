// Checks that a draw gave out, as screens see them: an inspector's own, and how a task's are spread over departments
// and people. Plain data: ChecksKeeper fills it between frames.
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
#include "shared/tasks/entities.h"

namespace mingchou::client {

namespace check_limits {
inline constexpr int page_size = 200;
inline constexpr std::size_t checks_max = 5000;
inline constexpr std::size_t people_max = 5000;
}  // namespace check_limits

struct CheckInspector {
  Uuid id;
  std::string name, department;
  bool is_lead = false;
};
struct CheckItem {
  std::string code, name;
};
/// Others who go to the same target, and the days on which all go together.
struct CheckVisit {
  struct Other {
    std::string task_number, task_name;
    std::vector<CheckInspector> inspectors;
  };
  CivilDate first_day, last_day;
  std::vector<Other> others;
};
struct Check {
  Uuid id;
  tasks::CheckState state = tasks::CheckState::drawn;
  std::string task_number, task_name;
  Uuid target_id;
  std::string target_name, credit_code, township_code, address;
  /// The leading one first; empty while a department has too few people.
  std::vector<CheckInspector> inspectors;
  std::vector<CheckItem> items;
  CivilDate first_day, last_day;
  std::optional<CheckVisit> visit;
  /// Where it is more than a department's cap allows.
  std::vector<Error> warnings;
};

/// How a task's checks are spread.
struct CheckLoad {
  struct Person {
    std::string name;
    std::int64_t count = 0, open = 0;
  };
  struct Department {
    Uuid id;
    std::string name;
    std::int64_t count = 0, open = 0;
    /// Of a sealed task: from when on its inspectors are told.
    std::optional<CivilDate> told_from;
    /// Most checks first; empty where the reader is not told their names.
    std::vector<Person> people;
  };
  std::int64_t count = 0, open = 0, without_team = 0;
  std::vector<Department> departments;
};

struct ChecksModel {
  /// One's own, in the order of their last days.
  Loaded<std::vector<Check>> own;
  /// The account names no inspector: somebody has to say whose it is.
  bool is_unlinked = false;
  /// When what is shown was read from the server; nothing before.
  std::optional<Instant> read_at;
  /// Of which task the load is, and of which it was asked for since the screen was entered.
  tasks::TaskId load_of, load_asked;
  Loaded<CheckLoad> load;
  Submission disclose;

  const Check* with(const Uuid& id) const;
};

struct ReadOwnChecks {};
struct ReadCheckLoad {
  tasks::TaskId task;
};
/// The day from which the own department's inspectors are told of a sealed task.
struct DiscloseChecks {
  tasks::TaskId task;
  CivilDate day;
};
using ChecksRequest = std::variant<ReadOwnChecks, ReadCheckLoad, DiscloseChecks>;

}  // namespace mingchou::client
