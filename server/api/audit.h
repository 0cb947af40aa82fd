// What routes that read the audit trail share. Inside server/api only.
#pragma once

#include "server/audit/page.h"
#include "server/core/routes.h"

namespace mingchou::server {

/// The filters of the request, within what the caller may see. Error: server.field_invalid {field}.
Result<audit::Query> read_audit_query(const Request& request, const Caller& caller);

}  // namespace mingchou::server
