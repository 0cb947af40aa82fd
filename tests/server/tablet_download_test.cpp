// The tablet's own download against the server's own core: what the register says arrives on the tablet, and after a
// change only what changed is fetched.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/data/register_download.h"
#include "shared/registry/register_writer.h"
#include "tests/client/data_support.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using client::data_test::Downloading;
using client::data_test::FakeServer;
using client::data_test::lines_in;
using client::data_test::lines_of;
using client::data_test::Tablet;
using server::test::InProcess;

namespace {

/// Requests of the tablet, answered by the core in this process.
void connect(FakeServer& network, InProcess& server) {
  network.instead = [&server](const std::string& path) -> std::optional<Result<client::HttpAnswer>> {
    const server::Response response = server.ask("GET", path);
    client::HttpAnswer answer{.status = response.status, .body = std::string(response.content())};
    if (const auto seconds = response.header("Retry-After"))
      answer.retry_after_s = std::atoi(std::string(*seconds).c_str());
    return answer;
  };
}

void fill(InProcess& server, const client::data_test::County& county) {
  Database db = Database::open({.path = server.folder.path() + "/mingchou.db"}).value();
  auto transaction = Transaction::begin(db);
  REQUIRE(transaction);
  RegisterWriter writer(db,
                        {.valid_from = CivilDate::of(2026, 1, 1).value(), .at = {1}, .by = "test", .reason = "test"});
  for (const Department& department : county.departments) REQUIRE(writer.insert(department));
  for (const Tag& tag : county.tags) REQUIRE(writer.insert(tag));
  for (const Target& target : county.targets) REQUIRE(writer.insert(target));
  REQUIRE(transaction->commit());
}

/// The server gives tags and licences in the order of their ids.
std::vector<std::string> expected_lines(client::data_test::County county) {
  for (Target& target : county.targets) {
    std::ranges::sort(target.tags);
    std::ranges::sort(target.licences, {}, &Licence::id);
  }
  return lines_of(county);
}

}  // namespace

TEST_CASE("tablet and server: the register arrives as it stands on the server, and changes alone afterwards") {
  using namespace std::chrono_literals;
  InProcess server({.wait_max = 60s, .pause = 0ms, .pause_builds = 0});
  server::test::sign_in(server);
  client::data_test::County county = client::data_test::make_county(6000);
  fill(server, county);
  FakeServer network;
  connect(network, server);
  SimulatedDisk disk(8);
  Tablet tablet;
  REQUIRE(tablet.open(disk));

  Downloading first(tablet, network);
  first.stopwatch.tick_ms = 0.02;
  REQUIRE(first.run());
  REQUIRE_MESSAGE(!first.download.status().error, first.download.status().error->code);
  CHECK(lines_in(*tablet.store).value() == expected_lines(county));
  const auto generation = tablet.store->register_store().current().value();
  CHECK(tablet.store->register_store().departments(generation->number)->size() == county.departments.size());
  const std::size_t asked = network.asked().size();
  CHECK(asked > 4);

  Database db = Database::open({.path = server.folder.path() + "/mingchou.db"}).value();
  REQUIRE(db.run("UPDATE target SET name = '改名后的店' WHERE id = ?", county.targets[3000].id));
  county.targets[3000].name = "改名后的店";
  Downloading second(tablet, network);
  second.stopwatch.tick_ms = 0.02;
  REQUIRE(second.run());
  REQUIRE_MESSAGE(!second.download.status().error, second.download.status().error->code);
  CHECK(second.installed == 1);
  CHECK(lines_in(*tablet.store).value() == expected_lines(county));
  // The manifest, departments and tags, and the part that changed.
  CHECK(network.asked().size() - asked <= 3);
}
