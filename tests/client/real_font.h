// The fonts that users see, as the build cut them: layout is measured with real glyphs.
#pragma once

#include <cstdint>
#include <span>

namespace mingchou::client {

/// Throws if the build did not make it.
std::span<const std::uint8_t> real_font();
std::span<const std::uint8_t> real_rest_font();

}  // namespace mingchou::client
