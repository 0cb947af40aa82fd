#include <doctest/doctest.h>

#include <cstdlib>
#include <initializer_list>
#include <limits>
#include <set>
#include <string>

#include "shared/base/random.h"
#include "shared/calendar/clock_text.h"
#include "shared/calendar/working_calendar.h"
#include "shared/messages/messages.h"
#include "tests/shared/domain_vectors.h"

using namespace mingchou;

namespace {

CivilDate day(std::string_view text) { return CivilDate::parse(text).value(); }

std::vector<CivilDate> days(std::initializer_list<const char*> texts) {
  std::vector<CivilDate> list;
  for (const char* text : texts) list.push_back(day(text));
  return list;
}

CalendarNotice notice(int year, std::vector<CivilDate> off, std::vector<CivilDate> work, int version = 1) {
  return {year, version, "test", *CivilDate::of(year - 1, 11, 1), std::move(off), std::move(work)};
}

}  // namespace

TEST_CASE("an instant is told as a clock in Asia/Shanghai shows it, before 1970 and at the ends too") {
  CHECK(shanghai_text({0}) == "1970-01-01 08:00:00");
  CHECK(shanghai_text({1'795'563'005'999}) == "2026-11-25 07:30:05");
  CHECK(shanghai_text({-1}) == "1970-01-01 07:59:59");
  CHECK(shanghai_text({-8 * 3600 * 1000LL - 1}) == "1969-12-31 23:59:59");
  CHECK(shanghai_text({16 * 3600 * 1000LL}) == "1970-01-02 00:00:00");
  for (const std::int64_t end : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    CHECK(shanghai_text({end}).size() == 19);
}

TEST_CASE("civil dates have one written form, and only days that exist") {
  for (const char* good : {"2026-03-16", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "1969-12-31"})
    CHECK(CivilDate::parse(good).value().text() == good);
  for (const char* bad : {"", "2026-3-16", "2026-03-1", "2026/03/16", "20260316", "2026-02-29", "1900-02-29",
                          "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01", "2026-03-16 ",
                          " 2026-03-16", "+026-01-01", "2026-03-1６", "-001-01-01", "2026-03-16T00", "2026--3-16"})
    CHECK_FALSE(CivilDate::parse(bad));
  CHECK_FALSE(CivilDate::of(10000, 1, 1));
  CHECK_FALSE(CivilDate::of(2026, 300, 1));
}

TEST_CASE("date arithmetic and weekdays agree over a whole cycle of the Gregorian calendar") {
  CivilDate date = day("1999-12-31");
  CHECK(date.weekday() == 5);
  for (int i = 0; i < 146'097; ++i) {
    const CivilDate next = date.plus_days(1);
    REQUIRE(next - date == 1);
    REQUIRE(next.weekday() == date.weekday() % 7 + 1);
    REQUIRE(CivilDate::of(next.year(), next.month(), next.day()) == next);
    date = next;
  }
  CHECK(date.text() == "2399-12-31");
  CHECK(day("2026-03-16").weekday() == 1);
  CHECK(day("2026-03-15").is_weekend());
}

TEST_CASE("dates stay within their range") {
  CHECK(CivilDate::last().plus_days(1) == CivilDate::last());
  CHECK(CivilDate::first().plus_days(-1) == CivilDate::first());
  CHECK(day("2026-01-01").plus_days(std::numeric_limits<std::int64_t>::max()) == CivilDate::last());
  CHECK(day("2026-01-01").plus_days(std::numeric_limits<std::int64_t>::min()) == CivilDate::first());
  CHECK(CivilDate::last().text() == "9999-12-31");
}

TEST_CASE("an instant has the date of Asia/Shanghai, whose day begins at 16:00 UTC") {
  const Instant start = shanghai_start_of(day("2026-03-16"));
  CHECK(start.ms == 1'773'590'400'000);  // 2026-03-15T16:00:00Z
  CHECK(shanghai_date(start) == day("2026-03-16"));
  CHECK(shanghai_date({start.ms - 1}) == day("2026-03-15"));
  CHECK(shanghai_date({0}) == day("1970-01-01"));
  CHECK(shanghai_date({-8 * 3600 * 1000LL}) == day("1970-01-01"));
  CHECK(shanghai_date({-8 * 3600 * 1000LL - 1}) == day("1969-12-31"));
  CHECK(shanghai_date({std::numeric_limits<std::int64_t>::max()}) == CivilDate::last());
  CHECK(shanghai_date({std::numeric_limits<std::int64_t>::min()}) == CivilDate::first());
}

TEST_CASE("the built-in calendar holds exactly the days of the notices") {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  for (const auto& [year_text, lists] : domain_vector("calendar").members()) {
    const int year = std::stoi(std::string(year_text));
    std::set<std::string> off, work;
    for (json::Value text : lists.find("off")->items()) off.emplace(*text.text());
    for (json::Value text : lists.find("work")->items()) work.emplace(*text.text());
    for (CivilDate date = *CivilDate::of(year, 1, 1); date.year() == year; date = date.plus_days(1)) {
      CAPTURE(date.text());
      const bool working = work.contains(date.text()) || (!date.is_weekend() && !off.contains(date.text()));
      REQUIRE(calendar.kind(date) == (working ? DayKind::working : DayKind::off));
    }
  }
  for (const auto& [year_text, count] : domain_vector("workingDaysPerYear").members())
    CHECK(calendar.working_days_in_year(std::stoi(std::string(year_text))).value() == *count.int64());
}

TEST_CASE("working days are counted as in the vectors, the start day not counted") {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  for (json::Value row : domain_vector("workingDayAdd").items()) {
    const CivilDate from = day(*row.find("from")->text());
    for (const auto& [key, n] : {std::pair("plus10", 10), std::pair("plus15", 15), std::pair("plus20", 20)}) {
      CAPTURE(from.text());
      const auto due = calendar.add_working_days(from, n);
      REQUIRE(due);
      CHECK(due->date.text() == *row.find(key)->text());
      CHECK(calendar.working_days_between(from, due->date).value() == n);
    }
  }
}

TEST_CASE("a last day on a day off moves to the next working day") {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  const std::pair<const char*, const char*> rows[] = {
      {"2026-03-16", "2026-03-16"},                                // a Monday
      {"2026-10-01", "2026-10-08"},                                // over the National Day week
      {"2026-02-14", "2026-02-14"},                                // a make-up Saturday counts
      {"2026-02-15", "2026-02-24"}, {"2022-12-31", "2023-01-03"},  // decreed by the next year's notice
      {"2025-12-31", "2025-12-31"}};
  for (const auto& [from, to] : rows) CHECK(calendar.next_working_day(day(from)).value().date.text() == to);
}

TEST_CASE("a due date that needs an unpublished year is unknown and says so") {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  const auto due = calendar.add_working_days(day("2026-12-15"), 20);
  REQUIRE_FALSE(due);
  CHECK(is_unknown_year(due.error()));
  CHECK(due.error().argument("year") == "2027");
  CHECK(render(due.error(), Language::chinese).starts_with("2027 年的放假安排尚未公布"));
  CHECK(calendar.kind(day("2027-01-04")) == DayKind::unknown);
  CHECK(calendar.kind(day("2021-12-31")) == DayKind::unknown);
  CHECK(is_unknown_year(calendar.next_working_day(day("2027-01-01")).error()));
  CHECK(is_unknown_year(calendar.working_days_in_year(2027).error()));
  CHECK(is_unknown_year(calendar.working_days_between(day("2026-12-30"), day("2027-01-01")).error()));
  CHECK(calendar.working_days_between(day("2026-03-16"), day("2026-03-01")).value() == 0);
}

TEST_CASE("a date that the next notice may still move is provisional") {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  CHECK_FALSE(calendar.add_working_days(day("2026-12-23"), 1).value().provisional);
  CHECK(calendar.add_working_days(day("2026-12-23"), 2).value() == DueDate{day("2026-12-25"), true});
  CHECK(calendar.add_working_days(day("2026-12-30"), 1).value() == DueDate{day("2026-12-31"), true});
  // 2026 is known, so the end of 2025 is settled.
  CHECK_FALSE(calendar.add_working_days(day("2025-12-23"), 10).value().provisional);
}

TEST_CASE("counts are bounded") {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  CHECK(calendar.add_working_days(day("2026-03-16"), -1).error().code == "calendar.count_out_of_range");
  CHECK(calendar.add_working_days(day("2022-01-01"), working_days_count_max + 1).error().code ==
        "calendar.count_out_of_range");
  CHECK(is_unknown_year(calendar.add_working_days(day("2022-01-01"), working_days_count_max).error()));
  CHECK(calendar.add_working_days(day("2022-01-01"), 249).value().date.text() == "2022-12-30");
}

TEST_CASE("an amendment replaces its year's notice, and every deadline that moves is listed") {
  const auto first = WorkingCalendar::from_notices({notice(2030, days({"2030-01-01"}), {})}).value();
  const auto second =
      WorkingCalendar::from_notices({notice(2030, days({"2030-01-01"}), {}),
                                     notice(2030, days({"2030-01-01", "2030-01-02"}), days({"2030-01-05"}), 2)})
          .value();
  const auto changed = changed_days(first, second);
  REQUIRE(changed.size() == 2);
  CHECK(changed[0].date == day("2030-01-02"));
  CHECK(changed[0].after == DayKind::off);
  CHECK(changed[1].date == day("2030-01-05"));
  CHECK(changed[1].after == DayKind::working);

  std::vector<Deadline> deadlines;
  for (const auto& [from, n] : {std::pair("2030-01-01", 1), std::pair("2030-01-03", 2), std::pair("2030-01-07", 3),
                                std::pair("2030-12-30", 9)}) {
    const auto due = first.add_working_days(day(from), n);
    deadlines.push_back({day(from), n, due ? std::optional(*due) : std::nullopt});
  }
  const auto moved = recompute(deadlines, second);
  REQUIRE(moved.size() == 2);
  CHECK(moved[0].index == 0);
  CHECK(moved[0].before->date == day("2030-01-02"));
  CHECK(moved[0].after->date == day("2030-01-03"));
  CHECK(moved[1].index == 1);
  CHECK(moved[1].after->date == day("2030-01-05"));
  CHECK(recompute(deadlines, first).empty());
}

TEST_CASE("the next year's notice changes the December before, and turns unknown into known") {
  const auto before = WorkingCalendar::from_notices({notice(2030, {}, {})}).value();
  // 2030-12-31 is a Tuesday, 2030-12-28 a Saturday.
  const auto after = WorkingCalendar::from_notices(
                         {notice(2030, {}, {}), notice(2031, days({"2030-12-31", "2031-01-01"}), days({"2030-12-28"}))})
                         .value();
  const std::vector<Deadline> deadlines{{day("2030-12-30"), 1, before.add_working_days(day("2030-12-30"), 1).value()},
                                        {day("2030-12-30"), 2, std::nullopt}};
  const auto moved = recompute(deadlines, after);
  REQUIRE(moved.size() == 2);
  CHECK(moved[0].before->provisional);
  CHECK(moved[0].after == DueDate{day("2031-01-02"), false});
  CHECK_FALSE(moved[1].before);
  CHECK(moved[1].after == DueDate{day("2031-01-03"), false});
  CHECK(after.kind(day("2030-12-28")) == DayKind::working);
  CHECK(changed_days(before, after).size() == 2 + 365);
}

TEST_CASE("notices that contradict themselves are refused") {
  const CalendarNotice bad[] = {notice(2030, days({"2031-01-01"}), {}),                    // a day of the next year
                                notice(2030, days({"2029-12-24"}), {}),                    // too far before
                                notice(2030, days({"2030-01-01", "2030-01-01"}), {}),      // twice
                                notice(2030, days({"2030-01-05"}), days({"2030-01-05"})),  // off and make-up
                                notice(2030, {}, days({"2030-01-02"})),                    // a make-up Wednesday
                                notice(2030, {}, {}, 0)};
  for (const CalendarNotice& one : bad)
    CHECK(WorkingCalendar::from_notices({one}).error().code == "calendar.bad_notice");
  CHECK_FALSE(WorkingCalendar::from_notices({notice(2030, {}, {}), notice(2030, {}, {})}));
  std::vector<CalendarNotice> many;
  for (std::size_t i = 0; i < calendar_notices_max; ++i) many.push_back(notice(2000 + static_cast<int>(i), {}, {}));
  CHECK(WorkingCalendar::from_notices(many));
  many.push_back(notice(1999, {}, {}));
  CHECK(WorkingCalendar::from_notices(many).error().code == "calendar.too_many_notices");
}

TEST_CASE("a calendar file with a fault is refused with the place of the fault") {
  const auto file = [](std::string_view off, std::string_view work = "", std::string_view more = "") {
    return WorkingCalendar::from_json(
        R"({"format":"mingchou-working-days/1","notices":[{"year":2026,"version":1,"number":"x","issued":"2025-11-04","off":[)" +
        std::string(off) + R"(],"work":[)" + std::string(work) + "]" + std::string(more) + "}]}");
  };
  CHECK(file(R"("2026-01-01/2026-01-03")", R"("2026-01-04")"));
  CHECK(file(R"("2026-01-01/2026-01-16")"));
  for (const char* bad : {R"("2026-01-32")", R"("2026-01-03/2026-01-01")", R"("2026-01-01/2026-01-17")",
                          R"("2026-01-01/")", R"("2026-01-01-2026-01-03")"})
    CHECK_FALSE(file(bad));
  CHECK(file(R"("2026-02-30")").error().code == "calendar.bad_date");
  CHECK(file("", "", R"(,"extra":1)").error().code == "json.field_unknown");
  CHECK(WorkingCalendar::from_json(R"({"format":"other","notices":[]})").error().code == "calendar.bad_format");
  CHECK(WorkingCalendar::from_json("").error().code.starts_with("json."));
}

TEST_CASE("mutated calendar files never crash, and what is accepted still counts") {
  SeededRandom random(7);
  const std::string good =
      R"({"format":"mingchou-working-days/1","notices":[{"year":2026,"version":1,"number":"x","issued":"2025-11-04",)"
      R"("off":["2026-01-01/2026-01-03","2025-12-31"],"work":["2026-01-04"]}]})";
  REQUIRE(WorkingCalendar::from_json(good));
  const int rounds = std::getenv("MINGCHOU_LONG") ? 500'000 : 10'000;
  for (int i = 0; i < rounds; ++i) {
    std::string text = good;
    for (std::uint64_t edits = 1 + random.below(3); edits > 0; --edits) {
      const std::size_t at = random.below(text.size());
      if (random.below(3) == 0)
        text.erase(at, 1 + random.below(4));
      else
        text[at] = "0123456789-/\"{}[],:x"[random.below(20)];
    }
    const auto calendar = WorkingCalendar::from_json(text);
    if (calendar) (void)calendar->add_working_days(day("2026-01-01"), 30);
  }
}
