// Step 3 of mc-match-1: proposals that leave the uniform distribution over the levelled matchings as it is.
//
// A proposal is a list of at most nine moves laid over the assignment, and touches it only when it is accepted.
#include <array>
#include <optional>

#include "shared/draw/faults.h"
#include "shared/draw/matching.h"

namespace mingchou::draw {
namespace {

constexpr std::size_t proposals_per_slot = 20;
constexpr std::size_t walk_moves_max = 8;

/// One slot taken off `from` and, unless it still waits for somebody, given to `to`.
struct Move {
  Slot slot;
  Position from;
  Position to = nobody;
};

class Proposal {
 public:
  explicit Proposal(Assignment& assignment) : assignment_(assignment) {}

  void clear() { count_ = 0; }
  /// `from` holds the slot.
  void take_off(Slot slot, Position from) { moves_[count_++] = {slot, from}; }
  void give_last(Position to) { moves_[count_ - 1].to = to; }
  const Move& last() const { return moves_[count_ - 1]; }

  bool has_taken(Slot slot) const { return std::ranges::contains(moves(), slot, &Move::slot); }
  Position holder(Slot slot) const {
    const auto found = std::ranges::find(moves(), slot, &Move::slot);
    return found == moves().end() ? assignment_.holder(slot) : found->to;
  }
  std::uint64_t load(Position position) const {
    std::uint64_t load = assignment_.load(position);
    for (const Move& move : moves()) load += (move.to == position ? 1 : 0) - (move.from == position ? 1 : 0);
    return load;
  }
  /// The index-th of the slots that the inspector holds now, in slot order.
  Slot held_at(Position position, std::size_t index) const;

  /// No target has an inspector twice.
  bool is_valid() const;
  void apply() const {
    for (const Move& move : moves()) assignment_.give(move.slot, move.to);
  }

 private:
  std::span<const Move> moves() const { return std::span(moves_).first(count_); }

  Assignment& assignment_;
  std::array<Move, walk_moves_max + 1> moves_{};
  std::size_t count_ = 0;
};

Slot Proposal::held_at(Position position, std::size_t index) const {
  std::array<Slot, walk_moves_max + 1> gone, added;
  std::size_t gone_count = 0, added_count = 0;
  for (const Move& move : moves()) {
    if (move.from == position) gone[gone_count++] = move.slot;
    if (move.to == position) added[added_count++] = move.slot;
  }
  const std::span<const Slot> held = assignment_.held(position);
  if (gone_count + added_count == 0 || is_planted(Fault::victim_from_state)) return held[index];
  std::sort(gone.begin(), gone.begin() + gone_count);
  std::sort(added.begin(), added.begin() + added_count);

  std::size_t added_before = 0;
  for (std::size_t i = 0; i < added_count; ++i) {
    const auto held_before = static_cast<std::size_t>(std::ranges::lower_bound(held, added[i]) - held.begin());
    const auto gone_before =
        static_cast<std::size_t>(std::lower_bound(gone.begin(), gone.begin() + gone_count, added[i]) - gone.begin());
    const std::size_t rank = held_before - gone_before + i;
    if (rank == index) return added[i];
    if (rank < index) ++added_before;
  }
  index -= added_before;
  for (std::size_t i = 0; i < gone_count && gone[i] <= held[index]; ++i) ++index;
  return held[index];
}

bool Proposal::is_valid() const {
  const std::size_t per_target = assignment_.slots_per_target();
  if (per_target == 1) return true;
  for (const Move& move : moves()) {
    const auto first = static_cast<Slot>(assignment_.target_of(move.slot) * per_target);
    for (Slot slot = first; slot < first + per_target; ++slot)
      if (slot != move.slot && holder(slot) == move.to) return false;
  }
  return true;
}

class Mixing {
 public:
  Mixing(Assignment& assignment, Stream& stream)
      : assignment_(assignment), eligibility_(assignment.eligibility()), stream_(stream), proposal_(assignment) {}

  void propose() {
    proposal_.clear();
    const bool is_complete = stream_.below(2) == 0 ? swap() : walk();
    if (is_complete && proposal_.is_valid()) proposal_.apply();
  }

 private:
  Slot any_slot() { return static_cast<Slot>(stream_.below(assignment_.slot_count())); }

  bool swap() {
    const Slot a = any_slot(), b = any_slot();
    const Position of_a = assignment_.holder(a), of_b = assignment_.holder(b);
    const bool is_allowed = eligibility_.is_eligible(assignment_.target_of(a), of_b) &&
                            eligibility_.is_eligible(assignment_.target_of(b), of_a);
    if (of_a == of_b || (!is_allowed && !is_planted(Fault::swap_ignores_recusal))) return false;
    proposal_.take_off(a, of_a);
    proposal_.give_last(of_b);
    proposal_.take_off(b, of_b);
    proposal_.give_last(of_a);
    return true;
  }

  /// False as soon as it is rejected; no more words are read then.
  bool walk() {
    const Slot first = any_slot();
    proposal_.take_off(first, assignment_.holder(first));
    for (std::size_t move = 0; move < walk_moves_max; ++move) {
      const std::size_t target = assignment_.target_of(proposal_.last().slot);
      const Position to = eligibility_.eligible_at(target, stream_.below(eligibility_.eligible_count(target)));
      if (to == proposal_.last().from && !is_planted(Fault::walk_may_go_back)) return false;
      const std::uint64_t load = proposal_.load(to);
      if (load < assignment_.bound(to)) {
        proposal_.give_last(to);
        return true;
      }
      const Slot victim = proposal_.held_at(to, stream_.below(load));
      if (proposal_.has_taken(victim)) return false;
      proposal_.give_last(to);
      proposal_.take_off(victim, to);
    }
    return false;
  }

  Assignment& assignment_;
  const Eligibility& eligibility_;
  Stream& stream_;
  Proposal proposal_;
};

}  // namespace

void mix_matching(Assignment& assignment, Stream& stream) {
  Mixing mixing(assignment, stream);
  const std::size_t per_slot = is_planted(Fault::mix_too_short) ? proposals_per_slot - 1 : proposals_per_slot;
  for (std::size_t i = 0; i < per_slot * assignment.slot_count(); ++i) mixing.propose();
}

}  // namespace mingchou::draw
