#include "shared/registry/register_checks.h"

namespace mingchou {
namespace {

/// The first column of the first row, or nothing.
template <class... Values>
Result<std::optional<std::string>> first_text(Database& db, std::string_view sql, const Values&... values) {
  Statement find = MC_TRY(db.prepare(sql));
  find.bind_all(values...);
  if (!MC_TRY(find.step())) return std::nullopt;
  return std::string(find.text(0));
}

/// The joint meeting's office plans and supervises; it has neither inspectors nor targets (国办发〔2024〕54号).
Result<> check_inspecting_department(Database& db, const DepartmentId& id) {
  const auto kind = MC_TRY(first_text(db, "SELECT kind FROM department WHERE id = ? AND valid_to IS NULL", id));
  if (!kind) return fail(Error("registry.unknown_department"));
  if (*kind == text_of(DepartmentKind::joint_meeting_office))
    return fail(Error("registry.department_does_not_inspect"));
  return {};
}

Result<> check_tags(Database& db, const Target& target) {
  for (const TagId& tag : target.tags)
    if (!MC_TRY(first_text(db, "SELECT name FROM tag WHERE id = ?", tag))) return fail(Error("registry.unknown_tag"));
  return {};
}

}  // namespace

Result<> check_references(Database& db, const Department& department) {
  const auto name =
      MC_TRY(first_text(db, "SELECT name FROM department WHERE (name = ? OR code = ?) AND id <> ? AND valid_to IS NULL",
                        department.name, department.code, department.id));
  if (name) return fail(Error("registry.department_name_taken").with("name", *name));
  return {};
}

Result<> check_references(Database& db, const Target& target) {
  MC_TRY(check_inspecting_department(db, target.responsible_department_id));
  MC_TRY(check_tags(db, target));
  if (target.holder_id && !MC_TRY(first_text(db, "SELECT name FROM target WHERE id = ?", *target.holder_id)))
    return fail(Error("registry.unknown_holder"));
  if (!target.credit_code) return {};
  const auto name =
      MC_TRY(first_text(db, "SELECT name FROM target WHERE credit_code = ? AND id <> ? AND valid_to IS NULL",
                        *target.credit_code, target.id));
  if (name) return fail(Error("registry.credit_code_taken").with("code", *target.credit_code).with("name", *name));
  return {};
}

Result<> check_references(Database& db, const Inspector& inspector) {
  MC_TRY(check_inspecting_department(db, inspector.department_id));
  const auto name = MC_TRY(first_text(db,
                                      "SELECT name FROM inspector WHERE department_id = ? AND staff_number = ? AND "
                                      "id <> ? AND valid_to IS NULL",
                                      inspector.department_id, inspector.staff_number, inspector.id));
  if (name)
    return fail(Error("registry.staff_number_taken").with("number", inspector.staff_number).with("name", *name));
  for (const Certificate& certificate : inspector.certificates) {
    const auto holder = MC_TRY(first_text(db,
                                          "SELECT name FROM certificate JOIN inspector ON inspector_id = inspector.id "
                                          "WHERE number = ? AND inspector_id <> ? AND valid_to IS NULL",
                                          certificate.number, inspector.id));
    if (holder)
      return fail(Error("registry.certificate_taken").with("number", certificate.number).with("name", *holder));
  }
  return {};
}

Result<> check_references(Database& db, const Expert& expert) {
  if (!MC_TRY(first_text(db, "SELECT name FROM department WHERE id = ? AND valid_to IS NULL", expert.department_id)))
    return fail(Error("registry.unknown_department"));
  return {};
}

Result<> check_references(Database& db, const Recusal& recusal) {
  if (!MC_TRY(first_text(db, "SELECT name FROM inspector WHERE id = ? AND valid_to IS NULL", recusal.inspector_id)))
    return fail(Error("registry.unknown_inspector"));
  if (!MC_TRY(first_text(db, "SELECT name FROM target WHERE id = ? AND valid_to IS NULL", recusal.target_id)))
    return fail(Error("registry.unknown_target"));
  if (MC_TRY(first_text(db, "SELECT reason FROM recusal WHERE inspector_id = ? AND target_id = ? AND valid_to IS NULL",
                        recusal.inspector_id, recusal.target_id)))
    return fail(Error("registry.recusal_exists"));
  return {};
}

Result<> check_references(Database& db, const Training& training) {
  MC_TRY(check_inspecting_department(db, training.department_id));
  for (const InspectorId& attendee : training.attendees)
    if (!MC_TRY(first_text(db, "SELECT name FROM inspector WHERE id = ? AND department_id = ? AND valid_to IS NULL",
                           attendee, training.department_id)))
      return fail(Error("registry.unknown_inspector"));
  return {};
}

Result<> check_references(Database& db, const Tag& tag) {
  if (MC_TRY(first_text(db, "SELECT name FROM tag WHERE name = ? AND id <> ? AND valid_to IS NULL", tag.name, tag.id)))
    return fail(Error("registry.tag_name_taken").with("name", tag.name));
  return {};
}

}  // namespace mingchou
