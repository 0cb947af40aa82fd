// What stands in place of a screen that needs the server, while it can't be shown: nobody is signed in, an initial
// password waits to be changed, the role may not, or nobody answers. It says which, and the way on.
#pragma once

#include <optional>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// True if the screen was drawn by this, and is not to be drawn itself. `action` is what the screen is for; nothing
/// for what every user may.
bool draw_session_gate(Ui& ui, const Rect& rect, std::string_view title, const Model& model,
                       std::optional<access::Action> action, Actions& actions);

/// For what stands on this device while its user has left.
void draw_locked_gate(Ui& ui, const Rect& rect, std::string_view title, const SessionModel& session, Actions& actions);

}  // namespace mingchou::client
