#include "server/imports/row_check.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "server/imports/read_value.h"
#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"
#include "shared/registry/rules.h"

namespace mingchou::imports {
namespace {

using sheets::Cell;

std::optional<std::string> text_of(const Values& values, std::string_view key) {
  const auto found = values.find(key);
  return found == values.end() ? std::nullopt : std::optional(found->second);
}
std::optional<CivilDate> date_of(const Values& values, std::string_view key) {
  const auto text = text_of(values, key);
  return text ? CivilDate::parse(*text) : std::nullopt;
}

class RowChecker {
 public:
  RowChecker(const sheets::Row& row, const Mapping& mapping, const KnownNames& known, const DepartmentId& department,
             CivilDate today)
      : row_(row), mapping_(mapping), known_(known), department_(department), today_(today) {}

  CheckedRow check() && {
    checked_.is_blank = true;
    for (const Field& field : fields_of(mapping_.which)) read_field(field);
    if (checked_.is_blank) return std::move(checked_);
    check_department();
    switch (mapping_.which) {
      case Register::targets:
        check_target();
        break;
      case Register::inspectors:
        check_inspector();
        break;
      case Register::experts:
        check_expert();
    }
    check_receipt();
    if (!checked_.has(Severity::error)) check_entity();
    return std::move(checked_);
  }

 private:
  void read_field(const Field& field) {
    const auto column = std::ranges::find(mapping_.columns, field.key);
    const auto index = static_cast<std::size_t>(column - mapping_.columns.begin());
    const bool is_there = column != mapping_.columns.end() && index < row_.cells.size();
    const Cell* cell =
        is_there && !(row_.cells[index].is_empty() && !row_.cells[index].is_formula) ? &row_.cells[index] : nullptr;
    if (cell != nullptr) checked_.is_blank = false;
    Cell usual;
    if (const auto given = mapping_.defaults.find(field.key); cell == nullptr && given != mapping_.defaults.end()) {
      usual = Cell::of_text(given->second);
      cell = &usual;
    }
    if (cell == nullptr) return;
    Reading reading = read_value(field, name_of(field), *cell, known_);
    if (!reading.value.empty()) checked_.values.emplace(field.key, std::move(reading.value));
    std::ranges::move(reading.problems, std::back_inserter(checked_.problems));
  }

  std::string_view name_of(const Field& field) const {
    const auto column = std::ranges::find(mapping_.columns, field.key);
    const auto index = static_cast<std::size_t>(column - mapping_.columns.begin());
    const bool has_header = index < mapping_.headers.size() && !mapping_.headers[index].empty();
    return has_header ? std::string_view(mapping_.headers[index]) : field.chinese;
  }

  bool has_problem(std::string_view key) const {
    return std::ranges::any_of(checked_.problems,
                               [&](const Problem& p) { return p.field == key && p.severity == Severity::error; });
  }
  bool has(std::string_view key) const { return checked_.values.contains(key); }

  Problem& add(std::string_view key, std::string_view code, Severity severity = Severity::error) {
    const Field* field = find_field(mapping_.which, key);
    checked_.problems.push_back(
        {severity, std::string(key), Error(code).with("column", field == nullptr ? key : name_of(*field))});
    return checked_.problems.back();
  }
  /// One problem per cell is enough: what is wrong is not also missing.
  void require(std::string_view key) {
    if (!has(key) && !has_problem(key)) add(key, "imports.required");
  }

  void check_department() {
    const auto given = checked_.values.find("department");
    if (given == checked_.values.end()) return;
    if (given->second != department_.uuid.text())
      add("department", "imports.department_other").suggestion = known_.department_name(department_);
    checked_.values.erase(given);
  }

  void check_target() {
    require("name");
    move_old_number();
    settle_kind();
    find_township();
    const auto kind = checked_.values.find("kind");
    const bool is_thing = kind->second == "product" || kind->second == "project" || kind->second == "behaviour";
    const bool has_code = has("credit_code") || has("registration_number");
    if (is_thing && has_code) add("kind", "imports.kind_without_code");
    if (!is_thing && !has_code && !has_problem("credit_code") && !has_problem("registration_number"))
      add("credit_code", "imports.no_code", Severity::warning);
    if (!has("licence_number") && (has("licence_name") || has("licence_expires_on")) && !has_problem("licence_number"))
      add("licence_number", "imports.licence_without_number", Severity::warning);
    if (has("licence_number")) require("licence_authority");
    check_parts("licence_number", {"licence_name", "licence_authority", "licence_issued_on", "licence_expires_on"});
    if (has("risk_class")) {
      require("risk_source");
      require("risk_on");
    } else {
      checked_.values.erase("risk_source");
      checked_.values.erase("risk_on");
    }
  }

  /// Registers of today put the old number where there is no credit code.
  void move_old_number() {
    const auto code = checked_.values.find("credit_code");
    if (code == checked_.values.end() || code->second.size() != registration_number_length) return;
    checked_.values.emplace("registration_number", code->second);
    checked_.values.erase(code);
  }

  void settle_kind() {
    if (has("kind")) return;
    std::string kind = "enterprise";
    if (const auto code = checked_.values.find("credit_code"); code != checked_.values.end()) {
      const std::string_view type = std::string_view(code->second).substr(0, 2);
      if (type == "92") kind = "self_employed";
      if (type == "93") kind = "cooperative";
      if (type[0] != '9') kind = "institution";
    }
    checked_.values.emplace("kind", std::move(kind));
    checked_.guessed.emplace_back("kind");
  }

  void find_township() {
    if (has("township") || has_problem("township")) return;
    for (const std::string_view key : {"address", "station"}) {
      const auto text = checked_.values.find(key);
      if (text == checked_.values.end()) continue;
      const auto code = township_code(text->second);
      if (!code) continue;
      checked_.values.emplace("township", *code);
      checked_.guessed.emplace_back("township");
      checked_.problems.push_back(
          {Severity::warning, "township", Error("imports.township_guessed").with("value", township_name(*code))});
      return;
    }
    add("township", "imports.required");
  }

  void check_inspector() {
    require("name");
    require("staff_number");
    if (!has("staff_number") && has("certificate_number"))
      checked_.problems.back().suggestion = checked_.values.find("certificate_number")->second;
    if (!has("certificate_number")) {
      if (!has_problem("certificate_number")) add("certificate_number", "imports.no_certificate", Severity::warning);
      return;
    }
    require("certificate_field");
    require("certificate_authority");
    require("certificate_issued_on");
    require("certificate_expires_on");
    check_parts("certificate_number",
                {"certificate_field", "certificate_authority", "certificate_issued_on", "certificate_expires_on"});
  }

  void check_expert() {
    require("name");
    require("institution");
    if (!has("qualification_number")) {
      if (has("qualification_name") && !has_problem("qualification_number"))
        add("qualification_number", "imports.qualification_without_number", Severity::warning);
      return;
    }
    require("qualification_name");
    require("qualification_authority");
    check_parts("qualification_number", {"qualification_name", "qualification_authority", "qualification_issued_on",
                                         "qualification_expires_on"});
  }

  void check_receipt() {
    for (const std::string_view key : {"receipt_message", "receipt_on"})
      if (has(key) && !has("receipt_result") && !has_problem("receipt_result"))
        add(key, "imports.receipt_without_result");
    const auto day = date_of(checked_.values, "receipt_on");
    if (day && *day > today_) add("receipt_on", "imports.receipt_in_future");
  }

  /// Every column of parts has as many as the first.
  void check_parts(std::string_view first, std::initializer_list<std::string_view> others) {
    const auto count = [&](std::string_view key) {
      return std::ranges::count(checked_.values.find(key)->second, '\n');
    };
    if (!has(first)) return;
    for (const std::string_view key : others)
      if (has(key) && count(key) != count(first)) add(key, "imports.parts_differ");
  }

  /// The rules of the register itself, so that nothing is good here that can't be written.
  void check_entity() {
    ManualClock clock({});
    SeededRandom random(0);
    UuidGenerator ids(clock, random);
    for (FieldProblem& problem : problems_of_entity(ids))
      checked_.problems.push_back({Severity::error, field_of(problem.field), std::move(problem.error)});
  }

  std::vector<FieldProblem> problems_of_entity(UuidGenerator& ids) const {
    constexpr std::string_view source = "file";
    const auto problems = [](auto entity) { return tidy_and_check(entity); };
    switch (mapping_.which) {
      case Register::targets:
        return problems(target_of(checked_.values, department_, source, ids));
      case Register::inspectors:
        return problems(inspector_of(checked_.values, department_, source, ids));
      case Register::experts:
        break;
    }
    return problems(expert_of(checked_.values, department_, source, ids));
  }

  /// The field of a file behind a field of the entity: "licences[0].number" is "licence_number".
  static std::string field_of(std::string_view field) {
    if (field == "township_code") return "township";
    if (field == "industry_code") return "industry";
    for (const std::string_view parts : {"licences", "certificates", "qualifications"})
      if (field.starts_with(parts) && field.contains("]."))
        return std::string(parts.substr(0, parts.size() - 1)) + "_" + std::string(field.substr(field.find("].") + 2));
    return std::string(field);
  }

  const sheets::Row& row_;
  const Mapping& mapping_;
  const KnownNames& known_;
  const DepartmentId department_;
  const CivilDate today_;
  CheckedRow checked_;
};

template <class Enum, std::size_t N>
Enum enum_of(const Values& values, std::string_view key, const std::array<Enum, N>& all, Enum usual) {
  const auto text = text_of(values, key);
  for (const Enum value : all)
    if (text && *text == mingchou::text_of(value)) return value;
  return usual;
}

Receipt receipt_of(const Values& values) {
  const auto result = receipt_result_from(text_of(values, "receipt_result").value_or(""));
  return {result.value_or(ReceiptResult::none), text_of(values, "receipt_message"), date_of(values, "receipt_on")};
}

std::vector<std::string> lines_of(const Values& values, std::string_view key) {
  std::vector<std::string> lines;
  std::string_view text;
  if (const auto found = values.find(key); found != values.end()) text = found->second;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// One of several parts; "" if the field has none for it.
std::string line_of(const Values& values, std::string_view key, std::size_t part) {
  const std::vector<std::string> lines = lines_of(values, key);
  return part < lines.size() ? lines[part] : std::string();
}

/// One for each number; `kind` begins the names of the fields.
std::vector<Licence> licences_of(const Values& values, const std::string& kind, UuidGenerator& ids) {
  const std::vector<std::string> numbers = lines_of(values, kind + "_number");
  std::vector<Licence> licences;
  licences.reserve(numbers.size());
  for (std::size_t part = 0; part < numbers.size(); ++part)
    licences.push_back({{ids.next()},
                        line_of(values, kind + "_name", part),
                        numbers[part],
                        line_of(values, kind + "_authority", part),
                        CivilDate::parse(line_of(values, kind + "_issued_on", part)),
                        CivilDate::parse(line_of(values, kind + "_expires_on", part))});
  return licences;
}

}  // namespace

bool CheckedRow::has(Severity severity) const { return std::ranges::contains(problems, severity, &Problem::severity); }

CheckedRow check_row(const sheets::Row& row, const Mapping& mapping, const KnownNames& known,
                     const DepartmentId& department, CivilDate today) {
  return RowChecker(row, mapping, known, department, today).check();
}

std::string unique_key(Register which, const Values& values) {
  if (which == Register::inspectors) {
    const auto number = text_of(values, "staff_number");
    return number ? "staff_number " + *number : "";
  }
  if (which == Register::experts) {
    if (const auto number = text_of(values, "external_number")) return "external_number " + *number;
    const auto name = text_of(values, "name"), institution = text_of(values, "institution");
    return name && institution ? "expert " + *name + "\n" + *institution : "";
  }
  for (const std::string_view key : {"credit_code", "registration_number"})
    if (const auto code = text_of(values, key)) return std::string(key) + " " + *code;
  const auto name = text_of(values, "name");
  return name ? "name " + *name : "";
}

Target target_of(const Values& values, const DepartmentId& department, std::string_view source, UuidGenerator& ids) {
  Target t;
  t.id = {ids.next()};
  t.kind = enum_of(values, "kind",
                   std::array{TargetKind::enterprise, TargetKind::self_employed, TargetKind::cooperative,
                              TargetKind::institution, TargetKind::product, TargetKind::project, TargetKind::behaviour},
                   TargetKind::enterprise);
  t.name = text_of(values, "name").value_or("");
  t.credit_code = text_of(values, "credit_code");
  t.registration_number = text_of(values, "registration_number");
  t.form = text_of(values, "form");
  t.established_on = date_of(values, "established_on");
  t.registration_authority = text_of(values, "registration_authority");
  t.status = enum_of(values, "status",
                     std::array{TargetStatus::active, TargetStatus::suspended, TargetStatus::deregistered,
                                TargetStatus::licence_revoked, TargetStatus::withdrawn, TargetStatus::moved_out},
                     TargetStatus::active);
  t.legal_person = text_of(values, "legal_person");
  t.township_code = text_of(values, "township").value_or("");
  t.address = text_of(values, "address");
  t.contact_name = text_of(values, "contact_name");
  t.contact_phone = text_of(values, "contact_phone");
  t.industry_code = text_of(values, "industry");
  t.responsible_department_id = department;
  t.station = text_of(values, "station");
  t.area = text_of(values, "area");
  t.risk_class = text_of(values, "risk_class");
  t.risk_source = text_of(values, "risk_source");
  t.risk_on = date_of(values, "risk_on");
  t.food_risk_class = text_of(values, "food_risk_class");
  t.last_checked_on = date_of(values, "last_checked_on");
  t.source = source;
  t.external_number = text_of(values, "external_number");
  t.receipt = receipt_of(values);
  for (const std::string& tag : lines_of(values, "tags"))
    if (const auto id = Uuid::parse(tag)) t.tags.push_back({*id});
  t.licences = licences_of(values, "licence", ids);
  // Many files have a number alone.
  for (Licence& licence : t.licences)
    if (licence.name.empty()) licence.name = "许可证";
  return t;
}

Inspector inspector_of(const Values& values, const DepartmentId& department, std::string_view source,
                       UuidGenerator& ids) {
  Inspector i;
  i.id = {ids.next()};
  i.staff_number = text_of(values, "staff_number").value_or("");
  i.name = text_of(values, "name").value_or("");
  i.sex = text_of(values, "sex");
  i.department_id = department;
  i.unit = text_of(values, "unit");
  i.township_code = text_of(values, "township");
  i.position = text_of(values, "position");
  i.phone = text_of(values, "phone");
  i.person_kind =
      enum_of(values, "person_kind",
              std::array{PersonKind::civil_servant, PersonKind::qualified_staff, PersonKind::supervision_staff},
              PersonKind::qualified_staff);
  i.status = enum_of(values, "status",
                     std::array{InspectorStatus::active, InspectorStatus::on_leave, InspectorStatus::seconded,
                                InspectorStatus::suspended, InspectorStatus::left},
                     InspectorStatus::active);
  i.source = source;
  i.external_number = text_of(values, "external_number");
  i.receipt = receipt_of(values);
  i.specialties = lines_of(values, "specialties");
  const std::vector<std::string> numbers = lines_of(values, "certificate_number");
  for (std::size_t part = 0; part < numbers.size(); ++part) {
    const auto issued = CivilDate::parse(line_of(values, "certificate_issued_on", part));
    const auto expires = CivilDate::parse(line_of(values, "certificate_expires_on", part));
    // Without its days a certificate proves nothing; the check has refused the row.
    if (!issued || !expires) continue;
    i.certificates.push_back({{ids.next()},
                              numbers[part],
                              line_of(values, "certificate_field", part),
                              line_of(values, "certificate_authority", part),
                              *issued,
                              *expires});
  }
  return i;
}

Expert expert_of(const Values& values, const DepartmentId& department, std::string_view source, UuidGenerator& ids) {
  Expert e;
  e.id = {ids.next()};
  e.name = text_of(values, "name").value_or("");
  e.sex = text_of(values, "sex");
  e.department_id = department;
  e.institution = text_of(values, "institution").value_or("");
  e.title = text_of(values, "title");
  e.phone = text_of(values, "phone");
  e.status = enum_of(values, "status", std::array{ExpertStatus::active, ExpertStatus::inactive}, ExpertStatus::active);
  e.source = source;
  e.external_number = text_of(values, "external_number");
  e.receipt = receipt_of(values);
  e.fields = lines_of(values, "fields");
  e.qualifications = licences_of(values, "qualification", ids);
  return e;
}

}  // namespace mingchou::imports
