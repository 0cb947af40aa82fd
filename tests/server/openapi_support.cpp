#include "tests/server/openapi_support.h"

#include <algorithm>

#include "shared/json/lines.h"
#include "tests/server/support.h"

namespace mingchou::server::test {
namespace {

using json::Value;

std::string_view type_name(Value value) {
  switch (value.type()) {
    case json::Type::null:
      return "null";
    case json::Type::boolean:
      return "boolean";
    case json::Type::integer:
      return "integer";
    case json::Type::real:
      return "number";
    case json::Type::text:
      return "string";
    case json::Type::array:
      return "array";
    case json::Type::object:
      return "object";
  }
  return "";
}

bool has_type(Value type, Value value) {
  if (!type.is_array()) return type.text() == type_name(value);
  for (const Value one : type.items())
    if (one.text() == type_name(value)) return true;
  return false;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_one_of(Value list, Value value) {
  for (const Value one : list.items())
    if (one.text() == value.text()) return true;
  return false;
}

std::string object_misfit(Value schema, Value value, const std::string& at) {
  const Value properties = schema.find("properties").value_or(Value());
  const auto others = schema.find("additionalProperties");
  for (const Value name : schema.find("required").value_or(Value()).items())
    if (!value.find(name.text().value())) return at + " lacks " + std::string(*name.text());
  for (const auto& [key, member] : value.members()) {
    const std::string place = at + "." + std::string(key);
    std::string why;
    if (const auto known = properties.find(key))
      why = misfit(*known, member, place);
    else if (others && others->is_object())
      why = misfit(*others, member, place);
    else if (others && others->boolean() == false)
      why = place + " is not in the schema";
    if (!why.empty()) return why;
  }
  return {};
}

/// The operation's own entry for a status, or its default.
Value response_entry(const Route& route, int status) {
  const Value responses = operation_of(route).find("responses").value();
  const auto own = responses.find(std::to_string(status));
  return resolved(own ? *own : responses.find("default").value());
}

/// The first misfit of JSON Lines, of which each names its schema in "type".
std::string line_misfit(Value schemas, std::string_view lines) {
  std::string why;
  json::LineReader reader({.form = json::Form::canonical});
  const auto read = reader.feed(lines, [&](const json::Line& line) -> Result<> {
    const auto schema = schemas.find(line.value.find("type").value_or(Value()).text().value_or(""));
    if (!schema) why = "a line of no known type";
    if (schema && why.empty()) why = misfit(*schema, line.value, "line");
    return {};
  });
  if (!read || !reader.finish() || reader.lines() == 0) return "no canonical JSON Lines";
  return why;
}

}  // namespace

const json::Document& api() {
  static const json::Document document = json::parse(read_file(OPENAPI_FILE)).value();
  return document;
}

Value resolved(Value value) {
  const auto reference = value.find("$ref");
  if (!reference) return value;
  std::string_view path = reference->text().value().substr(2);
  Value at = api().root();
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    at = at.find(path.substr(0, end)).value();
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return resolved(at);
}

Value operation_of(const Route& route) {
  std::string method(route.method);
  for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
  return api().root().find("paths").value().find(route.pattern).value().find(method).value();
}

std::string misfit(Value schema, Value value, const std::string& at) {
  schema = resolved(schema);
  for (const auto& [keyword, rule] : schema.members()) {
    const auto number = rule.number().value_or(0);
    bool fits = true;
    if (keyword == "type")
      fits = has_type(rule, value);
    else if (keyword == "enum")
      fits = is_one_of(rule, value);
    else if (keyword == "minLength")
      fits = !value.text() || static_cast<double>(character_count(*value.text())) >= number;
    else if (keyword == "maxLength")
      fits = !value.text() || static_cast<double>(character_count(*value.text())) <= number;
    else if (keyword == "minimum")
      fits = !value.number() || *value.number() >= number;
    else if (keyword == "maximum")
      fits = !value.number() || *value.number() <= number;
    else if (keyword == "maxItems")
      fits = static_cast<double>(value.size()) <= number;
    else if (keyword == "items") {
      for (const Value item : value.items())
        if (auto why = misfit(rule, item, at + "[]"); !why.empty()) return why;
    } else if (keyword != "properties" && keyword != "required" && keyword != "additionalProperties" &&
               keyword != "default" && keyword != "description")
      return "the test does not know the keyword " + std::string(keyword);
    if (!fits) return at + " breaks " + std::string(keyword);
  }
  return value.is_object() ? object_misfit(schema, value, at) : std::string();
}

std::string misfit_of(std::string_view operation, const Response& response) {
  for (const Route& route : routes()) {
    if (route.operation != operation) continue;
    const Value entry = response_entry(route, response.status);
    const auto content = entry.find("content");
    if (!content) return response.content().empty() ? "" : "has a body";
    const auto media = content->find(response.header("Content-Type").value_or(""));
    if (!media) return "another Content-Type";
    if (const auto schemas = media->find("x-line-schemas")) return line_misfit(*schemas, response.content());
    // A file: of what is in it the schemas know nothing.
    if (!response.header("Content-Type")->ends_with("json")) return {};
    const auto document = json::parse(response.content());
    if (!document) return "no JSON";
    return misfit(media->find("schema").value(), document->root(), "body");
  }
  return "no such operation";
}

}  // namespace mingchou::server::test
