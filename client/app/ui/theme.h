// The design system's constants: colour roles, type scale, spacing, corners, motion. Screens name roles and never
// write colours or sizes of type of their own.
//
// Invariant, computed by tests: text reaches a contrast of 7:1 on every ground that it may stand on, in both themes
// (tablets are read in sunlight); outlines of controls and marks of focus reach 3:1. What lies above other things is
// told from them by a line and a tint: blurred shadows cost too much where software draws.
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

constexpr Color with_alpha(Color color, std::uint8_t alpha) { return {color.red, color.green, color.blue, alpha}; }

/// A ground and what is written on it.
struct Pair {
  Color ground;
  Color ink;
};

/// What a state means. Never told by its colour alone: an icon and a word go with it.
enum class Tone : std::uint8_t { neutral, info, success, warning, danger };

struct Theme {
  bool dark = false;
  Color page;             ///< behind everything
  Color surface;          ///< cards, tables, fields
  Color surface_hover;    ///< a row or card under the mouse
  Color surface_pressed;  ///< under the finger
  Color raised;           ///< sheets, dialogs and menus, above the rest
  Color line;             ///< separators, edges of cards
  Color line_strong;      ///< edges of what can be operated
  Color text;             ///< on all of these
  Color text_secondary;   ///< likewise, for what matters less
  Color link;             ///< likewise, for words that do something
  Color bar;              ///< header and navigation
  Color accent;           ///< what one most likely wants
  Color accent_hover;
  Color accent_pressed;
  Color on_accent;
  Color danger;  ///< what cannot be undone
  Color danger_hover;
  Color danger_pressed;
  Color on_danger;
  Color danger_text;  ///< on page and surfaces
  Pair neutral_tint;  ///< pills and marks by Tone
  Pair info_tint;
  Pair success_tint;
  Pair warning_tint;
  Pair danger_tint;
  Color skeleton;  ///< places of what is being read
  Color scrollbar;
  Color scrollbar_active;
  Color focus;  ///< ring around what the keyboard is on
  Color scrim;  ///< over what a dialog puts out of reach
};

inline constexpr Theme light_theme{
    .page = rgb(0xF3F6F8),
    .surface = rgb(0xFFFFFF),
    .surface_hover = rgb(0xEFF4F7),
    .surface_pressed = rgb(0xE3ECF1),
    .raised = rgb(0xFFFFFF),
    .line = rgb(0xD8E0E6),
    .line_strong = rgb(0x73828F),
    .text = rgb(0x14212E),
    .text_secondary = rgb(0x384756),
    .link = rgb(0x07475A),
    .bar = rgb(0xFFFFFF),
    .accent = rgb(0x0B566D),
    .accent_hover = rgb(0x0A4A5E),
    .accent_pressed = rgb(0x083C4C),
    .on_accent = rgb(0xFFFFFF),
    .danger = rgb(0x98190F),
    .danger_hover = rgb(0x85140C),
    .danger_pressed = rgb(0x6F0F08),
    .on_danger = rgb(0xFFFFFF),
    .danger_text = rgb(0x861309),
    .neutral_tint = {rgb(0xE8EDF1), rgb(0x2F3D4A)},
    .info_tint = {rgb(0xDCEFF3), rgb(0x0B4252)},
    .success_tint = {rgb(0xDDF2E3), rgb(0x0E4A27)},
    .warning_tint = {rgb(0xFCEBCB), rgb(0x5F3A00)},
    .danger_tint = {rgb(0xFBE4E1), rgb(0x7A1710)},
    .skeleton = rgb(0xE6EBF0),
    .scrollbar = rgb(0xB4C0CB),
    .scrollbar_active = rgb(0x73828F),
    .focus = rgb(0xB25E00),
    .scrim = {10, 23, 34, 115},
};

inline constexpr Theme dark_theme{
    .dark = true,
    .page = rgb(0x10171D),
    .surface = rgb(0x1A242C),
    .surface_hover = rgb(0x222E38),
    .surface_pressed = rgb(0x2A3843),
    .raised = rgb(0x212D37),
    .line = rgb(0x32404C),
    .line_strong = rgb(0x8798A6),
    .text = rgb(0xF0F4F7),
    .text_secondary = rgb(0xC3CFD8),
    .link = rgb(0x94DAEE),
    .bar = rgb(0x161F27),
    .accent = rgb(0x7CCFE6),
    .accent_hover = rgb(0x96DBEF),
    .accent_pressed = rgb(0x68BDD5),
    .on_accent = rgb(0x04222C),
    .danger = rgb(0xF2A79E),
    .danger_hover = rgb(0xF7BDB6),
    .danger_pressed = rgb(0xE5948A),
    .on_danger = rgb(0x3B0703),
    .danger_text = rgb(0xF9C4BE),
    .neutral_tint = {rgb(0x2B3843), rgb(0xDCE4EA)},
    .info_tint = {rgb(0x113D4B), rgb(0xCDEFF8)},
    .success_tint = {rgb(0x133B23), rgb(0xC4F0D2)},
    .warning_tint = {rgb(0x43300A), rgb(0xFCE3B4)},
    .danger_tint = {rgb(0x4C1A14), rgb(0xFFD9D4)},
    .skeleton = rgb(0x2A3640),
    .scrollbar = rgb(0x50616F),
    .scrollbar_active = rgb(0x8798A6),
    .focus = rgb(0xFFB454),
    .scrim = {0, 0, 0, 150},
};

constexpr Pair tint_of(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return theme.neutral_tint;
    case Tone::info:
      return theme.info_tint;
    case Tone::success:
      return theme.success_tint;
    case Tone::warning:
      return theme.warning_tint;
    case Tone::danger:
      return theme.danger_tint;
  }
  return theme.neutral_tint;
}

/// Sizes of type in CSS pixels, as a browser means them (the em, not Dear ImGui's ascent plus descent).
namespace type_px {
inline constexpr float caption = 14;  ///< below icons only
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
inline constexpr float one_and_half = 12;
inline constexpr float two = 16;
inline constexpr float three = 24;
inline constexpr float four = 32;
inline constexpr float six = 48;
}  // namespace space_px

namespace corners_px {
inline constexpr float control = 8;
inline constexpr float card = 12;
inline constexpr float sheet = 16;
}  // namespace corners_px

inline constexpr float touch_target_px_min = 44;
/// Height of buttons, fields and chips; the same, so that they stand in one line.
inline constexpr float control_px = 48;
inline constexpr float content_width_px_max = 1120;
/// Lines of running text longer than this are hard to read.
inline constexpr float text_width_px_max = 640;
/// Time constant of everything that moves by itself.
inline constexpr float motion_ms = 50;

}  // namespace mingchou::client
