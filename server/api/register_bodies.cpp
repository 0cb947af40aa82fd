// Bodies of the registers read into entities: the reading half of register_answers.h.
#include <algorithm>

#include "server/api/register_answers.h"
#include "shared/registry/rules.h"

namespace mingchou::server {
namespace {

/// Bounds and form are tidy_and_check()'s; this keeps what is looked at small.
constexpr json::Size text_size{0, 4096};

std::unexpected<Error> invalid(const json::ObjectReader& reader, std::string_view key) {
  return fail(Error("server.field_invalid").with("field", reader.path_of(key)));
}

Result<std::string> text(json::ObjectReader& reader, std::string_view key) {
  return std::string(MC_TRY(reader.text(key, text_size)));
}

Result<std::optional<std::string>> optional_text(json::ObjectReader& reader, std::string_view key) {
  const auto found = MC_TRY(reader.optional_text(key, text_size));
  if (!found) return std::nullopt;
  return std::string(*found);
}

Result<std::optional<CivilDate>> optional_date(json::ObjectReader& reader, std::string_view key) {
  const auto found = MC_TRY(reader.optional_text(key, text_size));
  if (!found) return std::nullopt;
  const auto date = CivilDate::parse(*found);
  if (!date) return invalid(reader, key);
  return date;
}

Result<CivilDate> date(json::ObjectReader& reader, std::string_view key) {
  const auto found = CivilDate::parse(MC_TRY(reader.text(key, text_size)));
  if (!found) return invalid(reader, key);
  return *found;
}

Result<std::optional<Uuid>> optional_id(json::ObjectReader& reader, std::string_view key) {
  const auto found = MC_TRY(reader.optional_text(key, text_size));
  if (!found) return std::nullopt;
  const auto id = Uuid::parse(*found);
  if (!id) return invalid(reader, key);
  return id;
}

Result<DepartmentId> department_id(json::ObjectReader& reader, std::string_view key) {
  const auto id = Uuid::parse(MC_TRY(reader.text(key, text_size)));
  if (!id) return invalid(reader, key);
  return DepartmentId{*id};
}

template <class Enum>
Result<Enum> value(json::ObjectReader& reader, std::string_view key, std::optional<Enum> (*from)(std::string_view)) {
  const auto found = from(MC_TRY(reader.text(key, text_size)));
  if (!found) return invalid(reader, key);
  return *found;
}

/// The id that a part has, if the entity has such a part, or a new one.
template <class Part>
Result<Uuid> part_id(json::ObjectReader& reader, const std::vector<Part>& old, UuidGenerator& ids) {
  const auto id = MC_TRY(optional_id(reader, "id"));
  if (!id) return ids.next();
  if (std::ranges::none_of(old, [&](const Part& part) { return part.id.uuid == *id; })) return invalid(reader, "id");
  return *id;
}

Result<std::vector<Licence>> read_licences(json::ObjectReader& reader, std::string_view key,
                                           const std::vector<Licence>& old, UuidGenerator& ids) {
  std::vector<Licence> licences;
  if (!reader.has(key)) return licences;
  for (json::ObjectReader& part : MC_TRY(reader.objects(key, {0, 256}))) {
    Licence licence;
    licence.id = {MC_TRY(part_id(part, old, ids))};
    licence.name = MC_TRY(text(part, "name"));
    licence.number = MC_TRY(text(part, "number"));
    licence.authority = MC_TRY(text(part, "authority"));
    licence.issued_on = MC_TRY(optional_date(part, "issued_on"));
    licence.expires_on = MC_TRY(optional_date(part, "expires_on"));
    MC_TRY(part.refuse_other_fields());
    licences.push_back(std::move(licence));
  }
  return licences;
}

Result<Receipt> read_receipt(json::ObjectReader& reader) {
  Receipt receipt;
  if (reader.has("receipt_result")) {
    receipt.result = MC_TRY(value(reader, "receipt_result", receipt_result_from));
    // Where there is none, nothing is said.
    if (receipt.result == ReceiptResult::none) return invalid(reader, "receipt_result");
  }
  receipt.message = MC_TRY(optional_text(reader, "receipt_message"));
  receipt.on = MC_TRY(optional_date(reader, "receipt_on"));
  return receipt;
}

Result<std::vector<std::string>> read_words(json::ObjectReader& reader, std::string_view key) {
  std::vector<std::string> words;
  if (!reader.has(key)) return words;
  for (const std::string_view word : MC_TRY(reader.texts(key, {0, 256}, text_size))) words.emplace_back(word);
  return words;
}

template <class Entity>
Result<Entity> checked(Entity entity) {
  auto problems = tidy_and_check(entity);
  if (!problems.empty()) return fail(std::move(problems.front().error));
  return entity;
}

Result<> read_certificates(json::ObjectReader& reader, Inspector& inspector, const Inspector& old, UuidGenerator& ids) {
  if (!reader.has("certificates")) return {};
  for (json::ObjectReader& part : MC_TRY(reader.objects("certificates", {0, 256}))) {
    Certificate certificate;
    certificate.id = {MC_TRY(part_id(part, old.certificates, ids))};
    certificate.number = MC_TRY(text(part, "number"));
    certificate.field = MC_TRY(text(part, "field"));
    certificate.authority = MC_TRY(text(part, "authority"));
    certificate.issued_on = MC_TRY(date(part, "issued_on"));
    certificate.expires_on = MC_TRY(date(part, "expires_on"));
    MC_TRY(part.refuse_other_fields());
    inspector.certificates.push_back(std::move(certificate));
  }
  return {};
}

Result<> read_leaves(json::ObjectReader& reader, Inspector& inspector, const Inspector& old, UuidGenerator& ids) {
  if (!reader.has("leaves")) return {};
  for (json::ObjectReader& part : MC_TRY(reader.objects("leaves", {0, 256}))) {
    Leave leave;
    leave.id = {MC_TRY(part_id(part, old.leaves, ids))};
    leave.first_day = MC_TRY(date(part, "first_day"));
    leave.last_day = MC_TRY(date(part, "last_day"));
    leave.reason = MC_TRY(text(part, "reason"));
    MC_TRY(part.refuse_other_fields());
    inspector.leaves.push_back(std::move(leave));
  }
  return {};
}

}  // namespace

Result<Target> read_target(json::ObjectReader& reader, const Target& old, UuidGenerator& ids) {
  Target t;
  t.id = old.id;
  t.kind = MC_TRY(value(reader, "kind", target_kind_from));
  t.name = MC_TRY(text(reader, "name"));
  t.credit_code = MC_TRY(optional_text(reader, "credit_code"));
  t.registration_number = MC_TRY(optional_text(reader, "registration_number"));
  if (const auto holder = MC_TRY(optional_id(reader, "holder_id"))) t.holder_id = TargetId{*holder};
  t.form = MC_TRY(optional_text(reader, "form"));
  t.established_on = MC_TRY(optional_date(reader, "established_on"));
  t.registration_authority = MC_TRY(optional_text(reader, "registration_authority"));
  t.status = MC_TRY(value(reader, "status", target_status_from));
  t.legal_person = MC_TRY(optional_text(reader, "legal_person"));
  t.township_code = MC_TRY(text(reader, "township_code"));
  t.address = MC_TRY(optional_text(reader, "address"));
  t.contact_name = MC_TRY(optional_text(reader, "contact_name"));
  t.contact_phone = MC_TRY(optional_text(reader, "contact_phone"));
  t.industry_code = MC_TRY(optional_text(reader, "industry_code"));
  t.responsible_department_id = MC_TRY(department_id(reader, "responsible_department_id"));
  t.station = MC_TRY(optional_text(reader, "station"));
  t.area = MC_TRY(optional_text(reader, "area"));
  t.risk_class = MC_TRY(optional_text(reader, "risk_class"));
  t.risk_source = MC_TRY(optional_text(reader, "risk_source"));
  t.risk_on = MC_TRY(optional_date(reader, "risk_on"));
  t.food_risk_class = MC_TRY(optional_text(reader, "food_risk_class"));
  t.last_checked_on = MC_TRY(optional_date(reader, "last_checked_on"));
  t.source = MC_TRY(text(reader, "source"));
  t.external_number = MC_TRY(optional_text(reader, "external_number"));
  t.receipt = MC_TRY(read_receipt(reader));
  for (const std::string& tag : MC_TRY(read_words(reader, "tags"))) {
    const auto id = Uuid::parse(tag);
    if (!id) return invalid(reader, "tags");
    t.tags.push_back({*id});
  }
  t.licences = MC_TRY(read_licences(reader, "licences", old.licences, ids));
  return checked(std::move(t));
}

Result<Inspector> read_inspector(json::ObjectReader& reader, const Inspector& old, UuidGenerator& ids) {
  Inspector i;
  i.id = old.id;
  i.staff_number = MC_TRY(text(reader, "staff_number"));
  i.name = MC_TRY(text(reader, "name"));
  i.sex = MC_TRY(optional_text(reader, "sex"));
  i.department_id = MC_TRY(department_id(reader, "department_id"));
  i.unit = MC_TRY(optional_text(reader, "unit"));
  i.township_code = MC_TRY(optional_text(reader, "township_code"));
  i.position = MC_TRY(optional_text(reader, "position"));
  i.phone = MC_TRY(optional_text(reader, "phone"));
  i.person_kind = MC_TRY(value(reader, "person_kind", person_kind_from));
  i.status = MC_TRY(value(reader, "status", inspector_status_from));
  i.source = MC_TRY(text(reader, "source"));
  i.external_number = MC_TRY(optional_text(reader, "external_number"));
  i.receipt = MC_TRY(read_receipt(reader));
  if (const auto capacity = MC_TRY(reader.optional_integer("capacity", {1, limits::inspector_capacity_max})))
    i.capacity = static_cast<int>(*capacity);
  MC_TRY(read_certificates(reader, i, old, ids));
  i.specialties = MC_TRY(read_words(reader, "specialties"));
  MC_TRY(read_leaves(reader, i, old, ids));
  return checked(std::move(i));
}

Result<Expert> read_expert(json::ObjectReader& reader, const Expert& old, UuidGenerator& ids) {
  Expert e;
  e.id = old.id;
  e.name = MC_TRY(text(reader, "name"));
  e.sex = MC_TRY(optional_text(reader, "sex"));
  e.department_id = MC_TRY(department_id(reader, "department_id"));
  e.institution = MC_TRY(text(reader, "institution"));
  e.title = MC_TRY(optional_text(reader, "title"));
  e.phone = MC_TRY(optional_text(reader, "phone"));
  e.status = MC_TRY(value(reader, "status", expert_status_from));
  e.source = MC_TRY(text(reader, "source"));
  e.external_number = MC_TRY(optional_text(reader, "external_number"));
  e.receipt = MC_TRY(read_receipt(reader));
  e.fields = MC_TRY(read_words(reader, "fields"));
  e.qualifications = MC_TRY(read_licences(reader, "qualifications", old.qualifications, ids));
  return checked(std::move(e));
}

Result<Department> read_department(json::ObjectReader& reader, const Department& old) {
  constexpr std::int64_t sort_order_max = 1'000'000;
  Department d;
  d.id = old.id;
  d.code = MC_TRY(text(reader, "code"));
  d.name = MC_TRY(text(reader, "name"));
  d.short_name = MC_TRY(text(reader, "short_name"));
  d.kind = MC_TRY(value(reader, "kind", department_kind_from));
  d.sort_order = static_cast<int>(MC_TRY(reader.integer("sort_order", {-sort_order_max, sort_order_max})));
  d.phone = MC_TRY(optional_text(reader, "phone"));
  d.address = MC_TRY(optional_text(reader, "address"));
  return checked(std::move(d));
}

}  // namespace mingchou::server
