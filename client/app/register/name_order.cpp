#include "client/app/register/name_order.h"

#include <algorithm>

#include "shared/search/fold.h"
#include "shared/search/pinyin.h"
#include "shared/search/search_index.h"

namespace mingchou::client {
namespace {

constexpr unsigned code_point_bits = 21;
constexpr char32_t first_ideograph = 0x2E80;
/// Behind every syllable.
constexpr std::uint32_t without_reading = (1u << (32 - code_point_bits)) - 1;

/// 0: does not count.
std::uint32_t weight_of(char32_t c) {
  if (const std::uint32_t rank = search::syllable_rank(c)) return (rank << code_point_bits) | c;
  if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) return c;
  // Letters of other scripts after Latin; ideographs that nobody knows how to read at the end.
  if (c < 0xC0 || (c >= 0x2000 && c < first_ideograph) || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c <= 0xFFFF))
    return 0;
  return c >= first_ideograph ? (without_reading << code_point_bits) | c : c;
}

}  // namespace

void NameKeys::add(std::string_view name) {
  const std::u16string folded = search::fold_without_spaces(name, search::name_units_max);
  for (std::size_t at = 0; at < folded.size();)
    if (const std::uint32_t weight = weight_of(search::next_code_point(folded, at))) weights_.push_back(weight);
  starts_.push_back(static_cast<std::uint32_t>(weights_.size()));
}

std::strong_ordering NameKeys::compare(std::uint32_t a, std::uint32_t b) const {
  const auto left = key(a), right = key(b);
  return std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end());
}

}  // namespace mingchou::client
