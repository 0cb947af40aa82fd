// What a new password must be: long enough, not one of those that everybody tries first, not made from the login name.
// No rules about kinds of characters: they make people write "Password1!" (NIST SP 800-63B section 3.1.1.2).
// Runs everywhere: the client says it while one types, the server decides.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::access {

/// Characters are code points after NFC.
inline constexpr std::size_t password_characters_min = 10;
inline constexpr std::size_t password_characters_max = 128;
inline constexpr std::size_t password_distinct_min = 5;
/// Of a password as it is sent, new or not: room for password_characters_max of any script.
inline constexpr std::size_t password_input_bytes_max = 512;

/// The form in which passwords are hashed and verified: NFC, so that two keyboards that compose a character
/// differently give one password. Error: account.bad_password_text for what is no text.
Result<std::string> tidy_password(std::string_view typed);

/// For a tidied password. Errors: account.password_length {min, max}, account.password_common,
/// account.password_like_login, account.password_monotonous {min}.
Result<> check_new_password(std::string_view password, std::string_view login);

}  // namespace mingchou::access
