// Options of the command line, described by tables that parse them, read them from the environment and print the
// help. What is given on the command line wins over the environment, and that over the default.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/messages/messages.h"

namespace mingchou::server {

struct Flag {
  std::string_view name;         // "--data"; "FILE" for a value that stands alone, taken in the table's order
  std::string_view placeholder;  // "DIR"; "" for a switch without a value
  std::string_view environment;  // "MINGCHOU_DATA" or ""
  std::string_view preset;       // the default, as text; "" for none
  std::string_view help;         // code of a sentence in shared/messages; "" keeps it out of the help
  bool is_repeatable = false;
};

using Environment = std::optional<std::string> (*)(std::string_view name);
std::optional<std::string> process_environment(std::string_view name);

class Flags {
 public:
  /// Errors: cli.unknown_flag, cli.flag_without_value, cli.flag_with_value, cli.flag_twice, cli.unexpected_argument.
  static Result<Flags> parse(std::string_view command, std::span<const Flag> table,
                             std::span<const std::string_view> arguments, Environment environment);

  /// The value, or the default; "" if there is neither.
  std::string text(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;
  bool is_set(std::string_view name) const;
  /// Errors: cli.flag_not_number {flag, value, min, max}.
  Result<std::int64_t> number(std::string_view name, std::int64_t min, std::int64_t max) const;

 private:
  std::span<const Flag> table_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// The options of a table as aligned lines.
std::string help_lines(std::span<const Flag> table, Language language);

}  // namespace mingchou::server
