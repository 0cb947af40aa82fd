#include "server/sheets/shared_texts.h"

#include <array>
#include <charconv>

#include "server/sheets/xml_parser.h"
#include "shared/text/utf8.h"

namespace mingchou::sheets {
namespace {

/// <si> holds <t>, or runs <r><t>; <rPh> holds how it is read aloud and does not belong to it.
class SharedTextsHandler final : public XmlHandler {
 public:
  explicit SharedTextsHandler(const Limits& limits) : limits_(limits) {}

  void begin_element(std::string_view name, const Attributes&) override {
    if (name == "si") {
      text_.clear();
    } else if (name == "rPh") {
      is_in_reading_ = true;
    } else if (name == "t") {
      is_in_text_ = true;
    }
  }
  void end_element(std::string_view name) override {
    if (name == "si") {
      texts.add(unescape_text(text_));
      if (texts.bytes() > limits_.shared_text_bytes_max || texts.size() > limits_.shared_texts_max)
        failure = Error("sheets.texts_too_large")
                      .with("megabytes_max", static_cast<long long>(limits_.shared_text_bytes_max / (1024 * 1024)));
    } else if (name == "rPh") {
      is_in_reading_ = false;
    } else if (name == "t") {
      is_in_text_ = false;
    }
  }
  void text(std::string_view piece) override {
    if (!is_in_text_ || is_in_reading_) return;
    text_ += piece;
    if (text_.size() > limits_.cell_bytes_max)
      failure = Error("sheets.text_too_long").with("bytes_max", static_cast<long long>(limits_.cell_bytes_max));
  }

  SharedTexts texts;

 private:
  const Limits& limits_;
  std::string text_;
  bool is_in_text_ = false;
  bool is_in_reading_ = false;
};

}  // namespace

Result<> read_part(ZipPart part, XmlHandler& handler) {
  XmlParser parser(handler);
  std::array<char, 64 * 1024> piece;
  while (true) {
    const std::size_t count = MC_TRY(part.read(piece));
    MC_TRY(parser.feed({piece.data(), count}, count == 0));
    if (count == 0) return {};
  }
}

Result<SharedTexts> SharedTexts::read(ZipPart part, const Limits& limits) {
  SharedTextsHandler handler(limits);
  MC_TRY(read_part(std::move(part), handler));
  return std::move(handler.texts);
}

void SharedTexts::add(std::string_view text) {
  bytes_ += text;
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

std::optional<std::string_view> SharedTexts::at(std::size_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_).substr(begin, ends_[index] - begin);
}

std::string unescape_text(std::string_view text) {
  constexpr std::size_t form_bytes = 7;  // _xHHHH_
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = text.find("_x", at);
    plain += text.substr(at, mark == text.npos ? text.npos : mark - at);
    if (mark == text.npos) break;
    unsigned code = 0;
    const std::string_view form = text.substr(mark, form_bytes);
    const char* const digits = form.data() + 2;
    const bool is_form = form.size() == form_bytes && form.back() == '_' &&
                         std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
    if (is_form) {
      text::append_code_point(plain, code);
      at = mark + form_bytes;
    } else {
      plain += '_';
      at = mark + 1;
    }
  }
  return plain;
}

}  // namespace mingchou::sheets
