// What a person sets about the look of the app on this device. Kept in the tablet's database; the shell keeps a copy
// for its loading page.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/messages/messages.h"

namespace mingchou::client {

/// `system` follows the device.
enum class ThemeChoice : std::uint8_t { system, light, dark };
enum class TextSize : std::uint8_t { standard, large, larger };

struct Preferences {
  Language language = Language::chinese;
  ThemeChoice theme = ThemeChoice::system;
  TextSize text_size = TextSize::standard;
  bool operator==(const Preferences&) const = default;
};

/// By how much everything is drawn larger: text, targets and spaces alike, as a browser's zoom does it.
float zoom_of(TextSize size);

/// Names in messages and in the database; nothing for an unknown name (of a newer version, say).
std::string_view name_of(ThemeChoice choice);
std::string_view name_of(TextSize size);
std::optional<ThemeChoice> theme_choice_from(std::string_view name);
std::optional<TextSize> text_size_from(std::string_view name);

}  // namespace mingchou::client
