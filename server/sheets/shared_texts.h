// The texts that cells of an .xlsx share (sharedStrings.xml), packed into one run of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/sheets/sheet_reader.h"
#include "server/sheets/zip_parts.h"

namespace mingchou::sheets {

class SharedTexts {
 public:
  /// Errors: sheets.damaged, sheets.texts_too_large {megabytes_max}, sheets.unpacks_too_large.
  static Result<SharedTexts> read(ZipPart part, const Limits& limits);

  /// Valid as long as this.
  std::optional<std::string_view> at(std::size_t index) const;
  std::size_t size() const { return ends_.size(); }
  void add(std::string_view text);
  std::size_t bytes() const { return bytes_.size(); }

 private:
  std::string bytes_;
  std::vector<std::uint32_t> ends_;
};

/// Feeds a whole part to a handler.
class XmlHandler;
Result<> read_part(ZipPart part, XmlHandler& handler);

/// `_x000D_` stands for a character that XML can't hold, `_x005F_` for an underscore before such a form.
std::string unescape_text(std::string_view text);

}  // namespace mingchou::sheets
