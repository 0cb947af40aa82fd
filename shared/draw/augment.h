// Makes room for one slot by moving others: the breadth-first search of mc-match-1 (spec section 5, step 2).
#pragma once

#include <vector>

#include "shared/draw/assignment.h"

namespace mingchou::draw {

/// One per assignment, kept for its memory.
class Augmenter {
 public:
  explicit Augmenter(Assignment& assignment);

  /// Gives the slot, which nobody holds, to somebody, and whatever that takes along the shortest chain. Nobody held
  /// more than before but the inspector at the end. False, and nothing moved, if no chain leads to room.
  bool place(Slot slot);
  /// Those whom the last search saw: all reachable from the slot, when it failed. Ascending.
  std::vector<Position> seen() const;

 private:
  static constexpr Slot no_slot = ~Slot{0};

  void forget();
  Position look_from(Slot slot);
  void move_along(Slot slot, Position found);

  Assignment& assignment_;
  std::vector<Position> next_unseen_;  // a list in id order; [base_size] is its head
  std::vector<Slot> seen_from_;        // the slot from which each was seen first
  std::vector<Position> queue_;        // those seen, in that order; their slots are what is searched next
};

}  // namespace mingchou::draw
