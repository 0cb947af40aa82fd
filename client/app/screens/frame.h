// What surrounds every screen: the navigation (at the side where there is room for it, else at the lower edge), the
// header of a screen, and what lies above all screens.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// How the navigation lies. Tests and screens may ask; draw_frame() decides by the surface alone.
enum class NavigationKind : std::uint8_t {
  bottom,  ///< phones, tablets held upright
  rail,    ///< icons over words: tablets held across, small windows
  side,    ///< icons beside words, and the county's name: desktops
};
NavigationKind navigation_kind(const Rect& surface);

/// Draws the navigation and returns what is left for the screen, without the device's insets.
Rect draw_frame(Ui& ui, const Model& model, Actions& actions);

/// What lies above the screen: messages, and the words of what the mouse is on. Drawn last.
void draw_frame_top(Ui& ui);

/// The top of a screen: where one is, the way back, and what can be done here.
struct HeaderAction {
  std::string_view id;
  Icon icon = Icon::more;
  std::string_view name;
  /// Drawn as set, as a filter that is in force.
  bool active = false;
  /// What it opens, and whether that is open.
  Popup popup = Popup::none;
  bool expanded = false;
};
struct Header {
  std::string_view title;
  /// Below the title, in as many lines as it needs, broken at " · " where it can be; empty for none.
  std::string_view detail = {};
  /// How the content below lies: the title stands in line with it.
  PageWidth width = PageWidth::content;
  /// An arrow that sets Actions::back.
  bool back = false;
  std::span<const HeaderAction> actions = {};
};
struct HeaderOutcome {
  /// What is left below the header.
  Rect rest;
  /// Which of the actions was pressed, and where each stands, as an anchor of a menu.
  std::optional<std::size_t> pressed = {};
  Rect pressed_at = {};
};
/// Draws the header at the top of `rect`; the title is the screen's heading of level 1, in the same column as its
/// content.
HeaderOutcome draw_header(Ui& ui, const Rect& rect, const Header& header, Actions& actions);

}  // namespace mingchou::client
