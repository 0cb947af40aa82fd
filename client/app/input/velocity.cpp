#include "client/app/input/velocity.h"

#include <algorithm>
#include <cmath>

#include "client/app/input/gesture_fault.h"

namespace mingchou::client::gesture {

void VelocityTracker::add(Vector at, double time_ms) {
  entries_[next_] = {at, time_ms};
  next_ = (next_ + 1) % entries_.size();
  count_ = std::min(count_ + 1, entries_.size());
}

/// How many of the newest samples take part: recent enough, and since the finger's last turn.
std::size_t VelocityTracker::usable(Axis axis, double lift_ms) const {
  if (planted(Fault::velocity_of_two_samples)) return std::min<std::size_t>(count_, 2);
  const auto position = [&](std::size_t i) { return along(back(i).at, axis); };
  std::size_t extreme = 0;  // where the stretch that ends now may have begun
  double direction = 0;     // from the extreme to now: its sign, once it is known
  for (std::size_t i = 1; i < count_; ++i) {
    const double age_ms = lift_ms - back(i).time_ms;
    const bool recent = age_ms <= velocity_window_ms;
    if (!recent && (i >= velocity_sample_count_min || age_ms > velocity_sparse_window_ms)) return i;
    if (planted(Fault::velocity_across_turn)) continue;
    const double travel = position(0) - position(i);
    if (direction == 0 && std::abs(travel) > velocity_turn_px) direction = travel;
    // Looking back, the stretch must get longer; where it gets shorter again, the finger turned.
    if (direction == 0 || (position(extreme) - position(i)) * direction >= 0) {
      extreme = i;
    } else if (std::abs(position(extreme) - position(i)) > velocity_turn_px) {
      return extreme + 1;
    }
  }
  return count_;
}

double VelocityTracker::at_lift(Axis axis, double lift_ms) const {
  if (count_ < 2) return 0;
  if (lift_ms - back(0).time_ms > velocity_rest_ms && !planted(Fault::velocity_after_rest)) return 0;
  const auto count = usable(axis, lift_ms);
  double time_sum = 0, place_sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    time_sum += back(i).time_ms - back(0).time_ms;
    place_sum += along(back(i).at, axis) - along(back(0).at, axis);
  }
  const double time_mean = time_sum / static_cast<double>(count);
  const double place_mean = place_sum / static_cast<double>(count);
  double product = 0, square = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double time = back(i).time_ms - back(0).time_ms - time_mean;
    product += time * (along(back(i).at, axis) - along(back(0).at, axis) - place_mean);
    square += time * time;
  }
  if (square < 1e-9) return 0;  // all at one instant
  const double px_s = 1000 * product / square;
  return std::isfinite(px_s) ? std::clamp(px_s, -velocity_px_s_max, velocity_px_s_max) : 0;
}

}  // namespace mingchou::client::gesture
