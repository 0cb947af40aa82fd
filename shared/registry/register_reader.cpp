#include "shared/registry/register_reader.h"

#include "shared/registry/columns.h"

namespace mingchou {
namespace {

/// Takes the columns of a row one after the other.
class Cells {
 public:
  explicit Cells(const Statement& row) : row_(row) {}

  std::string text() { return std::string(row_.text(next_++)); }
  std::optional<std::string> text_or_nothing() {
    const int column = next_++;
    if (row_.is_null(column)) return std::nullopt;
    return std::string(row_.text(column));
  }
  std::int64_t number() { return row_.int64(next_++); }
  std::optional<int> number_or_nothing() {
    const int column = next_++;
    if (row_.is_null(column)) return std::nullopt;
    return static_cast<int>(row_.int64(column));
  }
  template <class IdType>
  IdType id() {
    return {row_.uuid(next_++).value_or(Uuid{})};
  }
  template <class IdType>
  std::optional<IdType> id_or_nothing() {
    const auto uuid = row_.uuid(next_++);
    if (!uuid) return std::nullopt;
    return IdType{*uuid};
  }
  std::optional<CivilDate> date_or_nothing() { return CivilDate::parse(row_.text(next_++)); }
  CivilDate date() { return date_or_nothing().value_or(CivilDate{}); }
  /// The schema's CHECKs let no other text in.
  /// `From` is called by name: of a function whose address alone is taken, clang knows no signature for WebAssembly
  /// while std::optional of that type is incomplete, and the call would trap.
  template <auto From>
  auto value() {
    const auto found = From(row_.text(next_++));
    return found.value_or(typename decltype(found)::value_type{});
  }

 private:
  const Statement& row_;
  int next_ = 0;
};

EntityState state_of(Cells& cells) {
  EntityState state;
  state.revision = cells.number();
  state.valid_from = cells.date();
  state.recorded_at = {cells.number()};
  state.recorded_by = cells.text();
  state.reason = cells.text();
  state.valid_to = cells.date_or_nothing();
  return state;
}

Receipt receipt_of(Cells& cells) {
  Receipt receipt;
  receipt.result = cells.value<receipt_result_from>();
  receipt.message = cells.text_or_nothing();
  receipt.on = cells.date_or_nothing();
  return receipt;
}

Result<> read_licences(Statement& rows, std::vector<Licence>& licences) {
  while (MC_TRY(rows.step())) {
    Cells cells(rows);
    Licence licence;
    licence.id = cells.id<LicenceId>();
    licence.name = cells.text();
    licence.number = cells.text();
    licence.authority = cells.text();
    licence.issued_on = cells.date_or_nothing();
    licence.expires_on = cells.date_or_nothing();
    licences.push_back(std::move(licence));
  }
  return {};
}

Result<> read_parts(Database& db, Target& target) {
  Statement tags = MC_TRY(db.prepare("SELECT tag_id FROM target_tag WHERE target_id = ? ORDER BY tag_id"));
  tags.bind(1, target.id);
  while (MC_TRY(tags.step())) target.tags.push_back({tags.uuid(0).value_or(Uuid{})});
  Statement licences = MC_TRY(
      db.prepare("SELECT id, name, number, authority, issued_on, expires_on FROM target_licence WHERE target_id = ? "
                 "ORDER BY id"));
  licences.bind(1, target.id);
  return read_licences(licences, target.licences);
}

Result<> read_certificates(Database& db, Inspector& inspector) {
  Statement rows = MC_TRY(
      db.prepare("SELECT id, number, field, authority, issued_on, expires_on FROM certificate WHERE inspector_id = ? "
                 "ORDER BY id"));
  rows.bind(1, inspector.id);
  while (MC_TRY(rows.step())) {
    Cells cells(rows);
    Certificate certificate;
    certificate.id = cells.id<CertificateId>();
    certificate.number = cells.text();
    certificate.field = cells.text();
    certificate.authority = cells.text();
    certificate.issued_on = cells.date();
    certificate.expires_on = cells.date();
    inspector.certificates.push_back(std::move(certificate));
  }
  return {};
}

Result<> read_parts(Database& db, Inspector& inspector) {
  MC_TRY(read_certificates(db, inspector));
  Statement specialties =
      MC_TRY(db.prepare("SELECT specialty FROM inspector_specialty WHERE inspector_id = ? ORDER BY specialty"));
  specialties.bind(1, inspector.id);
  while (MC_TRY(specialties.step())) inspector.specialties.emplace_back(specialties.text(0));
  Statement leaves = MC_TRY(
      db.prepare("SELECT id, first_day, last_day, reason FROM inspector_leave WHERE inspector_id = ? ORDER BY id"));
  leaves.bind(1, inspector.id);
  while (MC_TRY(leaves.step())) {
    Cells cells(leaves);
    Leave leave;
    leave.id = cells.id<LeaveId>();
    leave.first_day = cells.date();
    leave.last_day = cells.date();
    leave.reason = cells.text();
    inspector.leaves.push_back(std::move(leave));
  }
  return {};
}

Result<> read_parts(Database& db, Expert& expert) {
  Statement fields = MC_TRY(db.prepare("SELECT field FROM expert_field WHERE expert_id = ? ORDER BY field"));
  fields.bind(1, expert.id);
  while (MC_TRY(fields.step())) expert.fields.emplace_back(fields.text(0));
  Statement rows =
      MC_TRY(db.prepare("SELECT id, name, number, authority, issued_on, expires_on FROM expert_qualification "
                        "WHERE expert_id = ? ORDER BY id"));
  rows.bind(1, expert.id);
  return read_licences(rows, expert.qualifications);
}

}  // namespace

Result<std::optional<Stored<Department>>> find_entity(Database& db, const DepartmentId& id) {
  static const std::string query = columns::select_from("department", columns::department);
  Statement find = MC_TRY(db.prepare(query));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  Cells cells(find);
  Stored<Department> found;
  Department& d = found.entity;
  d.id = id;
  d.code = cells.text();
  d.name = cells.text();
  d.short_name = cells.text();
  d.kind = cells.value<department_kind_from>();
  d.sort_order = static_cast<int>(cells.number());
  d.phone = cells.text_or_nothing();
  d.address = cells.text_or_nothing();
  found.state = state_of(cells);
  return found;
}

Result<std::optional<Stored<Target>>> find_entity(Database& db, const TargetId& id) {
  static const std::string query = columns::select_from("target", columns::target);
  Statement find = MC_TRY(db.prepare(query));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  Cells cells(find);
  Stored<Target> found;
  Target& t = found.entity;
  t.id = id;
  t.kind = cells.value<target_kind_from>();
  t.name = cells.text();
  t.credit_code = cells.text_or_nothing();
  t.registration_number = cells.text_or_nothing();
  t.holder_id = cells.id_or_nothing<TargetId>();
  t.form = cells.text_or_nothing();
  t.established_on = cells.date_or_nothing();
  t.registration_authority = cells.text_or_nothing();
  t.status = cells.value<target_status_from>();
  t.legal_person = cells.text_or_nothing();
  t.township_code = cells.text();
  t.address = cells.text_or_nothing();
  t.contact_name = cells.text_or_nothing();
  t.contact_phone = cells.text_or_nothing();
  t.industry_code = cells.text_or_nothing();
  t.responsible_department_id = cells.id<DepartmentId>();
  t.station = cells.text_or_nothing();
  t.area = cells.text_or_nothing();
  t.risk_class = cells.text_or_nothing();
  t.risk_source = cells.text_or_nothing();
  t.risk_on = cells.date_or_nothing();
  t.food_risk_class = cells.text_or_nothing();
  t.last_checked_on = cells.date_or_nothing();
  t.source = cells.text();
  t.external_number = cells.text_or_nothing();
  t.receipt = receipt_of(cells);
  found.state = state_of(cells);
  find.reset();
  MC_TRY(read_parts(db, t));
  return found;
}

Result<std::optional<Stored<Inspector>>> find_entity(Database& db, const InspectorId& id) {
  static const std::string query = columns::select_from("inspector", columns::inspector);
  Statement find = MC_TRY(db.prepare(query));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  Cells cells(find);
  Stored<Inspector> found;
  Inspector& i = found.entity;
  i.id = id;
  i.staff_number = cells.text();
  i.name = cells.text();
  i.sex = cells.text_or_nothing();
  i.department_id = cells.id<DepartmentId>();
  i.unit = cells.text_or_nothing();
  i.township_code = cells.text_or_nothing();
  i.position = cells.text_or_nothing();
  i.phone = cells.text_or_nothing();
  i.person_kind = cells.value<person_kind_from>();
  i.status = cells.value<inspector_status_from>();
  i.source = cells.text();
  i.external_number = cells.text_or_nothing();
  i.receipt = receipt_of(cells);
  i.capacity = cells.number_or_nothing();
  found.state = state_of(cells);
  find.reset();
  MC_TRY(read_parts(db, i));
  return found;
}

Result<std::optional<Stored<Expert>>> find_entity(Database& db, const ExpertId& id) {
  static const std::string query = columns::select_from("expert", columns::expert);
  Statement find = MC_TRY(db.prepare(query));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  Cells cells(find);
  Stored<Expert> found;
  Expert& e = found.entity;
  e.id = id;
  e.name = cells.text();
  e.sex = cells.text_or_nothing();
  e.department_id = cells.id<DepartmentId>();
  e.institution = cells.text();
  e.title = cells.text_or_nothing();
  e.phone = cells.text_or_nothing();
  e.status = cells.value<expert_status_from>();
  e.source = cells.text();
  e.external_number = cells.text_or_nothing();
  e.receipt = receipt_of(cells);
  found.state = state_of(cells);
  find.reset();
  MC_TRY(read_parts(db, e));
  return found;
}

}  // namespace mingchou
