#include "client/app/text/format.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "client/app/text/strings.h"

namespace mingchou::client {
namespace {

constexpr std::array<std::string_view, 12> english_months{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t minutes_per_day = 24 * 60;

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string time_text(Instant moment) {
  const std::int64_t of_day = moment.ms - shanghai_start_of(shanghai_date(moment)).ms;
  const std::int64_t minute = std::clamp<std::int64_t>(of_day / ms_per_minute, 0, minutes_per_day - 1);
  return two_digits(minute / 60) + ":" + two_digits(minute % 60);
}

}  // namespace

std::string day_of_year_text(CivilDate date, Language language) {
  if (language == Language::chinese) return std::to_string(date.month()) + "月" + std::to_string(date.day()) + "日";
  return std::to_string(date.day()) + " " + std::string(english_months[date.month() - 1]);
}

std::string date_text(CivilDate date, Language language) {
  const std::string year = std::to_string(date.year());
  const std::string day = day_of_year_text(date, language);
  return language == Language::chinese ? year + "年" + day : day + " " + year;
}

std::string moment_text(Instant moment, CivilDate today, Language language) {
  const CivilDate day = shanghai_date(moment);
  std::string words;
  if (day == today)
    words = text(Text::today, language);
  else if (day == today.plus_days(-1))
    words = text(Text::yesterday, language);
  else
    words = day.year() == today.year() ? day_of_year_text(day, language) : date_text(day, language);
  return words + " " + time_text(moment);
}

std::string bytes_text(std::int64_t bytes) {
  constexpr std::int64_t kilo = 1000, mega = 1000 * kilo, giga = 1000 * mega;
  if (bytes < mega) return std::to_string(std::max<std::int64_t>(bytes > 0 ? 1 : 0, bytes / kilo)) + " KB";
  const bool large = bytes >= giga;
  const std::int64_t tenths = bytes / ((large ? giga : mega) / 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + (large ? " GB" : " MB");
}

int per_cent(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return 0;
  return static_cast<int>(std::clamp<std::int64_t>(part, 0, whole) * 100 / whole);
}

}  // namespace mingchou::client
