// How the storage on this device is doing: what a storage page shows, and what warnings lean on. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/store/integrity.h"

namespace mingchou::client {

namespace storage_limits {
/// Under this much free space the user is warned: a register is downloaded beside the old one, and photos come.
inline constexpr std::uint64_t low_space_bytes = 100 * 1024 * 1024;
/// Free slots kept in reserve, since none can be made in the middle of a call: a copy of the database with its
/// log and journal.
inline constexpr std::size_t spare_slots_min = 3;
/// How long the look over the database may hold up the start.
inline constexpr std::int64_t quick_check_ms_max = 200;
}  // namespace storage_limits

/// What the browser says about the space of this origin. Its figures are estimates.
struct StorageSpace {
  std::uint64_t used_bytes = 0;
  std::uint64_t quota_bytes = 0;
  /// The browser promised not to throw the data away when space runs short.
  bool persistent = false;

  std::uint64_t free_bytes() const { return quota_bytes > used_bytes ? quota_bytes - used_bytes : 0; }
};

struct SelfTestResult {
  enum class Outcome {
    passed,
    no_space,  // nothing could be written; what was saved can be read
    failed,
  };
  Outcome outcome = Outcome::passed;
  Instant at;
  Soundness database = Soundness::sound;
  std::optional<Error> error = {};
};

struct StorageHealth {
  /// Unknown until the browser has answered; some browsers hide how little there is.
  std::optional<StorageSpace> space = {};
  /// Whether the browser was asked to keep the data in this session.
  bool asked_to_persist = false;
  std::size_t slots = 0;
  std::size_t free_slots = 0;
  std::size_t quarantined_slots = 0;
  /// The database with its log.
  std::uint64_t database_bytes = 0;
  std::optional<SelfTestResult> self_test = {};
  /// Something did not fit, and no file has grown since.
  std::optional<Instant> full_since = {};

  bool low_space() const { return full_since || (space && space->free_bytes() < storage_limits::low_space_bytes); }
};

}  // namespace mingchou::client
