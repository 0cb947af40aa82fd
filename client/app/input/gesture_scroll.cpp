// The half of the recogniser that moves content: what a finger that left the slop does, which region it scrolls,
// and how a fling runs out.
#include <algorithm>
#include <cmath>

#include "client/app/input/gesture.h"
#include "client/app/input/gesture_fault.h"

namespace mingchou::client::gesture {

void Recogniser::begin_moving(CommandList& out) {
  const Vector path{last_.x - start_.x, last_.y - start_.y};
  const double length = std::hypot(path.x, path.y);
  const double beyond = planted(Fault::slop_is_jumped) ? 1 : (length - slop_px) / length;
  const Axis major = std::abs(path.x) > std::abs(path.y) ? Axis::x : Axis::y;
  const Axis minor = major == Axis::x ? Axis::y : Axis::x;
  if (state_ == State::pending && !caught_ && drags_along(major)) {
    state_ = State::direct;
    press(out);
    emit(Action::move, last_, out);
    return;
  }
  if (!planted(Fault::press_survives_scroll)) retract(out);
  const auto on_major = region_to_scroll(major, along(path, major));
  const auto region = on_major ? on_major : region_to_scroll(minor, along(path, minor));
  if (!region) {
    spend();
    return;
  }
  state_ = State::scrolling;
  axis_ = on_major ? major : minor;
  region_ = region->id;
  offset_ = along(region->offset, axis_);
  scroll_with_finger(along(path, axis_) * beyond, out);
}

bool Recogniser::drags_along(Axis axis) const {
  if (hit_.target != Target::drag) return false;
  if (hit_.drag_axis == DragAxis::any || planted(Fault::slider_grabs_every_touch)) return true;
  return (hit_.drag_axis == DragAxis::x) == (axis == Axis::x);
}

/// The innermost region under the finger that can go its way along the axis, else the innermost that scrolls on it.
std::optional<Region> Recogniser::region_to_scroll(Axis axis, double finger_travel) const {
  std::optional<Region> at_its_end;
  std::optional<Region> outermost;
  RegionId id = hit_.region;
  for (std::size_t depth = 0; id != 0 && depth < region_depth_max; ++depth) {
    const auto region = surface_.region(id);
    if (!region) break;
    id = region->parent;
    const double offset_max = along(region->offset_max, axis);
    if (!(offset_max > 0)) continue;
    const double offset = along(region->offset, axis);
    const bool can_move = finger_travel < 0 ? offset < offset_max : offset > 0;
    if (planted(Fault::outer_region_first)) {
      outermost = region;
    } else if (can_move) {
      return region;
    }
    if (!at_its_end) at_its_end = region;
  }
  return outermost ? outermost : at_its_end;
}

/// Content goes with the finger, so the offset goes against it.
void Recogniser::scroll_with_finger(double finger_travel, CommandList& out) {
  const bool whole = scroll_to(offset_ - finger_travel, out);
  if (state_ == State::scrolling && !whole && planted(Fault::hand_over_while_moving)) {
    const auto region = surface_.region(region_);
    const auto parent = region ? surface_.region(region->parent) : std::nullopt;
    if (!parent) return;
    region_ = parent->id;
    offset_ = along(parent->offset, axis_);
  }
}

/// False if the offset was limited, or if the region is no longer there: then the gesture is over.
bool Recogniser::scroll_to(double offset, CommandList& out) {
  const auto region = surface_.region(region_);
  if (!region) {
    if (finger_down_) {
      spend();
    } else {
      state_ = State::idle;
    }
    return false;
  }
  double reached = limited(offset, along(region->offset_max, axis_));
  if (planted(Fault::whole_pixels)) reached = std::round(reached);
  if (reached != offset_)
    out.add({.action = Action::scroll, .axis = axis_, .at = last_, .region = region_, .to = reached});
  offset_ = reached;
  return reached == offset;
}

double Recogniser::limited(double offset, double offset_max) {
  if (planted(Fault::no_range)) return offset;
  return std::clamp(offset, 0.0, std::max(offset_max, 0.0));
}

void Recogniser::lift_from_scroll() {
  fling_px_s_ = -velocity_.at_lift(axis_, now_ms_);
  fling_ms_ = now_ms_;
  state_ = std::abs(fling_px_s_) >= fling_start_px_s ? State::kinetic : State::idle;
}

/// The exact solution of the decay over the step, so that a fling ends at the same place at every frame rate.
void Recogniser::step_fling(CommandList& out) {
  const double step_ms = std::min(now_ms_ - fling_ms_, frame_gap_ms_max);
  fling_ms_ = now_ms_;
  const double kept = std::exp(-step_ms / fling_decay_ms);
  const double travel = fling_px_s_ * (fling_decay_ms / 1000) * (1 - kept);
  fling_px_s_ *= kept;
  const bool whole = scroll_to(offset_ + travel, out);
  if (!whole && !planted(Fault::whole_pixels)) state_ = State::idle;
  if (std::abs(fling_px_s_) < fling_stop_px_s) state_ = State::idle;
}

}  // namespace mingchou::client::gesture
