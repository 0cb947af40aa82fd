// Points and rectangles in CSS pixels, and the classes of layout. No Dear ImGui here: the gesture recogniser and
// the semantics tree are plain data.
#pragma once

#include <algorithm>

namespace mingchou::client {

struct Point {
  float x = 0;
  float y = 0;
  bool operator==(const Point&) const = default;
};

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }
  bool overlaps(const Rect& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  Rect inset(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
  bool operator==(const Rect&) const = default;
};

/// Of negative size where they do not meet.
inline Rect intersection(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

/// Phone: up to 599 wide; tablet: up to 1023; desktop: from there on.
enum class SizeClass { phone, tablet, desktop };

inline SizeClass size_class(float width) {
  if (width < 600) return SizeClass::phone;
  return width < 1024 ? SizeClass::tablet : SizeClass::desktop;
}

}  // namespace mingchou::client
