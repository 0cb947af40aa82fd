// The data file of notices (its form: assets/calendar/README.md), and the one built into the program.
#include <cstdio>
#include <cstdlib>

#include "shared/calendar/working_calendar.h"
#include "shared/json/fields.h"
#include "shared/json/json.h"

namespace mingchou {
namespace embedded {
extern const std::string_view calendar_working_days;
}
namespace {

constexpr std::size_t notice_entries_max = 64;
/// No holiday is longer; a slip in a year would make a "holiday" of hundreds of days.
constexpr int holiday_days_max = 16;

Error bad_date(const json::ObjectReader& notice, std::string_view key, std::string_view text) {
  return Error("calendar.bad_date").with("field", notice.path_of(key)).with("text", text);
}

/// Appends the days of `YYYY-MM-DD` or of `YYYY-MM-DD/YYYY-MM-DD`, both ends included.
bool append_days(std::string_view text, std::vector<CivilDate>& to) {
  const std::size_t slash = text.find('/');
  const auto first = CivilDate::parse(text.substr(0, slash));
  const auto last = slash == std::string_view::npos ? first : CivilDate::parse(text.substr(slash + 1));
  if (!first || !last || *last < *first || *last - *first >= holiday_days_max) return false;
  for (CivilDate date = *first; date <= *last; date = date.plus_days(1)) to.push_back(date);
  return true;
}

Result<std::vector<CivilDate>> read_days(json::ObjectReader& notice, std::string_view key) {
  std::vector<CivilDate> days;
  for (std::string_view text : MC_TRY(notice.texts(key, {0, notice_entries_max}, {10, 21})))
    if (!append_days(text, days)) return fail(bad_date(notice, key, text));
  return days;
}

Result<CalendarNotice> read_notice(json::ObjectReader& object) {
  CalendarNotice notice;
  notice.year = static_cast<int>(MC_TRY(object.integer("year", {1950, 9998})));
  notice.version = static_cast<int>(MC_TRY(object.integer("version", {1, 1000})));
  notice.number = MC_TRY(object.text("number", {1, 200}));
  const std::string_view issued = MC_TRY(object.text("issued", {10, 10}));
  const auto date = CivilDate::parse(issued);
  if (!date) return fail(bad_date(object, "issued", issued));
  notice.issued = *date;
  notice.off = MC_TRY(read_days(object, "off"));
  notice.work = MC_TRY(read_days(object, "work"));
  MC_TRY(object.refuse_other_fields());
  return notice;
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::from_json(std::string_view text) {
  const auto document = MC_TRY(json::parse(text));
  auto file = MC_TRY(json::ObjectReader::of(document.root()));
  const std::string_view format = MC_TRY(file.text("format", {1, 64}));
  if (format != "mingchou-working-days/1") return fail(Error("calendar.bad_format").with("format", format));
  std::vector<CalendarNotice> notices;
  for (json::ObjectReader& object : MC_TRY(file.objects("notices", {0, calendar_notices_max})))
    notices.push_back(MC_TRY(read_notice(object)));
  MC_TRY(file.refuse_other_fields());
  return from_notices(std::move(notices));
}

const WorkingCalendar& WorkingCalendar::built_in() {
  static const WorkingCalendar calendar = [] {
    auto read = from_json(embedded::calendar_working_days);
    if (!read) {
      std::fprintf(stderr, "mingchou: the built-in calendar is damaged: %s\n", read.error().code.c_str());
      std::abort();  // a fault of the program, found by its own tests
    }
    return *std::move(read);
  }();
  return calendar;
}

}  // namespace mingchou
