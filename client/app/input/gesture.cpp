// The state machine of gesture.h. Top down: entry points, touch, scrolling, fling, mouse, small helpers.
#include "client/app/input/gesture.h"

#include <algorithm>
#include <cmath>

#include "client/app/input/gesture_fault.h"

namespace mingchou::client::gesture {

namespace {

double distance(Vector a, Vector b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// False for what is no number, too.
bool is_place(Vector v) { return std::abs(v.x) <= coordinate_px_max && std::abs(v.y) <= coordinate_px_max; }

}  // namespace

CommandList Recogniser::handle(const Sample& sample) {
  CommandList out;
  const bool ends = sample.phase == Phase::up || sample.phase == Phase::cancel;
  if (!std::isfinite(sample.time_ms) || (!is_place(sample.at) && !ends)) return out;
  advance(sample.time_ms, out);
  if (sample.kind != PointerKind::touch) {
    mouse(sample, out);
    return out;
  }
  if (sample.phase == Phase::down) {
    touch_down(sample, out);
    return out;
  }
  if (!finger_down_ || sample.pointer != finger_) return out;
  // A lift may carry a place that no move told of. It counts for the distance; when the finger got there is not
  // known, so it says nothing about speed.
  const bool moved = is_place(sample.at) && sample.at != last_;
  if (sample.phase == Phase::move) velocity_.add(sample.at, now_ms_);
  if (sample.phase == Phase::move || (sample.phase == Phase::up && moved)) touch_move(sample.at, out);
  if (sample.phase == Phase::up) touch_up(out);
  if (sample.phase == Phase::cancel) {
    retract(out);
    state_ = State::idle;
    finger_down_ = false;
  }
  return out;
}

CommandList Recogniser::frame(double now_ms) {
  CommandList out;
  if (!std::isfinite(now_ms)) return out;
  advance(now_ms, out);
  if (state_ == State::kinetic) step_fling(out);
  // Only frames show a press: what comes as a heap of samples is over before it could be seen.
  if (state_ == State::pending && shows_press() && now_ms_ - down_ms_ >= press_delay_ms) {
    if (target_is_still_there()) {
      press(out);
      state_ = State::pressed;
    } else {
      spend();
    }
  }
  return out;
}

CommandList Recogniser::interrupt() {
  CommandList out;
  if (planted(Fault::interrupt_unseen)) return out;
  retract(out);
  release_mouse(out);
  if (finger_down_) {
    spend();
  } else {
    state_ = State::idle;
  }
  return out;
}

std::optional<double> Recogniser::next_frame_ms() const {
  if (planted(Fault::frames_for_ever)) return now_ms_;
  if (state_ == State::kinetic) return fling_ms_;
  if (state_ == State::pending && shows_press()) return down_ms_ + press_delay_ms;
  if (state_ == State::pressed && hit_.has_context_action) return down_ms_ + long_press_ms;
  return std::nullopt;
}

/// Time never runs backwards, and a long press that was due by then happens first: after a stall samples come in a
/// heap, and only their times tell a tap from a long press.
void Recogniser::advance(double time_ms, CommandList& out) {
  if (has_time_ && time_ms < now_ms_ - clock_step_back_ms_max) {
    for (const Command& command : interrupt()) out.add(command);
    fling_ms_ = down_ms_ = quiet_since_ms_ = mouse_quiet_since_ms_ = now_ms_ = time_ms;
    velocity_.clear();
  }
  now_ms_ = has_time_ ? std::max(now_ms_, time_ms) : time_ms;
  has_time_ = true;
  if (state_ != State::pending && state_ != State::pressed) return;
  if (!shows_press() || !hit_.has_context_action || now_ms_ - down_ms_ < long_press_ms) return;
  retract(out);
  if (target_is_still_there()) emit(Action::context, start_, out);
  if (!planted(Fault::tap_follows_long_press)) spend();
}

void Recogniser::touch_down(const Sample& sample, CommandList& out) {
  if (mouse_buttons_ != 0 && now_ms_ - mouse_quiet_since_ms_ < takeover_ms) return;
  release_mouse(out);
  if (finger_down_ && sample.pointer == finger_) {
    retract(out);  // its lift was lost
    finger_down_ = false;
    state_ = State::idle;
  }
  if (!admits_newcomer(out)) return;
  caught_ = state_ == State::kinetic && !planted(Fault::catch_also_presses);
  finger_down_ = true;
  finger_ = sample.pointer;
  start_ = last_ = sample.at;
  down_ms_ = quiet_since_ms_ = now_ms_;
  velocity_.clear();
  velocity_.add(sample.at, now_ms_);
  hit_ = surface_.hit(sample.at);
  const bool direct = hit_.target == Target::drag && hit_.drag_axis == DragAxis::any;
  if (direct && !caught_) {
    state_ = State::direct;
    press(out);
  } else {
    state_ = State::pending;
  }
}

/// Whether a finger (or mouse button) that comes down now may begin something. If not, it cancels what is pressed.
bool Recogniser::admits_newcomer(CommandList& out) {
  if (!finger_down_) return true;
  if (state_ == State::pending || state_ == State::pressed) {
    if (planted(Fault::second_finger_unseen)) return false;
    retract(out);
    spend();
    return false;
  }
  if (now_ms_ - quiet_since_ms_ < takeover_ms) return false;
  retract(out);
  finger_down_ = false;
  state_ = State::idle;
  return true;
}

void Recogniser::touch_move(Vector at, CommandList& out) {
  const Vector before = last_;
  last_ = at;
  if (state_ != State::spent) quiet_since_ms_ = now_ms_;
  switch (state_) {
    case State::pending:
    case State::pressed:
      if (distance(start_, at) > slop_px) begin_moving(out);
      break;
    case State::scrolling:
      scroll_with_finger(along(at, axis_) - along(before, axis_), out);
      break;
    case State::direct:
      emit(Action::move, at, out);
      break;
    case State::idle:
    case State::kinetic:
    case State::spent:
      break;
  }
}

void Recogniser::touch_up(CommandList& out) {
  finger_down_ = false;
  switch (state_) {
    case State::pending:
    case State::pressed:
      state_ = State::idle;
      if (!caught_) tap(out);
      break;
    case State::direct:
      state_ = State::idle;
      release(last_, out);
      break;
    case State::scrolling:
      lift_from_scroll();
      if (planted(Fault::slop_is_forgotten) && distance(start_, last_) <= slop_px) tap(out);
      break;
    case State::idle:
    case State::kinetic:
    case State::spent:
      state_ = State::idle;
      break;
  }
}

/// The finger may have wandered within the slop, off a small button: press and release both count where it began.
void Recogniser::tap(CommandList& out) {
  if (!target_is_still_there() && !planted(Fault::tap_hits_newcomer)) {
    retract(out);
  } else if (hit_.target == Target::text_field) {
    emit(Action::tap_on_field, start_, out);
  } else {
    if (!press_shown_) press(out);
    release(start_, out);
  }
}

void Recogniser::mouse(const Sample& sample, CommandList& out) {
  const auto pass = [&](Action action) {
    out.add({.action = action, .kind = sample.kind, .button = sample.button, .at = sample.at});
  };
  const unsigned bit = sample.button < mouse_button_count ? 1U << sample.button : 0;
  mouse_kind_ = sample.kind;
  mouse_quiet_since_ms_ = now_ms_;
  switch (sample.phase) {
    case Phase::move:
      if (!touch_at_work()) pass(Action::move);
      break;
    case Phase::down:
      if (bit == 0 || (touch_at_work() && !admits_newcomer(out))) return;
      if (state_ == State::kinetic) state_ = State::idle;
      mouse_buttons_ |= bit;
      pass(Action::press);
      break;
    case Phase::up:
      if ((mouse_buttons_ & bit) == 0) return;
      mouse_buttons_ &= ~bit;
      if (is_place(sample.at)) {
        pass(Action::release);
      } else {
        out.add({.action = Action::cancel, .kind = sample.kind});
      }
      break;
    case Phase::cancel:
      release_mouse(out);
      if (!touch_at_work()) out.add({.action = Action::leave, .kind = sample.kind});
      break;
  }
}

bool Recogniser::target_is_still_there() const {
  const Hit now = surface_.hit(start_);
  return now.target == hit_.target && now.id == hit_.id;
}

void Recogniser::release_mouse(CommandList& out) {
  if (mouse_buttons_ != 0) out.add({.action = Action::cancel, .kind = mouse_kind_});
  mouse_buttons_ = 0;
}

void Recogniser::press(CommandList& out) {
  emit(Action::press, start_, out);
  press_shown_ = true;
}

void Recogniser::release(Vector at, CommandList& out) {
  emit(Action::release, at, out);
  press_shown_ = false;
  if (!planted(Fault::hover_stays)) emit(Action::leave, at, out);
}

/// Takes back what is pressed, if anything is.
void Recogniser::retract(CommandList& out) {
  if (press_shown_) emit(Action::cancel, last_, out);
  press_shown_ = false;
}

void Recogniser::spend() {
  state_ = State::spent;
  quiet_since_ms_ = now_ms_;
}

/// A field is focused by the shell on its tap, and a slider would jump at once: both wait for the lift.
bool Recogniser::shows_press() const {
  return !caught_ && (hit_.target == Target::pressable || hit_.target == Target::nothing);
}

void Recogniser::emit(Action action, Vector at, CommandList& out) const {
  out.add({.action = action, .at = at, .target = hit_.id});
}

}  // namespace mingchou::client::gesture
