// Handlers of checks (server/core/routes.cpp): what inspectors are to do after a draw, and each department's load.
#pragma once

#include "server/core/routes.h"

namespace mingchou::server {

Reply list_checks(const Request&, const Parameters&, const Caller&, Context&);
Reply get_check_load(const Request&, const Parameters&, const Caller&, Context&);
Reply put_task_disclosure(const Request&, const Parameters&, const Caller&, Context&);

}  // namespace mingchou::server
