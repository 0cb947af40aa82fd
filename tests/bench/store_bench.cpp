// How fast commits become durable here, beside what the disk itself can do, measured in the same run.
//
//   store_bench FOLDER [SECONDS]
//
// FOLDER must lie on the disk in question (in memory every sync is free and the figures mean nothing). The limits
// are what any program must pay for one durable page: write 4096 bytes and fdatasync, into a file that has its
// size already, and at the end of one that grows.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "shared/messages/messages.h"
#include "shared/store/database.h"

using namespace mingchou;

namespace {

constexpr std::size_t page_bytes = 4096;

struct Rate {
  double per_second;
  double median_ms;
  double high_ms;  // 99 of 100 are faster
};

[[noreturn]] void die(const std::string& what) {
  std::fprintf(stderr, "store_bench: %s\n", what.c_str());
  std::exit(1);
}

template <class T>
T need(Result<T> result) {
  if (!result) die(render(result.error(), Language::english) + " " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

Rate measure(double seconds, const std::function<void()>& once) {
  using clock = std::chrono::steady_clock;
  for (int i = 0; i < 10; ++i) once();  // warm
  std::vector<double> times_ms;
  const auto start = clock::now();
  double elapsed_s = 0;
  while (elapsed_s < seconds) {
    const auto before = clock::now();
    once();
    const auto after = clock::now();
    times_ms.push_back(std::chrono::duration<double, std::milli>(after - before).count());
    elapsed_s = std::chrono::duration<double>(after - start).count();
  }
  std::ranges::sort(times_ms);
  const auto count = times_ms.size();
  return {static_cast<double>(count) / elapsed_s, times_ms[count / 2], times_ms[count * 99 / 100]};
}

/// One page written and synced at a time; the file has its full size beforehand, or grows.
Rate disk_limit(const std::string& folder, double seconds, bool preallocated) {
  const std::string path = folder + "/limit.bin";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) die("cannot create " + path);
  const std::vector<char> page(page_bytes, 'x');
  constexpr off_t pages_preallocated = 4096;
  if (preallocated) {
    for (off_t i = 0; i < pages_preallocated; ++i)
      if (::pwrite(file, page.data(), page.size(), i * static_cast<off_t>(page_bytes)) < 0) die("cannot write " + path);
    ::fsync(file);
  }
  off_t next = 0;
  const Rate rate = measure(seconds, [&] {
    const off_t at = (preallocated ? next % pages_preallocated : next) * static_cast<off_t>(page_bytes);
    ++next;
    if (::pwrite(file, page.data(), page.size(), at) < 0 || ::fdatasync(file) != 0) die("cannot write " + path);
  });
  ::close(file);
  ::unlink(path.c_str());
  return rate;
}

/// Rows like the server's operations: a 16-byte key, a number, some 200 bytes.
Rate commits(const std::string& folder, double seconds, int rows_per_commit) {
  const std::string path = folder + "/bench.db";
  for (const char* suffix : {"", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
  Database db = need(Database::open({.path = path}));
  need(db.run("CREATE TABLE operation(id BLOB PRIMARY KEY, at INTEGER NOT NULL, patch TEXT NOT NULL) WITHOUT ROWID"));
  SystemClock clock;
  SeededRandom random(1);
  UuidGenerator ids(clock, random);
  const std::string patch(200, 'p');
  return measure(seconds, [&] {
    Transaction transaction = need(Transaction::begin(db));
    for (int i = 0; i < rows_per_commit; ++i)
      need(db.run("INSERT INTO operation VALUES(?, ?, ?)", ids.next(), clock.now(), patch));
    need(transaction.commit());
  });
}

void print(const std::string& what, const Rate& rate, int rows, double limit_per_second) {
  std::printf("| %-42s | %9.0f | %9.0f | %8.3f | %8.3f | %7.0f %% |\n", what.c_str(), rate.per_second,
              rate.per_second * rows, rate.median_ms, rate.high_ms, 100 * rate.per_second / limit_per_second);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) die("usage: store_bench FOLDER [SECONDS]; FOLDER must lie on a real disk");
  const std::string folder = argv[1];
  const double seconds = argc > 2 ? std::atof(argv[2]) : 3.0;
  const Rate in_place = disk_limit(folder, seconds, true);
  const Rate growing = disk_limit(folder, seconds, false);
  std::printf("| %-42s | %9s | %9s | %8s | %8s | %9s |\n", "what", "commits/s", "rows/s", "p50 ms", "p99 ms",
              "of limit");
  std::printf("|%s|----------:|----------:|---------:|---------:|----------:|\n", std::string(44, '-').c_str());
  print("limit: page + fdatasync, file has its size", in_place, 1, in_place.per_second);
  print("limit: page + fdatasync, file grows", growing, 1, in_place.per_second);
  for (const int rows : {1, 16, 64, 256})
    print(rows == 1 ? "SQLite, 1 row per commit" : "SQLite, " + std::to_string(rows) + " rows per commit",
          commits(folder, seconds, rows), rows, in_place.per_second);
  // The limit again: shared machines drift, and the ratio is only worth what this agrees with the first.
  print("limit once more, file has its size", disk_limit(folder, seconds, true), 1, in_place.per_second);
  for (const char* suffix : {"", "-wal", "-shm"}) ::unlink((folder + "/bench.db" + suffix).c_str());
}
