// How imports look in answers, and which of them a caller reaches. Inside server/api only.
#pragma once

#include "server/api/answers.h"
#include "server/imports/imports.h"
#include "shared/json/writer.h"

namespace mingchou::server {

/// The session of the path's {import}, if the caller's scope reaches it; of others not even that they are there:
/// server.not_found {path}.
Result<imports::Session> reached_import(const Request& request, const Parameters& parameters, const Caller& caller,
                                        Context& context);

/// The department whose register the caller writes. Error: imports.no_department.
Result<DepartmentId> own_department(const Caller& caller);

/// Error: server.field_invalid {field} unless the query names a register.
Result<imports::Register> query_register(const Request& request);

void write_session(json::Writer& writer, const imports::Session& session,
                   const std::optional<imports::Progress>& progress);
/// The session as it is now.
Result<Response> import_answer(const imports::SessionId& id, Context& context, int status = 200);

}  // namespace mingchou::server
