#include "client/app/register/target_rows.h"

#include <algorithm>
#include <utility>

namespace mingchou::client {

const TargetRow* TargetRows::at(std::uint32_t row) {
  if (const auto found = recent_.find(row); found != recent_.end()) return &found->second;
  // Only load() moves rows between the halves: what was given out in this frame stays where it is.
  const auto older = older_.find(row);
  if (std::ranges::find(wanted_, row) == wanted_.end()) {
    if (wanted_.size() == wanted_max) wanted_.erase(wanted_.begin());
    wanted_.push_back(row);
  }
  return older == older_.end() ? nullptr : &older->second;
}

const TargetRow* TargetRows::keep(std::uint32_t row, TargetRow content) {
  if (recent_.size() >= rows_max) {
    older_ = std::move(recent_);
    recent_.clear();
  }
  return &(recent_[row] = std::move(content));
}

Result<bool> TargetRows::load(const Deadline& deadline) {
  bool came = false;
  while (!wanted_.empty()) {
    const std::uint32_t row = wanted_.back();
    wanted_.pop_back();
    if (auto older = older_.extract(row)) {
      keep(row, std::move(older.mapped()));
    } else if (row < index_.row_count()) {
      if (auto read = MC_TRY(store_.row(index_.generation(), index_.id(row)))) {
        keep(row, *std::move(read));
        came = true;
      }
    }
    if (deadline.passed()) break;
  }
  return came;
}

}  // namespace mingchou::client
