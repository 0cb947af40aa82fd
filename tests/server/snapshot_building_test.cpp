// How a snapshot of the target register is fetched, when it is made anew, and its bounds.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "server/snapshot/compression.h"
#include "tests/server/snapshot_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;
using namespace mingchou::server::test::snapshots;
using namespace std::chrono_literals;

TEST_CASE("any part comes by itself, in each encoding, with a tag of its own, and unchanged ones are not sent again") {
  InProcess server(eager);
  sign_in(server);
  load_county(server, 3000);
  const Manifest manifest = fetch_manifest(server);
  const std::size_t last = manifest.parts.size() - 1;
  const std::string plain = fetch_part(server, manifest, last);
  const std::string path = part_path(manifest.id, last);

  const Response brotli = server.ask("GET", path, {{"Accept-Encoding", "gzip, deflate, br"}});
  CHECK(brotli.header("Content-Encoding") == "br");
  CHECK(brotli.content().size() == manifest.parts[last].bytes);
  CHECK(unpack_brotli(brotli.content(), plain.size()) == plain);
  CHECK_FALSE(unpack_brotli(brotli.content(), plain.size() - 1));
  CHECK_FALSE(unpack_brotli(brotli.content(), plain.size() + 1));

  const Response gzip = server.ask("GET", path, {{"Accept-Encoding", "gzip"}});
  CHECK(gzip.header("Content-Encoding") == "gzip");
  CHECK(gzip.content().starts_with("\x1f\x8b"));
  CHECK(gzip.content() == compress_gzip(plain));

  const Response identity = server.ask("GET", path);
  CHECK_FALSE(identity.header("Content-Encoding"));
  CHECK(identity.header("Content-Type") == "application/jsonl");
  const std::set<std::string_view> tags = {*brotli.header("ETag"), *gzip.header("ETag"), *identity.header("ETag")};
  CHECK(tags.size() == 3);
  for (const Response* response : {&brotli, &gzip, &identity}) {
    CHECK(response->header("Vary") == "Accept-Encoding");
    CHECK(response->header("Cache-Control") == "no-store");  // it names persons
    const std::string tag(*response->header("ETag"));
    const std::string encoding(response->header("Content-Encoding").value_or("identity"));
    const Response again = server.ask("GET", path, {{"Accept-Encoding", encoding}, {"If-None-Match", tag}});
    CHECK(again.status == 304);
    CHECK(again.content().empty());
  }
  CHECK(server.ask("HEAD", path).status == 200);
  CHECK(server.ask("HEAD", route).status == 200);
  CHECK(server.ask("POST", route).header("Allow") == "GET, HEAD");

  const Response first = server.ask("GET", route);
  CHECK(first.header("Cache-Control") == "no-cache");
  CHECK(server.ask("GET", route, {{"If-None-Match", std::string(*first.header("ETag"))}}).status == 304);
  CHECK(server.snapshots->build_count() == 1);
}

TEST_CASE("a changed register makes a new snapshot of which only the changed parts are new, and the old one stays") {
  InProcess server(eager);
  sign_in(server);
  load_county(server, 6000);
  const Manifest before = fetch_manifest(server);
  const std::string old_part = fetch_part(server, before, 1);
  // The first target of the second part ends: a part in the middle loses a line.
  write(server,
        "UPDATE target SET valid_to = '2026-01-01', revision = 2 "
        "WHERE id = (SELECT id FROM target WHERE holder_id IS NULL ORDER BY id LIMIT 1 OFFSET 2500)");
  const Manifest after = fetch_manifest(server);
  CHECK(after.id != before.id);
  CHECK(after.row_count == 5999);
  std::set<std::string> known;
  for (const Part& part : before.parts) known.insert(part.sha256);
  const auto new_parts =
      std::ranges::count_if(after.parts, [&](const Part& part) { return !known.contains(part.sha256); });
  CHECK(new_parts >= 1);
  CHECK(new_parts <= 2);
  CHECK(fetch_part(server, before, 1) == old_part);
  fetch_lines(server, after);

  // Back as it was: the same name, and nothing is kept twice.
  write(server, "UPDATE target SET valid_to = NULL, revision = 1 WHERE valid_to IS NOT NULL");
  CHECK(fetch_manifest(server).id == before.id);
  CHECK(server.snapshots->build_count() == 3);
}

TEST_CASE("what a snapshot does not show builds none, and every change that it shows does") {
  InProcess server(eager);
  sign_in(server);
  const Department department = load_small(server, 2);
  Target marked = small_target(department);
  marked.tags = {{ids().next()}};
  marked.licences = {{{ids().next()}, "许可", "1", "局", std::nullopt, std::nullopt}};
  write(server, [&](Database& db) -> Result<> {
    MC_TRY(RegisterWriter(db, demo_recorded()).insert(Tag{marked.tags[0], "标签"}));
    return RegisterWriter(db, demo_recorded()).insert(marked);
  });
  std::string id = fetch_manifest(server).id;
  const std::size_t builds = server.snapshots->build_count();
  CHECK(server.post_event(good_event).status == 201);
  CHECK(fetch_manifest(server).id == id);
  CHECK(server.snapshots->build_count() == builds);

  for (const char* change : {
           "UPDATE target SET name = '改' WHERE id = (SELECT max(id) FROM target)",
           "UPDATE target_licence SET number = '2'",
           "DELETE FROM target_licence",
           "UPDATE tag SET name = '改'",
           "DELETE FROM target_tag",
           "INSERT INTO target_tag (target_id, tag_id) SELECT min(target.id), tag.id FROM target, tag",
           "UPDATE target SET address = '改'",
           "UPDATE department SET short_name = '改'",
           "INSERT INTO tag SELECT randomblob(16), 'T', '2026-01-01', NULL, 1, 'test', 1",
           "DELETE FROM tag WHERE name = 'T'",
       }) {
    CAPTURE(change);
    write(server, change);
    const std::string next = fetch_manifest(server).id;
    CHECK(next != id);
    id = next;
  }
}

TEST_CASE("three hundred tablets at once cost one build, and those that are turned away come again") {
  InProcess server(Options{.wait_max = 60s});
  sign_in(server);
  load_county(server, 3000);
  std::atomic<int> served = 0, turned_away = 0;
  constexpr int tablet_count = 300;
  std::vector<std::thread> tablets;
  tablets.reserve(tablet_count);
  for (int i = 0; i < tablet_count; ++i)
    tablets.emplace_back([&] {
      for (;;) {
        const Response response = server.ask("GET", route);
        if (response.status == 200) break;
        if (response.status != 503 || !response.header("Retry-After")) return;
        ++turned_away;
        std::this_thread::sleep_for(1ms);
      }
      ++served;
    });
  for (std::thread& tablet : tablets) tablet.join();
  CHECK(served == tablet_count);
  CHECK(server.snapshots->build_count() == 1);
  MESSAGE(turned_away.load() << " answers of 503");
}

TEST_CASE("while the first snapshot is being made the answer is 503 with Retry-After") {
  InProcess server(Options{.waiting_max = 0});
  sign_in(server);
  const Response first = server.ask("GET", route);
  CHECK(first.status == 503);
  CHECK(first.content().contains("snapshot.building"));
  const std::string retry(first.header("Retry-After").value_or(""));
  CHECK((retry >= "1" && retry <= "4"));
  Response later;
  for (int i = 0; i < 10'000 && later.status != 200; ++i) {
    std::this_thread::sleep_for(5ms);
    later = server.ask("GET", route);
  }
  CHECK(later.status == 200);
}

TEST_CASE("between two builds lies a pause, in which the older snapshot is served") {
  InProcess server(Options{.wait_max = 60s, .pause = 1h});
  sign_in(server);
  const Department department = load_small(server, 1);
  const Manifest before = fetch_manifest(server);
  add_target(server, small_target(department));
  CHECK(fetch_manifest(server).id == before.id);
  CHECK(server.snapshots->build_count() == 1);
}

TEST_CASE("a superseded snapshot is served for its time only, then 410") {
  Options options = eager;
  options.kept_max = 0ms;
  InProcess server(options);
  sign_in(server);
  const Department department = load_small(server, 1);
  const Manifest before = fetch_manifest(server);
  add_target(server, small_target(department));
  CHECK(fetch_manifest(server).id != before.id);
  const Response gone = server.ask("GET", part_path(before.id, 0));
  CHECK(gone.status == 410);
  CHECK(gone.content().contains("snapshot.superseded"));
}

TEST_CASE("older snapshots are bounded by number and by bytes") {
  for (const bool by_bytes : {false, true}) {
    Options options = eager;
    options.older_max = by_bytes ? 32 : 1;
    InProcess server(options);
    sign_in(server);
    const Department department = load_small(server, 400);
    std::vector<Manifest> manifests{fetch_manifest(server)};
    if (by_bytes) {
      // Two of them fit, a third does not: each change renames all targets, so no part is shared.
      options.bytes_max = manifests[0].bytes * 5 / 2;
      server.snapshots = std::make_unique<TargetSnapshots>(server.folder.path() + "/mingchou.db", *server.readers,
                                                           server.clock, *server.log, options);
      server.make_context();
      fetch_manifest(server);
    }
    for (const char* name : {"乙", "丙"}) {
      write(server, std::string("UPDATE target SET name = '") + name + "'");
      manifests.push_back(fetch_manifest(server));
    }
    CHECK(server.ask("GET", part_path(manifests[2].id, 1)).status == 200);
    CHECK(server.ask("GET", part_path(manifests[1].id, 1)).status == 200);
    CHECK(server.ask("GET", part_path(manifests[0].id, 1)).status == 410);
  }
}

TEST_CASE("after a restart the parts of the same register are there under the same name") {
  InProcess server(eager);
  sign_in(server);
  load_county(server, 1500);
  const Manifest manifest = fetch_manifest(server);
  const std::string part = fetch_part(server, manifest, 1);
  TargetSnapshots restarted(server.folder.path() + "/mingchou.db", *server.readers, server.clock, *server.log, eager);
  const auto found = restarted.find({}, manifest.id);
  REQUIRE(found);
  REQUIRE(*found != nullptr);
  CHECK(**(*found)->parts[1]->plain() == part);
  CHECK(*restarted.find({}, std::string(64, '0')) == nullptr);
}

TEST_CASE("names and numbers from outside are refused, never believed") {
  InProcess server(eager);
  sign_in(server);
  load_small(server, 1);
  const Manifest manifest = fetch_manifest(server);
  REQUIRE(manifest.parts.size() == 2);
  for (const char* bad : {"2", "-1", "+1", "01", "1.0", "1e0", "", "x", "18446744073709551616", "99999999999"})
    CHECK(server.ask("GET", std::string(route) + "/" + manifest.id + "/" + bad).status == 404);
  CHECK(server.ask("GET", part_path(std::string(64, '0'), 0)).status == 410);
  for (const std::string& bad : {std::string(63, '0'), std::string(65, '0'), std::string(64, 'A'), std::string("..")})
    CHECK(server.ask("GET", part_path(bad, 0)).status == 404);
}

TEST_CASE("a row beyond the bound of a line is named, and a snapshot that is there already goes on being served") {
  InProcess server(eager);
  sign_in(server);
  const Department department = load_small(server, 1);
  Target large = small_target(department);
  // As long as a line may be: what the rest of the line takes is found out with a short address.
  large.address = "x";
  add_target(server, large);
  const std::size_t length = fetch_lines(server, fetch_manifest(server)).back().size();
  const auto set_address = [&](std::size_t bytes) {
    write(server, [&](Database& db) {
      return db.run("UPDATE target SET address = ? WHERE id = ?", std::string(bytes, 'x'), large.id);
    });
  };
  set_address(65'536 - length + 1);
  const Manifest at_bound = fetch_manifest(server);
  CHECK(fetch_lines(server, at_bound).back().size() == 65'536);
  set_address(65'536 - length + 2);
  CHECK(fetch_manifest(server).id == at_bound.id);

  TargetSnapshots fresh(server.folder.path() + "/mingchou.db", *server.readers, server.clock, *server.log, eager);
  const auto refused = fresh.current({});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "snapshot.row_too_large");
  CHECK(refused.error().argument("id") == large.id.uuid.text());
  CHECK(read_file(server.folder.path() + "/log").contains("snapshot_failed"));
}

TEST_CASE("parts of very long rows are bounded by their bytes") {
  InProcess server(eager);
  sign_in(server);
  const Department department = load_small(server, 150);
  write(server, "UPDATE target SET address = printf('%.*c', 60000, 'x')");
  const Manifest manifest = fetch_manifest(server);
  CHECK(fetch_lines(server, manifest).size() == 151);
  REQUIRE(manifest.parts.size() == 4);  // department, and 9 MB of targets
  for (const Part& part : manifest.parts) CHECK(part.raw_bytes <= part_raw_bytes_max);
  CHECK(manifest.parts[1].raw_bytes + 61'000 > part_raw_bytes_max);
}

TEST_CASE("a register beyond the bound of memory is refused with a sentence") {
  Options options = eager;
  options.bytes_max = 1000;
  InProcess server(options);
  sign_in(server);
  load_county(server, 1000);
  const Response refused = server.ask("GET", route);
  CHECK(refused.status == 500);
  CHECK(refused.content().contains("snapshot.too_large"));
}

TEST_CASE("stopping ends a build that runs") {
  InProcess server(Options{.waiting_max = 0});
  sign_in(server);
  load_county(server, 3000);
  CHECK(server.ask("GET", route).status == 503);
  server.snapshots->stop();
  CHECK(server.ask("GET", route).status != 404);
  server.snapshots->stop();
}
