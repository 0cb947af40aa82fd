#include "shared/draw/certainty.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace mingchou::draw {

std::uint64_t surely_matched(const Eligibility& candidates, std::uint64_t slots_per_target, std::uint64_t count) {
  std::vector<std::uint64_t> recusals(candidates.base_size());
  std::vector<std::uint64_t> recused(candidates.target_count());
  for (std::size_t target = 0; target < recused.size(); ++target) {
    recused[target] = candidates.recused(target).size();
    for (const Position position : candidates.recused(target)) ++recusals[position];
  }
  std::ranges::sort(recused, std::greater());

  count = std::min<std::uint64_t>(count, recused.size());
  std::uint64_t lost_by_targets = 0;
  for (std::uint64_t j = 1; j <= count; ++j) {
    lost_by_targets += recused[static_cast<std::size_t>(j - 1)];
    std::uint64_t room = 0, lost_by_people = 0;
    for (std::size_t i = 0; i < recusals.size(); ++i) {
      const std::uint64_t cap = std::min(candidates.caps()[i], j), left_out = j - cap;
      const std::uint64_t own = std::min(recusals[i], j);
      room += cap;
      lost_by_people += own > left_out ? own - left_out : 0;
    }
    if (room - std::min(lost_by_targets, lost_by_people) < slots_per_target * j) return j - 1;
  }
  return count;
}

}  // namespace mingchou::draw
