// The design system's constants: colour roles, type scale, spacing. Screens name roles and never write numbers of
// their own. Text reaches a contrast of 7:1 on every surface it may stand on (tests compute it): tablets are read
// in sunlight.
#pragma once

#include <cstdint>

namespace mingchou::client {

struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;
  bool operator==(const Color&) const = default;
};

/// 0xRRGGBB
constexpr Color rgb(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
          static_cast<std::uint8_t>(value), 255};
}

struct Theme {
  Color page;            ///< behind everything
  Color surface;         ///< cards and tables
  Color surface_hover;   ///< a row or card under the mouse
  Color line;            ///< separators and outlines
  Color text;            ///< on page and surfaces
  Color text_secondary;  ///< likewise, for what matters less
  Color bar;             ///< header bar
  Color on_bar;
  Color on_bar_secondary;
  Color accent;  ///< buttons
  Color accent_hover;
  Color accent_pressed;
  Color on_accent;
  Color tint;  ///< badges
  Color on_tint;
  Color warning_tint;  ///< behind the mark of a state that needs attention
  Color on_warning_tint;
  Color skeleton;  ///< places of what is being read
  Color scrollbar;
  Color scrollbar_active;
  Color focus;  ///< ring around what the keyboard is on
};

inline constexpr Theme light_theme{
    .page = rgb(0xF2F5F8),
    .surface = rgb(0xFFFFFF),
    .surface_hover = rgb(0xEDF4F7),
    .line = rgb(0xD9E0E7),
    .text = rgb(0x14212E),
    .text_secondary = rgb(0x3D4C5B),
    .bar = rgb(0x0B4A5E),
    .on_bar = rgb(0xFFFFFF),
    .on_bar_secondary = rgb(0xDCEEF4),
    .accent = rgb(0x0B566D),
    .accent_hover = rgb(0x0A4A5E),
    .accent_pressed = rgb(0x083C4C),
    .on_accent = rgb(0xFFFFFF),
    .tint = rgb(0xDCEFF3),
    .on_tint = rgb(0x0B4252),
    .warning_tint = rgb(0xFCEBCB),
    .on_warning_tint = rgb(0x5F3A00),
    .skeleton = rgb(0xE6EBF0),
    .scrollbar = rgb(0xB4C0CB),
    .scrollbar_active = rgb(0x8494A3),
    .focus = rgb(0xB25E00),
};

/// Sizes of type in CSS pixels, as a browser means them (the em, not Dear ImGui's ascent plus descent).
namespace type_px {
inline constexpr float small = 16;
inline constexpr float body = 18;
inline constexpr float subtitle = 20;
inline constexpr float heading = 24;
inline constexpr float title = 28;
}  // namespace type_px

/// A grid of 8; halves inside widgets only.
namespace space_px {
inline constexpr float half = 4;
inline constexpr float one = 8;
inline constexpr float two = 16;
inline constexpr float three = 24;
inline constexpr float four = 32;
inline constexpr float six = 48;
}  // namespace space_px

inline constexpr float touch_target_px_min = 44;
inline constexpr float card_corner_px = 12;
inline constexpr float content_width_px_max = 1120;

}  // namespace mingchou::client
