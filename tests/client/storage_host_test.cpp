// From "whose is it" to an open database: who owns the data, the key, the self-test, damage, and a full disk.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/client/storage_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::storage_test;

namespace {

/// An origin on which a tab has saved these notes and closed.
void fill(Origin& origin, const std::vector<std::string>& notes) {
  Tab tab(origin);
  REQUIRE(tab.start() == StoragePhase::ready);
  for (const std::string& note : notes) REQUIRE(tab.add_note(note));
}

std::string_view code_of(Tab& tab) { return tab.host().error() ? std::string_view(tab.host().error()->code) : "none"; }

/// The slot of the database, found by a pool of our own on a copy.
std::size_t slot_of(const Origin& origin, std::string_view name) {
  const auto copy = origin.disk->after_crash(CrashMode::lost, 1);
  const auto pool = BlockPool::open(*copy);
  REQUIRE(pool);
  const auto slot = pool->find(name);
  REQUIRE(slot);
  return *slot;
}

void damage_headers(Origin& origin, std::size_t slot) {
  Bytes bytes = origin.disk->contents(slot);
  for (const std::uint64_t header : BlockPool::header_offset) bytes[header + 20] ^= 1;
  origin.disk->set_contents(slot, std::move(bytes));
}

}  // namespace

TEST_CASE("storage: what was saved is there after a restart, and the key is made once") {
  Origin origin;
  fill(origin, {"一", "二"});
  Tab tab(origin);
  CHECK(tab.start() == StoragePhase::ready);
  CHECK(tab.notes() == std::vector<std::string>{"一", "二"});
  CHECK(origin.keys_made == 1);
  CHECK(tab.options().path == "tablet.db");
  CHECK(tab.options().key.has_value());
  CHECK(tab.options().exclusive);
}

TEST_CASE("storage: the key is durable before the first byte of a database is written") {
  Origin origin;
  bool nothing_written = false;
  origin.at_key_creation = [&] {
    const auto pool = BlockPool::open(*origin.disk);
    nothing_written = pool && pool->names().empty();
  };
  fill(origin, {});
  CHECK(origin.keys_made == 1);
  CHECK(nothing_written);
}

TEST_CASE("storage: without its key, data are left as they are and no new key is made") {
  for (const bool unusable : {false, true}) {
    Origin origin;
    fill(origin, {"一"});
    const auto key = origin.key;
    origin.key_is_unusable = unusable;
    if (!unusable) origin.key.reset();
    const auto before = contents(*origin.disk);
    Tab tab(origin);
    CHECK(tab.start() == StoragePhase::failed);
    CHECK(code_of(tab) == (unusable ? "storage.key_unusable" : "storage.key_missing"));
    tab.host().retry();
    CHECK(tab.run() == StoragePhase::failed);
    CHECK(contents(*origin.disk) == before);
    CHECK(origin.keys_made == 1);
    origin.key = key;
    origin.key_is_unusable = false;
    tab.host().retry();
    CHECK(tab.run() == StoragePhase::ready);
    CHECK(tab.notes() == std::vector<std::string>{"一"});
  }
}

TEST_CASE("storage: where only the self-test's own file is left, a new key is made") {
  Origin origin;
  {
    Tab tab(origin);
    tab.refuse_database = Error("store.internal");
    CHECK(tab.start() == StoragePhase::failed);
  }
  origin.key.reset();
  Tab tab(origin);
  CHECK(tab.start() == StoragePhase::ready);
  CHECK(origin.keys_made == 2);
}

TEST_CASE("storage: with another key nothing is opened and nothing changes") {
  Origin origin;
  fill(origin, {"一"});
  const std::size_t slot = slot_of(origin, "tablet.db");
  const Bytes before = origin.disk->contents(slot);
  origin.key->back() ^= 1;
  Tab tab(origin);
  CHECK(tab.start() == StoragePhase::failed);
  CHECK(code_of(tab) == "store.damaged_or_other_key");
  CHECK_FALSE(tab.has_database());
  CHECK(origin.disk->contents(slot) == before);
}

TEST_CASE("storage: a disk whose syncs do nothing fails the self-test, and no database is opened") {
  Origin origin;
  origin.disk->skip_syncs();
  Tab tab(origin);
  CHECK(tab.start() == StoragePhase::failed);
  CHECK(code_of(tab) == "storage.self_test_failed");
  CHECK_FALSE(tab.has_database());
  REQUIRE(tab.host().health().self_test);
  CHECK(tab.host().health().self_test->outcome == SelfTestResult::Outcome::failed);
}

TEST_CASE("storage: a disk that loses synced bytes between two sessions is found out, once") {
  Origin origin;
  fill(origin, {"一"});
  const std::size_t slot = slot_of(origin, "self-test");
  Bytes bytes = origin.disk->contents(slot);
  bytes[BlockPool::data_offset + 30'000] ^= 4;
  origin.disk->set_contents(slot, std::move(bytes));
  Tab tab(origin);
  CHECK(tab.start() == StoragePhase::failed);
  CHECK(code_of(tab) == "storage.self_test_failed");
  tab.host().retry();
  CHECK(tab.run() == StoragePhase::ready);
  CHECK(tab.notes() == std::vector<std::string>{"一"});
}

TEST_CASE("storage: a second tab is told, and takes the data over both ways") {
  Origin origin;
  Tab first(origin), second(origin);
  REQUIRE(first.start() == StoragePhase::ready);
  REQUIRE(first.add_note("一"));
  CHECK(second.start() == StoragePhase::owned_elsewhere);
  CHECK_FALSE(second.has_database());
  Tab* has = &first;
  Tab* wants = &second;
  for (int turn = 0; turn < 4; ++turn) {
    wants->host().take_over();
    CHECK(wants->run() == StoragePhase::ready);
    CHECK(has->host().phase() == StoragePhase::released);
    CHECK_FALSE(has->has_database());
    REQUIRE(wants->add_note(std::to_string(turn)));
    std::swap(has, wants);
  }
  CHECK(has->notes() == std::vector<std::string>{"一", "0", "1", "2", "3"});
}

TEST_CASE("storage: a tab that holds the data and does not answer is told in words, and trying again helps") {
  Origin origin;
  Tab silent(origin), tab(origin);
  REQUIRE(silent.start() == StoragePhase::ready);
  REQUIRE(tab.start() == StoragePhase::owned_elsewhere);
  origin.owner_is_silent = true;
  tab.host().take_over();
  CHECK(tab.run() == StoragePhase::failed);
  CHECK(code_of(tab) == "storage.held_by_silent_tab");
  silent.host().suspend();
  tab.host().retry();
  CHECK(tab.run() == StoragePhase::ready);
}

TEST_CASE("storage: a page in the browser's history holds nothing, and has its data when it comes back") {
  Origin origin;
  Tab tab(origin);
  REQUIRE(tab.start() == StoragePhase::ready);
  REQUIRE(tab.add_note("一"));
  tab.host().suspend();
  CHECK(tab.host().phase() == StoragePhase::suspended);
  CHECK_FALSE(tab.has_database());
  CHECK(origin.owner == nullptr);
  tab.host().resume();
  CHECK(tab.run() == StoragePhase::ready);
  CHECK(tab.notes() == std::vector<std::string>{"一"});
}

TEST_CASE("storage: a page hidden while it opens forgets what it asked for") {
  Origin origin;
  Tab tab(origin);
  tab.host().start();
  tab.host().suspend();
  CHECK(tab.run() == StoragePhase::suspended);
  tab.host().resume();
  CHECK(tab.run() == StoragePhase::ready);
}

TEST_CASE("storage: a slot whose label is damaged asks for an answer, and stays as it is") {
  for (const bool is_database : {true, false}) {
    Origin origin;
    fill(origin, {"一"});
    const std::size_t slot = slot_of(origin, is_database ? "tablet.db" : "self-test");
    damage_headers(origin, slot);
    const auto before = contents(*origin.disk);
    Tab tab(origin);
    CHECK(tab.start() == StoragePhase::quarantined);
    CHECK_FALSE(tab.has_database());
    CHECK(tab.host().database_is_there() == !is_database);
    CHECK(tab.host().health().quarantined_slots == 1);
    CHECK(contents(*origin.disk) == before);
    tab.host().retry();
    CHECK(tab.run() == StoragePhase::quarantined);
    tab.host().accept_quarantined();
    CHECK(tab.run() == StoragePhase::ready);
    CHECK(tab.notes().size() == (is_database ? 0u : 1u));
    CHECK(origin.keys_made == 1);
    CHECK(origin.disk->contents(slot) == before[slot]);
  }
}

TEST_CASE("storage: a damaged database is not opened and not changed") {
  Origin origin;
  fill(origin, std::vector<std::string>(200, std::string(400, 'n')));
  const std::size_t slot = slot_of(origin, "tablet.db");
  Bytes bytes = origin.disk->contents(slot);
  bytes[BlockPool::data_offset + 5 * 4096 + 77] ^= 1;
  origin.disk->set_contents(slot, bytes);
  Tab tab(origin);
  CHECK(tab.start() == StoragePhase::failed);
  CHECK(code_of(tab) == "store.damaged");
  CHECK_FALSE(tab.has_database());
  CHECK(origin.disk->contents(slot) == bytes);
}

TEST_CASE("storage: the look over a large database ends in time, and says that it did not finish") {
  Origin origin;
  fill(origin, std::vector<std::string>(3000, std::string(400, 'n')));
  Tab tab(origin);
  tab.clock.step_ms = storage_limits::quick_check_ms_max;
  CHECK(tab.start() == StoragePhase::ready);
  REQUIRE(tab.host().health().self_test);
  CHECK(tab.host().health().self_test->database == Soundness::unfinished);
  CHECK(tab.notes().size() == 3000);
}

TEST_CASE("storage: the look over the database writes nothing and leaves its log") {
  Origin origin;
  Tab writer(origin);
  REQUIRE(writer.start() == StoragePhase::ready);
  for (int i = 0; i < 20; ++i) REQUIRE(writer.add_note("n"));
  auto disk = origin.disk->after_crash(CrashMode::lost, 1);
  auto pool = BlockPool::open(*disk);
  REQUIRE(pool);
  ManualClock clock({1'790'000'000'000});
  const auto vfs = BlockVfs::create("looking", *pool, clock);
  REQUIRE(vfs);
  const auto changes = disk->count(disk_operation::change);
  OpenOptions options = writer.options();
  options.vfs = (*vfs)->encrypted_name();
  const auto check = check_quickly(options, [] { return true; });
  REQUIRE(check);
  CHECK(check->soundness == Soundness::sound);
  CHECK(disk->count(disk_operation::change) == changes);
  CHECK(pool->find("tablet.db-wal").has_value());
}

TEST_CASE("storage: on a full disk what was saved can be read, and writing works again once there is space") {
  Origin origin;
  Tab tab(origin);
  REQUIRE(tab.start() == StoragePhase::ready);
  std::vector<std::string> acknowledged;
  origin.disk->set_capacity(300'000);
  for (int i = 0; i < 1000; ++i) {
    const std::string note = std::to_string(i) + std::string(500, 'n');
    const auto added = tab.add_note(note);
    if (!added) {
      CHECK(added.error().code == "store.disk_full");
      break;
    }
    acknowledged.push_back(note);
  }
  CHECK(tab.host().health().full_since.has_value());
  CHECK(tab.host().health().low_space());
  REQUIRE(acknowledged.size() > 20);
  REQUIRE(acknowledged.size() < 1000);
  CHECK(tab.notes() == acknowledged);
  origin.disk->set_capacity(0);
  tab.host().suspend();
  tab.host().resume();
  CHECK(tab.run() == StoragePhase::ready);
  CHECK(tab.host().health().self_test->outcome == SelfTestResult::Outcome::no_space);
  CHECK(tab.notes() == acknowledged);
  // The database's own file may have room left, never for long.
  bool is_full = false;
  for (int i = 0; i < 100 && !is_full; ++i) {
    const std::string note = "beyond" + std::to_string(i) + std::string(500, 'n');
    is_full = !tab.add_note(note);
    if (!is_full) acknowledged.push_back(note);
  }
  CHECK(is_full);
  origin.disk->set_capacity(UINT64_MAX);
  const std::uint64_t revision = tab.host().revision();
  acknowledged.emplace_back(std::string(20'000, 'n'));
  REQUIRE(tab.add_note(acknowledged.back()));
  CHECK(tab.notes() == acknowledged);
  CHECK_FALSE(tab.host().health().low_space());
  CHECK(tab.host().revision() > revision);
}

TEST_CASE("storage: spare slots are asked for between calls, and count once they are there") {
  Origin origin;
  origin.disk = std::make_unique<SimulatedDisk>(4);
  Tab tab(origin);
  REQUIRE(tab.start() == StoragePhase::ready);
  REQUIRE(tab.slots_added == std::vector<std::size_t>{limits::block_slots_step});
  CHECK(tab.host().health().free_slots >= storage_limits::spare_slots_min);
  tab.host().refresh();
  tab.run();
  CHECK(tab.slots_added.size() == 1);
}

TEST_CASE("storage: health tells space, persistence, slots and the size of the database") {
  Origin origin;
  fill(origin, std::vector<std::string>(100, std::string(400, 'n')));
  Tab tab(origin);
  REQUIRE(tab.start() == StoragePhase::ready);
  StorageHealth health = tab.host().health();
  REQUIRE(health.space);
  CHECK(health.space->free_bytes() == origin.quota_bytes - origin.used_bytes);
  CHECK_FALSE(health.low_space());
  CHECK(health.slots == 8);
  CHECK(health.database_bytes > 40'000);
  CHECK(health.self_test->outcome == SelfTestResult::Outcome::passed);
  CHECK(health.self_test->database == Soundness::sound);

  const auto revision = tab.host().revision();
  origin.used_bytes = origin.quota_bytes - storage_limits::low_space_bytes + 1;
  tab.host().refresh();
  tab.run();
  health = tab.host().health();
  CHECK(health.low_space());
  CHECK(tab.host().revision() > revision);
}

TEST_CASE("storage: the browser is asked to keep the data for good once there are some, and once a session") {
  Origin origin;
  origin.refuses_to_persist = true;
  {
    Tab first(origin);
    REQUIRE(first.start() == StoragePhase::ready);
    REQUIRE(first.add_note("一"));
    CHECK_FALSE(first.host().health().asked_to_persist);
  }
  Tab tab(origin);
  REQUIRE(tab.start() == StoragePhase::ready);
  CHECK(origin.asked_to_persist == 1);
  CHECK(tab.host().health().asked_to_persist);
  CHECK_FALSE(tab.host().health().space->persistent);
  tab.host().refresh();
  tab.run();
  CHECK(origin.asked_to_persist == 1);
  origin.refuses_to_persist = false;
  tab.host().ask_to_persist();
  tab.run();
  CHECK(tab.host().health().space->persistent);
  Tab next(origin);
  tab.host().suspend();
  REQUIRE(next.start() == StoragePhase::ready);
  CHECK(origin.asked_to_persist == 2);
}

TEST_CASE("storage: what is asked for in a phase without a use for it does nothing") {
  Origin origin;
  Tab tab(origin);
  StorageHost& host = tab.host();
  host.take_over();
  host.retry();
  host.accept_quarantined();
  host.resume();
  host.suspend();
  host.slot_reopened();
  host.key_created({});
  host.opened({});
  host.refused(Error("store.internal"));
  CHECK(tab.run() == StoragePhase::closed);
  REQUIRE(tab.start() == StoragePhase::ready);
  REQUIRE(tab.add_note("一"));
  host.start();
  host.take_over();
  host.retry();
  host.accept_quarantined();
  host.resume();
  host.slot_reopened();
  host.key_created({});
  host.opened({});
  host.owned_elsewhere();
  host.refused(Error("store.internal"));
  CHECK(tab.run() == StoragePhase::ready);
  CHECK(tab.notes() == std::vector<std::string>{"一"});
}
