#include "shared/registry/content_reader.h"

#include "shared/json/json.h"

namespace mingchou {
namespace {

/// Members of an object; what is not there, or not of its kind, is nothing.
class Members {
 public:
  explicit Members(json::Value object) : object_(object) {}

  std::optional<std::string> text_or_nothing(std::string_view key) const {
    const auto text = object_.find(key).value_or(json::Value()).text();
    return text ? std::optional<std::string>(*text) : std::nullopt;
  }
  std::string text(std::string_view key) const { return text_or_nothing(key).value_or(""); }
  std::optional<CivilDate> date(std::string_view key) const { return CivilDate::parse(text(key)); }
  template <class IdType>
  std::optional<IdType> id(std::string_view key) const {
    const auto uuid = Uuid::parse(text(key));
    return uuid ? std::optional(IdType{*uuid}) : std::nullopt;
  }
  template <class IdType>
  IdType id_of(std::string_view key) const {
    return id<IdType>(key).value_or(IdType{});
  }
  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> all;
    for (const json::Value item : object_.find(key).value_or(json::Value()).items())
      all.emplace_back(item.text().value_or(""));
    return all;
  }
  std::vector<Members> objects(std::string_view key) const {
    std::vector<Members> all;
    for (const json::Value item : object_.find(key).value_or(json::Value()).items()) all.emplace_back(item);
    return all;
  }
  std::optional<int> number(std::string_view key) const {
    const auto number = object_.find(key).value_or(json::Value()).int64();
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
  }

  Receipt receipt() const {
    return {receipt_result_from(text("receipt_result")).value_or(ReceiptResult::none),
            text_or_nothing("receipt_message"), date("receipt_on")};
  }
  std::vector<Licence> licences(std::string_view key) const {
    std::vector<Licence> all;
    for (const Members& part : objects(key))
      all.push_back({part.id_of<LicenceId>("id"), part.text("name"), part.text("number"), part.text("authority"),
                     part.date("issued_on"), part.date("expires_on")});
    return all;
  }

 private:
  json::Value object_;
};

std::unexpected<Error> bad_content() { return fail(Error("store.internal").with("code", "content")); }

}  // namespace

Result<Target> read_target_content(std::string_view content) {
  const json::Document document = MC_TRY(json::parse(content));
  const Members from(document.root());
  const auto id = from.id<TargetId>("id");
  const auto kind = target_kind_from(from.text("kind"));
  const auto status = target_status_from(from.text("status"));
  if (!id || !kind || !status) return bad_content();
  Target t;
  t.id = *id;
  t.kind = *kind;
  t.status = *status;
  t.name = from.text("name");
  t.credit_code = from.text_or_nothing("credit_code");
  t.registration_number = from.text_or_nothing("registration_number");
  t.holder_id = from.id<TargetId>("holder_id");
  t.form = from.text_or_nothing("form");
  t.established_on = from.date("established_on");
  t.registration_authority = from.text_or_nothing("registration_authority");
  t.legal_person = from.text_or_nothing("legal_person");
  t.township_code = from.text("township_code");
  t.address = from.text_or_nothing("address");
  t.contact_name = from.text_or_nothing("contact_name");
  t.contact_phone = from.text_or_nothing("contact_phone");
  t.industry_code = from.text_or_nothing("industry_code");
  t.responsible_department_id = from.id_of<DepartmentId>("responsible_department_id");
  t.station = from.text_or_nothing("station");
  t.area = from.text_or_nothing("area");
  t.risk_class = from.text_or_nothing("risk_class");
  t.risk_source = from.text_or_nothing("risk_source");
  t.risk_on = from.date("risk_on");
  t.food_risk_class = from.text_or_nothing("food_risk_class");
  t.last_checked_on = from.date("last_checked_on");
  t.source = from.text("source");
  t.external_number = from.text_or_nothing("external_number");
  t.receipt = from.receipt();
  for (const std::string& tag : from.texts("tags"))
    if (const auto tag_id = Uuid::parse(tag)) t.tags.push_back({*tag_id});
  t.licences = from.licences("licences");
  return t;
}

Result<Inspector> read_inspector_content(std::string_view content) {
  const json::Document document = MC_TRY(json::parse(content));
  const Members from(document.root());
  const auto id = from.id<InspectorId>("id");
  const auto kind = person_kind_from(from.text("person_kind"));
  const auto status = inspector_status_from(from.text("status"));
  if (!id || !kind || !status) return bad_content();
  Inspector i;
  i.id = *id;
  i.person_kind = *kind;
  i.status = *status;
  i.staff_number = from.text("staff_number");
  i.name = from.text("name");
  i.sex = from.text_or_nothing("sex");
  i.department_id = from.id_of<DepartmentId>("department_id");
  i.unit = from.text_or_nothing("unit");
  i.township_code = from.text_or_nothing("township_code");
  i.position = from.text_or_nothing("position");
  i.phone = from.text_or_nothing("phone");
  i.source = from.text("source");
  i.external_number = from.text_or_nothing("external_number");
  i.receipt = from.receipt();
  i.capacity = from.number("capacity");
  for (const Members& c : from.objects("certificates"))
    i.certificates.push_back({c.id_of<CertificateId>("id"), c.text("number"), c.text("field"), c.text("authority"),
                              c.date("issued_on").value_or(CivilDate{}), c.date("expires_on").value_or(CivilDate{})});
  i.specialties = from.texts("specialties");
  for (const Members& leave : from.objects("leaves"))
    i.leaves.push_back({leave.id_of<LeaveId>("id"), leave.date("first_day").value_or(CivilDate{}),
                        leave.date("last_day").value_or(CivilDate{}), leave.text("reason")});
  return i;
}

Result<Expert> read_expert_content(std::string_view content) {
  const json::Document document = MC_TRY(json::parse(content));
  const Members from(document.root());
  const auto id = from.id<ExpertId>("id");
  const auto status = expert_status_from(from.text("status"));
  if (!id || !status) return bad_content();
  Expert e;
  e.id = *id;
  e.status = *status;
  e.name = from.text("name");
  e.sex = from.text_or_nothing("sex");
  e.department_id = from.id_of<DepartmentId>("department_id");
  e.institution = from.text("institution");
  e.title = from.text_or_nothing("title");
  e.phone = from.text_or_nothing("phone");
  e.source = from.text("source");
  e.external_number = from.text_or_nothing("external_number");
  e.receipt = from.receipt();
  e.fields = from.texts("fields");
  e.qualifications = from.licences("qualifications");
  return e;
}

}  // namespace mingchou
