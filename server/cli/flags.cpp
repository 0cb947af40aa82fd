#include "server/cli/flags.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace mingchou::server {
namespace {

const Flag* find_flag(std::span<const Flag> table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &Flag::name);
  return found == table.end() ? nullptr : &*found;
}

/// The index-th entry that is given without a name.
const Flag* find_operand(std::span<const Flag> table, std::size_t index) {
  for (const Flag& flag : table)
    if (!flag.name.starts_with("-") && index-- == 0) return &flag;
  return nullptr;
}

/// How a flag stands in the help: "--data DIR".
std::string usage_of(const Flag& flag) {
  std::string text(flag.name);
  if (!flag.placeholder.empty() && flag.placeholder != flag.name) text.append(" ").append(flag.placeholder);
  return text;
}

}  // namespace

std::optional<std::string> process_environment(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

Result<Flags> Flags::parse(std::string_view command, std::span<const Flag> table,
                           std::span<const std::string_view> arguments, Environment environment) {
  Flags flags;
  flags.table_ = table;
  std::size_t operands_given = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (!argument.starts_with("-")) {
      const Flag* operand = find_operand(table, operands_given);
      if (operand == nullptr)
        return fail(Error("cli.unexpected_argument").with("argument", argument).with("command", command));
      flags.values_[std::string(operand->name)] = {std::string(argument)};
      ++operands_given;
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string_view name = argument.substr(0, equals);
    const Flag* flag = find_flag(table, name == "-h" ? "--help" : name);
    if (flag == nullptr) return fail(Error("cli.unknown_flag").with("flag", name).with("command", command));
    std::string value;
    if (flag->placeholder.empty()) {
      if (equals != argument.npos) return fail(Error("cli.flag_with_value").with("flag", name));
    } else if (equals != argument.npos) {
      value = argument.substr(equals + 1);
    } else if (i + 1 < arguments.size() && !arguments[i + 1].starts_with("--")) {
      value = arguments[++i];
    }
    if (!flag->placeholder.empty() && value.empty())
      return fail(Error("cli.flag_without_value").with("flag", name).with("placeholder", flag->placeholder));
    auto& values = flags.values_[std::string(flag->name)];
    if (!values.empty() && !flag->is_repeatable) return fail(Error("cli.flag_twice").with("flag", name));
    values.push_back(std::move(value));
  }
  for (const Flag& flag : table) {
    if (flag.environment.empty() || flags.values_.contains(flag.name)) continue;
    if (auto value = environment(flag.environment)) flags.values_[std::string(flag.name)] = {*std::move(value)};
  }
  return flags;
}

std::string Flags::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found != values_.end()) return found->second.front();
  const Flag* flag = find_flag(table_, name);
  return flag == nullptr ? std::string() : std::string(flag->preset);
}

std::vector<std::string> Flags::texts(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

bool Flags::is_set(std::string_view name) const { return values_.contains(name); }

Result<std::int64_t> Flags::number(std::string_view name, std::int64_t min, std::int64_t max) const {
  const std::string value = text(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number < min || number > max)
    return fail(Error("cli.flag_not_number").with("flag", name).with("value", value).with("min", min).with("max", max));
  return number;
}

std::string help_lines(std::span<const Flag> table, Language language) {
  std::size_t width = 0;
  for (const Flag& flag : table)
    if (!flag.help.empty()) width = std::max(width, usage_of(flag).size());
  std::string lines;
  for (const Flag& flag : table) {
    if (flag.help.empty()) continue;
    const std::string usage = usage_of(flag);
    lines += "  " + usage + std::string(width - usage.size() + 2, ' ') + render(Error(flag.help), language);
    if (!flag.preset.empty()) lines += render(Error("cli.help.default").with("value", flag.preset), language);
    if (!flag.environment.empty()) lines.append(" [").append(flag.environment).append("]");
    lines += '\n';
  }
  return lines;
}

}  // namespace mingchou::server
