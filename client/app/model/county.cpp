#include "client/app/model/county.h"

#include <algorithm>
#include <array>
#include <map>

namespace mingchou::client {
namespace {

constexpr std::array<std::string_view, 4> ends{"县", "市", "区", "旗"};
/// 双江拉祜族佤族布朗族傣族自治县 has fifteen characters.
constexpr std::size_t county_bytes_max = 48;

std::string_view place_of(std::string_view name) {
  std::size_t end = std::string_view::npos;
  for (const std::string_view last : ends)
    if (const std::size_t at = name.find(last); at != std::string_view::npos && at > 0)
      end = std::min(end, at + last.size());
  return end == std::string_view::npos || end > county_bytes_max ? std::string_view() : name.substr(0, end);
}

}  // namespace

std::string county_of(std::span<const std::string_view> department_names) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::string_view name : department_names)
    if (const std::string_view place = place_of(name); !place.empty()) ++counts[place];
  const auto most = std::ranges::max_element(counts, {}, &std::pair<const std::string_view, std::size_t>::second);
  if (most == counts.end() || 2 * most->second < department_names.size()) return {};
  return std::string(most->first);
}

}  // namespace mingchou::client
