// The registers in a database of their own, without a server around them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/data/schema.h"
#include "shared/registry/departments.h"
#include "shared/registry/register_writer.h"
#include "tests/server/support.h"

namespace mingchou::server::test {

inline constexpr std::string_view code_one = "92411622MA9T0000XE", code_two = "93411622MA9T0000XB";

class Registers {
 public:
  Registers() : ids(clock_, random_) { REQUIRE(migrate(db, server_schema(clock_.now()))); }

  Department department(int order, const std::string& code) {
    Department made;
    made.id = {ids.next()};
    made.code = made.short_name = code;
    made.name = "部门" + code;
    made.sort_order = order;
    REQUIRE(writer.insert(made));
    return made;
  }
  Target target(const Department& of, std::optional<std::string_view> code) {
    Target made;
    made.id = {ids.next()};
    made.kind = code ? TargetKind::self_employed : TargetKind::project;
    made.name = "对象";
    if (code) made.credit_code = std::string(*code);
    made.township_code = "411622102";
    made.responsible_department_id = of.id;
    made.source = "test";
    return made;
  }
  Inspector inspector(const Department& of, std::string number) {
    Inspector made;
    made.id = {ids.next()};
    made.staff_number = std::move(number);
    made.name = "张三";
    made.department_id = of.id;
    made.source = "test";
    return made;
  }
  DepartmentSummary only_department() {
    const auto page = list_departments(db).value();
    REQUIRE(page.departments.size() == 1);
    return page.departments[0];
  }

 private:
  TemporaryFolder folder_;
  ManualClock clock_{{1'773'600'000'000}};
  SeededRandom random_{1};

 public:
  UuidGenerator ids;
  Database db = Database::open({.path = folder_.path() + "/test.db"}).value();
  RegisterWriter writer{db, {*CivilDate::of(2026, 3, 16), {0}, "test", "test"}};
};

}  // namespace mingchou::server::test
