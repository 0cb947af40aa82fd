#include "shared/draw/augment.h"

#include <numeric>

namespace mingchou::draw {

Augmenter::Augmenter(Assignment& assignment)
    : assignment_(assignment),
      next_unseen_(assignment.eligibility().base_size() + 1),
      seen_from_(assignment.eligibility().base_size()) {}

bool Augmenter::place(Slot slot) {
  forget();
  Position found = look_from(slot);
  // A queue of inspectors stands for the queue of their slots: each slot has one holder, so none comes twice.
  for (std::size_t i = 0; found == nobody && i < queue_.size(); ++i) {
    for (const Slot next : assignment_.held(queue_[i])) {
      found = look_from(next);
      if (found != nobody) {
        slot = next;
        break;
      }
    }
  }
  if (found == nobody) return false;
  move_along(slot, found);
  return true;
}

std::vector<Position> Augmenter::seen() const {
  std::vector<Position> positions = queue_;
  std::ranges::sort(positions);
  return positions;
}

void Augmenter::forget() {
  const auto base_size = static_cast<Position>(seen_from_.size());
  std::iota(next_unseen_.begin(), next_unseen_.end(), Position{1});
  next_unseen_[base_size] = base_size == 0 ? nobody : 0;
  if (base_size > 0) next_unseen_[base_size - 1] = nobody;
  std::ranges::fill(seen_from_, no_slot);
  queue_.clear();
}

/// Marks as seen whoever is eligible for the slot's target and not on it. Ends at one with room.
Position Augmenter::look_from(Slot slot) {
  const std::size_t target = assignment_.target_of(slot);
  auto previous = static_cast<Position>(seen_from_.size());
  for (Position at = next_unseen_[previous]; at != nobody; at = next_unseen_[previous]) {
    if (!assignment_.eligibility().is_eligible(target, at) || assignment_.is_on_target(target, at)) {
      previous = at;
      continue;
    }
    next_unseen_[previous] = next_unseen_[at];
    seen_from_[at] = slot;
    if (assignment_.has_room(at)) return at;
    queue_.push_back(at);
  }
  return nobody;
}

void Augmenter::move_along(Slot slot, Position found) {
  for (;;) {
    const Position before = assignment_.holder(slot);
    assignment_.give(slot, found);
    if (before == nobody) return;
    slot = seen_from_[before];
    found = before;
  }
}

}  // namespace mingchou::draw
