#include "shared/draw/level.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <vector>

#include "shared/draw/augment.h"

namespace mingchou::draw {
namespace {

struct Room {
  std::uint64_t left;
  Position position;
  /// Most room first; among equals any fixed order does.
  bool operator<(const Room& other) const { return left != other.left ? left < other.left : position > other.position; }
};

/// Fills target by target from those with the most room: right at once without recusals (Gale and Ryser), and almost
/// always with few.
class Filling {
 public:
  Filling(const Eligibility& eligibility, std::uint64_t slots_per_target, std::uint64_t level)
      : assignment_(eligibility, slots_per_target, level), augmenter_(assignment_) {
    for (Position i = 0; i < eligibility.base_size(); ++i) rooms_.push({assignment_.bound(i), i});
  }

  bool complete() {
    for (; reached_ < assignment_.eligibility().target_count(); ++reached_)
      if (!fill(reached_)) return false;
    return true;
  }

  /// After complete() was false: the target that it ended at, and all whose inspectors the last search saw.
  std::vector<std::size_t> overfull() const {
    std::vector<std::size_t> targets = {reached_};
    for (const Position position : augmenter_.seen())
      for (const Slot slot : assignment_.held(position)) targets.push_back(assignment_.target_of(slot));
    std::ranges::sort(targets);
    targets.erase(std::ranges::unique(targets).begin(), targets.end());
    return targets;
  }

 private:
  bool fill(std::size_t target) {
    const auto first = static_cast<Slot>(target * assignment_.slots_per_target());
    const auto end = static_cast<Slot>(first + assignment_.slots_per_target());
    Slot slot = first;
    while (slot < end && !rooms_.empty()) {
      const Room room = rooms_.top();
      rooms_.pop();
      const std::uint64_t left = assignment_.bound(room.position) - assignment_.load(room.position);
      if (left == 0) continue;
      if (left != room.left) {
        rooms_.push({left, room.position});  // an augmentation filled it meanwhile
        continue;
      }
      aside_.push_back(room.position);
      if (assignment_.eligibility().is_eligible(target, room.position) &&
          !assignment_.is_on_target(target, room.position))
        assignment_.give(slot++, room.position);
    }
    bool is_filled = true;
    while (is_filled && slot < end) is_filled = augmenter_.place(slot++);
    for (const Position position : aside_)
      if (assignment_.has_room(position))
        rooms_.push({assignment_.bound(position) - assignment_.load(position), position});
    aside_.clear();
    return is_filled;
  }

  Assignment assignment_;
  Augmenter augmenter_;
  std::priority_queue<Room> rooms_;
  std::vector<Position> aside_;
  std::size_t reached_ = 0;
};

/// Places under a level, counted no further than `enough`.
std::uint64_t places(const Eligibility& eligibility, std::uint64_t level, std::uint64_t enough) {
  std::uint64_t sum = 0;
  for (const std::uint64_t cap : eligibility.caps()) {
    sum += std::min(cap, level);
    if (sum >= enough) return enough;
  }
  return sum;
}

/// The least level in (low, high] that fulfils; `high` does.
std::uint64_t bisect(std::uint64_t low, std::uint64_t high, auto&& fulfils) {
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    (fulfils(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

bool has_matching(const Eligibility& eligibility, std::uint64_t slots_per_target, std::uint64_t level) {
  return Filling(eligibility, slots_per_target, level).complete();
}

std::vector<std::size_t> overfull_targets(const Eligibility& eligibility, std::uint64_t slots_per_target) {
  Filling filling(eligibility, slots_per_target, std::numeric_limits<std::uint64_t>::max());
  if (filling.complete()) return {};
  return filling.overfull();
}

std::optional<std::uint64_t> least_level(const Eligibility& eligibility, std::uint64_t slots_per_target) {
  const std::uint64_t targets = eligibility.target_count();
  if (targets == 0 || slots_per_target == 0) return 0;
  // More than the base list can't go to one target, and nobody goes to more than all targets.
  if (slots_per_target > eligibility.base_size()) return std::nullopt;
  const std::uint64_t slots = targets * slots_per_target;
  const std::uint64_t highest = std::min(targets, std::ranges::max(eligibility.caps()));
  const auto has_places = [&](std::uint64_t level) { return places(eligibility, level, slots) == slots; };
  const auto has = [&](std::uint64_t level) { return has_matching(eligibility, slots_per_target, level); };
  if (!has_places(highest)) return std::nullopt;
  const std::uint64_t lowest = bisect(0, highest, has_places);
  if (has(lowest)) return lowest;
  if (lowest == highest || !has(highest)) return std::nullopt;
  return bisect(lowest, highest, has);
}

}  // namespace mingchou::draw
