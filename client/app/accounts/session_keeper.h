// Keeps the SessionModel: asks the server who is signed in, and does what concerns the user's own account: signing in
// and out, password, second factor, the places where one is signed in.
//
// One of each kind of request at a time; a second one of the same kind while the first is under way is left out, so
// that a double tap does nothing twice. Passwords and codes live in the request only. One thread.
#pragma once

#include <functional>
#include <string>

#include "client/app/accounts/session_model.h"
#include "client/app/accounts/session_watch.h"
#include "client/app/accounts/submitter.h"

namespace mingchou::client {

class SessionKeeper {
 public:
  /// `changed` is called when somebody else is signed in than before, or nobody; network and model outlive this.
  SessionKeeper(SessionWatch& network, SessionModel& model, std::function<void()> changed);
  ~SessionKeeper();
  SessionKeeper(const SessionKeeper&) = delete;
  SessionKeeper& operator=(const SessionKeeper&) = delete;

  /// Asks who is signed in, unless that is known.
  void ask();
  /// Who was signed in last on this device; counts while the server has not said otherwise.
  void remember(const Account& user);
  void carry_out(const SessionRequest& request);
  /// The screen that showed them is left: secrets, codes and errors of forms go.
  void forget_forms();

 private:
  void begin(const SignIn& request);
  void begin(const StartOver& request);
  void begin(const SignOut& request);
  void begin(const ChangePassword& request);
  void begin(const BeginSecondFactor& request);
  void begin(const ConfirmSecondFactor& request);
  void begin(const RemoveSecondFactor& request);
  void begin(const ReadSessions& request);
  void begin(const EndSession& request);

  void asked(Result<HttpAnswer> answer);
  void sessions_read(Result<HttpAnswer> answer);
  void session_ended(Result<HttpAnswer> answer);
  /// The answer tells of a session that has begun, or goes on.
  Result<> take_session(const HttpAnswer& answer);
  void signed_out(const std::optional<Error>& why);
  void reached(bool is_reached);
  /// The user left: the next one at this device has another name.
  void forget_user();

  SessionWatch& network_;
  Submitter submitter_;
  SessionModel& model_;
  std::function<void()> changed_;
  Network::RequestId asking_ = 0;
  Network::RequestId reading_ = 0;
  Network::RequestId ending_ = 0;
  /// The user signed out here, and nobody came since.
  bool has_left_ = false;
};

}  // namespace mingchou::client
