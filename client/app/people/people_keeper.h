// Keeps the PeopleModel: both registers of people, and what hangs on the inspector who is open. Says itself what a
// route needs to be read. One thread.
#pragma once

#include <functional>

#include "client/app/model/fetcher.h"
#include "client/app/people/link_keeper.h"
#include "client/app/people/person_keeper.h"
#include "client/app/route.h"

namespace mingchou::client {

class PeopleKeeper {
 public:
  /// Network and model outlive this. `created` is called with the page of an entry that has been made.
  PeopleKeeper(Network& network, PeopleModel& model, const std::function<void(const Route&)>& created);

  /// What the route shows begins to be read.
  void entered(const Route& route, const SessionModel& session);
  void carry_out(const PeopleRequest& request);
  /// The screen is left: errors of forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const PersonRequest& request);
  void begin(const LinkRequest& request) { links_.carry_out(request); }
  void begin(const ReadCertificateDuties&);
  void begin(const ReadReceiptDuties&);

  PeopleModel& model_;
  Fetcher fetcher_;
  PersonKeeper<Inspector> inspectors_;
  PersonKeeper<Expert> experts_;
  LinkKeeper links_;
};

bool is_of_people(Screen screen);
/// Who keeps registers mends what the provincial platform refused.
bool mends_refused(const SessionModel& session);

}  // namespace mingchou::client
