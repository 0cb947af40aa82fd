// What an item and a list must fulfil, and what a draw may take.
#include <doctest/doctest.h>

#include <functional>

#include "shared/items/rules.h"
#include "tests/shared/items_support.h"

using namespace mingchou;
using namespace mingchou::items;
using namespace mingchou::items::test;

namespace {

using Change = std::function<void(Item&)>;

std::string code_of(const Result<Item>& result) { return result ? "" : result.error().code; }
std::string code_of(const Result<>& result) { return result ? "" : result.error().code; }

std::string refusal(Item item, const Change& change) {
  change(item);
  return code_of(check_item(std::move(item)));
}

std::optional<DepartmentFacts> find(const DepartmentId& id) {
  if (id == market) return DepartmentFacts{DepartmentKind::bureau, "市场监督管理局"};
  if (id == fire) return DepartmentFacts{DepartmentKind::branch, "消防救援大队"};
  if (id == office) return DepartmentFacts{DepartmentKind::joint_meeting_office, "联席会议办公室"};
  return std::nullopt;
}

}  // namespace

TEST_CASE("a general item must have a cap below the whole, and a ratio within it") {
  const Item item = general_item(1);
  CHECK(refusal(item, [](Item&) {}) == "");
  CHECK(refusal(item, [](Item& i) { i.cap_basis_points.reset(); }) == "items.cap_needed");
  for (const int bad : {0, -1, 10'000, 10'001})
    CHECK(refusal(item, [bad](Item& i) { i.cap_basis_points = bad; }) == "items.cap_range");
  CHECK(refusal(item, [](Item& i) { i.cap_basis_points = i.ratio_basis_points = 1; }) == "");
  CHECK(refusal(item, [](Item& i) { i.cap_basis_points = i.ratio_basis_points = 9'999; }) == "");
  CHECK(refusal(item, [](Item& i) { i.ratio_basis_points = 501; }) == "items.ratio_above_cap");
  CHECK(refusal(item, [](Item& i) { i.ratio_basis_points = 0; }) == "items.ratio_range");
  CHECK(refusal(item, [](Item& i) { i.ratio_basis_points.reset(); }) == "");
  CHECK(refusal(item, [](Item& i) { i.grounds = {Ground::safety}; }) == "items.grounds_on_general");
}

TEST_CASE("a key item says why it is one, and has no cap") {
  const Item item = key_item(1);
  CHECK(refusal(item, [](Item&) {}) == "");
  CHECK(refusal(item, [](Item& i) { i.grounds.clear(); }) == "items.key_reason_needed");
  CHECK(refusal(item, [](Item& i) { i.reason.reset(); }) == "items.key_reason_needed");
  CHECK(refusal(item, [](Item& i) { i.reason = " 　\n"; }) == "items.key_reason_needed");
  CHECK(refusal(item, [](Item& i) { i.cap_basis_points = 500; }) == "items.cap_on_key");
  CHECK(refusal(item, [](Item& i) { i.ratio_basis_points = 10'001; }) == "items.ratio_range");
}

TEST_CASE("every text that people need is there, is text, and is bounded") {
  const Item item = general_item(1);
  struct Case {
    std::string Item::* text;
    std::size_t max;
  };
  for (const Case& c : {Case{&Item::code, code_characters_max}, Case{&Item::category, line_characters_max},
                        Case{&Item::name, line_characters_max}, Case{&Item::basis, text_characters_max},
                        Case{&Item::inspecting_body, line_characters_max}, Case{&Item::target, reason_characters_max},
                        Case{&Item::content, text_characters_max}}) {
    const auto repeated = [&c](std::size_t count) {
      return [&c, count](Item& i) {
        (i.*c.text).clear();
        for (std::size_t n = 0; n < count; ++n) i.*c.text += "检";
      };
    };
    CHECK(refusal(item, repeated(c.max)) == "");
    CHECK(refusal(item, repeated(c.max + 1)) == "items.field_too_long");
    CHECK(refusal(item, repeated(0)) == "items.field_needed");
    CHECK(refusal(item, [&c](Item& i) { i.*c.text = " \t　"; }) == "items.field_needed");
    CHECK(refusal(item, [&c](Item& i) { i.*c.text = "a\xFF"; }) == "items.bad_text");
  }
}

TEST_CASE("methods, levels, frequency, dates, departments and industries are checked") {
  const Item item = general_item(1);
  CHECK(refusal(item, [](Item& i) { i.methods.clear(); }) == "items.method_needed");
  CHECK(refusal(item, [](Item& i) { i.levels.clear(); }) == "items.level_needed");
  CHECK(refusal(item, [](Item& i) { i.frequency = Frequency{0, 12}; }) == "items.frequency_range");
  CHECK(refusal(item, [](Item& i) { i.frequency = Frequency{1, 0}; }) == "items.frequency_range");
  CHECK(refusal(item, [](Item& i) { i.frequency = Frequency{366, 12}; }) == "items.frequency_range");
  CHECK(refusal(item, [](Item& i) { i.frequency = Frequency{1, 61}; }) == "items.frequency_range");
  CHECK(refusal(item, [](Item& i) { i.frequency = Frequency{365, 60}; }) == "");
  CHECK(refusal(item, [](Item& i) {
          i.valid_from = day("2026-01-02");
          i.valid_to = day("2026-01-01");
        }) == "items.dates_reversed");
  CHECK(refusal(item, [](Item& i) { i.valid_from = i.valid_to = day("2026-01-01"); }) == "");
  CHECK(refusal(item, [](Item& i) { i.participating_department_ids = {market}; }) == "items.department_repeated");
  CHECK(refusal(item, [](Item& i) { i.participating_department_ids = {fire, fire}; }) == "items.department_repeated");
  CHECK(refusal(item, [](Item& i) {
          for (std::uint8_t n = 0; n <= departments_of_item_max; ++n)
            i.participating_department_ids.push_back({uuid(static_cast<std::uint8_t>(200 + n))});
        }) == "items.too_many");
  for (const char* good : {"F", "T", "52", "521", "5212", "01"})
    CHECK(refusal(item, [good](Item& i) { i.applies_to.industries = {good}; }) == "");
  for (const char* bad : {"", "U", "f", "5", "00", "98", "F52", "52123", "食"})
    CHECK(refusal(item, [bad](Item& i) { i.applies_to.industries = {bad}; }) == "items.bad_industry");
  CHECK(refusal(item, [](Item& i) {
          for (std::uint8_t n = 0; n <= filter_entries_max; ++n) i.applies_to.tags.push_back({uuid(n)});
        }) == "items.too_many");
}

TEST_CASE("what is typed is tidied once, so that equal items are equal bytes") {
  Item item = general_item(1);
  item.name = "　食品销售者　监督检查 ";
  item.content = "\r\n许可与公示 \r\n\n\n\n进货查验\t记录\n\n";
  item.sub_item = "  ";
  item.methods = {Method::documents, Method::on_site, Method::documents};
  item.applies_to.industries = {"52", "F", "52"};
  const Item tidied = check_item(item).value();
  CHECK(tidied.name == "食品销售者 监督检查");
  CHECK(tidied.content == "许可与公示\n\n进货查验 记录");
  CHECK_FALSE(tidied.sub_item);
  CHECK(tidied.methods == std::vector{Method::on_site, Method::documents});
  CHECK(tidied.applies_to.industries == std::vector<std::string>{"52", "F"});
  CHECK(check_item(tidied).value() == tidied);
}

TEST_CASE("a coordination body never inspects, and a list holds what belongs into it") {
  const auto refused = [](const Owner& owner, const Change& change) {
    Item item = general_item(1);
    change(item);
    return code_of(check_departments(item, owner, find));
  };
  CHECK(refused(market, [](Item&) {}) == "");
  CHECK(refused(fire, [](Item&) {}) == "items.not_of_list");
  CHECK(refused(market, [](Item& i) { i.participating_department_ids = {fire}; }) == "");
  CHECK(refused(market, [](Item& i) { i.participating_department_ids = {office}; }) == "items.not_inspecting_body");
  CHECK(refused(office, [](Item& i) { i.initiating_department_id = office; }) == "items.not_inspecting_body");
  CHECK(refused(market, [](Item& i) { i.participating_department_ids = {gone}; }) == "items.department_unknown");
  CHECK(refused(std::nullopt, [](Item&) {}) == "items.joint_needs_two");
  CHECK(refused(std::nullopt, [](Item& i) { i.participating_department_ids = {fire}; }) == "");
}

TEST_CASE("a list is issued with items, each code once, and not beyond its bound") {
  std::vector<Item> list;
  CHECK(code_of(check_list(list, market, find)) == "items.list_empty");
  list = {general_item(1), key_item(2)};
  CHECK(code_of(check_list(list, market, find)) == "");
  list[1].code = list[0].code;
  CHECK(code_of(check_list(list, market, find)) == "items.code_repeated");
  list.clear();
  for (std::size_t i = 0; i < items_max; ++i) {
    list.push_back(general_item(1));
    list.back().code = std::to_string(i);
  }
  CHECK(code_of(check_list(list, market, find)) == "");
  list.push_back(general_item(1));
  CHECK(code_of(check_list(list, market, find)) == "items.list_full");
}

TEST_CASE("a draw above the cap of a general item is refused, a key item has none") {
  const Item general = general_item(1);  // 5 %
  CHECK(code_of(check_draw_ratio(general, 500)) == "");
  CHECK(code_of(check_draw_ratio(general, 501)) == "items.draw_above_cap");
  CHECK(check_draw_ratio(general, 501).error().argument("ratio") == "5.01%");
  CHECK(code_of(check_draw_ratio(key_item(1), 10'000)) == "");
  CHECK(draw_count_max(general, 0) == 0);
  CHECK(draw_count_max(general, 4) == 1);
  CHECK(draw_count_max(general, 20) == 1);
  CHECK(draw_count_max(general, 21) == 2);
  CHECK(draw_count_max(general, 30'000) == 1'500);
  CHECK(draw_count_max(general, ~std::uint64_t{0}) == 922'337'203'685'477'581u);
  CHECK(draw_count_max(key_item(1), 4) == 4);
}

TEST_CASE("the dates of an item are its first and its last day") {
  Item item = general_item(1);
  CHECK(is_valid_on(item, CivilDate::first()));
  item.valid_from = day("2026-03-01");
  item.valid_to = day("2026-03-02");
  CHECK_FALSE(is_valid_on(item, day("2026-02-28")));
  CHECK(is_valid_on(item, day("2026-03-01")));
  CHECK(is_valid_on(item, day("2026-03-02")));
  CHECK_FALSE(is_valid_on(item, day("2026-03-03")));
}

TEST_CASE("basis points read as per cent without a rounding") {
  CHECK(percent_text(1) == "0.01%");
  CHECK(percent_text(10) == "0.1%");
  CHECK(percent_text(500) == "5%");
  CHECK(percent_text(1234) == "12.34%");
  CHECK(percent_text(10'000) == "100%");
}

TEST_CASE("every word of an enumeration is read back") {
  for (int i = 0; i < kind_count; ++i) CHECK(kind_from(text_of(static_cast<Kind>(i))) == static_cast<Kind>(i));
  for (int i = 0; i < ground_count; ++i) CHECK(ground_from(text_of(static_cast<Ground>(i))) == static_cast<Ground>(i));
  for (int i = 0; i < method_count; ++i) CHECK(method_from(text_of(static_cast<Method>(i))) == static_cast<Method>(i));
  for (int i = 0; i < level_count; ++i) CHECK(level_from(text_of(static_cast<Level>(i))) == static_cast<Level>(i));
  for (int i = 0; i < channel_count; ++i)
    CHECK(channel_from(text_of(static_cast<Channel>(i))) == static_cast<Channel>(i));
  for (int i = 0; i < notice_count; ++i) CHECK(notice_from(text_of(static_cast<Notice>(i))) == static_cast<Notice>(i));
  CHECK_FALSE(kind_from("Key"));
  CHECK_FALSE(method_from(""));
}
