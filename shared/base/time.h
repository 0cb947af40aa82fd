// Instants and the injected clock. Civil dates stand in shared/calendar.
#pragma once

#include <compare>
#include <cstdint>

namespace mingchou {

/// Milliseconds since 1970-01-01T00:00:00Z; the only form in which instants are kept and sent.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

constexpr Instant operator+(Instant t, std::int64_t ms) { return {t.ms + ms}; }
constexpr std::int64_t operator-(Instant a, Instant b) { return a.ms - b.ms; }

/// Where "now" comes from. May jump in both directions; nothing may lean on its order.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
 public:
  Instant now() override;
};

/// A clock that stands where a test or the demo puts it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() override { return now_; }
  void set(Instant t) { now_ = t; }
  void advance_ms(std::int64_t ms) { now_ = now_ + ms; }

 private:
  Instant now_;
};

}  // namespace mingchou
