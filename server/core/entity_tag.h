// Entity tags and what a conditional request makes of them (RFC 9110 section 13).
#pragma once

#include <string>
#include <string_view>

#include "server/core/request.h"

namespace mingchou::server {

/// A strong tag, quotes included, that names these bytes: for telling versions apart, not for security.
std::string content_tag(std::string_view bytes, std::string_view suffix = {});

/// Whether an If-None-Match value holds the tag (weak comparison) or is "*".
bool tag_matches(std::string_view if_none_match, std::string_view tag);

/// Turns a 200 into a 304 without a body if the request already has what its ETag names.
void answer_not_modified(const Request& request, Response& response);

}  // namespace mingchou::server
