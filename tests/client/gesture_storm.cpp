#include "tests/client/gesture_storm.h"

#include <algorithm>
#include <cmath>

#include "shared/base/random.h"
#include "tests/client/gesture_scene.h"

namespace mingchou::client::gesture {

namespace {

constexpr std::size_t broken_count_max = 20;

struct Plan {
  std::vector<Sample> samples;  ///< down first; up or cancel last
  bool cancelled = false;
  bool lift_lost = false;
};

class Storm {
 public:
  explicit Storm(std::uint64_t seed) : random_(seed) { player_.scene = demo_scene(); }
  StormReport run(int gestures);

 private:
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(random_.below(1'000'001)) / 1e6;
  }
  bool chance(unsigned percent) { return random_.below(100) < percent; }

  Plan plan();
  std::vector<double> sample_times(double duration_ms);
  void gesture();
  void disturb();
  void judge(const Plan& plan);
  void judge_tap(const Plan& plan);
  void judge_travel(const Plan& plan, std::size_t beyond);
  void check(bool good, const std::string& rule);

  SeededRandom random_;
  Player player_;
  StormReport report_;
  // Of the gesture at hand:
  Hit hit_;
  bool caught_ = false;
  bool disturbed_ = false;
  int taps_before_ = 0, drags_before_ = 0, contexts_before_ = 0;
};

StormReport Storm::run(int gestures) {
  for (; report_.gestures < gestures && report_.broken.size() < broken_count_max; ++report_.gestures) gesture();
  player_.play({.pointer = 1, .phase = Phase::cancel, .at = {}, .time_ms = player_.now_ms});
  player_.settle();
  for (const auto& rule : player_.broken) check(false, rule);
  report_.taps = player_.taps;
  report_.contexts = player_.contexts;
  report_.drags = player_.drags;
  report_.cancels = player_.cancels;
  return report_;
}

void Storm::check(bool good, const std::string& rule) {
  if (!good && report_.broken.size() < broken_count_max)
    report_.broken.push_back("gesture " + std::to_string(report_.gestures) + ": " + rule);
}

/// Offsets from the first sample in ms: a steady 60 or 120 Hz, a jittery screen, or slow frames.
std::vector<double> Storm::sample_times(double duration_ms) {
  std::vector<double> times;
  const auto manner = random_.below(5);
  const double interval_ms = manner == 0 ? 8.333 : manner == 1 ? 16.667 : manner == 2 ? 165 : 0;
  for (double t = 0; t < duration_ms;) {
    t += interval_ms > 0 ? interval_ms : manner == 3 ? between(0, 30) : between(5, 12);
    times.push_back(t);
  }
  return times;
}

Plan Storm::plan() {
  Plan plan;
  Vector start{between(0, 800), between(0, 1200)};
  if (chance(40)) {  // widgets are small, and most of what can go wrong goes wrong on them
    const auto& box = player_.scene.widgets[random_.below(5)].box;
    const double shown = box.y - player_.scene.regions[0].offset.y;
    start = {between(box.x, box.x + box.width), between(shown, shown + box.height)};
  }
  const double start_ms = player_.now_ms + between(0, chance(30) ? 60 : 900);
  const auto kind = random_.below(4);  // tap or hold, straight drag, flick, wandering
  const double duration_ms = kind == 0 ? between(5, chance(70) ? 200 : 900) : between(20, kind == 2 ? 200 : 900);
  const double angle = chance(60) ? (chance(50) ? 1.57 : -1.57) + between(-0.4, 0.4) : between(-3.2, 3.2);
  const double reach = kind == 0 ? between(0, 14) : between(0, kind == 2 ? 700 : 300);
  Vector at = start;
  const auto add = [&](Phase phase, double time_ms) {
    plan.samples.push_back({.pointer = 1, .phase = phase, .at = at, .time_ms = start_ms + time_ms});
  };
  add(Phase::down, 0);
  double last_ms = 0;
  for (const double t : sample_times(duration_ms)) {
    const double part = std::min(1.0, t / duration_ms);
    if (kind == 3) {
      at = {at.x + between(-25, 25), at.y + between(-25, 25)};
    } else {
      const double wobble = between(-0.5, 0.5);
      at = {start.x + reach * part * std::cos(angle) + wobble, start.y + reach * part * std::sin(angle) + wobble};
    }
    add(Phase::move, t);
    last_ms = t;
  }
  plan.cancelled = chance(7);
  plan.lift_lost = chance(2);
  add(plan.cancelled ? Phase::cancel : Phase::up, last_ms + (chance(20) ? between(0, 400) : between(0, 17)));
  return plan;
}

void Storm::gesture() {
  if (chance(10)) player_.frame_interval_ms = chance(20) ? 165 : between(4, 40);
  const Plan plan = this->plan();
  player_.run_until(plan.samples.front().time_ms);
  // Lists do not stay at their ends, or half of all gestures would only push against them.
  if (!player_.recogniser.moving() && chance(30))
    for (auto& region : player_.scene.regions)
      region.offset = {std::round(region.offset_max.x * between(0, 1)),
                       std::round(region.offset_max.y * between(0, 1))};
  player_.stalled = chance(5);
  caught_ = player_.recogniser.state() == State::kinetic;
  disturbed_ = false;
  hit_ = player_.scene.hit(plan.samples.front().at);
  player_.play(plan.samples.front());  // what an earlier touch without a lift still did is not this one's
  taps_before_ = player_.taps, drags_before_ = player_.drags, contexts_before_ = player_.contexts;
  player_.reached_an_end = false;
  player_.scrolled_by_finger = 0;
  const int scrolls_before = player_.scrolls;
  const auto disturbance = chance(12) ? 1 + random_.below(plan.samples.size() - 1) : plan.samples.size();
  for (std::size_t i = 1; i < plan.samples.size(); ++i) {
    if (plan.lift_lost && i + 1 == plan.samples.size()) break;
    player_.play(plan.samples[i]);
    if (i == disturbance && i + 1 < plan.samples.size()) disturb();
  }
  player_.stalled = false;
  if (player_.scrolls == scrolls_before) player_.reached_an_end = true;
  report_.catches += caught_;
  report_.flings += player_.recogniser.state() == State::kinetic;
  if (!plan.lift_lost) judge(plan);
  if (!plan.lift_lost && chance(40)) player_.settle();
  for (const auto& rule : player_.broken) check(false, rule);
  player_.broken.clear();
  player_.actions.clear();
}

void Storm::disturb() {
  disturbed_ = true;
  if (chance(50)) {
    const Vector at{between(0, 800), between(0, 1200)};
    const auto kind = chance(80) ? PointerKind::touch : PointerKind::mouse;
    player_.play({.pointer = 2, .kind = kind, .phase = Phase::down, .at = at, .time_ms = player_.now_ms});
    player_.play(
        {.pointer = 2, .kind = kind, .phase = Phase::move, .at = {at.x, at.y + 90}, .time_ms = player_.now_ms});
    player_.play({.pointer = 2, .kind = kind, .phase = Phase::up, .at = at, .time_ms = player_.now_ms});
    ++report_.second_fingers;
  } else {
    player_.interrupt();
    ++report_.interrupts;
  }
}

void Storm::judge(const Plan& plan) {
  const auto distance = [&](const Sample& s) {
    return std::hypot(s.at.x - plan.samples[0].at.x, s.at.y - plan.samples[0].at.y);
  };
  std::size_t beyond = 0;
  while (beyond < plan.samples.size() && distance(plan.samples[beyond]) <= slop_px) ++beyond;
  const bool left_slop = beyond < plan.samples.size();
  const int taps = player_.taps - taps_before_;
  const int drags = player_.drags - drags_before_;
  if (hit_.target != Target::drag) check(drags == 0, "only what can be dragged is dragged");
  if (caught_) check(taps + drags == 0, "a touch that catches a fling presses nothing");
  if (plan.cancelled) check(taps + drags == 0, "a cancelled touch presses nothing");
  if (left_slop && hit_.target != Target::drag) check(taps == 0, "no tap after the slop was left");
  if (disturbed_ && !left_slop && hit_.target != Target::drag)
    check(taps == 0, "no tap after a second pointer or an interrupt");
  if (!left_slop && !caught_ && !plan.cancelled && !disturbed_) judge_tap(plan);
  if (left_slop && !disturbed_) judge_travel(plan, beyond);
}

/// A touch that stayed within the slop, undisturbed: exactly one tap on what it touched, or one context action.
void Storm::judge_tap(const Plan& plan) {
  const double held_ms = plan.samples.back().time_ms - plan.samples.front().time_ms;
  const bool context = hit_.has_context_action && held_ms >= long_press_ms;
  check(player_.contexts - contexts_before_ == (context ? 1 : 0), "a long press gives one context action");
  check(player_.taps + player_.drags - taps_before_ - drags_before_ == (context ? 0 : 1), "a tap taps once");
  check(player_.last_target == player_.scene.target_name(hit_.id), "a tap hits what was under the finger");
}

/// Content moves by the finger's travel less the slop, if it met no end on the way.
void Storm::judge_travel(const Plan& plan, std::size_t beyond) {
  if (player_.reached_an_end || player_.drags > drags_before_ || player_.scrolled_by_finger == 0) return;
  const Vector start = plan.samples.front().at;
  const Vector left = plan.samples[beyond].at;
  const Vector end = plan.cancelled ? plan.samples[plan.samples.size() - 2].at : plan.samples.back().at;
  const double reach = std::hypot(left.x - start.x, left.y - start.y);
  const Axis axis = player_.scroll_axis;
  const double slop = slop_px * (along(left, axis) - along(start, axis)) / reach;
  const double wanted = -(along(end, axis) - along(start, axis) - slop);
  ++report_.travels;
  check(std::abs(player_.scrolled_by_finger - wanted) < 1e-6, "content moves by the finger's travel less the slop");
}

}  // namespace

StormReport storm(std::uint64_t seed, int gestures) { return Storm(seed).run(gestures); }

}  // namespace mingchou::client::gesture
