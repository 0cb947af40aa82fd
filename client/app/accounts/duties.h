// Whose duties the home screen tells: more may read what is due than have to do something about it.
#pragma once

#include "client/app/accounts/session_model.h"

namespace mingchou::client {

/// Whoever keeps a department's registers, and the office that sees to all of them.
bool sees_to_registers(const SessionModel& session);

}  // namespace mingchou::client
