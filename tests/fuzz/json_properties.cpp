#include <algorithm>

#include "shared/json/canonical.h"
#include "shared/json/fields.h"
#include "shared/json/lines.h"
#include "shared/json/writer.h"
#include "tests/fuzz/properties.h"

namespace mingchou::fuzz {
namespace {

/// Every way to look at a value, so that a sanitizer sees each of them.
std::size_t touch(json::Value value) {
  std::size_t sum = value.boolean().value_or(false) + value.text().value_or("").size() + value.size();
  sum +=
      static_cast<std::size_t>(value.uint64().value_or(0)) + static_cast<std::size_t>(value.int64().value_or(0) != 0);
  for (const json::Value item : value.items()) sum += touch(item);
  for (const auto& [key, member] : value.members()) {
    const auto found = value.find(key);
    sum += found && found->type() == member.type() ? touch(member) : 0;
  }
  return sum;
}

struct Reading {
  std::vector<std::string> lines;
  std::string error;
  bool operator==(const Reading&) const = default;
};

Reading read_in_chunks(std::string_view text, std::size_t chunk_bytes, json::Form form) {
  Reading reading;
  json::LineReader reader({.bytes_max = 256, .depth_max = 8, .form = form});
  const auto on_line = [&](const json::Line& line) -> Result<> {
    reading.lines.push_back(std::to_string(line.number) + ':' + json::write(line.value));
    return {};
  };
  Result<> result;
  for (std::size_t at = 0; at < text.size() && result; at += chunk_bytes)
    result = reader.feed(text.substr(at, chunk_bytes), on_line);
  if (result) result = reader.finish();
  if (!result) {
    reading.error = result.error().code + '@' + std::string(result.error().argument("line"));
    if (reader.finish()) reading.error += " forgotten";
  }
  return reading;
}

}  // namespace

std::string json_property(BytesView input) {
  const auto document = json::parse(input);
  if (!document) return document.error().code.empty() ? "an error has no code" : "";
  touch(document->root());

  const std::string written = json::write(document->root());
  const auto again = json::parse(written);
  if (!again) return "what was written does not parse: " + again.error().code;
  if (json::write(again->root()) != written) return "writing is no fixed point";

  const std::string canonical = json::canonical(document->root());
  const auto canonical_again = json::canonical(canonical);
  if (!canonical_again) return "the canonical form does not parse: " + canonical_again.error().code;
  if (*canonical_again != canonical) return "the canonical form is no fixed point";
  if (json::canonical(again->root()) != canonical) return "writing changed the canonical form";

  const auto strict = json::strict_canonical(document->root());
  if (strict && *strict != canonical) return "the strict form differs from the canonical one";
  if (!strict && !strict.error().code.starts_with("json.strict_"))
    return "an unexpected refusal: " + strict.error().code;
  return "";
}

std::string json_lines_property(BytesView input) {
  const std::string_view text = as_text(input);
  for (const json::Form form : {json::Form::any, json::Form::canonical, json::Form::strict}) {
    const Reading whole = read_in_chunks(text, std::max<std::size_t>(text.size(), 1), form);
    for (const std::size_t chunk_bytes : {1, 2, 7, 64})
      if (read_in_chunks(text, chunk_bytes, form) != whole) return "chunks change what is read";
    if (form != json::Form::any && whole.error.empty()) {
      std::string joined;
      for (const std::string& line : whole.lines) joined += line.substr(line.find(':') + 1) + '\n';
      // U+2028 is written as an escape, and integers beyond 2^53 keep their digits.
      if (text.find("\u2028") == text.npos && text.find("\u2029") == text.npos && form == json::Form::strict &&
          joined != text)
        return "a strict file is not what its lines write";
    }
  }
  return "";
}

}  // namespace mingchou::fuzz
