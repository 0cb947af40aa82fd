#include "shared/demo/places.h"

#include <algorithm>
#include <array>

namespace mingchou {
namespace embedded {
extern const std::string_view demo_townships;
}
namespace demo {
namespace {

constexpr std::array<std::string_view, 4> sides{"东", "南", "西", "北"};
constexpr std::size_t village_tries_max = 1000;

/// A number from `from` to `to`, times `unit`.
std::string number(std::int64_t from, std::int64_t to, Random& random, std::int64_t unit = 1) {
  return std::to_string(between(random, from, to) * unit);
}

std::vector<std::string> make_villages(std::size_t count, Random& random) {
  std::vector<std::string> names;
  for (std::size_t tries = 0; names.size() < count && tries < village_tries_max; ++tries) {
    std::string name(words("surname").pick(random));
    name += words("village_suffix").pick(random);
    if (chance(random, 280)) name.insert(0, words("village_prefix").pick(random));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

Map::Map(Random& random) {
  for (const auto& row : table_rows(embedded::demo_townships)) {
    if (row.size() != 5) bad_data("townships.tsv");
    Town town{.code = row[0], .name = row[3], .is_urban = row[0][6] == '0', .roads = split(row[4], ',')};
    town.has_zone = town.name == "昆山街道" || town.name == "华泰街道";
    town.built_percent = static_cast<unsigned>(number_in(row[2]));
    town.villages = make_villages(town.is_urban ? 10 : 28, random);
    const std::uint64_t weight = number_in(row[1]);
    const std::size_t index = towns_.size();
    anywhere_.add(index, weight);
    urban_.add(index, weight * town.built_percent);
    rural_.add(index, weight * (100 - town.built_percent) + 200);
    industrial_.add(index, weight * (town.is_urban ? 4 : town.name == "逍遥镇" ? 3 : 1));
    towns_.push_back(std::move(town));
  }
}

std::string_view Map::stem(const Town& town) {
  for (std::string_view ending : {"街道", "镇", "乡"})
    if (town.name.ends_with(ending)) return town.name.substr(0, town.name.size() - ending.size());
  return town.name;
}

const Town& Map::pick_town(Place place, bool is_company, Random& random) const {
  if (is_company && place != Place::village) return towns_[industrial_.pick(random)];
  switch (place) {
    case Place::built:
      return towns_[urban_.pick(random)];
    case Place::village:
      return towns_[rural_.pick(random)];
    case Place::any:
    case Place::edge:
      break;
  }
  return towns_[anywhere_.pick(random)];
}

std::string Map::pick_village(const Town& town, Random& random) {
  const std::string& village = town.villages[random.below(town.villages.size())];
  return village.ends_with("村") ? village : village + "村";
}

std::string Map::address(const Town& town, std::string_view village, Place place, bool is_company,
                         Random& random) const {
  const std::string start = "西华县" + std::string(town.name);
  const bool in_town = place == Place::built || (place == Place::any && random.below(100) < town.built_percent);
  if (in_town) return start + built_address(town, random);
  return start +
         (place == Place::edge ? edge_address(town, village, is_company, random) : village_address(village, random));
}

std::string Map::built_address(const Town& town, Random& random) {
  const std::string_view road = town.roads[random.below(town.roads.size())];
  const std::uint64_t form = random.below(100);
  if (form < 40 || town.roads.size() < 2) return concat({road, number(1, 298, random), "号"});
  if (form < 72) {
    // 大街 run from east to west here, other roads mostly from south to north.
    const bool across = road.ends_with("大街");
    static constexpr std::array<std::string_view, 3> along{"中段", "北段", "南段"},
        along_across{"中段", "东段", "西段"};
    const std::string_view part = (across ? along_across : along)[random.below(3)];
    const std::string_view of_road = random.below(2) ? (across ? "路南" : "路东") : (across ? "路北" : "路西");
    return concat({road, part, of_road});
  }
  std::string_view other = road;
  // East Gate Street and West Gate Street do not meet, nor do two main streets.
  const auto is_parallel = [](std::string_view name) { return name.ends_with("大街") || name.contains("关"); };
  for (int tries = 0; tries < 8 && (other == road || (is_parallel(road) && is_parallel(other))); ++tries)
    other = town.roads[random.below(town.roads.size())];
  if (other == road || (is_parallel(road) && is_parallel(other))) return concat({road, number(1, 298, random), "号"});
  const std::uint64_t direction = random.below(4);
  // Who walks east or west finds houses to the north and south.
  const std::string_view of_road =
      direction % 2 ? (random.below(2) ? "路东" : "路西") : (random.below(2) ? "路南" : "路北");
  return concat({road, "与", other, "交叉口向", sides[direction], number(1, 10, random, 50), "米", of_road});
}

std::string Map::edge_address(const Town& town, std::string_view village, bool is_company, Random& random) {
  if (is_company && town.has_zone && chance(random, 800))
    return concat({"先进制造业开发区", town.roads[random.below(town.roads.size())], number(1, 160, random), "号"});
  const std::string_view road = words("road").pick(random);
  return concat({road, village, "段", random.below(2) ? "路北" : "路南"});
}

std::string Map::village_address(std::string_view village, Random& random) {
  switch (random.below(6)) {
    case 0:
      return concat({village, "村", sides[random.below(4)], number(2, 12, random, 50), "米"});
    case 1:
      return concat({village, "村委会向", sides[random.below(4)], number(1, 8, random, 50), "米"});
    case 2:
      return concat({village, "小学对面"});
    case 3:
      return concat({village, number(1, 9, random), "组", number(1, 120, random), "号"});
    default:
      return concat({village, number(1, 9, random), "组"});
  }
}

}  // namespace demo
}  // namespace mingchou
