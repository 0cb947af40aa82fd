// How fast a finger was when it lifted: the slope of a least-squares line through its last samples. One sample
// pair is no measure: screens report at uneven times and with jitter, and slow pages deliver few samples.
#pragma once

#include <array>
#include <cstddef>

#include "client/app/input/gesture_types.h"

namespace mingchou::client::gesture {

class VelocityTracker {
 public:
  void clear() { count_ = 0; }
  /// Times must not fall. Beyond velocity_sample_count_max the oldest sample is forgotten.
  void add(Vector at, double time_ms);
  /// px/s along the axis, within ±velocity_px_s_max; 0 if the finger rested before lift_ms or there is no measure.
  double at_lift(Axis axis, double lift_ms) const;

 private:
  struct Entry {
    Vector at;
    double time_ms = 0;
  };
  /// 0 is the newest.
  const Entry& back(std::size_t index) const {
    return entries_[(next_ + entries_.size() - 1 - index) % entries_.size()];
  }
  std::size_t usable(Axis axis, double lift_ms) const;

  std::array<Entry, velocity_sample_count_max> entries_;
  std::size_t next_ = 0;
  std::size_t count_ = 0;
};

}  // namespace mingchou::client::gesture
