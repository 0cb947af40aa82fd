// How many notes each target has, for the rows of a list. In memory: a device has some thousands.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "shared/registry/entities.h"

namespace mingchou::client {

class NoteCounts {
 public:
  void set_all(const std::vector<std::pair<TargetId, std::int64_t>>& counts) {
    counts_ = {counts.begin(), counts.end()};
  }
  void set(const TargetId& target, std::int64_t count) {
    if (count > 0)
      counts_[target] = count;
    else
      counts_.erase(target);
  }
  std::int64_t of(const TargetId& target) const {
    const auto found = counts_.find(target);
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  std::map<TargetId, std::int64_t> counts_;
};

}  // namespace mingchou::client
