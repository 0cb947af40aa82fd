// One field of up to a block of rows, text behind text in one piece of memory, and the search in it.
// Each text ends with a 0 unit, which no text and no needle holds, so that a match never runs over a row's end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingchou::search {

class PackedTexts {
 public:
  std::size_t count() const { return starts_.size() - 1; }
  /// Valid until the next change.
  std::u16string_view text(std::size_t index) const {
    return std::u16string_view(units_).substr(start(index), end(index) - start(index));
  }
  void append(std::u16string_view text);
  /// Moves all later texts of the block.
  void replace(std::size_t index, std::u16string_view text);
  /// To be called when no more texts are appended.
  void shrink_to_fit();
  std::size_t memory_bytes() const;

  /// All texts, each with its 0.
  std::u16string_view units() const { return units_; }
  std::size_t start(std::size_t index) const { return starts_[index]; }
  /// Where the text's 0 stands.
  std::size_t end(std::size_t index) const { return starts_[index + 1] - 1; }

 private:
  std::u16string units_;
  std::vector<std::uint32_t> starts_ = {0};
};

inline constexpr std::size_t not_found = static_cast<std::size_t>(-1);

/// Where `needle` (one unit or more) stands first in `units` at or after `from`, or `not_found`.
std::size_t find_units(std::u16string_view units, std::u16string_view needle, std::size_t from);

}  // namespace mingchou::search
