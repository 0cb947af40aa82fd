// Where the keyboard's focus goes when nobody moved it: what had it is gone, a layer opened or closed, a screen is new.
#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/ui/keyboard.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"
#include "tests/client/ui_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

/// Three buttons in a row within a list, and one outside; each can go.
struct Buttons {
  UiScene scene;
  std::array<bool, 3> there{true, true, true};
  std::string requested;

  Buttons() {
    scene.draw = [this](Ui& ui) {
      ui.semantics.open({.role = Role::region, .id = "group", .name = "group", .rect = {0, 0, 400, 48}});
      for (std::size_t i = 0; i < there.size(); ++i)
        if (there.at(i)) button(ui, id_of(i), "按钮", {120 * static_cast<float>(i), 0, 100, 48});
      ui.semantics.close();
      button(ui, "outside", "外面", {0, 100, 100, 48});
    };
    scene.settle();
  }
  static std::string id_of(std::size_t index) { return "button." + std::to_string(index); }
  /// That one goes, and the app looks where the focus shall be.
  void remove(std::size_t index) {
    there.at(index) = false;
    scene.frame();
    follow_lost_focus(scene.ui);
    requested = scene.ui.focus_request;
  }
};

}  // namespace

TEST_CASE("a button that goes when it is pressed hands the focus to the next one, the last one to the one before") {
  Buttons buttons;
  buttons.scene.focus("button.1");
  buttons.remove(1);
  CHECK(buttons.requested == "button.2");
  CHECK(buttons.scene.ui.focused_id == "button.2");
  buttons.scene.ui.focus_request.clear();
  buttons.remove(2);
  CHECK(buttons.requested == "button.0");
}

TEST_CASE("when nothing is left beside it, the focus goes to what is next outside") {
  Buttons buttons;
  buttons.there = {false, true, false};
  buttons.scene.settle();
  buttons.scene.focus("button.1");
  buttons.remove(1);
  CHECK(buttons.requested == "outside");
}

TEST_CASE("a focus that is where it was, or that nobody has, is left alone") {
  Buttons buttons;
  buttons.scene.focus("button.0");
  buttons.remove(1);
  CHECK(buttons.requested.empty());
  CHECK(buttons.scene.ui.focused_id == "button.0");
  buttons.scene.ui.focused_id.clear();
  buttons.remove(2);
  CHECK(buttons.requested.empty());
}

TEST_CASE("who presses with a finger does not land in a field") {
  std::string text;
  UiScene scene;
  bool there = true;
  scene.draw = [&](Ui& ui) {
    text_field(ui, {.id = "field", .label = "字段", .characters_max = 10}, {0, 0, 300, 48}, text);
    if (there) button(ui, "clear", "清空", {310, 0, 100, 48});
  };
  for (const bool visible : {false, true}) {
    there = true;
    scene.settle();
    scene.focus("clear");
    scene.ui.focus_visible = visible;
    there = false;
    scene.frame();
    follow_lost_focus(scene.ui);
    CHECK(scene.ui.focus_request == (visible ? "field" : ""));
    scene.ui.focus_request.clear();
  }
}

TEST_CASE("an area that scrolls is a stop of Tab only while nothing in it is one") {
  UiScene scene;
  ScrollState state;
  bool has_button = false;
  scene.draw = [&](Ui& ui) {
    const Rect viewport{0, 0, 300, 200};
    begin_scroll_area(ui, state, {.role = Role::region, .id = "area", .name = "area", .rect = viewport}, 1000);
    if (has_button) button(ui, "inside", "按钮", {0, 0, 100, 48});
    end_scroll_area(ui, state, "area", viewport);
  };
  scene.settle();
  CHECK(scene.node("area").is_stop());
  has_button = true;
  scene.settle();
  CHECK_FALSE(scene.node("area").is_stop());
}

TEST_CASE("of a group of radio buttons one is a stop of Tab, and arrows choose around the ends") {
  UiScene scene;
  std::optional<int> chosen;
  const std::array<std::string_view, 3> labels{"一", "二", "三"};
  scene.draw = [&](Ui& ui) {
    if (const auto now = radio_rows(ui, "group", "选择", {0, 0, 300, 200}, labels, chosen)) chosen = now;
  };
  scene.settle();
  const auto stops = [&] {
    std::string all;
    for (const Node& node : scene.all(Role::radio))
      if (node.is_stop()) all += node.id;
    return all;
  };
  CHECK(stops() == "group.0");
  scene.focus("group.0");
  scene.key("ArrowUp");
  scene.settle();
  CHECK(chosen == 2);
  CHECK(stops() == "group.2");
  CHECK(scene.ui.focused_id == "group.2");
  scene.key("ArrowDown");
  scene.settle();
  CHECK(chosen == 0);
  CHECK(scene.node("group.0").checked == true);
}

TEST_CASE("in a menu Tab has no stop, arrows go around, and a sheet that it opened goes back to the menu's button") {
  UiScene scene;
  bool menu_is_open = true;
  SheetState sheet;
  scene.draw = [&](Ui& ui) {
    if (button(ui, "opener", "操作", {0, 0, 100, 48})) menu_is_open = true;
    const std::array items{MenuItem{.label = "修改"}, MenuItem{.label = "历史"}, MenuItem{.label = "撤回"}};
    if (menu(ui, menu_is_open, "menu", "操作", {0, 0, 100, 48}, items)) sheet.open = true;
    if (const auto open = begin_sheet(ui, sheet, {.id = "sheet", .title = "撤回"})) {
      end_sheet_content(ui, sheet, *open);
      end_sheet(ui);
    }
  };
  menu_is_open = false;
  scene.settle();
  scene.focus("opener");
  menu_is_open = true;
  scene.settle();
  CHECK(scene.ui.focused_id == "menu.0");
  for (const Node& node : scene.all(Role::menuitem)) CHECK_FALSE(node.is_stop());
  scene.key("ArrowUp");
  scene.settle();
  CHECK(scene.ui.focused_id == "menu.2");
  scene.key("Home");
  scene.settle();
  CHECK(scene.ui.focused_id == "menu.0");
  scene.ui.activated_id = "menu.2";
  scene.settle();
  CHECK_FALSE(menu_is_open);
  CHECK(scene.ui.focused_id == "sheet.close");
  scene.ui.focus_request.clear();  // The browser has done it.
  scene.key("Escape");
  scene.settle();
  CHECK_FALSE(sheet.open);
  CHECK(scene.ui.focused_id == "opener");
}
