#include "server/core/entity_tag.h"

#include <algorithm>
#include <cstdint>
#include <format>

namespace mingchou::server {
namespace {

std::string_view opaque(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

}  // namespace

std::string content_tag(std::string_view bytes, std::string_view suffix) {
  std::uint64_t hash = 0xCBF29CE484222325u;  // FNV-1a
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return std::format("\"{:016x}-{:x}{}\"", hash, bytes.size(), suffix);
}

bool tag_matches(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    const std::size_t end = std::min(if_none_match.find(','), if_none_match.size());
    const std::string_view candidate = trimmed(if_none_match.substr(0, end));
    if (candidate == "*" || opaque(candidate) == opaque(tag)) return true;
    if_none_match.remove_prefix(std::min(end + 1, if_none_match.size()));
  }
  return false;
}

void answer_not_modified(const Request& request, Response& response) {
  const auto tag = response.header("ETag");
  const auto condition = request.header("If-None-Match");
  if (response.status != 200 || !tag || !condition || !tag_matches(*condition, *tag)) return;
  response.status = 304;
  response.body.clear();
  response.shared_body.reset();
  std::erase_if(response.headers, [](const Header& header) {
    return equal_ignoring_case(header.name, "Content-Type") || equal_ignoring_case(header.name, "Content-Encoding");
  });
}

}  // namespace mingchou::server
