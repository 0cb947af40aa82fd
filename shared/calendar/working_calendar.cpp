#include "shared/calendar/working_calendar.h"

#include <algorithm>
#include <set>

namespace mingchou {
namespace {

bool belongs_to(CivilDate date, int year) {
  if (date.year() == year) return true;
  return date.year() == year - 1 && date.month() == 12 && date.day() >= calendar_unsettled_from_day;
}

Error bad_notice(const CalendarNotice& notice, std::string_view reason, CivilDate date) {
  return Error("calendar.bad_notice").with("year", notice.year).with("date", date.text()).because(reason);
}

Result<> check_notice(const CalendarNotice& notice) {
  if (notice.year < 1950 || notice.year > 9998 || notice.version < 1)
    return fail(bad_notice(notice, "year or version out of range", notice.issued));
  std::set<CivilDate> seen;
  for (const auto* list : {&notice.off, &notice.work}) {
    for (CivilDate date : *list) {
      if (!belongs_to(date, notice.year)) return fail(bad_notice(notice, "not in the notice's year", date));
      if (!seen.insert(date).second) return fail(bad_notice(notice, "named twice", date));
      if (list == &notice.work && !date.is_weekend())
        return fail(bad_notice(notice, "a make-up workday that is no weekend day", date));
    }
  }
  return {};
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::from_notices(std::vector<CalendarNotice> notices) {
  if (notices.size() > calendar_notices_max)
    return fail(Error("calendar.too_many_notices").with("count_max", static_cast<long long>(calendar_notices_max)));
  std::ranges::sort(notices, {}, [](const CalendarNotice& n) { return std::pair(n.year, n.version); });
  WorkingCalendar calendar;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    MC_TRY(check_notice(notices[i]));
    if (i > 0 && notices[i - 1].year == notices[i].year && notices[i - 1].version == notices[i].version)
      return fail(bad_notice(notices[i], "the same version twice", notices[i].issued));
    calendar.years_[notices[i].year] = i;
  }
  calendar.notices_ = std::move(notices);
  // Rising years: what a later year's notice says about December replaces what the earlier one said.
  for (const auto& [year, index] : calendar.years_) {
    for (CivilDate date : calendar.notices_[index].off) calendar.exceptions_[date] = DayKind::off;
    for (CivilDate date : calendar.notices_[index].work) calendar.exceptions_[date] = DayKind::working;
  }
  return calendar;
}

std::vector<const CalendarNotice*> WorkingCalendar::in_force() const {
  std::vector<const CalendarNotice*> list;
  list.reserve(years_.size());
  for (const auto& [year, index] : years_) list.push_back(&notices_[index]);
  return list;
}

DayKind WorkingCalendar::kind(CivilDate date) const {
  // A notice may name December days of the year before, but does not make that year known.
  if (!knows(date.year())) return DayKind::unknown;
  if (const auto found = exceptions_.find(date); found != exceptions_.end()) return found->second;
  return date.is_weekend() ? DayKind::off : DayKind::working;
}

bool WorkingCalendar::unsettled(CivilDate date) const {
  return date.month() == 12 && date.day() >= calendar_unsettled_from_day && !knows(date.year() + 1);
}

Result<DueDate> WorkingCalendar::add_working_days(CivilDate from, int n) const {
  if (n < 0 || n > working_days_count_max)
    return fail(Error("calendar.count_out_of_range").with("count", n).with("count_max", working_days_count_max));
  return n == 0 ? counted_until(from.plus_days(-1), 1) : counted_until(from, n);
}

Result<DueDate> WorkingCalendar::counted_until(CivilDate from, int n) const {
  DueDate due{from};
  while (n > 0) {
    const CivilDate next = due.date.plus_days(1);
    const DayKind day = next == due.date ? DayKind::unknown : kind(next);
    if (day == DayKind::unknown) return fail(Error("calendar.year_unknown").with("year", next.year()));
    due.date = next;
    due.provisional = due.provisional || unsettled(next);
    if (day == DayKind::working) --n;
  }
  return due;
}

Result<int> WorkingCalendar::working_days_between(CivilDate from, CivilDate to) const {
  int count = 0;
  for (CivilDate date = from.plus_days(1); date <= to && date > from; date = date.plus_days(1)) {
    const DayKind day = kind(date);
    if (day == DayKind::unknown) return fail(Error("calendar.year_unknown").with("year", date.year()));
    if (day == DayKind::working) ++count;
    if (date == CivilDate::last()) break;
  }
  return count;
}

Result<int> WorkingCalendar::working_days_in_year(int year) const {
  if (!knows(year)) return fail(Error("calendar.year_unknown").with("year", year));
  const CivilDate last = *CivilDate::of(year, 12, 31);
  return working_days_between(CivilDate::of(year, 1, 1)->plus_days(-1), last);
}

bool is_unknown_year(const Error& error) { return error.code == "calendar.year_unknown"; }

std::vector<DayChange> changed_days(const WorkingCalendar& before, const WorkingCalendar& after) {
  std::set<int> years;
  for (const auto* calendar : {&before, &after})
    for (const CalendarNotice* notice : calendar->in_force()) years.insert({notice->year, notice->year - 1});
  std::vector<DayChange> changes;
  for (int year : years) {
    const CivilDate end = *CivilDate::of(year, 12, 31);
    for (CivilDate date = *CivilDate::of(year, 1, 1); date <= end; date = date.plus_days(1))
      if (before.kind(date) != after.kind(date)) changes.push_back({date, before.kind(date), after.kind(date)});
  }
  return changes;
}

std::vector<DeadlineChange> recompute(std::span<const Deadline> deadlines, const WorkingCalendar& calendar) {
  std::vector<DeadlineChange> changes;
  for (std::size_t i = 0; i < deadlines.size(); ++i) {
    const auto due = calendar.add_working_days(deadlines[i].from, deadlines[i].working_days);
    const auto after = due ? std::optional(*due) : std::nullopt;
    if (after != deadlines[i].due) changes.push_back({i, deadlines[i].due, after});
  }
  return changes;
}

}  // namespace mingchou
