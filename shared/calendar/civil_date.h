// Civil dates: days as people write them, without a time and without a zone.
//
// The county keeps one clock, Asia/Shanghai, which has been UTC+08:00 without summer time since 1991; so an
// instant becomes a date by a fixed offset and no zone database is needed. Runs everywhere.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/time.h"

namespace mingchou {

/// A day from 0001-01-01 to 9999-12-31; always valid. Arithmetic that would leave that range stays at its end.
class CivilDate {
 public:
  /// 1970-01-01.
  constexpr CivilDate() = default;

  /// Nothing unless that day exists.
  static std::optional<CivilDate> of(int year, unsigned month, unsigned day);
  /// Exactly `YYYY-MM-DD`; nothing for any other form and for days that do not exist.
  static std::optional<CivilDate> parse(std::string_view text);
  /// Days since 1970-01-01, brought into range.
  static CivilDate from_days(std::int64_t days);
  static CivilDate first();
  static CivilDate last();

  std::string text() const;
  int year() const;
  /// 1 to 12.
  unsigned month() const;
  /// 1 to 31.
  unsigned day() const;
  /// 1 Monday … 7 Sunday, as in ISO 8601.
  unsigned weekday() const;
  bool is_weekend() const { return weekday() >= 6; }
  /// Days since 1970-01-01; negative before.
  std::int32_t days() const { return days_; }
  std::chrono::year_month_day ymd() const;

  CivilDate plus_days(std::int64_t days) const;
  auto operator<=>(const CivilDate&) const = default;

 private:
  std::int32_t days_ = 0;
};

/// Days from b to a.
inline std::int32_t operator-(CivilDate a, CivilDate b) { return a.days() - b.days(); }

inline constexpr std::int64_t shanghai_offset_ms = 8 * 3600 * 1000LL;

/// The day that Asia/Shanghai has at an instant.
CivilDate shanghai_date(Instant instant);
/// The instant at which that day begins in Asia/Shanghai.
Instant shanghai_start_of(CivilDate date);

}  // namespace mingchou
