// Where a draw's entropy comes from: witnesses who committed to a secret, and public values that nobody steers (spec
// section 2, "Entropy"). Runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/crypto/hash.h"

namespace mingchou::draw {

using crypto::Digest;
using crypto::Suite;

inline constexpr std::size_t sources_max = 255;
inline constexpr std::size_t entropy_bits_min = 128;
inline constexpr std::size_t witness_secret_bytes = 32;
/// Digits of one public value.
inline constexpr std::uint64_t digits_max = 1000;

struct Witness {
  std::string key;  // names their Ed25519 key: it stands in the log before the plan
  Digest commit{};
};

/// What a public value looks like: "digits:20", "lottery:ssq", "drand".
struct PublicForm {
  enum class Kind : std::uint8_t { digits, lottery, drand };
  Kind kind = Kind::digits;
  std::uint64_t digits = 0;  // N of digits:N, 1 … digits_max; of a lottery two for each number that it draws
  std::string game;          // of a lottery

  static std::optional<PublicForm> parse(std::string_view text);
  std::string text() const;
  /// Bits of entropy in one value, rounded down.
  std::uint64_t bits() const;
  /// Whether a value has that form.
  bool fits(std::string_view value) const;
};

struct PublicFallback {
  PublicForm form;
  std::string ref;
};

struct PublicSource {
  PublicForm form;
  std::string ref;       // the issue or round that is meant
  std::uint64_t at = 0;  // Unix seconds at which it becomes known
  std::optional<PublicFallback> otherwise;
};

struct Source {
  std::string name;
  std::variant<Witness, PublicSource> kind;
};

/// Errors: draw.no_entropy, draw.source_repeated {name}, draw.entropy_short {bits, bits_min}, draw.key_form {name},
/// draw.ref_next {name}.
Result<> check_sources(std::span<const Source> sources);

/// H(11 || LP(draw) || LP(name) || secret): what a witness publishes before they reveal.
Digest commitment(Suite suite, std::string_view draw, std::string_view name, BytesView secret);

/// One value for each source, in the plan's order: a witness's 32 bytes, or empty if it was struck; the ASCII text of
/// a public value. Errors: draw.value_count {count, sources}, draw.reveal_differs {name} (not the secret that was
/// committed to), draw.public_struck {name}, draw.value_form {name, form}, draw.all_struck.
Result<> check_values(Suite suite, std::string_view draw, std::span<const Source> sources,
                      std::span<const Bytes> values);

}  // namespace mingchou::draw
