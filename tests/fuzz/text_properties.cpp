#include "shared/base/utf8.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"
#include "tests/fuzz/properties.h"

namespace mingchou::fuzz {
namespace {

using Form = Result<std::string> (*)(std::string_view);

std::string cut_property(std::string_view input) {
  for (std::size_t bytes_max = 0; bytes_max <= input.size() && bytes_max < 24; ++bytes_max) {
    for (const auto cut : {text::cut_at_code_point, text::cut_at_grapheme}) {
      const std::string_view beginning = cut(input, bytes_max);
      if (beginning.size() > bytes_max || !input.starts_with(beginning))
        return "a cut is no beginning within its bound";
      if (text::is_utf8(input) && !text::is_utf8(beginning)) return "a cut breaks a code point";
    }
    if (text::cut_at_code_point(input, bytes_max).size() + 4 <= bytes_max)
      return "a cut loses more than one code point";
  }
  return "";
}

std::string form_property(std::string_view input, std::string_view name, Form form) {
  const auto once = form(input);
  if (!once) return text::is_utf8(input) && once.error().code == "text.not_utf8" ? "UTF-8 was refused as none" : "";
  if (!text::is_utf8(input)) return "ill-formed text was taken";
  if (once->size() > 11 * input.size()) return std::string(name) + " expands beyond its bound";
  if (!text::is_utf8(*once)) return std::string(name) + " is not UTF-8";
  const auto twice = form(*once);
  if (!twice) return std::string(name) + " is refused the second time: " + twice.error().code;
  return *twice == *once ? "" : std::string(name) + " is no fixed point";
}

}  // namespace

std::string text_property(BytesView input) {
  const std::string_view view = as_text(input);
  const std::string replaced = text::replace_ill_formed(view);
  if (!text::is_utf8(replaced)) return "replacing leaves ill-formed bytes";
  if (text::is_utf8(view) != (replaced == view)) return "checking and replacing disagree";

  std::string walked;
  std::size_t count = 0;
  for (const char32_t c : text::CodePoints(view)) {
    text::append_code_point(walked, c);
    ++count;
  }
  if (walked != replaced) return "walking and replacing disagree";
  if (text::count_code_points(view) != count) return "counting and walking disagree";
  if (text::count_graphemes(view) > count) return "more graphemes than code points";

  if (const std::string broken = cut_property(view); !broken.empty()) return broken;
  if (text::fold_full_width(text::fold_full_width(view)) != text::fold_full_width(view))
    return "folding is no fixed point";
  const std::pair<std::string_view, Form> forms[] = {{"NFC", text::nfc},
                                                     {"NFKC", text::nfkc},
                                                     {"clean_text", text::clean_text},
                                                     {"normalise_code", text::normalise_code}};
  for (const auto& [name, form] : forms) {
    if (const std::string broken = form_property(view, name, form); !broken.empty()) return broken;
    if (const std::string broken = form_property(replaced, name, form); !broken.empty()) return broken;
  }
  return "";
}

}  // namespace mingchou::fuzz
