// The subcommands of "mingchou". Each is a name, a table of options and a function; --help and --lang come with all.
#pragma once

#include <span>
#include <string_view>

#include "server/cli/flags.h"

namespace mingchou::server {

/// Exit codes of every command.
enum ExitCode : int {
  exit_ok = 0,
  exit_failed = 1,  // it was tried and did not succeed
  exit_usage = 2,   // the command line or the configuration is wrong; nothing was touched
};

struct Invocation {
  Flags flags;
  Language language;
};

struct Command {
  std::string_view name;     // one word, or two: "user list"
  std::string_view summary;  // code of a sentence in shared/messages
  std::span<const Flag> flags;
  int (*run)(const Invocation&);
};

extern const Command check_command;
extern const Command demo_command;
extern const Command draw_command;
extern const Command log_begin_command;
extern const Command log_show_command;
extern const Command open_export_command;
extern const Command self_test_draw_command;
extern const Command serve_command;
extern const Command user_list_command;
extern const Command user_reset_password_command;
extern const Command verify_command;
extern const Command change_command;
extern const Command version_command;

/// The option that names the data folder, the same in every command.
inline constexpr Flag data_flag = {"--data", "DIR", "MINGCHOU_DATA", "data", "cli.help.data"};

/// Picks the command, parses its options, runs it.
int run_program(std::span<const std::string_view> arguments, Environment environment);

/// Says the error's sentence on standard error and gives back `code`.
int report(const Error& error, Language language, int code);

}  // namespace mingchou::server
