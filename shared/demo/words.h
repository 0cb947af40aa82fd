// Weighted lists of words, and how one is picked: the only way in which the demo county is random.
//
// Everything here is integer arithmetic over the injected Random, so the same seed gives the same county everywhere.
// All texts are views into data that is part of the program. Inside shared/demo only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/random.h"

namespace mingchou::demo {

/// Things with weights. An empty list is a fault of the program's own data and ends it when picked from.
template <class T>
class Weighted {
 public:
  void add(T item, std::uint64_t weight) {
    items_.push_back(std::move(item));
    ends_.push_back((ends_.empty() ? 0 : ends_.back()) + weight);
  }
  const T& pick(Random& random) const {
    const std::uint64_t at = random.below(ends_.back());
    std::size_t low = 0, high = ends_.size() - 1;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (ends_[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return items_[low];
  }
  const std::vector<T>& items() const { return items_; }
  bool empty() const { return items_.empty(); }

 private:
  std::vector<T> items_;
  std::vector<std::uint64_t> ends_;
};

using Words = Weighted<std::string_view>;

/// True `per_mille` times in a thousand.
inline bool chance(Random& random, std::uint64_t per_mille) { return random.below(1000) < per_mille; }
/// Uniform in [from, to].
inline std::int64_t between(Random& random, std::int64_t from, std::int64_t to) {
  return from + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(to - from + 1)));
}

/// The parts in a row. Parts that pick at random must be joined by this: braces are evaluated from left to right,
/// operands of + in any order, and the county would depend on the compiler.
std::string concat(std::initializer_list<std::string_view> parts);

/// A section of assets/demo/words.txt; ends the program if there is none of that name.
const Words& words(std::string_view section);

/// Fields of a line between separators.
std::vector<std::string_view> split(std::string_view text, char separator);
/// Lines of a table, without comments and empty ones, as fields between tabs.
std::vector<std::vector<std::string_view>> table_rows(std::string_view text);
/// A number that the data holds; ends the program if it is none.
std::uint64_t number_in(std::string_view text);
/// Zero-padded.
std::string digits(std::uint64_t value, std::size_t width);

/// Ends the program: its own data files are wrong.
[[noreturn]] void bad_data(std::string_view what);

}  // namespace mingchou::demo
