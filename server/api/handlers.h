// The handlers of the route table (server/core/routes.cpp), one source per subject.
#pragma once

#include "server/core/routes.h"

namespace mingchou::server {

Reply get_health(const Request& request, const Parameters& parameters, Context& context);
Reply get_version(const Request& request, const Parameters& parameters, Context& context);
Reply get_openapi(const Request& request, const Parameters& parameters, Context& context);
Reply list_departments_page(const Request& request, const Parameters& parameters, Context& context);
Reply get_export_key(const Request& request, const Parameters& parameters, Context& context);
Reply get_target_snapshot(const Request& request, const Parameters& parameters, Context& context);
Reply get_target_snapshot_part(const Request& request, const Parameters& parameters, Context& context);
Reply post_client_event(const Request& request, const Parameters& parameters, Context& context);

/// 200 with a JSON body.
Response json_response(std::string body);

}  // namespace mingchou::server
