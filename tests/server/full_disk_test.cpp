// The real program on a file system that is really full: a small tmpfs of this process's own.
//
// Mounting needs root (or CAP_SYS_ADMIN); elsewhere these cases are skipped, and the program says so. The mount stands
// in a mount namespace of its own, so that nobody else sees it and it goes with the process.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/json/json.h"
#include "shared/store/integrity.h"
#include "tests/server/events.h"
#include "tests/server/support.h"

using namespace mingchou;
using namespace mingchou::server::test;
using namespace std::chrono_literals;

namespace {

/// A disk below 64 MiB counts as full for /healthz, so it is larger.
constexpr const char* disk_options = "size=80m,mode=700";

int enter_namespace() {
  if (::unshare(CLONE_NEWNS) != 0) return errno;
  return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 ? 0 : errno;
}

int mount_disk(const std::string& path) {
  return ::mount("none", path.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, disk_options) == 0 ? 0 : errno;
}

/// Tried once, in a child that leaves nothing behind.
bool can_mount() {
  static const bool can = [] {
    const TemporaryFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
      int error_number = enter_namespace();
      if (error_number == 0) error_number = mount_disk(folder.path());
      ::_exit(error_number);
    }
    int status = 0;
    if (child > 0) ::waitpid(child, &status, 0);
    const int error_number = child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : ECHILD;
    if (error_number != 0)
      std::printf("skipped: the cases of a full disk, because this user may not mount one (%s)\n",
                  std::strerror(error_number));
    return error_number == 0;
  }();
  return can;
}

/// A small file system that can be filled to its last block.
class SmallDisk {
 public:
  SmallDisk() {
    static const int entered = enter_namespace();
    REQUIRE(entered == 0);
    REQUIRE(mount_disk(path()) == 0);
  }
  ~SmallDisk() { ::umount2(path().c_str(), MNT_DETACH); }

  const std::string& path() const { return folder_.path(); }
  /// Until nothing more goes in, then gives so many blocks back.
  void fill(int free_blocks = 0) {
    constexpr std::size_t block_bytes = 4096;
    const std::string block(block_bytes, 'x');
    const int file = ::open(filler().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    REQUIRE(file >= 0);
    while (::write(file, block.data(), block.size()) > 0) {
    }
    CHECK(errno == ENOSPC);
    const auto size = ::lseek(file, 0, SEEK_END);
    CHECK(::ftruncate(file, size - static_cast<off_t>(block_bytes) * free_blocks) == 0);
    ::close(file);
  }
  void free() { CHECK(::unlink(filler().c_str()) == 0); }

 private:
  std::string filler() const { return path() + "/filler"; }
  TemporaryFolder folder_;
};

std::string next_id() {
  static SystemClock clock;
  static SystemRandom random;
  static UuidGenerator ids(clock, random);
  static std::mutex mutex;
  const std::scoped_lock lock(mutex);
  return ids.next().text();
}

int post(int port, const std::string& id) { return status_of(ask(port, event_request(id, std::string(1500, 'x')))); }

bool is_within(std::chrono::seconds patience, const std::function<bool()>& holds) {
  for (const auto until = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < until;
       std::this_thread::sleep_for(10ms))
    if (holds()) return true;
  return false;
}

/// How much of what was acknowledged is not there; nothing may be there twice, and nothing damaged.
std::size_t count_lost(const std::string& data, const std::set<std::string>& acknowledged) {
  auto database = Database::open({.path = data + "/mingchou.db", .access = Access::read_write});
  REQUIRE(database);
  const auto findings = check_integrity(*database);
  REQUIRE(findings);
  CHECK(findings->empty());
  const std::set<std::string> stored = stored_event_ids(*database);
  return static_cast<std::size_t>(
      std::ranges::count_if(acknowledged, [&](const std::string& id) { return !stored.contains(id); }));
}

struct Load {
  std::set<std::string> acknowledged;
  std::size_t refused = 0;
};

/// Four clients that post at once.
void post_many(int port, Load& load) {
  std::mutex mutex;
  std::vector<std::thread> clients;
  constexpr int client_count = 4, posts = 12;
  clients.reserve(client_count);
  for (int i = 0; i < client_count; ++i)
    clients.emplace_back([&] {
      for (int n = 0; n < posts; ++n) {
        const std::string id = next_id();
        const int status = post(port, id);
        const std::scoped_lock lock(mutex);
        if (status == 201) load.acknowledged.insert(id);
        load.refused += status == 507 ? 1 : 0;
      }
    });
  for (std::thread& client : clients) client.join();
}

/// Fills the disk under load, frees it, goes on without a restart, and so again with more and more blocks left; at the
/// end the server is killed on the full disk.
Load fill_and_free(SmallDisk& disk, const std::string& data, const std::vector<std::string>& flags,
                   const std::vector<std::string>& environment) {
  Load load;
  ServerProcess server(data, flags, environment);
  REQUIRE(server.port() != 0);
  for (const int free_blocks : {0, 1, 2, 3, 5, 8, 13, 21, 34, 55}) {
    disk.fill(free_blocks);
    post_many(server.port(), load);
    disk.free();
    const std::string id = next_id();
    CHECK(post(server.port(), id) == 201);
    load.acknowledged.insert(id);
  }
  disk.fill();
  server.end(SIGKILL);
  return load;
}

}  // namespace

TEST_CASE("a server whose disk fills up says so, goes on reading, and writes again when there is space" *
          doctest::skip(!can_mount())) {
  SmallDisk disk;
  const std::string data = disk.path() + "/data";
  REQUIRE(run_mingchou({"demo", "--data", data, "--targets", "20"}).exit_code == 0);
  ServerProcess server(data);
  REQUIRE(server.port() != 0);
  std::set<std::string> acknowledged{next_id()};
  CHECK(post(server.port(), *acknowledged.begin()) == 201);
  CHECK(status_of(get(server.port(), "/healthz")) == 200);
  const std::string session = cookie_line(sign_in(server.port(), "demo-office", "demo-county-2026"));

  disk.fill();
  std::string refused;
  for (int i = 0; i < 100 && status_of(refused) != 507; ++i) {
    const std::string id = next_id();
    refused = ask(server.port(), event_request(id));
    if (status_of(refused) == 201) acknowledged.insert(id);
  }
  CHECK(status_of(refused) == 507);
  CHECK(body_of(refused).contains("server.disk_full"));
  CHECK_FALSE(body_of(refused).contains(disk.path()));
  const std::string health = get(server.port(), "/healthz");
  CHECK(status_of(health) == 503);
  CHECK(body_of(health).contains(R"("disk":{"state":"full"})"));
  CHECK(status_of(get(server.port(), "/api/v1/departments", session)) == 200);
  CHECK(is_within(60s, [&] { return status_of(get(server.port(), "/api/v1/snapshots/targets", session)) == 200; }));

  disk.free();
  // Before anybody has written anything.
  CHECK(is_within(60s, [&] { return status_of(get(server.port(), "/healthz")) == 200; }));
  acknowledged.insert(next_id());
  CHECK(post(server.port(), *acknowledged.rbegin()) == 201);
  CHECK(server.end(SIGTERM) == 0);
  CHECK(count_lost(data, acknowledged) == 0);
}

TEST_CASE("nothing acknowledged is lost while the disk fills up and is freed under load, whatever is left of it" *
          doctest::skip(!can_mount())) {
  SmallDisk disk;
  const std::string data = disk.path() + "/data";
  const Load load = fill_and_free(disk, data, {"--log-level", "error"}, {});
  // The next one starts on the full disk, or says what is wrong; freed, everything is there.
  {
    ServerProcess full(data, {"--lang", "en"});
    if (full.port() == 0) CHECK(full.error_output().contains("disk is full"));
    // Nobody's session: to say so it has to read.
    const std::string nobody = "Cookie: mingchou=" + std::string(64, '0') + "\r\n";
    if (full.port() != 0) CHECK(body_of(get(full.port(), "/api/v1/session", nobody)).contains("account.session_ended"));
    full.end(SIGTERM);
  }
  disk.free();
  const std::size_t lost = count_lost(data, load.acknowledged);
  MESSAGE(load.acknowledged.size() << " acknowledged writes, " << load.refused << " refused, " << lost << " lost");
  CHECK(load.acknowledged.size() > 30);
  CHECK(load.refused > 30);
  CHECK(lost == 0);
}

TEST_CASE("the same test catches a server that acknowledges before it commits to a full disk" *
          doctest::skip(!can_mount())) {
  SmallDisk disk;
  const std::string data = disk.path() + "/data";
  const Load load = fill_and_free(disk, data, {"--log-level", "error", "--test-fault", "ack-before-commit"},
                                  {"MINGCHOU_TEST_FAULTS=1"});
  disk.free();
  CHECK(count_lost(data, load.acknowledged) > 0);
}

TEST_CASE("a server can't begin on a full disk and says what to do; with space it can" * doctest::skip(!can_mount())) {
  SmallDisk disk;
  const std::string data = disk.path() + "/data";
  for (const int free_blocks : {0, 2, 6}) {
    disk.fill(free_blocks);
    const Finished refused = run_mingchou({"serve", "--data", data, "--port", "0", "--lang", "en"});
    CAPTURE(free_blocks);
    CAPTURE(refused.error);
    CHECK(refused.exit_code == 1);
    CHECK(refused.error.contains("disk is full"));
    CHECK(refused.error.contains("free some space"));
    disk.free();
  }
  ServerProcess server(data);
  CHECK(server.port() != 0);
  CHECK(server.end(SIGTERM) == 0);
}

TEST_CASE("a demo county that does not fit leaves the data that was there and no half of itself" *
          doctest::skip(!can_mount())) {
  SmallDisk disk;
  const std::string data = disk.path() + "/data";
  CHECK(run_mingchou({"demo", "--data", data, "--targets", "500"}).exit_code == 0);
  const std::string before = read_file(data + "/mingchou.db");
  for (const int free_blocks : {0, 300}) {
    disk.fill(free_blocks);
    const Finished refused = run_mingchou({"demo", "--data", data, "--targets", "30000", "--replace", "--lang", "en"});
    CAPTURE(refused.error);
    CHECK(refused.exit_code == 1);
    CHECK(refused.error.contains("disk is full"));
    disk.free();
  }
  CHECK(read_file(data + "/mingchou.db") == before);
  for (const auto& entry : std::filesystem::directory_iterator(data))
    CHECK_FALSE(entry.path().filename().string().contains("loading"));
  CHECK(run_mingchou({"demo", "--data", data, "--targets", "600", "--replace"}).exit_code == 0);
  CHECK(run_mingchou({"check", "--data", data}).exit_code == 0);
}

TEST_CASE("a log on the disk that fills up holds whole lines afterwards" * doctest::skip(!can_mount())) {
  SmallDisk disk;
  ServerProcess server(disk.path() + "/data");
  REQUIRE(server.port() != 0);
  disk.fill();
  for (int i = 0; i < 60; ++i) get(server.port(), "/api/v1/version");
  disk.free();
  CHECK(status_of(get(server.port(), "/healthz")) != 0);
  CHECK(server.end(SIGTERM) == 0);
  const std::string log = server.error_output();
  std::size_t broken = 0;
  for (std::size_t at = 0, end; (end = log.find('\n', at)) != log.npos; at = end + 1)
    broken += json::parse(std::string_view(log).substr(at, end - at)) ? 0 : 1;
  CHECK(broken <= 1);
  CHECK(log.contains(R"("event":"stopped")"));
}
