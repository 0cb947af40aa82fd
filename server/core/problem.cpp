#include "server/core/problem.h"

#include <algorithm>

#include "shared/json/writer.h"

namespace mingchou::server {

Language language_of(const Request& request) {
  std::string_view list = request.header("Accept-Language").value_or("");
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (const auto language = language_from_tag(trimmed(list.substr(0, end)))) return *language;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return Language::chinese;
}

namespace {

/// What the store says is for whoever runs the server: it names files of this machine, and a tablet's user who reads
/// that the disk is full would look at the tablet. A client is told about the server; the log keeps the rest.
Refusal refusal_of_store(const Error& error) {
  const bool is_full = error.code == "store.disk_full";
  const bool is_passing = error.code == "store.busy" || error.code == "store.cancelled";
  const char* code = is_full ? "server.disk_full" : is_passing ? "server.busy" : "server.internal";
  return {is_full ? 507 : is_passing ? 503 : 500, Error(code).because(error.code + ": " + error.detail)};
}

}  // namespace

namespace {

struct Status {
  std::string_view code;
  int status;
};

/// Of what the accounts say; the rest of them is about what was typed.
constexpr Status account_statuses[] = {
    {"account.sign_in_needed", 401},         {"account.session_ended", 401},        {"account.sign_in_refused", 401},
    {"account.second_factor_needed", 403},   {"account.second_factor_wrong", 403},  {"account.password_wrong", 403},
    {"account.password_change_needed", 403}, {"account.not_allowed", 403},          {"account.own_rights", 403},
    {"account.too_many_attempts", 429},      {"account.unknown_user", 404},         {"account.login_taken", 409},
    {"account.last_administrator", 409},     {"account.second_factor_exists", 409}, {"account.no_second_factor", 409},
    {"account.changed_meanwhile", 412},      {"account.revision_needed", 428},      {"account.inspector_taken", 409},
};

/// Of what files and imports say.
int import_status(std::string_view code) {
  if (code == "imports.not_now" || code == "imports.has_errors" || code == "imports.nothing_to_apply") return 409;
  if (code == "imports.no_department") return 403;
  return code == "sheets.write_failed" ? 507 : 400;
}

int account_status(std::string_view code) {
  const auto* const found = std::ranges::find(account_statuses, code, &Status::code);
  return found == std::end(account_statuses) ? 400 : found->status;
}

/// Of what item lists say; the rest of them is about what was typed.
constexpr Status item_statuses[] = {
    {"items.changed_meanwhile", 412},   {"items.revision_needed", 428}, {"items.wrong_state", 409},
    {"items.draft_exists", 409},        {"items.list_exists", 409},     {"items.nothing_changed", 409},
    {"items.code_repeated", 409},       {"items.list_full", 409},       {"items.order_incomplete", 409},
    {"items.published_already", 409},   {"items.void_already", 409},    {"items.nothing_withdrawn", 409},
    {"items.review_without_list", 409}, {"items.hash_differs", 409},    {"items.reviewed_already", 409},
    {"items.not_in_force", 409},
};

int item_status(std::string_view code) {
  const auto* const found = std::ranges::find(item_statuses, code, &Status::code);
  return found == std::end(item_statuses) ? 400 : found->status;
}

/// Of what plans say; the rest of them is about what was typed.
constexpr Status plan_statuses[] = {
    {"plans.changed_meanwhile", 412}, {"plans.wrong_state", 409}, {"plans.year_taken", 409},
    {"plans.nothing_changed", 409},   {"plans.no_rows", 409},     {"plans.adjustment_open", 409},
    {"plans.too_many_rows", 409},     {"plans.first_draft", 409},
};

int plan_status(std::string_view code) {
  const auto* const found = std::ranges::find(plan_statuses, code, &Status::code);
  return found == std::end(plan_statuses) ? 400 : found->status;
}

/// Of what tasks say; the rest of them is about what was typed.
constexpr Status task_statuses[] = {
    {"tasks.changed_meanwhile", 412}, {"tasks.wrong_state", 409},        {"tasks.plan_not_approved", 409},
    {"tasks.period_over", 409},       {"tasks.nothing_in_range", 409},   {"tasks.count_above_cap", 409},
    {"tasks.more_than_planned", 409}, {"tasks.too_few_inspectors", 409}, {"tasks.too_few_places", 409},
    {"tasks.not_sealed", 409},        {"tasks.told_already", 409},       {"tasks.visit_gone", 409},
    {"tasks.visit_declined", 409},    {"tasks.visit_over", 409},
};

int task_status(std::string_view code) {
  const auto* const found = std::ranges::find(task_statuses, code, &Status::code);
  return found == std::end(task_statuses) ? 400 : found->status;
}

/// Of what a draw that is being held says; the rest of them is about what was sent.
constexpr Status ceremony_statuses[] = {
    {"ceremony.task_in_draw", 409},       {"ceremony.wrong_stage", 409},    {"ceremony.not_there", 404},
    {"ceremony.not_drawn", 409},          {"ceremony.seat_open", 409},      {"ceremony.joined_already", 409},
    {"ceremony.given_already", 409},      {"ceremony.value_first", 409},    {"ceremony.value_early", 409},
    {"ceremony.invitation_unknown", 401}, {"ceremony.suite_of_round", 409}, {"ceremony.change_settled", 409},
    {"ceremony.own_proposal", 403},       {"ceremony.sealed", 403},         {"ceremony.invitation_over", 401},
    {"ceremony.rosters_kept", 409},
};

int ceremony_status(std::string_view code) {
  const auto* const found = std::ranges::find(ceremony_statuses, code, &Status::code);
  return found == std::end(ceremony_statuses) ? 400 : found->status;
}

/// Of what the transparency log says.
int log_status(std::string_view code) {
  if (code == "log.not_begun" || code == "log.beyond_end") return 404;
  // Of what it keeps itself; signed notes and keys come from witnesses.
  const bool is_sent = code == "log.leaf_too_large" || code == "log.note_form" || code == "log.key_form";
  return is_sent ? 400 : 500;
}

/// Of what the registers say; the rest of them is about what was typed.
constexpr Status registry_statuses[] = {
    {"registry.not_found", 404},         {"registry.ended", 409},
    {"registry.changed_meanwhile", 412}, {"registry.revision_needed", 428},
    {"registry.department_in_use", 409}, {"registry.department_name_taken", 409},
    {"registry.credit_code_taken", 409}, {"registry.staff_number_taken", 409},
    {"registry.certificate_taken", 409}, {"registry.recusal_exists", 409},
    {"registry.tag_name_taken", 409},    {"registry.before_last_change", 409},
    {"registry.preview_outdated", 409},  {"registry.edit_undone", 409},
};

int registry_status(std::string_view code) {
  const auto* const found = std::ranges::find(registry_statuses, code, &Status::code);
  return found == std::end(registry_statuses) ? 400 : found->status;
}

}  // namespace

Refusal refusal_of(Error error) {
  const std::string_view code = error.code;
  if (code.starts_with("store.")) return refusal_of_store(error);
  if (code.starts_with("registry.")) return {registry_status(code), std::move(error)};
  if (code.starts_with("codes.") || code.starts_with("search.")) return {400, std::move(error)};
  if (code.starts_with("account.")) return {account_status(code), std::move(error)};
  if (code.starts_with("imports.") || code.starts_with("sheets.")) return {import_status(code), std::move(error)};
  if (code.starts_with("items.")) return {item_status(code), std::move(error)};
  if (code.starts_with("plans.")) return {plan_status(code), std::move(error)};
  if (code.starts_with("tasks.")) return {task_status(code), std::move(error)};
  if (code.starts_with("ceremony.")) return {ceremony_status(code), std::move(error)};
  if (code.starts_with("draw.shortfall")) return {409, std::move(error)};
  if (code == "draw.proof_target") return {404, std::move(error)};
  // What a witness or a person who types sends is checked by the rules of draws.
  if (code.starts_with("draw.")) return {400, std::move(error)};
  if (code.starts_with("log.")) return {log_status(code), std::move(error)};
  int status = 500;
  if (code == "server.not_found") status = 404;
  if (code.starts_with("json.") || code == "server.field_invalid" || code == "registry.bad_cursor" ||
      code == "registry.bad_limit")
    status = 400;
  if (code == "server.busy" || code == "snapshot.building") status = 503;
  return {status, std::move(error)};
}

Response problem(const Refusal& refusal, std::string_view request_id, Language language) {
  const Error& error = refusal.error;
  json::Writer writer;
  writer.begin_object()
      .field("type", "urn:mingchou:problem:" + error.code)
      .field("title", render(error, language))
      .field("status", refusal.status)
      .field("code", error.code)
      .key("arguments")
      .begin_object();
  for (const auto& argument : error.arguments) writer.field(argument.name, argument.value);
  writer.end_object().field("request_id", request_id).end_object();

  Response response;
  response.status = refusal.status;
  response.set("Content-Type", "application/problem+json");
  response.set("Content-Language", language == Language::chinese ? "zh-CN" : "en");
  response.set("Cache-Control", "no-store");
  response.body = std::move(writer).take();
  return response;
}

}  // namespace mingchou::server
