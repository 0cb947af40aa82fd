// Working days: which days count, and when something is due.
//
// The days off and the make-up workdays come from the yearly notices of the State Council, which are data
// (assets/calendar/working_days.json), never code. A year without a notice is unknown, and a due date that
// needs it is refused with a sentence instead of guessed. All counting is on civil dates in Asia/Shanghai.
//
// Rules: the day of the event is not counted (民法典 201); a last day on a day off moves to the next working day
// (民法典 203). A notice may also change the last days of December before its year, so until the next year's
// notice is out a date that depends on them is provisional.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/calendar/civil_date.h"

namespace mingchou {

inline constexpr std::size_t calendar_notices_max = 200;
inline constexpr int working_days_count_max = 2000;
/// Days at the end of December that the next year's notice has been seen to change (earliest: 29 December 2018).
inline constexpr unsigned calendar_unsettled_from_day = 25;

/// One notice as issued. An amendment is a further notice for the same year with a higher version; it replaces
/// the earlier one as a whole.
struct CalendarNotice {
  int year = 0;
  int version = 1;
  /// The document's number, such as 国办发明电〔2025〕7号.
  std::string number;
  CivilDate issued;
  std::vector<CivilDate> off;
  /// Make-up workdays on Saturdays and Sundays.
  std::vector<CivilDate> work;
};

enum class DayKind { working, off, unknown };

struct DueDate {
  CivilDate date;
  /// True if a notice that is not yet published may still move it.
  bool provisional = false;
  bool operator==(const DueDate&) const = default;
};

class WorkingCalendar {
 public:
  /// Checks the notices: dates within the year (or in the unsettled days before it), no day both off and
  /// make-up, make-up days only on weekends, versions distinct.
  static Result<WorkingCalendar> from_notices(std::vector<CalendarNotice> notices);
  /// The same from the text of a data file; its form is described in assets/calendar/README.md.
  static Result<WorkingCalendar> from_json(std::string_view json);
  /// The calendar that this program was built with.
  static const WorkingCalendar& built_in();

  /// The notices in force, one per year, rising.
  std::vector<const CalendarNotice*> in_force() const;
  bool knows(int year) const { return years_.contains(year); }

  DayKind kind(CivilDate date) const;
  /// The n-th working day after `from`, `from` itself not counted; n = 0 gives the first working day from `from`
  /// on. Errors: calendar.year_unknown (ask is_unknown_year), calendar.count_out_of_range.
  Result<DueDate> add_working_days(CivilDate from, int n) const;
  /// `date` itself if it is a working day, else the next one: where a period's last day falls (民法典 203).
  Result<DueDate> next_working_day(CivilDate date) const { return add_working_days(date, 0); }
  /// Working days in (from, to]; negative spans are empty.
  Result<int> working_days_between(CivilDate from, CivilDate to) const;
  Result<int> working_days_in_year(int year) const;

 private:
  Result<DueDate> counted_until(CivilDate from, int n) const;
  bool unsettled(CivilDate date) const;

  std::vector<CalendarNotice> notices_;
  std::map<int, std::size_t> years_;         // year → index of the notice in force
  std::map<CivilDate, DayKind> exceptions_;  // merged by date; the later year's notice wins
};

/// Tells "cannot be known yet" from other errors, so that a caller can keep the task and compute later.
bool is_unknown_year(const Error& error);

struct DayChange {
  CivilDate date;
  DayKind before, after;
};
/// The days that two calendars see differently, rising.
std::vector<DayChange> changed_days(const WorkingCalendar& before, const WorkingCalendar& after);

/// A due date as it was computed once: `working_days` after `from`; `due` is nothing while it was unknown.
struct Deadline {
  CivilDate from;
  int working_days = 0;
  std::optional<DueDate> due;
};
struct DeadlineChange {
  std::size_t index = 0;  // into the span given
  std::optional<DueDate> before, after;
};
/// Recomputes every deadline under a new calendar and lists those that changed, for the log and for notices.
std::vector<DeadlineChange> recompute(std::span<const Deadline> deadlines, const WorkingCalendar& calendar);

}  // namespace mingchou
