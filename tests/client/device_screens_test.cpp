// The home screen, the storage page and the settings: what they say of the device's state, and what their buttons do.
#include <doctest/doctest.h>

#include "client/app/screens/storage.h"
#include "shared/base/hex.h"
#include "shared/sync/export_file.h"
#include "tests/client/register_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

StorageModel ready_with(const StorageHealth& health) {
  StorageModel model;
  model.phase = StoragePhase::ready;
  model.health = health;
  return model;
}

constexpr StorageSpace roomy{.used_bytes = 12'400'000, .quota_bytes = 2'140'000'000, .persistent = true};

}  // namespace

TEST_CASE("storage: the worst that is the case is what the page says first, with what to do about it") {
  StorageHealth health;
  health.space = roomy;
  CHECK(storage_verdict(ready_with(health)).tone == Tone::success);
  health.space->persistent = false;
  CHECK(storage_verdict(ready_with(health)).tone == Tone::success);
  health.asked_to_persist = true;
  CHECK(storage_verdict(ready_with(health)).request == StorageRequest::ask_to_persist);
  health.space = StorageSpace{.used_bytes = 95, .quota_bytes = 100};
  CHECK(storage_verdict(ready_with(health)).title == Text::storage_low_title);
  health.quarantined_slots = 1;
  CHECK(storage_verdict(ready_with(health)).title == Text::storage_damaged_title);
  health.self_test = SelfTestResult{.outcome = SelfTestResult::Outcome::no_space, .at = {}};
  CHECK(storage_verdict(ready_with(health)).tone == Tone::danger);
  for (const StoragePhase phase : {StoragePhase::owned_elsewhere, StoragePhase::released, StoragePhase::failed})
    CHECK(storage_verdict({.phase = phase, .error = {}, .health = {}}).action);
}

TEST_CASE("storage: checking again tests the disk anew and leaves what was written") {
  RegisterScene scene({}, "/storage");
  const int claims = static_cast<int>(scene.storage.claims.size());
  scene.activate(Role::button, text(Text::storage_check_again, Language::chinese));
  CHECK(static_cast<int>(scene.storage.claims.size()) == claims + 1);
  CHECK(scene.app.storage().phase() == StoragePhase::opening);
  CHECK_FALSE(scene.says(text(Text::storage_opening, Language::chinese)));
  REQUIRE(scene.app.wake_in_ms());
  scene.frame(*scene.app.wake_in_ms());
  CHECK(scene.says(text(Text::storage_opening, Language::chinese)));
  scene.app.storage().opened({.device = scene.disk.get(), .key_state = KeyState::present, .key = DatabaseKey{}});
  for (int i = 0; i < 10 && scene.app.storage().phase() != StoragePhase::ready; ++i)
    scene.app.storage().slot_reopened();
  scene.settle();
  CHECK(scene.says(text(Text::self_test_passed, Language::chinese)));
}

TEST_CASE("storage: there is nothing to export before something was written") {
  RegisterScene scene({}, "/storage");
  CHECK(scene.named(Role::button, Text::export_work).disabled);
}

TEST_CASE("storage: an export is one tap, and says what is missing while the server's key was never fetched") {
  RegisterScene scene;
  scene.serve();
  scene.open(path_of({Screen::target, scene.some_target().id.uuid.text()}));
  scene.type("note.text", "门口灭火器压力正常");
  scene.activate(Role::button, text(Text::note_save, Language::chinese));
  scene.open("/storage");
  const std::string label(text(Text::export_work, Language::chinese));
  scene.activate(Role::button, label);
  CHECK(scene.shell.files.empty());
  CHECK(scene.says(render(Error("export.no_server_key"), Language::chinese)));

  SeededRandom random(5);
  const auto secret = crypto::Secret::random(32, random);
  const auto key = crypto::exchange_public_key(secret.view()).value();
  REQUIRE(scene.network.server_key);
  scene.network.server_key(HttpAnswer{200, R"({"key":")" + to_hex(key) + R"("})"});
  scene.app.set_online(false);
  scene.activate(Role::button, label);
  REQUIRE(scene.shell.files.size() == 1);
  CHECK(scene.shell.files[0].first.starts_with("mingchou-"));
  std::string plain;
  CHECK(sync::open_export(secret.view(), scene.shell.files[0].second, [&](std::string_view piece) -> Result<> {
    plain += piece;
    return {};
  }));
  CHECK(plain.contains("门口灭火器压力正常"));
}

TEST_CASE("home: the register is fetched from here, its progress shown, and opened when it is there") {
  RegisterScene scene({}, "/");
  CHECK(scene.network.requests == 0);
  scene.activate(Role::button, text(Text::download_register, Language::chinese));
  scene.serve(1);
  CHECK(scene.shows(Role::progressbar, text(Text::downloading_register, Language::chinese)));
  scene.serve();
  CHECK(scene.says("300 个检查对象"));
  scene.activate(Role::button, text(Text::home_open_register, Language::chinese));
  CHECK(scene.app.model().route.screen == Screen::targets);
}

TEST_CASE("home: without a network it says so and offers no update; saved things stay in reach") {
  RegisterScene scene;
  scene.serve();
  scene.open("/");
  CHECK(scene.shows(Role::button, text(Text::register_update, Language::chinese)));
  scene.app.set_online(false);
  scene.settle();
  CHECK(scene.shows(Role::status, text(Text::home_offline, Language::chinese)));
  CHECK_FALSE(scene.shows(Role::button, text(Text::register_update, Language::chinese)));
  CHECK(scene.shows(Role::button, text(Text::home_open_register, Language::chinese)));
}

TEST_CASE("home: a version that did not start is told until it was seen, a new one is offered") {
  RegisterScene scene({}, "/");
  scene.app.set_updates({Updates::Offline::ready, "1", {}, {}, {}, "2"});
  scene.settle();
  CHECK(scene.says("新版本 2 没能打开"));
  scene.app.activate("home.fell_back.close");
  scene.settle();
  scene.app.set_updates({Updates::Offline::ready, "1", "3", {}, {}, {}});
  scene.settle();
  scene.activate(Role::button, text(Text::update_apply, Language::chinese));
  CHECK(scene.shell.update_actions == std::vector{UpdateAction::seen, UpdateAction::apply});
}

TEST_CASE("settings: going back to the previous version asks first, and Escape means no") {
  Harness harness(Look{}, "/settings");
  harness.app.set_updates({Updates::Offline::ready, "2", {}, "1", {}, {}});
  harness.settle();
  const auto ask = [&] {
    harness.app.activate("settings.update.back");
    harness.settle();
    CHECK(harness.all(Role::dialog).size() == 1);
  };
  ask();
  harness.app.key("Escape", false);
  harness.settle();
  CHECK(harness.all(Role::dialog).empty());
  CHECK(harness.shell.update_actions.empty());
  ask();
  harness.app.activate("settings.rollback.confirm");
  harness.settle();
  CHECK(harness.shell.update_actions == std::vector{UpdateAction::roll_back});
}

TEST_CASE("what lies below a dialog is out of reach for mouse, finger and screen reader") {
  Harness harness(Look{}, "/settings");
  harness.app.set_updates({Updates::Offline::ready, "2", {}, "1", {}, {}});
  harness.settle();
  const Point dark = harness.middle_of(Role::radio, text(Text::theme_dark, Language::chinese));
  const std::string id = harness.named(Role::radio, text(Text::theme_dark, Language::chinese)).id;
  harness.app.activate("settings.update.back");
  harness.settle();
  harness.app.activate(id);
  harness.settle();
  CHECK(harness.app.model().preferences.theme == ThemeChoice::light);
  CHECK(harness.all(Role::dialog).size() == 1);
  // Beside the dialog: it closes, and that is all.
  SUBCASE("mouse") { harness.click_at({dark.x, 20}); }
  SUBCASE("finger") { harness.tap_at({dark.x, 20}); }
  CHECK(harness.all(Role::dialog).empty());
  CHECK(harness.app.model().preferences.theme == ThemeChoice::light);
}

TEST_CASE("a message goes by itself after a while, and not while the keyboard is on it") {
  RegisterScene scene;
  scene.serve();
  scene.open("/targets/" + scene.some_target().id.uuid.text());
  scene.type("note.text", "到过");
  scene.activate(Role::button, text(Text::note_save, Language::chinese));
  REQUIRE(!scene.with_id("toast.text").id.empty());
  CHECK(scene.app.wake_in_ms());
  scene.app.focus("toast.action", true);
  scene.settle();
  scene.frame(60'000);
  scene.settle();
  CHECK(!scene.with_id("toast.text").id.empty());
  scene.app.focus("", false);
  scene.settle();
  scene.frame(60'000);
  scene.settle();
  CHECK(scene.with_id("toast.text").id.empty());
}
