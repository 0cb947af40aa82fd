// How much of a version of a plan somebody sees, by role and state. The server shows by it, the client knows by it what
// to expect. Pure; runs everywhere.
#pragma once

#include <optional>

#include "shared/access/role.h"
#include "shared/plans/versions.h"

namespace mingchou::plans {

enum class Sight {
  nothing,
  own_rows,  // those which the own department initiates or takes part in
  all
};
std::string_view text_of(Sight sight);

/// `role`: nothing for the public.
/// - Who keeps the plan (plans_write) sees every version.
/// - A department's administrator sees of a draft the rows of the own department, since the others' proposals are not
///   settled yet, and everything from its submission on: what is proposed for the own department concerns the others.
/// - Everybody else who is signed in and reads plans sees what is settled: filed or later. What the meeting still
///   argues about would only be taken for the plan.
/// - The public sees what is published or was.
/// - What was discarded is seen by its keepers only.
Sight sight_of(std::optional<access::Role> role, State state);

}  // namespace mingchou::plans
