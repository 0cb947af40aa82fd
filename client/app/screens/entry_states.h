// What a screen keeps between frames for each of the entries that it shows, by their routes: a text that was begun for
// one is still there after another was opened. The entries that were looked at last are kept.
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
  State& of(const Route& route) {
    const auto found = std::ranges::find(kept_, route, &Kept::route);
    if (found != kept_.end()) {
      std::rotate(found, found + 1, kept_.end());
    } else {
      if (kept_.size() == entry_states_max) kept_.erase(kept_.begin());
      kept_.push_back({route, std::make_unique<State>()});
    }
    return *kept_.back().state;
  }

  bool any(const auto& is_so) const {
    return std::ranges::any_of(kept_, [&](const Kept& kept) { return is_so(*kept.state); });
  }

 private:
  struct Kept {
    Route route;
    std::unique_ptr<State> state;
  };
  /// The newest at the end.
  std::vector<Kept> kept_;
};

}  // namespace mingchou::client
