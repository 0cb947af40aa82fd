// What a screen keeps between frames for each of the entries that it shows, by their routes: a text that was begun for
// one is still there after another was opened. The entries that were looked at last are kept, and those that hold what
// is not saved, however many they are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "client/app/route.h"

namespace mingchou::client {

inline constexpr std::size_t entry_states_max = 16;

template <class State>
class EntryStates {
 public:
  /// `is_unsaved`: of a state that does not go to make room.
  State& of(const Route& route, const auto& is_unsaved) {
    const auto found = std::ranges::find(kept_, route, &Kept::route);
    if (found != kept_.end()) {
      std::rotate(found, found + 1, kept_.end());
    } else {
      make_room(is_unsaved);
      kept_.push_back({route, std::make_unique<State>()});
    }
    return *kept_.back().state;
  }
  State& of(const Route& route) {
    return of(route, [](const State&) { return false; });
  }

  bool any(const auto& is_so) const {
    return std::ranges::any_of(kept_, [&](const Kept& kept) { return is_so(*kept.state); });
  }

 private:
  struct Kept {
    Route route;
    std::unique_ptr<State> state;
  };

  void make_room(const auto& is_unsaved) {
    for (auto kept = kept_.begin(); kept != kept_.end() && kept_.size() >= entry_states_max;)
      kept = is_unsaved(*kept->state) ? kept + 1 : kept_.erase(kept);
  }

  /// The newest at the end.
  std::vector<Kept> kept_;
};

}  // namespace mingchou::client
