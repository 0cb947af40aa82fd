// Changing and ending what stands in the registers, and what is kept of it.
#include <algorithm>

#include "shared/registry/content.h"
#include "shared/registry/history.h"
#include "shared/registry/register_checks.h"
#include "tests/server/registers_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

RegisterWriter writer_on(Registers& registers, std::string_view day, std::string reason = "变更") {
  return {registers.db, {CivilDate::parse(day).value(), {5}, "李四", std::move(reason)}};
}

/// A target with everything that one can have.
Target full_target(Registers& registers, const Department& of) {
  Target target = registers.target(of, code_one);
  target.registration_number = "411622000000012";
  target.form = "个体工商户";
  target.established_on = CivilDate::of(2020, 1, 2);
  target.registration_authority = "西华县市场监督管理局";
  target.status = TargetStatus::suspended;
  target.legal_person = "王五";
  target.address = "人民路 1 号";
  target.contact_name = "王五";
  target.contact_phone = "14200000001";
  target.industry_code = "6210";
  target.station = "城关所";
  target.area = "一";
  target.risk_class = "D";
  target.risk_source = "省平台";
  target.risk_on = CivilDate::of(2026, 1, 1);
  target.food_risk_class = "C";
  target.last_checked_on = CivilDate::of(2025, 5, 5);
  target.external_number = "P-1";
  const Tag tag{{registers.ids.next()}, "特种设备"};
  REQUIRE(registers.writer.insert(tag));
  target.tags = {tag.id};
  target.licences.push_back({{registers.ids.next()}, "许可证", "X1", "县局", CivilDate::of(2025, 1, 1), std::nullopt});
  target.licences.push_back({{registers.ids.next()}, "许可证", "X2", "县局", std::nullopt, CivilDate::of(2027, 1, 1)});
  return target;
}

Inspector full_inspector(Registers& registers, const Department& of) {
  Inspector inspector = registers.inspector(of, "1");
  inspector.sex = "female";
  inspector.unit = "执法大队";
  inspector.township_code = "411622102";
  inspector.position = "科员";
  inspector.phone = "14200000002";
  inspector.person_kind = PersonKind::civil_servant;
  inspector.status = InspectorStatus::seconded;
  inspector.external_number = "E";
  inspector.certificates.push_back(
      {{registers.ids.next()}, "C1", "市场监管", "县政府", *CivilDate::of(2025, 1, 1), *CivilDate::of(2028, 1, 1)});
  inspector.specialties = {"会计", "食品"};
  inspector.leaves.push_back({{registers.ids.next()}, *CivilDate::of(2026, 5, 1), *CivilDate::of(2026, 5, 3), "病假"});
  return inspector;
}

}  // namespace

TEST_CASE("an entity is read back whole, field by field, as it was written") {
  Registers registers;
  const Department department = registers.department(1, "D");
  const Target target = full_target(registers, department);
  const Inspector inspector = full_inspector(registers, department);
  REQUIRE(registers.writer.insert(target));
  REQUIRE(registers.writer.insert(inspector));
  CHECK(content_of(find_entity(registers.db, target.id).value()->entity) == content_of(target));
  CHECK(content_of(find_entity(registers.db, inspector.id).value()->entity) == content_of(inspector));
  const auto found = find_entity(registers.db, department.id).value();
  CHECK(content_of(found->entity) == content_of(department));
  CHECK(found->state.revision == 1);
  CHECK(found->state.valid_from.text() == "2026-03-16");
  CHECK(found->is_current());
  CHECK(!find_entity(registers.db, TargetId{}).value());
  CHECK(!find_entity(registers.db, InspectorId{}).value());
  CHECK(!find_entity(registers.db, DepartmentId{}).value());
}

TEST_CASE("a change makes a revision of the state before it, with who, when and why") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Target target = full_target(registers, department);
  REQUIRE(registers.writer.insert(target));
  const std::string before = content_of(target);
  target.name = "新名";
  target.licences.erase(target.licences.begin());
  target.tags.clear();
  const auto updated = writer_on(registers, "2026-04-01", "更名").update(target, 1).value();
  CHECK(updated.is_changed);
  CHECK(updated.revision == 2);
  const auto now = find_entity(registers.db, target.id).value();
  CHECK(content_of(now->entity) == content_of(target));
  CHECK(now->state.recorded_by == "李四");

  const HistoryPage page = list_history(registers.db, target.id).value();
  REQUIRE(page.entries.size() == 2);
  CHECK(page.entries[0].state.reason == "更名");
  CHECK(page.entries[1].state.reason == "test");
  CHECK(page.entries[1].state.valid_from.text() == "2026-03-16");
  CHECK(page.entries[1].state.valid_to->text() == "2026-04-01");
  std::vector<std::string> fields;
  for (const FieldChange& change : page.entries[0].changes) fields.push_back(change.field.substr(0, 9));
  CHECK(fields == std::vector<std::string>{"name", "tags", "licences/"});
  CHECK(page.entries[1].changes.empty());
  Statement kept = registers.db.prepare("SELECT content FROM target_revision WHERE revision = 1").value();
  REQUIRE(kept.step().value());
  CHECK(kept.text(0) == before);
}

TEST_CASE("what changes nothing makes no revision, in whatever order its lists stand") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Target target = full_target(registers, department);
  Inspector inspector = full_inspector(registers, department);
  REQUIRE(registers.writer.insert(target));
  REQUIRE(registers.writer.insert(inspector));
  std::ranges::reverse(target.licences);
  std::ranges::reverse(inspector.specialties);
  CHECK_FALSE(writer_on(registers, "2026-04-01").update(target, 1)->is_changed);
  CHECK_FALSE(writer_on(registers, "2026-04-01").update(inspector, 1)->is_changed);
  CHECK_FALSE(writer_on(registers, "2026-04-01").update(department, 1)->is_changed);
  CHECK(list_history(registers.db, target.id)->entries.size() == 1);
}

TEST_CASE("a change of an older state, of nothing, of what has ended or before the last change is refused") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Target target = registers.target(department, code_one);
  REQUIRE(registers.writer.insert(target));
  target.name = "新名";
  CHECK(writer_on(registers, "2026-03-15").update(target, 1).error().code == "registry.before_last_change");
  REQUIRE(writer_on(registers, "2026-03-16").update(target, 1));
  CHECK(writer_on(registers, "2026-04-01").update(target, 1).error().code == "registry.changed_meanwhile");
  CHECK(writer_on(registers, "2026-04-01").end(target.id, 1).error().code == "registry.changed_meanwhile");
  CHECK(writer_on(registers, "2026-04-01").end(TargetId{}, 1).error().code == "registry.not_found");
  REQUIRE(writer_on(registers, "2026-04-01").end(target.id, 2));
  CHECK(writer_on(registers, "2026-04-02").update(target, 3).error().code == "registry.ended");
  CHECK(writer_on(registers, "2026-04-02").end(target.id, 3).error().code == "registry.ended");
}

TEST_CASE("an end keeps the last state, says who and why, and leaves the register's counts and codes free") {
  Registers registers;
  const Department department = registers.department(1, "D");
  const Target target = full_target(registers, department);
  REQUIRE(registers.writer.insert(target));
  const auto ended = writer_on(registers, "2026-04-01", "注销").end(target.id, 1).value();
  CHECK(ended.revision == 2);
  const auto now = find_entity(registers.db, target.id).value();
  CHECK_FALSE(now->is_current());
  CHECK(now->state.reason == "注销");
  CHECK(now->state.valid_to == CivilDate::of(2026, 4, 1));
  CHECK(content_of(now->entity) == content_of(target));
  CHECK(registers.only_department().target_count == 0);
  CHECK(registers.writer.insert(registers.target(department, code_one)));
  const HistoryPage page = list_history(registers.db, target.id).value();
  REQUIRE(page.entries.size() == 2);
  CHECK(page.entries[0].changes.empty());
}

TEST_CASE("what an entity leans on is asked for before it is written, and answered with a sentence") {
  Registers registers;
  const Department department = registers.department(1, "D"), other = registers.department(2, "E");
  Department office = registers.department(3, "OFFICE");
  office.kind = DepartmentKind::joint_meeting_office;
  REQUIRE(writer_on(registers, "2026-03-16").update(office, 1));
  Target one = registers.target(department, code_one), two = registers.target(department, code_two);
  Inspector first = full_inspector(registers, department), second = registers.inspector(department, "2");
  REQUIRE(registers.writer.insert(one));
  REQUIRE(registers.writer.insert(two));
  REQUIRE(registers.writer.insert(first));
  REQUIRE(registers.writer.insert(second));
  const auto refusal = [&](auto entity, auto change) {
    change(entity);
    const auto updated = writer_on(registers, "2026-04-01").update(entity, 1);
    return updated ? std::string() : updated.error().code;
  };
  CHECK(refusal(two, [](Target& t) { t.credit_code = std::string(code_one); }) == "registry.credit_code_taken");
  CHECK(refusal(two, [](Target& t) { t.responsible_department_id = {}; }) == "registry.unknown_department");
  CHECK(refusal(two, [&](Target& t) { t.responsible_department_id = office.id; }) ==
        "registry.department_does_not_inspect");
  CHECK(refusal(two, [](Target& t) { t.tags = {{}}; }) == "registry.unknown_tag");
  CHECK(refusal(two, [](Target& t) {
          t.kind = TargetKind::project;
          t.credit_code.reset();
          t.holder_id = TargetId{};
        }) == "registry.unknown_holder");
  CHECK(refusal(second, [](Inspector& i) { i.staff_number = "1"; }) == "registry.staff_number_taken");
  CHECK(refusal(second, [&](Inspector& i) { i.certificates = first.certificates; }) == "registry.certificate_taken");
  CHECK(refusal(second, [&](Inspector& i) { i.department_id = office.id; }) == "registry.department_does_not_inspect");
  CHECK(refusal(other, [](Department& d) { d.name = "部门D"; }) == "registry.department_name_taken");
  CHECK(refusal(other, [](Department& d) { d.code = "D"; }) == "registry.department_name_taken");
  CHECK(writer_on(registers, "2026-04-01").end(department.id, 1).error().code == "registry.department_in_use");
  CHECK(writer_on(registers, "2026-04-01").end(other.id, 1));
}

TEST_CASE("a long history is read page by page, each entry with what it changed against the one before") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Target target = registers.target(department, code_one);
  REQUIRE(registers.writer.insert(target));
  for (int i = 1; i <= 9; ++i) {
    target.name = "名" + std::to_string(i);
    REQUIRE(writer_on(registers, "2026-04-01").update(target, i));
  }
  for (int limit : {1, 3, 9, 10, 11}) {
    std::vector<std::int64_t> revisions;
    std::optional<std::int64_t> before;
    do {
      const HistoryPage page = list_history(registers.db, target.id, before, limit).value();
      for (const HistoryEntry& entry : page.entries) {
        revisions.push_back(entry.state.revision);
        CHECK(entry.changes.size() == (entry.state.revision == 1 ? 0 : 1));
      }
      before = page.next_before_revision;
    } while (before);
    CHECK(revisions == std::vector<std::int64_t>{10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  }
  CHECK(list_history(registers.db, target.id, {}, history_page_max + 1).error().code == "registry.bad_limit");
  CHECK(list_history(registers.db, TargetId{}).error().code == "registry.not_found");
}

TEST_CASE("an expert is a register's entry like the others, and no inspector") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Expert expert;
  expert.id = {registers.ids.next()};
  expert.name = "赵六";
  expert.sex = "male";
  expert.department_id = department.id;
  expert.institution = "市特检院";
  expert.title = "高级工程师";
  expert.phone = "14200000003";
  expert.status = ExpertStatus::inactive;
  expert.source = "test";
  expert.external_number = "E1";
  expert.fields = {"压力容器", "电梯"};
  expert.qualifications.push_back(
      {{registers.ids.next()}, "检验师", "Q1", "省局", CivilDate::of(2020, 1, 1), CivilDate::of(2027, 1, 1)});
  REQUIRE(registers.writer.insert(expert));
  CHECK(content_of(find_entity(registers.db, expert.id).value()->entity) == content_of(expert));
  CHECK(registers.only_department().inspector_count == 0);
  expert.fields = {"锅炉"};
  CHECK(writer_on(registers, "2026-04-01").update(expert, 1)->revision == 2);
  CHECK(list_history(registers.db, expert.id)->entries[0].changes.size() == 1);
  REQUIRE(writer_on(registers, "2026-04-02").end(expert.id, 2));
  CHECK(writer_on(registers, "2026-04-02").update(expert, 3).error().code == "registry.ended");
}

TEST_CASE("recusals, courses and tags end once, and what they name must be there") {
  Registers registers;
  const Department department = registers.department(1, "D"), other = registers.department(2, "E");
  const Target target = registers.target(department, code_one);
  const Inspector inspector = registers.inspector(department, "1");
  REQUIRE(registers.writer.insert(target));
  REQUIRE(registers.writer.insert(inspector));
  Recusal recusal{{registers.ids.next()}, inspector.id, target.id, "近亲属", Side::target};
  CHECK(check_references(registers.db, recusal));
  REQUIRE(registers.writer.insert(recusal));
  CHECK(check_references(registers.db, recusal).error().code == "registry.recusal_exists");
  REQUIRE(registers.writer.end(recusal.id));
  CHECK(registers.writer.end(recusal.id).error().code == "registry.not_found");
  CHECK(check_references(registers.db, recusal));
  recusal.target_id = {};
  CHECK(check_references(registers.db, recusal).error().code == "registry.unknown_target");
  recusal.inspector_id = {};
  CHECK(check_references(registers.db, recusal).error().code == "registry.unknown_inspector");

  Training training{{registers.ids.next()}, department.id, *CivilDate::of(2026, 2, 1), "执法规范", "县司法局", 90,
                    {inspector.id}};
  CHECK(check_references(registers.db, training));
  REQUIRE(registers.writer.insert(training));
  training.department_id = other.id;
  CHECK(check_references(registers.db, training).error().code == "registry.unknown_inspector");
  REQUIRE(registers.writer.end(training.id));
  CHECK(registers.writer.end(training.id).error().code == "registry.not_found");

  const Tag tag{{registers.ids.next()}, "重点"};
  REQUIRE(registers.writer.insert(tag));
  CHECK(check_references(registers.db, tag));
  CHECK(check_references(registers.db, Tag{{registers.ids.next()}, "重点"}).error().code == "registry.tag_name_taken");
  REQUIRE(registers.writer.end(tag.id));
  CHECK(check_references(registers.db, Tag{{registers.ids.next()}, "重点"}));
}
