// The schema of the registers and what reads and writes them: server/migrations/0002_registers.sql, shared/registry.
#include "tests/server/registers_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

TEST_CASE("departments are listed in order and page by page, while others come and go") {
  Registers registers;
  for (int i = 0; i < 7; ++i) registers.department(i % 3 - 1, "D" + std::to_string(i));
  const auto all = list_departments(registers.db).value();
  REQUIRE(all.departments.size() == 7);
  CHECK_FALSE(all.next_cursor);
  CHECK(all.departments[0].code == "D0");
  for (int limit = 1; limit <= 7; ++limit) {
    std::vector<std::string> codes;
    std::string cursor;
    for (int pages = 0; pages < 10; ++pages) {
      const auto page = list_departments(registers.db, cursor, limit).value();
      for (const auto& department : page.departments) codes.push_back(department.code);
      if (!page.next_cursor) break;
      REQUIRE(page.departments.size() == static_cast<std::size_t>(limit));
      cursor = *page.next_cursor;
    }
    REQUIRE(codes.size() == 7);
    for (std::size_t i = 0; i < 7; ++i) CHECK(codes[i] == all.departments[i].code);
  }
  const auto first = list_departments(registers.db, {}, 2).value();
  registers.department(-9, "EARLY");
  REQUIRE(registers.db.run("UPDATE department SET valid_to = '2026-04-01' WHERE code = ?", all.departments[2].code));
  CHECK(list_departments(registers.db, *first.next_cursor, 1).value().departments[0].code == all.departments[3].code);
}

TEST_CASE("cursors and limits from outside are refused with a sentence, never believed") {
  Registers registers;
  registers.department(1, "D");
  for (const char* bad :
       {"x", "1", "-", "1-", "1-0193e4d0-0000-7000-8000-00000000000", "1.5-0193e4d0-0000-7000-8000-000000000000",
        "1-0193E4D0-0000-7000-8000-000000000000", "99999999999999999999-0193e4d0-0000-7000-8000-000000000000",
        "1_0193e4d0-0000-7000-8000-000000000000", "' OR 1=1 --"})
    CHECK(list_departments(registers.db, bad).error().code == "registry.bad_cursor");
  CHECK(list_departments(registers.db, std::string(100'000, '1')).error().code == "registry.bad_cursor");
  CHECK(list_departments(registers.db, "-7-0193e4d0-0000-7000-8000-000000000000"));
  for (int bad : {-1, 0, department_page_max + 1})
    CHECK(list_departments(registers.db, {}, bad).error().code == "registry.bad_limit");
  CHECK(list_departments(registers.db, {}, department_page_max));
}

TEST_CASE("a department's counts follow what is added, moved and ended") {
  Registers registers;
  const Department department = registers.department(1, "D");
  REQUIRE(registers.writer.insert(registers.target(department, code_one)));
  REQUIRE(registers.writer.insert(registers.target(department, std::nullopt)));
  REQUIRE(registers.writer.insert(registers.inspector(department, "1")));
  CHECK(registers.only_department().target_count == 2);
  CHECK(registers.only_department().inspector_count == 1);
  REQUIRE(registers.db.run("UPDATE target SET valid_to = '2026-04-01' WHERE credit_code IS NOT NULL"));
  CHECK(registers.only_department().target_count == 1);
  REQUIRE(registers.db.run("UPDATE target SET valid_to = NULL"));
  REQUIRE(registers.db.run("UPDATE inspector SET valid_to = '2026-04-01'"));
  CHECK(registers.only_department().target_count == 2);
  CHECK(registers.only_department().inspector_count == 0);
  const Department other = registers.department(2, "E");
  REQUIRE(registers.db.run("UPDATE target SET responsible_department_id = ? WHERE credit_code IS NULL", other.id));
  const auto page = list_departments(registers.db).value();
  CHECK(page.departments[0].target_count == 1);
  CHECK(page.departments[1].target_count == 1);
}

TEST_CASE("a credit code is unique among current targets, and free again when its target has ended") {
  Registers registers;
  const Department department = registers.department(1, "D");
  REQUIRE(registers.writer.insert(registers.target(department, code_one)));
  CHECK_FALSE(registers.writer.insert(registers.target(department, code_one)));
  CHECK(registers.writer.insert(registers.target(department, code_two)));
  REQUIRE(registers.db.run("UPDATE target SET valid_to = '2026-04-01' WHERE credit_code = ?", code_one));
  CHECK(registers.writer.insert(registers.target(department, code_one)));
}

TEST_CASE("the schema refuses what contradicts itself") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Target project = registers.target(department, std::nullopt);
  project.credit_code = std::string(code_one);
  CHECK_FALSE(registers.writer.insert(project));
  Target held = registers.target(department, code_one);
  held.holder_id = held.id;
  CHECK_FALSE(registers.writer.insert(held));
  Target risky = registers.target(department, code_one);
  risky.risk_class = "E";
  CHECK_FALSE(registers.writer.insert(risky));
  Target orphan = registers.target(department, code_one);
  orphan.responsible_department_id = {};
  CHECK_FALSE(registers.writer.insert(orphan));
  REQUIRE(registers.writer.insert(registers.inspector(department, "1")));
  CHECK_FALSE(registers.writer.insert(registers.inspector(department, "1")));
}
