#include "server/log/log.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <format>
#include <string>

#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

constexpr std::string_view names[] = {"debug", "info", "warning", "error"};

std::string utc_text(Instant instant) {
  const auto time = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(instant.ms));
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return std::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

}  // namespace

std::optional<LogLevel> log_level_from_name(std::string_view name) {
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (names[i] == name) return static_cast<LogLevel>(i);
  return std::nullopt;
}

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (level < level_) return;
  const std::scoped_lock lock(mutex_);
  json::Writer writer;
  writer.begin_object()
      .field("time", utc_text(clock_.now()))
      .field("level", names[static_cast<std::size_t>(level)])
      .field("event", event);
  for (const LogField& field : fields) {
    if (const auto* text = std::get_if<std::string_view>(&field.value))
      writer.field(field.name, text->substr(0, log_text_bytes_max));
    else
      writer.field(field.name, std::get<std::int64_t>(field.value));
  }
  const std::string line = (is_cut_ ? "\n" : "") + std::move(writer.end_object()).take() + "\n";
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t count = ::write(file_descriptor_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;  // a log that cannot be written must not stop the server
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  if (rest.size() < line.size()) is_cut_ = !rest.empty();
}

}  // namespace mingchou::server
