// normalise_code: one plain form for codes that come with blanks, full-width characters and Excel's marks.
#include "shared/codes/credit_code.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou {
std::string normalise_code(std::string_view input) {
  // What the checks say about it must be sendable text, so malformed input is mended rather than refused.
  const auto plain = text::normalise_code(text::replace_ill_formed(input));
  if (!plain) return {};
  // Dashes group digits, in their many Unicode forms; an apostrophe is how Excel marks text.
  std::string code;
  for (std::size_t at = 0; at < plain->size();) {
    const std::string_view rest = std::string_view(*plain).substr(at);
    std::size_t skip = rest[0] == '-' || rest[0] == '\'' ? 1 : 0;
    for (std::string_view mark : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\u2018", "\u2019"})
      if (rest.starts_with(mark)) skip = mark.size();
    if (skip == 0) code += rest[0];
    at += skip == 0 ? 1 : skip;
  }
  return code;
}

}  // namespace mingchou
