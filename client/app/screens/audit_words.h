// The audit trail in words. What this program does not know is shown as the server wrote it.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct AuditWord {
  std::string_view name;
  Text words;
  Icon icon;
};
inline constexpr std::array audit_actions{
    AuditWord{"session.begin", Text::audit_session_begin, Icon::log_in},
    AuditWord{"session.end", Text::audit_session_end, Icon::log_out},
    AuditWord{"session.revoke", Text::audit_session_revoke, Icon::log_out},
    AuditWord{"sign_in.block", Text::audit_sign_in_block, Icon::lock},
    AuditWord{"user.create", Text::audit_user_create, Icon::user_add},
    AuditWord{"user.update", Text::audit_user_update, Icon::edit},
    AuditWord{"user.password_change", Text::audit_password_change, Icon::key},
    AuditWord{"user.password_reset", Text::audit_password_reset, Icon::key},
    AuditWord{"user.second_factor_add", Text::audit_factor_add, Icon::shield_check},
    AuditWord{"user.second_factor_remove", Text::audit_factor_remove, Icon::shield},
    AuditWord{"user.revoke_sessions", Text::audit_revoke_sessions, Icon::log_out},
    AuditWord{"target.create", Text::audit_target_create, Icon::enterprise},
    AuditWord{"target.update", Text::audit_target_update, Icon::edit},
    AuditWord{"target.end", Text::audit_target_end, Icon::forbidden},
    AuditWord{"target.bulk_edit", Text::audit_target_bulk_edit, Icon::edit},
    AuditWord{"target.bulk_undo", Text::audit_target_bulk_undo, Icon::undo},
    AuditWord{"inspector.create", Text::audit_inspector_create, Icon::user_add},
    AuditWord{"inspector.update", Text::audit_inspector_update, Icon::edit},
    AuditWord{"inspector.end", Text::audit_inspector_end, Icon::forbidden},
    AuditWord{"expert.create", Text::audit_expert_create, Icon::user_add},
    AuditWord{"expert.update", Text::audit_expert_update, Icon::edit},
    AuditWord{"expert.end", Text::audit_expert_end, Icon::forbidden},
    AuditWord{"department.create", Text::audit_department_create, Icon::departments},
    AuditWord{"department.update", Text::audit_department_update, Icon::edit},
    AuditWord{"department.end", Text::audit_department_end, Icon::forbidden},
    AuditWord{"training.create", Text::audit_training_create, Icon::book},
    AuditWord{"training.end", Text::audit_training_end, Icon::forbidden},
    AuditWord{"recusal.create", Text::audit_recusal_create, Icon::user_check},
    AuditWord{"recusal.end", Text::audit_recusal_end, Icon::forbidden},
    AuditWord{"visit_cap.set", Text::audit_visit_cap, Icon::edit},
    AuditWord{"tag.create", Text::audit_tag_create, Icon::tag},
    AuditWord{"tag.end", Text::audit_tag_end, Icon::forbidden},
    AuditWord{"import.applied", Text::audit_import_applied, Icon::upload},
    AuditWord{"import.undone", Text::audit_import_undone, Icon::undo},
    AuditWord{"register.exported", Text::audit_register_exported, Icon::download},
    AuditWord{"item_list.create", Text::audit_item_list_create, Icon::document},
    AuditWord{"item_list.review", Text::audit_item_list_review, Icon::result},
    AuditWord{"item_list_version.draft", Text::audit_list_draft, Icon::edit},
    AuditWord{"item_list_version.discard", Text::audit_list_discard, Icon::trash},
    AuditWord{"item_list_version.issue", Text::audit_list_issue, Icon::stamp},
    AuditWord{"item_list_version.withdraw", Text::audit_list_withdraw, Icon::forbidden},
    AuditWord{"item_list_version.reorder", Text::audit_list_reorder, Icon::sort},
    AuditWord{"item.add", Text::audit_item_add, Icon::add},
    AuditWord{"item.change", Text::audit_item_change, Icon::edit},
    AuditWord{"item.remove", Text::audit_item_remove, Icon::trash},
    AuditWord{"plan.create", Text::audit_plan_create, Icon::document},
    AuditWord{"plan_row.add", Text::audit_plan_row_add, Icon::add},
    AuditWord{"plan_row.change", Text::audit_plan_row_change, Icon::edit},
    AuditWord{"plan_row.remove", Text::audit_plan_row_remove, Icon::trash},
    AuditWord{"plan_version.submit", Text::audit_plan_submit, Icon::publish},
    AuditWord{"plan_version.return", Text::audit_plan_return, Icon::undo},
    AuditWord{"plan_version.approve", Text::audit_plan_approve, Icon::stamp},
    AuditWord{"plan_version.file", Text::audit_plan_file, Icon::document},
    AuditWord{"plan_version.adjust", Text::audit_plan_adjust, Icon::edit},
    AuditWord{"plan_version.discard", Text::audit_plan_discard, Icon::trash},
    AuditWord{"plan_version.end", Text::audit_plan_end, Icon::forbidden},
    AuditWord{"task.create", Text::audit_task_create, Icon::add},
    AuditWord{"joint_visit.agree", Text::audit_visit_agree, Icon::check},
    AuditWord{"joint_visit.decline", Text::audit_visit_decline, Icon::forbidden},
    AuditWord{"joint_visit.call_off", Text::audit_visit_call_off, Icon::undo},
    AuditWord{"department_visit_cap.set", Text::audit_department_cap, Icon::edit},
    AuditWord{"task.disclose", Text::audit_task_disclose, Icon::calendar},
    AuditWord{"task.change", Text::audit_task_change, Icon::edit},
    AuditWord{"task.make_ready", Text::audit_task_ready, Icon::stamp},
    AuditWord{"task.reopen", Text::audit_task_reopen, Icon::undo},
    AuditWord{"task.void", Text::audit_task_void, Icon::forbidden},
    AuditWord{"draw.prepare", Text::audit_draw_prepare, Icon::document},
    AuditWord{"draw.invite", Text::audit_draw_invite, Icon::user_add},
    AuditWord{"draw.leave_out", Text::audit_draw_leave_out, Icon::forbidden},
    AuditWord{"draw.plan", Text::audit_draw_plan, Icon::lock},
    AuditWord{"draw.value", Text::audit_draw_value, Icon::edit},
    AuditWord{"draw.void", Text::audit_draw_void, Icon::forbidden},
    AuditWord{"draw.take_audit", Text::audit_draw_take_audit, Icon::download},
    AuditWord{"draw.take_proof", Text::audit_draw_take_proof, Icon::download},
    AuditWord{"draw.take_changes", Text::audit_draw_take_changes, Icon::download},
    AuditWord{"draw_change.propose", Text::audit_draw_propose, Icon::edit},
    AuditWord{"draw_change.confirm", Text::audit_draw_confirm, Icon::stamp},
    AuditWord{"draw_change.withdraw", Text::audit_draw_withdraw, Icon::undo},
    AuditWord{"log.begin", Text::audit_log_begin, Icon::history},
    AuditWord{"publication.record", Text::audit_publication_record, Icon::publish},
    AuditWord{"publication.void", Text::audit_publication_void, Icon::forbidden},
};
inline constexpr std::array audit_entities{
    AuditWord{"user", Text::audit_entity_user, Icon::user},
    AuditWord{"session", Text::audit_entity_session, Icon::tablet},
    AuditWord{"target", Text::audit_entity_target, Icon::enterprise},
    AuditWord{"inspector", Text::audit_entity_inspector, Icon::id_card},
    AuditWord{"expert", Text::audit_entity_expert, Icon::user},
    AuditWord{"department", Text::audit_entity_department, Icon::departments},
    AuditWord{"training", Text::audit_entity_training, Icon::book},
    AuditWord{"recusal", Text::audit_entity_recusal, Icon::user_check},
    AuditWord{"visit_cap", Text::audit_entity_visit_cap, Icon::calendar},
    AuditWord{"tag", Text::audit_entity_tag, Icon::tag},
    AuditWord{"import", Text::audit_entity_import, Icon::upload},
    AuditWord{"item_list", Text::audit_entity_item_list, Icon::document},
    AuditWord{"item_list_version", Text::audit_entity_list_version, Icon::history},
    AuditWord{"item", Text::audit_entity_item, Icon::register_list},
    AuditWord{"plan", Text::audit_entity_plan, Icon::document},
    AuditWord{"plan_version", Text::audit_entity_plan_version, Icon::history},
    AuditWord{"plan_row", Text::audit_entity_plan_row, Icon::register_list},
    AuditWord{"task", Text::audit_entity_task, Icon::document},
    AuditWord{"joint_visit", Text::audit_entity_visit, Icon::users},
    AuditWord{"department_visit_cap", Text::audit_entity_department_cap, Icon::calendar},
    AuditWord{"draw", Text::audit_entity_draw, Icon::result},
    AuditWord{"draw_change", Text::audit_entity_draw_change, Icon::history},
    AuditWord{"log", Text::audit_entity_log, Icon::history},
    AuditWord{"audit", Text::audit_entity_audit, Icon::history},
    // Lists that are given out and are no entities of their own.
    AuditWord{"licences", Text::due_licences_title, Icon::document},
    AuditWord{"uncovered", Text::gaps_title, Icon::register_list},
};

std::string audit_action_words(const Ui& ui, std::string_view action);
Icon audit_icon(std::string_view action);
std::string audit_entity_words(const Ui& ui, std::string_view entity);
/// Who did it: a login name, or a program.
std::string audit_actor_words(const Ui& ui, const AuditEntry& entry);
/// A field is called as the form of that entity calls it.
std::string audit_field_words(const Ui& ui, std::string_view entity, std::string_view field);
/// A value as people read it: roles, states, departments and truths by their names.
std::string audit_value_words(const Ui& ui, const Model& model, std::string_view entity, std::string_view field,
                              std::string_view value);

}  // namespace mingchou::client
