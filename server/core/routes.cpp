#include "server/core/routes.h"

#include <algorithm>

#include "server/api/checks.h"
#include "server/api/handlers.h"
#include "server/api/joint_visits.h"
#include "server/api/registers.h"
#include "server/imports/steps.h"

namespace mingchou::server {
namespace {

constexpr std::size_t no_body = 0;
/// Passwords, codes and profiles.
constexpr std::size_t small_body = 4 * 1024;
/// An inspection item, a row of a plan, or the ids of all items of a list.
constexpr std::size_t item_body = 64 * 1024;

/// Of imports: a file; columns and cells.
constexpr std::size_t import_file_body = imports::import_file_bytes_max;
constexpr std::size_t mapping_body = 512 * 1024;

/// A course, with the ids of all who took part.
constexpr std::size_t training_body = 64 * 1024;

/// An entry of a register, with all its licences or certificates.
constexpr std::size_t register_body = 128 * 1024;
/// A change, and the ids of the targets that it is for.
constexpr std::size_t bulk_edit_body = 256 * 1024;

constexpr Access own_session{Rule::own_session};
constexpr Access registers_read = granted(Action::registers_read);
constexpr Access registers_write = granted(Action::registers_write);
constexpr Access departments_write = granted(Action::departments_write);
constexpr Access tags_write = granted(Action::tags_write);
constexpr Access users_read = granted(Action::users_read);
constexpr Access users_write = granted(Action::users_write);
constexpr Access lists_read = granted(Action::item_lists_read);
/// Of a department's list or of the joint one: the handler tells which is needed.
constexpr Access lists_write = granted_either(Action::item_lists_write, Action::joint_list_write);

constexpr Access plans_read = granted(Action::plans_read);
constexpr Access plans_write = granted(Action::plans_write);
constexpr Access plans_approve = granted(Action::plans_approve);
/// Of any department or of the own one: the handler tells which is needed.
constexpr Access plan_rows_write = granted_either(Action::plans_write, Action::plans_propose);

constexpr Access draw_read = granted(Action::draw_read);
constexpr Access checks_read = granted(Action::checks_read);
constexpr Access checks_reassign = granted(Action::checks_reassign);
constexpr Access draw_hold = granted(Action::draw_hold);
/// Auditors, and those who hold the draw.
constexpr Access draw_audit = granted_either(Action::draw_audit, Action::draw_hold);

constexpr Route table[] = {
    {"GET", "/healthz", Surface::api, open_to_all(), "getHealth", no_body, get_health},
    {"GET", "/api/v1/version", Surface::api, open_to_all(), "getVersion", no_body, get_version},
    {"GET", "/api/v1/openapi.json", Surface::api, open_to_all(), "getOpenApi", no_body, get_openapi},
    // A public key is no secret, and work must come off a tablet whose session has ended.
    {"GET", "/api/v1/export-key", Surface::api, open_to_all(), "getExportKey", no_body, get_export_key},
    // A tablet that can't even sign in must be able to say so.
    {"POST", "/api/v1/client-events", Surface::api, open_to_all(), "postClientEvent", 8 * 1024, post_client_event},

    {"GET", "/api/v1/departments", Surface::api, any_session(), "listDepartments", no_body, list_departments_page},
    {"GET", "/api/v1/snapshots/targets", Surface::api, registers_read, "getTargetSnapshot", no_body,
     get_target_snapshot},
    {"GET", "/api/v1/snapshots/targets/{snapshot}/{index}", Surface::api, registers_read, "getTargetSnapshotPart",
     no_body, get_target_snapshot_part},

    {"POST", "/api/v1/session", Surface::api, {Rule::sign_in}, "signIn", small_body, post_session},
    {"GET", "/api/v1/session", Surface::api, own_session, "getSession", no_body, get_session},
    {"DELETE", "/api/v1/session", Surface::api, own_session, "signOut", no_body, delete_session},
    {"POST", "/api/v1/session/password", Surface::api, own_session, "changePassword", small_body, post_own_password},
    {"POST", "/api/v1/session/second-factor", Surface::api, any_session(), "beginSecondFactor", small_body,
     post_second_factor},
    {"POST", "/api/v1/session/second-factor/confirmation", Surface::api, any_session(), "confirmSecondFactor",
     small_body, post_second_factor_confirmation},
    {"POST", "/api/v1/session/second-factor/removal", Surface::api, any_session(), "removeSecondFactor", small_body,
     post_second_factor_removal},
    {"GET", "/api/v1/sessions", Surface::api, any_session(), "listSessions", no_body, list_own_sessions},
    {"DELETE", "/api/v1/sessions/{session}", Surface::api, any_session(), "endSession", no_body, delete_own_session},

    {"GET", "/api/v1/users", Surface::api, users_read, "listUsers", no_body, list_users_page},
    {"POST", "/api/v1/users", Surface::api, users_write, "createUser", small_body, post_user},
    {"GET", "/api/v1/users/{user}", Surface::api, users_read, "getUser", no_body, get_user},
    {"PUT", "/api/v1/users/{user}", Surface::api, users_write, "updateUser", small_body, put_user},
    {"POST", "/api/v1/users/{user}/password", Surface::api, users_write, "resetUserPassword", no_body,
     post_user_password},
    {"DELETE", "/api/v1/users/{user}/second-factor", Surface::api, users_write, "removeUserSecondFactor", no_body,
     delete_user_second_factor},
    {"GET", "/api/v1/users/{user}/sessions", Surface::api, users_write, "listUserSessions", no_body,
     list_user_sessions},
    {"DELETE", "/api/v1/users/{user}/sessions", Surface::api, users_write, "endUserSessions", no_body,
     delete_user_sessions},
    {"DELETE", "/api/v1/users/{user}/sessions/{session}", Surface::api, users_write, "endUserSession", no_body,
     delete_user_session},

    {"GET", "/api/v1/user-inspectors", Surface::api, users_write, "listUserInspectors", no_body, list_user_inspectors},
    {"GET", "/api/v1/user-inspectors/{inspector}", Surface::api, users_write, "getUserInspector", no_body,
     get_user_inspector},

    // A file of 200,000 rows, and its preview: whoever may write the register.
    {"POST", "/api/v1/imports", Surface::api, registers_write, "createImport", import_file_body, post_import},
    {"GET", "/api/v1/imports", Surface::api, registers_write, "listImports", no_body, list_imports},
    {"GET", "/api/v1/imports/{import}", Surface::api, registers_write, "getImport", no_body, get_import},
    {"DELETE", "/api/v1/imports/{import}", Surface::api, registers_write, "endImport", no_body, delete_import},
    {"PUT", "/api/v1/imports/{import}/mapping", Surface::api, registers_write, "updateImportMapping", mapping_body,
     put_import_mapping},
    {"GET", "/api/v1/imports/{import}/rows", Surface::api, registers_write, "listImportRows", no_body,
     list_import_rows},
    {"PUT", "/api/v1/imports/{import}/rows/{row}", Surface::api, registers_write, "mendImportRow", mapping_body,
     put_import_row},
    {"GET", "/api/v1/imports/{import}/problems", Surface::api, registers_write, "listImportProblems", no_body,
     list_import_problems},
    {"POST", "/api/v1/imports/{import}/suggestions", Surface::api, registers_write, "takeImportSuggestions", small_body,
     post_import_suggestions},
    {"GET", "/api/v1/imports/{import}/refused-rows.xlsx", Surface::download, registers_write, "getRefusedRows", no_body,
     get_refused_rows},
    {"POST", "/api/v1/imports/{import}/application", Surface::api, registers_write, "applyImport", small_body,
     post_import_application},
    {"POST", "/api/v1/imports/{import}/undo", Surface::api, registers_write, "undoImport", no_body, post_import_undo},
    {"GET", "/api/v1/import-fields", Surface::api, registers_write, "listImportFields", no_body, list_import_fields},
    {"GET", "/api/v1/import-templates", Surface::api, registers_write, "listImportTemplates", no_body,
     list_import_templates},
    {"DELETE", "/api/v1/import-templates/{template}", Surface::api, registers_write, "removeImportTemplate", no_body,
     delete_import_template},
    {"GET", "/api/v1/item-lists", Surface::api, lists_read, "listItemLists", no_body, list_item_lists},
    {"POST", "/api/v1/item-lists", Surface::api, lists_write, "createItemList", small_body, post_item_list},
    {"GET", "/api/v1/item-list-duties", Surface::api, lists_read, "listItemListDuties", no_body, list_item_list_duties},
    {"GET", "/api/v1/item-list-gaps/targets", Surface::api, granted(Action::registers_read), "listUncoveredTargets",
     no_body, list_uncovered_targets},
    {"GET", "/api/v1/item-list-gaps/items", Surface::api, lists_read, "listItemGaps", no_body, list_item_gaps},
    {"GET", "/api/v1/item-lists/{list}", Surface::api, lists_read, "getItemList", no_body, get_item_list},
    {"GET", "/api/v1/item-lists/{list}/reviews", Surface::api, lists_read, "listItemListReviews", no_body,
     list_item_list_reviews},
    {"POST", "/api/v1/item-lists/{list}/reviews", Surface::api, lists_write, "recordItemListReview", small_body,
     post_item_list_review},
    {"GET", "/api/v1/item-lists/{list}/versions", Surface::api, lists_read, "listItemListVersions", no_body,
     list_item_list_versions},
    {"POST", "/api/v1/item-lists/{list}/versions", Surface::api, lists_write, "createItemListDraft", small_body,
     post_item_list_version},
    {"GET", "/api/v1/item-lists/{list}/versions/{version}", Surface::api, lists_read, "getItemListVersion", no_body,
     get_item_list_version},
    {"DELETE", "/api/v1/item-lists/{list}/versions/{version}", Surface::api, lists_write, "discardItemListDraft",
     no_body, delete_item_list_version},
    {"POST", "/api/v1/item-lists/{list}/versions/{version}/issue", Surface::api, lists_write, "issueItemList",
     small_body, post_item_list_issue},
    {"POST", "/api/v1/item-lists/{list}/versions/{version}/withdrawal", Surface::api, lists_write, "withdrawItemList",
     small_body, post_item_list_withdrawal},
    {"GET", "/api/v1/item-lists/{list}/versions/{version}/diff", Surface::api, lists_read, "diffItemList", no_body,
     get_item_list_diff},
    {"GET", "/api/v1/item-lists/{list}/versions/{version}/content", Surface::api, lists_read, "getItemListContent",
     no_body, get_item_list_content},
    {"GET", "/api/v1/item-lists/{list}/versions/{version}/items", Surface::api, lists_read, "listItems", no_body,
     list_items_page},
    {"POST", "/api/v1/item-lists/{list}/versions/{version}/items", Surface::api, lists_write, "addItem", item_body,
     post_item},
    {"GET", "/api/v1/item-lists/{list}/versions/{version}/items/{item}", Surface::api, lists_read, "getItem", no_body,
     get_item},
    {"PUT", "/api/v1/item-lists/{list}/versions/{version}/items/{item}", Surface::api, lists_write, "changeItem",
     item_body, put_item},
    {"DELETE", "/api/v1/item-lists/{list}/versions/{version}/items/{item}", Surface::api, lists_write, "removeItem",
     no_body, delete_item},
    {"PUT", "/api/v1/item-lists/{list}/versions/{version}/order", Surface::api, lists_write, "orderItems", item_body,
     put_item_order},
    {"GET", "/api/v1/item-lists/{list}/versions/{version}/publications", Surface::api, lists_read,
     "listItemListPublications", no_body, list_item_list_publications},
    {"POST", "/api/v1/item-lists/{list}/versions/{version}/publications", Surface::api, lists_write,
     "recordItemListPublication", small_body, post_item_list_publication},
    {"POST", "/api/v1/item-lists/{list}/versions/{version}/publications/{publication}/void", Surface::api, lists_write,
     "voidItemListPublication", small_body, post_item_list_publication_void},

    {"GET", "/api/v1/plans", Surface::api, plans_read, "listPlans", no_body, list_plans},
    {"POST", "/api/v1/plans", Surface::api, plans_write, "createPlan", small_body, post_plan},
    {"GET", "/api/v1/plan-duties", Surface::api, plans_read, "listPlanDuties", no_body, list_plan_duties},
    {"GET", "/api/v1/plans/{plan}", Surface::api, plans_read, "getPlan", no_body, get_plan},
    {"GET", "/api/v1/plans/{plan}/versions", Surface::api, plans_read, "listPlanVersions", no_body, list_plan_versions},
    {"GET", "/api/v1/plans/{plan}/versions/{version}", Surface::api, plans_read, "getPlanVersion", no_body,
     get_plan_version},
    {"DELETE", "/api/v1/plans/{plan}/versions/{version}", Surface::api, plans_write, "discardPlanDraft", no_body,
     delete_plan_version},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/submission", Surface::api, plans_write, "submitPlan", no_body,
     post_plan_submission},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/return", Surface::api, plans_approve, "returnPlan", small_body,
     post_plan_return},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/approval", Surface::api, plans_approve, "approvePlan", small_body,
     post_plan_approval},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/filing", Surface::api, plans_write, "filePlan", small_body,
     post_plan_filing},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/adjustment", Surface::api, plans_write, "adjustPlan", small_body,
     post_plan_adjustment},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/end", Surface::api, plans_write, "endPlan", small_body,
     post_plan_end},
    {"GET", "/api/v1/plans/{plan}/versions/{version}/diff", Surface::api, plans_read, "diffPlan", no_body,
     get_plan_diff},
    {"GET", "/api/v1/plans/{plan}/versions/{version}/content", Surface::api, plans_read, "getPlanContent", no_body,
     get_plan_content},
    {"GET", "/api/v1/plans/{plan}/versions/{version}/rows", Surface::api, plans_read, "listPlanRows", no_body,
     list_plan_rows},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/rows", Surface::api, plan_rows_write, "addPlanRow", item_body,
     post_plan_row},
    {"GET", "/api/v1/plans/{plan}/versions/{version}/rows/{row}", Surface::api, plans_read, "getPlanRow", no_body,
     get_plan_row},
    {"PUT", "/api/v1/plans/{plan}/versions/{version}/rows/{row}", Surface::api, plan_rows_write, "changePlanRow",
     item_body, put_plan_row},
    {"DELETE", "/api/v1/plans/{plan}/versions/{version}/rows/{row}", Surface::api, plan_rows_write, "removePlanRow",
     no_body, delete_plan_row},
    {"GET", "/api/v1/plans/{plan}/versions/{version}/publications", Surface::api, plans_read, "listPlanPublications",
     no_body, list_plan_publications},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/publications", Surface::api, plans_write, "recordPlanPublication",
     small_body, post_plan_publication},
    {"POST", "/api/v1/plans/{plan}/versions/{version}/publications/{publication}/void", Surface::api, plans_write,
     "voidPlanPublication", small_body, post_plan_publication_void},

    {"GET", "/api/v1/tasks", Surface::api, draw_read, "listTasks", no_body, list_tasks},
    {"POST", "/api/v1/tasks", Surface::api, draw_hold, "createTask", item_body, post_task},
    {"POST", "/api/v1/task-assessments", Surface::api, draw_hold, "assessTaskDraft", item_body, post_task_assessment},
    {"GET", "/api/v1/tasks/{task}", Surface::api, draw_read, "getTask", no_body, get_task},
    {"PUT", "/api/v1/tasks/{task}", Surface::api, draw_hold, "changeTask", item_body, put_task},
    {"GET", "/api/v1/tasks/{task}/assessment", Surface::api, draw_hold, "assessTask", no_body, get_task_assessment},
    {"POST", "/api/v1/tasks/{task}/ready", Surface::api, draw_hold, "makeTaskReady", no_body, post_task_ready},
    {"POST", "/api/v1/tasks/{task}/reopening", Surface::api, draw_hold, "reopenTask", no_body, post_task_reopening},
    {"POST", "/api/v1/tasks/{task}/void", Surface::api, draw_hold, "voidTask", small_body, post_task_void},

    {"PUT", "/api/v1/tasks/{task}/disclosure", Surface::api, checks_reassign, "setTaskDisclosure", small_body,
     put_task_disclosure},
    {"GET", "/api/v1/checks", Surface::api, checks_read, "listChecks", no_body, list_checks},
    {"GET", "/api/v1/check-load", Surface::api, checks_read, "getCheckLoad", no_body, get_check_load},
    {"GET", "/api/v1/joint-visits", Surface::api, checks_read, "listJointVisits", no_body, list_joint_visits},
    {"POST", "/api/v1/joint-visits", Surface::api, draw_hold, "decideJointVisit", small_body, post_joint_visit},
    {"POST", "/api/v1/joint-visits/{visit}/call-off", Surface::api, draw_hold, "callOffJointVisit", small_body,
     post_joint_visit_call_off},
    {"GET", "/api/v1/department-visit-caps", Surface::api, checks_read, "listDepartmentVisitCaps", no_body,
     list_department_visit_caps},
    {"PUT", "/api/v1/department-visit-caps/{year}/{department}", Surface::api, draw_hold, "setDepartmentVisitCap",
     small_body, put_department_visit_cap},

    {"GET", "/api/v1/draws", Surface::api, draw_read, "listDraws", no_body, list_draws},
    {"POST", "/api/v1/draws", Surface::api, draw_hold, "prepareDraw", item_body, post_draw},
    {"GET", "/api/v1/draws/{draw}", Surface::api, draw_read, "getDraw", no_body, get_draw},
    {"DELETE", "/api/v1/draws/{draw}/seats/{seat}", Surface::api, draw_hold, "leaveOutWitness", no_body,
     delete_draw_seat},
    {"POST", "/api/v1/draws/{draw}/seats/{seat}/invitation", Surface::api, draw_hold, "inviteWitness", no_body,
     post_draw_invitation},
    {"POST", "/api/v1/draws/{draw}/plan", Surface::api, draw_hold, "fixDrawPlan", no_body, post_draw_plan},
    {"POST", "/api/v1/draws/{draw}/values", Surface::api, draw_hold, "typeDrawValue", small_body, post_draw_value},
    {"POST", "/api/v1/draws/{draw}/void", Surface::api, draw_hold, "voidDraw", small_body, post_draw_void},
    {"POST", "/api/v1/draws/{draw}/result", Surface::api, draw_hold, "settleDraw", no_body, post_draw_result},
    {"GET", "/api/v1/draws/{draw}/audit-bundle", Surface::download, draw_audit, "getAuditBundle", no_body,
     get_audit_bundle},
    {"GET", "/api/v1/draws/{draw}/proofs/{target}", Surface::download, draw_audit, "getDrawProof", no_body,
     get_draw_proof},
    {"GET", "/api/v1/draws/{draw}/change-file", Surface::download, draw_audit, "getDrawChangeFile", no_body,
     get_draw_change_file},
    {"GET", "/api/v1/draws/{draw}/places", Surface::api, draw_read, "listDrawPlaces", no_body, list_draw_places},
    {"GET", "/api/v1/draws/{draw}/conformity", Surface::api, draw_read, "compareDraw", no_body, get_draw_conformity},
    {"GET", "/api/v1/draws/{draw}/changes", Surface::api, draw_read, "listDrawChanges", no_body, list_draw_changes},
    {"POST", "/api/v1/draws/{draw}/changes", Surface::api, draw_hold, "proposeDrawChange", item_body, post_draw_change},
    {"POST", "/api/v1/draws/{draw}/changes/{change}/confirmation", Surface::api, draw_hold, "confirmDrawChange",
     no_body, post_draw_change_confirmation},
    {"DELETE", "/api/v1/draws/{draw}/changes/{change}", Surface::api, draw_hold, "withdrawDrawChange", no_body,
     delete_draw_change},
    // A witness has no account, but the token of an invitation.
    {"GET", "/api/v1/witness", Surface::api, by_invitation(), "getWitnessedDraw", no_body, get_witness},
    {"GET", "/api/v1/witness/roster", Surface::download, by_invitation(), "getWitnessedRoster", no_body,
     get_witness_roster},
    {"GET", "/api/v1/witness/bundle", Surface::download, by_invitation(), "getWitnessedBundle", no_body,
     get_witness_bundle},
    {"POST", "/api/v1/witness/key", Surface::api, by_invitation(), "joinAsWitness", small_body, post_witness_key},
    {"POST", "/api/v1/witness/consent", Surface::api, by_invitation(), "consentAsWitness", small_body,
     post_witness_consent},
    {"POST", "/api/v1/witness/reveal", Surface::api, by_invitation(), "revealAsWitness", small_body,
     post_witness_reveal},
    {"POST", "/api/v1/witness/strikes", Surface::api, by_invitation(), "strikeAsWitness", small_body,
     post_witness_strike},
    {"POST", "/api/v1/witness/values", Surface::api, by_invitation(), "typeValueAsWitness", small_body,
     post_witness_value},
    {"GET", "/api/v1/published-draws", Surface::api, open_to_all(), "listPublishedDraws", no_body,
     list_published_draws},
    {"GET", "/api/v1/published-draws/{draw}/bundle", Surface::download, open_to_all(), "getPublicBundle", no_body,
     get_public_bundle},

    {"GET", "/api/v1/published-item-lists", Surface::api, open_to_all(), "listPublishedItemLists", no_body,
     list_published_item_lists},
    {"GET", "/api/v1/published-item-lists/{version}/items", Surface::api, open_to_all(), "listPublishedItems", no_body,
     list_published_items},
    {"GET", "/api/v1/published-plans", Surface::api, open_to_all(), "listPublishedPlans", no_body,
     list_published_plans},
    {"GET", "/api/v1/published-plans/{version}/rows", Surface::api, open_to_all(), "listPublishedPlanRows", no_body,
     list_published_plan_rows},

    {"GET", "/api/v1/exports", Surface::download, registers_read, "exportRegister", no_body, get_register_file},
    // Each list has an action of its own, which the handler demands.
    {"GET", "/api/v1/list-exports", Surface::download, any_session(), "exportList", no_body, get_list_file},
    {"GET", "/api/v1/export-templates", Surface::api, registers_read, "listExportTemplates", no_body,
     list_export_templates},

    {"GET", "/api/v1/targets", Surface::api, registers_read, "listTargets", no_body, list_targets_page},
    {"POST", "/api/v1/targets", Surface::api, registers_write, "createTarget", register_body, post_target},
    {"GET", "/api/v1/targets/{target}", Surface::api, registers_read, "getTarget", no_body, get_target},
    {"PUT", "/api/v1/targets/{target}", Surface::api, registers_write, "updateTarget", register_body, put_target},
    {"POST", "/api/v1/targets/{target}/end", Surface::api, registers_write, "endTarget", small_body, post_target_end},
    {"GET", "/api/v1/targets/{target}/history", Surface::api, registers_read, "listTargetHistory", no_body,
     list_target_history},
    {"GET", "/api/v1/target-licences", Surface::api, registers_read, "listExpiringLicences", no_body,
     list_target_licences},
    {"POST", "/api/v1/target-bulk-edits", Surface::api, registers_write, "editTargets", bulk_edit_body,
     post_target_bulk_edit},
    {"POST", "/api/v1/target-bulk-edits/{edit}/undo", Surface::api, registers_write, "undoTargetEdit", small_body,
     post_target_bulk_undo},
    {"GET", "/api/v1/inspectors", Surface::api, registers_read, "listInspectors", no_body, list_inspectors_page},
    {"POST", "/api/v1/inspectors", Surface::api, registers_write, "createInspector", register_body, post_inspector},
    {"GET", "/api/v1/inspectors/{inspector}", Surface::api, registers_read, "getInspector", no_body, get_inspector},
    {"PUT", "/api/v1/inspectors/{inspector}", Surface::api, registers_write, "updateInspector", register_body,
     put_inspector},
    {"POST", "/api/v1/inspectors/{inspector}/end", Surface::api, registers_write, "endInspector", small_body,
     post_inspector_end},
    {"GET", "/api/v1/inspectors/{inspector}/history", Surface::api, registers_read, "listInspectorHistory", no_body,
     list_inspector_history},
    {"GET", "/api/v1/experts", Surface::api, registers_read, "listExperts", no_body, list_experts_page},
    {"POST", "/api/v1/experts", Surface::api, registers_write, "createExpert", register_body, post_expert},
    {"GET", "/api/v1/experts/{expert}", Surface::api, registers_read, "getExpert", no_body, get_expert},
    {"PUT", "/api/v1/experts/{expert}", Surface::api, registers_write, "updateExpert", register_body, put_expert},
    {"POST", "/api/v1/experts/{expert}/end", Surface::api, registers_write, "endExpert", small_body, post_expert_end},
    {"GET", "/api/v1/experts/{expert}/history", Surface::api, registers_read, "listExpertHistory", no_body,
     list_expert_history},
    {"POST", "/api/v1/departments", Surface::api, departments_write, "createDepartment", register_body,
     post_department},
    {"GET", "/api/v1/departments/{department}", Surface::api, any_session(), "getDepartment", no_body, get_department},
    {"PUT", "/api/v1/departments/{department}", Surface::api, departments_write, "updateDepartment", register_body,
     put_department},
    {"POST", "/api/v1/departments/{department}/end", Surface::api, departments_write, "endDepartment", small_body,
     post_department_end},
    {"GET", "/api/v1/departments/{department}/history", Surface::api, any_session(), "listDepartmentHistory", no_body,
     list_department_history},
    {"GET", "/api/v1/tags", Surface::api, any_session(), "listTags", no_body, list_tags},
    {"POST", "/api/v1/tags", Surface::api, tags_write, "createTag", small_body, post_tag},
    {"POST", "/api/v1/tags/{tag}/end", Surface::api, tags_write, "endTag", no_body, post_tag_end},
    {"GET", "/api/v1/recusals", Surface::api, registers_read, "listRecusals", no_body, list_recusals},
    {"POST", "/api/v1/recusals", Surface::api, registers_write, "createRecusal", small_body, post_recusal},
    {"POST", "/api/v1/recusals/{recusal}/end", Surface::api, registers_write, "endRecusal", no_body, post_recusal_end},
    {"GET", "/api/v1/trainings", Surface::api, registers_read, "listTrainings", no_body, list_trainings},
    {"POST", "/api/v1/trainings", Surface::api, registers_write, "createTraining", training_body, post_training},
    {"POST", "/api/v1/trainings/{training}/end", Surface::api, registers_write, "endTraining", no_body,
     post_training_end},
    {"GET", "/api/v1/inspector-duties", Surface::api, registers_read, "getInspectorDuties", no_body,
     get_inspector_duties},
    {"GET", "/api/v1/receipt-duties", Surface::api, registers_read, "getReceiptDuties", no_body, get_receipt_duties},
    {"GET", "/api/v1/visit-caps", Surface::api, registers_read, "listVisitCaps", no_body, list_visit_caps},
    {"PUT", "/api/v1/visit-caps/{year}", Surface::api, granted(Action::plans_write), "setVisitCap", small_body,
     put_visit_cap},

    // What anybody may check, anybody may read.
    {"GET", "/api/v1/log", Surface::api, open_to_all(), "getLog", no_body, get_log},
    {"GET", "/log/{log}/checkpoint", Surface::download, open_to_all(), "getLogCheckpoint", no_body, get_log_checkpoint},
    {"GET", "/log/{log}/tile/{level}/{+tile}", Surface::download, open_to_all(), "getLogTile", no_body, get_log_tile},

    {"GET", "/api/v1/audit", Surface::api, granted(Action::audit_read), "listAudit", no_body, list_audit_page},
};

}  // namespace

std::span<const Route> routes() { return table; }

bool matches(std::string_view pattern, std::string_view path, Parameters& parameters) {
  parameters.clear();
  while (!pattern.empty() && !path.empty()) {
    const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const std::size_t path_end = std::min(path.find('/', 1), path.size());
    const std::string_view place = pattern.substr(1, pattern_end - 1);
    const std::string_view segment = path.substr(1, path_end - 1);
    if (place.starts_with("{+")) {
      parameters.emplace_back(place.substr(2, place.size() - 3), path.substr(1));
      return path.size() > 1 && pattern_end == pattern.size();
    }
    if (place.starts_with('{')) {
      if (segment.empty()) return false;
      parameters.emplace_back(place.substr(1, place.size() - 2), segment);
    } else if (place != segment) {
      return false;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return pattern.empty() && path.empty();
}

std::size_t body_bytes_max(std::string_view method, std::string_view path) {
  Parameters parameters;
  std::size_t bytes_max = 0;
  for (const Route& route : table)
    if (route.method == method && matches(route.pattern, path, parameters))
      bytes_max = std::max(bytes_max, route.body_bytes_max);
  return bytes_max;
}

}  // namespace mingchou::server
