#include "client/app/input/velocity.h"

#include <doctest/doctest.h>

#include <cmath>

#include "shared/base/random.h"

using namespace mingchou;
using namespace mingchou::client::gesture;

namespace {

/// Samples of a finger at constant speed, every interval_ms from 0 to end_ms.
VelocityTracker steady(double px_s, double interval_ms, double end_ms) {
  VelocityTracker tracker;
  for (double t = 0; t <= end_ms; t += interval_ms) tracker.add({px_s * t / 1000, -2 * px_s * t / 1000}, t);
  return tracker;
}

}  // namespace

TEST_CASE("a steady finger has its speed at every sampling rate") {
  for (const double interval_ms : {1.0, 4.0, 8.333, 16.667, 33.0, 60.0, 100.0, 140.0}) {
    CAPTURE(interval_ms);
    const auto tracker = steady(700, interval_ms, 420);
    const double lift_ms = std::floor(420 / interval_ms) * interval_ms + 5;
    CHECK(tracker.at_lift(Axis::x, lift_ms) == doctest::Approx(700));
    CHECK(tracker.at_lift(Axis::y, lift_ms) == doctest::Approx(-1400));
  }
}

TEST_CASE("frames of 165 ms still give a flick its speed") {
  VelocityTracker tracker;
  tracker.add({0, 800}, 0);
  tracker.add({0, 635}, 165);
  tracker.add({0, 470}, 330);
  CHECK(tracker.at_lift(Axis::y, 340) == doctest::Approx(-1000));
}

TEST_CASE("a finger that rested before lifting has no speed") {
  const auto tracker = steady(2000, 10, 100);
  CHECK(tracker.at_lift(Axis::x, 100 + velocity_rest_ms) == doctest::Approx(2000));
  CHECK(tracker.at_lift(Axis::x, 100 + velocity_rest_ms + 1) == 0);
}

TEST_CASE("too few samples, or all at one instant, are no speed, and none is beyond the limit") {
  VelocityTracker tracker;
  CHECK(tracker.at_lift(Axis::x, 0) == 0);
  tracker.add({0, 0}, 0);
  CHECK(tracker.at_lift(Axis::x, 0) == 0);
  tracker.add({500, 0}, 0);
  tracker.add({900, 0}, 0);
  CHECK(tracker.at_lift(Axis::x, 0) == 0);
  tracker.add({5000, -5000}, 0.001);
  CHECK(tracker.at_lift(Axis::x, 1) == velocity_px_s_max);
  CHECK(tracker.at_lift(Axis::y, 1) == -velocity_px_s_max);
}

TEST_CASE("jitter of a pixel in place and of milliseconds in time moves the speed by less than a tenth") {
  SeededRandom random(11);
  for (int round = 0; round < 200; ++round) {
    VelocityTracker tracker;
    double time_ms = 0;
    for (int i = 0; i < 20; ++i) {
      time_ms += 4 + static_cast<double>(random.below(9));
      const double wobble = static_cast<double>(random.below(201)) / 100 - 1;
      tracker.add({0, -1.2 * time_ms + wobble}, time_ms);
    }
    CHECK(tracker.at_lift(Axis::y, time_ms + 4) == doctest::Approx(-1200).epsilon(0.1));
  }
}

TEST_CASE("what the finger did before its last turn does not count") {
  VelocityTracker tracker;
  for (int i = 0; i < 6; ++i) tracker.add({0, 300.0 + 12 * i}, i * 8.0);
  for (int i = 1; i <= 5; ++i) tracker.add({0, 360.0 - 12 * i}, 40 + i * 8.0);
  CHECK(tracker.at_lift(Axis::y, 84) == doctest::Approx(-1500).epsilon(0.05));
}

TEST_CASE("more samples than are kept forget the oldest") {
  VelocityTracker tracker;
  for (int i = 0; i < 1000; ++i) tracker.add({i * 0.5, 0}, i * 1.0);
  CHECK(tracker.at_lift(Axis::x, 1000) == doctest::Approx(500));
  tracker.clear();
  CHECK(tracker.at_lift(Axis::x, 1000) == 0);
}
