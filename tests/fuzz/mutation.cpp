#include "tests/fuzz/mutation.h"

#include <algorithm>

namespace mingchou::fuzz {
namespace {

std::uint8_t random_byte(std::string_view alphabet, Random& random) {
  if (alphabet.empty() || random.below(4) == 0) return static_cast<std::uint8_t>(random.below(256));
  return static_cast<std::uint8_t>(alphabet[random.below(alphabet.size())]);
}

void change_once(Bytes& bytes, std::span<const std::string> samples, std::string_view alphabet, Random& random) {
  const auto at = static_cast<std::ptrdiff_t>(random.below(bytes.size() + 1));
  const auto left = bytes.size() - static_cast<std::size_t>(at);
  const auto count = static_cast<std::ptrdiff_t>(random.below(std::min<std::size_t>(left, 16) + 1));
  switch (random.below(5)) {
    case 0:
      bytes.insert(bytes.begin() + at, random_byte(alphabet, random));
      return;
    case 1:
      if (left > 0) bytes[static_cast<std::size_t>(at)] = random_byte(alphabet, random);
      return;
    case 2:
      bytes.erase(bytes.begin() + at, bytes.begin() + at + count);
      return;
    case 3: {
      const Bytes piece(bytes.begin() + at, bytes.begin() + at + count);
      bytes.insert(bytes.begin() + at, piece.begin(), piece.end());
      return;
    }
    default: {
      const BytesView other = as_bytes(samples[random.below(samples.size())]);
      const std::size_t from = random.below(other.size() + 1);
      const BytesView piece = other.subspan(from, std::min<std::size_t>(other.size() - from, 1 + random.below(16)));
      bytes.insert(bytes.begin() + at, piece.begin(), piece.end());
    }
  }
}

}  // namespace

int rounds_of(int rounds) { return std::getenv("MINGCHOU_LONG") == nullptr ? rounds : rounds * 100; }

Bytes mutate(std::span<const std::string> samples, std::string_view alphabet, Random& random) {
  const BytesView sample = as_bytes(samples[random.below(samples.size())]);
  Bytes bytes(sample.begin(), sample.end());
  for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes)
    change_once(bytes, samples, alphabet, random);
  return bytes;
}

Bytes random_bytes(std::size_t bytes_max, std::string_view alphabet, Random& random) {
  Bytes bytes(random.below(bytes_max + 1));
  for (std::uint8_t& byte : bytes) byte = random_byte(alphabet, random);
  return bytes;
}

}  // namespace mingchou::fuzz
