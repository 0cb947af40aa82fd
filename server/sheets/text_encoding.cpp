#include "server/sheets/text_encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

#include "shared/text/utf8.h"

namespace mingchou::sheets {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF", little_mark = "\xFF\xFE", big_mark = "\xFE\xFF";

const char* name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16_little:
      return "UTF-16LE";
    case Encoding::utf16_big:
      return "UTF-16BE";
    case Encoding::gb18030:
      break;
  }
  return "GB18030";
}

struct Converted {
  std::string text;
  /// Where the bytes stop making sense; their size if they never do.
  std::size_t bytes_read = 0;
};

Result<Converted> convert(std::string_view bytes, const char* from, const char* to) {
  iconv_t conversion = iconv_open(to, from);
  if (reinterpret_cast<std::intptr_t>(conversion) == -1)
    return fail(Error("server.internal").because(std::string("iconv has no ") + from + " to " + to));
  Converted converted;
  std::array<char, 16 * 1024> piece;
  char* in = const_cast<char*>(bytes.data());
  std::size_t in_left = bytes.size();
  bool goes_on = true;
  while (goes_on) {
    char* out = piece.data();
    std::size_t out_left = piece.size();
    const bool is_whole = iconv(conversion, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1);
    converted.text.append(piece.data(), piece.size() - out_left);
    goes_on = !is_whole && errno == E2BIG;
  }
  iconv_close(conversion);
  converted.bytes_read = bytes.size() - in_left;
  return converted;
}

Error unknown_encoding(std::string_view bytes, std::size_t offset) {
  return Error("sheets.unknown_encoding").with("line", 1 + std::ranges::count(bytes.substr(0, offset), '\n'));
}

std::string_view mark_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return utf8_mark;
    case Encoding::utf16_little:
      return little_mark;
    case Encoding::utf16_big:
      return big_mark;
    case Encoding::gb18030:
      break;
  }
  return {};
}

}  // namespace

Result<Encoding> detect_encoding(std::string_view bytes) {
  if (bytes.starts_with(utf8_mark)) return Encoding::utf8;
  if (bytes.starts_with(little_mark)) return Encoding::utf16_little;
  if (bytes.starts_with(big_mark)) return Encoding::utf16_big;
  const auto wrong = text::find_ill_formed(bytes);
  if (!wrong) return Encoding::utf8;
  const Converted converted = MC_TRY(convert(bytes, "GB18030", "UTF-8"));
  if (converted.bytes_read == bytes.size()) return Encoding::gb18030;
  // Which of the two it was meant to be is told by what went well for longer.
  return fail(unknown_encoding(bytes, std::max(*wrong, converted.bytes_read)));
}

Result<std::string> to_utf8(std::string_view bytes, Encoding encoding) {
  if (bytes.starts_with(mark_of(encoding))) bytes.remove_prefix(mark_of(encoding).size());
  if (encoding == Encoding::utf8) {
    if (const auto wrong = text::find_ill_formed(bytes)) return fail(unknown_encoding(bytes, *wrong));
    return std::string(bytes);
  }
  Converted converted = MC_TRY(convert(bytes, name_of(encoding), "UTF-8"));
  if (converted.bytes_read != bytes.size()) return fail(unknown_encoding(bytes, converted.bytes_read));
  return std::move(converted.text);
}

Result<std::string> from_utf8(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::utf8) return std::string(text);
  Converted converted = MC_TRY(convert(text, "UTF-8", name_of(encoding)));
  if (converted.bytes_read != text.size())
    return fail(Error("server.internal").because("a character that can't be written"));
  return std::move(converted.text);
}

}  // namespace mingchou::sheets
