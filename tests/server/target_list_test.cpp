// Lists of targets: filters, words, orders and pages over the index, against the plainest way of finding the same rows.
#include "shared/registry/target_list.h"

#include <algorithm>
#include <set>

#include "shared/demo/county.h"
#include "shared/registry/target_index.h"
#include "tests/server/registers_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

/// Some hundred targets of the demo county.
struct DemoRegisters : Registers {
  explicit DemoRegisters(std::uint64_t count) {
    DemoCounty county({.targets = count, .seed = 7});
    Transaction transaction = Transaction::begin(db).value();
    for (const Department& department : county.departments()) REQUIRE(writer.insert(department));
    for (const Tag& tag : county.tags()) REQUIRE(writer.insert(tag));
    for (auto target = county.next_target(); target; target = county.next_target()) {
      // The platform has answered about some.
      if (targets.size() % 5 == 0) target->receipt.result = ReceiptResult::refused;
      if (targets.size() % 5 == 1) target->receipt.result = ReceiptResult::accepted;
      REQUIRE(writer.insert(*target));
      targets.push_back(*target);
    }
    REQUIRE(transaction.commit());
  }
  std::vector<Target> targets;
};

/// All pages; each but the last is full unless rows had to be passed over.
std::vector<TargetId> all_ids(Database& db, TargetQuery query) {
  std::vector<TargetId> ids;
  for (int pages = 0; pages < 10'000; ++pages) {
    const auto page = list_targets(db, query);
    REQUIRE(page);
    for (const TargetSummary& target : page->targets) ids.push_back(target.id);
    if (!page->next_cursor) return ids;
    query.cursor = *page->next_cursor;
  }
  FAIL("the pages do not end");
  return ids;
}

std::vector<TargetId> ids_where(const std::vector<Target>& targets, auto fits) {
  std::vector<TargetId> ids;
  for (const Target& target : targets)
    if (fits(target)) ids.push_back(target.id);
  return ids;
}

Target named(Registers& registers, const Department& of, std::string name) {
  Target target = registers.target(of, std::nullopt);
  target.name = std::move(name);
  REQUIRE(registers.writer.insert(target));
  return target;
}

std::vector<std::string> found_names(Database& db, std::string text) {
  std::vector<std::string> names;
  const auto page = list_targets(db, {.filter = {.text = std::move(text)}});
  REQUIRE(page);
  for (const TargetSummary& target : page->targets) names.push_back(target.name);
  return names;
}

}  // namespace

TEST_CASE("every filter finds exactly the rows that a look at each one finds, alone and together") {
  DemoRegisters registers(600);
  const auto& targets = registers.targets;
  const Target& sample = targets[17];
  const auto check = [&](const TargetFilter& filter, auto fits) {
    const auto expected = ids_where(targets, fits);
    CHECK(all_ids(registers.db, {.filter = filter, .limit = 7}) == expected);
    const auto total = list_targets(registers.db, {.filter = filter})->total;
    REQUIRE(total);
    CHECK(total->count == static_cast<std::int64_t>(expected.size()));
    CHECK(total->kind == TargetTotal::Kind::exact);
    return expected.size();
  };
  CHECK(check({}, [](const Target&) { return true; }) == 600);
  CHECK(check({.kind = sample.kind}, [&](const Target& t) { return t.kind == sample.kind; }) > 0);
  CHECK(check({.status = TargetStatus::licence_revoked},
              [](const Target& t) { return t.status == TargetStatus::licence_revoked; }) < 600);
  check({.township_code = sample.township_code},
        [&](const Target& t) { return t.township_code == sample.township_code; });
  const auto department = sample.responsible_department_id;
  check({.department_id = department}, [&](const Target& t) { return t.responsible_department_id == department; });
  check({.within = department, .kind = sample.kind},
        [&](const Target& t) { return t.responsible_department_id == department && t.kind == sample.kind; });
  check({.within = department, .department_id = targets[0].responsible_department_id}, [&](const Target& t) {
    return t.responsible_department_id == department && targets[0].responsible_department_id == department;
  });
  check({.risk_class = "D"}, [](const Target& t) { return t.risk_class == "D"; });
  for (const ReceiptResult receipt : {ReceiptResult::none, ReceiptResult::accepted, ReceiptResult::refused})
    CHECK(check({.kind = sample.kind, .receipt = receipt},
                [&](const Target& t) { return t.kind == sample.kind && t.receipt.result == receipt; }) > 0);
  for (const char* industry : {"52", "521", "62"})
    check({.industry_code = industry},
          [&](const Target& t) { return t.industry_code && t.industry_code->starts_with(industry); });
  const auto tagged = std::ranges::find_if(targets, [](const Target& t) { return !t.tags.empty(); });
  REQUIRE(tagged != targets.end());
  CHECK(check({.tag_id = tagged->tags[0]},
              [&](const Target& t) { return std::ranges::find(t.tags, tagged->tags[0]) != t.tags.end(); }) > 0);
}

TEST_CASE("each order gives each row once, whatever the page's length") {
  DemoRegisters registers(300);
  for (const TargetOrder order :
       {TargetOrder::created, TargetOrder::newest, TargetOrder::name, TargetOrder::last_check})
    for (const int limit : {1, 7, 50, 200})
      for (const bool is_filtered : {false, true}) {
        TargetQuery query{.order = order, .limit = limit};
        if (is_filtered) query.filter = {.status = TargetStatus::active, .receipt = ReceiptResult::none};
        const auto ids = all_ids(registers.db, query);
        std::set<TargetId> once(ids.begin(), ids.end());
        CHECK(once.size() == ids.size());
        CHECK(ids.size() == ids_where(registers.targets, [&](const Target& t) {
                              return !is_filtered ||
                                     (t.status == TargetStatus::active && t.receipt.result == ReceiptResult::none);
                            }).size());
        if (order == TargetOrder::created) CHECK(std::ranges::is_sorted(ids));
        if (order == TargetOrder::newest) CHECK(std::ranges::is_sorted(ids, std::greater{}));
      }
}

TEST_CASE("names stand in the order of pinyin, and who was never checked comes first by the last check") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Target checked = registers.target(department, std::nullopt);
  for (const char* name : {"中医馆", "阿福面馆", "King 烧烤", "8 号仓", "白云宾馆"}) named(registers, department, name);
  checked.name = "曹记";
  checked.last_checked_on = CivilDate::of(2025, 1, 1);
  REQUIRE(registers.writer.insert(checked));
  const auto names = [&](TargetOrder order) {
    std::vector<std::string> list;
    for (const auto& target : list_targets(registers.db, {.order = order})->targets) list.push_back(target.name);
    return list;
  };
  CHECK(names(TargetOrder::name) ==
        std::vector<std::string>{"8 号仓", "King 烧烤", "阿福面馆", "白云宾馆", "曹记", "中医馆"});
  CHECK(names(TargetOrder::last_check).back() == "曹记");
}

TEST_CASE("two characters, pinyin initials and parts of a code find a target; what only stands apart does not") {
  Registers registers;
  const Department department = registers.department(1, "D");
  named(registers, department, "西华县重庆（老）火锅店");
  named(registers, department, "西平华县联营厂");
  Target coded = registers.target(department, code_one);
  coded.name = "ＫＴＶ 会所";
  coded.registration_number = "411622000000012";
  REQUIRE(registers.writer.insert(coded));
  using Names = std::vector<std::string>;
  const Names hotpot{"西华县重庆（老）火锅店"}, club{"ＫＴＶ 会所"};
  CHECK(found_names(registers.db, "火锅") == hotpot);
  CHECK(found_names(registers.db, "庆老火") == hotpot);  // brackets needn't be typed
  CHECK(found_names(registers.db, "庆(老)火") == hotpot);
  CHECK(found_names(registers.db, "西华县") == hotpot);  // the second has 西 … 华县 apart
  CHECK(found_names(registers.db, "华县").size() == 2);
  CHECK(found_names(registers.db, "火锅 西华") == hotpot);
  CHECK(found_names(registers.db, "火锅 会所").empty());
  CHECK(found_names(registers.db, "xhx") == hotpot);
  CHECK(found_names(registers.db, "cql") == hotpot);  // 重 is chong and zhong
  CHECK(found_names(registers.db, "zql") == hotpot);
  CHECK(found_names(registers.db, "cqlhgd") == hotpot);
  CHECK(found_names(registers.db, "hgdx").empty());
  CHECK(found_names(registers.db, "ktv") == club);
  CHECK(found_names(registers.db, "KTV会") == club);
  CHECK(found_names(registers.db, "MA9T") == club);
  CHECK(found_names(registers.db, "ma9t0000xe") == club);
  CHECK(found_names(registers.db, std::string(code_one)) == club);
  CHECK(found_names(registers.db, "000012") == club);
  CHECK(found_names(registers.db, "MA9T0001").empty());
  CHECK(found_names(registers.db, "\" OR 11 AND *").empty());
  CHECK(found_names(registers.db, "（）").size() == 3);  // marks alone are no words
  CHECK(list_targets(registers.db, {.filter = {.text = "锅"}}).error().code == "registry.search_too_short");
  CHECK(list_targets(registers.db, {.filter = {.text = std::string(2000, 'a')}}).error().code ==
        "search.query_too_long");
}

TEST_CASE("words of all lengths find what a look at each name finds") {
  DemoRegisters registers(500);
  int found = 0;
  for (std::size_t i = 0; i < registers.targets.size(); i += 23) {
    const std::string& name = registers.targets[i].name;
    for (const std::size_t characters : {2u, 3u, 4u, 5u}) {
      // From the third character on, where the names begin to differ.
      if (name.size() < 3 * (characters + 3)) continue;
      const std::string word = name.substr(6, 3 * characters);
      if (word.find_first_of("()0123456789") != word.npos || word.contains("（") || word.contains("）")) continue;
      const auto expected = ids_where(registers.targets, [&](const Target& t) { return t.name.contains(word); });
      const auto ids = all_ids(registers.db, {.filter = {.text = word}, .limit = 3});
      CHECK(std::ranges::includes(ids, expected));
      if (!expected.empty()) ++found;
      const auto page = list_targets(registers.db, {.filter = {.text = word}});
      CHECK(page->total->count == static_cast<std::int64_t>(ids.size()));
    }
  }
  CHECK(found > 20);
}

TEST_CASE("the index follows changes and ends, in the same transaction") {
  Registers registers;
  const Department department = registers.department(1, "D");
  Target target = registers.target(department, code_one);
  target.name = "老名字";
  REQUIRE(registers.writer.insert(target));
  target.name = "新名字";
  target.township_code = "411622101";
  REQUIRE(registers.writer.update(target, 1));
  CHECK(found_names(registers.db, "老名").empty());
  CHECK(found_names(registers.db, "新名").size() == 1);
  CHECK(list_targets(registers.db, {.filter = {.township_code = "411622101"}})->targets.size() == 1);
  CHECK(list_targets(registers.db, {.filter = {.township_code = "411622102"}})->targets.empty());
  {
    Transaction transaction = Transaction::begin(registers.db).value();
    target.name = "改了又退";
    REQUIRE(registers.writer.update(target, 2));
    transaction.roll_back();
  }
  CHECK(found_names(registers.db, "新名").size() == 1);
  CHECK(found_names(registers.db, "又退").empty());
  REQUIRE(registers.writer.end(target.id, 2));
  CHECK(found_names(registers.db, "新名").empty());
  CHECK(list_targets(registers.db, {})->targets.empty());
  CHECK(count_index_differences(registers.db) == 0);
}

TEST_CASE("an index of another form is built anew, once") {
  DemoRegisters registers(40);
  REQUIRE(registers.db.run("UPDATE target SET valid_to = '2026-04-01' WHERE id = ?", registers.targets[3].id));
  REQUIRE(registers.db.run("DELETE FROM target_row WHERE target_id = ?", registers.targets[5].id));
  CHECK(count_index_differences(registers.db) == 2);
  CHECK(build_index_if_needed(registers.db).value());
  CHECK_FALSE(build_index_if_needed(registers.db).value());
  CHECK(count_index_differences(registers.db) == 0);
  CHECK(all_ids(registers.db, {}).size() == 39);
  CHECK(all_ids(registers.db, {.filter = {.township_code = registers.targets[5].township_code}}).size() ==
        ids_where(registers.targets, [&](const Target& t) {
          return t.id != registers.targets[3].id && t.township_code == registers.targets[5].township_code;
        }).size());
}

TEST_CASE("cursors of another order, broken ones and limits out of range are refused with a sentence") {
  DemoRegisters registers(10);
  const std::string by_name = *list_targets(registers.db, {.order = TargetOrder::name, .limit = 2})->next_cursor;
  CHECK(list_targets(registers.db, {.order = TargetOrder::name, .cursor = by_name}));
  for (const TargetOrder order : {TargetOrder::created, TargetOrder::newest, TargetOrder::last_check})
    CHECK(list_targets(registers.db, {.order = order, .cursor = by_name}).error().code == "registry.bad_cursor");
  for (const std::string bad : {"n", "n-", "n-x", "n--1", "n-1", "n-1-", "n-1-0", "n-1-zz", "n-99999999999999999999-00",
                                "c-1-00", "' OR 1=1 --"}) {
    CAPTURE(bad);
    if (bad != "n-1-")  // an empty key is the first place of all
      CHECK(list_targets(registers.db, {.order = TargetOrder::name, .cursor = bad}).error().code ==
            "registry.bad_cursor");
  }
  CHECK(list_targets(registers.db, {.order = TargetOrder::name, .cursor = std::string(100'000, 'n')}).error().code ==
        "registry.bad_cursor");
  for (const int bad : {-1, 0, target_page_max + 1})
    CHECK(list_targets(registers.db, {.limit = bad}).error().code == "registry.bad_limit");
}
