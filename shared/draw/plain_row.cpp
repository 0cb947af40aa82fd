#include "shared/draw/plain_row.h"

#include <string>

#include "shared/base/utf8.h"

namespace mingchou::draw {
namespace {

/// Goes through a line from its beginning; what returns false leaves it of no more use.
class PlainReader {
 public:
  explicit PlainReader(std::string_view line) : line_(line) {}

  bool take(std::string_view expected) {
    if (!line_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }

  /// A text after its opening quote, through the closing one; only characters that canonical JSON writes as they are.
  bool take_text(std::string& text, std::size_t bytes_max) {
    const std::size_t begin = at_;
    for (; at_ < line_.size(); ++at_) {
      const auto byte = static_cast<unsigned char>(line_[at_]);
      if (byte == '"') break;
      if (byte < ' ' || byte == '\\') return false;
      if (byte < 0x80) continue;
      const std::size_t bytes = utf8_sequence_bytes(line_, at_);
      if (bytes == 0) return false;
      at_ += bytes - 1;
    }
    if (at_ == line_.size() || at_ - begin > bytes_max) return false;
    text = line_.substr(begin, at_ - begin);
    ++at_;
    return true;
  }

  /// A list after its opening bracket, through the closing one.
  bool take_texts(std::vector<std::string>& texts) {
    std::size_t count = 0;
    if (!take("]")) {
      do {
        if (count == attribute_entries_max || !take("\"")) return false;
        if (count == texts.size()) texts.emplace_back();
        if (!take_text(texts[count++], attribute_bytes_max)) return false;
      } while (take(","));
      if (!take("]")) return false;
    }
    texts.resize(count);
    return true;
  }

  std::size_t at() const { return at_; }
  bool is_at_end() const { return at_ == line_.size(); }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::string_view> read_plain_target(std::string_view line, Target& target) {
  constexpr std::string_view before = "{\"attributes\":";
  PlainReader reader(line);
  std::string& excluded = target.type;  // until its code is known
  if (!reader.take("{\"attributes\":{\"excluded\":\"") || !reader.take_text(excluded, attribute_bytes_max))
    return std::nullopt;
  const auto exclusion = exclusion_from_code(excluded);
  if (!exclusion) return std::nullopt;
  target.excluded = *exclusion;
  const bool has_attributes =
      reader.take(",\"industry\":\"") && reader.take_text(target.industry, attribute_bytes_max) &&
      reader.take(",\"region\":\"") && reader.take_text(target.region, attribute_bytes_max) &&
      reader.take(",\"risk\":\"") && reader.take_text(target.risk, attribute_bytes_max) && reader.take(",\"tags\":[") &&
      reader.take_texts(target.tags) &&  //
      reader.take(",\"type\":\"") && reader.take_text(target.type, attribute_bytes_max) && reader.take("}");
  if (!has_attributes) return std::nullopt;
  const std::string_view attributes = line.substr(before.size(), reader.at() - before.size());
  const bool has_rest = reader.take(",\"id\":\"") && reader.take_text(target.id, id_bytes_max) &&
                        reader.take(",\"line\":\"target\"}") && reader.is_at_end();
  return has_rest ? std::optional(attributes) : std::nullopt;
}

}  // namespace mingchou::draw
