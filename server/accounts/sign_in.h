// Signing in, and proving oneself again before what a stolen session must not do alone.
//
// An unknown user, a wrong password, a disabled user and an initial password that is void get one answer in the same
// time: a hash is computed for each, and each is counted by the same commits. On a connection's thread; hashing is
// bounded (password_hasher.h), and the writer's thread only counts and stores.
#pragma once

#include <optional>
#include <string>

#include "server/accounts/sessions.h"
#include "server/core/context.h"
#include "server/core/request.h"

namespace mingchou::server::accounts {

struct Credentials {
  std::string login;
  std::string password;
  /// Of the second factor; "" for none.
  std::string code;
};

struct SignedIn {
  User user;
  Session session;
  std::string token;
};

/// Begins a session; one that the same browser had ends. Errors: account.sign_in_refused,
/// account.second_factor_needed, account.second_factor_wrong, account.too_many_attempts {seconds}, server.busy,
/// account.bad_password_text.
Result<SignedIn> sign_in(const Credentials& credentials, const std::optional<Session>& earlier, const Request& request,
                         Context& context);

/// A user who is signed in proves the password (and the second factor, if there is one) again. Counted like a sign-in.
/// Errors: account.password_wrong and those of sign_in().
Result<> prove_again(const User& user, std::string_view password, std::string_view code, const Request& request,
                     Context& context);

/// Sets the user's own new password; every session ends, and a new one begins. The old password has been proved.
/// Errors: those of check_new_password(), account.password_same, account.session_ended, server.busy.
Result<SignedIn> change_own_password(const Found& own, std::string_view old_password, std::string_view new_password,
                                     const Request& request, Context& context);

}  // namespace mingchou::server::accounts
