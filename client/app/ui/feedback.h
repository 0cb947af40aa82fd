// What the app says of its state: pills, banners, progress, notices that fill a screen, places of what is loading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// A small word on a tinted ground. Part of the node that it stands in: adds none.
inline constexpr float pill_px = 28;
float pill_width(const Ui& ui, std::string_view word, std::optional<Icon> icon);
void pill(Ui& ui, std::string_view word, Tone tone, std::optional<Icon> icon, Point at);
float badge_width(const Ui& ui, std::string_view word);
void badge(Ui& ui, std::string_view word, Point at, float height_px);

/// A disc with one character, the mark of a department or person. Adds no node.
void mark(Ui& ui, std::string_view character, Point centre, float radius_px);

/// The icon that goes with a tone when there is no better one.
Icon icon_of(Tone tone);

struct Banner {
  std::string id;
  Tone tone = Tone::info;
  std::optional<Icon> icon = {};
  std::string_view text;
  std::string_view action = {};  ///< word of its button; empty for none
  bool closable = false;
  std::string_view close_name = {};
};
enum class BannerAnswer : std::uint8_t { none, action, closed };
/// A message above the content, for as long as it is true.
float banner_height(const Ui& ui, float width, const Banner& what);
BannerAnswer banner(Ui& ui, const Rect& rect, const Banner& what);

struct Progress {
  std::string id;
  std::string_view title;
  /// "12.3 of 18.0 MB": numbers, not the bar alone.
  std::string_view detail = {};
  /// 0 to 1; nothing while it can't be told.
  std::optional<float> part = {};
  /// Word of the button that stops it; empty for none.
  std::string_view cancel = {};
};
/// Long work. True in the frame in which it is cancelled.
float progress_height(const Ui& ui, float width, const Progress& what);
bool progress(Ui& ui, const Rect& rect, const Progress& what);
/// The bar alone; adds no node.
void progress_bar(Ui& ui, const std::string& id, const Rect& rect, std::optional<float> part);

/// A state that fills a screen: a mark, what happened, what to do, and buttons if their words are not empty.
struct Notice {
  std::string id;
  Role role = Role::status;
  Tone tone = Tone::info;
  std::optional<Icon> icon = {};
  std::string_view title;
  std::string_view advice = {};
  std::string_view action = {};
  std::string_view second_action = {};
};
enum class NoticeAnswer : std::uint8_t { none, action, second_action };
NoticeAnswer answered_notice(Ui& ui, const Rect& rect, const Notice& what);
/// True in the frame in which the action is activated.
inline bool notice(Ui& ui, const Rect& rect, const Notice& what) {
  return answered_notice(ui, rect, what) == NoticeAnswer::action;
}

/// The place of something that is being read. Nothing moves, so nothing is drawn while waiting. Adds no node.
void skeleton(Ui& ui, const Rect& rect, float corner_px = corners_px::control);

}  // namespace mingchou::client
