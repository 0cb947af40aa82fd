#include "shared/access/grants.h"

#include <array>

namespace mingchou::access {
namespace {

using enum Role;
using enum Action;

// The system administrator keeps users and looks at the trail, and has no hand in inspections: whoever could do both
// could cover the one with the other.
constexpr Grant table[] = {
    // Departments come before their users: whoever sets the system up makes both.
    {system_administrator, departments_write, Scope::all},
    {system_administrator, users_read, Scope::all},
    {system_administrator, users_write, Scope::all},
    // Of the registers it knows of inspectors what says whose an account is (server/api/user_inspectors.cpp), and the
    // trail tells it who changed which fields of which entry, and not what stands there: it has no
    // registers_read (server/audit/visible_states.h).
    {system_administrator, audit_read, Scope::all},
    {system_administrator, log_read, Scope::all},

    {joint_meeting_office, registers_read, Scope::all},
    // Risk classes steer who is inspected more often: for those who plan and those who audit, not for who visits.
    {joint_meeting_office, risk_read, Scope::all},
    // The member departments are the joint meeting's, and so is the county's one vocabulary of tags.
    {joint_meeting_office, departments_write, Scope::all},
    {joint_meeting_office, tags_write, Scope::all},
    {joint_meeting_office, item_lists_read, Scope::all},
    {joint_meeting_office, joint_list_write, Scope::all},
    {joint_meeting_office, plans_read, Scope::all},
    {joint_meeting_office, plans_write, Scope::all},
    {joint_meeting_office, plans_approve, Scope::all},
    {joint_meeting_office, draw_read, Scope::all},
    {joint_meeting_office, draw_hold, Scope::all},
    {joint_meeting_office, checks_read, Scope::all},
    {joint_meeting_office, publication_read, Scope::all},
    {joint_meeting_office, audit_read, Scope::all},
    {joint_meeting_office, log_read, Scope::all},

    {department_administrator, registers_read, Scope::own},
    {department_administrator, registers_write, Scope::own},
    {department_administrator, risk_read, Scope::own},
    {department_administrator, tags_write, Scope::own},
    {department_administrator, item_lists_read, Scope::own},
    {department_administrator, item_lists_write, Scope::own},
    {department_administrator, plans_read, Scope::own},
    {department_administrator, plans_propose, Scope::own},
    {department_administrator, draw_read, Scope::own},
    {department_administrator, draw_hold, Scope::own},
    {department_administrator, checks_read, Scope::own},
    {department_administrator, checks_reassign, Scope::own},
    {department_administrator, publication_read, Scope::own},
    {department_administrator, publication_write, Scope::own},
    {department_administrator, users_read, Scope::own},
    {department_administrator, users_write, Scope::own},
    {department_administrator, audit_read, Scope::own},
    {department_administrator, log_read, Scope::all},

    {inspector, registers_read, Scope::own},
    {inspector, item_lists_read, Scope::all},
    {inspector, plans_read, Scope::all},
    {inspector, draw_read, Scope::after_window},
    {inspector, checks_read, Scope::own},
    {inspector, checks_write, Scope::own},
    {inspector, log_read, Scope::all},

    {reviewer, registers_read, Scope::own},
    {reviewer, item_lists_read, Scope::all},
    {reviewer, plans_read, Scope::all},
    {reviewer, draw_read, Scope::all},
    {reviewer, checks_read, Scope::own},
    {reviewer, publication_read, Scope::own},
    {reviewer, publication_write, Scope::own},
    {reviewer, audit_read, Scope::own},
    {reviewer, log_read, Scope::all},

    {auditor, registers_read, Scope::all},
    {auditor, risk_read, Scope::all},
    {auditor, item_lists_read, Scope::all},
    {auditor, plans_read, Scope::all},
    {auditor, draw_read, Scope::all},
    {auditor, draw_audit, Scope::all},
    {auditor, checks_read, Scope::all},
    {auditor, publication_read, Scope::all},
    {auditor, audit_read, Scope::all},
    {auditor, log_read, Scope::all},

    {county_viewer, registers_read, Scope::without_personal_data},
    {county_viewer, item_lists_read, Scope::all},
    {county_viewer, plans_read, Scope::all},
    {county_viewer, draw_read, Scope::all},
    {county_viewer, checks_read, Scope::counts},
    {county_viewer, publication_read, Scope::all},
    {county_viewer, log_read, Scope::all},
};

constexpr std::array<std::string_view, action_count> action_texts = {
    "registers_read",   "registers_write",   "risk_read",  "departments_write", "tags_write",   "item_lists_read",
    "item_lists_write", "joint_list_write",  "plans_read", "plans_propose",     "plans_write",  "plans_approve",
    "draw_read",        "draw_hold",         "draw_audit", "checks_read",       "checks_write", "checks_reassign",
    "publication_read", "publication_write", "users_read", "users_write",       "audit_read",   "log_read"};

constexpr std::array<std::string_view, 7> scope_texts = {"none",         "published", "counts", "without_personal_data",
                                                         "after_window", "own",       "all"};

}  // namespace

std::string_view text_of(Action action) { return action_texts[static_cast<std::size_t>(action)]; }
std::string_view text_of(Scope scope) { return scope_texts[static_cast<std::size_t>(scope)]; }

std::span<const Grant> grants() { return table; }

Scope scope_of_public(Action action) {
  switch (action) {
    case item_lists_read:
    case plans_read:
    case draw_read:
    case publication_read:
      return Scope::published;
    case log_read:
      return Scope::all;
    default:
      return Scope::none;
  }
}

Scope scope_of(Role role, Action action) {
  for (const Grant& grant : table)
    if (grant.role == role && grant.action == action) return grant.scope;
  return Scope::none;
}

}  // namespace mingchou::access
