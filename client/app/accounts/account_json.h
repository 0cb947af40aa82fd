// Reading what the server says of users and sessions, and writing what is sent. Fields that these do not know are left
// to later versions; every length is bounded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

struct SessionAnswer {
  Account user;
  std::map<access::Action, access::Scope> grants;
};

Result<Account> read_account(json::ObjectReader& reader);
Result<Account> read_account(std::string_view json);
Result<SessionAnswer> read_session(std::string_view json);
Result<std::vector<OpenSession>> read_open_sessions(std::string_view json);

/// What is kept on the device of whoever was signed in last, and its reading.
std::string remembered(const Account& user);
Result<Account> read_remembered(std::string_view json);

std::string credentials_json(const SignIn& request);
std::string password_change_json(const ChangePassword& request);
/// The password once more, and a code if there is one.
std::string proof_json(std::string_view password, std::string_view code);

struct FactorSecret {
  std::string secret;
  /// otpauth://…, as authenticator apps read it.
  std::string address;
};
Result<FactorSecret> read_factor_secret(std::string_view json);
Result<std::vector<std::string>> read_recovery_codes(std::string_view json);
struct MadePassword {
  Account user;
  std::string password;
};
Result<MadePassword> read_initial_password(std::string_view json);
std::string confirmation_json(std::string_view code);

/// What an answer that makes no sense is told as.
Error strange_answer(const Error& why);

}  // namespace mingchou::client
