// Fingers on real widgets: what the recogniser means reaches them, and nothing else does.
#include "client/app/ui/pointing.h"

#include <doctest/doctest.h>

#include "client/app/ui/hits.h"
#include "client/app/ui/press.h"
#include "client/app/ui/scroll.h"
#include "tests/client/ui_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

constexpr int row_count = 200;
constexpr float row_px = 60;

/// A scroll area full of rows that are buttons and have a context action.
struct Rows {
  UiScene scene;
  ScrollState scroll;
  int pressed = -1;
  int presses = 0;
  int context = -1;
  int held = -1;

  Rows() {
    scene.draw = [this](Ui& ui) {
      held = -1;
      const Rect viewport{0, 100, 800, 400};
      const auto content = begin_scroll_area(
          ui, scroll, {.role = Role::list, .id = "rows", .name = {}, .rect = viewport}, row_count * row_px);
      for (int i = 0; i < row_count; ++i) {
        const Rect rect{0, content.rect.y + static_cast<float>(i) * row_px, 800, row_px};
        if (!rect.overlaps(viewport)) continue;
        const Press press = pressable(ui, "row" + std::to_string(i), rect, true);
        presses += press.activated ? 1 : 0;
        if (press.activated) pressed = i;
        if (press.held) held = i;
        if (press.context) context = i;
      }
      end_scroll_area(ui, scroll, "rows", viewport);
    };
    scene.settle();
  }
};

}  // namespace

TEST_CASE("a tap presses the row that it meets, once") {
  Rows rows;
  rows.scene.tap({300, 100 + 2.5 * 60});
  CHECK(rows.pressed == 2);
  CHECK(rows.presses == 1);
}

TEST_CASE("a flick that begins on a row scrolls on by itself and presses nothing; a touch catches it") {
  Rows rows;
  rows.scene.flick({300, 450}, {300, 250});
  CHECK(rows.scene.pointing.moving());
  const double at_lift = rows.scroll.offset_px;
  CHECK(at_lift == doctest::Approx(190));
  rows.scene.frame();
  rows.scene.frame();
  CHECK(rows.scroll.offset_px > at_lift);
  rows.scene.tap({300, 300});
  const double caught = rows.scroll.offset_px;
  CHECK_FALSE(rows.scene.pointing.moving());
  rows.scene.wait(1000);
  CHECK(rows.scroll.offset_px == caught);
  CHECK(rows.presses == 0);
  rows.scene.tap({300, 300});
  CHECK(rows.presses == 1);
}

TEST_CASE("a fling ends within its area, and then no frame is wanted") {
  Rows rows;
  rows.scene.flick({300, 450}, {300, 150});
  rows.scene.settle();
  CHECK_FALSE(rows.scene.pointing.next_frame_ms());
  for (int i = 0; i < 30; ++i) {
    rows.scene.flick({300, 450}, {300, 110});
    rows.scene.settle();
  }
  CHECK(rows.scroll.offset_px == row_count * row_px - 400);
}

TEST_CASE("a held row looks pressed, and a finger that moves on takes the press back") {
  Rows rows;
  rows.scene.finger(gesture::Phase::down, {300, 130});
  rows.scene.wait(200);
  rows.scene.settle();
  CHECK(rows.held == 0);
  SUBCASE("moved") { rows.scene.finger(gesture::Phase::move, {300, 200}); }
  SUBCASE("cancelled by the system") { rows.scene.finger(gesture::Phase::cancel, {300, 130}); }
  SUBCASE("the screen changed") { rows.scene.pointing.interrupt(); }
  rows.scene.settle();
  CHECK(rows.held == -1);
  rows.scene.finger(gesture::Phase::up, {300, 200});
  rows.scene.settle();
  CHECK(rows.presses == 0);
}

TEST_CASE("a long press gives the context action and no press; the frame for it comes by timer") {
  Rows rows;
  rows.scene.finger(gesture::Phase::down, {300, 130});
  rows.scene.settle();
  rows.scene.wait(200);
  CHECK(rows.context == -1);
  REQUIRE(rows.scene.pointing.next_frame_ms());
  CHECK(*rows.scene.pointing.next_frame_ms() > rows.scene.now_ms);
  rows.scene.wait(400);
  CHECK(rows.context == 0);
  rows.scene.finger(gesture::Phase::up, {300, 130});
  rows.scene.settle();
  CHECK(rows.presses == 0);
}

TEST_CASE("the right mouse button and the menu key give the context action too") {
  Rows rows;
  SUBCASE("mouse") {
    for (const gesture::Phase phase : {gesture::Phase::move, gesture::Phase::down, gesture::Phase::up})
      rows.scene.pointing.handle({.pointer = 2,
                                  .kind = gesture::PointerKind::mouse,
                                  .phase = phase,
                                  .at = {300, 200},
                                  .time_ms = rows.scene.now_ms,
                                  .button = 1});
  }
  SUBCASE("key") {
    rows.scene.focus("row1");
    rows.scene.key("ContextMenu");
  }
  rows.scene.settle();
  CHECK(rows.context == 1);
  CHECK(rows.presses == 0);
}

TEST_CASE("a finger on the bar drags it, though a row reaches below it") {
  Rows rows;
  rows.scene.finger(gesture::Phase::down, {790, 120});
  rows.scene.settle();
  rows.scene.finger(gesture::Phase::move, {790, 220});
  rows.scene.settle();
  CHECK(rows.scroll.offset_px > 2000);
  rows.scene.finger(gesture::Phase::up, {790, 220});
  rows.scene.settle();
  CHECK(rows.presses == 0);
  CHECK_FALSE(rows.scene.pointing.moving());
}

TEST_CASE("what lies under a cover is not pressed, what is clipped away neither") {
  UiScene scene;
  int presses = 0;
  scene.draw = [&](Ui& ui) {
    presses += pressable(ui, "below", {0, 0, 200, 200}).activated ? 1 : 0;
    publish_cover(ui, {0, 0, 200, 100});
  };
  scene.settle();
  CHECK(scene.ui.hits.size() == 2);
  scene.tap({50, 150});
  CHECK(presses == 1);
  scene.finger(gesture::Phase::down, {50, 300});
  scene.finger(gesture::Phase::up, {50, 300});
  scene.settle();
  CHECK(presses == 1);
}

TEST_CASE("what was pressed before everything changed presses nothing of what came then") {
  for (const auto kind : {gesture::PointerKind::mouse, gesture::PointerKind::touch}) {
    Rows rows;
    const auto stroke = [&](gesture::Phase phase) {
      rows.scene.pointing.handle(
          {.pointer = 1, .kind = kind, .phase = phase, .at = {300, 250}, .time_ms = rows.scene.now_ms});
    };
    for (const auto phase : {gesture::Phase::down, gesture::Phase::up, gesture::Phase::down, gesture::Phase::up})
      stroke(phase);
    rows.scene.pointing.forget();
    rows.scene.settle();
    CHECK(rows.presses == 0);
    for (const auto phase : {gesture::Phase::down, gesture::Phase::up}) stroke(phase);
    rows.scene.settle();
    CHECK(rows.presses == 1);
  }
}

TEST_CASE("a click counts where it was made, though the focus goes on to what is not wholly in view") {
  Rows rows;
  for (const auto phase : {gesture::Phase::move, gesture::Phase::down, gesture::Phase::up})
    rows.scene.pointing.handle({.pointer = 1,
                                .kind = gesture::PointerKind::mouse,
                                .phase = phase,
                                .at = {300, 100 + 3 * row_px - 5},
                                .time_ms = rows.scene.now_ms});
  // Dear ImGui takes the click in several frames; the browser moves the focus before the first of them.
  rows.scene.focus("row6");
  rows.scene.settle();
  CHECK(rows.pressed == 2);
  CHECK(rows.presses == 1);
  CHECK(rows.scroll.offset_px == doctest::Approx(7 * row_px - 400 + 8));
}
