// A database with the real schema and a key, for appending to the transparency log without a server around it.
#pragma once

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <functional>

#include "server/data/schema.h"
#include "server/transparency/begin.h"
#include "server/transparency/log_check.h"
#include "server/transparency/log_store.h"
#include "shared/json/json.h"
#include "shared/log/merkle.h"
#include "shared/store/migration.h"
#include "tests/server/support.h"

namespace mingchou::server::test {

using transparency::Appended;
using transparency::LogRow;
using transparency::Signer;

inline constexpr std::uint64_t first_at_s = 1'790'000'000;
inline constexpr Instant signed_at{1'790'000'123'456};

/// {"at":…,"n":…,"type":"test"}, canonical.
inline std::string test_leaf(std::uint64_t number, std::uint64_t at_s = first_at_s) {
  return "{\"at\":" + std::to_string(at_s) + ",\"n\":" + std::to_string(number) + ",\"type\":\"test\"}";
}

inline std::vector<std::string> test_leaves(std::uint64_t first, std::uint64_t count) {
  std::vector<std::string> leaves;
  leaves.reserve(count);
  for (std::uint64_t i = first; i < first + count; ++i) leaves.push_back(test_leaf(i));
  return leaves;
}

template <class T>
std::string error_code(const Result<T>& result) {
  return result ? "" : result.error().code;
}

class LogHouse {
 public:
  explicit LogHouse(std::string_view host = "county.example") : db(open(folder.path())) {
    signer.emplace(Signer::open(db, folder.path(), host, random).value());
  }

  /// A data folder's parts at a path, made if they are missing.
  static Database open(const std::string& path) {
    ::mkdir((path + "/keys").c_str(), 0700);
    Database database = Database::open({.path = path + "/mingchou.db"}).value();
    REQUIRE(migrate(database, server_schema(signed_at)));
    return database;
  }

  /// In a transaction of its own, as the writer's jobs are: what fails leaves nothing.
  Result<> run(const std::function<Result<>()>& job) {
    auto transaction = Transaction::begin(db).value();
    MC_TRY(job());
    return transaction.commit();
  }
  Result<Appended> append(const std::vector<std::string>& leaves) {
    Result<Appended> appended = fail(Error("server.internal"));
    MC_TRY(run([&]() -> Result<> {
      appended = MC_TRY(transparency::append(db, leaves, signed_at, *signer));
      return {};
    }));
    return appended;
  }
  Result<Appended> begin_after(const std::string& note) {
    Result<Appended> appended = fail(Error("server.internal"));
    MC_TRY(run([&]() -> Result<> {
      appended = MC_TRY(transparency::begin_after(db, note, signed_at, *signer));
      return {};
    }));
    return appended;
  }
  std::int64_t count(const std::string& table) { return db.number("SELECT count(*) FROM " + table).value(); }
  bool is_empty() { return count("transparency_log") == 0 && count("log_tile") == 0 && count("log_checkpoint") == 0; }
  /// Codes of what the check finds in log 1, each once.
  std::vector<std::string> findings() {
    const LogRow row = transparency::find_log(db, 1).value().value();
    std::vector<std::string> codes;
    for (const Error& finding : transparency::check_log(db, row).value().findings)
      if (codes.empty() || codes.back() != finding.code) codes.push_back(finding.code);
    return codes;
  }
  /// A checkpoint of leaves that are nowhere, signed with our key.
  std::string lost_note(std::uint64_t size, const std::string& origin = "county.example/mingchou/log/1") {
    log::Checkpoint checkpoint{origin, size, {}};
    checkpoint.root[0] = 1;
    return log::sign_checkpoint(signer->key(), checkpoint).value();
  }

  TemporaryFolder folder;
  SeededRandom random{7};
  Database db;
  std::optional<Signer> signer;
};

inline constexpr const char* without_log_triggers =
    "DROP TRIGGER log_tile_update; DROP TRIGGER log_tile_delete; DROP TRIGGER log_tile_insert; "
    "DROP TRIGGER log_checkpoint_update; DROP TRIGGER log_checkpoint_delete; DROP TRIGGER transparency_log_update;";

}  // namespace mingchou::server::test
