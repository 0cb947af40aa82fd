// What stands against guessing passwords: failures are counted and make the next attempt wait, longer each time.
//
// Three counts, kept in the database so that a restart forgives nothing: of a login name from one address, of an
// address whatever it tries, and of a login name from everywhere. Names that no user has are counted like others, so
// that an answer tells nothing. An attempt during a block is refused without being counted: blocks end by themselves
// after settings' longest_ms, however many attempts come meanwhile, and failures are forgotten with time. The third
// count never holds where the user has signed in before (see settings.h), and `mingchou user reset-password` forgives
// everything: nobody can keep an administrator out for ever.
//
// The first count rises before the password is looked at and falls back when it was right: guesses that come all at
// once can't slip through between looking and counting.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/store/database.h"

namespace mingchou::server::accounts {

/// What counts as one address: an IPv4 address, or the /64 of an IPv6 one, which a single customer gets whole.
std::string address_key(std::string_view peer);

struct Attempt {
  /// The login name as tidied, or as typed if it has no form.
  std::string login;
  /// By address_key().
  std::string address;
  /// The user has signed in from there before.
  bool is_known_address = false;
};

/// Counts the attempt as failed, or refuses it. Error: account.too_many_attempts {seconds}.
Result<> begin_attempt(Database& database, const Attempt& attempt, Instant now);

/// The password was wrong: the other two counts rise as well. True if this one begins a block.
Result<bool> note_failure(Database& database, const Attempt& attempt, Instant now);

/// It was right: the pair's count goes. That of the address stays, or one's own login would forgive guesses at others.
Result<> note_success(Database& database, const Attempt& attempt);

/// The attempt was not decided (the server was busy): as if it had not been begun.
Result<> take_back(Database& database, const Attempt& attempt);

/// Forgets every failure against that login name, from wherever. Of addresses it forgets all: they can't be told
/// apart by user.
Result<> forgive(Database& database, std::string_view login);

}  // namespace mingchou::server::accounts
