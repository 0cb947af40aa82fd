#include "client/app/screens/marked_text.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace mingchou::client {
namespace {

/// Of the bytes [line_at, line_at + line.size()) of the whole text.
void draw_marks(Ui& ui, const Rect& rect, std::string_view line, std::size_t line_at, std::span<const TextRange> marked,
                float size_px) {
  const std::size_t line_end = line_at + line.size();
  for (const TextRange& range : marked) {
    const std::size_t begin = std::max(range.begin, line_at), end = std::min(range.end, line_end);
    if (begin >= end) continue;
    const float x = text_width(ui, line.substr(0, begin - line_at), size_px);
    const float width = text_width(ui, line.substr(begin - line_at, end - begin), size_px);
    fill({std::round(rect.x + x) - 1, rect.y + 1, std::min(std::ceil(width) + 2, rect.width - x + 2), rect.height - 2},
         ui.theme->warning_tint.ground, 3);
  }
}

}  // namespace

void draw_marked_lines(Ui& ui, const Rect& rect, std::string_view text, std::span<const TextRange> marked,
                       float size_px, Color color, int lines_max) {
  if (marked.empty()) return draw_lines(ui, rect, text, size_px, color, lines_max);
  const std::vector<std::string> lines = wrap(text, rect.width, measure(ui, size_px));
  const std::size_t count = std::min(lines.size(), static_cast<std::size_t>(std::max(1, lines_max)));
  const float height = std::round(size_px * 1.4f);
  float y = rect.y + (rect.height - height * static_cast<float>(count)) / 2;
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    // Blanks at the breaks are gone from the lines.
    at = std::min(text.find(lines[i], at), text.size());
    const bool is_last = i + 1 == count;
    const std::string_view whole = is_last ? text.substr(at) : std::string_view(lines[i]);
    const std::string shown = is_last ? elide(whole, rect.width, measure(ui, size_px)) : lines[i];
    const Rect line{rect.x, y, rect.width, height};
    // What stands for the cut end is marked by nothing.
    const std::size_t same = static_cast<std::size_t>(std::ranges::mismatch(whole, shown).in1 - whole.begin());
    draw_marks(ui, line, whole.substr(0, same), at, marked, size_px);
    draw_text(ui, line, shown, size_px, color, Align::start, Fit::may_elide);
    at += lines[i].size();
    y += height;
  }
}

}  // namespace mingchou::client
