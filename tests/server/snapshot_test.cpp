// The snapshot of the target register over the core: what is in it, how it is fetched, and when it is made anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "server/snapshot/compression.h"
#include "server/snapshot/target_lines.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"
#include "shared/demo/county.h"
#include "shared/json/canonical.h"
#include "shared/json/lines.h"
#include "shared/json/writer.h"
#include "shared/registry/content.h"
#include "shared/registry/register_writer.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

using Options = TargetSnapshots::Options;
using namespace std::chrono_literals;

constexpr std::string_view route = "/api/v1/snapshots/targets";
/// Makes anew as soon as the register has changed.
const Options eager{.wait_max = 60s, .pause = 0ms, .pause_builds = 0};

struct Part {
  std::size_t row_count, bytes, raw_bytes;
  std::string sha256;
};
struct Manifest {
  std::string id;
  std::int64_t created_at;
  std::size_t row_count, bytes, raw_bytes;
  std::vector<Part> parts;
};

std::size_t number(json::Value object, std::string_view name) {
  return static_cast<std::size_t>(object.find(name).value().int64().value());
}

Manifest manifest_of(const Response& response) {
  REQUIRE(response.status == 200);
  const auto document = json::parse(response.content());
  REQUIRE(document);
  const json::Value root = document->root();
  Manifest manifest{std::string(root.find("snapshot").value().text().value()),
                    root.find("created_at").value().int64().value(),
                    number(root, "row_count"),
                    number(root, "bytes"),
                    number(root, "raw_bytes"),
                    {}};
  CHECK(number(root, "format") == 1);
  for (const json::Value part : root.find("parts").value().items()) {
    CHECK(number(part, "index") == manifest.parts.size());
    manifest.parts.push_back({number(part, "row_count"), number(part, "bytes"), number(part, "raw_bytes"),
                              std::string(part.find("sha256").value().text().value())});
  }
  return manifest;
}

Manifest fetch_manifest(InProcess& server) { return manifest_of(server.ask("GET", route)); }

std::string part_path(const std::string& id, std::size_t index) {
  return std::string(route) + "/" + id + "/" + std::to_string(index);
}

std::string fetch_part(InProcess& server, const Manifest& manifest, std::size_t index) {
  const Response response = server.ask("GET", part_path(manifest.id, index));
  REQUIRE(response.status == 200);
  const std::string lines(response.content());
  CHECK(lines.size() == manifest.parts[index].raw_bytes);
  CHECK(to_hex(crypto::hash(crypto::Suite::sha256, as_bytes(lines))) == manifest.parts[index].sha256);
  return lines;
}

/// Every line of every part; each is checked to be its own canonical JSON.
std::vector<std::string> fetch_lines(InProcess& server, const Manifest& manifest) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    json::LineReader reader({.form = json::Form::canonical});
    REQUIRE(reader.feed(fetch_part(server, manifest, i), [&](const json::Line& line) -> Result<> {
      lines.emplace_back(line.text);
      return {};
    }));
    REQUIRE(reader.finish());
    CHECK(reader.lines() == manifest.parts[i].row_count);
  }
  return lines;
}

void write(InProcess& server, const Writer::Job& job) {
  const auto done = server.writer->run(job);
  REQUIRE_MESSAGE(done, done.error().code << " " << done.error().detail);
}

void write(InProcess& server, std::string_view sql) {
  write(server, [&](Database& db) { return db.run(sql); });
}

/// What a tablet gets of an entity: its content without what is internal, as canonical JSON.
std::string line_of(const std::string& content, std::string_view type) {
  const std::set<std::string_view> internal = {"sort_order", "phone",  "risk_class",      "risk_source",
                                               "risk_on",    "source", "food_risk_class", "external_number"};
  const auto document = json::parse(content);
  json::Writer writer;
  writer.begin_object();
  for (const auto& [key, value] : document->root().members())
    if (!internal.contains(key) && !(type == "department" && key == "address")) writer.field(key, value);
  writer.field("type", type);
  if (type == "target") writer.field("revision", 1);
  return json::canonical(std::move(writer.end_object()).take()).value();
}

std::string line_of(const Tag& tag) {
  return R"({"id":")" + tag.id.uuid.text() + R"(","name":")" + tag.name + R"(","type":"tag"})";
}

/// The demo county of that many targets, and the lines that its snapshot must have.
std::vector<std::string> load_county(InProcess& server, std::uint64_t targets) {
  std::vector<std::string> lines;
  write(server, [&](Database& db) -> Result<> {
    DemoCounty county({.targets = targets});
    RegisterWriter writer(db, demo_recorded());
    for (const Department& department : county.departments()) {
      MC_TRY(writer.insert(department));
      lines.push_back(line_of(content_of(department), "department"));
    }
    for (const Tag& tag : county.tags()) {
      MC_TRY(writer.insert(tag));
      lines.push_back(line_of(tag));
    }
    while (const auto target = county.next_target()) {
      MC_TRY(writer.insert(*target));
      lines.push_back(line_of(content_of(*target), "target"));
    }
    return {};
  });
  return lines;
}

UuidGenerator& ids() {
  static ManualClock clock{{1'790'000'000'000}};
  static SeededRandom random(7);
  static UuidGenerator generator(clock, random);
  return generator;
}

Department small_department(const std::string& code) {
  Department department;
  department.id = {ids().next()};
  department.code = department.name = department.short_name = code;
  return department;
}

Target small_target(const Department& of) {
  Target target;
  target.id = {ids().next()};
  target.kind = TargetKind::project;
  target.name = "对象";
  target.township_code = "411622102";
  target.responsible_department_id = of.id;
  target.source = "test";
  return target;
}

/// A register with one department and targets of one line each.
Department load_small(InProcess& server, int targets) {
  const Department department = small_department("D");
  write(server, [&](Database& db) -> Result<> {
    RegisterWriter writer(db, demo_recorded());
    MC_TRY(writer.insert(department));
    for (int i = 0; i < targets; ++i) MC_TRY(writer.insert(small_target(department)));
    return {};
  });
  return department;
}

void add_target(InProcess& server, const Target& target) {
  write(server, [&](Database& db) { return RegisterWriter(db, demo_recorded()).insert(target); });
}

}  // namespace

TEST_CASE("a snapshot holds every row as it was written, departments and tags first, targets by id") {
  InProcess server(eager);
  sign_in(server);
  const std::vector<std::string> expected = load_county(server, 5000);
  const Manifest manifest = fetch_manifest(server);
  CHECK(manifest.row_count == 5000);
  CHECK(manifest.created_at == server.clock.now().ms);
  const std::vector<std::string> lines = fetch_lines(server, manifest);
  REQUIRE(lines.size() == expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) REQUIRE(lines[i] == expected[i]);
  std::size_t bytes = 0, raw_bytes = 0;
  REQUIRE(manifest.parts.size() > 3);
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    bytes += manifest.parts[i].bytes;
    raw_bytes += manifest.parts[i].raw_bytes;
    CHECK(manifest.parts[i].row_count <= part_lines_max);
    const bool is_inner = i > 0 && i + 1 < manifest.parts.size();
    if (is_inner) CHECK(manifest.parts[i].row_count >= part_lines_min);
  }
  CHECK(manifest.bytes == bytes);
  CHECK(manifest.raw_bytes == raw_bytes);
}

TEST_CASE("a target's line has exactly the fields that tablets may have") {
  InProcess server(eager);
  sign_in(server);
  const Department department = small_department("D");
  const Tag tag{{ids().next()}, "特种设备使用"}, ended{{ids().next()}, "旧标签"};
  Target full = small_target(department);
  full.kind = TargetKind::enterprise;
  full.name = "甲\u2028\"乙\\\n";
  full.credit_code = "92411622MA9T0000XE";
  full.registration_number = "911622000000011";
  full.form = "有限责任公司";
  full.established_on = CivilDate::of(2020, 1, 2);
  full.registration_authority = "机关";
  full.status = TargetStatus::suspended;
  full.legal_person = "张三";
  full.address = "地址";
  full.contact_name = "李四";
  full.contact_phone = "14200000000";
  full.industry_code = "0313";
  full.station = "所";
  full.area = "区";
  full.risk_class = full.food_risk_class = "D";
  full.risk_source = "平台";
  full.risk_on = CivilDate::of(2021, 1, 2);
  full.last_checked_on = CivilDate::of(2025, 12, 31);
  full.external_number = "X1";
  full.tags = {tag.id, ended.id};
  full.licences = {
      {{ids().next()}, "食品经营许可证", "JY1", "局", CivilDate::of(2024, 1, 1), CivilDate::of(2029, 1, 1)},
      {{ids().next()}, "许可", "2", "局", std::nullopt, std::nullopt}};
  Target held = small_target(department);
  held.holder_id = full.id;
  write(server, [&](Database& db) -> Result<> {
    RegisterWriter writer(db, demo_recorded());
    MC_TRY(writer.insert(department));
    MC_TRY(writer.insert(tag));
    MC_TRY(writer.insert(ended));
    MC_TRY(writer.insert(full));
    MC_TRY(writer.insert(held));
    return db.run("UPDATE tag SET valid_to = '2026-01-01' WHERE id = ?", ended.id);
  });
  const std::vector<std::string> lines = fetch_lines(server, fetch_manifest(server));
  REQUIRE(lines.size() == 4);
  const auto id = [](const auto& entity) { return entity.id.uuid.text(); };
  CHECK(lines[0] == R"({"code":"D","id":")" + id(department) +
                        R"(","kind":"bureau","name":"D","short_name":"D","type":"department"})");
  CHECK(lines[1] == line_of(tag));
  CHECK(lines[2] ==
        R"({"address":"地址","area":"区","contact_name":"李四","contact_phone":"14200000000",)"
        R"("credit_code":"92411622MA9T0000XE","established_on":"2020-01-02","form":"有限责任公司","id":")" +
            id(full) +
            R"(","industry_code":"0313","kind":"enterprise","last_checked_on":"2025-12-31","legal_person":"张三",)"
            R"("licences":[{"authority":"局","expires_on":"2029-01-01","id":")" +
            id(full.licences[0]) + R"(","issued_on":"2024-01-01","name":"食品经营许可证","number":"JY1"},)" +
            R"({"authority":"局","id":")" + id(full.licences[1]) + R"(","name":"许可","number":"2"}],)" +
            "\"name\":\"甲\u2028\\\"乙\\\\\\n\"," +
            R"("registration_authority":"机关","registration_number":"911622000000011",)"
            R"("responsible_department_id":")" +
            id(department) + R"(","revision":1,"station":"所","status":"suspended","tags":[")" + id(tag) +
            R"("],"township_code":"411622102","type":"target"})");
  CHECK(lines[3] == R"({"holder_id":")" + id(full) + R"(","id":")" + id(held) +
                        R"(","kind":"project","licences":[],"name":"对象","responsible_department_id":")" +
                        id(department) +
                        R"(","revision":1,"status":"active","tags":[],"township_code":"411622102","type":"target"})");
}

TEST_CASE("a department's users get the targets that it is responsible for, and no other department's parts by name") {
  InProcess server(eager);
  const Department own = load_small(server, 3);
  const Department other = small_department("E");
  write(server, [&](Database& db) { return RegisterWriter(db, demo_recorded()).insert(other); });
  add_target(server, small_target(other));
  sign_in(server);
  const Manifest whole = fetch_manifest(server);
  CHECK(whole.row_count == 4);

  sign_in(server, {.role = Role::inspector, .department = own.id});
  const Manifest manifest = fetch_manifest(server);
  CHECK(manifest.row_count == 3);
  const std::vector<std::string> lines = fetch_lines(server, manifest);
  // The other department is no secret, its target is.
  REQUIRE(lines.size() == 5);
  for (const std::string& line : lines)
    if (line.contains(R"("type":"target")")) CHECK(line.contains(own.id.uuid.text()));
  CHECK(server.ask("GET", part_path(whole.id, 1)).status == 410);

  sign_in(server, {.role = Role::reviewer, .department = other.id});
  CHECK(fetch_manifest(server).row_count == 1);
  CHECK(server.ask("GET", part_path(manifest.id, 1)).status == 410);
  // One build of each part of the register, whoever asks for it.
  CHECK(server.snapshots->build_count() == 3);
  sign_in(server, {.role = Role::department_administrator, .department = own.id});
  CHECK(fetch_manifest(server).id == manifest.id);
  CHECK(server.snapshots->build_count() == 3);
}

TEST_CASE("who may read the registers without personal data gets a snapshot that names no person") {
  InProcess server(eager);
  const Department department = load_small(server, 1);
  Target named = small_target(department);
  named.legal_person = "张三";
  named.contact_name = "李四";
  named.contact_phone = "14200000000";
  named.address = "迎宾大道 1 号";
  named.station = "所";
  add_target(server, named);
  sign_in(server, {.role = Role::county_viewer});
  const std::vector<std::string> lines = fetch_lines(server, fetch_manifest(server));
  REQUIRE(lines.size() == 3);
  const std::string& line = lines[1].contains(named.id.uuid.text()) ? lines[1] : lines[2];
  CHECK(
      line ==
      R"({"id":")" + named.id.uuid.text() +
          R"(","kind":"project","licences":[],"name":"对象","responsible_department_id":")" +
          department.id.uuid.text() +
          R"(","revision":1,"station":"所","status":"active","tags":[],"township_code":"411622102","type":"target"})");
}

TEST_CASE("what has ended is not in a snapshot, but a department that targets still name is") {
  InProcess server(eager);
  sign_in(server);
  const Department department = load_small(server, 3);
  const Department idle = small_department("E");
  write(server, [&](Database& db) { return RegisterWriter(db, demo_recorded()).insert(idle); });
  write(server, "UPDATE target SET valid_to = '2026-01-01' WHERE id = (SELECT min(id) FROM target)");
  write(server, "UPDATE department SET valid_to = '2026-01-01'");
  const Manifest manifest = fetch_manifest(server);
  CHECK(manifest.row_count == 2);
  const std::vector<std::string> lines = fetch_lines(server, manifest);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].contains(department.id.uuid.text()));
}

TEST_CASE("an empty register has a snapshot without parts") {
  InProcess server(eager);
  sign_in(server);
  const Manifest manifest = fetch_manifest(server);
  CHECK(manifest.row_count == 0);
  CHECK(manifest.parts.empty());
  CHECK(server.ask("GET", part_path(manifest.id, 0)).status == 404);
}

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
