#include "client/app/input/touch.h"

#include <doctest/doctest.h>

#include <random>

using namespace mingchou::client;
using Kind = TouchCommand::Kind;
using Phase = TouchEvent::Phase;

namespace {

struct Trace {
  TouchRecognizer recognizer;
  std::vector<TouchCommand> commands;
  double now_ms = 1000;

  void event(Phase phase, float y, double after_ms = 10) {
    now_ms += after_ms;
    keep(recognizer.handle({phase, {50, y}, now_ms}));
  }
  void frame(double after_ms = 16) {
    now_ms += after_ms;
    keep(recognizer.advance(now_ms));
  }
  /// Frames as the app draws them: while the recogniser asks for them.
  void frames_until_rest() {
    for (int i = 0; i < 1000 && recognizer.active(); ++i) frame();
  }
  void flick() {
    event(Phase::down, 400);
    for (float y = 370; y >= 250; y -= 30) event(Phase::move, y);
    event(Phase::up, 250, 5);
  }
  int count(Kind kind) const {
    int n = 0;
    for (const TouchCommand& command : commands) n += command.kind == kind;
    return n;
  }
  float scrolled() const {
    float y = 0;
    for (const TouchCommand& command : commands)
      if (command.kind == Kind::scroll) y += command.by.y;
    return y;
  }

 private:
  void keep(const std::vector<TouchCommand>& more) { commands.insert(commands.end(), more.begin(), more.end()); }
};

}  // namespace

TEST_CASE("a tap presses and releases once, also when the finger trembles") {
  Trace trace;
  trace.event(Phase::down, 400);
  trace.event(Phase::move, 407);
  trace.event(Phase::up, 405);
  CHECK(trace.count(Kind::press) == 1);
  CHECK(trace.count(Kind::release) == 1);
  CHECK(trace.commands.size() == 2);
  CHECK_FALSE(trace.recognizer.active());
}

TEST_CASE("a resting finger shows as pressed after the delay and releases once") {
  Trace trace;
  trace.event(Phase::down, 400);
  CHECK(trace.recognizer.active());
  trace.frame(touch_limits::press_delay_ms - 1);
  CHECK(trace.commands.empty());
  trace.frame(1);
  CHECK(trace.count(Kind::press) == 1);
  CHECK_FALSE(trace.recognizer.active());
  trace.event(Phase::up, 400, 500);
  CHECK(trace.count(Kind::press) == 1);
  CHECK(trace.count(Kind::release) == 1);
}

TEST_CASE("a flick presses nothing and flies on until it rests") {
  Trace trace;
  trace.flick();
  CHECK(trace.count(Kind::press) == 0);
  CHECK(trace.recognizer.moving());
  const float by_finger = trace.scrolled();
  CHECK(by_finger == doctest::Approx(-140));  // 150 less the slop
  trace.frames_until_rest();
  CHECK_FALSE(trace.recognizer.moving());
  CHECK(trace.scrolled() < by_finger - 300);
  CHECK(trace.count(Kind::press) + trace.count(Kind::release) == 0);
}

TEST_CASE("a press that becomes a drag is cancelled") {
  Trace trace;
  trace.event(Phase::down, 400);
  trace.frame(100);
  trace.event(Phase::move, 360);
  trace.event(Phase::up, 360, 300);
  CHECK(trace.count(Kind::press) == 1);
  CHECK(trace.count(Kind::cancel) == 1);
  CHECK(trace.count(Kind::release) == 0);
  CHECK_FALSE(trace.recognizer.moving());  // the finger rested before it lifted
}

TEST_CASE("a touch catches flying content and presses nothing") {
  Trace trace;
  trace.flick();
  trace.frame();
  trace.event(Phase::down, 300);
  CHECK_FALSE(trace.recognizer.moving());
  trace.frames_until_rest();
  trace.event(Phase::up, 300, 50);
  CHECK(trace.count(Kind::press) == 0);
  trace.event(Phase::down, 300);
  trace.event(Phase::up, 300);
  CHECK(trace.count(Kind::press) == 1);
}

TEST_CASE("a touch that the system takes away cancels what was pressed") {
  Trace trace;
  trace.event(Phase::down, 400);
  trace.frame(100);
  trace.event(Phase::cancel, 400);
  CHECK(trace.count(Kind::cancel) == 1);
  trace.event(Phase::up, 400);
  CHECK(trace.count(Kind::release) == 0);
}

TEST_CASE("whatever fingers do, presses are balanced and scrolling never presses") {
  std::mt19937 random(11);
  Trace trace;
  for (int step = 0; step < 50000; ++step) {
    const auto y = static_cast<float>(random() % 600);
    switch (random() % 6) {
      case 0:
        trace.event(Phase::down, y, random() % 30);
        break;
      case 1:
      case 2:
        trace.event(Phase::move, y, random() % 30);
        break;
      case 3:
        trace.event(Phase::up, y, random() % 200);
        break;
      case 4:
        trace.event(Phase::cancel, y, random() % 30);
        break;
      default:
        trace.frame(random() % 120);
    }
  }
  int held = 0;
  for (const TouchCommand& command : trace.commands) {
    if (command.kind == Kind::press) ++held;
    if (command.kind == Kind::release || command.kind == Kind::cancel) --held;
    if (command.kind == Kind::scroll) CHECK(held == 0);
    CHECK((held == 0 || held == 1));
  }
}
