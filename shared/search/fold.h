// The one form in which texts are compared while searching, for rows and queries alike, so that a difference that
// nobody types on purpose (width, case, compatibility forms, invisible characters, bad bytes) never hides a row.
// The form is UTF-16: two bytes for nearly every Chinese character, and a match can't begin inside a character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingchou::search {

/// NFKC in lower case (Latin, Greek, Cyrillic letters), without invisible characters, variation selectors and bytes
/// that are no UTF-8; every control character and space becomes U+0020. At most `units_max` UTF-16 units: a longer
/// text is cut between characters. Never holds U+0000 … U+001F.
std::u16string fold(std::string_view text, std::size_t units_max);

/// The same without spaces: for names and codes, which people type with and without them.
std::u16string fold_without_spaces(std::string_view text, std::size_t units_max);

/// The code point at `at`, which is moved behind it. `text` is well-formed UTF-16, as made above.
char32_t next_code_point(std::u16string_view text, std::size_t& at);

}  // namespace mingchou::search
