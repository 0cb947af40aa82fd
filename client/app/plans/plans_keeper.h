// Keeps the PlansModel: reads plans, versions, rows and what is due, and does what is asked for with them. A change
// names the revision that it was made from; where somebody else was quicker, what is there now is read again and the
// screen shows both. One thread.
#pragma once

#include <string>

#include "client/app/accounts/submitter.h"
#include "client/app/model/fetcher.h"
#include "client/app/plans/plans_model.h"
#include "client/app/route.h"

namespace mingchou::client {

class PlansKeeper {
 public:
  /// Network and model outlive this.
  PlansKeeper(Network& network, PlansModel& model) : submitter_(network), fetcher_(network), model_(model) {}
  PlansKeeper(const PlansKeeper&) = delete;
  PlansKeeper& operator=(const PlansKeeper&) = delete;

  void carry_out(const PlansRequest& request);
  /// What the route shows begins to be read, as far as the session may see it.
  void show(const Route& route, const SessionModel& session);
  /// The screen is left: errors of forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadPlans& request);
  void begin(const ReadPlanDuties& request);
  void begin(const OpenPlanVersion& request);
  void begin(const ReadPlanDiff& request);
  void begin(const ReadItemChoices& request);
  void begin(const CreatePlan& request);
  void begin(const SubmitPlan& request);
  void begin(const SendPlanBack& request);
  void begin(const ApprovePlan& request);
  void begin(const FilePlan& request);
  void begin(const AdjustPlan& request);
  void begin(const EndPlan& request);
  void begin(const DiscardPlanDraft& request);
  void begin(const RecordPlanPublication& request);
  void begin(const VoidPlanPublication& request);
  void begin(const SavePlanRow& request);
  void begin(const RemovePlanRow& request);
  void begin(const RestorePlanRow& request);

  void read_version();
  void read_versions();
  void read_rows_of_version();
  void read_publications();
  void read_published_anew();
  void forget_version();
  /// A step of the open version's life: the answer has the version as it is now.
  void move_version(Submission& submission, HttpRequest request, std::int64_t revision);
  /// After a conflict what is there now is read.
  void look_again(const Submission& submission);
  Result<> take_row(const HttpAnswer& answer);
  std::string version_path() const;

  Submitter submitter_;
  Fetcher fetcher_;
  PlansModel& model_;
};

}  // namespace mingchou::client
