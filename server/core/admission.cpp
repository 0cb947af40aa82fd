#include "server/core/admission.h"

#include "server/accounts/settings.h"
#include "server/core/problem.h"
#include "server/core/session_cookie.h"
#include "server/data/readers.h"
#include "server/data/writer.h"

namespace mingchou::server {
namespace {

using Check = std::expected<void, Refusal>;

std::unexpected<Refusal> refused(int status, std::string_view code) {
  return std::unexpected(Refusal{status, Error(code)});
}

bool is_read(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

/// A page of another site that makes the browser send something here. Programs that are no browsers send no such
/// header.
bool is_cross_site(const Request& request) {
  const std::string_view site = request.header("Sec-Fetch-Site").value_or("none");
  return site != "same-origin" && site != "none";
}

/// Whether the Origin, if there is one, names the host that the request went to. The scheme is left to the two guards
/// that know it: behind a proxy that ends TLS we don't.
bool is_own_origin(const Request& request) {
  const auto origin = request.header("Origin");
  if (!origin) return true;
  const std::size_t scheme_end = origin->find("://");
  if (scheme_end == origin->npos) return false;
  return equal_ignoring_case(origin->substr(scheme_end + 3), request.header("Host").value_or(""));
}

Check check_origin(const Route& route, const Request& request) {
  if (is_read(request)) return {};
  if (is_cross_site(request)) return refused(403, "server.cross_site");
  if (route.access.rule == Rule::open || route.access.rule == Rule::invited) return {};
  if (!is_own_origin(request)) return refused(403, "server.cross_site");
  if (!request.header(request_mark)) return refused(403, "server.unmarked_request");
  return {};
}

/// Kept to the minute: every note is a write, and nobody waits for it.
void note_use(const accounts::Session& session, Context& context) {
  const Instant now = context.clock.now();
  if (now - session.last_seen_at < accounts::session_touch_ms) return;
  context.writer.submit(
      [id = session.id, now](Database& database) { return accounts::touch_session(database, id, now); });
}

Check check_rule(const Access& access, Caller& caller) {
  const accounts::User& user = caller.user();
  if (access.rule == Rule::own_session) return {};
  if (user.must_change_password) return refused(403, "account.password_change_needed");
  if (access.rule == Rule::signed_in) return {};
  caller.scope = access::scope_of(user.profile.role, access.action);
  if (caller.scope == Scope::none && access.other_action)
    caller.scope = access::scope_of(user.profile.role, *access.other_action);
  if (caller.scope == Scope::none) return refused(403, "account.not_allowed");
  return {};
}

}  // namespace

bool takes_demo_accounts(const Request& request, const Context& context) {
  if (!context.is_for_this_machine_only) return false;
  for (const std::string_view sign : {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"})
    if (request.header(sign)) return false;
  return true;
}

Result<std::optional<accounts::Found>> session_of(const Request& request, Context& context) {
  const auto token = session_cookie(request);
  if (!token) return std::nullopt;
  auto found = MC_TRY(context.readers.read(
      [&](Database& database) { return accounts::find_session(database, *token, context.clock.now()); }));
  if (found && found->user.is_demo && !takes_demo_accounts(request, context)) return std::nullopt;
  return found;
}

std::expected<Caller, Refusal> admit(const Route& route, const Request& request, Context& context) {
  if (auto checked = check_origin(route, request); !checked) return std::unexpected(checked.error());
  if (route.access.rule <= Rule::invited) return Caller{};
  auto found = session_of(request, context);
  if (!found) return std::unexpected(refusal_of(std::move(found).error()));
  if (!*found) return refused(401, session_cookie(request) ? "account.session_ended" : "account.sign_in_needed");
  Caller caller{std::move(*found), Scope::none};
  if (auto checked = check_rule(route.access, caller); !checked) return std::unexpected(checked.error());
  note_use(caller.session(), context);
  return caller;
}

}  // namespace mingchou::server
