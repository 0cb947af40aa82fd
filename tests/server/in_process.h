// The core with a real database in a temporary folder, called as a function.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

#include "server/accounts/account_keys.h"
#include "server/accounts/password_hasher.h"
#include "server/core/context.h"
#include "server/core/core.h"
#include "server/core/static_files.h"
#include "server/data/readers.h"
#include "server/data/schema.h"
#include "server/data/server_keys.h"
#include "server/data/writer.h"
#include "server/imports/imports.h"
#include "server/log/log.h"
#include "server/snapshot/target_snapshots.h"
#include "server/transparency/signer.h"
#include "tests/server/support.h"

namespace mingchou::server::test {

/// Takes no time: what a hash costs is measured elsewhere.
inline constexpr crypto::Argon2Parameters cheap_parameters{.memory_kib = 8, .passes = 1, .lanes = 1};

class InProcess {
 public:
  explicit InProcess(const TargetSnapshots::Options& snapshot_options = {}) {
    write_file(folder.path() + "/web/index.html", "<h1>明抽</h1>");
    write_file(folder.path() + "/web/app.0123abcd.js", "let a;");
    write_file(folder.path() + "/web/app.0123abcd.js.br", "brotli");
    write_file(folder.path() + "/web/app.0123abcd.js.gz", "gzip");
    write_file(folder.path() + "/web/.hidden", "x");
    files = StaticFiles::load(folder.path() + "/web").value();
    log_file = ::open((folder.path() + "/log").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    log = std::make_unique<Log>(clock, log_file, LogLevel::debug);
    const std::string path = folder.path() + "/mingchou.db";
    Database database = Database::open({.path = path}).value();
    REQUIRE(migrate(database, server_schema(clock.now())));
    ::mkdir((folder.path() + "/keys").c_str(), 0700);
    log_signer =
        std::make_unique<transparency::Signer>(transparency::Signer::open(database, folder.path(), {}, random).value());
    readers = Readers::open(path, 2).value();
    writer = std::make_unique<Writer>(std::move(database), Writer::Options{}, *log);
    keys = std::make_unique<ServerKeys>(ServerKeys::open(folder.path(), random).value());
    snapshots = std::make_unique<TargetSnapshots>(path, *readers, clock, *log, snapshot_options);
    account_keys = std::make_unique<accounts::AccountKeys>(accounts::AccountKeys::open(folder.path(), random).value());
    importing = std::make_unique<imports::Imports>(folder.path(), *readers, *writer, clock, random, *log);
    make_context();
  }
  ~InProcess() {
    importing->stop();
    snapshots->stop();
    writer->stop();
    ::close(log_file);
  }

  /// Anew, after a test has replaced a part of it.
  void make_context() {
    context =
        std::make_unique<Context>(Context{clock, random, *log, files, *writer, *readers, *snapshots, *keys, passwords,
                                          *account_keys, true, folder.path(), *importing, *log_signer});
  }

  Response ask(std::string_view method, std::string_view path, std::vector<Header> headers = {},
               std::string body = {}) {
    Request request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    if (!cookie.empty()) request.headers.push_back({"Cookie", cookie});
    request.body = std::move(body);
    request.id = "test-1";
    return handle(request, *context);
  }
  /// GET with query parameters.
  Response get(std::string_view path, std::vector<std::pair<std::string, std::string>> query) {
    Request request;
    request.method = "GET";
    request.path = path;
    request.query = std::move(query);
    if (!cookie.empty()) request.headers.push_back({"Cookie", cookie});
    request.id = "test-1";
    return handle(request, *context);
  }
  Response post_event(std::string body) {
    return ask("POST", "/api/v1/client-events", {{"Content-Type", "application/json"}}, std::move(body));
  }

  /// Of the session that the requests above are made in; see sign_in() in accounts_support.h.
  std::string cookie;
  TemporaryFolder folder;
  ManualClock clock{{1'790'000'000'000}};
  SystemRandom random;
  int log_file = -1;
  StaticFiles files;
  std::unique_ptr<Log> log;
  std::unique_ptr<transparency::Signer> log_signer;
  std::unique_ptr<Readers> readers;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<TargetSnapshots> snapshots;
  std::unique_ptr<ServerKeys> keys;
  accounts::PasswordHasher passwords{{.parameters = cheap_parameters}, random};
  std::unique_ptr<accounts::AccountKeys> account_keys;
  std::unique_ptr<imports::Imports> importing;
  std::unique_ptr<Context> context;
};

inline const char* const good_event =
    R"({"op_id":"01890000-0000-7000-8000-000000000001","kind":"start","app_version":"0.1.0","text":"你好"})";

}  // namespace mingchou::server::test
