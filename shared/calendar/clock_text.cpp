#include "shared/calendar/clock_text.h"

#include <cstdint>
#include <utility>

#include "shared/calendar/civil_date.h"

namespace mingchou {

std::string shanghai_text(Instant instant) {
  constexpr std::int64_t day_ms = 24 * 3600 * 1000LL;
  const std::int64_t second = (instant.ms % day_ms + day_ms + shanghai_offset_ms) % day_ms / 1000;
  std::string text = shanghai_date(instant).text();
  for (const auto& [mark, number] :
       {std::pair{' ', second / 3600}, std::pair{':', second / 60 % 60}, std::pair{':', second % 60}}) {
    text += mark;
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  }
  return text;
}

}  // namespace mingchou
