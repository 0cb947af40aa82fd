// Names in pinyin order, as in a telephone book: digits and Latin letters first, then Chinese characters by their
// customary syllable and, within a syllable, character by character. Brackets, spaces and other marks don't count.
// Tones are passed over: the table of readings that the search has already knows none, and lists are looked through by
// letters. Inside client/app/register only.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mingchou::client {

/// Keys of many names in one piece of memory; needed while sorting only.
class NameKeys {
 public:
  void add(std::string_view name);
  std::size_t count() const { return starts_.size() - 1; }
  std::strong_ordering compare(std::uint32_t a, std::uint32_t b) const;

 private:
  std::span<const std::uint32_t> key(std::uint32_t row) const {
    return std::span(weights_).subspan(starts_[row], starts_[row + 1] - starts_[row]);
  }
  std::vector<std::uint32_t> weights_;
  std::vector<std::uint32_t> starts_ = {0};
};

}  // namespace mingchou::client
