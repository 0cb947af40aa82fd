// What the register says of a target: its head, and the groups of facts below.
#pragma once

#include "client/app/data/register_store.h"
#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// How long before its last day a licence counts as expiring soon.
inline constexpr int licence_warning_days = 60;

enum class LicenceState { endless, valid, expires_soon, expired };
LicenceState state_of(const Licence& licence, CivilDate today);

/// Name, kind, state, code to copy, and what needs attention.
void draw_target_head(Ui& ui, Column& column, const TargetDetails& details, CivilDate today, Actions& actions);
/// Place, registration, supervision, licences.
void draw_target_facts(Ui& ui, Column& column, const TargetDetails& details, CivilDate today, Actions& actions);

}  // namespace mingchou::client
