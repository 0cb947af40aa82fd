// What a row of a plan must fulfil: by itself, and by the lists, departments and tags that surround it.
#include <doctest/doctest.h>

#include <functional>

#include "shared/plans/content.h"
#include "tests/shared/plans_support.h"

using namespace mingchou;
using namespace mingchou::plans;
using namespace mingchou::plans::test;

namespace {

using Change = std::function<void(Row&)>;

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

std::string refusal(const Change& change) {
  Row row = own_row(1);
  change(row);
  return code_of(check_row(std::move(row), year));
}

std::string outside(Row row, const Change& change = [](Row&) {}) {
  change(row);
  return code_of(check_surroundings(std::move(row), surroundings()));
}

}  // namespace

TEST_CASE("a plan is made for this year or the next") {
  const CivilDate today = day("2026-11-20");
  CHECK(code_of(check_year(2026, today)) == "");
  CHECK(code_of(check_year(2027, today)) == "");
  CHECK(code_of(check_year(2025, today)) == "plans.year_range");
  CHECK(code_of(check_year(2028, today)) == "plans.year_range");
}

TEST_CASE("a row has one to fifty items, each once") {
  CHECK(refusal([](Row&) {}) == "");
  CHECK(refusal([](Row& r) { r.items.clear(); }) == "plans.items_needed");
  CHECK(refusal([](Row& r) { r.items.push_back(r.items[0]); }) == "plans.item_repeated");
  const auto with_items = [](std::size_t count) {
    return [count](Row& r) {
      r.items.clear();
      for (std::size_t i = 0; i < count; ++i)
        r.items.push_back(
            {.list_id = market_list, .item_id = {uuid(static_cast<std::uint8_t>(i))}, .code = {}, .name = {}});
    };
  };
  CHECK(refusal(with_items(items_of_row_max)) == "");
  CHECK(refusal(with_items(items_of_row_max + 1)) == "items.too_many");
  // The same item of two lists is two.
  CHECK(refusal([](Row& r) { r.items.push_back({joint_list, r.items[0].item_id, {}, {}}); }) == "");
}

TEST_CASE("a ratio is 1 to 10000 basis points, a count at least one, and a batch order takes no number") {
  for (const int good : {1, 10'000}) CHECK(refusal([=](Row& r) { r.quantity = {QuantityKind::ratio, good}; }) == "");
  for (const int bad : {0, -1, 10'001})
    CHECK(refusal([=](Row& r) { r.quantity = {QuantityKind::ratio, bad}; }) == "plans.ratio_range");
  CHECK(refusal([](Row& r) { r.quantity = {QuantityKind::count, 1}; }) == "");
  CHECK(refusal([](Row& r) { r.quantity = {QuantityKind::count, targets_of_row_max}; }) == "");
  for (const std::int64_t bad : {std::int64_t{0}, targets_of_row_max + 1})
    CHECK(refusal([=](Row& r) { r.quantity = {QuantityKind::count, bad}; }) == "plans.count_range");
  Row row = own_row(1);
  row.quantity = {QuantityKind::batch_order, 7};
  CHECK(check_row(row, year)->quantity.value == 0);
  CHECK(refusal([](Row& r) { r.estimated_count = 0; }) == "");
  CHECK(refusal([](Row& r) { r.estimated_count = -1; }) == "plans.estimate_range");
  CHECK(refusal([](Row& r) { r.estimated_count = targets_of_row_max + 1; }) == "plans.estimate_range");
}

TEST_CASE("a period lies within the plan's year, and ends when it begins or later") {
  const auto period = [](const char* first, const char* last) {
    return refusal([=](Row& r) {
      r.first_day = day(first);
      r.last_day = day(last);
    });
  };
  CHECK(period("2026-01-01", "2026-12-31") == "");
  CHECK(period("2026-05-01", "2026-05-01") == "");
  CHECK(period("2026-05-02", "2026-05-01") == "plans.period_reversed");
  CHECK(period("2025-12-31", "2026-05-01") == "plans.period_outside_year");
  CHECK(period("2026-05-01", "2027-01-01") == "plans.period_outside_year");
}

TEST_CASE("a directed row narrows its range by what the codes know, an undirected one does not") {
  const auto directed = [](const std::function<void(Range&)>& change) {
    return refusal([&](Row& r) {
      r.is_directed = true;
      change(r.range);
    });
  };
  CHECK(directed([](Range&) {}) == "plans.range_needed");
  CHECK(refusal([](Row& r) { r.range.risk_classes = {"D"}; }) == "plans.range_on_undirected");
  CHECK(directed([](Range& r) { r.kinds = {TargetKind::enterprise}; }) == "");
  CHECK(directed([](Range& r) { r.tags = {food}; }) == "");
  CHECK(directed([](Range& r) { r.regions = {"411622102"}; }) == "");
  for (const char* bad : {"411622999", "411622", "", "x"})
    CHECK(directed([=](Range& r) { r.regions = {bad}; }) == "plans.unknown_region");
  CHECK(directed([](Range& r) { r.industries = {"F"}; }) == "");
  CHECK(directed([](Range& r) { r.industries = {"00"}; }) == "items.bad_industry");
  CHECK(directed([](Range& r) { r.risk_classes = {"A", "D"}; }) == "");
  for (const char* bad : {"", "E", "AB"})
    CHECK(directed([=](Range& r) { r.risk_classes = {bad}; }) == "plans.unknown_risk_class");
  CHECK(directed([](Range& r) { r.tags.assign(range_entries_max, food); }) == "");
  CHECK(directed([](Range& r) { r.tags.assign(range_entries_max + 1, food); }) == "items.too_many");
  CHECK(directed([](Range& r) { r.regions.assign(range_entries_max + 1, "411622102"); }) == "items.too_many");
  CHECK(directed([](Range& r) { r.industries.assign(range_entries_max + 1, "F"); }) == "items.too_many");
}

TEST_CASE("texts, methods and departments of a row are checked and tidied once") {
  CHECK(refusal([](Row& r) { r.name = " 　"; }) == "items.field_needed");
  CHECK(refusal([](Row& r) { r.name = std::string(items::line_characters_max, 'x'); }) == "");
  CHECK(refusal([](Row& r) { r.name = std::string(items::line_characters_max + 1, 'x'); }) == "items.field_too_long");
  CHECK(refusal([](Row& r) { r.target = ""; }) == "items.field_needed");
  CHECK(refusal([](Row& r) { r.target = "a\xFF"; }) == "items.bad_text");
  CHECK(refusal([](Row& r) { r.remarks = std::string(items::reason_characters_max + 1, 'x'); }) ==
        "items.field_too_long");
  CHECK(refusal([](Row& r) { r.methods.clear(); }) == "items.method_needed");
  CHECK(refusal([](Row& r) { r.participating_department_ids = {market}; }) == "items.department_repeated");
  CHECK(refusal([](Row& r) { r.participating_department_ids = {fire, fire}; }) == "items.department_repeated");
  CHECK(refusal([](Row& r) {
          for (std::uint8_t n = 0; n <= departments_of_row_max; ++n)
            r.participating_department_ids.push_back({uuid(static_cast<std::uint8_t>(200 + n))});
        }) == "items.too_many");
  Row row = own_row(1);
  row.name = "　食品　抽查 ";
  row.remarks = " \n";
  row.methods = {Method::documents, Method::on_site, Method::documents};
  const Row tidied = check_row(row, year).value();
  CHECK(tidied.name == "食品 抽查");
  CHECK_FALSE(tidied.remarks);
  CHECK(tidied.methods == std::vector{Method::on_site, Method::documents});
  CHECK(check_row(tidied, year).value() == tidied);
}

TEST_CASE("an item stands in a list in force on the first day, of a department of the row or the joint one") {
  CHECK(outside(own_row(1)) == "");
  CHECK(outside(joint_row(1)) == "");
  CHECK(outside(own_row(1), [](Row& r) { r.first_day = day("2026-02-28"); }) == "plans.item_not_in_force");
  CHECK(outside(own_row(1), [](Row& r) { r.items[0].item_id = {uuid(102)}; }) == "plans.item_not_in_force");
  CHECK(outside(own_row(1), [](Row& r) { r.items[0].list_id = {uuid(63)}; }) == "plans.item_not_in_force");
  CHECK(outside(joint_row(1), [](Row& r) { r.participating_department_ids.clear(); }) == "plans.item_of_others");
  CHECK(outside(joint_row(1),
                [](Row& r) { std::swap(r.initiating_department_id, r.participating_department_ids[0]); }) == "");
  CHECK(outside(own_row(1), [](Row& r) { r.items = {{joint_list, {uuid(103)}, {}, {}}}; }) == "");
  Surroundings expiring = surroundings();
  expiring.find_item = [](const items::ListId& list, const items::ItemId& item, CivilDate on) {
    auto found = find_item(list, item, on);
    found->item.valid_to = day("2026-03-31");
    return found;
  };
  CHECK(code_of(check_surroundings(own_row(1), expiring)) == "plans.item_not_in_force");
  Row row = own_row(1);
  row.items[0].code = row.items[0].name = "what somebody typed";
  const Row checked = check_surroundings(row, surroundings()).value();
  CHECK(checked.items[0].code == "SCJG-1");
  CHECK(checked.items[0].name == "食品销售者监督检查");
}

TEST_CASE("a row takes no more than the cap of each general item, in order or not; a key item has none") {
  const auto taking = [](Row row, Quantity quantity) {
    row.quantity = quantity;
    return outside(row);
  };
  Row key = joint_row(1);
  key.items.erase(key.items.begin());
  CHECK(taking(own_row(1), {QuantityKind::ratio, 500}) == "");
  CHECK(taking(own_row(1), {QuantityKind::ratio, 501}) == "plans.ratio_above_cap");
  CHECK(taking(joint_row(1), {QuantityKind::ratio, 501}) == "plans.ratio_above_cap");
  CHECK(taking(key, {QuantityKind::ratio, 10'000}) == "");
  CHECK(taking(own_row(1), {QuantityKind::batch_order, 0}) == "plans.ratio_above_cap");
  CHECK(taking(key, {QuantityKind::batch_order, 0}) == "");
  CHECK(taking(own_row(1), {QuantityKind::count, 1'000'000}) == "");
  Row row = own_row(1);
  row.quantity = {QuantityKind::ratio, 501};
  const Error error = check_surroundings(row, surroundings()).error();
  CHECK(error.argument("ratio") == "5.01%");
  CHECK(error.argument("cap") == "5%");
  CHECK(error.argument("code") == "SCJG-1");
  CHECK(error.argument("task") == row.name);
}

TEST_CASE("a coordination body neither initiates nor takes part, and what is unknown is refused") {
  CHECK(outside(own_row(1), [](Row& r) { r.initiating_department_id = office; }) == "plans.not_inspecting_body");
  CHECK(outside(own_row(1), [](Row& r) { r.participating_department_ids = {office}; }) == "plans.not_inspecting_body");
  CHECK(outside(own_row(1), [](Row& r) { r.initiating_department_id = gone; }) == "plans.department_unknown");
  CHECK(outside(own_row(1), [](Row& r) { r.participating_department_ids = {gone}; }) == "plans.department_unknown");
  CHECK(outside(own_row(1), [](Row& r) { r.range.tags = {food}; }) == "");
  CHECK(outside(own_row(1), [](Row& r) { r.range.tags = {food, {uuid(71)}}; }) == "plans.unknown_tag");
}

TEST_CASE("a plan is submitted with rows, not beyond its bound, and each is looked at again") {
  const auto check = [](const std::vector<Row>& rows) { return code_of(check_plan(rows, year, surroundings())); };
  CHECK(check({}) == "plans.no_rows");
  CHECK(check({own_row(1), joint_row(2)}) == "");
  CHECK(check(std::vector<Row>(rows_max, own_row(1))) == "");
  CHECK(check(std::vector<Row>(rows_max + 1, own_row(1))) == "plans.too_many_rows");
  Row stale = own_row(2);
  stale.items[0].item_id = {uuid(9)};
  CHECK(check({own_row(1), stale}) == "plans.item_not_in_force");
  CHECK(code_of(check_plan(std::vector{own_row(1)}, 2027, surroundings())) == "plans.period_outside_year");
  CHECK(check_plan(std::vector{own_row(1)}, year, surroundings()).value()[0].items[0].code == "SCJG-1");
}

TEST_CASE("a row comes back from its JSON as it was, with every field and with none that may be missing") {
  Row full = check_surroundings(joint_row(1), surroundings()).value();
  full.is_directed = true;
  full.range = {{TargetKind::enterprise, TargetKind::project}, {"411622102"}, {"F", "52"}, {food}, {"C", "D"}};
  full.estimated_count = 40;
  full.remarks = "与\"专项\"合并";
  CHECK(parse_row(to_json(full)).value() == full);
  full.quantity = {QuantityKind::count, 12};
  CHECK(parse_row(to_json(full)).value() == full);
  Row bare = own_row(2);
  bare.quantity = {QuantityKind::batch_order, 0};
  CHECK(parse_row(to_json(bare)).value() == bare);
  json::Writer writer;
  writer.begin_object();
  write_fields(writer, full);
  CHECK(std::move(writer.end_object()).take() == to_json(full));
}

TEST_CASE("a value of a row that is no word, id or date of its field is named") {
  struct Case {
    const char *from, *to, *code, *field;
  };
  const std::string json = to_json(own_row(1));
  for (const Case& c :
       {Case{"\"ratio\"", "\"all\"", "items.bad_value", "quantity.kind"},
        Case{"on_site", "by_eyes", "items.bad_value", "methods"},
        Case{"2026-04-01", "2026-04-31", "items.bad_value", "first_day"},
        Case{"\"is_directed\":false", "\"is_directed\":0", "json.field_not_boolean", "is_directed"},
        Case{"\"kinds\":[]", "\"kinds\":[\"ship\"]", "items.bad_value", "range.kinds"},
        Case{"\"tags\":[]", "\"tags\":[\"x\"]", "items.bad_value", "range.tags"},
        Case{"\"ratio_basis_points\"", "\"count\"", "json.field_missing", "quantity.ratio_basis_points"},
        Case{"\"range\":{", "\"range\":{\"more\":1,", "json.field_unknown", "range.more"}}) {
    std::string changed = json;
    const std::size_t at = changed.find(c.from);
    REQUIRE(at != std::string::npos);
    changed.replace(at, std::string(c.from).size(), c.to);
    const auto read = parse_row(changed);
    CAPTURE(changed);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == c.code);
    CHECK(read.error().argument("field") == c.field);
  }
}
