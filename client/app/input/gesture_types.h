// What goes into the gesture recogniser (samples, and answers about what lies under a point) and what comes out
// (commands). Plain data, no Dear ImGui. Lengths are CSS pixels, times milliseconds of one clock that samples and
// frames share.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "client/app/input/gesture_limits.h"

namespace mingchou::client::gesture {

/// Double, because a register of 100,000 rows is 5 million px high and a float steps by 0.5 px there: a slow fling
/// would stand still.
struct Vector {
  double x = 0;
  double y = 0;
  bool operator==(const Vector&) const = default;
};

enum class Axis : std::uint8_t { x, y };
inline double along(Vector v, Axis axis) { return axis == Axis::x ? v.x : v.y; }

enum class PointerKind : std::uint8_t { touch, pen, mouse };
/// cancel: pointercancel; for mouse and pen also pointerleave.
enum class Phase : std::uint8_t { down, move, up, cancel };

/// One pointer event. Where the shell has coalesced events it sends them all, oldest first.
struct Sample {
  int pointer = 0;
  PointerKind kind = PointerKind::touch;
  Phase phase = Phase::move;
  Vector at = {};
  double time_ms = 0;
  /// Of a mouse's or pen's down and up: 0 left, 1 right, 2 middle, as Dear ImGui counts (the DOM has 1 and 2 swapped).
  unsigned button = 0;
};

using RegionId = std::uint32_t;  ///< 0 is "none"; ImGuiID fits
using TargetId = std::uint32_t;  ///< 0 is "none"

enum class Target : std::uint8_t {
  nothing,     ///< still gets its taps: a touch beside a popup closes it
  pressable,   ///< button, row, checkbox
  text_field,  ///< the shell focuses it; no press is ever shown
  drag,        ///< slider, signature pad: follows the finger
};
/// Along which movement a Target::drag follows. `any` takes the finger at once; with x or y the first movement
/// decides, so that a page can be scrolled by a finger that happens to start on a slider.
enum class DragAxis : std::uint8_t { any, x, y };

struct Hit {
  Target target = Target::nothing;
  /// Of the widget, stable across frames. A tap whose widget has gone from under the finger is no tap.
  TargetId id = 0;
  /// The innermost scroll region under the point.
  RegionId region = 0;
  /// The widget has a context action. Others may be held as long as one likes and are tapped on release.
  bool has_context_action = false;
  DragAxis drag_axis = DragAxis::any;
};

struct Region {
  RegionId id = 0;
  RegionId parent = 0;
  Vector offset = {};
  /// The largest offset per axis; 0 (or less) where it does not scroll.
  Vector offset_max = {};
};

/// What lies on the screen, as last drawn. Implemented by the glue, and by the tests.
class Surface {
 public:
  virtual ~Surface() = default;
  virtual Hit hit(Vector point) const = 0;
  /// Nothing if the region is no longer there. The offset is read when a scroll begins, the range always.
  virtual std::optional<Region> region(RegionId id) const = 0;
};

enum class Action : std::uint8_t {
  press,         ///< the pointer goes down at `at`
  move,          ///< it is at `at`: a drag of a widget or a mouse that hovers
  release,       ///< it goes up at `at`, and what was pressed there is activated
  cancel,        ///< the press is taken back, nothing is activated, and the pointer has left (see gesture.h)
  leave,         ///< the pointer is nowhere: no widget is hovered
  scroll,        ///< `region` goes to offset `to` along `axis`, always within its range
  context,       ///< long press on `target` at `at`
  tap_on_field,  ///< tap on the text field `target` at `at`; no press and release come with it
};

struct Command {
  Action action = Action::leave;
  PointerKind kind = PointerKind::touch;
  Axis axis = Axis::y;
  unsigned button = 0;
  Vector at = {};
  TargetId target = 0;
  RegionId region = 0;
  double to = 0;
};

/// The commands of one call, in order. Fixed room, so that input allocates nothing.
class CommandList {
 public:
  void add(const Command& command) {
    if (count_ < commands_.size()) commands_[count_++] = command;
  }
  const Command* begin() const { return commands_.data(); }
  const Command* end() const { return commands_.data() + count_; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }

 private:
  std::array<Command, command_count_max> commands_;
  std::size_t count_ = 0;
};

}  // namespace mingchou::client::gesture
