#include "tests/client/register_scene.h"

#include <doctest/doctest.h>

#include <utility>

#include "tests/client/account_support.h"

namespace mingchou::client {
namespace {

constexpr std::size_t targets_a_part = 100;

}  // namespace

void serve(Harness& at, const data_test::Snapshot& snapshot, int answers_max) {
  for (int i = 0; i < answers_max && at.network.last; ++i) {
    const std::string& path = at.network.last_path;
    if (path == manifest_path) {
      at.answer(snapshot.manifest);
      continue;
    }
    std::optional<std::string> body;
    for (std::size_t part = 0; part < snapshot.parts.size(); ++part)
      if (path == part_path(snapshot.id, part)) body = snapshot.parts[part];
    CAPTURE(path);
    REQUIRE(body);
    at.answer(*body);
  }
}

RegisterScene::RegisterScene(const Look& look, std::string_view path, std::uint64_t targets, const std::string& session)
    : Harness(look, path),
      county(data_test::make_county(targets)),
      snapshot(data_test::make_snapshot(county, targets_a_part)) {
  if (!session.empty()) accounts_test::answer(network, 200, session);
  open_storage();
}

void RegisterScene::refuse() { fail_with("client.offline"); }

std::vector<std::string> RegisterScene::rows() const {
  std::vector<std::string> names;
  for (const Node& node : all(Role::link))
    if (node.id.starts_with("targets.list/")) names.push_back(node.name);
  return names;
}

std::string RegisterScene::row_id(std::string_view name) const {
  for (const Node& node : all(Role::link))
    if (node.id.starts_with("targets.list/") && node.name.starts_with(name)) return node.id;
  FAIL("no row begins with ", name);
  return {};
}

void RegisterScene::open_row(std::string_view name) {
  app.activate(row_id(name));
  settle();
}

void RegisterScene::give_away() {
  app.storage().asked_to_release();
  settle();
}

void RegisterScene::take_over() {
  app.storage().take_over();
  app.storage().opened({.device = disk.get(), .key_state = KeyState::present, .key = DatabaseKey{}});
  for (int steps = 0; steps < 10 && app.storage().phase() != StoragePhase::ready; ++steps)
    if (std::exchange(storage.reopened, 0) > 0) app.storage().slot_reopened();
  REQUIRE(app.storage().phase() == StoragePhase::ready);
  settle();
}

}  // namespace mingchou::client
