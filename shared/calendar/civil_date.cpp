#include "shared/calendar/civil_date.h"

#include <algorithm>
#include <limits>

namespace mingchou {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t day_ms = 24 * 3600 * 1000LL;

constexpr std::int32_t days_of(int year, unsigned month, unsigned day) {
  const year_month_day ymd{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return static_cast<std::int32_t>(sys_days(ymd).time_since_epoch().count());
}

constexpr std::int32_t days_min = days_of(1, 1, 1);
constexpr std::int32_t days_max = days_of(9999, 12, 31);

/// The number that `text` consists of, digits only; -1 otherwise.
int number(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<CivilDate> CivilDate::of(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999 || month > 12 || day > 31) return std::nullopt;
  const year_month_day ymd{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!ymd.ok()) return std::nullopt;
  return from_days(days_of(year, month, day));
}

std::optional<CivilDate> CivilDate::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

CivilDate CivilDate::from_days(std::int64_t days) {
  CivilDate date;
  date.days_ = static_cast<std::int32_t>(std::clamp<std::int64_t>(days, days_min, days_max));
  return date;
}

CivilDate CivilDate::first() { return from_days(days_min); }
CivilDate CivilDate::last() { return from_days(days_max); }

year_month_day CivilDate::ymd() const { return year_month_day(sys_days(std::chrono::days(days_))); }

std::string CivilDate::text() const {
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t end, unsigned value) {
    for (; value > 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
  };
  put(4, static_cast<unsigned>(year()));
  put(7, month());
  put(10, day());
  return text;
}

int CivilDate::year() const { return static_cast<int>(ymd().year()); }
unsigned CivilDate::month() const { return static_cast<unsigned>(ymd().month()); }
unsigned CivilDate::day() const { return static_cast<unsigned>(ymd().day()); }
unsigned CivilDate::weekday() const { return std::chrono::weekday(sys_days(std::chrono::days(days_))).iso_encoding(); }

CivilDate CivilDate::plus_days(std::int64_t days) const {
  // Clamped first, so that no sum can overflow.
  const std::int64_t span = days_max - static_cast<std::int64_t>(days_min);
  return from_days(days_ + std::clamp(days, -span, span));
}

CivilDate shanghai_date(Instant instant) {
  // By quotient and remainder, since adding the offset first could overflow.
  std::int64_t utc_days = instant.ms / day_ms, in_day_ms = instant.ms % day_ms;
  if (in_day_ms < 0) {
    in_day_ms += day_ms;
    --utc_days;
  }
  return CivilDate::from_days(utc_days + (in_day_ms + shanghai_offset_ms >= day_ms ? 1 : 0));
}

Instant shanghai_start_of(CivilDate date) { return {date.days() * day_ms - shanghai_offset_ms}; }

}  // namespace mingchou
