// Views of the register against a plain oracle over the demo county, and the orders and facets of its index.
#include "client/app/register/target_list.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "client/app/register/index_builder.h"
#include "client/app/register/name_order.h"
#include "client/app/register/target_rows.h"
#include "shared/codes/tables.h"
#include "shared/search/search_scan.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;

namespace {

/// A tablet with a register in it, and its index.
struct Scene {
  SimulatedDisk disk{8};
  Tablet tablet;
  TickingStopwatch stopwatch;
  County county;
  std::unique_ptr<RegisterIndex> index;

  explicit Scene(County made) : county(std::move(made)) {
    FakeServer server;
    REQUIRE(tablet.open(disk, std::nullopt));
    server.serve(make_snapshot(county, 2000));
    Downloading downloading(tablet, server);
    downloading.stopwatch.tick_ms = 0.01;
    REQUIRE(downloading.run());
    IndexBuilder builder(tablet.store->register_store());
    builder.start(*tablet.store->register_store().current().value());
    while (builder.step(Deadline(stopwatch, Jobs::budget_ms)) == JobState::working) {
      CHECK(builder.progress().done <= builder.progress().total);
      ++steps;
    }
    REQUIRE_FALSE(builder.error());
    index = builder.take();
    REQUIRE(index);
  }
  explicit Scene(std::uint64_t targets) : Scene(make_county(targets)) {}

  int steps = 0;
};

FacetValue value_of(const RegisterIndex& index, const Target& target, Facet facet) {
  const auto position = [](const auto& range, auto matches) {
    return static_cast<FacetValue>(std::ranges::find_if(range, matches) - range.begin());
  };
  switch (facet) {
    case Facet::kind:
      return static_cast<FacetValue>(target.kind);
    case Facet::status:
      return static_cast<FacetValue>(target.status);
    case Facet::township:
      return position(townships(), [&](const Region& region) { return region.code == target.township_code; });
    case Facet::section: {
      const auto section = industry_section_of(target.industry_code.value_or(""));
      return position(industry_sections(),
                      [&](const IndustrySection& s) { return section && s.code == section->code; });
    }
    case Facet::department:
      return position(index.departments(),
                      [&](const RegisterDepartment& d) { return d.id == target.responsible_department_id; });
    case Facet::tag:
      break;
  }
  return 0;
}

/// The plain way, row by row, without anything of the index but the numbers of departments and tags.
class Oracle {
 public:
  Oracle(const RegisterIndex& index, const County& county) : index_(index), county_(county) {
    for (const Target& target : county.targets) {
      std::vector<std::string_view> there;
      if (target.credit_code) there.push_back(*target.credit_code);
      if (target.registration_number) there.push_back(*target.registration_number);
      REQUIRE(texts_.add({.name = target.name, .codes = there, .address = target.address.value_or("")}));
      names_.add(target.name);
    }
  }

  bool passes(const Target& target, const TargetView& view, Facet facet) const {
    const auto& chosen = view.of(facet);
    if (chosen.empty()) return true;
    if (facet != Facet::tag) return std::ranges::count(chosen, value_of(index_, target, facet)) > 0;
    return std::ranges::any_of(chosen, [&](FacetValue tag) { return has_tag(target, tag); });
  }
  bool has_tag(const Target& target, FacetValue tag) const {
    return std::ranges::count(target.tags, index_.tags()[tag].id) > 0;
  }

  struct Expected {
    std::vector<std::uint32_t> rows;
    std::array<std::map<FacetValue, std::uint32_t>, facet_count> counts;
  };
  Expected expect(const TargetView& view) const {
    Expected expected;
    std::vector<bool> found(county_.targets.size(), true);
    std::vector<std::uint32_t> ranked;
    if (!view.query.empty()) {
      const auto results = search::search_all(texts_, view.query, search::results_max);
      REQUIRE(results);
      REQUIRE(results->total == results->rows.size());
      found.assign(found.size(), false);
      for (const std::uint32_t row : results->rows) found[row] = true;
      ranked = results->rows;
    }
    for (std::uint32_t row = 0; row < county_.targets.size(); ++row)
      if (found[row]) count(row, view, expected);
    sort(expected.rows, ranked, view);
    return expected;
  }

 private:
  void count(std::uint32_t row, const TargetView& view, Expected& expected) const {
    const Target& target = county_.targets[row];
    if (std::ranges::all_of(all_facets, [&](Facet facet) { return passes(target, view, facet); }))
      expected.rows.push_back(row);
    for (const Facet facet : all_facets) {
      const bool others =
          std::ranges::all_of(all_facets, [&](Facet other) { return other == facet || passes(target, view, other); });
      if (!others) continue;
      auto& counts = expected.counts[static_cast<std::size_t>(facet)];
      if (facet != Facet::tag) ++counts[value_of(index_, target, facet)];
      if (facet == Facet::tag)
        for (FacetValue tag = 0; tag < index_.tags().size(); ++tag)
          if (has_tag(target, tag)) ++counts[tag];
    }
  }

  void sort(std::vector<std::uint32_t>& rows, const std::vector<std::uint32_t>& ranked, const TargetView& view) const {
    const auto by_name = [&](std::uint32_t a, std::uint32_t b) {
      const auto order = names_.compare(a, b);
      return order == 0 ? a < b : order < 0;
    };
    if (view.sort == Sort::relevance && !ranked.empty()) {
      std::map<std::uint32_t, std::size_t> place;
      for (std::size_t i = 0; i < ranked.size(); ++i) place[ranked[i]] = i;
      std::ranges::sort(rows, {}, [&](std::uint32_t row) { return place.at(row); });
      // Those behind the ranked ones come by name.
      if (rows.size() > TargetList::ranked_max) std::sort(rows.begin() + TargetList::ranked_max, rows.end(), by_name);
      return;
    }
    if (view.sort == Sort::relevance) {
      std::ranges::sort(rows, by_name);
      return;
    }
    std::ranges::sort(rows, [&](std::uint32_t a, std::uint32_t b) {
      const std::int64_t left = key(a, view), right = key(b, view);
      if (left != right) return left < right;
      if (view.sort == Sort::name && view.descending) return by_name(b, a);
      return by_name(a, b);
    });
  }
  /// Rises in the order that is wanted.
  std::int64_t key(std::uint32_t row, const TargetView& view) const {
    const Target& target = county_.targets[row];
    const std::int64_t sign = view.descending ? -1 : 1;
    if (view.sort == Sort::established) return target.established_on ? sign * target.established_on->days() : INT64_MAX;
    if (view.sort == Sort::last_checked)
      return sign * (target.last_checked_on ? target.last_checked_on->days() : -1'000'000);
    if (view.sort == Sort::township) return sign * value_of(index_, target, Facet::township);
    return 0;
  }

  const RegisterIndex& index_;
  const County& county_;
  search::SearchIndex texts_;
  NameKeys names_;
};

void settle(TargetList& list, TickingStopwatch& stopwatch) {
  for (int i = 0; i < 10'000 && !list.step(Deadline(stopwatch, Jobs::budget_ms)); ++i) {
  }
  REQUIRE(list.settled());
}

std::vector<std::uint32_t> rows_of(const TargetList& list) {
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < list.size(); ++i) rows.push_back(list.row_at(i));
  return rows;
}

TargetView random_view(const RegisterIndex& index, const County& county, SeededRandom& random) {
  TargetView view;
  for (const Facet facet : all_facets) {
    if (random.below(4) != 0) continue;
    for (std::uint64_t n = 1 + random.below(3); n > 0; --n)
      view.of(facet).push_back(static_cast<FacetValue>(random.below(index.value_count(facet))));
  }
  const Target& some = county.targets[random.below(county.targets.size())];
  const auto part = [&](std::string_view text, std::size_t unit, std::size_t units) {
    const std::size_t count = text.size() / unit;
    const std::size_t start = count > units ? random.below(count - units + 1) : 0;
    return std::string(text.substr(start * unit, units * unit));
  };
  static constexpr std::string_view typed[] = {"xh", "hlt",    "cs",     "yd",   "西华",
                                               "店", "胡辣汤", "nongye", "9241", "1622"};
  switch (random.below(6)) {
    case 0:
      view.query = part(some.name, 3, 1 + random.below(3));
      break;
    case 1:
      view.query = part(some.credit_code.value_or("9141"), 1, 2 + random.below(10));
      break;
    case 2:
      view.query = std::string(typed[random.below(std::size(typed))]);
      break;
    case 3:
      view.query = std::string(typed[random.below(std::size(typed))]) + " " + part(some.name, 3, 1);
      break;
    default:
      break;
  }
  view.sort = static_cast<Sort>(random.below(5));
  view.descending = random.below(2) == 0;
  return view;
}

}  // namespace

TEST_CASE("register index: every row and value is that of the register, built in many steps") {
  const Scene scene(3000);
  const RegisterIndex& index = *scene.index;
  CHECK(scene.steps > 5);
  REQUIRE(index.row_count() == scene.county.targets.size());
  for (std::uint32_t row = 0; row < index.row_count(); ++row) {
    const Target& target = scene.county.targets[row];
    REQUIRE(index.id(row) == target.id);
    REQUIRE(index.find(target.id) == row);
    for (const Facet facet : all_facets)
      if (facet != Facet::tag) REQUIRE(index.value(facet, row) == value_of(index, target, facet));
    for (FacetValue tag = 0; tag < index.tags().size(); ++tag)
      REQUIRE(index.has_tag(row, tag) == (std::ranges::count(target.tags, index.tags()[tag].id) > 0));
    REQUIRE(index.established_on(row) ==
            (target.established_on ? target.established_on->days() : RegisterIndex::no_day));
  }
  CHECK_FALSE(index.find({}));
  for (const Facet facet : all_facets) CHECK(index.value_count(facet) > 5);
}

TEST_CASE("target list: random filters, queries and orders agree with a plain search through all rows") {
  Scene scene(4000);
  const Oracle oracle(*scene.index, scene.county);
  TargetList list(*scene.index);
  SeededRandom random(17);
  std::size_t non_empty = 0;
  for (int round = 0; round < 400; ++round) {
    const TargetView view = random_view(*scene.index, scene.county, random);
    CAPTURE(round);
    CAPTURE(view.query);
    CAPTURE(static_cast<int>(view.sort));
    CAPTURE(view.descending);
    list.show(view);
    // Sometimes overtaken by the next key.
    if (random.below(5) == 0) {
      list.step(Deadline(scene.stopwatch, 1));
      continue;
    }
    settle(list, scene.stopwatch);
    CHECK(list.view() == view);
    const auto expected = oracle.expect(view);
    REQUIRE(rows_of(list) == expected.rows);
    non_empty += !expected.rows.empty();
    for (const Facet facet : all_facets)
      for (FacetValue value = 0; value < scene.index->value_count(facet); ++value) {
        const auto& counts = expected.counts[static_cast<std::size_t>(facet)];
        const auto found = counts.find(value);
        REQUIRE(list.counts(facet)[value] == (found == counts.end() ? 0 : found->second));
      }
  }
  CHECK(non_empty > 150);
}

TEST_CASE("target list: what was shown stays until the new view is whole") {
  Scene scene(3000);
  TargetList list(*scene.index);
  CHECK(list.size() == 0);
  list.show({});
  settle(list, scene.stopwatch);
  CHECK(list.size() == 3000);
  const std::uint64_t version = list.version();
  TargetView view;
  view.query = "胡";
  scene.stopwatch.tick_ms = 100;
  list.show(view);
  int steps = 0;
  while (!list.step(Deadline(scene.stopwatch, 1))) {
    CHECK(list.size() == 3000);
    CHECK(list.view() == TargetView{});
    CHECK(list.version() == version);
    ++steps;
  }
  CHECK(steps >= 2);
  CHECK(list.size() < 3000);
  CHECK(list.version() == version + 1);
}

TEST_CASE("target list: a query that is too long says so and leaves the filters in force") {
  Scene scene(500);
  TargetList list(*scene.index);
  TargetView view;
  view.of(Facet::kind) = {static_cast<FacetValue>(TargetKind::enterprise)};
  list.show(view);
  settle(list, scene.stopwatch);
  const auto rows = rows_of(list);
  view.query = std::string(500, 'x');
  list.show(view);
  settle(list, scene.stopwatch);
  REQUIRE(list.error());
  CHECK(list.error()->code == "search.query_too_long");
  CHECK(rows_of(list) == rows);
  view.query = "";
  list.show(view);
  settle(list, scene.stopwatch);
  CHECK_FALSE(list.error());
}

TEST_CASE("target list: values that don't exist choose nothing") {
  Scene scene(200);
  TargetList list(*scene.index);
  TargetView view;
  view.of(Facet::tag) = {60'000};
  list.show(view);
  settle(list, scene.stopwatch);
  CHECK(list.size() == 0);
  view.of(Facet::kind) = {60'000};
  list.show(view);
  settle(list, scene.stopwatch);
  CHECK(list.size() == 0);
}

TEST_CASE("target list: more hits than are ranked are all there, each once, the best first") {
  Scene scene(6000);
  TargetList list(*scene.index);
  TargetView view;
  view.sort = Sort::relevance;
  view.query = "西华";
  list.show(view);
  settle(list, scene.stopwatch);
  auto rows = rows_of(list);
  CHECK(rows.size() > TargetList::ranked_max);
  const auto best = search::search_all(scene.index->texts(), view.query, 100)->rows;
  CHECK(std::equal(best.begin(), best.end(), rows.begin()));
  std::ranges::sort(rows);
  CHECK(std::ranges::adjacent_find(rows) == rows.end());
  CHECK(rows.size() == search::search_all(scene.index->texts(), view.query, 1)->total);
}

TEST_CASE("names: pinyin order, digits and letters before, marks passed over") {
  // A character with several readings stands by its customary one: 重 is zhong, in 重庆 too, and 长 is zhang.
  const std::vector<std::string> in_order = {"12号店",   "5元店",        "KTV",        "yes酒吧",  "（安）平药店",
                                             "北京饭店", "\U0002CC56店", "胡辣汤",     "华联超市", "华（联）超市二店",
                                             "李记烩面", "女人街",       "西华县医院", "逍遥镇",   "长春大酒店",
                                             "重庆小面", "周口市",       "𠀀商行"};
  NameKeys keys;
  for (const std::string& name : in_order) keys.add(name);
  for (std::uint32_t i = 0; i + 1 < in_order.size(); ++i) {
    CAPTURE(in_order[i]);
    CAPTURE(in_order[i + 1]);
    CHECK(keys.compare(i, i + 1) < 0);
  }
  NameKeys same;
  same.add("西华县（城关）超市");
  same.add("西华县城关 超市");
  CHECK(same.compare(0, 1) == 0);
}

TEST_CASE("target rows: read when asked for, kept for a while, bounded") {
  Scene scene(2000);
  TargetRows rows(scene.tablet.store->register_store(), *scene.index);
  CHECK_FALSE(rows.load(Deadline(scene.stopwatch, 8)).value());
  for (std::uint32_t row = 0; row < 20; ++row) CHECK_FALSE(rows.at(row));
  CHECK(rows.has_wanted());
  int loads = 0;
  while (rows.has_wanted()) {
    CHECK(rows.load(Deadline(scene.stopwatch, 4)).value());
    ++loads;
  }
  CHECK(loads > 1);
  for (std::uint32_t row = 0; row < 20; ++row) {
    const TargetRow* there = rows.at(row);
    REQUIRE(there);
    const Target& target = scene.county.targets[row];
    CHECK(there->id == target.id);
    CHECK(there->name == target.name);
    CHECK(there->credit_code == target.credit_code);
    CHECK(there->address == target.address);
    CHECK(there->last_checked_on == target.last_checked_on);
    CHECK(kind_of(there->kind) == target.kind);
  }
  CHECK_FALSE(rows.has_wanted());
  // A fling through the whole list: only what was seen last is read, and nothing without end is kept.
  for (std::uint32_t row = 0; row < 2000; ++row) rows.at(row);
  for (int i = 0; i < 1000 && rows.has_wanted(); ++i) REQUIRE(rows.load(Deadline(scene.stopwatch, 8)));
  CHECK(rows.at(1999));
  CHECK_FALSE(rows.at(100'000));
  CHECK_FALSE(rows.load(Deadline(scene.stopwatch, 8)).value());
  CHECK_FALSE(rows.at(1000));
}

TEST_CASE("register index: a large register fits its share of memory, and every order holds from end to end") {
  const bool is_long = std::getenv("MINGCHOU_LONG") != nullptr;
  const std::uint64_t rows = is_long ? 100'000 : 15'000;
  Scene scene(rows);
  const RegisterIndex& index = *scene.index;
  REQUIRE(index.row_count() == rows);
  CHECK(index.memory_bytes() / rows < 400);
  NameKeys names;
  for (const Target& target : scene.county.targets) names.add(target.name);
  TargetList list(index);
  for (const Sort sort : {Sort::name, Sort::established, Sort::last_checked, Sort::township})
    for (const bool descending : {false, true}) {
      CAPTURE(static_cast<int>(sort));
      CAPTURE(descending);
      TargetView view;
      view.sort = sort;
      view.descending = descending;
      list.show(view);
      settle(list, scene.stopwatch);
      REQUIRE(list.size() == rows);
      std::size_t wrong = 0;
      for (std::size_t i = 0; i + 1 < rows; ++i) {
        const std::uint32_t a = list.row_at(i), b = list.row_at(i + 1);
        const std::uint32_t first = descending ? b : a, second = descending ? a : b;
        if (sort == Sort::name) wrong += names.compare(first, second) > 0;
        if (sort == Sort::last_checked) wrong += index.last_checked_on(first) > index.last_checked_on(second);
        if (sort == Sort::township) wrong += index.value(Facet::township, first) > index.value(Facet::township, second);
        if (sort == Sort::established && index.established_on(b) != RegisterIndex::no_day)
          wrong += index.established_on(a) == RegisterIndex::no_day ||
                   index.established_on(first) > index.established_on(second);
        if (sort != Sort::name && index.are_equal(sort, a, b)) wrong += names.compare(a, b) > 0;
      }
      CHECK(wrong == 0);
    }
}
