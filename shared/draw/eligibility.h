// Who of a department may go to whom: one base list for all targets, and for each target those of it who are recused.
// Written out, the lists of 100,000 targets and 10,000 inspectors would have a thousand million entries.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/draw/plan.h"
#include "shared/draw/roster.h"

namespace mingchou::draw {

/// The place of an inspector in a department's base list, which is in id order.
using Position = std::uint32_t;

class Eligibility {
 public:
  /// `inspectors` are in id order, `targets` the drawn ids in draw order. Only the indexes of both are kept.
  Eligibility(const Team& team, const TeamSlot& slot, std::span<const Inspector> inspectors,
              std::span<const std::string> targets);

  /// Inspectors in the base list.
  std::size_t base_size() const { return base_.size(); }
  std::size_t target_count() const { return recused_ends_.size(); }
  /// Index of a base entry among all inspectors; all ones for a person of with_more_people().
  std::uint32_t inspector(Position position) const { return base_[position]; }
  /// min(capacity, max_load).
  std::uint64_t cap(Position position) const { return caps_[position]; }
  std::span<const std::uint64_t> caps() const { return caps_; }

  /// Base entries who are recused from a target, ascending.
  std::span<const Position> recused(std::size_t target) const {
    const std::size_t begin = target == 0 ? 0 : recused_ends_[target - 1];
    return std::span(recused_).subspan(begin, recused_ends_[target] - begin);
  }
  /// What if: the same for some of the targets, by index; with every cap higher; with more people whom nothing bars.
  Eligibility for_targets(std::span<const std::size_t> targets) const;
  Eligibility with_caps_raised(std::uint64_t by) const;
  Eligibility with_more_people(std::size_t people, std::uint64_t cap) const;

  bool is_eligible(std::size_t target, Position position) const;
  /// |eligible(t)|
  std::size_t eligible_count(std::size_t target) const { return base_.size() - recused(target).size(); }
  /// eligible(t)[index]; index is below eligible_count(target).
  Position eligible_at(std::size_t target, std::size_t index) const;

 private:
  std::vector<std::uint32_t> base_;
  std::vector<std::uint64_t> caps_;
  std::vector<Position> recused_;            // of all targets, one behind the other
  std::vector<std::uint32_t> recused_ends_;  // where each target's end; less than 2^32 in all
};

}  // namespace mingchou::draw
