// Reading XML that others made: a stream of elements and texts over Expat, bounded in every direction.
//
// Refused as damaged: document types (and with them entities), more than `depth_max` elements within each other, and
// tags, comments and the like of more than `token_bytes_max` bytes. Names come without their namespace: the parts of
// an .xlsx use no two of the same local name for different things.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "shared/base/error.h"

struct XML_ParserStruct;

namespace mingchou::sheets {

class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  /// Valid during the call only.
  std::optional<std::string_view> value(std::string_view local_name) const;

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin_element(std::string_view name, const Attributes& attributes) = 0;
  virtual void end_element(std::string_view name) = 0;
  /// A text may come in pieces.
  virtual void text(std::string_view piece) = 0;
  /// Once set, parsing ends with it.
  std::optional<Error> failure;
};

class XmlParser {
 public:
  static constexpr int depth_max = 64;
  static constexpr std::size_t token_bytes_max = 1024UL * 1024;

  explicit XmlParser(XmlHandler& handler);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  /// An empty piece that is the last one closes the document. Errors: the handler's, sheets.damaged.
  Result<> feed(std::string_view piece, bool is_last);

 private:
  struct Callbacks;
  XmlHandler& handler_;
  XML_ParserStruct* parser_;
  int depth_ = 0;
  std::size_t bytes_since_event_ = 0;
  const char* refusal_ = nullptr;
};

/// What follows the last separator of a name that Expat gives.
std::string_view local_name(const char* name);

}  // namespace mingchou::sheets
