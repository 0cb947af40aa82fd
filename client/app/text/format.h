// Numbers, days and times as people read them in each language: 2026年5月6日, 6 May 2026. Days are civil dates of
// Asia/Shanghai, as everywhere.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/time.h"
#include "shared/calendar/civil_date.h"
#include "shared/messages/messages.h"

namespace mingchou::client {

std::string date_text(CivilDate date, Language language);
/// Where the year is known: 5月6日, 6 May.
std::string day_of_year_text(CivilDate date, Language language);

/// How a moment reads on a day: the time alone stands for today (今天 15:04), the day without its year for this year.
/// Moments in the future, which a clock that was put right makes, read like others.
std::string moment_text(Instant moment, CivilDate today, Language language);

/// "1.2 GB", "2.8 MB", "640 KB"; a megabyte has a million bytes, as on a bill for mobile data.
std::string bytes_text(std::int64_t bytes);

/// `part` of `whole` in whole per cent, rounded down, so that 100 means all of it; 0 of an unknown whole.
int per_cent(std::int64_t part, std::int64_t whole);

}  // namespace mingchou::client
