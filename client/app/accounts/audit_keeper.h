// Keeps the AuditModel: reads the trail backwards, a page whenever the list comes near its end. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/accounts/audit_model.h"
#include "client/app/network.h"
#include "shared/calendar/civil_date.h"

namespace mingchou::client {

struct AuditPage {
  std::vector<AuditEntry> entries;
  std::optional<std::string> next_cursor;
};
/// Reads one answer of GET /api/v1/audit. States that are no objects are left out.
Result<AuditPage> read_audit_page(std::string_view json);
/// "&name=value" for each condition of the filter.
std::string audit_conditions(const AuditFilter& filter, CivilDate today);
std::string audit_path(const AuditFilter& filter, CivilDate today, std::string_view cursor);

class AuditKeeper {
 public:
  /// All outlive this. `today` goes on with the calendar.
  AuditKeeper(Network& network, AuditModel& model, const CivilDate& today)
      : network_(network), model_(model), today_(today) {}
  ~AuditKeeper() { cancel(); }
  AuditKeeper(const AuditKeeper&) = delete;
  AuditKeeper& operator=(const AuditKeeper&) = delete;

  void carry_out(const AuditRequest& request);
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ShowAudit& request);
  void begin(const ReadMoreAudit& request);
  void read();
  Result<> take(const HttpAnswer& answer);
  void cancel();

  Network& network_;
  AuditModel& model_;
  const CivilDate& today_;
  std::string cursor_;
  Network::RequestId pending_ = 0;
};

}  // namespace mingchou::client
