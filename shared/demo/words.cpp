#include "shared/demo/words.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace mingchou {
namespace embedded {
extern const std::string_view demo_words;
}
namespace demo {
namespace {

using Sections = std::map<std::string_view, Words>;

Sections read_sections(std::string_view text) {
  Sections sections;
  Words* section = nullptr;
  for (std::string_view line : split(text, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      section = &sections[line.substr(1, line.size() - 2)];
      continue;
    }
    if (section == nullptr) bad_data("words.txt begins without a section");
    for (std::string_view entry : split(line, ' ')) {
      if (entry.empty()) continue;
      const std::size_t star = entry.find('*');
      section->add(entry.substr(0, star), star == std::string_view::npos ? 1 : number_in(entry.substr(star + 1)));
    }
  }
  return sections;
}

}  // namespace

const Words& words(std::string_view section) {
  static const Sections sections = read_sections(embedded::demo_words);
  const auto found = sections.find(section);
  if (found == sections.end()) bad_data(section);
  return found->second;
}

std::string concat(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (std::string_view part : parts) text += part;
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::vector<std::string_view>> table_rows(std::string_view text) {
  std::vector<std::vector<std::string_view>> rows;
  for (std::string_view line : split(text, '\n'))
    if (!line.empty() && line[0] != '#') rows.push_back(split(line, '\t'));
  return rows;
}

std::uint64_t number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) bad_data(text);
  return value;
}

std::string digits(std::uint64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

void bad_data(std::string_view what) {
  std::fprintf(stderr, "mingchou: the demo county's data is wrong: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace demo
}  // namespace mingchou
