#include "shared/search/packed_texts.h"

#include <bit>
#include <cstring>

namespace mingchou::search {

namespace {

constexpr std::size_t lanes = 8;
// clang's vectors become SSE2, NEON or WebAssembly's SIMD alike.
typedef std::uint16_t Lanes __attribute__((vector_size(2 * lanes)));
typedef std::uint64_t Halves __attribute__((vector_size(2 * lanes)));

Lanes load(const char16_t* from) {
  Lanes all;
  std::memcpy(&all, from, sizeof all);
  return all;
}

bool any(Lanes mask) {
  const auto halves = std::bit_cast<Halves>(mask);
  return (halves[0] | halves[1]) != 0;
}

bool stands_at(const char16_t* at, std::u16string_view needle) {
  return std::memcmp(at, needle.data(), needle.size() * sizeof(char16_t)) == 0;
}

}  // namespace

void PackedTexts::append(std::u16string_view text) {
  units_ += text;
  units_ += u'\0';
  starts_.push_back(static_cast<std::uint32_t>(units_.size()));
}

void PackedTexts::replace(std::size_t index, std::u16string_view text) {
  const std::size_t before = end(index) - start(index);
  // Grow by little: the string's own doubling would cost half of the memory after one change in each block.
  const std::size_t size = units_.size() - before + text.size();
  if (size > units_.capacity()) units_.reserve(size + 128);
  units_.replace(start(index), before, text);
  for (std::size_t i = index + 1; i < starts_.size(); ++i)
    starts_[i] = static_cast<std::uint32_t>(starts_[i] + text.size() - before);
}

void PackedTexts::shrink_to_fit() {
  units_.shrink_to_fit();
  starts_.shrink_to_fit();
}

std::size_t PackedTexts::memory_bytes() const {
  return sizeof *this + units_.capacity() * sizeof(char16_t) + starts_.capacity() * sizeof(std::uint32_t);
}

std::size_t find_units(std::u16string_view units, std::u16string_view needle, std::size_t from) {
  if (needle.size() > units.size()) return not_found;
  const std::size_t last_start = units.size() - needle.size();
  const std::size_t to_last = needle.size() - 1;
  const char16_t* const data = units.data();
  // Eight places at once: the needle's first and last unit must stand there; few places pass.
  const Lanes first = Lanes{} + needle.front();
  const Lanes last = Lanes{} + needle.back();
  std::size_t at = from;
  for (; at + lanes <= last_start + 1; at += lanes) {
    const auto match = std::bit_cast<Lanes>((load(data + at) == first) & (load(data + at + to_last) == last));
    if (!any(match)) continue;
    for (std::size_t i = at; i < at + lanes; ++i)
      if (data[i] == needle.front() && stands_at(data + i, needle)) return i;
  }
  for (; at <= last_start; ++at)
    if (data[at] == needle.front() && stands_at(data + at, needle)) return at;
  return not_found;
}

}  // namespace mingchou::search
