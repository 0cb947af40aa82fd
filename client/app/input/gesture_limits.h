// Every number of the gesture recogniser, with the reason for it. Lengths are CSS pixels, times milliseconds.
//
// The shell decides by itself whether a finger's lift is a tap on a text field (a browser opens the keyboard only
// inside the user's own gesture), so its copy of slop_px must be this one.
#pragma once

#include <cstddef>

namespace mingchou::client::gesture {

/// Samples farther out than this are no places on any screen and are ignored.
inline constexpr double coordinate_px_max = 1e6;

/// A finger may wander this far from where it came down and still tap. Android has 8, iOS 10; people outdoors in
/// gloves get the larger one. Exceeded means more than this, as the crow flies.
inline constexpr double slop_px = 10;

/// A press is shown only after this long, so that a flick over a list does not make its rows flicker.
inline constexpr double press_delay_ms = 90;

/// Held this long without leaving the slop, a widget that has a context action gets it.
inline constexpr double long_press_ms = 500;

/// Velocity is the slope of a line through the samples of the last velocity_window_ms before the lift ...
inline constexpr double velocity_window_ms = 100;
/// ... and through at least this many samples, if they are not older than velocity_sparse_window_ms: a slow
/// machine may deliver only one sample in 100 ms.
inline constexpr std::size_t velocity_sample_count_min = 3;
inline constexpr double velocity_sparse_window_ms = 300;
/// A finger that rested this long before it lifted was not flicking.
inline constexpr double velocity_rest_ms = 120;
/// Samples before the finger's last turn do not count; a wobble up to this size is not a turn.
inline constexpr double velocity_turn_px = 4;
/// Two samples a microsecond apart must not throw the list a mile.
inline constexpr double velocity_px_s_max = 8000;
/// Samples kept: 300 ms at 240 Hz is 72; above that the oldest are forgotten.
inline constexpr std::size_t velocity_sample_count_max = 96;

/// A lift at less than this ends the scroll where it is.
inline constexpr double fling_start_px_s = 50;
/// Velocity decays by exp(-dt / fling_decay_ms): the feel of iOS's normal deceleration. A fling of v px/s travels
/// v * 0.325 px.
inline constexpr double fling_decay_ms = 325;
/// Slower than this a moving list looks like a trembling one: it stops.
inline constexpr double fling_stop_px_s = 20;
/// After a stall the fling goes on from where it was seen last, not from where it would be by now.
inline constexpr double frame_gap_ms_max = 200;

/// A finger whose gesture is over (see State::spent), or one that scrolls or drags and has been silent for this
/// long, no longer keeps others out: a resting palm or a lost pointerup must not make the page look dead.
inline constexpr double takeover_ms = 1000;

/// Times that step back by up to this much are taken as "now"; by more, as a new clock.
inline constexpr double clock_step_back_ms_max = 1000;

/// Scroll regions inside one another; deeper ones do not take part.
inline constexpr std::size_t region_depth_max = 16;

/// Mouse buttons that pass; others are ignored. Dear ImGui has as many.
inline constexpr unsigned mouse_button_count = 5;

/// Commands that one call can give: press, move, release and leave of a short drag, and two in reserve.
inline constexpr std::size_t command_count_max = 6;

}  // namespace mingchou::client::gesture
