#include "client/app/text/format.h"

#include <doctest/doctest.h>

using namespace mingchou;
using namespace mingchou::client;

namespace {
CivilDate day(const char* text) { return *CivilDate::parse(text); }
/// hh:mm in Shanghai on a day.
Instant at(const char* date, int hour, int minute) {
  return shanghai_start_of(day(date)) + (hour * 60LL + minute) * 60'000;
}
}  // namespace

TEST_CASE("days read as people write them") {
  CHECK(date_text(day("2026-05-06"), Language::chinese) == "2026年5月6日");
  CHECK(date_text(day("2026-05-06"), Language::english) == "6 May 2026");
  CHECK(date_text(day("1998-12-31"), Language::english) == "31 December 1998");
}

TEST_CASE("moments name their day only as far as it must be told") {
  const CivilDate today = day("2026-05-06");
  CHECK(moment_text(at("2026-05-06", 0, 5), today, Language::chinese) == "今天 00:05");
  CHECK(moment_text(at("2026-05-05", 23, 59), today, Language::chinese) == "昨天 23:59");
  CHECK(moment_text(at("2026-05-04", 9, 30), today, Language::chinese) == "5月4日 09:30");
  CHECK(moment_text(at("2025-12-31", 12, 0), today, Language::chinese) == "2025年12月31日 12:00");
  CHECK(moment_text(at("2026-05-06", 15, 4), today, Language::english) == "Today 15:04");
  CHECK(moment_text(at("2025-12-31", 12, 0), today, Language::english) == "31 December 2025 12:00");
  CHECK(moment_text(at("2026-05-07", 8, 0), today, Language::english) == "7 May 08:00");
}

TEST_CASE("a day begins at midnight in Shanghai, not in Greenwich") {
  // 15:59 UTC is a minute before midnight in Shanghai.
  const Instant before = at("2026-05-07", 0, 0) + -60'000;
  CHECK(moment_text(before, day("2026-05-06"), Language::chinese) == "今天 23:59");
}

TEST_CASE("sizes are told in the unit that fits") {
  CHECK(bytes_text(0) == "0 KB");
  CHECK(bytes_text(1) == "1 KB");
  CHECK(bytes_text(640'999) == "640 KB");
  CHECK(bytes_text(2'849'000) == "2.8 MB");
  CHECK(bytes_text(999'999'999) == "999.9 MB");
  CHECK(bytes_text(2'127'000'000) == "2.1 GB");
}

TEST_CASE("a hundred per cent means all of it") {
  CHECK(per_cent(999, 1000) == 99);
  CHECK(per_cent(1000, 1000) == 100);
  CHECK(per_cent(5, 0) == 0);
  CHECK(per_cent(2000, 1000) == 100);
}
