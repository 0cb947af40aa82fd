// Handlers of joint visits and of departments' caps on visits (server/core/routes.cpp).
#pragma once

#include "server/core/routes.h"

namespace mingchou::server {

Reply list_joint_visits(const Request&, const Parameters&, const Caller&, Context&);
Reply post_joint_visit(const Request&, const Parameters&, const Caller&, Context&);
Reply post_joint_visit_call_off(const Request&, const Parameters&, const Caller&, Context&);
Reply list_department_visit_caps(const Request&, const Parameters&, const Caller&, Context&);
Reply put_department_visit_cap(const Request&, const Parameters&, const Caller&, Context&);

}  // namespace mingchou::server
