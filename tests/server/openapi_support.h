// The OpenAPI file, and whether an answer of the server fits it.
#pragma once

#include <string>
#include <string_view>

#include "server/core/routes.h"
#include "shared/json/json.h"

namespace mingchou::server::test {

/// The file of the sources.
const json::Document& api();
/// Follows "$ref": "#/a/b".
json::Value resolved(json::Value value);
/// Of the file.
json::Value operation_of(const Route& route);
/// "" if the value fits the schema, else where (from `at` on) and why. A keyword that this does not know is an error of
/// its own.
std::string misfit(json::Value schema, json::Value value, const std::string& at);
/// "" if the answer fits what the file says of that operation and status.
std::string misfit_of(std::string_view operation, const Response& response);

}  // namespace mingchou::server::test
