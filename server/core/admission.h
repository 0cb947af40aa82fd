// The gate before every handler: who is it, and may they.
//
// Against requests that another site makes a signed-in browser send (CSRF) stand four things, each enough by itself in
// a browser of today: the cookie is SameSite=Strict; Sec-Fetch-Site must not name another site; Origin, if it is there,
// must be our own host; and a write needs the header X-Mingchou-Request, which a page of another origin can't set
// without asking us first (a CORS preflight, which no route answers). A header of our own rather than a token in the
// page, since the client is a program that may have been loaded from its cache days ago. Signing in needs it as well:
// nobody is to be signed in as somebody else.
#pragma once

#include <expected>
#include <string_view>

#include "server/core/caller.h"
#include "server/core/context.h"
#include "server/core/routes.h"

namespace mingchou::server {

inline constexpr std::string_view request_mark = "X-Mingchou-Request";

/// Errors: 403 server.cross_site, server.unmarked_request; 401 account.sign_in_needed, account.session_ended;
/// 403 account.password_change_needed, account.not_allowed.
std::expected<Caller, Refusal> admit(const Route& route, const Request& request, Context& context);

/// The session of the request's cookie, if it is open; whatever the route demands.
Result<std::optional<accounts::Found>> session_of(const Request& request, Context& context);

/// Whether a demo account may be used by this request: only where the server is for its own machine alone, and the
/// request did not come through a proxy.
bool takes_demo_accounts(const Request& request, const Context& context);

}  // namespace mingchou::server
