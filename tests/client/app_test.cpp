// The app as a whole, drawn headless: what screens say and do, by whichever way it is asked of them.
#include <doctest/doctest.h>

#include <tuple>

#include "tests/client/harness.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

std::string departments(int count) {
  std::string items;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    items += (i ? "," : "") + std::string(R"({"id":"d)") + number + R"(","code":"C","name":"部门)" + number +
             R"(","short_name":"部","kind":"bureau","inspector_count":3,"target_count":4000})";
  }
  return R"({"items":[)" + items + R"(],"next_cursor":null})";
}

}  // namespace

TEST_CASE("the list tells every department, its place and its figures") {
  Harness harness;
  CHECK(harness.all(Role::status).size() == 1);
  harness.answer(departments(20));
  const auto items = harness.all(Role::listitem);
  REQUIRE(items.size() == 20);
  CHECK(items[3].name == "部门3，县直部门，执法人员 3 名，检查对象 4,000 个");
  CHECK(items[3].position == 4);
  CHECK(items[3].set_size == 20);
  CHECK(harness.all(Role::status).empty());
}

TEST_CASE("the list scrolls by wheel, keys and touch, and stays within its ends") {
  Harness harness({834, 600, 1});
  harness.answer(departments(20));
  const auto top = [&] { return harness.all(Role::listitem).at(0).rect.y; };
  const float start = top();
  harness.app.wheel({400, 400}, 200);
  CHECK(harness.settle() > 2);
  CHECK(top() == doctest::Approx(start - 200));
  harness.app.wheel({400, 400}, -100000);
  harness.settle();
  CHECK(top() == start);
  harness.app.key("End", false);
  harness.settle();
  const float end = top();
  CHECK(end < start - 500);
  harness.app.wheel({400, 400}, 100000);
  harness.settle();
  CHECK(top() == end);
  harness.app.key("Home", false);
  harness.settle();
  CHECK(top() == start);

  harness.finger(gesture::Phase::down, {300, 500});
  harness.now_ms += 200;
  harness.finger(gesture::Phase::move, {300, 410});
  harness.settle();
  CHECK(top() == doctest::Approx(start - 80));
  harness.now_ms += 700;
  harness.finger(gesture::Phase::up, {300, 410});
  harness.settle();
  CHECK(top() == doctest::Approx(start - 80));
}

TEST_CASE("after an event a few frames are drawn, then none is asked for") {
  Harness harness;
  harness.answer(departments(20));
  harness.mouse(gesture::Phase::move, {300, 300});
  CHECK(harness.settle() <= 3);
}

TEST_CASE("a failure offers to try again: by mouse, touch, screen reader, and when the network returns") {
  Harness harness;
  harness.fail_with("client.offline");
  REQUIRE(harness.all(Role::alert).size() == 1);
  REQUIRE(!harness.named(Role::button, "重试").id.empty());
  const Point at = harness.middle_of(Role::button, "重试");

  SUBCASE("mouse") { harness.click_at(at); }
  SUBCASE("touch") { harness.tap_at(at); }
  SUBCASE("screen reader") { harness.app.activate(harness.named(Role::button, "重试").id); }
  SUBCASE("network") { harness.app.network_returned(); }
  harness.settle();
  CHECK(harness.network.requests == 2);
  harness.answer(departments(2));
  CHECK(harness.all(Role::listitem).size() == 2);
  CHECK(harness.named(Role::button, "重试").id.empty());
}

TEST_CASE("a finger that slides off the button does not press it") {
  Harness harness;
  harness.fail_with("client.offline");
  const Point at = harness.middle_of(Role::button, "重试");
  harness.finger(gesture::Phase::down, at);
  harness.now_ms += 120;
  harness.settle();
  harness.finger(gesture::Phase::move, {at.x, at.y - 60});
  harness.settle();
  harness.now_ms += 20;
  harness.finger(gesture::Phase::up, {at.x, at.y - 60});
  harness.settle();
  CHECK(harness.network.requests == 1);
}

TEST_CASE("a county without departments says so") {
  Harness harness;
  harness.answer(departments(0));
  CHECK(harness.all(Role::status).size() == 1);
  CHECK(harness.all(Role::list).empty());
}

TEST_CASE("on every size and in both languages nothing leaves the screen and targets are large enough") {
  for (const Surface& surface : surfaces) {
    for (const Language language : {Language::chinese, Language::english}) {
      CAPTURE(surface.width_px);
      Harness harness(surface, language);
      harness.fail_with("client.offline");
      for (const Node& button : harness.all(Role::button)) {
        CHECK(button.rect.height >= touch_target_px_min);
        CHECK(button.rect.width >= touch_target_px_min);
      }
      harness.app.network_returned();
      harness.answer(departments(20));
      for (const auto& entry : harness.app.semantics().entries()) {
        CAPTURE(entry.node.id);
        CHECK(entry.node.rect.x >= 0);
        CHECK(entry.node.rect.right() <= surface.width_px);
        CHECK(entry.node.rect.width > 0);
      }
    }
  }
}

TEST_CASE("while another tab has the data, the screens that need them say so and offer to take over") {
  for (const Language language : {Language::chinese, Language::english}) {
    Harness harness({390, 844, 3}, language);
    harness.app.open_route("/");
    harness.app.storage().owned_elsewhere();
    harness.settle();
    const Node button = harness.named(Role::button, text(Text::storage_use_here, language));
    REQUIRE(!button.id.empty());
    CHECK(!harness.named(Role::text, text(Text::storage_elsewhere_title, language)).id.empty());
    harness.app.activate(button.id);
    harness.settle();
    CHECK(harness.storage.claims == std::vector<Claim>{Claim::if_free, Claim::take_over});
    CHECK(harness.all(Role::button).empty());
    harness.app.open_route("/departments");
    harness.settle();
    CHECK(harness.named(Role::text, text(Text::storage_opening, language)).id.empty());
  }
}

TEST_CASE("storage that can't be opened is told by the error's own sentence, and trying again starts anew") {
  Harness harness;
  harness.app.open_route("/targets");
  harness.app.storage().refused(Error("storage.files_busy"));
  harness.settle();
  REQUIRE(harness.all(Role::alert).size() == 1);
  CHECK(!harness.named(Role::text, render(Error("storage.files_busy"), Language::chinese)).id.empty());
  harness.app.activate(harness.named(Role::button, "重试").id);
  harness.settle();
  CHECK(harness.storage.closed == 1);
  CHECK(harness.storage.claims.size() == 2);
  CHECK(harness.all(Role::alert).empty());
}

TEST_CASE("a damaged slot is asked about in words that fit what is left, on every size") {
  for (const Surface& surface : surfaces) {
    SimulatedDisk disk(4);
    Bytes damaged(BlockPool::data_offset + 100, 0x11);
    disk.set_contents(1, damaged);
    Harness harness(surface);
    harness.app.open_route("/");
    harness.app.storage().opened({.device = &disk, .key_state = KeyState::present, .key = DatabaseKey{}});
    harness.settle();
    REQUIRE(harness.all(Role::alert).size() == 1);
    CHECK(!harness.named(Role::text, text(Text::storage_quarantined_database_gone, Language::chinese)).id.empty());
    const Node button = harness.named(Role::button, text(Text::storage_go_on_without, Language::chinese));
    REQUIRE(!button.id.empty());
    CHECK(button.rect.bottom() <= surface.height_px);
    CHECK(disk.contents(1) == damaged);
    harness.app.activate(button.id);
    harness.settle();
    CHECK(harness.app.storage().phase() == StoragePhase::checking);
  }
}

TEST_CASE("an address that the app does not know leads home, and the address bar says so") {
  Harness harness;
  for (const std::string_view path : {"/nowhere", "", "/targets/no-uuid", "/departments/", "//"}) {
    CAPTURE(path);
    harness.app.open_route("/departments");
    harness.shell.route.clear();
    harness.app.open_route(path);
    CHECK(harness.app.model().route == Route{});
    CHECK(harness.shell.route == "/");
  }
  harness.shell.route = "untouched";
  harness.app.open_route("/settings");
  CHECK(harness.shell.route == "untouched");
}

TEST_CASE("the window is named after the screen, in the language of the screen") {
  for (const auto& [language, first, second] :
       {std::tuple{Language::chinese, "部门", "设置"}, std::tuple{Language::english, "Departments", "Settings"}}) {
    Harness harness({1440, 900, 1}, language);
    CHECK(harness.shell.title == first);
    harness.app.open_route("/settings");
    harness.settle();
    CHECK(harness.shell.title == second);
  }
}

TEST_CASE("a click whose events arrive all before the first frame is on the screen when drawing ends") {
  Harness harness;
  harness.app.open_route("/departments");
  harness.settle();
  const Node link = harness.named(Role::link, "设置");
  REQUIRE(!link.id.empty());
  const Point at{link.rect.x + link.rect.width / 2, link.rect.y + link.rect.height / 2};
  for (const auto phase : {gesture::Phase::move, gesture::Phase::down, gesture::Phase::up}) harness.mouse(phase, at);
  harness.settle();
  CHECK(harness.app.model().route.screen == Screen::settings);
  CHECK(!harness.named(Role::heading, "设置").id.empty());
}

namespace {

void click_before_the_next_frame(Harness& harness, Point at) {
  for (const auto phase : {gesture::Phase::move, gesture::Phase::down, gesture::Phase::up}) harness.mouse(phase, at);
}

}  // namespace

TEST_CASE("what was pressed, typed or activated before the browser went elsewhere is carried out where it was meant") {
  Harness harness;
  harness.app.open_route("/settings");
  harness.settle();
  REQUIRE(harness.app.model().preferences.theme == ThemeChoice::light);
  SUBCASE("by mouse") { click_before_the_next_frame(harness, harness.middle_of(Role::radio, "深色")); }
  SUBCASE("by finger") {
    const Point at = harness.middle_of(Role::radio, "深色");
    harness.finger(gesture::Phase::down, at);
    harness.finger(gesture::Phase::up, at);
  }
  SUBCASE("by screen reader") { harness.app.activate(harness.named(Role::radio, "深色").id); }
  harness.app.open_route("/departments");
  harness.settle();
  CHECK(harness.app.model().preferences.theme == ThemeChoice::dark);
  CHECK(harness.app.model().route.screen == Screen::departments);
}

TEST_CASE("a link that was pressed before the browser went elsewhere does not lead away from there") {
  Harness harness;
  harness.app.open_route("/departments");
  harness.settle();
  harness.shell.route = "untouched";
  click_before_the_next_frame(harness, harness.middle_of(Role::link, "设置"));
  harness.app.open_route("/storage");
  harness.settle();
  CHECK(harness.app.model().route.screen == Screen::storage);
  CHECK(harness.shell.route == "untouched");
}

TEST_CASE("a mouse that never rests does not keep the browser's way back waiting") {
  Harness harness;
  harness.app.open_route("/settings");
  harness.settle();
  for (int x = 0; x < 200; ++x) harness.mouse(gesture::Phase::move, {static_cast<float>(x), 300});
  harness.app.open_route("/departments");
  CHECK(harness.app.model().route.screen == Screen::departments);
}
