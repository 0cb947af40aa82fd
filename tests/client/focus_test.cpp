// Where the keyboard's focus goes by itself, and what the soft keyboard does to a screen: on a new screen, in a dialog
// and after it, and above the keyboard.
#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>

#include "tests/client/raster.h"
#include "tests/client/register_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

constexpr Surface tablet{834, 1194, 2};

/// The shell puts the focus where the app asks for it.
std::string follow(Harness& harness) {
  const std::string asked = harness.app.take_focus_request();
  if (!asked.empty()) harness.app.focus(asked, true);
  harness.settle();
  return asked;
}

Rect field_rect(const Harness& harness) {
  const auto& fields = harness.app.fields();
  const auto field = std::ranges::find(fields, "note.text", &EditableField::id);
  REQUIRE(field != fields.end());
  return field->rect;
}

using Row = std::vector<std::uint8_t>;

/// Without the right edge, where a bar to scroll by comes.
constexpr std::ptrdiff_t columns = 780;

Row row(const Picture& picture, int y) {
  const auto start = picture.pixels.begin() + static_cast<std::ptrdiff_t>(y) * picture.width * 3;
  return {start, start + columns * 3};
}

Row bare_row(Color color) {
  Row bare;
  for (std::ptrdiff_t x = 0; x < columns; ++x) bare.insert(bare.end(), {color.red, color.green, color.blue});
  return bare;
}

}  // namespace

TEST_CASE("a new screen has the focus on its heading, the first one leaves it alone") {
  Harness harness(Look{}, "/settings");
  CHECK(follow(harness).empty());
  harness.open("/departments");
  const std::string id = follow(harness);
  CHECK(harness.with_id(id).role == Role::heading);
  CHECK(harness.with_id(id).name == text(Text::departments_title, Language::chinese));
}

TEST_CASE("a dialog has the focus on its safe answer, and gives it back to what opened it") {
  Harness harness(Look{}, "/settings");
  harness.app.set_updates({Updates::Offline::ready, "2", {}, "1", {}, {}});
  harness.settle();
  harness.app.focus("settings.update.back", true);
  harness.app.activate("settings.update.back");
  harness.settle();
  CHECK(follow(harness) == "settings.rollback.cancel");
  SUBCASE("by Escape") { harness.app.key("Escape", false); }
  SUBCASE("by its button") { harness.app.activate("settings.rollback.cancel"); }
  harness.settle();
  CHECK(harness.all(Role::dialog).empty());
  CHECK(follow(harness) == "settings.update.back");
}

TEST_CASE("a sheet that goes with its screen gives the focus to the new one, not to what is no more") {
  RegisterScene scene;
  scene.serve();
  const std::string filter = scene.named(Role::button, Text::filter_targets).id;
  scene.app.focus(filter, true);
  scene.app.activate(filter);
  scene.settle();
  CHECK(scene.all(Role::dialog).size() == 1);
  follow(scene);
  scene.open("/settings");
  const std::string id = follow(scene);
  CHECK(scene.with_id(id).role == Role::heading);
  CHECK(scene.with_id(id).name == text(Text::settings_title, Language::chinese));
}

TEST_CASE("the field with the focus comes above the soft keyboard, and stays there when the tablet is turned") {
  RegisterScene scene(Look{tablet});
  scene.serve();
  scene.open("/targets/" + scene.some_target().id.uuid.text());
  const float keyboard_px = 850;
  REQUIRE(field_rect(scene).bottom() > tablet.height_px - keyboard_px);
  scene.app.focus("note.text", false);
  scene.settle();
  const auto check_in_view = [&](float height) {
    CHECK(field_rect(scene).y >= 0);
    CHECK(field_rect(scene).bottom() <= height);
    // With what comes after writing.
    CHECK(scene.named(Role::button, Text::note_save).rect.bottom() <= height);
  };
  scene.app.set_keyboard_inset(keyboard_px);
  scene.settle();
  check_in_view(tablet.height_px - keyboard_px);
  // Turned, the keyboard is lower, and tells so later than the page does.
  scene.resize({1194, 834, 2});
  scene.app.set_keyboard_inset(400);
  scene.settle();
  check_in_view(834 - 400);
  scene.app.set_keyboard_inset(0);
  scene.settle();
  check_in_view(834);
}

TEST_CASE("the soft keyboard lies over the picture and moves nothing in it") {
  Harness harness(Look{{834, 1194, 1}}, "/settings");
  const Picture before = rasterized(*ImGui::GetDrawData());
  harness.app.set_keyboard_inset(400);
  harness.settle();
  const Picture after = rasterized(*ImGui::GetDrawData());

  REQUIRE(after.width == before.width);
  REQUIRE(after.height == before.height);
  // The bar with the title is where it was; under the keyboard is the bare page.
  for (const int y : {20, 40, 60}) CHECK(row(after, y) == row(before, y));
  for (const int y : {795, 900, 1193}) CHECK(row(after, y) == bare_row(light_theme.page));
}

TEST_CASE("nonsense about the soft keyboard leaves room to draw in") {
  RegisterScene scene(Look{tablet});
  for (const float px : {-50.0f, 5000.0f, 1194.0f}) {
    scene.app.set_keyboard_inset(px);
    scene.settle();
    CHECK(scene.app.ui().surface.height >= 0);
    CHECK(scene.app.ui().surface.height <= tablet.height_px);
  }
}

TEST_CASE("a tap counts where the finger was, though the keyboard goes with it and everything moves") {
  RegisterScene scene(Look{tablet});
  scene.serve();
  scene.open("/targets/" + scene.some_target().id.uuid.text());
  scene.app.focus("note.text", false);
  scene.settle();
  scene.app.set_keyboard_inset(700);
  scene.settle();
  scene.type("note.text", "后厨整洁");
  const Point save = scene.middle_of(Role::button, text(Text::note_save, Language::chinese));
  scene.finger(gesture::Phase::down, save);
  scene.frame();
  scene.finger(gesture::Phase::up, save);
  // The focus leaves the field, and the browser says at once that there is room again: as the page's size, or apart.
  SUBCASE("the keyboard goes") { scene.app.set_keyboard_inset(0); }
  SUBCASE("the page grows") { scene.app.resize({834, 1100, 2}); }
  scene.settle();
  CHECK(scene.says("记录已保存在本机"));
}

TEST_CASE("a finger that is still down when the keyboard comes or goes presses nothing") {
  RegisterScene scene(Look{tablet});
  scene.serve();
  scene.open("/targets/" + scene.some_target().id.uuid.text());
  scene.type("note.text", "后厨整洁");
  const Point save = scene.middle_of(Role::button, text(Text::note_save, Language::chinese));
  scene.finger(gesture::Phase::down, save);
  scene.frame(200);
  scene.app.set_keyboard_inset(400);
  scene.frame();
  scene.finger(gesture::Phase::up, save);
  scene.settle();
  CHECK_FALSE(scene.says("记录已保存在本机"));
}
