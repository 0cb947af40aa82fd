// The server's export key, and `mingchou open-export` on files that tablets made.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/json/json.h"
#include "shared/sync/export_file.h"
#include "tests/server/in_process.h"
#include "tests/server/support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

crypto::ExchangeKey served_key(InProcess& server) {
  const auto document = json::parse(server.ask("GET", "/api/v1/export-key").content()).value();
  const Bytes bytes = from_hex(document.root().find("key")->text().value()).value();
  crypto::ExchangeKey key{};
  REQUIRE(bytes.size() == key.size());
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

std::string sealed_to(const crypto::ExchangeKey& key, std::string_view plain) {
  SeededRandom random(4);
  auto sealer = sync::ExportSealer::begin(key, {{1}, Uuid{}, 2}, random).value();
  std::string file;
  REQUIRE(sealer.add(plain, file));
  REQUIRE(sealer.finish(file));
  return file;
}

}  // namespace

TEST_CASE("the export key is made once, kept over restarts, and readable by its owner only") {
  TemporaryFolder folder;
  ::mkdir((folder.path() + "/keys").c_str(), 0700);
  SystemRandom random;
  const ServerKeys first = ServerKeys::open(folder.path(), random).value();
  CHECK(ServerKeys::open(folder.path(), random).value().export_key() == first.export_key());
  CHECK(ServerKeys::read(folder.path()).value().export_key() == first.export_key());
  struct stat status;
  REQUIRE(::stat((folder.path() + "/keys/export.key").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a damaged or missing export key is said and never replaced") {
  TemporaryFolder folder;
  ::mkdir((folder.path() + "/keys").c_str(), 0700);
  CHECK(ServerKeys::read(folder.path()).error().code == "data.key_missing");
  const std::string path = folder.path() + "/keys/export.key";
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{31}, std::size_t{33}}) {
    write_file(path, std::string(bytes, 'k'));
    SystemRandom random;
    CHECK(ServerKeys::open(folder.path(), random).error().code == "data.bad_key_file");
    struct stat status;
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK(static_cast<std::size_t>(status.st_size) == bytes);
  }
}

TEST_CASE("open-export prints what a tablet sealed to the key that the server gives, and nothing of a tampered file") {
  InProcess server;
  const std::string plain = "{\"op_id\":\"1\"}\n{\"op_id\":\"2\"}\n";
  const std::string file = sealed_to(served_key(server), plain);
  const std::string path = server.folder.path() + "/tablet.export";
  write_file(path, file);
  const Finished good = run_mingchou({"open-export", "--data", server.folder.path(), "--file", path, "--lang", "en"});
  CHECK(good.exit_code == 0);
  CHECK(good.out == plain);
  CHECK(good.error.find("2 operations") != std::string::npos);

  std::string changed = file;
  changed[changed.size() - 10] ^= 1;
  write_file(path, changed);
  const Finished bad = run_mingchou({"open-export", "--data", server.folder.path(), "--file", path});
  CHECK(bad.exit_code == 1);
  CHECK(bad.out.empty());
  CHECK(!bad.error.empty());

  CHECK(run_mingchou({"open-export", "--data", server.folder.path()}).exit_code == 2);
  CHECK(run_mingchou({"open-export", "--data", server.folder.path(), "--file", path + ".none"}).exit_code == 1);
}
