// The real program: its command line, what it says in bad states, and how it starts and stops.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <format>
#include <fstream>

#include "shared/store/database.h"
#include "tests/server/support.h"

using namespace mingchou;
using namespace mingchou::server::test;

namespace {

/// A data folder that a server has made and left.
std::string used_folder(const TemporaryFolder& folder) {
  const std::string data = folder.path() + "/data";
  ServerProcess server(data);
  REQUIRE(server.port() != 0);
  REQUIRE(server.end(SIGTERM) == 0);
  return data;
}

void damage(const std::string& path) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.write("this is no database any more", 28);
}

mode_t mode_of(const std::string& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("wrong command lines say what is wrong and exit 2") {
  struct Case {
    std::vector<std::string> arguments;
    const char* said;
  };
  const Case cases[] = {
      {{}, "mingchou serve"},
      {{"dance"}, "Unknown command \"dance\""},
      {{"serve", "--colour", "red"}, "Unknown option \"--colour\""},
      {{"serve", "--port"}, "lacks its value"},
      {{"serve", "--port="}, "lacks its value"},
      {{"serve", "--port", "70000"}, "from 0 to 65535"},
      {{"serve", "--port", "80x"}, "from 0 to 65535"},
      {{"serve", "--port", "1", "--port", "2"}, "only once"},
      {{"serve", "here"}, "Unexpected argument \"here\""},
      {{"serve", "--insecure-http=yes"}, "takes no value"},
      {{"serve", "--log-level", "loud"}, "Unknown log level \"loud\""},
      {{"serve", "--tls-cert", "x.pem"}, "both --tls-cert and --tls-key"},
      {{"serve", "--address", "0.0.0.0"}, "--insecure-http"},
      {{"serve", "--test-days-ahead", "2"}, "Unknown option \"--test-days-ahead\""},
      {{"check", "--port", "1"}, "Unknown option \"--port\""},
      {{"version", "--lang", "fr"}, "zh"},
  };
  for (const Case& c : cases) {
    std::vector<std::string> arguments = c.arguments;
    const bool names_language = std::ranges::find(arguments, "--lang") != arguments.end();
    if (!arguments.empty() && !names_language) arguments.insert(arguments.end(), {"--lang", "en"});
    const Finished finished = run_mingchou(arguments);
    CAPTURE(c.said);
    CAPTURE(finished.error);
    CHECK(finished.exit_code == 2);
    CHECK(finished.error.contains(c.said));
  }
}

TEST_CASE("help comes in both languages, overall and for each command") {
  CHECK(run_mingchou({"--help"}).out.contains("启动服务器"));
  CHECK(run_mingchou({"--help", "--lang", "en"}).exit_code == 0);
  for (const char* command : {"serve", "check", "version"}) {
    CHECK(run_mingchou({command, "--help"}).out.contains("显示本帮助"));
    CHECK(run_mingchou({command, "--help", "--lang", "en"}).out.contains("show this help"));
  }
  CHECK_FALSE(run_mingchou({"serve", "--help"}).out.contains("--test-"));
  CHECK(run_mingchou({"version"}).out.starts_with("mingchou 0."));
}

TEST_CASE("the server makes its folder for its own user only, stops on SIGTERM and SIGINT, and leaves it sound") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/deep/data";
  for (const int signal_number : {SIGTERM, SIGINT}) {
    ServerProcess server(data);
    REQUIRE(server.port() != 0);
    RawSocket idle(server.port());
    CHECK(status_of(get(server.port(), "/healthz")) == 200);
    CHECK(server.end(signal_number) == 0);
  }
  for (const char* name : {"", "/keys", "/blobs", "/log"}) CHECK(mode_of(data + name) == 0700);
  CHECK(mode_of(data + "/mingchou.db") == 0600);
  CHECK(run_mingchou({"check", "--data", data}).exit_code == 0);
}

TEST_CASE("for tests days have passed, on the server's one clock") {
  const TemporaryFolder folder;
  const auto day_after_tomorrow = [] {
    const auto now = std::chrono::system_clock::now() + std::chrono::days(2);
    return std::format("\"time\":\"{:%F}T", std::chrono::floor<std::chrono::days>(now));
  };
  const std::string before = day_after_tomorrow();
  ServerProcess server(folder.path() + "/data", {"--test-days-ahead", "2"}, {"MINGCHOU_TEST_FAULTS=1"});
  REQUIRE(server.port() != 0);
  // Its last lines are written by then.
  CHECK(server.end(SIGTERM) == 0);
  const std::string said = server.error_output(), after = day_after_tomorrow();
  CAPTURE(said);
  CHECK((said.contains(before) || said.contains(after)));
  CHECK(said.contains("clock_ahead_for_tests"));
}

TEST_CASE("a second server on the same folder says which process has it") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  ServerProcess first(data);
  REQUIRE(first.port() != 0);
  const Finished second = run_mingchou({"serve", "--data", data, "--port", "0", "--lang", "en"});
  CHECK(second.exit_code == 1);
  CHECK(second.error.contains("(" + std::to_string(first.pid()) + ")"));
  const Finished check = run_mingchou({"check", "--data", data, "--lang", "en"});
  CHECK(check.exit_code == 0);
  CHECK(check.out.contains(std::to_string(first.pid())));
}

TEST_CASE("a lock file of a dead server does not stop the next one") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  {
    ServerProcess server(data);
    REQUIRE(server.port() != 0);
    server.end(SIGKILL);
  }
  ServerProcess next(data);
  CHECK(next.port() != 0);
}

TEST_CASE("bad states are refused with a sentence that names the place and the way out") {
  const TemporaryFolder folder;
  write_file(folder.path() + "/file", "");
  write_file(folder.path() + "/bad.pem", "no certificate");
  ServerProcess other(folder.path() + "/other");
  REQUIRE(other.port() != 0);
  const std::string data = folder.path() + "/data";
  struct Case {
    std::vector<std::string> more;
    const char* said;
  };
  const Case cases[] = {
      {{"--data", data, "--port", std::to_string(other.port())}, "--port"},
      {{"--data", folder.path() + "/file", "--port", "0"}, "is not a folder"},
      {{"--data", folder.path() + "/file/below", "--port", "0"}, "--data"},
      {{"--data", "/proc/mingchou", "--port", "0"}, "--data"},
      {{"--data", data, "--port", "0", "--web", folder.path() + "/none"}, "--web"},
      {{"--data", data, "--port", "0", "--address", "192.0.2.1", "--insecure-http"}, "--address"},
      {{"--data", data, "--port", "0", "--tls-cert", folder.path() + "/bad.pem", "--tls-key",
        folder.path() + "/bad.pem"},
       "bad.pem"},
      {{"--data", data, "--port", "0", "--tls-cert", "/none", "--tls-key", "/none"}, "/none"},
  };
  for (const Case& c : cases) {
    std::vector<std::string> arguments = {"serve", "--lang", "en"};
    arguments.insert(arguments.end(), c.more.begin(), c.more.end());
    const Finished finished = run_mingchou(arguments);
    CAPTURE(c.said);
    CAPTURE(finished.error);
    CHECK(finished.exit_code == 1);
    CHECK(finished.error.contains(c.said));
    CHECK(finished.out.empty());
  }
}

TEST_CASE("a damaged database is refused, then set aside only when asked, and never deleted") {
  const TemporaryFolder folder;
  const std::string data = used_folder(folder);
  damage(data + "/mingchou.db");
  const std::string damaged = read_file(data + "/mingchou.db");

  const Finished refused = run_mingchou({"serve", "--data", data, "--port", "0", "--lang", "en"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.error.contains("--set-aside-damaged"));
  CHECK(read_file(data + "/mingchou.db") == damaged);
  CHECK(run_mingchou({"check", "--data", data}).exit_code == 1);

  ServerProcess mended(data, {"--set-aside-damaged"});
  REQUIRE(mended.port() != 0);
  CHECK(status_of(get(mended.port(), "/healthz")) == 200);
  CHECK(mended.end(SIGTERM) == 0);
  bool is_kept = false;
  for (const auto& entry : std::filesystem::directory_iterator(data))
    if (entry.path().filename().string().starts_with("mingchou.db.damaged-"))
      is_kept = is_kept || read_file(entry.path().string()) == damaged;
  CHECK(is_kept);
}

TEST_CASE("a sound database is not set aside") {
  const TemporaryFolder folder;
  const std::string data = used_folder(folder);
  ServerProcess server(data, {"--set-aside-damaged", "--lang", "en"});
  REQUIRE(server.port() != 0);
  CHECK(server.error_output().contains("is sound"));
  for (const auto& entry : std::filesystem::directory_iterator(data))
    CHECK_FALSE(entry.path().filename().string().contains("damaged"));
}

TEST_CASE("a database of a newer program is refused and left as it is") {
  const TemporaryFolder folder;
  const std::string data = used_folder(folder);
  {
    auto database = Database::open({.path = data + "/mingchou.db", .access = Access::read_write});
    REQUIRE(database);
    REQUIRE(database->run("PRAGMA user_version = 9999"));
    REQUIRE(database->checkpoint());
  }
  const std::string before = read_file(data + "/mingchou.db");
  const Finished refused = run_mingchou({"serve", "--data", data, "--port", "0", "--lang", "en"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.error.contains("newer Mingchou"));
  CHECK(read_file(data + "/mingchou.db") == before);
  CHECK(run_mingchou({"check", "--data", data, "--lang", "en"}).error.contains("newer Mingchou"));
}

TEST_CASE("check finds missing data and modes that are too wide") {
  const TemporaryFolder folder;
  CHECK(run_mingchou({"check", "--data", folder.path() + "/none"}).exit_code == 1);
  CHECK(run_mingchou({"check", "--data", folder.path(), "--lang", "en"}).error.contains("no database"));
  const std::string data = used_folder(folder);
  ::chmod((data + "/keys").c_str(), 0755);
  const Finished check = run_mingchou({"check", "--data", data, "--lang", "en"});
  CHECK(check.exit_code == 1);
  CHECK(check.out.contains("/keys"));
}
