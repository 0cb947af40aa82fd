// Rules of the recogniser that need more than a trace: odd input, clocks, lost events, mouse and pen, precision.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/client/gesture_scene.h"

using namespace mingchou::client::gesture;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Vector on_save{100, 50};
constexpr Vector on_list{400, 600};

struct Screen : Player {
  Screen() { scene = demo_scene(); }
  void touch(Phase phase, Vector at, double time_ms, int finger = 1) {
    play({.pointer = finger, .phase = phase, .at = at, .time_ms = time_ms});
  }
  void mouse(Phase phase, Vector at, double time_ms, unsigned button = 0) {
    play({.pointer = 9, .kind = PointerKind::mouse, .phase = phase, .at = at, .time_ms = time_ms, .button = button});
  }
  /// A flick upwards over the list that leaves it flying.
  double flick(double time_ms) {
    touch(Phase::down, on_list, time_ms);
    for (int i = 1; i <= 8; ++i) touch(Phase::move, {on_list.x, on_list.y - 20.0 * i}, time_ms += 8);
    touch(Phase::up, {on_list.x, on_list.y - 160}, time_ms += 8);
    REQUIRE(recogniser.state() == State::kinetic);
    return time_ms;
  }
  bool good() {
    for (const auto& rule : broken) FAIL_CHECK(rule);
    return broken.empty();
  }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the slop itself is still a tap, anything beyond is not, in every direction") {
  for (int degrees = 0; degrees < 360; degrees += 15) {
    CAPTURE(degrees);
    for (const bool beyond : {false, true}) {
      Screen screen;
      const double reach = slop_px + (beyond ? 0.01 : -0.01);
      const double angle = degrees * 3.14159265358979 / 180;
      screen.touch(Phase::down, on_save, 0);
      screen.touch(Phase::move, {on_save.x + reach * std::cos(angle), on_save.y + reach * std::sin(angle)}, 30);
      screen.touch(Phase::move, on_save, 50);
      screen.touch(Phase::up, on_save, 60);
      screen.settle();
      CHECK(screen.taps == (beyond ? 0 : 1));
      CHECK(screen.good());
    }
  }
}

TEST_CASE("the press shows at its delay and not before") {
  Screen screen;
  screen.touch(Phase::down, on_save, 1000);
  CHECK(screen.recogniser.next_frame_ms() == 1000 + press_delay_ms);
  CHECK(screen.recogniser.frame(1000 + press_delay_ms - 0.1).empty());
  const auto commands = screen.recogniser.frame(1000 + press_delay_ms);
  REQUIRE(commands.size() == 1);
  CHECK(commands.begin()->action == Action::press);
  CHECK_FALSE(screen.recogniser.next_frame_ms());
}

TEST_CASE("a press whose widget has gone is never shown, and wants no frames while the finger stays") {
  Screen screen;
  screen.touch(Phase::down, on_save, 0);
  screen.scene.widgets[0].removed = true;
  screen.run_until(5000);
  CHECK(screen.frames == 1);
  CHECK(screen.recogniser.state() == State::spent);
  screen.touch(Phase::up, on_save, 5001);
  CHECK(screen.actions.empty());
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("values that are no numbers change nothing, and a lift without a place still lifts") {
  Screen screen;
  for (const double bad : {not_a_number, infinity, -infinity}) {
    screen.touch(Phase::down, {bad, 50}, 0);
    screen.touch(Phase::down, {100, bad}, 0);
    screen.touch(Phase::down, on_save, bad);
    CHECK(screen.recogniser.frame(bad).empty());
    screen.mouse(Phase::down, {bad, bad}, 0);
  }
  CHECK(screen.actions.empty());
  CHECK(screen.recogniser.state() == State::idle);
  screen.touch(Phase::down, on_save, 10);
  screen.touch(Phase::move, {not_a_number, 50}, 20);
  screen.touch(Phase::up, {not_a_number, not_a_number}, 40);
  CHECK(screen.actions == Words{"press", "release", "leave"});
  screen.mouse(Phase::down, on_save, 50);
  screen.mouse(Phase::up, {not_a_number, not_a_number}, 60);
  CHECK(screen.actions.back() == "cancel");
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("coordinates of any size keep offsets in range") {
  for (const double far : {coordinate_px_max, -coordinate_px_max, 1.1e6, 1e12, 1.7e308, -1.7e308}) {
    Screen screen;
    screen.touch(Phase::down, on_list, 0);
    screen.touch(Phase::move, {400, far}, 10);
    screen.touch(Phase::move, {400, -far}, 20);
    screen.touch(Phase::move, {far, far}, 30);
    screen.touch(Phase::up, {400, far}, 31);
    screen.settle();
    CHECK(screen.good());
  }
}

TEST_CASE("an event out of nowhere is ignored") {
  Screen screen;
  screen.touch(Phase::up, on_save, 0);
  screen.touch(Phase::move, on_save, 1);
  screen.touch(Phase::cancel, on_save, 2);
  screen.mouse(Phase::up, on_save, 3);
  screen.mouse(Phase::down, on_save, 4, mouse_button_count);
  screen.mouse(Phase::up, on_save, 5, mouse_button_count);
  CHECK(screen.actions.empty());
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("a clock that steps back a little stands still, and one that steps back far starts anew") {
  Screen screen;
  screen.touch(Phase::down, on_save, 50'000);
  screen.touch(Phase::up, on_save, 49'500);
  CHECK(screen.taps == 1);
  screen.touch(Phase::down, on_save, 50'100);
  screen.run_until(50'300);
  CHECK(screen.recogniser.state() == State::pressed);
  screen.touch(Phase::move, on_save, 10);
  CHECK(screen.recogniser.state() == State::spent);
  screen.touch(Phase::up, on_save, 20);
  CHECK(screen.taps == 1);
  screen.now_ms = 30;
  screen.touch(Phase::down, on_save, 30);
  CHECK(screen.recogniser.next_frame_ms() == 30 + press_delay_ms);
  screen.touch(Phase::up, on_save, 60);
  CHECK(screen.taps == 2);
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("after a lost lift the same finger begins anew, and another one does after a while") {
  Screen screen;
  screen.touch(Phase::down, on_save, 0);
  screen.run_until(200);
  screen.touch(Phase::down, on_save, 300);
  screen.touch(Phase::up, on_save, 350);
  CHECK(screen.actions == Words{"press", "cancel", "press", "release", "leave"});

  screen.touch(Phase::down, on_list, 400);
  screen.touch(Phase::move, {400, 500}, 420);
  screen.touch(Phase::down, on_save, 420 + takeover_ms - 1, 2);
  screen.touch(Phase::up, on_save, 420 + takeover_ms, 2);
  CHECK(screen.taps == 1);
  screen.touch(Phase::down, on_save, 420 + takeover_ms + 1, 3);
  screen.touch(Phase::up, on_save, 480 + takeover_ms, 3);
  CHECK(screen.taps == 2);
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("a resting palm does not make the page dead") {
  Screen screen;
  const Vector palm{700, 1150};
  screen.touch(Phase::down, palm, 0, 1);
  screen.touch(Phase::down, on_save, 500, 2);
  screen.touch(Phase::up, on_save, 560, 2);
  CHECK(screen.taps == 0);
  for (double t = 600; t < 2000; t += 50) screen.touch(Phase::move, {palm.x + std::fmod(t, 3), palm.y}, t, 1);
  screen.touch(Phase::down, on_save, 2000, 2);
  screen.touch(Phase::up, on_save, 2060, 2);
  CHECK(screen.taps == 1);
  screen.touch(Phase::up, palm, 3000, 1);
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("mouse and pen pass as they are, with their buttons") {
  for (const auto kind : {PointerKind::mouse, PointerKind::pen}) {
    Scene scene = demo_scene();
    Recogniser recogniser(scene);
    std::vector<Command> seen;
    const auto play = [&](Phase phase, Vector at, unsigned button) {
      for (const auto& c : recogniser.handle({.kind = kind, .phase = phase, .at = at, .time_ms = 1, .button = button}))
        seen.push_back(c);
    };
    play(Phase::move, {1, 2}, 0);
    play(Phase::down, {3, 4}, 1);
    play(Phase::move, {90, 400}, 0);
    play(Phase::up, {90, 400}, 1);
    play(Phase::cancel, {}, 0);
    const Action wanted[] = {Action::move, Action::press, Action::move, Action::release, Action::leave};
    REQUIRE(seen.size() == std::size(wanted));
    for (std::size_t i = 0; i < seen.size(); ++i) {
      CHECK(seen[i].action == wanted[i]);
      CHECK(seen[i].kind == kind);
    }
    CHECK(seen[1].button == 1);
    CHECK(seen[1].at == Vector{3, 4});
    CHECK(seen[3].at == Vector{90, 400});
    CHECK_FALSE(recogniser.next_frame_ms());
  }
}

TEST_CASE("a mouse is a second pointer to a finger at work, and a finger waits for a held mouse button") {
  Screen screen;
  screen.touch(Phase::down, on_save, 0);
  screen.run_until(150);
  screen.mouse(Phase::move, {500, 500}, 160);
  screen.mouse(Phase::down, {500, 500}, 170);
  screen.mouse(Phase::up, {500, 500}, 180);
  screen.touch(Phase::up, on_save, 190);
  CHECK(screen.actions == Words{"press", "cancel"});

  screen.actions.clear();
  screen.mouse(Phase::down, on_save, 300);
  screen.touch(Phase::down, on_list, 310);
  screen.touch(Phase::up, on_list, 330);
  screen.mouse(Phase::up, on_save, 340);
  CHECK(screen.actions == Words{"press", "release"});

  screen.actions.clear();  // its release was lost outside the window
  screen.mouse(Phase::down, on_save, 400);
  screen.touch(Phase::down, on_save, 400 + takeover_ms);
  screen.touch(Phase::up, on_save, 460 + takeover_ms);
  CHECK(screen.actions == Words{"press", "cancel", "press", "release", "leave"});
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("a mouse button stops a fling and presses") {
  Screen screen;
  const double lift_ms = screen.flick(0);
  screen.run_until(lift_ms + 60);
  screen.mouse(Phase::down, on_save, lift_ms + 61);
  CHECK(screen.recogniser.state() == State::idle);
  screen.mouse(Phase::up, on_save, lift_ms + 90);
  CHECK(screen.actions == Words{"press", "release"});
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("a fling ends at the same place at every frame rate, and where the decay says") {
  for (const double interval_ms : {4.0, 8.333, 16.667, 33.3, 57.0, 165.0}) {
    CAPTURE(interval_ms);
    Screen screen;
    screen.frame_interval_ms = interval_ms;
    screen.flick(0);
    const double speed = screen.recogniser.fling_px_s();
    const double lifted = screen.scene.regions[1].offset.y;
    screen.settle();
    const double travel = (speed - fling_stop_px_s) * fling_decay_ms / 1000;
    CHECK(std::abs(screen.scene.regions[1].offset.y - lifted - travel) < 6.5);  // the last step goes below the stop
    CHECK(screen.good());
  }
}

TEST_CASE("a stall in a fling resumes where the list was seen last") {
  Screen screen;
  const double lift_ms = screen.flick(0);
  screen.run_until(lift_ms + 40);
  const double seen = screen.scene.regions[1].offset.y;
  const double speed = screen.recogniser.fling_px_s();
  const auto commands = screen.recogniser.frame(lift_ms + 60'000);
  REQUIRE(commands.size() == 1);
  CHECK(commands.begin()->to - seen < speed * frame_gap_ms_max / 1000);
  CHECK(screen.recogniser.state() == State::kinetic);
}

TEST_CASE("deep in a register of 100,000 rows a slow finger moves every fraction of a pixel") {
  Screen screen;
  auto& list = screen.scene.regions[1];
  list.offset_max.y = 5'600'000;
  list.offset.y = 5'000'000;
  screen.touch(Phase::down, on_list, 0);
  double y = on_list.y;
  for (int i = 1; i <= 2000; ++i) screen.touch(Phase::move, {on_list.x, y -= 0.1}, i * 16.0);
  CHECK(screen.scrolled_by_finger == doctest::Approx(200 - slop_px).epsilon(1e-6));
  screen.touch(Phase::up, {on_list.x, y}, 2001 * 16.0);
  screen.settle();
  CHECK(screen.good());
}

TEST_CASE("regions that name each other as parents end the search") {
  struct Loop : Surface {
    Hit hit(Vector) const override { return {.region = 1}; }
    std::optional<Region> region(RegionId id) const override { return Region{id, id == 1 ? 2U : 1U, {}, {}}; }
  } loop;
  Recogniser recogniser(loop);
  recogniser.handle({.phase = Phase::down, .at = {0, 0}, .time_ms = 0});
  recogniser.handle({.phase = Phase::move, .at = {0, 50}, .time_ms = 10});
  CHECK(recogniser.state() == State::spent);
}

TEST_CASE("idle, held still and spent want no frame") {
  Screen screen;
  CHECK_FALSE(screen.recogniser.next_frame_ms());
  screen.touch(Phase::down, on_list, 0);
  screen.touch(Phase::move, {400, 500}, 10);
  CHECK(screen.recogniser.state() == State::scrolling);
  CHECK_FALSE(screen.recogniser.next_frame_ms());
  screen.interrupt();
  CHECK(screen.recogniser.state() == State::spent);
  CHECK_FALSE(screen.recogniser.next_frame_ms());
  screen.touch(Phase::up, {400, 500}, 20);
  screen.touch(Phase::down, on_save, 30);
  screen.run_until(300);
  CHECK(screen.recogniser.state() == State::pressed);
  CHECK_FALSE(screen.recogniser.next_frame_ms());
  CHECK(screen.frames == 1);
}
