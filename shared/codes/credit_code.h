// 统一社会信用代码 (GB 32100-2015): reading what people type, checking it, and saying what is wrong.
//
// Form: 18 characters of the digits and capital letters without I O S V Z. Position 1–2 registering department and
// kind of body, 3–8 region of the registration authority, 9–17 organisation code (GB 11714) with its own check
// character, 18 check character. Runs everywhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"

namespace mingchou {

inline constexpr std::size_t credit_code_length = 18;
/// Longer input is not looked at: nothing that a person calls a code is longer, spaces and all.
inline constexpr std::size_t code_input_bytes_max = 256;

/// NFKC (full-width forms become plain), letters in capitals, every blank, dash, apostrophe and invisible mark removed:
/// departments' files carry codes in every shape. Input that is no UTF-8 has U+FFFD where it is malformed; "" beyond
/// the bounds of shared/text.
std::string normalise_code(std::string_view text);

struct CreditCodeCheck {
  /// What was checked: the input in normal form.
  std::string code;
  /// Why it cannot be a credit code: codes.credit_length, _character, _check_character.
  std::optional<Error> error;
  /// What is odd about a code that is otherwise right: codes.credit_organisation_check, _region_form,
  /// _region_elsewhere, _type_unknown. They never refuse: the code is what the register says, typed correctly,
  /// and the region in it is where the body was registered, not where it is.
  std::vector<Error> warnings;

  bool valid() const { return !error; }
};

/// `home_region` is the six-digit region whose codes need no remark; empty for none.
CreditCodeCheck check_credit_code(std::string_view text, std::string_view home_region = {});

/// The 18th character for the first 17; nothing unless they are 17 characters of the alphabet.
std::optional<char> credit_code_check_character(std::string_view first_17);
/// The ninth character for the first 8 of an organisation code; nothing unless 8 digits or capitals.
std::optional<char> organisation_code_check_character(std::string_view first_8);

struct CreditCodeType {
  std::string_view code;        // such as "92"
  std::string_view department;  // 市场监管
  std::string_view kind;        // 个体工商户
};
/// By the first two characters; nothing if they are in no table.
std::optional<CreditCodeType> credit_code_type(std::string_view code);

}  // namespace mingchou
