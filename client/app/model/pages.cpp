#include "client/app/model/pages.h"

namespace mingchou::client {
namespace {

constexpr std::size_t cursor_bytes_max = 512;

}  // namespace

std::string read_next_cursor(json::ObjectReader& reader) {
  if (!reader.has("next_cursor")) return {};
  const auto value = reader.value("next_cursor");
  return value ? std::string(value->text().value_or("").substr(0, cursor_bytes_max)) : std::string();
}

}  // namespace mingchou::client
