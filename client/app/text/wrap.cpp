#include "client/app/text/wrap.h"

#include <algorithm>
#include <cstddef>

namespace mingchou::client {
namespace {

/// A lead byte and the continuation bytes that it announces, as far as they are there.
std::size_t character_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t announced = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  std::size_t bytes = 1;
  while (bytes < announced && bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

bool is_one_of(std::string_view character, std::string_view set) {
  return !character.empty() && set.find(character) != std::string_view::npos;
}

/// May not begin a line (GB/T 15834).
bool closes(std::string_view character) { return is_one_of(character, "，。、；：？！”’）》】〉〕」』…—·,.;:?!)"); }
/// May not end a line.
bool opens(std::string_view character) { return is_one_of(character, "“‘（《【〈〔「『("); }

/// Letters, digits and their marks stay together; everything outside ASCII breaks on both sides.
bool joins(std::string_view left, std::string_view right) {
  if (closes(right) || opens(left)) return true;
  const auto ascii = [](std::string_view c) { return static_cast<unsigned char>(c.front()) < 0x80 && c != " "; };
  return ascii(left) && ascii(right);
}

/// The shortest piece at the start that may not be broken.
std::string_view unbreakable_piece(std::string_view text) {
  std::size_t end = character_bytes(text);
  std::string_view left = text.substr(0, end);
  while (end < text.size() && text[end] != '\n') {
    const std::string_view right = text.substr(end, character_bytes(text.substr(end)));
    // Nor is such a mark torn off at the space before it: " · ".
    const std::string_view rest = text.substr(end + right.size());
    const bool leads_to_mark = right == " " && !rest.empty() && closes(rest.substr(0, character_bytes(rest)));
    if (!leads_to_mark && !joins(left, right)) break;
    left = right;
    end += right.size();
  }
  return text.substr(0, end);
}

/// As many characters as fit, at least one.
std::size_t fitting_bytes(std::string_view text, float width, const Measure& measure) {
  std::size_t end = character_bytes(text);
  while (end < text.size()) {
    const std::size_t next = end + character_bytes(text.substr(end));
    if (measure(text.substr(0, next)) > width) break;
    end = next;
  }
  return end;
}

void finish_line(std::vector<std::string>& lines, std::string& line) {
  while (line.ends_with(' ')) line.pop_back();
  lines.push_back(std::move(line));
  line.clear();
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, float width, const Measure& measure) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    if (text.front() == '\n') {
      finish_line(lines, line);
      text.remove_prefix(1);
      continue;
    }
    std::string_view piece = unbreakable_piece(text);
    if (measure(line + std::string(piece)) > width) {
      if (!line.empty() && piece != " ") finish_line(lines, line);
      // A word wider than the line is broken anywhere.
      if (measure(piece) > width) piece = piece.substr(0, fitting_bytes(piece, width, measure));
    }
    if (piece != " " || !line.empty()) line += piece;
    text.remove_prefix(piece.size());
  }
  if (!line.empty()) finish_line(lines, line);
  return lines;
}

std::vector<std::string> wrap_phrases(std::string_view text, std::string_view separator, float width,
                                      const Measure& measure) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string phrase(text.substr(0, end));
    const std::string longer = lines.empty() ? phrase : lines.back() + std::string(separator) + phrase;
    if (!lines.empty() && measure(longer) <= width)
      lines.back() = longer;
    else
      lines.push_back(phrase);
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
  return lines;
}

std::string elide(std::string_view text, float width, const Measure& measure) {
  if (text.empty() || measure(text) <= width) return std::string(text);
  static constexpr std::string_view ellipsis = "…";
  const float room = std::max(0.0f, width - measure(ellipsis));
  return std::string(text.substr(0, fitting_bytes(text, room, measure))) + std::string(ellipsis);
}

}  // namespace mingchou::client
