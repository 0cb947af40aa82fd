// A fixed script of SQL for tests on the simulated disk, what the database must hold after each of its steps, and
// the check that a disk found after a crash holds exactly that.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "shared/store/block_vfs.h"
#include "shared/store/database.h"
#include "shared/store/simulated_disk.h"

namespace mingchou::store_test {

/// One transaction: acknowledged as a whole.
using Step = std::vector<std::string>;

/// Inserts, updates, deletes, transactions of several rows, checkpoints and a change of schema: the same for the
/// same number of statements, at least that many.
std::vector<Step> make_script(std::size_t statements);

inline bool is_long_run() { return std::getenv("MINGCHOU_LONG") != nullptr; }

inline std::optional<DatabaseKey> test_key() {
  DatabaseKey key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i * 7 + 1);
  return key;
}

/// A disk's pool, VFS and database together, closed in the right order.
struct OpenStore {
  ManualClock clock{{1'790'000'000'000}};
  std::optional<BlockPool> pool;
  std::unique_ptr<BlockVfs> vfs;
  std::optional<Database> db;

  /// Gives up at the first error and returns it. May be called again after close().
  Result<> open(SimulatedDisk& disk, const std::optional<DatabaseKey>& key);
  void close();
  ~OpenStore() { close(); }
};

/// Everything that can be read from the database, schema included, as one number.
Result<std::uint64_t> digest(Database& db);
/// digests[k] holds after k steps; digests[0] is the empty database.
std::vector<std::uint64_t> digests_of(const std::vector<Step>& script);
/// On an error the transaction is rolled back.
Result<> run_step(Database& db, const Step& step);

/// Empty if the disk holds the database as it was after `acknowledged` steps, or after one more, sound in every
/// page and index; else what is wrong.
std::string what_is_wrong(SimulatedDisk& disk, const std::optional<DatabaseKey>& key, std::size_t acknowledged,
                          const std::vector<std::uint64_t>& digests);

}  // namespace mingchou::store_test
