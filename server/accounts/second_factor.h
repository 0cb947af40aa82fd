// The second factor of a user: begun (a secret is made and shown once), confirmed by a first code, asked for at every
// sign-in from then on, removed by the user or by whoever may manage the user. Recovery codes stand in for a lost
// telephone; each counts once, and so does each code of the telephone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/accounts/account_keys.h"
#include "server/accounts/users.h"

namespace mingchou::server::accounts {

inline constexpr std::size_t recovery_codes_count = 10;
/// Of what is sent as a code: six digits, or a recovery code with its dashes.
inline constexpr std::size_t code_bytes_max = 32;

/// Replaces an unconfirmed one. Gives the secret. Error: account.second_factor_exists.
Result<crypto::Secret> begin_second_factor(Database& database, const User& user, const AccountKeys& keys,
                                           Random& random, Instant now);

/// With the first code. Gives the recovery codes, which are shown once. Errors: account.no_second_factor if none was
/// begun, account.second_factor_exists, account.second_factor_wrong.
Result<std::vector<std::string>> confirm_second_factor(Database& database, const User& user, std::string_view code,
                                                       const AccountKeys& keys, Random& random,
                                                       const audit::Actor& actor, Instant now);

/// Uses up the code, of either kind, if it is right: run it on the writer's thread. True for a user without a factor.
Result<bool> use_code(Database& database, const User& user, std::string_view code, const AccountKeys& keys,
                      Instant now);

/// Nothing happens if there is none.
Result<> remove_second_factor(Database& database, const User& user, const audit::Actor& actor, Instant now);

}  // namespace mingchou::server::accounts
