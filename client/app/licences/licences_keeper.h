// Keeps the LicencesModel: counts what is due for the home screen, and reads the list forwards, a page whenever it
// comes near its end. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/licences/licences_model.h"
#include "client/app/model/fetcher.h"
#include "client/app/route.h"
#include "shared/calendar/civil_date.h"

namespace mingchou::client {

struct LicencesPage {
  std::vector<DueLicence> licences;
  std::optional<std::string> next_cursor;
  /// On the first page only.
  std::optional<LicenceDuties> counts;
};
/// Reads one answer of GET /api/v1/target-licences.
Result<LicencesPage> read_licences_page(std::string_view json);

class LicencesKeeper {
 public:
  /// All outlive this. `today` goes on with the calendar.
  LicencesKeeper(Network& network, LicencesModel& model, const CivilDate& today)
      : model_(model), today_(today), fetcher_(network) {}
  LicencesKeeper(const LicencesKeeper&) = delete;
  LicencesKeeper& operator=(const LicencesKeeper&) = delete;

  /// Begins to read what the route shows.
  void entered(const Route& route, const SessionModel& session);
  void carry_out(const LicencesRequest& request);
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadLicenceDuties& request);
  void begin(const ShowLicences& request);
  void begin(const ReadMoreLicences& request);
  std::string list_path(std::size_t count) const;
  void read_page(bool is_first);
  Result<> take(const HttpAnswer& answer, bool is_first);

  LicencesModel& model_;
  const CivilDate& today_;
  Fetcher fetcher_;
  /// The address that led here: who comes back from a target finds the tab that was chosen since.
  std::optional<std::string> followed_;
  /// Of the page after the last one.
  std::string cursor_;
};

}  // namespace mingchou::client
