// Tests of the tests: each planted fault must be noticed by the traces or by a short storm.
#include "client/app/input/gesture_fault.h"

#include <doctest/doctest.h>

#include "tests/client/gesture_storm.h"
#include "tests/client/gesture_trace.h"

using namespace mingchou::client::gesture;

namespace {

struct Planting {
  explicit Planting(Fault fault) { planted_fault = fault; }
  ~Planting() { planted_fault = Fault::none; }
};

struct Notice {
  int traces = 0;  ///< traces that failed
  bool storm = false;
};

Notice notice(Fault fault) {
  const Planting planting(fault);
  Notice seen;
  for (const auto& [name, text] : all_traces()) seen.traces += !play_trace(text).empty();
  seen.storm = !storm(7, 5'000).broken.empty();
  return seen;
}

}  // namespace

TEST_CASE("nothing is noticed where nothing is planted") {
  const auto seen = notice(Fault::none);
  CHECK(seen.traces == 0);
  CHECK_FALSE(seen.storm);
}

TEST_CASE("every planted fault is noticed by a trace, and by the storm where its rules speak of it") {
  const struct {
    Fault fault;
    const char* name;
    bool storm_too;
  } faults[] = {
      {Fault::press_survives_scroll, "press_survives_scroll", true},
      {Fault::slop_is_jumped, "slop_is_jumped", true},
      {Fault::slop_is_forgotten, "slop_is_forgotten", true},
      {Fault::velocity_of_two_samples, "velocity_of_two_samples", false},
      {Fault::velocity_after_rest, "velocity_after_rest", false},
      {Fault::velocity_across_turn, "velocity_across_turn", false},
      {Fault::catch_also_presses, "catch_also_presses", true},
      {Fault::tap_follows_long_press, "tap_follows_long_press", true},
      {Fault::no_range, "no_range", true},
      {Fault::whole_pixels, "whole_pixels", true},
      {Fault::second_finger_unseen, "second_finger_unseen", true},
      {Fault::interrupt_unseen, "interrupt_unseen", true},
      {Fault::outer_region_first, "outer_region_first", false},
      {Fault::hand_over_while_moving, "hand_over_while_moving", false},
      {Fault::hover_stays, "hover_stays", true},
      {Fault::frames_for_ever, "frames_for_ever", true},
      {Fault::tap_hits_newcomer, "tap_hits_newcomer", false},
      {Fault::slider_grabs_every_touch, "slider_grabs_every_touch", false},
  };
  for (const auto& row : faults) {
    CAPTURE(row.name);
    const auto seen = notice(row.fault);
    CHECK(seen.traces > 0);
    if (row.storm_too) CHECK(seen.storm);
  }
}
