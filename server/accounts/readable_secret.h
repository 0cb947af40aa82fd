// Secrets that people read off a screen or a sheet and type: one-time passwords and recovery codes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/random.h"

namespace mingchou::server::accounts {

/// Groups of five of 31 characters that nobody mistakes for one another, with dashes between: 24 bits and more a group.
std::string readable_secret(std::size_t groups, Random& random);

/// What was typed, in the form of readable_secret(): lower case, no spaces, dashes after each five characters. Only
/// for recovery codes: a password counts as it is typed.
std::string tidy_readable_secret(std::string_view typed);

}  // namespace mingchou::server::accounts
