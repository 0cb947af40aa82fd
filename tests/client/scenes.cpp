#include "tests/client/scenes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace mingchou::client {
namespace {

/// Of the length and kind that a county's departments have.
std::string departments_answer() {
  static constexpr std::array<std::array<std::string_view, 3>, 8> some{{
      {"西华县市场监督管理局", "县市场监管局", "joint_meeting_office"},
      {"西华县住房和城乡建设局", "县住建局", "bureau"},
      {"西华县人力资源和社会保障局", "县人社局", "bureau"},
      {"周口市生态环境局西华分局", "生态环境西华分局", "branch"},
      {"西华县应急管理局", "县应急管理局", "bureau"},
      {"西华县消防救援大队", "县消防救援大队", "other"},
      {"西华县文化广电和旅游局", "县文广旅局", "bureau"},
      {"西华县卫生健康委员会", "县卫健委", "bureau"},
  }};
  std::string items;
  for (int i = 0; i < 20; ++i) {
    const auto& [name, short_name, kind] = some[static_cast<std::size_t>(i) % some.size()];
    items += (i ? "," : "") + std::string(R"({"id":"d)") + std::to_string(i) + R"(","code":"C","name":")" +
             std::string(name) + R"(","short_name":")" + std::string(short_name) + R"(","kind":")" + std::string(kind) +
             R"(","inspector_count":)" + std::to_string(12 + 7 * i) + R"(,"target_count":)" +
             std::to_string(i % 3 == 0 ? 24'180 : 310 + i) + "}";
  }
  return R"({"items":[)" + items + R"(],"next_cursor":null})";
}

void nothing(Harness&) {}

}  // namespace

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all = [] {
    std::vector<Scene> some{
        {"departments", "/departments",
         [](Harness& at) {
           at.sign_in();
           at.answer(departments_answer());
         }},
        {"departments-loading", "/departments", [](Harness& at) { at.sign_in(); }},
        {"departments-none", "/departments",
         [](Harness& at) {
           at.sign_in();
           at.answer(R"({"items":[],"next_cursor":null})");
         }},
        {"departments-offline", "/departments",
         [](Harness& at) {
           at.sign_in();
           at.fail_with("client.offline");
         }},
        {"settings", "/settings", nothing},
        {"settings-update", "/settings",
         [](Harness& at) {
           at.app.set_updates(
               {Updates::Offline::ready, "0.3.0 (8d75b9d)", "0.3.1 (5939d32)", "0.2.9 (75c654f)", {}, {}});
           at.settle();
         }},
        {"settings-roll-back", "/settings",
         [](Harness& at) {
           at.app.set_updates({Updates::Offline::unavailable, "0.3.0", {}, "0.2.9", {}, {}});
           at.settle();
           at.activate(Role::button, text(Text::update_roll_back, at.app.model().preferences.language));
         }},
        {"settings-licences", "/settings",
         [](Harness& at) {
           const Node row = at.with_id("settings.licences");
           at.app.activate(row.id);
           at.settle();
         }},
        {"home-opening", "/", nothing},
        {"home-elsewhere", "/",
         [](Harness& at) {
           at.app.storage().owned_elsewhere();
           at.settle();
         }},
        {"home-failed", "/",
         [](Harness& at) {
           at.app.storage().refused(Error("storage.files_busy"));
           at.settle();
         }},
    };
    for (std::vector<Scene> more :
         {device_scenes(), register_scenes(), record_scenes(), account_scenes(), import_scenes(), people_scenes(),
          licence_scenes(), item_scenes(), plan_scenes(), task_scenes(), draw_scenes()})
      std::ranges::move(more, std::back_inserter(some));
    return some;
  }();
  return all;
}

}  // namespace mingchou::client
