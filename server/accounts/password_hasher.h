// Hashing and verifying passwords for many threads at once, in bounded memory: at most `at_once_max` hashes run, at
// most `waiting_max` callers wait for one. Never called on the writer's thread: a hash takes longer than a commit.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server/accounts/settings.h"
#include "shared/base/error.h"
#include "shared/base/random.h"

namespace mingchou::server::accounts {

class PasswordHasher {
 public:
  struct Options {
    crypto::Argon2Parameters parameters = password_parameters;
    std::size_t at_once_max = hashes_at_once_max;
    std::size_t waiting_max = hashes_waiting_max;
    std::chrono::milliseconds wait_max = hash_wait_max;
  };

  PasswordHasher(const Options& options, Random& random);

  /// Errors of both: server.busy where too many wait or it took too long; those of shared/crypto/password.h.
  Result<std::string> hash(std::string_view password);
  /// Against nothing (an unknown user) it takes the same time and is false.
  Result<bool> verify(std::string_view password, const std::optional<std::string>& phc_text);

  /// Whether the text was made with other parameters than those wanted now.
  bool is_outdated(std::string_view phc_text) const;

  /// The most that ever ran at once, and how many have run; for tests.
  std::size_t peak() const;
  std::size_t count() const;

 private:
  class Turn;
  bool take_turn();
  void end_turn();

  const Options options_;
  Random& random_;
  /// The text of no password.
  const std::string nobody_;
  mutable std::mutex mutex_;
  std::condition_variable is_free_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
  std::size_t peak_ = 0;
  std::size_t count_ = 0;
};

}  // namespace mingchou::server::accounts
