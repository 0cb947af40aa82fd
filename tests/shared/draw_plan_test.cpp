// Every rule of sections 1 to 3 has an example that breaks it, and is refused by name with a sentence of its own.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/draw/plan.h"
#include "shared/messages/messages.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

/// A sentence in both languages stands behind the code.
void check_refusal(const Error& error, std::string_view code) {
  CHECK(error.code == code);
  CHECK(find_message(error.code).has_value());
  for (const Language language : {Language::chinese, Language::english})
    CHECK_FALSE(render(error, language).contains('{'));
}

struct Change {
  const char* old;
  const char* now;
  const char* code;
};

std::string plan_text(std::string_view name) {
  return json::strict_canonical(draw_vector(name).find("plan").value()).value();
}

void check_changes(std::string_view name, std::initializer_list<Change> changes) {
  const std::string text = plan_text(name);
  REQUIRE(draw::parse_plan(text));
  for (const auto& [old, now, code] : changes) {
    CAPTURE(old);
    CAPTURE(now);
    std::string changed = text;
    const std::size_t at = changed.find(old);
    REQUIRE(at != changed.npos);
    changed.replace(at, std::string_view(old).size(), now);
    const auto plan = draw::parse_plan(changed);
    REQUIRE_FALSE(plan);
    check_refusal(plan.error(), code);
  }
}

Error target_error(std::string_view id, std::string_view attributes) {
  const json::Document document = json::parse(attributes).value();
  const auto target = draw::read_target(id, document.root());
  REQUIRE_FALSE(target);
  return target.error();
}

Error inspector_error(std::string_view id, std::string_view attributes) {
  const json::Document document = json::parse(attributes).value();
  const auto inspector = draw::read_inspector(id, document.root());
  REQUIRE_FALSE(inspector);
  return inspector.error();
}

}  // namespace

TEST_CASE("a plan is its canonical text") {
  for (const json::Value vector : draw_vectors().root().items()) {
    const std::string text = json::strict_canonical(vector.find("plan").value()).value();
    const auto plan = draw::parse_plan(text);
    REQUIRE(plan);
    CHECK(draw::plan_json(*plan) == text);
  }
}

TEST_CASE("plans that break a rule are refused by name") {
  check_changes("small-1", {
                               {"\"v\":1,", "\"v\":2,", "draw.plan_version"},
                               {"\"draw\":\"0198c0de-", "\"draw\":\"0198C0DE-", "draw.draw_id"},
                               {"\"draw\":\"0198c0de-", "\"drow\":\"0198c0de-", "json.field_missing"},
                               {"\"deadline\":86400", "\"deadline\":0", "json.field_range"},
                               {"\"deadline\":86400", "\"deadline\":86400.5", "json.field_not_integer"},
                               {"\"deadline\":86400", "\"deadline\":9007199254740992", "json.field_range"},
                               {"\"deadline\":86400", "\"deadline\": 86400", "draw.plan_not_canonical"},
                               {"\"deadline\":86400", "\"deadline\":86400,\"deadline\":86400", "json.duplicate_key"},
                               {"\"deadline\":86400", "\"colour\":1,\"deadline\":86400", "json.field_unknown"},
                               {"\"mode\":\"open\"", "\"mode\":\"closed\"", "draw.mode_unknown"},
                               {"\"round\":1", "\"round\":0", "json.field_range"},
                               {"\"round\":1", "\"replaces\":\"0198c0de-0000-7000-8000-877c55cd82a9\",\"round\":1",
                                "draw.replaces_round"},
                               {"\"suite\":\"sha256\"", "\"suite\":\"sha1\"", "draw.suite_unknown"},
                               {"\"task\":\"task-small-1\"", "\"task\":\"\"", "json.field_length"},
                               {"\"from\":\"2026-12-01\"", "\"from\":\"2026-12-32\"", "draw.window_date"},
                               {"\"from\":\"2026-12-01\"", "\"from\":\"2027-01-01\"", "draw.window_reversed"},
                               {"\"root\":\"5ec8", "\"root\":\"5EC8", "draw.hash_form"},
                               {"\"root\":\"5ec8", "\"root\":\"c8", "draw.hash_form"},
                               {"\"count\":9,", "\"count\":-1,", "json.field_range"},
                           });
}

TEST_CASE("strata that break a rule are refused by name") {
  check_changes("small-1", {
                               {"\"name\":\"2\"", "\"name\":\"1\"", "draw.stratum_repeated"},
                               {"\"name\":\"2\"", "\"name\":\"\"", "json.field_length"},
                               {"\"risk\":[\"D\"]", "\"risk\":[]", "draw.where_empty"},
                               {"\"risk\":[\"D\"]", "\"class\":[\"D\"]", "json.field_unknown"},
                               {"\"tags\":[\"food\"]", "\"tags\":[]", "draw.where_empty"},
                               {"\"region\":[\"411622101\"]", "\"region\":[\"\"]", "draw.where_empty"},
                               {"\"region\":[\"411622101\"]", "\"industry\":[\"51\",\"\"]", "draw.where_empty"},
                               {"\"type\":[\"enterprise\",\"self_employed\"]", "\"type\":[]", "draw.where_empty"},
                               {"\"quota\":{\"count\":3}", "\"quota\":{}", "draw.quota_form"},
                               {"\"quota\":{\"count\":3}",
                                "\"quota\":{\"count\":3,\"den\":1,\"num\":1,\"round\":\"up\"}", "draw.quota_form"},
                               {"\"quota\":{\"count\":3}", "\"quota\":{\"count\":3,\"min\":1}", "json.field_unknown"},
                               {"\"quota\":{\"count\":3}", "\"quota\":{\"count\":-3}", "json.field_range"},
                               {"\"den\":100,", "\"den\":0,", "json.field_range"},
                               {"\"den\":100,", "\"den\":1000001,", "json.field_range"},
                               {"\"den\":100,", "\"den\":29,", "draw.ratio_above_one"},
                               {"\"round\":\"up\"", "\"round\":\"down\"", "draw.rounding_unknown"},
                               {"\"substitutes\":2", "\"substitutes\":-2", "json.field_range"},
                           });
}

TEST_CASE("teams that break a rule are refused by name") {
  check_changes("small-1", {
                               {"mc-match-1", "mc-match-2", "draw.algorithm_unknown"},
                               {"\"max_load\":9", "\"max_load\":0", "json.field_range"},
                               {"\"count\":2,\"dept\"", "\"count\":0,\"dept\"", "json.field_range"},
                               {"\"dept\":\"FIRE\"", "\"dept\":\"SAMR\"", "draw.department_repeated"},
                               {"\"dept\":\"FIRE\"", "\"dept\":\"\"", "json.field_length"},
                               {"\"certs\":[\"law\"]", "\"certs\":[1]", "json.field_not_text"},
                           });
}

TEST_CASE("sources of entropy that break a rule are refused by name") {
  check_changes("small-1", {
                               {"\"name\":\"witness-2\"", "\"name\":\"witness-1\"", "draw.source_repeated"},
                               {"\"kind\":\"witness\"", "\"kind\":\"oracle\"", "draw.source_kind"},
                               {"\"key\":\"mingchou.example/w1\"", "\"key\":\"two words\"", "draw.key_form"},
                               {"\"commit\":\"94e5", "\"commit\":\"", "draw.hash_form"},
                               {"digits:20", "digits:0", "draw.form_unknown"},
                               {"digits:20", "digits:020", "draw.form_unknown"},
                               {"digits:20", "digits:1001", "draw.form_unknown"},
                               {"digits:20", "digits:", "draw.form_unknown"},
                               {"digits:20", "digits:20 ", "draw.form_unknown"},
                               {"digits:20", "lottery:bingo", "draw.form_unknown"},
                               {"digits:20", "coin", "draw.form_unknown"},
                               {"20 ten-sided dice", "the Next ten dice", "draw.ref_next"},
                               {"20 ten-sided dice", "下一期", "draw.ref_next"},
                               {"\"at\":1795570200", "\"at\":0", "json.field_range"},
                           });
  check_changes("edges-1", {
                               {"\"ref\":\"dice\"", "\"ref\":\"latest\"", "draw.ref_next"},
                               {"\"form\":\"digits:20\"", "\"form\":\"digits:x\"", "draw.form_unknown"},
                           });
}

TEST_CASE("entropy is counted: 128 bits are enough, one less is not, and a fallback counts as what it has") {
  const auto source = [](std::string_view name, std::string_view form, std::string_view fallback = "") {
    draw::PublicSource published{draw::PublicForm::parse(form).value(), "1", 1, std::nullopt};
    if (!fallback.empty()) published.otherwise = {draw::PublicForm::parse(fallback).value(), "1"};
    return draw::Source{std::string(name), published};
  };
  const auto check = [](std::vector<draw::Source> sources) { return draw::check_sources(sources); };
  CHECK(check({}).error().code == "draw.no_entropy");
  CHECK(check({source("a", "digits:39")}));  // 129 bits
  CHECK(check({source("a", "digits:38")}).error().argument("bits") == "126");
  CHECK(check({source("a", "drand")}));
  CHECK(check({source("a", "drand", "digits:20")}).error().argument("bits") == "66");
  CHECK(check({source("a", "lottery:kl8")}).error().argument("bits") == "122");
  CHECK(check({source("a", "lottery:kl8"), source("b", "digits:2")}));
  CHECK(check({source("a", "lottery:ssq"), source("b", "lottery:dlt"), source("c", "lottery:qlc")}).error().code ==
        "draw.entropy_short");
  CHECK(check({draw::Source{"w", draw::Witness{"k", {}}}}));
}

TEST_CASE("values must be what the plan says") {
  const WholeDraw draw = read_draw(draw_vector("small-1"));
  const auto refused = [&](std::size_t index, Bytes value) {
    std::vector<Bytes> values = draw.values;
    values[index] = std::move(value);
    const auto checked = draw::check_values(draw.plan.suite, draw.plan.draw, draw.plan.entropy, values);
    REQUIRE_FALSE(checked);
    CHECK(find_message(checked.error().code).has_value());
    return checked.error().code;
  };
  const auto text = [](std::string_view digits) { return Bytes(digits.begin(), digits.end()); };
  Bytes wrong = draw.values[0];
  wrong[0] ^= 1;
  CHECK(refused(0, wrong) == "draw.reveal_differs");
  CHECK(refused(0, draw.values[1]) == "draw.reveal_differs");
  CHECK(refused(0, Bytes(31)) == "draw.reveal_differs");
  CHECK(refused(2, {}) == "draw.public_struck");
  CHECK(refused(2, text("1234567890123456789")) == "draw.value_form");
  CHECK(refused(2, text("123456789012345678901")) == "draw.value_form");
  CHECK(refused(2, text("1234567890123456789x")) == "draw.value_form");
  const auto check = [&](std::span<const draw::Source> sources, std::vector<Bytes> values) {
    return draw::check_values(draw.plan.suite, draw.plan.draw, sources, values);
  };
  CHECK(check(draw.plan.entropy, {draw.values[0]}).error().code == "draw.value_count");
  CHECK(check(draw.plan.entropy, {draw.values[0], {}, draw.values[2]}));
  CHECK(check(std::span(draw.plan.entropy).first(2), {{}, {}}).error().code == "draw.all_struck");
}

TEST_CASE("a fallback's value has the fallback's form") {
  const auto form = [](std::string_view text) { return draw::PublicForm::parse(text).value(); };
  CHECK(form("drand").fits(std::string(64, 'a')));
  CHECK_FALSE(form("drand").fits(std::string(64, 'A')));
  CHECK_FALSE(form("drand").fits(std::string(63, 'a')));
  CHECK(form("lottery:ssq").fits("01020304050607"));
  CHECK_FALSE(form("lottery:ssq").fits("0102030405060"));
  CHECK(form("lottery:kl8").text() == "lottery:kl8");
  CHECK(form("digits:7").text() == "digits:7");
  const draw::Source source{"d",
                            draw::PublicSource{form("drand"), "1", 1, draw::PublicFallback{form("digits:20"), "2"}}};
  const std::string digits = "12345678901234567890";
  const std::vector<Bytes> values = {Bytes(digits.begin(), digits.end())};
  CHECK(draw::check_values(draw::Suite::sha256, "", {&source, 1}, values));
}

TEST_CASE("the next round keeps the task and the target roster of the void draw") {
  const draw::Plan first = read_draw(draw_vector("small-1")).plan;
  draw::Plan next = first;
  next.round = 2;
  next.replaces = first.draw;
  CHECK(draw::check_next_round(first, next));
  draw::Plan wrong = next;
  wrong.task = "another";
  CHECK(draw::check_next_round(first, wrong).error().code == "draw.round_task");
  wrong = next;
  wrong.round = 3;
  CHECK(draw::check_next_round(first, wrong).error().code == "draw.round_number");
  wrong = next;
  wrong.replaces.reset();
  CHECK(draw::check_next_round(first, wrong).error().code == "draw.round_replaces");
  wrong = next;
  wrong.targets.root[0] ^= 1;
  CHECK(draw::check_next_round(first, wrong).error().code == "draw.round_root");
}

TEST_CASE("rows that break a rule are refused by name") {
  const std::string_view target =
      R"({"type":"product","region":"","industry":"","risk":"","tags":["a","b"],"excluded":""})";
  const json::Document document = json::parse(target).value();
  CHECK(draw::read_target("P-1", document.root()));
  CHECK(draw::read_target(std::string(38, 'x'), document.root()));
  for (const std::string& id :
       {std::string(), std::string(39, 'x'), std::string("a b"), std::string("编号"), std::string("a/b")})
    check_refusal(target_error(id, target), "draw.id_form");
  for (const char* type : {"enterprise", "self_employed", "cooperative"}) {
    std::string changed(target);
    changed.replace(changed.find("product"), 7, type);
    check_refusal(target_error("91411622MA03NNBX84", changed), "draw.credit_code");
    check_refusal(target_error("P-1", changed), "draw.credit_code");
    check_refusal(target_error("91411622ma03nnbx83", changed), "draw.credit_code");
    const json::Document right = json::parse(changed).value();
    CHECK(draw::read_target("91411622MA03NNBX83", right.root()));
  }
  check_refusal(
      target_error("P", R"({"type":"product","region":"","industry":"","risk":"","tags":["b","a"],"excluded":""})"),
      "draw.list_unsorted");
  check_refusal(
      target_error("P", R"({"type":"product","region":"","industry":"","risk":"","tags":["a","a"],"excluded":""})"),
      "draw.list_unsorted");
  check_refusal(
      target_error("P", R"({"type":"product","region":"","industry":"","risk":"","tags":[],"excluded":"friend"})"),
      "draw.exclusion_unknown");
  check_refusal(target_error("P", R"({"type":"product","region":"","industry":"","risk":"","tags":[]})"),
                "json.field_missing");
  check_refusal(
      target_error("P", R"({"type":"product","region":"","industry":"","risk":"","tags":[],"excluded":"","x":1})"),
      "json.field_unknown");
  check_refusal(inspector_error("I", R"({"dept":"A","certs":["b","a"],"skills":[],"recused":[]})"),
                "draw.list_unsorted");
  check_refusal(inspector_error("I", R"({"dept":"A","certs":[],"skills":["b","a"],"recused":[]})"),
                "draw.list_unsorted");
  check_refusal(inspector_error("I", R"({"dept":"A","certs":[],"skills":[],"recused":["b","a"]})"),
                "draw.list_unsorted");
  check_refusal(inspector_error("I", R"({"dept":"A","certs":[],"skills":[],"recused":["b c"]})"), "draw.id_form");
  check_refusal(inspector_error("I", R"({"dept":"A","certs":[],"skills":[],"recused":[],"capacity":0})"),
                "draw.capacity_range");
  check_refusal(inspector_error("I", R"({"dept":"A","certs":[],"skills":[],"recused":[],"capacity":-1})"),
                "json.field_range");
}

TEST_CASE("rosters must be the plan's, in order, without an alias of a row") {
  const WholeDraw draw = read_draw(draw_vector("small-1"));
  const auto refused = [&](std::vector<draw::Target> targets) -> std::string {
    draw::RowMaker rows(draw.plan.suite, draw.roster_key);
    draw::TargetRoster roster(draw.plan, rows);
    for (const draw::Target& target : targets)
      if (const auto added = roster.add(target); !added) return added.error().code;
    const auto finished = roster.finish();
    return finished ? "" : finished.error().code;
  };
  CHECK(refused(draw.targets) == "");
  auto targets = draw.targets;
  targets.pop_back();
  CHECK(refused(targets) == "draw.target_count");
  targets = draw.targets;
  targets.push_back(targets.back());
  CHECK(refused(targets) == "draw.rows_unordered");
  targets = draw.targets;
  std::swap(targets[0], targets[1]);
  CHECK(refused(targets) == "draw.rows_unordered");
  targets = draw.targets;
  targets[0].risk += "x";
  CHECK(refused(targets) == "draw.target_root");
  targets = draw.targets;
  targets.back().id += " ";
  CHECK(refused(targets) == "draw.id_form");

  draw::RowMaker rows(draw.plan.suite, draw.roster_key);
  CHECK(draw::check_inspectors(draw.plan, rows, draw.inspectors));
  auto inspectors = draw.inspectors;
  inspectors[0].recused.emplace_back("zzz");
  CHECK(draw::check_inspectors(draw.plan, rows, inspectors).error().code == "draw.inspector_root");
  std::swap(inspectors[0], inspectors[1]);
  CHECK(draw::check_inspectors(draw.plan, rows, inspectors).error().code == "draw.rows_unordered");
}
