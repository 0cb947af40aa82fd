#include "server/accounts/sessions.h"

#include <algorithm>

#include "server/accounts/attempts.h"
#include "server/accounts/settings.h"
#include "server/accounts/user_row.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"
#include "shared/text/utf8.h"

namespace mingchou::server::accounts {
namespace {

constexpr std::size_t token_bytes = token_length / 2;

crypto::Digest hash_of_token(std::string_view token) { return crypto::hash(crypto::Suite::sha256, as_bytes(token)); }

bool is_token(std::string_view text) {
  return text.size() == token_length &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Ends what is beyond the bound after one more is begun.
Result<> make_room(Database& database, const UserId& user, Instant now) {
  return database.run(
      "UPDATE session SET ended_at = ?1 WHERE id IN (SELECT id FROM session WHERE user_id = ?2 AND ended_at IS NULL "
      "ORDER BY created_at DESC, id DESC LIMIT -1 OFFSET ?3)",
      now, user, static_cast<std::int64_t>(sessions_per_user_max - 1));
}

/// A few at a time: sign-ins bring enough occasions.
Result<> forget_old_ones(Database& database, Instant now) {
  return database.run(
      "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE created_at < ? ORDER BY created_at LIMIT 20)",
      now + -session_memory_ms);
}

Session session_of(const Statement& row, int first) {
  return {.id = {row.uuid(first).value_or(Uuid{})},
          .user_id = {row.uuid(first + 1).value_or(Uuid{})},
          .created_at = row.instant(first + 2),
          .last_seen_at = row.instant(first + 3),
          .expires_at = row.instant(first + 4),
          .address = std::string(row.text(first + 5)),
          .agent = std::string(row.text(first + 6))};
}

constexpr std::string_view session_columns =
    "session.id, session.user_id, session.created_at, session.last_seen_at, session.expires_at, session.address, "
    "session.agent";

/// ?1 is now, ?2 the earliest time of the last use.
constexpr std::string_view is_open =
    "session.ended_at IS NULL AND session.expires_at > ?1 AND session.last_seen_at > ?2";

}  // namespace

Result<NewSession> begin_session(Database& database, const UserId& user, std::string_view address,
                                 std::string_view agent, Clock& clock, Random& random) {
  const Instant now = clock.now();
  MC_TRY(make_room(database, user, now));
  MC_TRY(forget_old_ones(database, now));
  const crypto::Secret secret = crypto::Secret::random(token_bytes, random);
  NewSession session{{UuidGenerator(clock, random).next()}, to_hex(secret.view())};
  const std::string shown(text::cut_at_code_point(agent, agent_bytes_max));
  MC_TRY(database.run(
      "INSERT INTO session (id, token_hash, user_id, created_at, last_seen_at, expires_at, address, agent) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      session.id, BytesView(hash_of_token(session.token)), user, now, now, now + session_duration_ms, address,
      text::is_utf8(shown) ? shown : text::replace_ill_formed(shown)));
  return session;
}

Result<std::optional<Found>> find_session(Database& database, std::string_view token, Instant now) {
  if (!is_token(token)) return std::nullopt;
  Statement find = MC_TRY(database.prepare("SELECT " + std::string(session_columns) + ", " + std::string(user_columns) +
                                           " FROM session JOIN app_user ON app_user.id = session.user_id "
                                           "WHERE token_hash = ?3 AND app_user.status = 'active' AND " +
                                           std::string(is_open)));
  find.bind_all(now, now + -session_idle_ms, BytesView(hash_of_token(token)));
  if (!MC_TRY(find.step())) return std::nullopt;
  return Found{session_of(find, 0), user_of(find, 7)};
}

Result<> touch_session(Database& database, const SessionId& id, Instant now) {
  return database.run("UPDATE session SET last_seen_at = ?1 WHERE id = ?2 AND last_seen_at < ?1", now, id);
}

Result<> demand_open(Database& database, const Session& session, Instant now) {
  Statement find = MC_TRY(database.prepare("SELECT 1 FROM session WHERE id = ?3 AND " + std::string(is_open)));
  find.bind_all(now, now + -session_idle_ms, session.id);
  if (!MC_TRY(find.step())) return fail(Error("account.session_ended"));
  return {};
}

Result<std::vector<Session>> list_sessions(Database& database, const UserId& user, Instant now) {
  Statement list =
      MC_TRY(database.prepare("SELECT " + std::string(session_columns) + " FROM session WHERE user_id = ?3 AND " +
                              std::string(is_open) + " ORDER BY created_at DESC, id DESC LIMIT 100"));
  list.bind_all(now, now + -session_idle_ms, user);
  std::vector<Session> sessions;
  while (MC_TRY(list.step())) sessions.push_back(session_of(list, 0));
  return sessions;
}

Result<bool> end_session(Database& database, const UserId& user, const SessionId& id, Instant now) {
  MC_TRY(
      database.run("UPDATE session SET ended_at = ? WHERE id = ? AND user_id = ? AND ended_at IS NULL", now, id, user));
  return database.changes() > 0;
}

Result<std::int64_t> end_sessions(Database& database, const UserId& user, const std::optional<SessionId>& kept,
                                  Instant now) {
  MC_TRY(database.run("UPDATE session SET ended_at = ? WHERE user_id = ? AND ended_at IS NULL AND id IS NOT ?", now,
                      user, kept));
  return database.changes();
}

Result<bool> is_known_address(Database& database, const UserId& user, std::string_view key, Instant now) {
  Statement addresses =
      MC_TRY(database.prepare("SELECT DISTINCT address FROM session WHERE user_id = ? AND created_at > ? LIMIT 1000"));
  addresses.bind_all(user, now + -session_memory_ms);
  while (MC_TRY(addresses.step()))
    if (address_key(addresses.text(0)) == key) return true;
  return false;
}

}  // namespace mingchou::server::accounts
