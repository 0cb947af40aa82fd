// Group commit: what is acknowledged, what is taken back, and what happens at the bounds.
#include "server/data/writer.h"

#include <algorithm>
#include <latch>

#include "tests/server/in_process.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

struct Bench {
  explicit Bench(Writer::Options options = {}) {
    Database database = Database::open({.path = folder.path() + "/x.db"}).value();
    REQUIRE(database.run("CREATE TABLE t (n INTEGER NOT NULL UNIQUE) STRICT"));
    writer = std::make_unique<Writer>(std::move(database), options, log);
  }
  std::int64_t count() {
    Database database = Database::open({.path = folder.path() + "/x.db", .access = Access::read_only}).value();
    return database.number("SELECT count(*) FROM t").value();
  }
  TemporaryFolder folder;
  SystemClock clock;
  Log log{clock, 2, LogLevel::error};
  std::unique_ptr<Writer> writer;
};

Writer::Job insert(int n) {
  return [n](Database& database) { return database.run("INSERT INTO t VALUES (?)", n); };
}

}  // namespace

TEST_CASE("a failing or throwing job takes back itself only") {
  Bench bench;
  std::latch gate(1);
  auto held = bench.writer->submit([&](Database&) -> Result<> { return gate.wait(), Result<>(); });
  auto good = bench.writer->submit(insert(1));
  auto half = bench.writer->submit([](Database& database) -> Result<> {
    MC_TRY(database.run("INSERT INTO t VALUES (2)"));
    return fail(Error("server.internal"));
  });
  auto thrown = bench.writer->submit([](Database& database) -> Result<> {
    MC_TRY(database.run("INSERT INTO t VALUES (3)"));
    throw std::runtime_error("x");
  });
  auto twice = bench.writer->submit(insert(1));
  auto last = bench.writer->submit(insert(4));
  gate.count_down();
  CHECK(held.get());
  CHECK(good.get());
  CHECK_FALSE(half.get());
  CHECK_FALSE(thrown.get());
  CHECK(twice.get().error().code == "store.constraint");
  CHECK(last.get());
  CHECK(bench.count() == 2);
}

TEST_CASE("a job that ends the transaction fails, and so does what shares it; later jobs go on") {
  Bench bench;
  auto rogue = bench.writer->submit([](Database& database) { return database.run("ROLLBACK"); });
  CHECK_FALSE(rogue.get());
  CHECK(bench.writer->run(insert(1)));
  CHECK(bench.count() == 1);
}

TEST_CASE("a full disk fails the job with its sentence, and the writer goes on") {
  Bench bench;
  CHECK(bench.writer->run([](Database& database) { return database.run("PRAGMA max_page_count = 4"); }));
  const auto full = bench.writer->run([](Database& database) -> Result<> {
    MC_TRY(database.run("CREATE TABLE big (b BLOB) STRICT"));
    return database.run("INSERT INTO big VALUES (zeroblob(100000))");
  });
  REQUIRE_FALSE(full);
  CHECK(full.error().code == "store.disk_full");
  CHECK(bench.writer->run(insert(1)));
  CHECK(bench.writer->state() == Writer::State::working);
}

TEST_CASE("a writer whose commits fail finds out by itself when they succeed again") {
  Bench bench({.probe_pause = std::chrono::milliseconds(1)});
  const auto failed = bench.writer->run([](Database& database) -> Result<> {
    // A foreign key that is looked at only by COMMIT.
    MC_TRY(database.run("PRAGMA defer_foreign_keys = ON"));
    MC_TRY(database.run("CREATE TABLE child (n INTEGER REFERENCES t (n)) STRICT"));
    return database.run("INSERT INTO child VALUES (7)");
  });
  CHECK_FALSE(failed);
  for (int i = 0; i < 20'000 && bench.writer->state() != Writer::State::working; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  CHECK(bench.writer->state() == Writer::State::working);
  CHECK(bench.writer->run(insert(1)));
}

TEST_CASE("the queue is bounded: what does not fit is refused at once") {
  Bench bench({.queued_jobs_max = 3});
  std::latch begun(1), gate(1);
  auto held = bench.writer->submit([&](Database&) -> Result<> { return begun.count_down(), gate.wait(), Result<>(); });
  begun.wait();
  std::vector<std::future<Result<>>> waiting;
  for (int i = 0; i < 3; ++i) waiting.push_back(bench.writer->submit(insert(i)));
  CHECK(bench.writer->queued() == 3);
  CHECK(bench.writer->submit(insert(9)).get().error().code == "server.busy");
  gate.count_down();
  for (auto& future : waiting) CHECK(future.get());
}

TEST_CASE("stop runs what is queued, refuses what comes later") {
  Bench bench;
  std::vector<std::future<Result<>>> queued;
  for (int i = 0; i < 600; ++i) queued.push_back(bench.writer->submit(insert(i)));
  bench.writer->stop();
  CHECK(std::ranges::all_of(queued, [](auto& future) { return future.get().has_value(); }));
  CHECK_FALSE(bench.writer->run(insert(1000)));
  CHECK(bench.writer->state() == Writer::State::stopped);
  CHECK(bench.count() == 600);
}

TEST_CASE("many callers at once each get their own answer") {
  Bench bench;
  std::vector<std::thread> callers;
  std::atomic<int> good = 0, bad = 0;
  for (int t = 0; t < 8; ++t)
    callers.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) (bench.writer->run(insert((t / 2) * 1000 + i)) ? good : bad)++;
    });
  for (std::thread& caller : callers) caller.join();
  CHECK(good == 200);
  CHECK(bad == 200);
  CHECK(bench.count() == 200);
}
