// Keeps the ChecksModel: reads an inspector's own checks and how a task's are spread. What is one's own is told to the
// listener, which keeps it on this device: it is there without network too. One thread.
#pragma once

#include <functional>

#include "client/app/accounts/submitter.h"
#include "client/app/checks/checks_model.h"
#include "client/app/model/fetcher.h"
#include "client/app/model/model.h"
#include "client/app/route.h"

namespace mingchou::client {

/// Whether the session's user is one who checks.
bool checks_targets(const SessionModel& session);

class ChecksKeeper {
 public:
  using Listener = std::function<void(const std::vector<Check>&)>;
  /// Network and model outlive this; `now` is the model's, of the present frame.
  ChecksKeeper(Network& network, ChecksModel& model, const Instant& now, Listener own_read)
      : submitter_(network), fetcher_(network), model_(model), now_(now), own_read_(std::move(own_read)) {}
  ChecksKeeper(const ChecksKeeper&) = delete;
  ChecksKeeper& operator=(const ChecksKeeper&) = delete;

  void carry_out(const ChecksRequest& request);
  /// What the route shows begins to be read, as far as the session may see it.
  void show(const Route& route, const SessionModel& session);
  void forget_forms() { model_.disclose.leave(); }
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadOwnChecks& request);
  void begin(const ReadCheckLoad& request);
  void begin(const DiscloseChecks& request);
  void read_page(const std::string& cursor, std::vector<Check> before);
  void take_own(std::vector<Check> checks, bool is_unlinked);

  Submitter submitter_;
  Fetcher fetcher_;
  ChecksModel& model_;
  const Instant& now_;
  Listener own_read_;
};

}  // namespace mingchou::client
