// Every screen of the app in every state that a user may meet, brought about through the harness: for the rules of
// layout, and for pictures.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "tests/client/harness.h"

namespace mingchou::client {

struct Scene {
  std::string_view name;
  std::string_view path;
  std::function<void(Harness&)> arrange;
};

const std::vector<Scene>& scenes();
/// Those of the home screen and of the storage; scenes() has them too.
std::vector<Scene> device_scenes();
/// Those about accounts; scenes() has them too.
std::vector<Scene> account_scenes();
/// Those about imports; scenes() has them too.
std::vector<Scene> import_scenes();
/// Those of licences that are due; scenes() has them too.
std::vector<Scene> licence_scenes();
/// Those of the registers of people; scenes() has them too.
std::vector<Scene> people_scenes();
/// Those of item lists; scenes() has them too.
std::vector<Scene> item_scenes();
/// Those of yearly plans; scenes() has them too.
std::vector<Scene> plan_scenes();
std::vector<Scene> task_scenes();
/// Those of draws; scenes() has them too.
std::vector<Scene> draw_scenes();
/// Those of supervisors' work on targets; scenes() has them too.
std::vector<Scene> record_scenes();
/// Those of the register and of the pages of its targets; scenes() has them too.
std::vector<Scene> register_scenes();

}  // namespace mingchou::client
