// The slots under the block VFS: names, headers and what damage to them does; encryption on the disk.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/base/random.h"
#include "shared/store/backup.h"
#include "shared/store/integrity.h"
#include "tests/shared/store_script.h"

using namespace mingchou;
using namespace mingchou::store_test;

namespace {

BlockPool open_pool(BlockDevice& device) {
  auto pool = BlockPool::open(device);
  REQUIRE(pool);
  return *std::move(pool);
}

/// Two files with a few bytes each, one deleted file, and blank slots.
void fill(SimulatedDisk& disk) {
  BlockPool pool = open_pool(disk);
  for (const char* name : {"work.db", "work.db-wal", "gone"}) {
    const auto slot = pool.create(name);
    REQUIRE(slot);
    REQUIRE(pool.write(*slot, 100, as_bytes(name)));
    REQUIRE(pool.sync(*slot));
  }
  REQUIRE(pool.remove("gone"));
}

std::string content(BlockPool& pool, std::string_view name) {
  const auto slot = pool.find(name);
  if (!slot) return "missing";
  Bytes bytes(pool.size(*slot).value_or(0));
  REQUIRE(pool.read(*slot, 0, bytes) == bytes.size());
  return std::string(as_text(bytes));
}

bool holds(const SimulatedDisk& disk, std::string_view needle) {
  for (std::size_t slot = 0; slot < disk.slot_count(); ++slot) {
    const Bytes bytes = disk.contents(slot);
    if (!std::ranges::search(bytes, as_bytes(needle)).empty()) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("store: files are found by name after reopening, and a new file starts empty") {
  SimulatedDisk disk(4);
  fill(disk);
  BlockPool pool = open_pool(disk);
  CHECK(pool.names() == std::vector<std::string>{"work.db", "work.db-wal"});
  CHECK(pool.free_slots() == 2);
  CHECK(pool.healed_headers() == 0);
  CHECK(content(pool, "work.db") == std::string(100, '\0') + "work.db");
  REQUIRE(pool.create("new"));
  CHECK(content(pool, "new").empty());
  CHECK_FALSE(pool.create("new"));
}

TEST_CASE("store: names are bounded, and the pool grows by its step until the bound") {
  SimulatedDisk disk(1);
  BlockPool pool = open_pool(disk);
  REQUIRE(pool.create(std::string(limits::block_name_bytes_max, 'n')));
  for (const std::string& bad :
       {std::string(), std::string(limits::block_name_bytes_max + 1, 'n'), std::string("a\0b", 3)})
    CHECK_FALSE(pool.create(bad));
  CHECK(disk.slot_count() == 1);
  REQUIRE(pool.create("second"));
  CHECK(disk.slot_count() == 1 + limits::block_slots_step);
  for (std::size_t i = 2; i < limits::block_slots_max; ++i) REQUIRE(pool.create("file " + std::to_string(i)));
  CHECK(pool.create("beyond") == std::unexpected(BlockFault::full));
  REQUIRE(pool.remove("second"));
  CHECK(pool.create("beyond"));
  BlockPool again = open_pool(disk);
  CHECK(again.names().size() == limits::block_slots_max);
}

TEST_CASE("store: a rename replaces its target whole, whatever the moment at which power fails") {
  SimulatedDisk disk(4);
  fill(disk);
  BlockPool pool = open_pool(disk);
  const std::string old_content = content(pool, "work.db"), new_content = content(pool, "work.db-wal");
  std::set<std::string> seen;
  std::uint64_t moment = 0;
  const auto look = [&] {
    ++moment;
    for (const CrashMode mode : {CrashMode::lost, CrashMode::reordered, CrashMode::torn})
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto found = disk.after_crash(mode, moment * 100 + seed);
        BlockPool after = open_pool(*found);
        CHECK(after.quarantined().empty());
        const std::string now = content(after, "work.db");
        const bool is_whole = now == old_content || now == new_content;
        CHECK(is_whole);
        seen.insert(now);
        CHECK((now == new_content) != after.find("work.db-wal").has_value());
      }
  };
  disk.at_each_change = look;
  REQUIRE(pool.rename("work.db-wal", "work.db"));
  look();
  CHECK(seen.size() == 2);
  CHECK(content(pool, "work.db") == new_content);
  CHECK(pool.names() == std::vector<std::string>{"work.db"});
}

TEST_CASE("store: with one header damaged at any byte the other serves") {
  SimulatedDisk disk(4);
  fill(disk);
  const Bytes good = disk.contents(0);
  const std::size_t stride = is_long_run() ? 1 : 3;
  for (const std::uint64_t offset : BlockPool::header_offset)
    for (std::size_t at = 0; at < BlockPool::header_bytes; at += stride)
      for (const std::uint8_t flip : {std::uint8_t{1}, std::uint8_t{0x80}, std::uint8_t{0xFF}}) {
        CAPTURE(offset + at);
        Bytes bytes = good;
        bytes[offset + at] ^= flip;
        disk.set_contents(0, bytes);
        BlockPool pool = open_pool(disk);
        CHECK(pool.quarantined().empty());
        CHECK(pool.healed_headers() == 1);
        CHECK(content(pool, "work.db") == std::string(100, '\0') + "work.db");
        CHECK(disk.contents(0) == good);
      }
}

TEST_CASE("store: with both headers damaged the slot is set aside untouched, and no database is opened") {
  SimulatedDisk disk(4);
  {
    OpenStore store;
    REQUIRE(store.open(disk, std::nullopt));
    REQUIRE(store.db->run("CREATE TABLE t(a)"));
  }
  Bytes bytes = disk.contents(0);
  for (const std::uint64_t offset : BlockPool::header_offset) bytes[offset + 40] ^= 1;
  disk.set_contents(0, bytes);
  BlockPool pool = open_pool(disk);
  REQUIRE(pool.quarantined().size() == 1);
  CHECK(pool.quarantined()[0].slot == 0);
  CHECK(pool.quarantined()[0].data_bytes == bytes.size() - BlockPool::data_offset);
  CHECK_FALSE(pool.may_open_databases());
  OpenStore store;
  const auto refused = store.open(disk, std::nullopt);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.slot_damaged");
  CHECK(disk.contents(0) == bytes);
  // Only once someone takes the loss upon them, a new database is made: in another slot.
  store.pool->accept_quarantined();
  auto fresh = Database::open({.path = "work.db", .vfs = store.vfs->plain_name(), .exclusive = true});
  REQUIRE(fresh);
  REQUIRE(fresh->run("CREATE TABLE other(a)"));
  CHECK(disk.contents(0) == bytes);
}

TEST_CASE("store: any header bytes are read without harm, and slots with data never change") {
  SimulatedDisk disk(4);
  fill(disk);
  std::vector<Bytes> good;
  for (std::size_t slot = 0; slot < 4; ++slot) good.push_back(disk.contents(slot));
  SeededRandom random(7);
  const int rounds = is_long_run() ? 200'000 : 3'000;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Bytes> damaged = good;
    for (std::uint64_t changes = 1 + random.below(6); changes > 0; --changes) {
      Bytes& bytes = damaged[random.below(4)];
      const std::uint64_t header = BlockPool::header_offset[random.below(2)];
      switch (random.below(4)) {
        case 0:
          bytes[header + random.below(BlockPool::header_bytes)] = static_cast<std::uint8_t>(random.below(256));
          break;
        case 1:
          std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(header), BlockPool::header_bytes, 0);
          break;
        case 2:
          std::copy_n(good[random.below(4)].begin() + static_cast<std::ptrdiff_t>(header), BlockPool::header_bytes,
                      bytes.begin() + static_cast<std::ptrdiff_t>(header));
          break;
        default:
          random.fill(std::span(bytes).subspan(header, BlockPool::header_bytes));
      }
    }
    for (std::size_t slot = 0; slot < 4; ++slot) disk.set_contents(slot, damaged[slot]);
    BlockPool pool = open_pool(disk);
    std::set<std::string> names;
    for (const std::string& name : pool.names()) CHECK(names.insert(name).second);
    for (const auto& [slot, data_bytes] : pool.quarantined()) CHECK(disk.contents(slot) == damaged[slot]);
    for (std::size_t slot = 0; slot < 4; ++slot) {
      const Bytes now = disk.contents(slot);
      if (now.size() > BlockPool::data_offset)
        CHECK(std::equal(now.begin() + BlockPool::data_offset, now.end(), good[slot].begin() + BlockPool::data_offset,
                         good[slot].end()));
    }
    const bool second_open_is_calm = open_pool(disk).healed_headers() == 0;
    CHECK(second_open_is_calm);
  }
}

TEST_CASE("store: a database can be held only once at a time") {
  SimulatedDisk disk(4);
  OpenStore store;
  REQUIRE(store.open(disk, std::nullopt));
  const auto second = Database::open({.path = "work.db", .vfs = store.vfs->plain_name(), .exclusive = true});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "store.busy");
  store.db.reset();
  CHECK(Database::open({.path = "work.db", .vfs = store.vfs->plain_name(), .exclusive = true}));
}

TEST_CASE("store: an encrypted database leaves no plain text on the disk, a plain one does") {
  const std::string secret = "西华县 secret name of an enterprise 张三";
  for (const bool encrypted : {true, false}) {
    CAPTURE(encrypted);
    SimulatedDisk disk(4);
    const auto key = encrypted ? test_key() : std::nullopt;
    bool is_in_log = false;
    {
      OpenStore store;
      REQUIRE(store.open(disk, key));
      REQUIRE(store.db->run("CREATE TABLE secret_table(name TEXT, body BLOB)"));
      REQUIRE(store.db->run("INSERT INTO secret_table VALUES(?, ?)", secret, Bytes(20'000, 'x')));
      is_in_log = holds(disk, secret);
      REQUIRE(store.db->checkpoint());
      REQUIRE(store.db->run("UPDATE secret_table SET body = ?", Bytes(9'000, 'y')));
    }
    CHECK(is_in_log == !encrypted);
    CHECK(holds(disk, secret) == !encrypted);
    CHECK(holds(disk, "secret_table") == !encrypted);
    CHECK(holds(disk, std::string(64, 'x')) == !encrypted);
    CHECK(holds(disk, "SQLite format 3") == !encrypted);
  }
}

TEST_CASE("store: another key opens nothing, and every changed byte of an encrypted page is noticed") {
  SimulatedDisk disk(4);
  {
    OpenStore store;
    REQUIRE(store.open(disk, test_key()));
    REQUIRE(store.db->run_script("CREATE TABLE t(a); INSERT INTO t VALUES(randomblob(9000));"));
  }
  DatabaseKey other = *test_key();
  other[31] ^= 1;
  for (const auto& key : {std::optional(other), std::optional<DatabaseKey>()}) {
    OpenStore store;
    const auto refused = store.open(disk, key);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == (key ? "store.damaged_or_other_key" : "store.damaged"));
  }
  const Bytes good = disk.contents(0);
  SeededRandom random(3);
  for (int round = 0; round < (is_long_run() ? 2000 : 60); ++round) {
    Bytes bytes = good;
    const std::size_t at = BlockPool::data_offset + random.below(bytes.size() - BlockPool::data_offset);
    CAPTURE(at);
    bytes[at] ^= static_cast<std::uint8_t>(1 + random.below(255));
    // Bytes 16 to 23 of the first page stand there in the clear, as SQLite wants it.
    if (at >= BlockPool::data_offset + 16 && at < BlockPool::data_offset + 24) continue;
    disk.set_contents(0, bytes);
    OpenStore store;
    const auto opened = store.open(disk, test_key());
    if (!opened) continue;
    const auto read = store.db->number("SELECT sum(length(a)) FROM t");
    CHECK_FALSE((read && *check_integrity(*store.db) == std::vector<std::string>{}));
  }
}

TEST_CASE("store: a backup into another slot is whole, encrypted, and replaces the one before") {
  SimulatedDisk disk(4);
  OpenStore store;
  REQUIRE(store.open(disk, test_key()));
  REQUIRE(store.db->run_script("CREATE TABLE t(a); INSERT INTO t VALUES(randomblob(30000)), ('plain words here');"));
  const BackupOptions options{.target_path = "backup.db",
                              .vfs = store.vfs->encrypted_name(),
                              .key = test_key(),
                              .exclusive = true,
                              .pages_per_step = 2,
                              .rename_file = [&](const std::string& from, const std::string& to) -> Result<> {
                                if (!store.pool->rename(from, to))
                                  return fail(Error("store.io_error").with("path", to));
                                return {};
                              },
                              .remove_file = [&](const std::string& name) { (void)store.pool->remove(name); }};
  for (int round = 0; round < 2; ++round) {
    const auto done = back_up(*store.db, options);
    REQUIRE_MESSAGE(done, (done ? "" : done.error().detail));
    REQUIRE(store.db->run("INSERT INTO t VALUES('later')"));
  }
  CHECK_FALSE(store.pool->find("backup.db.part"));
  CHECK_FALSE(holds(disk, "plain words here"));
  auto copy =
      Database::open({.path = "backup.db", .vfs = store.vfs->encrypted_name(), .key = test_key(), .exclusive = true});
  REQUIRE(copy);
  CHECK(*copy->number("SELECT count(*) FROM t") == 3);
}
