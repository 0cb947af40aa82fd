// Makes taps, drags and flings out of the touches of one finger. Plain arithmetic without Dear ImGui or a browser,
// so recorded traces test it.
//
// Invariant: a touch that scrolls never presses; whatever was pressed is either released once or cancelled once.
#pragma once

#include <vector>

#include "client/app/ui/geometry.h"

namespace mingchou::client {

namespace touch_limits {
inline constexpr float slop_px = 10;          ///< a finger that stays within this is not moving
inline constexpr double press_delay_ms = 90;  ///< then a resting finger shows as pressed
inline constexpr double velocity_window_ms = 100;
inline constexpr double velocity_stale_ms = 120;  ///< a finger that rested this long before lifting flings nothing
inline constexpr double decay_ms = 325;           ///< time constant of a fling
inline constexpr float rest_px_per_s = 20;        ///< slower than this is at rest
inline constexpr double step_ms_max = 100;
}  // namespace touch_limits

struct TouchEvent {
  enum class Phase { down, move, up, cancel };
  Phase phase = Phase::down;
  Point at;
  double time_ms = 0;
};

/// What the recogniser wants done, in order.
struct TouchCommand {
  enum class Kind {
    press,    ///< button down at the point
    release,  ///< button up at the point; the pointer leaves
    cancel,   ///< forget the press, activate nothing; the pointer leaves
    scroll,   ///< move the content under the first touch by `by`
  };
  Kind kind = Kind::press;
  Point at;
  Point by;
  bool operator==(const TouchCommand&) const = default;
};

class TouchRecognizer {
 public:
  std::vector<TouchCommand> handle(const TouchEvent& event);
  /// Call once per frame while active(): the delayed press, and the fling.
  std::vector<TouchCommand> advance(double now_ms);

  /// Wants frames: a finger is waiting to press, or the content flies.
  bool active() const { return state_ == State::pending || state_ == State::flinging; }
  /// The content moves by touch: taps do not count as such.
  bool moving() const { return state_ == State::scrolling || state_ == State::flinging; }
  Point origin() const { return origin_; }
  /// The content came to an end: no need to fly on.
  void stop();

 private:
  enum class State { idle, pending, pressed, scrolling, flinging };
  struct Sample {
    Point at;
    double time_ms;
  };

  void down(const TouchEvent& event);
  void move(const TouchEvent& event, std::vector<TouchCommand>& commands);
  void up(const TouchEvent& event, std::vector<TouchCommand>& commands);
  /// Least squares over the last samples; pixels per second.
  Point velocity(double now_ms) const;

  State state_ = State::idle;
  bool caught_ = false;  ///< this touch stopped a fling, so it presses nothing
  Point origin_;
  double origin_ms_ = 0;
  Point last_;
  Point velocity_;
  double advanced_ms_ = 0;
  std::vector<Sample> samples_;
};

}  // namespace mingchou::client
