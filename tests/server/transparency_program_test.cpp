// The transparency log on the command line: show, begin, check, and the host that serve is told.
#include <csignal>
#include <cstdio>

#include "tests/server/transparency_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

/// A data folder with a log of 300 leaves. No program has it open.
struct Folder {
  Folder() {
    {
      ServerProcess server(data, {"--log-host", "county.example"});
      REQUIRE(server.port() != 0);
      REQUIRE(server.end(SIGTERM) == 0);
    }
    Database database = open();
    SeededRandom random{1};
    const Signer signer = Signer::open(database, data, "county.example", random).value();
    auto transaction = Transaction::begin(database).value();
    REQUIRE(transparency::append(database, test_leaves(0, 300), signed_at, signer));
    REQUIRE(transaction.commit());
  }
  Database open() const {
    return Database::open({.path = data + "/mingchou.db", .access = mingchou::Access::read_write}).value();
  }
  Finished run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--data", data, "--lang", "en"});
    return run_mingchou(arguments);
  }
  std::string note() const {
    Database database = open();
    return transparency::last_checkpoint(database, 1).value()->note;
  }

  TemporaryFolder folder;
  std::string data = folder.path() + "/data";
};

}  // namespace

TEST_CASE("log show prints name, verifier key and checkpoint, beside a server too") {
  const Folder folder;
  ServerProcess server(folder.data);
  REQUIRE(server.port() != 0);
  const Finished shown = folder.run({"log", "show"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.out.contains("county.example/mingchou/log/1\n"));
  CHECK(shown.out.contains("county.example/mingchou/log/1+"));
  CHECK(shown.out.contains("300"));
  CHECK(shown.out.ends_with("\n\n" + folder.note()));
  CHECK(body_of(get(server.port(), "/log/1/checkpoint")) == folder.note());
  CHECK(body_of(get(server.port(), "/log/1/tile/0/001.p/44")).size() == 44 * 32);
}

TEST_CASE("log show and log begin say what is missing, and have help") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  CHECK(run_mingchou({"log", "show", "--data", data}).exit_code == 1);
  {
    ServerProcess server(data);
    REQUIRE(server.port() != 0);
    write_file(folder.path() + "/note", "x");
    const Finished busy =
        run_mingchou({"log", "begin", "--data", data, "--after", folder.path() + "/note", "--lang", "en"});
    CHECK(busy.exit_code == 1);
    CHECK(busy.error.contains(std::to_string(server.pid())));
    CHECK(server.end(SIGTERM) == 0);
  }
  CHECK(run_mingchou({"log", "show", "--data", data, "--lang", "en"}).error.contains("no leaf yet"));
  CHECK(run_mingchou({"log", "begin", "--data", data}).exit_code == 2);
  CHECK(run_mingchou({"log", "begin", "--data", data, "--after", "/none"}).exit_code == 1);
  CHECK(run_mingchou({"log", "show", "--help"}).out.contains("--data"));
  CHECK(run_mingchou({"log", "begin", "--help", "--lang", "en"}).out.contains("--after FILE"));
}

TEST_CASE("check verifies the log, and finds a changed byte with a sentence") {
  const Folder folder;
  const Finished sound = folder.run({"check"});
  CHECK(sound.exit_code == 0);
  CHECK(sound.out.contains("county.example/mingchou/log/1, 300 leaves"));
  {
    Database database = folder.open();
    REQUIRE(database.run_script(without_log_triggers));
    REQUIRE(database.run(
        "UPDATE log_tile SET bytes = CAST(substr(bytes, 1, 99) || x'00' || substr(bytes, 101) AS BLOB) WHERE path = "
        "'tile/0/001'"));
  }
  const Finished broken = folder.run({"check"});
  CHECK(broken.exit_code == 1);
  CHECK(broken.out.contains("The file \"log/1/tile/0/001.p/44\" of the log is damaged."));
}

TEST_CASE("check finds that the log's key is gone") {
  const Folder folder;
  REQUIRE(std::remove((folder.data + "/keys/log.key").c_str()) == 0);
  const Finished broken = folder.run({"check"});
  CHECK(broken.exit_code == 1);
  CHECK(broken.out.contains("/keys/log.key"));
  const Finished served = folder.run({"serve", "--port", "0"});
  CHECK(served.exit_code == 1);
  CHECK(served.error.contains("/keys/log.key"));
}

TEST_CASE("serve refuses another host for a log that has begun, and says which it has") {
  const Folder folder;
  const Finished refused = folder.run({"serve", "--port", "0", "--log-host", "other.example"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.error.contains("named \"county.example\""));
  CHECK(refused.error.contains("--log-host"));
  CHECK(folder.run({"serve", "--port", "0", "--log-host", "a/b"}).error.contains("\"a/b\" is wrong"));
  ServerProcess by_variable(folder.data, {}, {"MINGCHOU_LOG_HOST=county.example"});
  CHECK(by_variable.port() != 0);
}

TEST_CASE("log begin takes the checkpoint of lost leaves from a file, once, and the trail says so") {
  const Folder folder;
  const std::string file = folder.folder.path() + "/checkpoint";
  write_file(file, folder.note());
  const Finished refused = folder.run({"log", "begin", "--after", file});
  CHECK(refused.exit_code == 1);
  CHECK(refused.error.contains("Nothing was lost"));
  {
    Database database = folder.open();
    const Signer signer = Signer::read(database, folder.data).value();
    const log::Checkpoint lost{"county.example/mingchou/log/1", 301, {}};
    write_file(file, log::sign_checkpoint(signer.key(), lost).value());
  }
  const Finished begun = folder.run({"log", "begin", "--after", file});
  CHECK(begun.exit_code == 0);
  CHECK(begun.out.contains("county.example/mingchou/log/2"));
  CHECK(folder.run({"log", "begin", "--after", file}).exit_code == 1);
  CHECK(folder.run({"log", "show"}).out.contains("county.example/mingchou/log/2+"));
  CHECK(folder.run({"check"}).exit_code == 0);
  Database database = folder.open();
  CHECK(database.number("SELECT count(*) FROM audit_entry WHERE action = 'log.begin'").value() == 1);
}
