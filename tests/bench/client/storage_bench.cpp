// Our own stack for the measurement of durable commits in the browser: SQLite3MC over the block VFS over OPFS, with
// and without a key. storage_bench_worker.js opens the files and calls this.
#include <emscripten.h>

#include <memory>
#include <optional>
#include <string>

#include "client/web/opfs_device.h"
#include "shared/base/time.h"
#include "shared/store/block_vfs.h"
#include "shared/store/database.h"

namespace mingchou::client {
namespace {

struct Bench {
  SystemClock clock;
  OpfsDevice device;
  std::optional<BlockPool> pool;
  std::unique_ptr<BlockVfs> vfs;
  std::optional<Database> db;

  ~Bench() {
    db.reset();
    vfs.reset();
  }
  Result<> open(bool encrypted) {
    auto opened = BlockPool::open(device);
    if (!opened) return fail(Error("storage.unreadable"));
    pool.emplace(*std::move(opened));
    vfs = MC_TRY(BlockVfs::create("bench", *pool, clock));
    OpenOptions options{.path = "bench.db", .vfs = vfs->plain_name(), .exclusive = true};
    if (encrypted) {
      options.vfs = vfs->encrypted_name();
      options.key.emplace().fill(7);
    }
    db = MC_TRY(Database::open(options));
    return db->run("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  }
};

std::unique_ptr<Bench> bench;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE int bench_open(int encrypted) {
  bench = std::make_unique<Bench>();
  return bench->open(encrypted != 0) ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE int bench_insert(const char* text) {
  return bench->db->run("INSERT INTO row (text) VALUES (?)", text) ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE int bench_count() {
  return static_cast<int>(bench->db->number("SELECT count(*) FROM row").value_or(-1));
}
EMSCRIPTEN_KEEPALIVE void bench_close() { bench.reset(); }
}

}  // namespace mingchou::client
