// Sorting in steps: merge sort that stops when its time is over and goes on with the next step. Inside
// client/app/register only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "client/app/jobs.h"

namespace mingchou::client {

/// `less` is a total order: no two items are equal. step() until it gives true, then take().
template <class Less>
class StepSort {
 public:
  StepSort(std::vector<std::uint32_t> items, Less less) : items_(std::move(items)), less_(std::move(less)) {
    merged_.reserve(items_.size());
  }

  bool step(const Deadline& deadline) {
    while (runs_end_ < items_.size()) {
      sort_run();
      if (deadline.passed()) return false;
    }
    while (width_ < items_.size()) {
      merge_some();
      if (deadline.passed()) return false;
    }
    return true;
  }
  std::vector<std::uint32_t> take() && { return std::move(items_); }

 private:
  static constexpr std::size_t run = 256;
  static constexpr std::size_t merged_at_once = 512;

  void sort_run() {
    const std::size_t end = std::min(runs_end_ + run, items_.size());
    std::sort(items_.begin() + static_cast<std::ptrdiff_t>(runs_end_),
              items_.begin() + static_cast<std::ptrdiff_t>(end), less_);
    runs_end_ = end;
  }

  /// The halves [start_, middle) and [middle, end) of a pair of runs; left_ and right_ say how far each is taken.
  void merge_some() {
    const std::size_t middle = std::min(start_ + width_, items_.size());
    const std::size_t end = std::min(start_ + 2 * width_, items_.size());
    for (std::size_t i = 0; i < merged_at_once && left_ + right_ < end - start_; ++i) {
      const bool left_is_there = start_ + left_ < middle, right_is_there = middle + right_ < end;
      const bool take_right =
          !left_is_there || (right_is_there && less_(items_[middle + right_], items_[start_ + left_]));
      merged_.push_back(take_right ? items_[middle + right_++] : items_[start_ + left_++]);
    }
    if (left_ + right_ < end - start_) return;
    start_ = end;
    left_ = right_ = 0;
    if (start_ < items_.size()) return;
    items_.swap(merged_);
    merged_.clear();
    start_ = 0;
    width_ *= 2;
  }

  std::vector<std::uint32_t> items_, merged_;
  Less less_;
  std::size_t runs_end_ = 0;
  std::size_t width_ = run, start_ = 0, left_ = 0, right_ = 0;
};

}  // namespace mingchou::client
