// Recognises taps, presses, long presses, scrolls, flings and drags from pointer samples. Dear ImGui knows only a
// mouse; this stands before it, in the worker, and knows nothing of it. Plain C++, no clock of its own: time comes
// with the samples and the frames.
//
// One finger makes gestures:
//
//   idle      nothing is going on                      down -> pending, or direct on Target::drag of DragAxis::any
//   pending   down, nothing shown yet                  90 ms -> pressed; slop -> scrolling or direct; up = tap
//   pressed   the widget looks pressed                 slop -> cancel, scrolling; 500 ms -> context, spent; up = tap
//   scrolling content follows the finger on one axis   up -> kinetic or idle
//   kinetic   content goes on by itself                stop, end, interrupt -> idle; down -> pending, and this
//                                                      touch only catches: it may scroll on, but never presses
//   direct    a widget follows the finger              up = release
//   spent     down, but nothing can come of it any more: context given, second finger, interrupt, nothing to scroll
//
// pointercancel ends any of them with nothing activated. A second finger (or a mouse button) cancels a pending or
// shown press and is otherwise ignored. Mouse and pen pass as they are, except while a finger is at work.
//
// Scrolling begins where the finger left the slop, so content does not jump: it moves by the finger's travel less
// slop_px. The axis is the one of the larger movement if anything scrolls along it, else the other; the region is
// the innermost that can still go the finger's way, else the innermost that scrolls on that axis, and stays so
// until the finger lifts. At the ends it stops without overshoot (Recogniser::limited is the one place that a rubber
// band would change).
//
// CONTRACT FOR THE CONSUMER (imgui_pointer.h keeps the first three points for Dear ImGui 1.92.2b)
// - Carry out the commands in order. A press needs AddMousePosEvent(at) and AddMouseButtonEvent(button, true), a
//   release both with false, a leave AddMousePosEvent(-FLT_MAX, -FLT_MAX); kind touch is ImGuiMouseSource_TouchScreen.
// - cancel must be exactly
//     io.ClearEventsQueue(); ImGui::ClearActiveID(); io.ClearInputMouse(); io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
//   ClearActiveID with a released button alone is not safe: ImGui holds a touch's press back for a frame, so the
//   cancel can come before the press was seen, and both together then click.
// - A press, a cancel and a scroll wait until ImGui's event queue is empty (command_queue.h says why).
// - scroll is an absolute offset. Surface::region must tell offsets with fractions only roughly; the recogniser
//   keeps its own while a gesture lasts. Whoever else scrolls (keyboard, a field brought into view) or opens a
//   dialog calls interrupt() first.
// - The shell decides in its own pointerup whether to focus a text field: only if the finger stayed within slop_px,
//   no second finger came and moving() was false when it came down. tap_on_field is the same decision here.
// - Samples first, then frame(), then drawing. When next_frame_ms() is empty, no frame is wanted.
#pragma once

#include <optional>

#include "client/app/input/gesture_types.h"
#include "client/app/input/velocity.h"

namespace mingchou::client::gesture {

enum class State : std::uint8_t { idle, pending, pressed, scrolling, kinetic, direct, spent };

class Recogniser {
 public:
  /// The surface must outlive the recogniser.
  explicit Recogniser(const Surface& surface) : surface_(surface) {}

  /// Takes one sample. Samples that are no numbers are ignored (a lift counts, at the last known place).
  CommandList handle(const Sample& sample);
  /// To be called before a frame is drawn, with the time of the frame.
  CommandList frame(double now_ms);
  /// Rotation, resize, loss of focus, another way of scrolling, a new screen: presses are cancelled, flings stop,
  /// and fingers that are down do nothing more.
  CommandList interrupt();

  State state() const { return state_; }
  /// Content is moving under the fingers: a touch now is a catch.
  bool moving() const { return state_ == State::scrolling || state_ == State::kinetic; }
  /// When frame() has to be called next: in the past for "as soon as possible", empty for "not at all".
  std::optional<double> next_frame_ms() const;
  /// Of the fling, in px/s of the offset; 0 when there is none.
  double fling_px_s() const { return state_ == State::kinetic ? fling_px_s_ : 0; }

 private:
  void advance(double time_ms, CommandList& out);
  void step_fling(CommandList& out);

  void touch_down(const Sample& sample, CommandList& out);
  void touch_move(Vector at, CommandList& out);
  void touch_up(CommandList& out);
  void mouse(const Sample& sample, CommandList& out);
  bool admits_newcomer(CommandList& out);

  void begin_moving(CommandList& out);
  bool drags_along(Axis axis) const;
  std::optional<Region> region_to_scroll(Axis axis, double finger_travel) const;
  void scroll_with_finger(double finger_travel, CommandList& out);
  bool scroll_to(double offset, CommandList& out);
  static double limited(double offset, double offset_max);
  void lift_from_scroll();

  void tap(CommandList& out);
  bool target_is_still_there() const;
  void press(CommandList& out);
  void release(Vector at, CommandList& out);
  void retract(CommandList& out);
  void release_mouse(CommandList& out);
  void spend();
  bool shows_press() const;
  bool touch_at_work() const { return finger_down_ && state_ != State::spent; }
  void emit(Action action, Vector at, CommandList& out) const;

  const Surface& surface_;
  State state_ = State::idle;
  double now_ms_ = 0;
  bool has_time_ = false;

  bool finger_down_ = false;
  int finger_ = 0;
  /// Came down during a fling: may scroll, must not press.
  bool caught_ = false;
  /// A press of the finger went out and neither release nor cancel has followed.
  bool press_shown_ = false;
  Vector start_;
  Vector last_;
  double down_ms_ = 0;
  /// Since when the finger has nothing to say; see takeover_ms.
  double quiet_since_ms_ = 0;
  Hit hit_;
  VelocityTracker velocity_;

  RegionId region_ = 0;
  Axis axis_ = Axis::y;
  double offset_ = 0;
  double fling_px_s_ = 0;
  double fling_ms_ = 0;

  unsigned mouse_buttons_ = 0;  ///< one bit each
  PointerKind mouse_kind_ = PointerKind::mouse;
  double mouse_quiet_since_ms_ = 0;
};

}  // namespace mingchou::client::gesture
