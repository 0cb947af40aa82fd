// Telling the encoding of a text file, and turning it into UTF-8 and back, over glibc's iconv.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::sheets {

enum class Encoding { utf8, utf16_little, utf16_big, gb18030 };

/// What GBK files are, GB 18030 reads: it is the same and more.
///
/// By its byte order mark; else UTF-8 if all of it is that, and GB 18030 if all of it is that. Error:
/// sheets.unknown_encoding {line}: the first line that is neither.
Result<Encoding> detect_encoding(std::string_view bytes);

/// Without the byte order mark. Error: sheets.unknown_encoding {line}.
Result<std::string> to_utf8(std::string_view bytes, Encoding encoding);

/// From UTF-8, which must be well-formed. GB 18030 has every character of Unicode, so nothing is lost. Error:
/// server.internal.
Result<std::string> from_utf8(std::string_view text, Encoding encoding);

}  // namespace mingchou::sheets
