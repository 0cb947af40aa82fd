// A list of 100,000 rows: only what is on the screen is drawn, and everyone gets to every row.
#include "client/app/ui/virtual_list.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/client/ui_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

constexpr int count = 100'000;
constexpr float row_px = 64;

struct Listed {
  UiScene scene;
  VirtualListState state;
  VirtualListOptions options{.id = "targets",
                             .name = "检查对象",
                             .rect = {0, 40, 800, 520},
                             .count = count,
                             .row_height_px = row_px,
                             .has_context_action = true};
  std::function<std::string(int)> key_of = [](int row) { return "k" + std::to_string(row); };
  std::vector<int> drawn;
  int activated = -1;
  int activations = 0;
  int context = -1;

  Listed() {
    scene.draw = [this](Ui& ui) {
      drawn.clear();
      const auto outcome = virtual_list(
          ui, options, state,
          [&](int row) { return RowWords{.key = key_of(row), .name = "对象 " + std::to_string(row)}; },
          [&](const RowLook& look) { drawn.push_back(look.row); });
      if (outcome.activated) {
        activated = *outcome.activated;
        ++activations;
      }
      if (outcome.context) context = *outcome.context;
    };
    scene.settle();
  }
  std::string id_of(int row) const { return "targets/" + key_of(row); }
  void press(std::string_view key, int times = 1) {
    for (int i = 0; i < times; ++i) {
      scene.key(key);
      scene.settle();
    }
  }
  bool whole_on_screen(int row) const {
    const Rect rect = scene.node(id_of(row)).rect;
    return rect.y >= options.rect.y && rect.bottom() <= options.rect.bottom();
  }
  /// Rows that Tab stops at.
  std::vector<std::string> stops() const {
    std::vector<std::string> found;
    for (const Node& node : scene.all(Role::link))
      if (!node.off_tab_order) found.push_back(node.id);
    return found;
  }
};

}  // namespace

TEST_CASE("of 100,000 rows those on the screen are drawn, and some more can be read with their place in the whole") {
  Listed list;
  CHECK(list.drawn.size() == 9);
  const auto items = list.scene.all(Role::listitem);
  CHECK(items.size() == 9 + mirrored_rows_around);
  CHECK(items.front().position == 1);
  CHECK(items.back().set_size == count);
  CHECK(list.scene.node("targets/k3").name == "对象 3");
}

TEST_CASE("the keyboard goes row by row, page by page and to the ends, and the row is always whole on the screen") {
  Listed list;
  list.scene.focus(list.id_of(0));
  list.scene.settle();
  list.press("ArrowDown", 3);
  CHECK(list.scene.ui.focused_id == list.id_of(3));
  CHECK(list.scene.ui.focus_request == list.id_of(3));
  list.press("ArrowDown", 10);
  CHECK(list.scene.ui.focused_id == list.id_of(13));
  CHECK(list.whole_on_screen(13));
  list.press("PageDown", 2);
  CHECK(list.scene.ui.focused_id == list.id_of(27));
  CHECK(list.whole_on_screen(27));
  list.press("End");
  CHECK(list.scene.ui.focused_id == list.id_of(count - 1));
  CHECK(list.whole_on_screen(count - 1));
  CHECK(list.scene.node(list.id_of(count - 1)).rect.bottom() == list.options.rect.bottom());
  list.press("ArrowDown");
  CHECK(list.scene.ui.focused_id == list.id_of(count - 1));
  list.press("ArrowUp");
  CHECK(list.whole_on_screen(count - 2));
  list.press("Home");
  CHECK(list.scene.ui.focused_id == list.id_of(0));
  CHECK(list.state.scroll.offset_px == 0);
}

TEST_CASE("keys in haste, several in one frame, lose no row") {
  Listed list;
  list.scene.focus(list.id_of(0));
  list.scene.settle();
  for (int i = 0; i < 25; ++i) list.scene.key("ArrowDown");
  list.scene.settle();
  CHECK(list.scene.ui.focused_id == list.id_of(25));
}

TEST_CASE("Enter and a tap activate a row once; a long press asks for its other actions") {
  Listed list;
  list.scene.ui.activated_id = list.id_of(2);
  list.scene.settle();
  CHECK(list.activated == 2);
  list.scene.tap({400, 40 + 64 * 5 + 10});
  CHECK(list.activated == 5);
  CHECK(list.activations == 2);
  list.scene.finger(gesture::Phase::down, {400, 40 + 64 * 4 + 10});
  list.scene.wait(700);
  CHECK(list.context == 4);
  list.scene.finger(gesture::Phase::up, {400, 40 + 64 * 4 + 10});
  list.scene.settle();
  CHECK(list.activations == 2);
}

TEST_CASE("one row is a stop of Tab, and it is one that the user sees") {
  Listed list;
  CHECK(list.stops() == std::vector{list.id_of(0)});
  list.state.scroll.jump_to(50'000 * 64.0);
  list.scene.settle();
  CHECK(list.stops() == std::vector{list.id_of(50'000)});
}

TEST_CASE("a row that has the focus keeps it when it is scrolled away, and arrows go on from there") {
  Listed list;
  list.scene.focus(list.id_of(4));
  list.scene.settle();
  list.state.scroll.jump_to(70'000 * 64.0);
  list.scene.settle();
  CHECK(list.scene.ui.focused_id == list.id_of(4));
  CHECK(list.scene.node(list.id_of(4)).id == list.id_of(4));
  CHECK(list.drawn.front() == 70'000);
  list.press("ArrowDown");
  CHECK(list.scene.ui.focused_id == list.id_of(5));
  CHECK(list.whole_on_screen(5));
}

TEST_CASE("a screen reader that steps from row to row gets to all of them") {
  Listed list;
  int row = 0;
  // It focuses the next mirrored row, on the screen or not; the list must follow.
  for (int steps = 0; steps < 60; ++steps) {
    list.scene.focus(list.id_of(++row));
    list.scene.settle();
    REQUIRE(list.whole_on_screen(row));
    REQUIRE(!list.scene.node(list.id_of(row + 1)).id.empty());
  }
}

TEST_CASE("deep in the list rows lie on whole pixels, one below the other") {
  Listed list;
  list.state.scroll.jump_to(99'000 * 64.0 + 13);
  list.scene.settle();
  const Rect first = list.scene.node(list.id_of(99'000)).rect;
  const Rect second = list.scene.node(list.id_of(99'001)).rect;
  CHECK(first.y == 40 - 13);
  CHECK(second.y - first.y == row_px);
}

TEST_CASE("the focus stays with its row when the list is sorted anew, and with its place when the row goes") {
  Listed list;
  list.scene.focus(list.id_of(5));
  list.scene.settle();
  list.key_of = [](int row) { return "k" + std::to_string(row < 9 ? 8 - row : row); };
  list.scene.settle();
  CHECK(list.scene.ui.focused_id == "targets/k5");
  list.press("ArrowDown");
  CHECK(list.scene.ui.focused_id == "targets/k4");
  list.key_of = [](int row) { return "other" + std::to_string(row); };
  list.scene.settle();
  CHECK(list.scene.ui.focused_id == "targets/other4");
  list.options.count = 2;
  list.scene.settle();
  CHECK(list.scene.ui.focused_id == "targets/other1");
  list.options.count = 0;
  list.scene.settle();
  list.press("ArrowDown");
  CHECK(list.drawn.empty());
}

TEST_CASE("a row is shown when it is asked for, and the place is kept in the state") {
  Listed list;
  list.state.show_row(40'000, true);
  list.scene.settle();
  CHECK(list.whole_on_screen(40'000));
  CHECK(list.scene.ui.focus_request == list.id_of(40'000));
  const VirtualListState kept = list.state;
  list.state.to_start();
  list.scene.settle();
  CHECK(list.drawn.front() == 0);
  list.state = kept;
  list.scene.settle();
  CHECK(list.whole_on_screen(40'000));
}
