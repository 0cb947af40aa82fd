// For tests of the tablet's database: a tablet over a simulated disk, a server of snapshots that misbehaves on demand,
// and a clock that moves as somebody looks at it.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/data/local_store.h"
#include "client/app/data/register_download.h"
#include "client/app/jobs.h"
#include "client/app/network.h"
#include "shared/store/block_vfs.h"
#include "shared/store/simulated_disk.h"

namespace mingchou::client::data_test {

inline constexpr const char* database_path = "tablet.db";

inline DatabaseKey test_key() {
  DatabaseKey key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i * 11 + 3);
  return key;
}

/// Each look takes some time, so that long work is cut into many steps.
class TickingStopwatch final : public Stopwatch {
 public:
  double now_ms() override { return now_ += tick_ms; }
  void advance(double ms) { now_ += ms; }
  double tick_ms = 0.4;

 private:
  double now_ = 0;
};

/// A tablet's disk, file system and database, closed in the right order.
struct Tablet {
  ManualClock clock{{1'790'000'000'000}};
  SeededRandom random{11};
  std::optional<BlockPool> pool;
  std::unique_ptr<BlockVfs> vfs;
  std::unique_ptr<LocalStore> store;

  OpenOptions options(const std::optional<DatabaseKey>& key) const;
  /// The file system alone.
  Result<> mount(SimulatedDisk& disk);
  Result<> open(SimulatedDisk& disk, const std::optional<DatabaseKey>& key = test_key());
  void close();
  ~Tablet() { close(); }
};

/// What a server hands out: lines in parts, and their manifest.
struct Snapshot {
  std::string id;
  std::string manifest;
  std::vector<std::string> parts;
};
/// The lines, so many a part. Without `id` it is made of the parts.
Snapshot make_snapshot(const std::vector<std::string>& lines, std::size_t lines_a_part, std::size_t targets);

/// A register with so many targets of the demo county; another seed is another register.
struct County {
  std::vector<mingchou::Department> departments;
  std::vector<Tag> tags;
  std::vector<Target> targets;
};
County make_county(std::uint64_t targets, std::uint64_t seed = 1);
std::string line_of(const Department& department);
std::string line_of(const Tag& tag);
std::string line_of(const Target& target);
/// Part 0 has departments and tags, the others so many targets.
Snapshot make_snapshot(const County& county, std::size_t targets_a_part = 200);

/// Answers when told to.
class FakeServer final : public Network {
 public:
  RequestId send(const HttpRequest& request, Done done) override;
  void abort(RequestId id) override { pending_.erase(id); }

  /// The snapshot that is served; those before are gone.
  void serve(Snapshot snapshot) { snapshot_ = std::move(snapshot); }
  /// Asked first; what it gives is the answer.
  std::function<std::optional<Result<HttpAnswer>>(const std::string& path)> instead = {};
  /// Answers everything that is asked now.
  void answer_all();
  bool has_pending() const { return !pending_.empty(); }
  const std::vector<std::string>& asked() const { return asked_; }

 private:
  HttpAnswer answer(const std::string& path) const;
  std::optional<Snapshot> snapshot_;
  std::map<RequestId, std::pair<std::string, Done>> pending_;
  std::vector<std::string> asked_;
  RequestId last_ = 0;
};

/// A download on a tablet, run to its end with the time that it waits for.
struct Downloading {
  explicit Downloading(Tablet& tablet, FakeServer& network);
  /// Until it has ended or `until` says so; false if it never ends.
  bool run(const std::function<bool()>& until = {});

  TickingStopwatch stopwatch;
  FakeServer& server;
  RegisterDownload download;
  int installed = 0;
  double waited_ms = 0;
};

/// Everything of the current register in the database as the lines it came from (targets only), in the order of ids.
Result<std::vector<std::string>> lines_in(LocalStore& store);
/// Those of a county.
std::vector<std::string> lines_of(const County& county);

}  // namespace mingchou::client::data_test
