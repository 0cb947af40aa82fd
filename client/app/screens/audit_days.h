// The sheet in which the days are typed of which the audit trail is read: a first and a last one, both included.
#pragma once

#include <optional>
#include <string>

#include "client/app/accounts/audit_model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::audit_screen {

struct DaysForm {
  SheetState sheet;
  std::string first, last;
  bool shows_problems = false;

  /// With the days that are shown now, else those of the last month.
  void open(const AuditFilter& filter, CivilDate today);
};

/// The filter with the days that were typed, in the frame in which the user asks for them. Draw it after everything
/// that it covers.
std::optional<AuditFilter> draw_days(Ui& ui, DaysForm& state, const AuditFilter& filter);

}  // namespace mingchou::client::audit_screen
