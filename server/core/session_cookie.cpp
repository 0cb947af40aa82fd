#include "server/core/session_cookie.h"

#include <algorithm>

#include "server/accounts/settings.h"

namespace mingchou::server {
namespace {

void set_cookie(Response& response, std::string_view value, std::int64_t age_s, bool is_tls) {
  std::string text(session_cookie_name(is_tls));
  text.append("=").append(value).append("; Path=/; Max-Age=").append(std::to_string(age_s));
  text += "; HttpOnly; SameSite=Strict";
  if (is_tls) text += "; Secure";
  response.set("Set-Cookie", text);
}

/// Calls `take` with the value of each cookie of that name.
template <class Take>
void each_cookie(std::string_view line, std::string_view name, Take take) {
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(';'), line.size());
    const std::string_view pair = trimmed(line.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != pair.npos && trimmed(pair.substr(0, equals)) == name) take(trimmed(pair.substr(equals + 1)));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
}

}  // namespace

std::string_view session_cookie_name(bool is_tls) { return is_tls ? "__Host-mingchou" : "mingchou"; }

std::optional<std::string_view> session_cookie(const Request& request) {
  std::optional<std::string_view> found;
  int count = 0;
  for (const Header& header : request.headers) {
    if (!equal_ignoring_case(header.name, "Cookie")) continue;
    each_cookie(header.value, session_cookie_name(request.is_tls), [&](std::string_view value) {
      found = value;
      ++count;
    });
  }
  return count == 1 ? found : std::nullopt;
}

void set_session_cookie(Response& response, std::string_view token, bool is_tls) {
  set_cookie(response, token, accounts::session_duration_ms / 1000, is_tls);
}

void clear_session_cookie(Response& response, bool is_tls) { set_cookie(response, "", 0, is_tls); }

}  // namespace mingchou::server
