// Who goes to which target, while a department is being matched.
//
// Slots are numbered in draw order: target t has the slots t·count … t·count + count − 1. Each inspector's slots are
// a flat sorted array, since mixing asks for the k-th of them all the time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "shared/draw/eligibility.h"

namespace mingchou::draw {

using Slot = std::uint32_t;
inline constexpr Position nobody = ~Position{0};

class Assignment {
 public:
  /// Each inspector holds at most min(cap, level) slots.
  Assignment(const Eligibility& eligibility, std::uint64_t slots_per_target, std::uint64_t level)
      : eligibility_(eligibility),
        slots_per_target_(slots_per_target),
        holders_(eligibility.target_count() * slots_per_target, nobody),
        held_(eligibility.base_size()),
        bounds_(eligibility.base_size()) {
    for (Position i = 0; i < bounds_.size(); ++i) {
      bounds_[i] = std::min(eligibility.cap(i), level);
      // As many as an even spread gives, so that the arrays lie close together.
      held_[i].reserve(std::min<std::uint64_t>(bounds_[i], holders_.size() / bounds_.size() + 1));
    }
  }

  const Eligibility& eligibility() const { return eligibility_; }
  std::size_t slot_count() const { return holders_.size(); }
  std::size_t slots_per_target() const { return slots_per_target_; }
  std::size_t target_of(Slot slot) const { return slot / static_cast<Slot>(slots_per_target_); }

  Position holder(Slot slot) const { return holders_[slot]; }
  std::span<const Position> holders() const { return holders_; }
  std::span<const Position> holders_of_target(std::size_t target) const {
    return std::span(holders_).subspan(target * slots_per_target_, slots_per_target_);
  }
  bool is_on_target(std::size_t target, Position position) const {
    return std::ranges::contains(holders_of_target(target), position);
  }
  /// Ascending.
  std::span<const Slot> held(Position position) const { return held_[position]; }
  std::uint64_t load(Position position) const { return held_[position].size(); }
  std::uint64_t bound(Position position) const { return bounds_[position]; }
  bool has_room(Position position) const { return load(position) < bound(position); }

  /// Takes the slot off whoever holds it.
  void take(Slot slot) {
    if (holders_[slot] == nobody) return;
    std::vector<Slot>& slots = held_[holders_[slot]];
    slots.erase(std::ranges::lower_bound(slots, slot));
    holders_[slot] = nobody;
  }

  /// Takes the slot off whoever holds it and gives it to `position`.
  void give(Slot slot, Position position) {
    take(slot);
    holders_[slot] = position;
    std::vector<Slot>& slots = held_[position];
    slots.insert(std::ranges::lower_bound(slots, slot), slot);
  }

 private:
  const Eligibility& eligibility_;
  std::size_t slots_per_target_;
  std::vector<Position> holders_;
  std::vector<std::vector<Slot>> held_;
  std::vector<std::uint64_t> bounds_;
};

}  // namespace mingchou::draw
