#include "tests/shared/store_script.h"

#include <sqlite3.h>

#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/store/checksum.h"
#include "shared/store/integrity.h"

namespace mingchou::store_test {
namespace {

constexpr const char* path = "work.db";

class Writer {
 public:
  explicit Writer(std::size_t statements) : statements_(statements) {}

  std::vector<Step> write() {
    add({"CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, amount INTEGER NOT NULL, body BLOB)",
         "CREATE INDEX item_by_amount ON item(amount)",
         "CREATE TABLE movement(id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item(id), change INTEGER)"});
    while (count_ < statements_) {
      if (script_.size() % 23 == 11) add({"PRAGMA wal_checkpoint(TRUNCATE)"});
      if (script_.size() % 31 == 17) add({"PRAGMA wal_checkpoint(PASSIVE)"});
      if (!schema_changed_ && count_ * 2 > statements_) change_schema();
      add_random_step();
    }
    return std::move(script_);
  }

 private:
  void add(Step step) {
    count_ += step.size();
    script_.push_back(std::move(step));
  }

  void change_schema() {
    schema_changed_ = true;
    add({"ALTER TABLE item ADD COLUMN remark TEXT DEFAULT '无'", "CREATE INDEX movement_by_item ON movement(item)",
         "CREATE TABLE photo(id BLOB PRIMARY KEY, item INTEGER REFERENCES item(id)) WITHOUT ROWID",
         "UPDATE item SET remark = name WHERE id % 2 = 0"});
  }

  std::string insert() {
    ++last_id_;
    // Most rows are small, some fill pages of their own.
    const std::size_t size = random_.below(8) == 0 ? 5000 + random_.below(9000) : random_.below(300);
    Bytes body(size);
    random_.fill(body);
    return "INSERT INTO item(id, name, amount, body) VALUES(" + std::to_string(last_id_) + ", '企业 " +
           std::to_string(last_id_) + "', " + std::to_string(random_.below(1000)) + ", x'" + to_hex(body) + "')";
  }

  std::string existing() { return std::to_string(1 + random_.below(static_cast<std::uint64_t>(last_id_) + 1)); }

  void add_random_step() {
    switch (random_.below(6)) {
      case 0:
        add({"UPDATE item SET amount = amount + 7 WHERE id = " + existing()});
        break;
      case 1:
        add({"UPDATE item SET amount = amount * 2 % 1013, body = x'00' WHERE id % 5 = " +
             std::to_string(random_.below(5))});
        break;
      case 2: {
        const std::string id = existing();
        add({"DELETE FROM movement WHERE item = " + id, "DELETE FROM item WHERE id = " + id});
        break;
      }
      case 3: {
        Step step;
        const std::uint64_t rows = 2 + random_.below(6);
        for (std::uint64_t i = 0; i < rows; ++i) {
          step.push_back(insert());
          step.push_back("INSERT INTO movement(item, change) VALUES(" + std::to_string(last_id_) + ", 1)");
        }
        add(std::move(step));
        break;
      }
      default:
        add({insert()});
    }
  }

  std::size_t statements_, count_ = 0;
  std::int64_t last_id_ = 0;
  bool schema_changed_ = false;
  SeededRandom random_{20260101};
  std::vector<Step> script_;
};

Result<> add_rows(Database& db, const std::string& sql, std::uint64_t& sum) {
  Statement rows = MC_TRY(db.prepare(sql));
  while (MC_TRY(rows.step()))
    for (int column = 0; column < rows.column_count(); ++column) {
      const std::string mark = rows.is_null(column) ? "n" : "v" + std::to_string(rows.blob(column).size()) + ":";
      sum = checksum64(rows.blob(column), checksum64(as_bytes(mark), sum));
    }
  return {};
}

Result<std::string> contents_are_wrong(Database& db, std::size_t acknowledged,
                                       const std::vector<std::uint64_t>& digests) {
  const auto findings = MC_TRY(check_integrity(db));
  if (!findings.empty()) return "integrity: " + findings.front();
  const std::uint64_t found = MC_TRY(digest(db));
  if (found == digests[acknowledged]) return "";
  if (acknowledged + 1 < digests.size() && found == digests[acknowledged + 1]) return "";
  for (std::size_t k = 0; k < acknowledged; ++k)
    if (found == digests[k]) return "acknowledged steps are lost: back to step " + std::to_string(k);
  return "the content is that of no step";
}

}  // namespace

std::vector<Step> make_script(std::size_t statements) { return Writer(statements).write(); }

Result<> OpenStore::open(SimulatedDisk& disk, const std::optional<DatabaseKey>& key) {
  auto opened = BlockPool::open(disk);
  if (!opened) return fail(Error("store.io_error").with("path", path));
  pool = *std::move(opened);
  // Stores open within each other, one per level.
  static int counter = 0;
  vfs = MC_TRY(BlockVfs::create("test" + std::to_string(++counter), *pool, clock));
  db = MC_TRY(Database::open({.path = path,
                              .vfs = key ? vfs->encrypted_name() : vfs->plain_name(),
                              .key = key,
                              .exclusive = true,
                              .checkpoint_pages = 40}));
  return {};
}

void OpenStore::close() {
  db.reset();
  vfs.reset();
  pool.reset();
}

Result<std::uint64_t> digest(Database& db) {
  std::uint64_t sum = checksum64({});
  MC_TRY(add_rows(db, "SELECT type, name, sql FROM sqlite_schema ORDER BY name", sum));
  std::vector<std::string> tables;
  {
    Statement names = MC_TRY(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
    while (MC_TRY(names.step())) tables.emplace_back(names.text(0));
  }
  for (const std::string& table : tables) MC_TRY(add_rows(db, "SELECT * FROM " + table + " ORDER BY 1", sum));
  return sum;
}

std::vector<std::uint64_t> digests_of(const std::vector<Step>& script) {
  SimulatedDisk disk(6);
  OpenStore store;
  std::vector<std::uint64_t> all;
  if (!store.open(disk, std::nullopt)) return all;
  all.push_back(digest(*store.db).value_or(0));
  for (const Step& step : script) {
    if (!run_step(*store.db, step)) return {};
    all.push_back(digest(*store.db).value_or(0));
  }
  return all;
}

Result<> run_step(Database& db, const Step& step) {
  if (step.size() == 1) return db.run_script(step.front());
  Transaction transaction = MC_TRY(Transaction::begin(db));
  for (const std::string& sql : step) MC_TRY(db.run_script(sql));
  return transaction.commit();
}

std::string what_is_wrong(SimulatedDisk& disk, const std::optional<DatabaseKey>& key, std::size_t acknowledged,
                          const std::vector<std::uint64_t>& digests) {
  OpenStore store;
  if (const auto opened = store.open(disk, key); !opened) return opened.error().code + ": " + opened.error().detail;
  if (!store.pool->quarantined().empty()) return "a slot is quarantined";
  const auto wrong = contents_are_wrong(*store.db, acknowledged, digests);
  return wrong ? *wrong : wrong.error().code + ": " + wrong.error().detail;
}

}  // namespace mingchou::store_test
