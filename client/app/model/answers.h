// What the server's answers say before anybody reads what they bring: whether a request was taken, and if not, why.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/network.h"

namespace mingchou::client {

/// What went wrong by the server's own words (problem+json), if it said it in a way that this client knows.
std::optional<Error> read_problem(std::string_view json);

/// The answer if its status is 200 to 299. Errors: what the server said, or client.refused {status}; and those of the
/// network.
Result<HttpAnswer> accepted(Result<HttpAnswer> answer);

/// Nobody answered: the request may be sent again when the network is back.
bool is_unreachable(const Error& error);

/// For a part of a path or a query.
std::string percent_encoded(std::string_view value);

}  // namespace mingchou::client
