// A tab's whole life on a disk on which power fails, or an operation fails, at every single place: start, self-test,
// notes, take-over, end. What was acknowledged is there afterwards.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/client/storage_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::storage_test;

namespace {

using Notes = std::vector<std::string>;

/// Two tabs, one after the other, each with a few notes; gives what was acknowledged, in order.
void live(Origin& origin, Notes& acknowledged) {
  Tab first(origin), second(origin);
  const auto add = [&](Tab& tab, const std::string& text) {
    if (tab.has_database() && tab.add_note(text)) acknowledged.push_back(text);
  };
  first.start();
  for (const char* text : {"a1", "a2", "a3"}) add(first, text);
  second.start();
  second.host().take_over();
  second.run();
  for (const char* text : {"b1", "b2"}) add(second, text);
  second.host().suspend();
  second.host().resume();
  second.run();
  add(second, "c1");
}

/// Empty if a tab that starts on what is left finds every acknowledged note and can go on.
std::string what_is_wrong(Origin& origin, const Notes& acknowledged) {
  Tab tab(origin);
  if (tab.start() != StoragePhase::ready) return "not ready: " + tab.host().error()->code;
  const Notes found = tab.notes();
  // A note that failed or was never answered may be there as well; none may be missing, and order holds.
  if (!std::ranges::includes(found, acknowledged)) return "lost a note";
  if (!tab.add_note("z")) return "can't go on";
  return {};
}

bool is_long_run() { return std::getenv("MINGCHOU_LONG") != nullptr; }

std::uint64_t changes_of_a_life() {
  Origin origin;
  Notes acknowledged;
  live(origin, acknowledged);
  REQUIRE(acknowledged.size() == 6);
  return origin.disk->count(disk_operation::change);
}

}  // namespace

TEST_CASE("storage: power fails at every change of a tab's life, and no acknowledged note is lost") {
  const std::uint64_t changes = changes_of_a_life();
  REQUIRE(changes > 100);
  const std::uint64_t seeds = is_long_run() ? 20 : 1;
  for (std::uint64_t at = 1; at <= changes; ++at) {
    Origin origin;
    Notes acknowledged;
    origin.disk->lose_power_at(at);
    live(origin, acknowledged);
    for (const CrashMode mode : {CrashMode::lost, CrashMode::reordered, CrashMode::torn}) {
      for (std::uint64_t seed = 1; seed <= (mode == CrashMode::lost ? 1 : seeds); ++seed) {
        Origin after;
        after.disk = origin.disk->after_crash(mode, seed * 1000 + at);
        after.key = origin.key;
        const std::string wrong = what_is_wrong(after, acknowledged);
        CHECK_MESSAGE(wrong.empty(), wrong, ", power lost at change ", at, ", mode ", static_cast<int>(mode));
      }
    }
  }
}

TEST_CASE("storage: any single operation fails, and no acknowledged note is lost") {
  const std::uint64_t changes = changes_of_a_life();
  for (const BlockFault kind : {BlockFault::io, BlockFault::full}) {
    for (const unsigned operations : {disk_operation::change, disk_operation::read}) {
      for (const bool for_good : {false, true}) {
        for (std::uint64_t at = 1; at <= changes; at += is_long_run() ? 1 : 3) {
          Origin origin;
          Notes acknowledged;
          origin.disk->set_fault({.kind = kind, .operations = operations, .at = at, .for_good = for_good});
          live(origin, acknowledged);
          origin.disk->clear_fault();
          Origin after;
          after.disk = origin.disk->after_crash(CrashMode::lost, at);
          after.key = origin.key;
          const std::string wrong = what_is_wrong(after, acknowledged);
          CHECK_MESSAGE(wrong.empty(), wrong, ", fault ", static_cast<int>(kind), " of ", operations, " at ", at);
        }
      }
    }
  }
}

TEST_CASE("storage: a planted fault, syncs that do nothing once the self-test is over, is found by the crash test") {
  Origin origin;
  Tab tab(origin);
  REQUIRE(tab.start() == StoragePhase::ready);
  origin.disk->skip_syncs();
  Notes acknowledged;
  for (const char* text : {"a", "b"})
    if (tab.add_note(text)) acknowledged.emplace_back(text);
  Origin after;
  after.disk = origin.disk->after_crash(CrashMode::lost, 1);
  after.key = origin.key;
  CHECK(what_is_wrong(after, acknowledged) != "");
}
