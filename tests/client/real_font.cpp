#include "tests/client/real_font.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace mingchou::client {
namespace {

std::vector<std::uint8_t> read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("no font at " + std::string(path));
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::span<const std::uint8_t> real_font() {
  static const std::vector<std::uint8_t> bytes = read(CLIENT_BASE_FONT);
  return bytes;
}

std::span<const std::uint8_t> real_rest_font() {
  static const std::vector<std::uint8_t> bytes = read(CLIENT_REST_FONT);
  return bytes;
}

}  // namespace mingchou::client
