// How fast commits become durable here, beside what the disk itself can do, measured in the same run.
//
//   store_bench FOLDER [SECONDS]
//
// FOLDER must lie on the disk in question (in memory every sync is free and the figures mean nothing). The limits
// are what any program must pay for one durable page: write 4096 bytes and fdatasync, into a file that has its
// size already, and at the end of one that grows. "Of limit" compares medians: on a machine that does other things
// too, means compare the neighbours.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "shared/messages/messages.h"
#include "shared/store/database.h"

using namespace mingchou;

namespace {

constexpr std::size_t page_bytes = 4096;

/// One line of the table: something that is done over and over, and how long each time took.
struct Line {
  std::string what;
  int rows;
  std::function<void()> once;
  std::vector<double> times_ms = {};
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

void run_for(Line& line, double seconds) {
  using clock = std::chrono::steady_clock;
  const auto start = clock::now();
  for (auto before = start; before - start < std::chrono::duration<double>(seconds);) {
    line.once();
    const auto after = clock::now();
    line.times_ms.push_back(std::chrono::duration<double, std::milli>(after - before).count());
    before = after;
  }
}

double at(const std::vector<double>& sorted, std::size_t of_100) { return sorted[(sorted.size() - 1) * of_100 / 100]; }

void write_page(int file, off_t page) {
  static const std::vector<char> bytes(page_bytes, 'x');
  if (::pwrite(file, bytes.data(), bytes.size(), page * static_cast<off_t>(page_bytes)) < 0) die("cannot write");
}

/// One page written and synced at a time; the file has its full size beforehand, or grows.
Line disk_limit(const std::string& folder, bool preallocated) {
  const std::string path = folder + (preallocated ? "/fixed.bin" : "/growing.bin");
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) die("cannot create " + path);
  constexpr off_t pages_preallocated = 4096;
  for (off_t page = 0; preallocated && page < pages_preallocated; ++page) write_page(file, page);
  ::fsync(file);
  return {preallocated ? "limit: page + fdatasync, file has its size" : "limit: page + fdatasync, file grows", 1,
          [file, preallocated, next = off_t{0}]() mutable {
            write_page(file, preallocated ? next % pages_preallocated : next);
            ++next;
            if (::fdatasync(file) != 0) die("cannot sync");
          }};
}

struct Store {
  explicit Store(const std::string& path) : db(need(Database::open({.path = path}))) {
    need(db.run("CREATE TABLE operation(id BLOB PRIMARY KEY, at INTEGER NOT NULL, patch TEXT NOT NULL) WITHOUT ROWID"));
  }
  Database db;
  SystemClock clock;
  SeededRandom random{1};
  UuidGenerator ids{clock, random};
};

/// Rows like the server's operations: a 16-byte key, a number, 200 bytes.
Line commits(const std::string& folder, int rows) {
  const auto store = std::make_shared<Store>(folder + "/bench-" + std::to_string(rows) + ".db");
  const std::string patch(200, 'p');
  return {
      "SQLite, " + std::to_string(rows) + (rows == 1 ? " row per commit" : " rows per commit"), rows,
      [store, patch, rows] {
        Transaction transaction = need(Transaction::begin(store->db));
        for (int i = 0; i < rows; ++i)
          need(store->db.run("INSERT INTO operation VALUES(?, ?, ?)", store->ids.next(), store->clock.now(), patch));
        need(transaction.commit());
      }};
}

void print(Line& line, double limit_median_ms) {
  std::ranges::sort(line.times_ms);
  const double mean_ms =
      std::accumulate(line.times_ms.begin(), line.times_ms.end(), 0.0) / static_cast<double>(line.times_ms.size());
  const double median_ms = at(line.times_ms, 50);
  std::printf("| %-42s | %9.0f | %9.0f | %8.3f | %8.3f | %7.0f %% |\n", line.what.c_str(), 1000 / mean_ms,
              1000 / mean_ms * line.rows, median_ms, at(line.times_ms, 99), 100 * limit_median_ms / median_ms);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) die("usage: store_bench FOLDER [SECONDS]; FOLDER must lie on a real disk");
  const std::string folder = argv[1];
  const double seconds = argc > 2 ? std::atof(argv[2]) : 3.0;
  std::vector<Line> lines{disk_limit(folder, true), disk_limit(folder, false)};
  for (const int rows : {1, 16, 64, 256}) lines.push_back(commits(folder, rows));
  // In turns, so that what else the machine does falls on all lines alike.
  constexpr double turn_s = 0.25;
  for (double done_s = 0; done_s < seconds; done_s += turn_s)
    for (Line& line : lines) run_for(line, turn_s);
  std::printf("| %-42s | %9s | %9s | %8s | %8s | %9s |\n", "what", "commits/s", "rows/s", "p50 ms", "p99 ms",
              "of limit");
  std::printf("|%s|----------:|----------:|---------:|---------:|----------:|\n", std::string(44, '-').c_str());
  double limit_median_ms = 0;
  for (Line& line : lines) {
    if (limit_median_ms == 0) {
      std::ranges::sort(line.times_ms);
      limit_median_ms = at(line.times_ms, 50);
    }
    print(line, limit_median_ms);
  }
}
