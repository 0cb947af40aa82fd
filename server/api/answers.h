// What handlers share: reading bodies, queries and ids, and turning results into replies. Inside server/api only.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/core/routes.h"
#include "shared/json/fields.h"

namespace mingchou::server {

/// Error: server.not_json (415) unless the Content-Type is application/json.
std::expected<void, Refusal> demand_json(const Request& request);

/// The result, or its error with the status that fits it.
Reply reply_of(Result<Response> result);

/// Runs a job on the writer's thread on behalf of the caller, if the caller's session is open then. Error also:
/// account.session_ended.
Result<> run_as(const Caller& caller, Context& context, const std::function<Result<>(Database&)>& job);

/// What is not there, or not for the caller to know of: server.not_found {path}.
std::unexpected<Error> not_found(const Request& request);

/// The body's "reason" as it was typed; whoever keeps it tidies it. Errors: those of json::ObjectReader.
Result<std::string> read_typed_reason(json::ObjectReader& reader);

/// 204 without a body.
Response no_content();

/// A number of the query within bounds; nothing if it is absent. Error: server.field_invalid {field}.
Result<std::optional<std::int64_t>> query_number(const Request& request, std::string_view name, json::Range range);
/// An id of the query; nothing if it is absent. Error: server.field_invalid {field}.
Result<std::optional<Uuid>> query_id(const Request& request, std::string_view name);
/// A word of the query, at most `bytes_max` long; nothing if it is absent. Error: server.field_invalid {field}.
Result<std::optional<std::string>> query_word(const Request& request, std::string_view name, std::size_t bytes_max);

/// Content-Disposition of a file to keep under that name.
std::string attachment(std::string_view file_name);

/// The id in a place of the path; a text that is none is an unknown thing: not_found().
Result<Uuid> path_id(const Request& request, const Parameters& parameters, std::string_view place);

}  // namespace mingchou::server
