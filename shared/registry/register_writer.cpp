#include "shared/registry/register_writer.h"

#include <utility>

#include "shared/registry/columns.h"

namespace mingchou {
namespace {

/// Some 10 MB.
constexpr std::size_t deferred_max = 10'000;

}  // namespace

Result<> RegisterWriter::write(std::string_view sql, const Department& d, std::int64_t revision) {
  return db_.run(sql, d.id, d.code, d.name, d.short_name, text_of(d.kind), d.sort_order, d.phone, d.address, revision,
                 recorded_.valid_from.text(), recorded_.at, recorded_.by, recorded_.reason);
}

Result<> RegisterWriter::insert(const Department& department) {
  static const std::string sql = columns::insert_into("department", columns::department);
  return write(sql, department, 1);
}

Result<> RegisterWriter::insert(const Tag& tag) {
  return db_.run("INSERT INTO tag (id, name, valid_from, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?)", tag.id,
                 tag.name, recorded_.valid_from.text(), recorded_.at, recorded_.by);
}

Result<> RegisterWriter::write(std::string_view sql, const Target& t, std::int64_t revision) {
  return db_.run(sql, t.id, text_of(t.kind), t.name, t.credit_code, t.registration_number, t.holder_id, t.form,
                 columns::text_of(t.established_on), t.registration_authority, text_of(t.status), t.legal_person,
                 t.township_code, t.address, t.contact_name, t.contact_phone, t.industry_code,
                 t.responsible_department_id, t.station, t.area, t.risk_class, t.risk_source,
                 columns::text_of(t.risk_on), t.food_risk_class, columns::text_of(t.last_checked_on), t.source,
                 t.external_number, columns::text_of(t.receipt.result), t.receipt.message,
                 columns::text_of(t.receipt.on), revision, recorded_.valid_from.text(), recorded_.at, recorded_.by,
                 recorded_.reason);
}

Result<> RegisterWriter::insert(const Target& target) {
  static const std::string sql = columns::insert_into("target", columns::target);
  MC_TRY(write(sql, target, 1));
  MC_TRY(insert_parts(target));
  if (!is_index_deferred_) return add_to_index(db_, target);
  deferred_.added.push_back(index_entry_of(target));
  return write_index_if_long();
}

Result<> RegisterWriter::note_in_index(const Target& target) {
  if (!is_index_deferred_) return change_in_index(db_, target);
  deferred_.changed.push_back(index_entry_of(target));
  return write_index_if_long();
}

Result<> RegisterWriter::forget_in_index(const TargetId& id) {
  if (!is_index_deferred_) return remove_from_index(db_, id);
  deferred_.removed.push_back(id);
  return write_index_if_long();
}

Result<> RegisterWriter::write_index_if_long() { return deferred_.count() < deferred_max ? Result<>() : write_index(); }

Result<> RegisterWriter::write_index() {
  const IndexChanges changes = std::exchange(deferred_, {});
  return write_index_changes(db_, changes);
}

Result<> RegisterWriter::insert_parts(const Target& t) {
  for (const TagId& tag : t.tags)
    MC_TRY(db_.run("INSERT INTO target_tag (target_id, tag_id) VALUES (?, ?)", t.id, tag));
  for (const Licence& licence : t.licences)
    MC_TRY(
        db_.run("INSERT INTO target_licence (id, target_id, name, number, authority, issued_on, expires_on) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                licence.id, t.id, licence.name, licence.number, licence.authority, columns::text_of(licence.issued_on),
                columns::text_of(licence.expires_on)));
  return {};
}

Result<> RegisterWriter::remove_parts(const TargetId& id) {
  MC_TRY(db_.run("DELETE FROM target_tag WHERE target_id = ?", id));
  return db_.run("DELETE FROM target_licence WHERE target_id = ?", id);
}

Result<> RegisterWriter::write(std::string_view sql, const Inspector& i, std::int64_t revision) {
  return db_.run(sql, i.id, i.staff_number, i.name, i.sex, i.department_id, i.unit, i.township_code, i.position,
                 i.phone, text_of(i.person_kind), text_of(i.status), i.source, i.external_number,
                 columns::text_of(i.receipt.result), i.receipt.message, columns::text_of(i.receipt.on), i.capacity,
                 revision, recorded_.valid_from.text(), recorded_.at, recorded_.by, recorded_.reason);
}

Result<> RegisterWriter::insert(const Inspector& inspector) {
  static const std::string sql = columns::insert_into("inspector", columns::inspector);
  MC_TRY(write(sql, inspector, 1));
  return insert_parts(inspector);
}

Result<> RegisterWriter::insert_parts(const Inspector& i) {
  for (const Certificate& c : i.certificates)
    MC_TRY(
        db_.run("INSERT INTO certificate (id, inspector_id, number, field, authority, issued_on, expires_on) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                c.id, i.id, c.number, c.field, c.authority, c.issued_on.text(), c.expires_on.text()));
  for (const std::string& specialty : i.specialties)
    MC_TRY(db_.run("INSERT INTO inspector_specialty (inspector_id, specialty) VALUES (?, ?)", i.id, specialty));
  for (const Leave& leave : i.leaves)
    MC_TRY(db_.run("INSERT INTO inspector_leave (id, inspector_id, first_day, last_day, reason) VALUES (?, ?, ?, ?, ?)",
                   leave.id, i.id, leave.first_day.text(), leave.last_day.text(), leave.reason));
  return {};
}

Result<> RegisterWriter::remove_parts(const InspectorId& id) {
  MC_TRY(db_.run("DELETE FROM certificate WHERE inspector_id = ?", id));
  MC_TRY(db_.run("DELETE FROM inspector_specialty WHERE inspector_id = ?", id));
  return db_.run("DELETE FROM inspector_leave WHERE inspector_id = ?", id);
}

Result<> RegisterWriter::write(std::string_view sql, const Expert& e, std::int64_t revision) {
  return db_.run(sql, e.id, e.name, e.sex, e.department_id, e.institution, e.title, e.phone, text_of(e.status),
                 e.source, e.external_number, columns::text_of(e.receipt.result), e.receipt.message,
                 columns::text_of(e.receipt.on), revision, recorded_.valid_from.text(), recorded_.at, recorded_.by,
                 recorded_.reason);
}

Result<> RegisterWriter::insert(const Expert& expert) {
  static const std::string sql = columns::insert_into("expert", columns::expert);
  MC_TRY(write(sql, expert, 1));
  return insert_parts(expert);
}

Result<> RegisterWriter::insert_parts(const Expert& e) {
  for (const std::string& field : e.fields)
    MC_TRY(db_.run("INSERT INTO expert_field (expert_id, field) VALUES (?, ?)", e.id, field));
  for (const Licence& q : e.qualifications)
    MC_TRY(db_.run(
        "INSERT INTO expert_qualification (id, expert_id, name, number, authority, issued_on, expires_on) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        q.id, e.id, q.name, q.number, q.authority, columns::text_of(q.issued_on), columns::text_of(q.expires_on)));
  return {};
}

Result<> RegisterWriter::remove_parts(const ExpertId& id) {
  MC_TRY(db_.run("DELETE FROM expert_field WHERE expert_id = ?", id));
  return db_.run("DELETE FROM expert_qualification WHERE expert_id = ?", id);
}

Result<> RegisterWriter::insert(const Training& t) {
  MC_TRY(
      db_.run("INSERT INTO training (id, department_id, held_on, topic, organiser, duration_minutes, valid_from, "
              "recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              t.id, t.department_id, t.held_on.text(), t.topic, t.organiser, t.duration_minutes,
              recorded_.valid_from.text(), recorded_.at, recorded_.by));
  for (const InspectorId& attendee : t.attendees)
    MC_TRY(db_.run("INSERT INTO training_attendance (training_id, inspector_id) VALUES (?, ?)", t.id, attendee));
  return {};
}

Result<> RegisterWriter::end_row(std::string_view table, const Uuid& id) {
  MC_TRY(db_.run("UPDATE " + std::string(table) + " SET valid_to = ? WHERE id = ? AND valid_to IS NULL",
                 recorded_.valid_from.text(), id));
  if (db_.changes() == 0) return fail(Error("registry.not_found"));
  return {};
}

Result<> RegisterWriter::end(const TagId& id) { return end_row("tag", id.uuid); }
Result<> RegisterWriter::end(const RecusalId& id) { return end_row("recusal", id.uuid); }
Result<> RegisterWriter::end(const TrainingId& id) { return end_row("training", id.uuid); }

Result<> RegisterWriter::insert(const Recusal& r) {
  return db_.run(
      "INSERT INTO recusal (id, inspector_id, target_id, reason, entered_by_side, valid_from, recorded_at, "
      "recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      r.id, r.inspector_id, r.target_id, r.reason, text_of(r.entered_by_side), recorded_.valid_from.text(),
      recorded_.at, recorded_.by);
}

}  // namespace mingchou
