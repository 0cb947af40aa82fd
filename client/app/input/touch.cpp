#include "client/app/input/touch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace mingchou::client {
namespace {

using Kind = TouchCommand::Kind;

/// Older samples say nothing about the velocity at the end.
constexpr std::size_t samples_max = 32;

Point minus(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
float length(Point p) { return std::hypot(p.x, p.y); }

}  // namespace

std::vector<TouchCommand> TouchRecognizer::handle(const TouchEvent& event) {
  std::vector<TouchCommand> commands;
  switch (event.phase) {
    case TouchEvent::Phase::down:
      // A touch whose end got lost.
      if (state_ == State::pressed) commands.push_back({Kind::cancel, event.at, {}});
      down(event);
      break;
    case TouchEvent::Phase::move:
      move(event, commands);
      break;
    case TouchEvent::Phase::up:
      up(event, commands);
      break;
    case TouchEvent::Phase::cancel:
      if (state_ == State::pressed) commands.push_back({Kind::cancel, event.at, {}});
      state_ = State::idle;
      break;
  }
  return commands;
}

void TouchRecognizer::down(const TouchEvent& event) {
  caught_ = state_ == State::flinging;
  state_ = State::pending;
  velocity_ = {};
  origin_ = last_ = event.at;
  origin_ms_ = event.time_ms;
  samples_.assign(1, {event.at, event.time_ms});
}

void TouchRecognizer::move(const TouchEvent& event, std::vector<TouchCommand>& commands) {
  if (state_ == State::idle || state_ == State::flinging) return;
  if (samples_.size() == samples_max) samples_.erase(samples_.begin());
  samples_.push_back({event.at, event.time_ms});
  const Point way = minus(event.at, origin_);
  if (state_ != State::scrolling && length(way) > touch_limits::slop_px) {
    if (state_ == State::pressed) commands.push_back({Kind::cancel, origin_, {}});
    state_ = State::scrolling;
    // The content starts to move from where the slop ended, without a jump.
    const float part = touch_limits::slop_px / length(way);
    last_ = {origin_.x + way.x * part, origin_.y + way.y * part};
  }
  if (state_ != State::scrolling) return;
  commands.push_back({Kind::scroll, origin_, minus(event.at, last_)});
  last_ = event.at;
}

void TouchRecognizer::up(const TouchEvent& event, std::vector<TouchCommand>& commands) {
  switch (state_) {
    case State::pending:
      if (!caught_) {
        commands.push_back({Kind::press, origin_, {}});
        commands.push_back({Kind::release, origin_, {}});
      }
      state_ = State::idle;
      break;
    case State::pressed:
      commands.push_back({Kind::release, origin_, {}});
      state_ = State::idle;
      break;
    case State::scrolling:
      velocity_ = velocity(event.time_ms);
      advanced_ms_ = event.time_ms;
      state_ = length(velocity_) > touch_limits::rest_px_per_s ? State::flinging : State::idle;
      break;
    case State::idle:
    case State::flinging:
      break;
  }
}

std::vector<TouchCommand> TouchRecognizer::advance(double now_ms) {
  std::vector<TouchCommand> commands;
  if (state_ == State::pending && !caught_ && now_ms - origin_ms_ >= touch_limits::press_delay_ms) {
    state_ = State::pressed;
    commands.push_back({Kind::press, origin_, {}});
  } else if (state_ == State::pending && caught_ && now_ms - origin_ms_ >= touch_limits::press_delay_ms) {
    // Nothing to show for a caught fling: sleep until the finger moves or lifts.
    state_ = State::scrolling;
  } else if (state_ == State::flinging) {
    const double step_ms = std::clamp(now_ms - advanced_ms_, 0.0, touch_limits::step_ms_max);
    const auto left = static_cast<float>(std::exp(-step_ms / touch_limits::decay_ms));
    const auto way = static_cast<float>(touch_limits::decay_ms / 1000) * (1 - left);
    commands.push_back({Kind::scroll, origin_, {velocity_.x * way, velocity_.y * way}});
    velocity_ = {velocity_.x * left, velocity_.y * left};
    advanced_ms_ = now_ms;
    if (length(velocity_) < touch_limits::rest_px_per_s) stop();
  }
  return commands;
}

void TouchRecognizer::stop() {
  if (state_ == State::flinging) state_ = State::idle;
}

Point TouchRecognizer::velocity(double now_ms) const {
  if (now_ms - samples_.back().time_ms > touch_limits::velocity_stale_ms) return {};
  double n = 0, t = 0, tt = 0, x = 0, tx = 0, y = 0, ty = 0;
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    const Sample& sample = samples_[i];
    const double age_ms = now_ms - sample.time_ms;
    // On a slow machine few samples fall into the window: the last three count if they are not old.
    const bool among_last = samples_.size() - i <= 3 && age_ms <= 3 * touch_limits::velocity_window_ms;
    if (age_ms > touch_limits::velocity_window_ms && !among_last) continue;
    const double s = -age_ms / 1000;
    n += 1, t += s, tt += s * s;
    x += sample.at.x, tx += s * sample.at.x;
    y += sample.at.y, ty += s * sample.at.y;
  }
  const double spread = n * tt - t * t;
  if (n < 2 || spread < 1e-9) return {};
  return {static_cast<float>((n * tx - t * x) / spread), static_cast<float>((n * ty - t * y) / spread)};
}

}  // namespace mingchou::client
