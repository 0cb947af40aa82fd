// The places where a user is signed in, each with a way to end it: one's own, or those of a user that one keeps.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// What was pressed.
struct SessionsOutcome {
  std::optional<Uuid> end;
  bool read_again = false;
};
SessionsOutcome draw_open_sessions(Ui& ui, Column& column, const std::string& id, const OpenSessions& sessions,
                                   CivilDate today);

}  // namespace mingchou::client
