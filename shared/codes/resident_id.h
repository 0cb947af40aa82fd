// 公民身份号码 (GB 11643): found only so that they can be hidden. The system never stores one in a field of its own
// and never exports one; files that arrive may carry them anywhere, and what leaves goes through the mask here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mingchou {

/// 17 digits, a real date of birth and the right check character. For exactly such a text, without blanks.
bool is_resident_id(std::string_view text);

struct ResidentIdPlace {
  std::size_t offset = 0;  // bytes
  std::size_t length = 0;  // bytes
  /// False for a number with a wrong check character: hidden all the same, since a mistyped number still
  /// tells birthday and home.
  bool valid = false;
};

/// Every 18-character number, and every 15-digit one of the old form that is no registration number. Full-width
/// digits count; digits that are part of a longer number or word do not.
std::vector<ResidentIdPlace> find_resident_ids(std::string_view text);

/// The text with all but the first four and the last two characters of each number replaced by `*`.
std::string mask_resident_ids(std::string_view text);

}  // namespace mingchou
