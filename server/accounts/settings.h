// Every number that signing in leans on, in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "shared/crypto/password.h"

namespace mingchou::server::accounts {

constexpr std::int64_t ms_of(std::chrono::milliseconds duration) { return duration.count(); }

using namespace std::chrono_literals;

/// 32 MiB and 3 passes: above what OWASP asks for (19 MiB, 2 passes), about 70 ms of one core on the 2-core machine
/// that this was measured on (`tools/bench.sh passwords`). Two at once take 64 MiB whatever happens, and 300 people who
/// sign in at nine take ten seconds of both cores. Raising it later upgrades each hash at its user's next sign-in.
inline constexpr crypto::Argon2Parameters password_parameters{.memory_kib = 32 * 1024, .passes = 3, .lanes = 1};
inline constexpr std::size_t hashes_at_once_max = 2;
/// Each holds one of the server's connection threads; who comes then is told to come again.
inline constexpr std::size_t hashes_waiting_max = 128;
inline constexpr std::chrono::milliseconds hash_wait_max = 15s;

/// A working day. Work on a tablet goes on without a session; only what talks to the server needs one.
inline constexpr std::int64_t session_duration_ms = ms_of(12h);
/// A supervisor's desktop that was left alone.
inline constexpr std::int64_t session_idle_ms = ms_of(2h);
/// How exactly the time of the last use is kept: each note is a write.
inline constexpr std::int64_t session_touch_ms = ms_of(1min);
/// Open at once; a further sign-in ends the oldest.
inline constexpr std::size_t sessions_per_user_max = 10;
/// Rows of sessions go after it; until then an address from which one signed in counts as known.
inline constexpr std::int64_t session_memory_ms = ms_of(24h * 30);

/// An initial password that nobody has used by then is void.
inline constexpr std::int64_t initial_password_duration_ms = ms_of(24h * 14);

/// How many failures are free, how long the next ones make one wait (the first block, doubled with each further
/// failure), and how long it takes until one failure is forgotten: people mistype for ever, and an office of six
/// hundred must not add that up.
struct BackOff {
  std::int64_t free_failures;
  std::int64_t first_ms;
  std::int64_t longest_ms;
  std::int64_t forget_ms;
};
/// One login name tried from one address.
inline constexpr BackOff pair_back_off{5, ms_of(30s), ms_of(15min), ms_of(1h)};
/// One address, whatever it tries: an office of many people may share one.
inline constexpr BackOff address_back_off{40, ms_of(30s), ms_of(15min), ms_of(2min)};
/// One login name, from everywhere: against guessing from many addresses. Never applied to an address from which the
/// user has signed in before, so that strangers can't keep an administrator out.
inline constexpr BackOff user_back_off{100, ms_of(30s), ms_of(5min), ms_of(5min)};
inline constexpr std::int64_t attempt_rows_max = 20'000;

}  // namespace mingchou::server::accounts
