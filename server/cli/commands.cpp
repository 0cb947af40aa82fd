#include "server/cli/commands.h"

#include <algorithm>
#include <cstdio>

namespace mingchou::server {
namespace {

const Command* const commands[] = {&serve_command,       &demo_command,      &check_command,
                                   &open_export_command, &user_list_command, &user_reset_password_command,
                                   &log_show_command,    &log_begin_command, &draw_command,
                                   &verify_command,      &change_command,    &self_test_draw_command,
                                   &version_command};

constexpr Flag common_flags[] = {
    {"--lang", "zh|en", "MINGCHOU_LANG", "", "cli.help.lang"},
    {"--help", "", "", "", "cli.help.help"},
};

/// Chinese unless the locale, or --lang before anything else, says English.
Language language_of(std::span<const std::string_view> arguments, Environment environment) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view tag;
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) tag = arguments[i + 1];
    if (arguments[i].starts_with("--lang=")) tag = arguments[i].substr(7);
    if (const auto language = language_from_tag(tag)) return *language;
  }
  for (const std::string_view name : {"MINGCHOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const auto value = environment(name)) return language_from_tag(*value).value_or(Language::chinese);
  return Language::chinese;
}

void print(std::FILE* to, std::string_view text) { std::fwrite(text.data(), 1, text.size(), to); }

std::string overview(Language language) {
  std::string text = render(Error("cli.help.overview"), language) + "\n\n";
  std::size_t width = 0;
  for (const Command* command : commands) width = std::max(width, command->name.size());
  for (const Command* command : commands)
    text += "  mingchou " + std::string(command->name) + std::string(width - command->name.size() + 2, ' ') +
            render(Error(command->summary), language) + "\n";
  return text + "\n" + render(Error("cli.help.more"), language) + "\n";
}

std::string help_of(const Command& command, std::span<const Flag> flags, Language language) {
  return "mingchou " + std::string(command.name) + ": " + render(Error(command.summary), language) + "\n\n" +
         help_lines(flags, language);
}

struct Named {
  const Command* command = nullptr;
  std::size_t words = 0;
};

/// The command that the first word or the first two name.
Named find_command(std::span<const std::string_view> arguments) {
  const std::string one(arguments[0] == "--version" ? "version" : arguments[0]);
  const std::string two = arguments.size() > 1 ? one + " " + std::string(arguments[1]) : one;
  for (const Command* command : commands) {
    if (command->name == one) return {command, 1};
    if (command->name == two) return {command, 2};
  }
  return {};
}

}  // namespace

int report(const Error& error, Language language, int code) {
  print(stderr, render(error, language) + "\n");
  return code;
}

int run_program(std::span<const std::string_view> arguments, Environment environment) {
  const Language language = language_of(arguments, environment);
  const bool wants_overview = !arguments.empty() && (arguments[0] == "--help" || arguments[0] == "-h" ||
                                                     arguments[0] == "help" || arguments[0].starts_with("--lang"));
  if (wants_overview) {
    print(stdout, overview(language));
    return exit_ok;
  }
  if (arguments.empty()) {
    print(stderr, overview(language));
    return exit_usage;
  }
  const Named named = find_command(arguments);
  if (named.command == nullptr)
    return report(Error("cli.unknown_command").with("command", arguments[0]), language, exit_usage);
  const Command& command = *named.command;

  std::vector<Flag> flags(command.flags.begin(), command.flags.end());
  flags.insert(flags.end(), std::begin(common_flags), std::end(common_flags));
  auto parsed = Flags::parse(command.name, flags, arguments.subspan(named.words), environment);
  if (!parsed) return report(parsed.error(), language, exit_usage);
  if (parsed->is_set("--help")) {
    print(stdout, help_of(command, flags, language));
    return exit_ok;
  }
  if (parsed->is_set("--lang") && !language_from_tag(parsed->text("--lang")))
    return report(Error("cli.unknown_language").with("value", parsed->text("--lang")), language, exit_usage);
  return command.run({*std::move(parsed), language});
}

}  // namespace mingchou::server
