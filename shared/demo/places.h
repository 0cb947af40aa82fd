// The demo county's map: townships with their weights, streets, roads and villages, and addresses within them.
// Village names are invented from common surnames; inside shared/demo only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/demo/words.h"

namespace mingchou::demo {

struct Town {
  std::string_view code, name;
  bool is_urban = false;
  /// Has a part of the county's development zone.
  bool has_zone = false;
  unsigned built_percent = 0;
  std::vector<std::string_view> roads{};
  std::vector<std::string> villages{};
};

enum class Place { any, built, edge, village };

class Map {
 public:
  explicit Map(Random& random);

  const std::vector<Town>& towns() const { return towns_; }
  /// By the weight of the town and by where such a business settles: industry near the county town, farms outside.
  const Town& pick_town(Place place, bool is_company, Random& random) const;
  /// `village` (with 村 behind it) is where it lies if it lies in a village.
  std::string address(const Town& town, std::string_view village, Place place, bool is_company, Random& random) const;
  /// A village of the town, with 村 behind it, once.
  static std::string pick_village(const Town& town, Random& random);
  /// 娲城街道 → 娲城, 逍遥镇 → 逍遥.
  static std::string_view stem(const Town& town);

 private:
  static std::string built_address(const Town& town, Random& random);
  static std::string edge_address(const Town& town, std::string_view village, bool is_company, Random& random);
  static std::string village_address(std::string_view village, Random& random);

  std::vector<Town> towns_;
  Weighted<std::size_t> anywhere_, urban_, rural_, industrial_;
};

}  // namespace mingchou::demo
