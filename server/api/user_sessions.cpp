// /api/v1/users/{user}/sessions: whoever manages a user sees where the user is signed in, and ends that.
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/api/managed_user.h"
#include "server/api/session_json.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

Result<> record_end(Database& database, const accounts::User& user, const std::optional<Uuid>& session,
                    const Request& request, const Caller& caller, Instant now) {
  return audit::append(database, actor_of(caller.user(), request),
                       {.action = session ? "session.revoke" : "user.revoke_sessions",
                        .entity = session ? "session" : "user",
                        .entity_id = session ? *session : user.id.uuid,
                        .department_id = user.profile.department_id,
                        .before = {},
                        .after = {}},
                       now);
}

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const accounts::User user = MC_TRY(managed_user(request, parameters, caller, context));
  const auto sessions = MC_TRY(context.readers.read(
      [&](Database& database) { return accounts::list_sessions(database, user.id, context.clock.now()); }));
  return json_response(sessions_json(sessions, caller.session().id));
}

Result<Response> end_one(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const accounts::User user = MC_TRY(managed_user(request, parameters, caller, context));
  const accounts::SessionId id{MC_TRY(path_id(request, parameters, "session"))};
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(demand_unchanged(database, user));
    const Instant now = context.clock.now();
    if (!MC_TRY(accounts::end_session(database, user.id, id, now))) return not_found(request);
    return record_end(database, user, id.uuid, request, caller, now);
  }));
  return no_content();
}

Result<Response> end_all(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const accounts::User user = MC_TRY(managed_user(request, parameters, caller, context));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(demand_unchanged(database, user));
    const Instant now = context.clock.now();
    if (MC_TRY(accounts::end_sessions(database, user.id, std::nullopt, now)) == 0) return {};
    return record_end(database, user, std::nullopt, request, caller, now);
  }));
  return no_content();
}

}  // namespace

Reply list_user_sessions(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply delete_user_session(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  return reply_of(end_one(request, parameters, caller, context));
}

Reply delete_user_sessions(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  return reply_of(end_all(request, parameters, caller, context));
}

}  // namespace mingchou::server
