// The handlers of the route table (server/core/routes.cpp), one source per subject.
#pragma once

#include "server/core/routes.h"

namespace mingchou::server {

Reply get_health(const Request&, const Parameters&, const Caller&, Context&);
Reply get_version(const Request&, const Parameters&, const Caller&, Context&);
Reply get_openapi(const Request&, const Parameters&, const Caller&, Context&);
Reply list_departments_page(const Request&, const Parameters&, const Caller&, Context&);
Reply get_export_key(const Request&, const Parameters&, const Caller&, Context&);
Reply get_target_snapshot(const Request&, const Parameters&, const Caller&, Context&);
Reply get_target_snapshot_part(const Request&, const Parameters&, const Caller&, Context&);
Reply post_client_event(const Request&, const Parameters&, const Caller&, Context&);

Reply post_session(const Request&, const Parameters&, const Caller&, Context&);
Reply get_session(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_session(const Request&, const Parameters&, const Caller&, Context&);
Reply post_own_password(const Request&, const Parameters&, const Caller&, Context&);
Reply post_second_factor(const Request&, const Parameters&, const Caller&, Context&);
Reply post_second_factor_confirmation(const Request&, const Parameters&, const Caller&, Context&);
Reply post_second_factor_removal(const Request&, const Parameters&, const Caller&, Context&);
Reply list_own_sessions(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_own_session(const Request&, const Parameters&, const Caller&, Context&);
Reply list_users_page(const Request&, const Parameters&, const Caller&, Context&);
Reply post_user(const Request&, const Parameters&, const Caller&, Context&);
Reply get_user(const Request&, const Parameters&, const Caller&, Context&);
Reply put_user(const Request&, const Parameters&, const Caller&, Context&);
Reply list_user_inspectors(const Request&, const Parameters&, const Caller&, Context&);
Reply get_user_inspector(const Request&, const Parameters&, const Caller&, Context&);
Reply post_user_password(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_user_second_factor(const Request&, const Parameters&, const Caller&, Context&);
Reply list_user_sessions(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_user_session(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_user_sessions(const Request&, const Parameters&, const Caller&, Context&);
Reply list_item_lists(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item_list(const Request&, const Parameters&, const Caller&, Context&);
Reply list_item_list_duties(const Request&, const Parameters&, const Caller&, Context&);
Reply list_uncovered_targets(const Request&, const Parameters&, const Caller&, Context&);
Reply list_item_gaps(const Request&, const Parameters&, const Caller&, Context&);
Reply get_item_list(const Request&, const Parameters&, const Caller&, Context&);
Reply list_item_list_reviews(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item_list_review(const Request&, const Parameters&, const Caller&, Context&);
Reply list_item_list_versions(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item_list_version(const Request&, const Parameters&, const Caller&, Context&);
Reply get_item_list_version(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_item_list_version(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item_list_issue(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item_list_withdrawal(const Request&, const Parameters&, const Caller&, Context&);
Reply get_item_list_diff(const Request&, const Parameters&, const Caller&, Context&);
Reply get_item_list_content(const Request&, const Parameters&, const Caller&, Context&);
Reply list_items_page(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item(const Request&, const Parameters&, const Caller&, Context&);
Reply get_item(const Request&, const Parameters&, const Caller&, Context&);
Reply put_item(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_item(const Request&, const Parameters&, const Caller&, Context&);
Reply put_item_order(const Request&, const Parameters&, const Caller&, Context&);
Reply list_item_list_publications(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item_list_publication(const Request&, const Parameters&, const Caller&, Context&);
Reply post_item_list_publication_void(const Request&, const Parameters&, const Caller&, Context&);

Reply list_plans(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan(const Request&, const Parameters&, const Caller&, Context&);
Reply get_plan(const Request&, const Parameters&, const Caller&, Context&);
Reply list_plan_duties(const Request&, const Parameters&, const Caller&, Context&);
Reply list_plan_versions(const Request&, const Parameters&, const Caller&, Context&);
Reply get_plan_version(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_plan_version(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_submission(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_return(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_approval(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_filing(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_adjustment(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_end(const Request&, const Parameters&, const Caller&, Context&);
Reply get_plan_diff(const Request&, const Parameters&, const Caller&, Context&);
Reply get_plan_content(const Request&, const Parameters&, const Caller&, Context&);
Reply list_plan_rows(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_row(const Request&, const Parameters&, const Caller&, Context&);
Reply get_plan_row(const Request&, const Parameters&, const Caller&, Context&);
Reply put_plan_row(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_plan_row(const Request&, const Parameters&, const Caller&, Context&);
Reply list_plan_publications(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_publication(const Request&, const Parameters&, const Caller&, Context&);
Reply post_plan_publication_void(const Request&, const Parameters&, const Caller&, Context&);

Reply list_tasks(const Request&, const Parameters&, const Caller&, Context&);
Reply post_task(const Request&, const Parameters&, const Caller&, Context&);
Reply get_task(const Request&, const Parameters&, const Caller&, Context&);
Reply put_task(const Request&, const Parameters&, const Caller&, Context&);
Reply post_task_ready(const Request&, const Parameters&, const Caller&, Context&);
Reply post_task_reopening(const Request&, const Parameters&, const Caller&, Context&);
Reply post_task_void(const Request&, const Parameters&, const Caller&, Context&);
Reply post_task_assessment(const Request&, const Parameters&, const Caller&, Context&);
Reply get_task_assessment(const Request&, const Parameters&, const Caller&, Context&);

Reply list_draws(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw(const Request&, const Parameters&, const Caller&, Context&);
Reply get_draw(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_draw_seat(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw_invitation(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw_plan(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw_value(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw_void(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw_result(const Request&, const Parameters&, const Caller&, Context&);
Reply get_audit_bundle(const Request&, const Parameters&, const Caller&, Context&);
Reply get_draw_proof(const Request&, const Parameters&, const Caller&, Context&);
Reply get_draw_change_file(const Request&, const Parameters&, const Caller&, Context&);
Reply list_draw_changes(const Request&, const Parameters&, const Caller&, Context&);
Reply get_draw_conformity(const Request&, const Parameters&, const Caller&, Context&);
Reply list_draw_places(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw_change(const Request&, const Parameters&, const Caller&, Context&);
Reply post_draw_change_confirmation(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_draw_change(const Request&, const Parameters&, const Caller&, Context&);
Reply get_witness(const Request&, const Parameters&, const Caller&, Context&);
Reply get_witness_roster(const Request&, const Parameters&, const Caller&, Context&);
Reply get_witness_bundle(const Request&, const Parameters&, const Caller&, Context&);
Reply post_witness_key(const Request&, const Parameters&, const Caller&, Context&);
Reply post_witness_consent(const Request&, const Parameters&, const Caller&, Context&);
Reply post_witness_reveal(const Request&, const Parameters&, const Caller&, Context&);
Reply post_witness_strike(const Request&, const Parameters&, const Caller&, Context&);
Reply post_witness_value(const Request&, const Parameters&, const Caller&, Context&);
Reply list_published_item_lists(const Request&, const Parameters&, const Caller&, Context&);
Reply list_published_items(const Request&, const Parameters&, const Caller&, Context&);
Reply list_published_plans(const Request&, const Parameters&, const Caller&, Context&);
Reply list_published_plan_rows(const Request&, const Parameters&, const Caller&, Context&);
Reply list_published_draws(const Request&, const Parameters&, const Caller&, Context&);
Reply get_public_bundle(const Request&, const Parameters&, const Caller&, Context&);
Reply get_log_checkpoint(const Request&, const Parameters&, const Caller&, Context&);
Reply get_log_tile(const Request&, const Parameters&, const Caller&, Context&);
Reply get_log(const Request&, const Parameters&, const Caller&, Context&);

Reply list_audit_page(const Request&, const Parameters&, const Caller&, Context&);

Reply get_list_file(const Request&, const Parameters&, const Caller&, Context&);
Reply get_register_file(const Request&, const Parameters&, const Caller&, Context&);
Reply list_export_templates(const Request&, const Parameters&, const Caller&, Context&);
Reply post_import(const Request&, const Parameters&, const Caller&, Context&);
Reply list_imports(const Request&, const Parameters&, const Caller&, Context&);
Reply get_import(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_import(const Request&, const Parameters&, const Caller&, Context&);
Reply put_import_mapping(const Request&, const Parameters&, const Caller&, Context&);
Reply list_import_rows(const Request&, const Parameters&, const Caller&, Context&);
Reply put_import_row(const Request&, const Parameters&, const Caller&, Context&);
Reply list_import_problems(const Request&, const Parameters&, const Caller&, Context&);
Reply post_import_suggestions(const Request&, const Parameters&, const Caller&, Context&);
Reply get_refused_rows(const Request&, const Parameters&, const Caller&, Context&);
Reply post_import_application(const Request&, const Parameters&, const Caller&, Context&);
Reply post_import_undo(const Request&, const Parameters&, const Caller&, Context&);
Reply list_import_fields(const Request&, const Parameters&, const Caller&, Context&);
Reply list_import_templates(const Request&, const Parameters&, const Caller&, Context&);
Reply delete_import_template(const Request&, const Parameters&, const Caller&, Context&);

/// 200 with a JSON body.
Response json_response(std::string body);

}  // namespace mingchou::server
