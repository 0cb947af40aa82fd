// Text with marked parts: where the words of a search stand in it.
#pragma once

#include <span>
#include <string_view>

#include "client/app/register/highlight.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Draws the text in at most `lines_max` lines around the rectangle's vertical centre, as draw_lines() does, with the
/// ranges on a tinted ground. Adds no semantics.
void draw_marked_lines(Ui& ui, const Rect& rect, std::string_view text, std::span<const TextRange> marked,
                       float size_px, Color color, int lines_max);

}  // namespace mingchou::client
