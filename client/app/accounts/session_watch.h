// The network as everything in the app uses it: passes requests on, and tells the session what the answers say of it.
// So a screen that reads users hears nothing of sessions, and still an ended one is noticed at its first request.
#pragma once

#include <functional>

#include "client/app/network.h"

namespace mingchou::client {

class SessionWatch final : public Network {
 public:
  explicit SessionWatch(Network& network) : network_(network) {}

  /// Called before the answer reaches whoever asked. Each may be empty.
  struct Listeners {
    /// Somebody answered, or nobody did.
    std::function<void(bool)> reached;
    /// The server knows no session of this browser (account.sign_in_needed, account.session_ended).
    std::function<void(const Error&)> ended;
    /// The user has an initial password, and nothing is open before it is changed.
    std::function<void()> password_change_needed;
  };
  void listen(Listeners listeners) { listeners_ = std::move(listeners); }
  /// What answers to earlier requests say of the session is about the one before.
  void session_changed() { ++epoch_; }

  RequestId send(const HttpRequest& request, Done done) override;
  void abort(RequestId id) override { network_.abort(id); }

 private:
  void look(const Result<HttpAnswer>& answer, unsigned epoch);

  Network& network_;
  Listeners listeners_;
  unsigned epoch_ = 0;
};

}  // namespace mingchou::client
