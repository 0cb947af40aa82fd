// What is in a snapshot of the target register, and for whom.
#include <doctest/doctest.h>

#include "tests/server/snapshot_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;
using namespace mingchou::server::test::snapshots;

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
