// Single targets in the register on this device, as the server has just told them: replaced, added, taken out, at once
// and without a download; and what that means for the next one.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/register/register.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;

namespace {

struct Scene {
  SimulatedDisk disk{9};
  Tablet tablet;
  FakeServer server;
  County county = make_county(600);

  Scene() {
    REQUIRE(tablet.open(disk));
    server.serve(make_snapshot(county, 100));
    Downloading downloading(tablet, server);
    REQUIRE(downloading.run());
  }
  RegisterStore& store() { return tablet.store->register_store(); }
  std::vector<std::string> lines() { return lines_in(*tablet.store).value(); }
  std::int64_t target_count() { return store().current().value()->target_count; }
  RegisterTarget some() { return *store().target(county.targets.at(250).id).value(); }
};

}  // namespace

TEST_CASE("put: a target is replaced by what the server told, and nothing else changes") {
  Scene scene;
  RegisterTarget target = scene.some();
  target.name = "新名字饭店";
  target.status = "suspended";
  target.tags.clear();
  target.revision = 9;
  REQUIRE(scene.store().put_targets({target}).value());
  const auto details = scene.store().details(target.id).value();
  CHECK(details->target.name == "新名字饭店");
  CHECK(details->target.status == "suspended");
  CHECK(details->target.tags.empty());
  CHECK(details->target.revision == 9);
  CHECK(scene.target_count() == 600);
  std::vector<std::string> before = lines_of(scene.county), now = scene.lines();
  REQUIRE(now.size() == before.size());
  CHECK(std::ranges::mismatch(before, now).in1 - before.begin() == 250);
  now.erase(now.begin() + 250);
  before.erase(before.begin() + 250);
  CHECK(now == before);
}

TEST_CASE("put: a new target is added, and one that left the register goes, once") {
  Scene scene;
  RegisterTarget target = scene.some();
  target.id = {*Uuid::parse("ffffffff-ffff-7fff-8fff-ffffffffffff")};
  REQUIRE(scene.store().put_targets({target}).value());
  CHECK(scene.target_count() == 601);
  CHECK(scene.store().row(scene.store().current().value()->number, target.id).value());
  CHECK(scene.store().remove_target(target.id).value());
  CHECK_FALSE(scene.store().remove_target(target.id).value());
  CHECK(scene.target_count() == 600);
  CHECK(scene.lines() == lines_of(scene.county));
}

TEST_CASE("put: without a register there is nothing to put it in") {
  SimulatedDisk disk{9};
  Tablet tablet;
  REQUIRE(tablet.open(disk));
  RegisterTarget target;
  target.kind = "project";
  CHECK_FALSE(tablet.store->register_store().put_targets({target}).value());
  CHECK_FALSE(tablet.store->register_store().remove_target(target.id).value());
}

TEST_CASE("put: a part that holds another row than the server sent is fetched anew, not copied") {
  Scene scene;
  RegisterTarget target = scene.some();
  target.name = "只在这台设备上的名字";
  REQUIRE(scene.store().put_targets({target}).value());
  // Another snapshot, in which that part is as it was sent first.
  scene.county.targets.at(10).name = "别的店改了名";
  scene.server.serve(make_snapshot(scene.county, 100));
  Downloading downloading(scene.tablet, scene.server);
  REQUIRE(downloading.run());
  CHECK(scene.lines() == lines_of(scene.county));
}
