#include "server/sheets/xml_parser.h"

#include <expat.h>

#include <cstring>
#include <string>

namespace mingchou::sheets {
namespace {

constexpr char namespace_separator = '\x01';

}  // namespace

std::string_view local_name(const char* name) {
  const char* separator = std::strrchr(name, namespace_separator);
  return separator != nullptr ? separator + 1 : name;
}

std::optional<std::string_view> Attributes::value(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local_name(pair[0]) == name) return pair[1];
  return std::nullopt;
}

struct XmlParser::Callbacks {
  static XmlParser& self(void* data) { return *static_cast<XmlParser*>(data); }

  static void refuse(XmlParser& parser, const char* why) {
    parser.refusal_ = why;
    XML_StopParser(parser.parser_, XML_FALSE);
  }
  static void after_event(XmlParser& parser) {
    parser.bytes_since_event_ = 0;
    if (parser.handler_.failure) XML_StopParser(parser.parser_, XML_FALSE);
  }
  // Expat calls back once more after it was stopped (for the end of an empty element).
  static bool is_over(const XmlParser& parser) { return parser.refusal_ != nullptr || parser.handler_.failure; }

  static void begin(void* data, const XML_Char* name, const XML_Char** attributes) {
    XmlParser& parser = self(data);
    if (is_over(parser)) return;
    if (++parser.depth_ > depth_max) return refuse(parser, "elements too deep");
    parser.handler_.begin_element(local_name(name), Attributes(attributes));
    after_event(parser);
  }
  static void end(void* data, const XML_Char* name) {
    XmlParser& parser = self(data);
    if (is_over(parser)) return;
    --parser.depth_;
    parser.handler_.end_element(local_name(name));
    after_event(parser);
  }
  static void text(void* data, const XML_Char* piece, int bytes) {
    XmlParser& parser = self(data);
    if (is_over(parser)) return;
    parser.handler_.text({piece, static_cast<std::size_t>(bytes)});
    after_event(parser);
  }
  static void document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    refuse(self(data), "a document type");
  }
};

XmlParser::XmlParser(XmlHandler& handler)
    : handler_(handler), parser_(XML_ParserCreateNS(nullptr, namespace_separator)) {
  if (parser_ == nullptr) return;
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::begin, Callbacks::end);
  XML_SetCharacterDataHandler(parser_, Callbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::document_type);
}

XmlParser::~XmlParser() {
  if (parser_ != nullptr) XML_ParserFree(parser_);
}

Result<> XmlParser::feed(std::string_view piece, bool is_last) {
  if (parser_ == nullptr) return fail(Error("server.busy").because("no memory for an XML parser"));
  bytes_since_event_ += piece.size();
  const XML_Status status = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), is_last ? 1 : 0);
  if (handler_.failure) return fail(*handler_.failure);
  if (refusal_ != nullptr) return fail(Error("sheets.damaged").because(refusal_));
  if (status != XML_STATUS_OK) return fail(Error("sheets.damaged").because(XML_ErrorString(XML_GetErrorCode(parser_))));
  if (bytes_since_event_ > token_bytes_max) return fail(Error("sheets.damaged").because("a tag too long"));
  return {};
}

}  // namespace mingchou::sheets
