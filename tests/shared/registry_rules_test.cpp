// The rules of the registers that can be seen in an entry alone: shared/registry/rules.h, history.h.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/registry/history.h"
#include "shared/registry/rules.h"

using namespace mingchou;

namespace {

CivilDate day(std::string_view text) { return CivilDate::parse(text).value(); }

Target good_target() {
  Target target;
  target.name = "西华县测试饭店";
  target.kind = TargetKind::self_employed;
  target.credit_code = "92411622MA9T0000XE";
  target.township_code = "411622102";
  target.industry_code = "6210";
  target.source = "test";
  return target;
}

Inspector good_inspector() {
  Inspector inspector;
  inspector.staff_number = "1";
  inspector.name = "张三";
  inspector.source = "test";
  inspector.certificates.push_back({{}, "A1", "市场监管", "县政府", day("2024-01-01"), day("2026-06-30")});
  return inspector;
}

/// "field:code field:code"
template <class Entity>
std::string problems(Entity entity) {
  std::string text;
  for (const FieldProblem& problem : tidy_and_check(entity)) {
    CHECK(problem.error.argument("field") == problem.field);
    text += (text.empty() ? "" : " ") + problem.field + ":" + problem.error.code;
  }
  return text;
}

}  // namespace

TEST_CASE(
    "a target's texts are brought into their form: codes in capitals, no stray spaces, nothing for an empty one") {
  Target target = good_target();
  target.name = " 西华县\t测试　饭店 ";
  target.credit_code = "９2411622ma9t 0000xe";
  target.address = "   ";
  target.industry_code = "H6210";
  CHECK(tidy_and_check(target).empty());
  CHECK(target.name == "西华县 测试 饭店");
  CHECK(target.credit_code == "92411622MA9T0000XE");
  CHECK(!target.address);
  CHECK(target.industry_code == "6210");
}

TEST_CASE("every problem of a target is found at once, each with its field") {
  struct Case {
    void (*break_it)(Target&);
    const char* problems;
  };
  const Case cases[] = {
      {[](Target&) {}, ""},
      {[](Target& t) { t.name = " "; }, "name:registry.field_needed"},
      {[](Target& t) { t.name = std::string(603, 'x'); }, "name:registry.field_too_long"},
      {[](Target& t) { t.name = "\xFF"; }, "name:registry.not_text"},
      {[](Target& t) { t.credit_code = "92411622MA9T0000X1"; }, "credit_code:codes.credit_check_character"},
      {[](Target& t) { t.registration_number = "123"; }, "registration_number:codes.registration_length"},
      {[](Target& t) { t.kind = TargetKind::project; }, "credit_code:registry.field_not_of_kind"},
      {[](Target& t) { t.holder_id = TargetId{}; }, "holder_id:registry.field_not_of_kind"},
      {[](Target& t) { t.township_code = "411622"; }, "township_code:registry.unknown_township"},
      {[](Target& t) { t.township_code = "411622999"; }, "township_code:registry.unknown_township"},
      {[](Target& t) { t.industry_code = "6"; }, "industry_code:registry.unknown_industry"},
      {[](Target& t) { t.industry_code = "9999"; }, "industry_code:registry.unknown_industry"},
      {[](Target& t) { t.industry_code = "A6210"; }, "industry_code:registry.unknown_industry"},
      {[](Target& t) { t.risk_class = "D"; }, "risk_class:registry.risk_incomplete"},
      {[](Target& t) { t.risk_on = CivilDate{}; }, "risk_class:registry.risk_incomplete"},
      {[](Target& t) { t.food_risk_class = "E"; }, "food_risk_class:registry.unknown_class"},
      {[](Target& t) { t.food_risk_class = "AB"; }, "food_risk_class:registry.unknown_class"},
      {[](Target& t) { t.source = ""; }, "source:registry.field_needed"},
      {[](Target& t) { t.receipt = {ReceiptResult::refused, "住所有误", day("2026-01-05")}; }, ""},
      {[](Target& t) { t.receipt.result = ReceiptResult::accepted; }, ""},
      {[](Target& t) { t.receipt = {ReceiptResult::none, " ", std::nullopt}; }, ""},
      {[](Target& t) { t.receipt = {ReceiptResult::none, "住所有误", day("2026-01-05")}; },
       "receipt_message:registry.receipt_without_result receipt_on:registry.receipt_without_result"},
      {[](Target& t) { t.receipt = {ReceiptResult::refused, std::string(300, 'x'), std::nullopt}; }, ""},
      {[](Target& t) { t.receipt = {ReceiptResult::refused, std::string(301, 'x'), std::nullopt}; },
       "receipt_message:registry.field_too_long"},
      {[](Target& t) {
         t.licences.push_back({{}, "食品经营许可证", "", "县局", day("2026-02-01"), day("2026-01-01")});
       },
       "licences[0].number:registry.field_needed licences[0].expires_on:registry.dates_reversed"},
      {[](Target& t) {
         for (std::uint8_t i = 0; i <= limits::target_tags_max; ++i) t.tags.push_back({Uuid{{i}}});
       },
       "tags:registry.too_many_parts"},
      {[](Target& t) {
         t.name.clear();
         t.township_code.clear();
       },
       "name:registry.field_needed township_code:registry.unknown_township"},
  };
  for (const Case& c : cases) {
    Target target = good_target();
    c.break_it(target);
    CHECK(problems(target) == c.problems);
  }
  Target complete = good_target();
  complete.risk_class = "D";
  complete.risk_source = "省平台";
  complete.risk_on = day("2026-01-05");
  CHECK(problems(complete) == "");
}

TEST_CASE("a project has no credit code but may name the market entity behind it") {
  Target project = good_target();
  project.kind = TargetKind::project;
  project.credit_code.reset();
  project.holder_id = TargetId{};
  CHECK(problems(project) == "");
}

TEST_CASE("names at the bound are taken and one character more is refused, in characters, not in bytes") {
  Target target = good_target();
  target.name.clear();
  for (std::size_t i = 0; i < limits::register_name_characters_max; ++i) target.name += "饭";
  CHECK(problems(target) == "");
  target.name += "饭";
  CHECK(problems(target) == "name:registry.field_too_long");
}

TEST_CASE("an inspector's problems name the certificate or leave that they are in") {
  Inspector inspector = good_inspector();
  CHECK(problems(inspector) == "");
  inspector.certificates.push_back({{}, " ", "f", "a", day("2026-02-01"), day("2026-01-01")});
  inspector.leaves.push_back({{}, day("2026-02-02"), day("2026-02-01"), "病假"});
  inspector.sex = "x";
  CHECK(problems(inspector) ==
        "sex:registry.unknown_class certificates[1].number:registry.field_needed "
        "certificates[1].expires_on:registry.dates_reversed leaves[0].last_day:registry.dates_reversed");
}

TEST_CASE("who may be drawn on a day: active, not on leave, with a certificate valid on that very day") {
  struct Case {
    void (*change)(Inspector&);
    const char* day;
    const char* bar;
  };
  const Case cases[] = {
      {[](Inspector&) {}, "2026-03-16", ""},
      {[](Inspector&) {}, "2024-01-01", ""},
      {[](Inspector&) {}, "2026-06-30", ""},
      {[](Inspector&) {}, "2026-07-01", "certificate_expired"},
      {[](Inspector&) {}, "2023-12-31", "certificate_not_yet_valid"},
      {[](Inspector& i) { i.certificates.clear(); }, "2026-03-16", "no_certificate"},
      {[](Inspector& i) {
         i.certificates.insert(i.certificates.begin(), {{}, "B", "", "", day("2020-01-01"), day("2021-01-01")});
       },
       "2026-03-16", ""},
      {[](Inspector& i) { i.status = InspectorStatus::suspended; }, "2026-03-16", "not_active"},
      {[](Inspector& i) { i.status = InspectorStatus::seconded; }, "2026-03-16", "not_active"},
      {[](Inspector& i) { i.status = InspectorStatus::left; }, "2026-03-16", "not_active"},
      {[](Inspector& i) { i.status = InspectorStatus::on_leave; }, "2026-03-16", "on_leave"},
      {[](Inspector& i) { i.leaves.push_back({{}, day("2026-03-16"), day("2026-03-16"), ""}); }, "2026-03-16",
       "on_leave"},
      {[](Inspector& i) { i.leaves.push_back({{}, day("2026-03-16"), day("2026-03-16"), ""}); }, "2026-03-15", ""},
      {[](Inspector& i) { i.leaves.push_back({{}, day("2026-03-16"), day("2026-03-16"), ""}); }, "2026-03-17", ""},
      // Whatever kind of person: no certificate, no draw.
      {[](Inspector& i) {
         i.person_kind = PersonKind::civil_servant;
         i.certificates.clear();
       },
       "2026-03-16", "no_certificate"},
  };
  for (const Case& c : cases) {
    Inspector inspector = good_inspector();
    c.change(inspector);
    const auto bar = draw_bar_on(inspector, day(c.day));
    CAPTURE(c.day);
    CHECK((bar ? text_of(*bar) : "") == std::string_view(c.bar));
  }
}

TEST_CASE("for a window one certificate must last through it, and only a leave over all of it bars") {
  Inspector inspector = good_inspector();
  CHECK(!draw_bar_within(inspector, day("2026-06-01"), day("2026-06-30")));
  CHECK(draw_bar_within(inspector, day("2026-06-01"), day("2026-07-01")) == DrawBar::certificate_expired);
  // Two that follow each other are not one that lasts.
  inspector.certificates.push_back({{}, "A2", "", "", day("2026-06-15"), day("2030-01-01")});
  CHECK(draw_bar_within(inspector, day("2026-06-01"), day("2026-07-31")) == DrawBar::certificate_expired);
  CHECK(!draw_bar_within(inspector, day("2026-06-15"), day("2026-07-31")));
  inspector.leaves.push_back({{}, day("2026-06-20"), day("2026-07-31"), ""});
  CHECK(!draw_bar_within(inspector, day("2026-06-15"), day("2026-07-31")));
  CHECK(draw_bar_within(inspector, day("2026-06-20"), day("2026-07-31")) == DrawBar::on_leave);
}

TEST_CASE("a diff tells fields and parts that came, went or changed, and nothing else") {
  const auto changes = changes_between(
      R"({"name":"a","kind":"x","gone":1,"tags":["t1"],"licences":[{"id":"1","n":"a"},{"id":"2","n":"b"}]})",
      R"({"name":"b","kind":"x","tags":["t1","t2"],"licences":[{"id":"2","n":"c"},{"id":"3","n":"d"}],"new":"n"})");
  const std::vector<FieldChange> expected = {
      {"name", "\"a\"", "\"b\""},
      {"gone", "1", ""},
      {"tags", "[\"t1\"]", "[\"t1\",\"t2\"]"},
      {"licences/1", R"({"id":"1","n":"a"})", ""},
      {"licences/2/n", "\"b\"", "\"c\""},
      {"licences/3", "", R"({"id":"3","n":"d"})"},
      {"new", "", "\"n\""},
  };
  CHECK(changes == expected);
  CHECK(changes_between("{}", "{}").empty());
  CHECK(changes_between("no json", R"({"a":1})").size() == 1);
  CHECK(changes_between(R"({"l":[]})", R"({"l":[{"id":"1"}]})").size() == 1);
}

TEST_CASE("the texts of enumerations are read back as they are written") {
  for (const auto kind : {TargetKind::enterprise, TargetKind::behaviour})
    CHECK(target_kind_from(text_of(kind)) == kind);
  CHECK(department_kind_from("branch") == DepartmentKind::branch);
  CHECK(target_status_from("moved_out") == TargetStatus::moved_out);
  CHECK(person_kind_from("supervision_staff") == PersonKind::supervision_staff);
  CHECK(inspector_status_from("left") == InspectorStatus::left);
  CHECK(side_from("target") == Side::target);
  CHECK(!target_kind_from(""));
  CHECK(!target_kind_from("Enterprise"));
}

TEST_CASE("visits stand against the year's cap: below it, at it, above it; without a cap always below") {
  CHECK(visit_standing(0, 2) == VisitStanding::below);
  CHECK(visit_standing(1, 2) == VisitStanding::below);
  CHECK(visit_standing(2, 2) == VisitStanding::at_cap);
  CHECK(visit_standing(3, 2) == VisitStanding::above);
  CHECK(visit_standing(99, std::nullopt) == VisitStanding::below);
}

TEST_CASE("an expert's and an inspector's remaining fields are bounded, too") {
  Expert expert;
  expert.name = "赵六";
  expert.institution = "市特检院";
  expert.source = "test";
  CHECK(problems(expert) == "");
  expert.institution = " ";
  expert.fields.assign(limits::expert_fields_max + 1, "x");
  CHECK(problems(expert) == "institution:registry.field_needed fields:registry.too_many_parts");
  Inspector inspector = good_inspector();
  for (const int capacity : {0, -1, limits::inspector_capacity_max + 1}) {
    inspector.capacity = capacity;
    CHECK(problems(inspector) == "capacity:registry.unknown_class");
  }
  inspector.capacity = limits::inspector_capacity_max;
  CHECK(problems(inspector) == "");
}

TEST_CASE("an expired certificate takes a person out of every draw, whatever kind of person it is") {
  const CivilDate last = *CivilDate::of(2026, 11, 25);
  for (const PersonKind kind :
       {PersonKind::civil_servant, PersonKind::qualified_staff, PersonKind::supervision_staff}) {
    Inspector inspector;
    inspector.person_kind = kind;
    inspector.certificates = {{{}, "豫P-001", "市场监管", "县政府", *CivilDate::of(2021, 11, 26), last}};
    CHECK_FALSE(draw_bar_on(inspector, last));
    CHECK(draw_bar_on(inspector, last.plus_days(1)) == DrawBar::certificate_expired);
    CHECK(draw_bar_within(inspector, last, last.plus_days(1)) == DrawBar::certificate_expired);
    // A second one that holds is enough; a second one that has expired, too, is not.
    inspector.certificates.push_back({{}, "豫P-002", "食品", "县政府", last, last.plus_days(1)});
    CHECK_FALSE(draw_bar_on(inspector, last.plus_days(1)));
    CHECK(draw_bar_on(inspector, last.plus_days(2)) == DrawBar::certificate_expired);
  }
}

TEST_CASE("a course names its topic, who held it and who took part, and was held already") {
  const CivilDate today = *CivilDate::of(2026, 3, 16);
  Training training;
  training.held_on = today.plus_days(1);
  training.duration_minutes = 0;
  std::vector<std::string> fields;
  for (const FieldProblem& problem : tidy_and_check(training, today)) fields.push_back(problem.field);
  CHECK(fields == std::vector<std::string>{"topic", "organiser", "duration_minutes", "held_on", "attendees"});
  training.topic = " 新法 培训 ";
  training.organiser = "县司法局";
  training.duration_minutes = 60;
  training.attendees = {InspectorId{}, InspectorId{}};
  training.held_on = today;
  CHECK(tidy_and_check(training, today).empty());
  CHECK(training.topic == "新法 培训");
  CHECK(training.attendees.size() == 1);
  training.attendees.assign(501, InspectorId{});
  for (std::size_t i = 0; i < training.attendees.size(); ++i) {
    training.attendees[i].uuid.bytes[14] = static_cast<std::uint8_t>(i >> 8);
    training.attendees[i].uuid.bytes[15] = static_cast<std::uint8_t>(i);
  }
  CHECK(tidy_and_check(training, today).size() == 1);
}

TEST_CASE("a receipt may be of today, of no day, and of no later one") {
  const CivilDate today = day("2026-05-01");
  CHECK_FALSE(check_receipt_day({}, today));
  CHECK_FALSE(check_receipt_day({ReceiptResult::accepted, std::nullopt, today}, today));
  const auto late = check_receipt_day({ReceiptResult::accepted, std::nullopt, today.plus_days(1)}, today);
  REQUIRE(late);
  CHECK(late->field == "receipt_on");
  CHECK(late->error.code == "registry.receipt_in_future");
}
