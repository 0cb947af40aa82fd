// The transparency log over the core's routes: for everybody, in the paths of C2SP, with what caches may keep.
#include <algorithm>

#include "server/core/routes.h"
#include "server/transparency/tile_table.h"
#include "tests/server/accounts_support.h"
#include "tests/server/transparency_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

void append_to(InProcess& server, const std::vector<std::string>& leaves) {
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(transparency::append(database, leaves, server.clock.now(), *server.log_signer));
    return {};
  }));
}

/// What a stranger reads, with nothing but the routes.
class RemoteFiles final : public log::TileFiles {
 public:
  explicit RemoteFiles(InProcess& server) : server_(server) {}
  Result<Bytes> read(const std::string& path) override {
    const Response response = server_.ask("GET", "/log/1/" + path);
    if (response.status != 200) return fail(Error("log.tile_form").with("path", path));
    const BytesView bytes = as_bytes(response.content());
    return Bytes(bytes.begin(), bytes.end());
  }
  Result<> write(const std::string&, BytesView) override { return fail(Error("server.internal")); }
  Result<> flush() override { return {}; }

 private:
  InProcess& server_;
};

}  // namespace

TEST_CASE("before the first leaf there is no log to be read") {
  InProcess server;
  const Response log = server.ask("GET", "/api/v1/log");
  CHECK(log.status == 404);
  CHECK(code_of(log) == "log.not_begun");
  CHECK(code_of(server.ask("GET", "/log/1/checkpoint")) == "server.not_found");
  CHECK(code_of(server.ask("GET", "/log/1/tile/0/000.p/1")) == "server.not_found");
}

TEST_CASE("whoever has the log's key verifies all of the log from its public paths") {
  InProcess server;
  const auto leaves = test_leaves(0, 300);
  append_to(server, leaves);
  const Response log = server.ask("GET", "/api/v1/log");
  REQUIRE(log.status == 200);
  CHECK(field(log, "origin") == "localhost/mingchou/log/1");
  const auto key = log::VerifierKey::parse(field(log, "verifier_key"));
  REQUIRE(key);
  const Response note = server.ask("GET", "/log/1/checkpoint");
  CHECK(note.content() == field(log, "checkpoint"));
  const auto opened = log::open_checkpoint(note.content(), *key, {}, log::UnknownKeys::refuse);
  REQUIRE(opened);
  CHECK(opened->checkpoint.size == 300);
  RemoteFiles files(server);
  log::TileReader reader(files, opened->checkpoint.size);
  CHECK(reader.root().value() == opened->checkpoint.root);
  std::size_t different = 0;
  for (std::uint64_t i = 0; i < leaves.size(); ++i) {
    const auto entry = reader.entry(i).value();
    const auto path = reader.inclusion_path(i).value();
    const log::Digest leaf = log::leaf_hash(log::Suite::sha256, as_bytes(entry));
    const auto& root = opened->checkpoint.root;
    if (entry != leaves[i] || !log::verify_inclusion(log::Suite::sha256, leaf, i, 300, path, root)) ++different;
  }
  CHECK(different == 0);
}

TEST_CASE("every width that a tile of the log once had is served, cut from the one that is there") {
  InProcess server;
  append_to(server, test_leaves(0, 300));
  RemoteFiles files(server);
  std::size_t wrong = 0;
  for (std::uint64_t size = 1; size <= 300; ++size) {
    log::TileReader reader(files, size);
    const auto entry = reader.entry(size - 1);
    const auto root = server.readers->read([&](Database& db) { return transparency::root_of(db, 1, size); });
    if (!entry || *entry != test_leaf(size - 1) || reader.root().value() != root.value()) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(server.ask("GET", "/log/1/tile/0/000.p/255").content().size() == 255 * 32);
  CHECK(server.ask("GET", "/log/1/tile/0/000").content().size() == 256 * 32);
  CHECK(server.ask("GET", "/log/1/tile/1/000.p/1").content().size() == 32);
}

TEST_CASE(
    "full tiles of the log are kept for ever, partial ones for a while, and a checkpoint is asked for each time") {
  InProcess server;
  append_to(server, test_leaves(0, 300));
  for (const char* full : {"/log/1/tile/0/000", "/log/1/tile/entries/000"})
    CHECK(server.ask("GET", full).header("Cache-Control") == "public, max-age=31536000, immutable");
  for (const char* partial : {"/log/1/tile/0/001.p/44", "/log/1/tile/0/000.p/9", "/log/1/tile/entries/001.p/1"}) {
    const Response response = server.ask("GET", partial);
    CHECK(response.status == 200);
    CHECK(response.header("Cache-Control") == "public, max-age=3600");
    CHECK(response.header("Content-Type") == "application/octet-stream");
    CHECK(response.header("Content-Security-Policy")->contains("sandbox"));
  }
  const Response checkpoint = server.ask("GET", "/log/1/checkpoint");
  CHECK(checkpoint.header("Cache-Control") == "no-cache");
  CHECK(checkpoint.header("Content-Type") == "text/plain; charset=utf-8");
  const std::string tag(checkpoint.header("ETag").value());
  CHECK(server.ask("GET", "/log/1/checkpoint", {{"If-None-Match", tag}}).status == 304);
  append_to(server, test_leaves(300, 1));
  CHECK(server.ask("GET", "/log/1/checkpoint", {{"If-None-Match", tag}}).status == 200);
}

TEST_CASE("what is no tile of the log, or written in another way, is not found") {
  InProcess server;
  append_to(server, test_leaves(0, 300));
  for (const char* path : {
           // Not there, or not yet so wide.
           "1/tile/0/001",
           "1/tile/0/001.p/45",
           "1/tile/0/002.p/1",
           "1/tile/entries/001",
           "1/tile/entries/001.p/45",
           "1/tile/1/000",
           "1/tile/1/000.p/2",
           "1/tile/2/000.p/1",
           "2/tile/0/000",
           "2/checkpoint",
           // Written in another way.
           "01/tile/0/000",
           "+1/tile/0/000",
           "1/tile/00/000",
           "1/tile/0/0",
           "1/tile/0/0000",
           "1/tile/0/x000/000",
           "1/tile/0/000.p/256",
           "1/tile/0/000.p/0",
           "1/tile/0/000.p/01",
           "1/tile/0/000.p/",
           "1/tile/0/000.p",
           "1/tile/0/000.p/1/",
           "1/tile/0/000/",
           "1/tile/0/",
           "1/tile/0",
           "1/tile/-1/000",
           "1/tile/64/000",
           "1/tile/0/abc",
           "1/tile/0/-01",
           "1/tile/Entries/000",
           "1/tile/18446744073709551616/000",
           "1/tile/0/x999/x999/x999/x999/x999/x999/x999/999",
           "99999999999999999999/checkpoint",
           "-1/checkpoint",
           "0/checkpoint",
           "/checkpoint",
           "1/checkpoint/",
           "1/checkpoint/x",
           "1",
           "1/tile/0/000.p/1.p/1",
       }) {
    CAPTURE(path);
    const Response response = server.ask("GET", "/log/" + std::string(path));
    CHECK(response.status == 404);
    CHECK(response.header("Content-Type") == "application/problem+json");
  }
  CHECK(server.ask("PUT", "/log/1/checkpoint").status == 405);
}

TEST_CASE("paths of tiles of the log are read back as shared/log writes them, for indexes of any size") {
  for (const std::uint64_t index :
       {0ULL, 1ULL, 255ULL, 999ULL, 1000ULL, 1'234'067ULL, 999'999'999ULL, 1'000'000'000ULL})
    for (const std::uint64_t width : {1ULL, 255ULL, 256ULL})
      for (const std::optional<unsigned> level : {std::optional<unsigned>(), std::optional(0U), std::optional(63U)}) {
        const transparency::TilePath path{level, index, width};
        const auto parsed = transparency::parse_tile_path(path.text());
        REQUIRE(parsed);
        CHECK(parsed->level == level);
        CHECK(parsed->index == index);
        CHECK(parsed->width == width);
      }
}

TEST_CASE("a last place of a pattern takes all that is left, and something must be") {
  Parameters parameters;
  CHECK(matches("/a/{id}/{+rest}", "/a/7/b/c", parameters));
  CHECK(parameters[0] == std::pair<std::string_view, std::string_view>("id", "7"));
  CHECK(parameters[1] == std::pair<std::string_view, std::string_view>("rest", "b/c"));
  for (const char* other : {"/a/7", "/a/7/", "/a//b", "/b/7/c"})
    CHECK_FALSE(matches("/a/{id}/{+rest}", other, parameters));
}
