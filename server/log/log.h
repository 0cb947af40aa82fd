// The server's log: one JSON object a line, written whole. Text is escaped and cut, so data can forge no line.
// Never in it: bodies, query values, cookies, keys, names of persons. Any thread may write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string_view>
#include <variant>

#include "shared/base/time.h"

namespace mingchou::server {

enum class LogLevel { debug, info, warning, error };

/// "debug", "info", "warning", "error".
std::optional<LogLevel> log_level_from_name(std::string_view name);

/// Longest text of one field, in bytes; what is longer is cut.
inline constexpr std::size_t log_text_bytes_max = 1024;

struct LogField {
  LogField(std::string_view field_name, std::string_view text) : name(field_name), value(text) {}
  LogField(std::string_view field_name, std::int64_t number) : name(field_name), value(number) {}
  std::string_view name;
  std::variant<std::string_view, std::int64_t> value;
};

class Log {
 public:
  /// Lines below `level` are dropped. The descriptor stays the caller's.
  Log(Clock& clock, int file_descriptor, LogLevel level)
      : clock_(clock), file_descriptor_(file_descriptor), level_(level) {}

  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

 private:
  std::mutex mutex_;
  Clock& clock_;
  int file_descriptor_;
  LogLevel level_;
  bool is_cut_ = false;  // the last line was not written to its end: the disk is full
};

}  // namespace mingchou::server
