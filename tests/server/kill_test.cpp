// kill -9 under load: what the real server has acknowledged is there afterwards, exactly once.
//
// SIGKILL leaves the system's page cache alone, so this proves the death of the process, not of the machine; that
// commits reach the disk is proved by the store's simulated disk.
#include <doctest/doctest.h>

#include <csignal>
#include <mutex>
#include <set>
#include <thread>

#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/store/database.h"
#include "shared/store/integrity.h"
#include "tests/sanitized.h"
#include "tests/server/events.h"
#include "tests/server/support.h"

using namespace mingchou;
using namespace mingchou::server::test;

namespace {

constexpr int client_count = 6;

struct Outcome {
  std::size_t acknowledged = 0;
  std::size_t lost = 0;
  bool is_sound = true;
  int rounds = 0;
};

/// Posts events one after the other until the server is gone.
void post_until_killed(int port, std::uint64_t seed, std::mutex& mutex, std::set<std::string>& acknowledged) {
  SystemClock clock;
  SeededRandom random(seed);
  UuidGenerator ids(clock, random);
  RawSocket socket(port);
  while (socket.is_open()) {
    const std::string id = ids.next().text();
    // Some are sent again, as a client does that did not hear the answer; they must be stored once all the same.
    for (int times = random.below(8) == 0 ? 2 : 1; times > 0; --times) {
      if (!socket.send(event_request(id))) return;
      const int status = status_of(socket.receive_response());
      if (status != 200 && status != 201) return;
    }
    const std::scoped_lock lock(mutex);
    acknowledged.insert(id);
  }
}

/// Rounds of start, load, SIGKILL at a random moment, and a look at the database.
Outcome kill_rounds(int rounds, const std::vector<std::string>& flags, const std::vector<std::string>& environment) {
  TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  // Tells a folder that somebody emptied under the test from rows that were lost.
  const std::string marker = folder.path() + "/marker";
  write_file(marker, "kill test");
  std::set<std::string> acknowledged;
  std::mutex mutex;
  SeededRandom random(42);
  Outcome outcome;
  for (; outcome.rounds < rounds && outcome.lost == 0; ++outcome.rounds) {
    ServerProcess server(data, flags, environment);
    REQUIRE(server.port() != 0);
    std::vector<std::thread> clients;
    for (int i = 0; i < client_count; ++i)
      clients.emplace_back([&, seed = random.u64()] { post_until_killed(server.port(), seed, mutex, acknowledged); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + random.below(180)));
    CHECK(server.end(SIGKILL) == 128 + SIGKILL);
    for (std::thread& client : clients) client.join();

    REQUIRE(read_file(marker) == "kill test");
    // Opening it recovers it, as the next server would.
    auto database = Database::open({.path = data + "/mingchou.db", .access = Access::read_write});
    REQUIRE(database);
    const std::set<std::string> stored = stored_event_ids(*database);
    for (const std::string& id : acknowledged) outcome.lost += stored.contains(id) ? 0 : 1;
    const auto findings = check_integrity(*database);
    outcome.is_sound = outcome.is_sound && findings && findings->empty();
  }
  outcome.acknowledged = acknowledged.size();
  const bool is_loss_planted = !environment.empty();
  if (outcome.lost > 0 && !is_loss_planted) folder.keep();
  return outcome;
}

int round_count() {
  if (is_long_run()) return 400;
  return is_sanitized ? 15 : 50;
}

}  // namespace

TEST_CASE("no acknowledged write is lost when the server is killed under load") {
  const Outcome outcome = kill_rounds(round_count(), {"--log-level", "error"}, {});
  MESSAGE(outcome.acknowledged << " acknowledged writes, " << outcome.rounds << " kills, " << outcome.lost << " lost");
  CHECK(outcome.rounds == round_count());
  CHECK(outcome.acknowledged > 100);
  CHECK(outcome.lost == 0);
  CHECK(outcome.is_sound);
}

TEST_CASE("the same test catches a server that acknowledges before it commits") {
  const Outcome outcome =
      kill_rounds(30, {"--log-level", "error", "--test-fault", "ack-before-commit"}, {"MINGCHOU_TEST_FAULTS=1"});
  CHECK(outcome.lost > 0);
}

TEST_CASE("the planted fault cannot be had without the variable of the tests") {
  const TemporaryFolder folder;
  const Finished finished =
      run_mingchou({"serve", "--data", folder.path() + "/data", "--test-fault", "ack-before-commit"});
  CHECK(finished.exit_code != 0);
  CHECK(finished.error.contains("--test-fault"));
}
