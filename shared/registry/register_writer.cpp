#include "shared/registry/register_writer.h"

namespace mingchou {
namespace {

std::optional<std::string> text_of(const std::optional<CivilDate>& date) {
  return date ? std::optional(date->text()) : std::nullopt;
}

}  // namespace

Result<> RegisterWriter::insert(const Department& d) {
  return db_.run(R"sql(
    INSERT INTO department (id, code, name, short_name, kind, sort_order, phone, address,
                            revision, valid_from, recorded_at, recorded_by, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?))sql",
                 d.id, d.code, d.name, d.short_name, text_of(d.kind), d.sort_order, d.phone, d.address,
                 recorded_.valid_from.text(), recorded_.at, recorded_.by, recorded_.reason);
}

Result<> RegisterWriter::insert(const Tag& tag) {
  return db_.run("INSERT INTO tag (id, name, valid_from, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?)", tag.id,
                 tag.name, recorded_.valid_from.text(), recorded_.at, recorded_.by);
}

Result<> RegisterWriter::insert(const Target& t) {
  MC_TRY(db_.run(R"sql(
    INSERT INTO target (id, kind, name, credit_code, registration_number, holder_id, form, established_on,
                        registration_authority, status, legal_person, township_code, address, contact_name,
                        contact_phone, industry_code, responsible_department_id, station, area, risk_class, risk_source,
                        risk_on, food_risk_class, last_checked_on, source, external_number,
                        revision, valid_from, recorded_at, recorded_by, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?))sql",
                 t.id, mingchou::text_of(t.kind), t.name, t.credit_code, t.registration_number, t.holder_id, t.form,
                 text_of(t.established_on), t.registration_authority, mingchou::text_of(t.status), t.legal_person,
                 t.township_code, t.address, t.contact_name, t.contact_phone, t.industry_code,
                 t.responsible_department_id, t.station, t.area, t.risk_class, t.risk_source, text_of(t.risk_on),
                 t.food_risk_class, text_of(t.last_checked_on), t.source, t.external_number,
                 recorded_.valid_from.text(), recorded_.at, recorded_.by, recorded_.reason));
  return insert_parts(t);
}

Result<> RegisterWriter::insert_parts(const Target& t) {
  for (const TagId& tag : t.tags)
    MC_TRY(db_.run("INSERT INTO target_tag (target_id, tag_id) VALUES (?, ?)", t.id, tag));
  for (const Licence& licence : t.licences)
    MC_TRY(
        db_.run("INSERT INTO target_licence (id, target_id, name, number, authority, issued_on, expires_on) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                licence.id, t.id, licence.name, licence.number, licence.authority, text_of(licence.issued_on),
                text_of(licence.expires_on)));
  return {};
}

Result<> RegisterWriter::insert(const Inspector& i) {
  MC_TRY(db_.run(R"sql(
    INSERT INTO inspector (id, staff_number, name, sex, department_id, unit, township_code, position, phone, person_kind,
                           status, source, external_number, revision, valid_from, recorded_at, recorded_by, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?))sql",
                 i.id, i.staff_number, i.name, i.sex, i.department_id, i.unit, i.township_code, i.position, i.phone,
                 mingchou::text_of(i.person_kind), mingchou::text_of(i.status), i.source, i.external_number,
                 recorded_.valid_from.text(), recorded_.at, recorded_.by, recorded_.reason));
  return insert_parts(i);
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

Result<> RegisterWriter::insert(const Recusal& r) {
  return db_.run(
      "INSERT INTO recusal (id, inspector_id, target_id, reason, entered_by_side, valid_from, recorded_at, "
      "recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      r.id, r.inspector_id, r.target_id, r.reason, mingchou::text_of(r.entered_by_side), recorded_.valid_from.text(),
      recorded_.at, recorded_.by);
}

}  // namespace mingchou
