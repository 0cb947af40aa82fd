#include "server/accounts/second_factor.h"

#include "server/accounts/readable_secret.h"
#include "server/accounts/totp.h"

namespace mingchou::server::accounts {
namespace {

struct Factor {
  crypto::Secret secret;
  bool is_confirmed = false;
  std::int64_t last_step = 0;
};

Result<std::optional<Factor>> find_factor(Database& database, const UserId& user, const AccountKeys& keys) {
  Statement find =
      MC_TRY(database.prepare("SELECT sealed_secret, confirmed_at, last_step FROM second_factor WHERE user_id = ?"));
  find.bind(1, user);
  if (!MC_TRY(find.step())) return std::nullopt;
  return Factor{MC_TRY(keys.open_sealed(user.uuid, find.blob(0))), !find.is_null(1), find.int64(2)};
}

Result<> remove_rows(Database& database, const UserId& user) {
  MC_TRY(database.run("DELETE FROM recovery_code WHERE user_id = ?", user));
  return database.run("DELETE FROM second_factor WHERE user_id = ?", user);
}

Result<std::vector<std::string>> make_recovery_codes(Database& database, const UserId& user, const AccountKeys& keys,
                                                     Random& random) {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < recovery_codes_count; ++i) {
    codes.push_back(readable_secret(2, random));
    MC_TRY(database.run("INSERT INTO recovery_code (user_id, code_hash) VALUES (?, ?)", user,
                        BytesView(keys.hash_recovery_code(user.uuid, codes.back()))));
  }
  return codes;
}

Result<bool> use_recovery_code(Database& database, const UserId& user, std::string_view code, const AccountKeys& keys) {
  const auto tidied = tidy_readable_secret(code);
  MC_TRY(database.run("DELETE FROM recovery_code WHERE user_id = ? AND code_hash = ?", user,
                      BytesView(keys.hash_recovery_code(user.uuid, tidied))));
  return database.changes() > 0;
}

Result<bool> use_totp(Database& database, const UserId& user, const Factor& factor, std::string_view code,
                      Instant now) {
  const auto step = MC_TRY(match_totp(factor.secret.view(), code, now, factor.last_step));
  if (!step) return false;
  MC_TRY(database.run("UPDATE second_factor SET last_step = ?1 WHERE user_id = ?2 AND last_step < ?1", *step, user));
  return database.changes() > 0;
}

Result<> note_change(Database& database, const UserId& user, Instant now) {
  return database.run("UPDATE app_user SET revision = revision + 1, changed_at = ? WHERE id = ?", now, user);
}

}  // namespace

Result<crypto::Secret> begin_second_factor(Database& database, const User& user, const AccountKeys& keys,
                                           Random& random, Instant now) {
  const auto factor = MC_TRY(find_factor(database, user.id, keys));
  if (factor && factor->is_confirmed) return fail(Error("account.second_factor_exists"));
  crypto::Secret secret = crypto::Secret::random(totp_secret_bytes, random);
  const Bytes sealed = MC_TRY(keys.seal(user.id.uuid, secret.view(), random));
  MC_TRY(remove_rows(database, user.id));
  MC_TRY(
      database.run("INSERT INTO second_factor (user_id, sealed_secret, confirmed_at, last_step, created_at) "
                   "VALUES (?, ?, NULL, 0, ?)",
                   user.id, sealed, now));
  return secret;
}

Result<std::vector<std::string>> confirm_second_factor(Database& database, const User& user, std::string_view code,
                                                       const AccountKeys& keys, Random& random,
                                                       const audit::Actor& actor, Instant now) {
  const auto factor = MC_TRY(find_factor(database, user.id, keys));
  if (!factor) return fail(Error("account.no_second_factor"));
  if (factor->is_confirmed) return fail(Error("account.second_factor_exists"));
  if (!MC_TRY(use_totp(database, user.id, *factor, code, now))) return fail(Error("account.second_factor_wrong"));
  MC_TRY(database.run("UPDATE second_factor SET confirmed_at = ? WHERE user_id = ?", now, user.id));
  MC_TRY(note_change(database, user.id, now));
  MC_TRY(record_change(database, "user.second_factor_add", user, actor, now));
  return make_recovery_codes(database, user.id, keys, random);
}

Result<bool> use_code(Database& database, const User& user, std::string_view code, const AccountKeys& keys,
                      Instant now) {
  const auto factor = MC_TRY(find_factor(database, user.id, keys));
  if (!factor || !factor->is_confirmed) return true;
  if (code.size() == totp_digits) return use_totp(database, user.id, *factor, code, now);
  return use_recovery_code(database, user.id, code, keys);
}

Result<> remove_second_factor(Database& database, const User& user, const audit::Actor& actor, Instant now) {
  MC_TRY(remove_rows(database, user.id));
  if (!user.has_second_factor) return {};
  MC_TRY(note_change(database, user.id, now));
  return record_change(database, "user.second_factor_remove", user, actor, now);
}

}  // namespace mingchou::server::accounts
