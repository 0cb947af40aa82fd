// The first complete matching, from the stream: step 2 of mc-match-1.
#include <algorithm>
#include <utility>

#include "shared/draw/augment.h"
#include "shared/draw/matching.h"

namespace mingchou::draw {
namespace {

/// Finds the next inspector with room without walking over the full ones. Room is only lost while starting.
class NextWithRoom {
 public:
  explicit NextWithRoom(const Assignment& assignment)
      : assignment_(assignment), next_(assignment.eligibility().base_size() + 1) {}

  /// The first at or behind `from`; base_size if there is none.
  Position find(Position from) {
    Position found = from;
    while (!is_stop(found)) found = std::max(next_[found], found + 1);
    // Whoever comes this way again goes straight to it.
    while (from != found) from = std::max(std::exchange(next_[from], found), from + 1);
    return found;
  }

 private:
  bool is_stop(Position at) const { return at + 1 == next_.size() || assignment_.has_room(at); }

  const Assignment& assignment_;
  std::vector<Position> next_;  // for a full inspector, one from whom to look on; 0 while unknown
};

/// The first of eligible(t), from its `offset`-th on and around, with room and not on the target yet.
Position find_from(const Assignment& assignment, NextWithRoom& next, std::size_t target, std::size_t offset) {
  const Eligibility& eligibility = assignment.eligibility();
  const auto fits = [&](Position at) {
    return eligibility.is_eligible(target, at) && !assignment.is_on_target(target, at);
  };
  const auto end = static_cast<Position>(eligibility.base_size());
  const Position start = eligibility.eligible_at(target, offset);
  for (Position at = next.find(start); at < end; at = next.find(at + 1))
    if (fits(at)) return at;
  for (Position at = next.find(0); at < start; at = next.find(at + 1))
    if (fits(at)) return at;
  return nobody;
}

}  // namespace

void start_matching(Assignment& assignment, Stream& stream) {
  NextWithRoom next(assignment);
  Augmenter augmenter(assignment);
  for (Slot slot = 0; slot < assignment.slot_count(); ++slot) {
    const std::size_t target = assignment.target_of(slot);
    const std::size_t offset = stream.below(assignment.eligibility().eligible_count(target));
    const Position found = find_from(assignment, next, target, offset);
    if (found != nobody)
      assignment.give(slot, found);
    else
      augmenter.place(slot);
  }
}

}  // namespace mingchou::draw
