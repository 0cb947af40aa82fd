// Handlers of the registers (server/core/routes.cpp): targets, inspectors, experts, departments, tags,
// recusals, courses, and what stands to be done about them.
#pragma once

#include "server/core/routes.h"

namespace mingchou::server {

Reply list_targets_page(const Request&, const Parameters&, const Caller&, Context&);
Reply post_target(const Request&, const Parameters&, const Caller&, Context&);
Reply get_target(const Request&, const Parameters&, const Caller&, Context&);
Reply put_target(const Request&, const Parameters&, const Caller&, Context&);
Reply post_target_end(const Request&, const Parameters&, const Caller&, Context&);
Reply list_target_history(const Request&, const Parameters&, const Caller&, Context&);
Reply list_target_licences(const Request&, const Parameters&, const Caller&, Context&);
Reply post_target_bulk_edit(const Request&, const Parameters&, const Caller&, Context&);
Reply post_target_bulk_undo(const Request&, const Parameters&, const Caller&, Context&);

Reply list_inspectors_page(const Request&, const Parameters&, const Caller&, Context&);
Reply post_inspector(const Request&, const Parameters&, const Caller&, Context&);
Reply get_inspector(const Request&, const Parameters&, const Caller&, Context&);
Reply put_inspector(const Request&, const Parameters&, const Caller&, Context&);
Reply post_inspector_end(const Request&, const Parameters&, const Caller&, Context&);
Reply list_inspector_history(const Request&, const Parameters&, const Caller&, Context&);

Reply list_experts_page(const Request&, const Parameters&, const Caller&, Context&);
Reply post_expert(const Request&, const Parameters&, const Caller&, Context&);
Reply get_expert(const Request&, const Parameters&, const Caller&, Context&);
Reply put_expert(const Request&, const Parameters&, const Caller&, Context&);
Reply post_expert_end(const Request&, const Parameters&, const Caller&, Context&);
Reply list_expert_history(const Request&, const Parameters&, const Caller&, Context&);

Reply post_department(const Request&, const Parameters&, const Caller&, Context&);
Reply get_department(const Request&, const Parameters&, const Caller&, Context&);
Reply put_department(const Request&, const Parameters&, const Caller&, Context&);
Reply post_department_end(const Request&, const Parameters&, const Caller&, Context&);
Reply list_department_history(const Request&, const Parameters&, const Caller&, Context&);

Reply list_tags(const Request&, const Parameters&, const Caller&, Context&);
Reply post_tag(const Request&, const Parameters&, const Caller&, Context&);
Reply post_tag_end(const Request&, const Parameters&, const Caller&, Context&);
Reply list_recusals(const Request&, const Parameters&, const Caller&, Context&);
Reply post_recusal(const Request&, const Parameters&, const Caller&, Context&);
Reply post_recusal_end(const Request&, const Parameters&, const Caller&, Context&);

Reply list_trainings(const Request&, const Parameters&, const Caller&, Context&);
Reply post_training(const Request&, const Parameters&, const Caller&, Context&);
Reply post_training_end(const Request&, const Parameters&, const Caller&, Context&);
Reply get_inspector_duties(const Request&, const Parameters&, const Caller&, Context&);
Reply get_receipt_duties(const Request&, const Parameters&, const Caller&, Context&);
Reply list_visit_caps(const Request&, const Parameters&, const Caller&, Context&);
Reply put_visit_cap(const Request&, const Parameters&, const Caller&, Context&);

}  // namespace mingchou::server
