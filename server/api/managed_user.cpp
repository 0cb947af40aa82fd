#include "server/api/managed_user.h"

#include "server/data/readers.h"

namespace mingchou::server {

Result<accounts::User> visible_user(const Request& request, const Parameters& parameters, const Caller& caller,
                                    Context& context) {
  const accounts::UserId id{MC_TRY(path_id(request, parameters, "user"))};
  auto user = MC_TRY(context.readers.read([&](Database& database) { return accounts::find_user(database, id); }));
  if (!user || !caller.reaches(user->profile.department_id)) return not_found(request);
  return *std::move(user);
}

Result<> demand_manageable(const accounts::Profile& profile, const Caller& caller) {
  const bool is_within =
      caller.scope == Scope::all || (caller.reaches(profile.department_id) && access::is_of_department(profile.role));
  if (!is_within) return fail(Error("account.not_allowed"));
  return {};
}

Result<accounts::User> managed_user(const Request& request, const Parameters& parameters, const Caller& caller,
                                    Context& context) {
  auto user = MC_TRY(visible_user(request, parameters, caller, context));
  MC_TRY(demand_manageable(user.profile, caller));
  return user;
}

Result<> demand_unchanged(Database& database, const accounts::User& user) {
  const auto now = MC_TRY(accounts::find_user(database, user.id));
  if (!now || now->revision != user.revision) return fail(Error("account.changed_meanwhile"));
  return {};
}

}  // namespace mingchou::server
