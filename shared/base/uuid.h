// UUIDv7 (RFC 9562 section 5.7): ids that sort by time of creation, and one strong type per entity.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/time.h"

namespace mingchou {

struct Uuid {
  ByteArray<16> bytes{};
  auto operator<=>(const Uuid&) const = default;

  /// Canonical text: lower-case, 8-4-4-4-12.
  std::string text() const;
  /// Nothing unless the text is canonical. Any version is accepted: ids of other systems come through here.
  static std::optional<Uuid> parse(std::string_view text);
};

/// Makes ids that rise strictly, also within one millisecond and when the clock steps back. One thread.
class UuidGenerator {
 public:
  UuidGenerator(Clock& clock, Random& random) : clock_(clock), random_(random) {}
  Uuid next();

 private:
  Clock& clock_;
  Random& random_;
  std::int64_t last_ms_ = 0;
  std::uint32_t counter_ = 0;  // the 12 bits of rand_a count within a millisecond
};

/// `struct TargetTag; using TargetId = Id<TargetTag>;`
template <class Tag>
struct Id {
  Uuid uuid;
  auto operator<=>(const Id&) const = default;
};

}  // namespace mingchou
