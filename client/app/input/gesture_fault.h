// Faults that the tests plant to see that they would be noticed. Only the test build (MINGCHOU_GESTURE_FAULTS)
// has the switch; in the product planted() is false at compile time and the wrong branches are gone.
#pragma once

namespace mingchou::client::gesture {

enum class Fault {
  none,
  press_survives_scroll,     ///< no cancel when a scroll starts on a pressed button
  slop_is_jumped,            ///< content jumps by the slop when scrolling begins
  slop_is_forgotten,         ///< back at its start after a scroll, the finger taps
  velocity_of_two_samples,   ///< the last two samples make the velocity
  velocity_after_rest,       ///< a rest before the lift is not seen
  velocity_across_turn,      ///< samples before the finger's turn count
  catch_also_presses,        ///< the touch that stops a fling also taps
  tap_follows_long_press,    ///< lifting after a context action taps
  no_range,                  ///< offsets leave the range
  whole_pixels,              ///< fractions of a pixel are lost in every step
  second_finger_unseen,      ///< a second finger does not cancel the press
  interrupt_unseen,          ///< rotation does not cancel
  outer_region_first,        ///< of nested regions the outer one scrolls
  hand_over_while_moving,    ///< at its end the inner region gives the moving finger to the outer one
  hover_stays,               ///< the pointer does not leave after a release
  frames_for_ever,           ///< idle still wants frames
  tap_hits_newcomer,         ///< a tap goes to whatever is there by now
  queue_never_waits,         ///< scrolls and cancels overtake what ImGui still has in hand
  slider_grabs_every_touch,  ///< a slider follows also the finger that scrolls across it
};

#ifdef MINGCHOU_GESTURE_FAULTS
inline Fault planted_fault = Fault::none;
inline bool planted(Fault fault) { return planted_fault == fault; }
#else
constexpr bool planted(Fault) { return false; }
#endif

}  // namespace mingchou::client::gesture
