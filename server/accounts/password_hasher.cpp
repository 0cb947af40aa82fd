#include "server/accounts/password_hasher.h"

#include <algorithm>

#include "shared/base/hex.h"

namespace mingchou::server::accounts {
namespace {

std::string random_text(std::size_t bytes, Random& random) {
  const crypto::Secret secret = crypto::Secret::random(bytes, random);
  std::string text = to_base64(secret.view());
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

/// A text of the right form whose tag belongs to no known password: made without the time of a hash.
std::string text_of_nobody(const crypto::Argon2Parameters& parameters, Random& random) {
  return "$argon2id$v=19$m=" + std::to_string(parameters.memory_kib) + ",t=" + std::to_string(parameters.passes) +
         ",p=" + std::to_string(parameters.lanes) + '$' + random_text(crypto::password_salt_bytes, random) + '$' +
         random_text(crypto::password_tag_bytes, random);
}

}  // namespace

/// Holds one of the places in which a hash may run.
class PasswordHasher::Turn {
 public:
  static Result<Turn> take(PasswordHasher& hasher) {
    if (!hasher.take_turn()) return fail(Error("server.busy").because("too many passwords to check"));
    return Turn(hasher);
  }
  Turn(Turn&& other) noexcept : hasher_(std::exchange(other.hasher_, nullptr)) {}
  Turn& operator=(Turn&&) = delete;
  ~Turn() {
    if (hasher_ != nullptr) hasher_->end_turn();
  }

 private:
  explicit Turn(PasswordHasher& hasher) : hasher_(&hasher) {}
  PasswordHasher* hasher_;
};

PasswordHasher::PasswordHasher(const Options& options, Random& random)
    : options_(options), random_(random), nobody_(text_of_nobody(options.parameters, random)) {}

bool PasswordHasher::take_turn() {
  std::unique_lock lock(mutex_);
  if (running_ >= options_.at_once_max && waiting_ >= options_.waiting_max) return false;
  ++waiting_;
  const bool is_free = is_free_.wait_for(lock, options_.wait_max, [this] { return running_ < options_.at_once_max; });
  --waiting_;
  if (!is_free) return false;
  ++running_;
  peak_ = std::max(peak_, running_);
  ++count_;
  return true;
}

void PasswordHasher::end_turn() {
  {
    const std::scoped_lock lock(mutex_);
    --running_;
  }
  is_free_.notify_one();
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  const Turn turn = MC_TRY(Turn::take(*this));
  return crypto::hash_password(password, options_.parameters, random_);
}

Result<bool> PasswordHasher::verify(std::string_view password, const std::optional<std::string>& phc_text) {
  const Turn turn = MC_TRY(Turn::take(*this));
  const bool matches = MC_TRY(crypto::verify_password(password, phc_text.value_or(nobody_)));
  return phc_text.has_value() && matches;
}

bool PasswordHasher::is_outdated(std::string_view phc_text) const {
  const auto parameters = crypto::password_parameters(phc_text);
  return !parameters || *parameters != options_.parameters;
}

std::size_t PasswordHasher::peak() const {
  const std::scoped_lock lock(mutex_);
  return peak_;
}

std::size_t PasswordHasher::count() const {
  const std::scoped_lock lock(mutex_);
  return count_;
}

}  // namespace mingchou::server::accounts
