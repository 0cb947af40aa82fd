// What is shown for a character that no font has: its code point in hexadecimal digits in a frame, so that a person
// can say which it is. Never an empty box.
#pragma once

#include "client/app/ui/font_provider.h"

namespace mingchou::client {

/// White on transparent, at least one em wide, centred on the square that a Chinese character fills.
GlyphImage substitute_glyph(char32_t code_point, float em_px);

}  // namespace mingchou::client
