// Errors as problem documents (RFC 9457). A client renders `code` with `arguments` in its user's language; `title`
// is that sentence in the language of the request, for people who meet the document itself. The technical detail
// of an error never leaves the server: it goes to the log.
#pragma once

#include "server/core/request.h"
#include "shared/messages/messages.h"

namespace mingchou::server {

/// The first of Accept-Language that we speak; Chinese otherwise.
Language language_of(const Request& request);

/// The error of a lower layer with the status that fits it; 500 where none is better.
Refusal refusal_of(Error error);

/// An application/problem+json response.
Response problem(const Refusal& refusal, std::string_view request_id, Language language);

}  // namespace mingchou::server
