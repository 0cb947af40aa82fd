// The screens about the device itself, in the states that a user may meet: the start of a day, the storage.
#include "tests/client/register_scene.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

constexpr StorageSpace roomy{.used_bytes = 12'400'000, .quota_bytes = 2'140'000'000, .persistent = true};
constexpr StorageSpace fleeting{.used_bytes = 12'400'000, .quota_bytes = 2'140'000'000, .persistent = false};
constexpr StorageSpace narrow{.used_bytes = 900'000'000, .quota_bytes = 950'000'000, .persistent = true};

const data_test::County& county() {
  static const data_test::County made = data_test::make_county(60);
  return made;
}

const data_test::Snapshot& snapshot() {
  static const data_test::Snapshot made = data_test::make_snapshot(county(), 100);
  return made;
}

void open_with(Harness& at, const StorageSpace& space) {
  at.open_storage();
  at.app.storage().measured(space);
  at.settle();
}

void activate(Harness& at, Role role, Text name) { at.activate(role, text(name, at.app.model().preferences.language)); }

/// The register on the device, and two notes on its first target.
void work_a_little(Harness& at) {
  open_with(at, roomy);
  at.open("/targets");
  serve(at, snapshot());
  at.open(path_of({Screen::target, county().targets.front().id.uuid.text()}));
  for (const std::string_view words :
       {"门口灭火器压力表在绿区，已请经营者补上检查卡片。约定下周三前把后厨的排烟管道清洗完，届时再来。",
        "电话核实：法定代表人已变更，正在办理登记。"}) {
    at.type("note.text", std::string(words));
    activate(at, Role::button, Text::note_save);
    at.app.activate("toast.close");
    at.settle();
  }
}

void updates(Harness& at, Updates updates) {
  at.app.set_updates(std::move(updates));
  at.settle();
}

}  // namespace

std::vector<Scene> device_scenes() {
  return {
      {"home-new", "/", [](Harness& at) { open_with(at, roomy); }},
      {"home", "/",
       [](Harness& at) {
         work_a_little(at);
         at.open("/");
         updates(at, {Updates::Offline::ready, "0.3.0", {}, {}, {}, {}});
       }},
      {"home-downloading", "/",
       [](Harness& at) {
         open_with(at, roomy);
         activate(at, Role::button, Text::download_register);
         serve(at, snapshot(), 1);
       }},
      {"home-attention", "/",
       [](Harness& at) {
         open_with(at, narrow);
         at.app.set_online(false);
         updates(at, {Updates::Offline::unavailable, "0.2.9", {}, {}, {}, "0.3.0"});
       }},
      {"home-update", "/",
       [](Harness& at) {
         open_with(at, roomy);
         updates(at, {Updates::Offline::ready, "0.3.0", "0.3.1", "0.2.9", {}, {}});
       }},
      {"storage", "/storage",
       [](Harness& at) {
         work_a_little(at);
         at.open("/storage");
       }},
      {"storage-fleeting", "/storage",
       [](Harness& at) {
         at.open_storage();
         at.app.storage().ask_to_persist();
         at.app.storage().measured(fleeting);
         at.settle();
       }},
      {"storage-low", "/storage", [](Harness& at) { open_with(at, narrow); }},
      {"storage-unmeasured", "/storage", [](Harness& at) { at.open_storage(); }},
  };
}

}  // namespace mingchou::client
