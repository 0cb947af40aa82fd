// Keeps the UsersModel: reads the list page by page, and does what is asked for with one user. A change names the
// revision that it was made from; where somebody else was quicker, both stand in the model. One thread.
#pragma once

#include <functional>
#include <vector>

#include "client/app/accounts/submitter.h"
#include "client/app/accounts/users_model.h"
#include "client/app/model/fetcher.h"

namespace mingchou::client {

class UsersKeeper {
 public:
  /// Network, session and model outlive this. `created` is called when a user has been made.
  UsersKeeper(Network& network, const SessionModel& session, UsersModel& model,
              std::function<void(const Account&)> created);
  ~UsersKeeper();
  UsersKeeper(const UsersKeeper&) = delete;
  UsersKeeper& operator=(const UsersKeeper&) = delete;

  void carry_out(const UsersRequest& request);
  /// The screen is left: initial passwords and errors of forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadUsers& request);
  void begin(const OpenUser& request);
  void begin(const CreateUser& request);
  void begin(const SaveUser& request);
  void begin(const FindInspectors& request);
  void begin(const ReadUserInspector& request);
  void begin(const ResetUserPassword& request);
  void begin(const RemoveUserFactor& request);
  void begin(const ReadUserSessions& request);
  void begin(const EndUserSession& request);
  void begin(const EndUserSessions& request);

  void read_page(const std::string& cursor);
  Result<> take_page(const HttpAnswer& answer);
  void read_user();
  void user_read(const Result<HttpAnswer>& answer);
  void sessions_read(const Result<HttpAnswer>& answer);
  Result<> take_saved(const HttpAnswer& answer);
  Result<> take_password(const HttpAnswer& answer);
  /// The user as it is now, in the list and on its page.
  void put(const Account& user);
  void cancel(Network::RequestId& id);

  Network& network_;
  Submitter submitter_;
  Fetcher fetcher_;
  const SessionModel& session_;
  UsersModel& model_;
  std::function<void(const Account&)> created_;
  std::vector<Account> arrived_;
  Network::RequestId reading_list_ = 0;
  Network::RequestId reading_user_ = 0;
  Network::RequestId reading_sessions_ = 0;
  Network::RequestId ending_session_ = 0;
};

}  // namespace mingchou::client
