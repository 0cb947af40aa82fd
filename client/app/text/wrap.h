// Breaks text into lines. Dear ImGui breaks at blanks only; Chinese breaks between any two characters, except
// before closing and after opening punctuation.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mingchou::client {

/// Width of a piece of text in CSS pixels.
using Measure = std::function<float(std::string_view)>;

/// Lines of at most `width`, unless a single character is wider. Line feeds break, blanks at breaks go away.
/// Malformed UTF-8 is kept, byte by byte.
std::vector<std::string> wrap(std::string_view text, float width, const Measure& measure);

/// Breaks at the separator only, which goes away there: for lines made of short phrases.
std::vector<std::string> wrap_phrases(std::string_view text, std::string_view separator, float width,
                                      const Measure& measure);

/// The text itself if it fits, else as much as does with "…" behind.
std::string elide(std::string_view text, float width, const Measure& measure);

}  // namespace mingchou::client
