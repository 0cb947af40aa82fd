// Which users a caller sees and may manage. Inside server/api only.
#pragma once

#include "server/api/answers.h"

namespace mingchou::server {

/// The user of the path's {user}, if the caller's scope reaches it; of others not even that they are there:
/// server.not_found {path}.
Result<accounts::User> visible_user(const Request& request, const Parameters& parameters, const Caller& caller,
                                    Context& context);

/// Error: account.not_allowed unless a user like this is the caller's to manage: anybody for scope `all`; for `own` the
/// department's people in roles that end at its borders, so that nobody raises themselves through somebody else.
Result<> demand_manageable(const accounts::Profile& profile, const Caller& caller);

/// Both of the above.
Result<accounts::User> managed_user(const Request& request, const Parameters& parameters, const Caller& caller,
                                    Context& context);

/// On the writer's thread: nobody has changed the user since managed_user() looked. Error: account.changed_meanwhile.
Result<> demand_unchanged(Database& database, const accounts::User& user);

}  // namespace mingchou::server
