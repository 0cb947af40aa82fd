// How sessions look in answers. Inside server/api only.
#pragma once

#include <span>
#include <string>

#include "server/accounts/sign_in.h"
#include "server/core/request.h"

namespace mingchou::server {

/// The user, what the role may, and how long the session lasts.
std::string session_json(const accounts::User& user, const accounts::Session& session);

/// The same as an answer that brings the cookie.
Response session_answer(const accounts::SignedIn& signed_in, const Request& request);

/// A list as one looks at it; `own` marks the session that asks.
std::string sessions_json(std::span<const accounts::Session> sessions, const accounts::SessionId& own);

}  // namespace mingchou::server
