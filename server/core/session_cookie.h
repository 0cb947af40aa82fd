// The cookie that holds a session's token. Over TLS its name has the prefix __Host-, so that a browser takes it only
// from this host, for the whole host, and never over plain http; without TLS (loopback) it can't be Secure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/core/request.h"

namespace mingchou::server {

std::string_view session_cookie_name(bool is_tls);

/// The cookie's value; nothing if there is none, or more than one: then one of them is not ours.
std::optional<std::string_view> session_cookie(const Request& request);

/// HttpOnly, SameSite=Strict, Path=/, with a Max-Age, so that an installed app keeps it when it is closed.
void set_session_cookie(Response& response, std::string_view token, bool is_tls);
void clear_session_cookie(Response& response, bool is_tls);

}  // namespace mingchou::server
