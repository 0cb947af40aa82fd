#include "server/accounts/attempts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "server/accounts/settings.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"

namespace mingchou::server::accounts {
namespace {

struct Count {
  std::string_view kind;
  crypto::Digest subject;
  BackOff back_off;
};

crypto::Digest subject_of(std::string_view a, std::string_view b = {}) {
  // A login name and an address hold no line feed; what was typed as a name may, and then only harms itself.
  return crypto::hash(crypto::Suite::sha256, {as_bytes(a), as_bytes("\n"), as_bytes(b)});
}

Count pair_count(const Attempt& attempt) { return {"pair", subject_of(attempt.login, attempt.address), pair_back_off}; }
Count address_count(const Attempt& attempt) { return {"address", subject_of(attempt.address), address_back_off}; }
Count user_count(std::string_view login) { return {"user", subject_of(login), user_back_off}; }

struct Row {
  std::int64_t failures = 0;
  Instant counted_at, blocked_until;
};

/// What is left of the failures now. Parts of forget_ms are kept, so that failures that come a little faster than they
/// are forgotten do not stay for ever.
Row faded(Row row, const BackOff& back_off, Instant now) {
  const std::int64_t forgotten = std::max<std::int64_t>(0, now - row.counted_at) / back_off.forget_ms;
  row.failures = std::max<std::int64_t>(0, row.failures - forgotten);
  row.counted_at = row.failures == 0 ? now : row.counted_at + forgotten * back_off.forget_ms;
  return row;
}

Result<Row> read_row(Database& database, const Count& count, Instant now) {
  Statement find = MC_TRY(database.prepare(
      "SELECT failure_count, counted_at, blocked_until FROM sign_in_attempt WHERE kind = ? AND subject = ?"));
  find.bind_all(count.kind, BytesView(count.subject));
  Row row{0, now, {}};
  if (MC_TRY(find.step())) row = faded({find.int64(0), find.instant(1), find.instant(2)}, count.back_off, now);
  return row;
}

/// How long the failure of that number makes one wait; 0 for not at all.
std::int64_t block_ms(const BackOff& back_off, std::int64_t failures) {
  const std::int64_t doublings = failures - back_off.free_failures;
  if (doublings < 0) return 0;
  constexpr std::int64_t doublings_max = 20;
  return std::min(back_off.longest_ms, back_off.first_ms << std::min(doublings, doublings_max));
}

/// The table is bounded: the oldest rows make room.
Result<> make_room(Database& database) {
  const std::int64_t rows = MC_TRY(database.number("SELECT count(*) FROM sign_in_attempt"));
  if (rows < attempt_rows_max) return {};
  return database.run(
      "DELETE FROM sign_in_attempt WHERE (kind, subject) IN "
      "(SELECT kind, subject FROM sign_in_attempt ORDER BY counted_at LIMIT ?)",
      attempt_rows_max / 10);
}

/// Counts one failure more; true if a block begins.
Result<bool> add_failure(Database& database, const Count& count, Instant now) {
  Row row = MC_TRY(read_row(database, count, now));
  if (row.failures == 0) MC_TRY(make_room(database));
  ++row.failures;
  const std::int64_t duration = block_ms(count.back_off, row.failures);
  MC_TRY(
      database.run("INSERT INTO sign_in_attempt (kind, subject, failure_count, counted_at, blocked_until) VALUES "
                   "(?, ?, ?, ?, ?) "
                   "ON CONFLICT (kind, subject) DO UPDATE SET failure_count = excluded.failure_count, "
                   "counted_at = excluded.counted_at, blocked_until = excluded.blocked_until",
                   count.kind, BytesView(count.subject), row.failures, row.counted_at, now + duration));
  return duration > 0;
}

Result<> refuse_while_blocked(Database& database, const Count& count, Instant now) {
  const Row row = MC_TRY(read_row(database, count, now));
  const std::int64_t left = row.blocked_until - now;
  // A block longer than any can be is one of a clock that was put back since: it would not end.
  if (left <= 0 || left > count.back_off.longest_ms) return {};
  return fail(Error("account.too_many_attempts").with("seconds", (left + 999) / 1000));
}

Result<> remove(Database& database, const Count& count) {
  return database.run("DELETE FROM sign_in_attempt WHERE kind = ? AND subject = ?", count.kind,
                      BytesView(count.subject));
}

}  // namespace

std::string address_key(std::string_view peer) {
  in6_addr six{};
  if (::inet_pton(AF_INET6, std::string(peer).c_str(), &six) != 1) return std::string(peer);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(&six);
  if (IN6_IS_ADDR_V4MAPPED(&six)) {
    std::array<char, INET_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET, bytes + 12, text.data(), text.size());
    return text.data();
  }
  return to_hex({bytes, 8}) + "/64";
}

Result<> begin_attempt(Database& database, const Attempt& attempt, Instant now) {
  MC_TRY(refuse_while_blocked(database, pair_count(attempt), now));
  MC_TRY(refuse_while_blocked(database, address_count(attempt), now));
  if (!attempt.is_known_address) MC_TRY(refuse_while_blocked(database, user_count(attempt.login), now));
  MC_TRY(add_failure(database, pair_count(attempt), now));
  return {};
}

Result<bool> note_failure(Database& database, const Attempt& attempt, Instant now) {
  const bool blocks_address = MC_TRY(add_failure(database, address_count(attempt), now));
  const bool blocks_user = MC_TRY(add_failure(database, user_count(attempt.login), now));
  const Row pair = MC_TRY(read_row(database, pair_count(attempt), now));
  return blocks_address || blocks_user || block_ms(pair_back_off, pair.failures) > 0;
}

Result<> note_success(Database& database, const Attempt& attempt) { return remove(database, pair_count(attempt)); }

Result<> take_back(Database& database, const Attempt& attempt) {
  const Count count = pair_count(attempt);
  return database.run(
      "UPDATE sign_in_attempt SET failure_count = failure_count - 1, blocked_until = 0 "
      "WHERE kind = ? AND subject = ? AND failure_count > 0",
      count.kind, BytesView(count.subject));
}

Result<> forgive(Database& database, std::string_view login) {
  MC_TRY(remove(database, user_count(login)));
  return database.run("DELETE FROM sign_in_attempt WHERE kind <> 'user'");
}

}  // namespace mingchou::server::accounts
