// Keeps the JointVisitsModel: reads proposals and decisions, and sends what is decided. One thread.
#pragma once

#include "client/app/accounts/session_model.h"
#include "client/app/accounts/submitter.h"
#include "client/app/checks/joint_visits_model.h"
#include "client/app/model/fetcher.h"
#include "client/app/route.h"

namespace mingchou::client {

/// Whether the user sees what is proposed: inspectors find what was agreed on with their checks.
bool sees_joint_visits(const SessionModel& session);
bool may_decide_visits(const SessionModel& session);

class JointVisitsKeeper {
 public:
  /// Network and model outlive this.
  JointVisitsKeeper(Network& network, JointVisitsModel& model)
      : submitter_(network), fetcher_(network), model_(model) {}
  JointVisitsKeeper(const JointVisitsKeeper&) = delete;
  JointVisitsKeeper& operator=(const JointVisitsKeeper&) = delete;

  void carry_out(const JointVisitsRequest& request);
  /// What the route shows begins to be read, as far as the session may see it.
  void show(const Route& route, const SessionModel& session);
  void forget_forms() {
    model_.decide.leave();
    model_.save_cap.leave();
  }
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadJointVisits& request);
  void begin(const ReadMoreJointVisits& request);
  void begin(const AgreeJointVisit& request);
  void begin(const DeclineJointVisit& request);
  void begin(const ReadDepartmentCaps& request);
  void begin(const SaveDepartmentCap& request);
  void read(const std::string& cursor);
  void send(const JointVisit& about, const HttpRequest& request);

  Submitter submitter_;
  Fetcher fetcher_;
  JointVisitsModel& model_;
};

}  // namespace mingchou::client
