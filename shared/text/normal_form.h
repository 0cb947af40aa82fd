// Normal forms at the edges: what is typed or imported is brought into one form here, and the core compares bytes.
//
// All of these are idempotent. Time and memory are bounded by the two limits below: sorting marks takes quadratic
// time, so a letter with thousands of them is refused.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::text {

/// Bytes of one text that is normalised. NFKC writes at most eleven times as many (U+FDFA).
inline constexpr std::size_t normalised_bytes_max = 1024 * 1024;
/// Combining marks in a row; Unicode's stream-safe form has 30.
inline constexpr std::size_t marks_in_a_row_max = 64;

/// Errors of all that return a Result: text.not_utf8 {offset}, text.too_long {bytes, bytes_max},
/// text.too_many_marks {marks_max}.

/// Canonical composition. It also replaces CJK compatibility ideographs by the unified ones (U+FA10 becomes U+585A).
Result<std::string> nfc(std::string_view text);
/// Compatibility composition: full-width forms, ligatures, circled digits and the like become plain.
Result<std::string> nfkc(std::string_view text);

/// Full-width ASCII (U+FF01 … U+FF5E) and U+3000 become ASCII, all else stays: for numbers and codes inside text
/// that NFKC would change too much.
std::string fold_full_width(std::string_view text);

/// For cells of imported files and for typed text of one line: NFC; every run of spaces, tabs, line ends and other
/// Unicode spaces becomes one U+0020, none at the ends; control characters, noncharacters and invisible characters
/// (zero-width ones, byte order marks, directions) go. Variation selectors stay: they choose a form of a name's
/// character. Emoji joined by U+200D fall into their parts.
Result<std::string> clean_text(std::string_view text);

/// For codes (credit codes, registration numbers, certificates): NFKC, no spaces, no invisible characters, ASCII
/// letters in upper case. Whether it is a code of the right form is for shared/codes to say.
Result<std::string> normalise_code(std::string_view text);

}  // namespace mingchou::text
