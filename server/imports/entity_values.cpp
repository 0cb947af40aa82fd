#include "server/imports/entity_values.h"

#include <algorithm>
#include <utility>

#include "shared/json/writer.h"

namespace mingchou::imports {
namespace {

void put(Values& values, std::string_view key, const std::optional<std::string>& text) {
  if (text && !text->empty()) values.emplace(key, *text);
}
void put(Values& values, std::string_view key, const std::optional<CivilDate>& date) {
  if (date) values.emplace(key, date->text());
}

/// One line for each part of an entity, empty ones too, so that the columns of parts keep together.
template <class Part, class Text>
void put_parts(Values& values, std::string_view key, const std::vector<Part>& parts, Text text) {
  std::string lines;
  for (const Part& part : parts) lines += (&part == parts.data() ? "" : "\n") + text(part);
  if (lines.find_first_not_of('\n') != lines.npos) values.emplace(key, lines);
}

void put_receipt(Values& values, const Receipt& receipt) {
  if (receipt.result != ReceiptResult::none) values.emplace("receipt_result", text_of(receipt.result));
  put(values, "receipt_message", receipt.message);
  put(values, "receipt_on", receipt.on);
}

std::string date_text(const std::optional<CivilDate>& date) { return date ? date->text() : std::string(); }

/// `kind` begins the names of their fields: "licence", "qualification".
void put_licences(Values& values, const std::string& kind, const std::vector<Licence>& licences) {
  put_parts(values, kind + "_name", licences, [](const Licence& l) { return l.name; });
  put_parts(values, kind + "_number", licences, [](const Licence& l) { return l.number; });
  put_parts(values, kind + "_authority", licences, [](const Licence& l) { return l.authority; });
  put_parts(values, kind + "_issued_on", licences, [](const Licence& l) { return date_text(l.issued_on); });
  put_parts(values, kind + "_expires_on", licences, [](const Licence& l) { return date_text(l.expires_on); });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

Values overlaid(Values values, const Values& given) {
  // A receipt is one answer: what was said of the one before is not said of this one.
  if (given.contains("receipt_result"))
    for (const char* of_receipt : {"receipt_message", "receipt_on"}) values.erase(of_receipt);
  for (const auto& [key, value] : given) values.insert_or_assign(key, value);
  return values;
}

/// `given` has the parts that a row names; of those that are there already, what it says of them goes before.
template <class Part, class Overlay>
std::vector<Part> merged_parts(std::vector<Part> parts, const std::vector<Part>& given, Overlay overlay) {
  for (const Part& part : given) {
    const auto known = std::ranges::find(parts, part.number, &Part::number);
    if (known == parts.end())
      parts.push_back(part);
    else
      overlay(*known, part);
  }
  return parts;
}

/// A licence that the row names nothing for has been given a name.
std::vector<Licence> merged_licences(const std::vector<Licence>& old, const std::vector<Licence>& given,
                                     const Values& values, std::string_view name_field) {
  const bool has_names = values.contains(name_field);
  return merged_parts(old, given, [&](Licence& licence, const Licence& row) {
    if (has_names) licence.name = row.name;
    if (!row.authority.empty()) licence.authority = row.authority;
    if (row.issued_on) licence.issued_on = row.issued_on;
    if (row.expires_on) licence.expires_on = row.expires_on;
  });
}

/// Lists of tags and specialties have no order.
std::string in_order(const Field& field, const Values& values) {
  const auto found = values.find(field.key);
  if (found == values.end()) return {};
  if (field.form != Form::tags && field.form != Form::list) return found->second;
  std::vector<std::string_view> lines = lines_of(found->second);
  std::ranges::sort(lines);
  std::string text;
  for (const std::string_view line : lines) text += (text.empty() ? "" : "\n") + std::string(line);
  return text;
}

std::string shown(const Field& field, std::string_view value, const KnownNames& known) {
  std::string text;
  if (value.empty()) return text;
  bool is_first = true;
  for (const std::string_view line : lines_of(value)) {
    if (!std::exchange(is_first, false)) text += part_separator;
    text += usual_text(field, line, known);
  }
  return text;
}

}  // namespace

Values values_of(const Target& t) {
  Values values = {{"name", t.name},
                   {"kind", std::string(text_of(t.kind))},
                   {"status", std::string(text_of(t.status))},
                   {"township", t.township_code}};
  put(values, "credit_code", t.credit_code);
  put(values, "registration_number", t.registration_number);
  put(values, "form", t.form);
  put(values, "established_on", t.established_on);
  put(values, "registration_authority", t.registration_authority);
  put(values, "legal_person", t.legal_person);
  put(values, "address", t.address);
  put(values, "contact_name", t.contact_name);
  put(values, "contact_phone", t.contact_phone);
  put(values, "industry", t.industry_code);
  put(values, "station", t.station);
  put(values, "area", t.area);
  put(values, "risk_class", t.risk_class);
  put(values, "risk_source", t.risk_source);
  put(values, "risk_on", t.risk_on);
  put(values, "food_risk_class", t.food_risk_class);
  put(values, "last_checked_on", t.last_checked_on);
  put(values, "external_number", t.external_number);
  put_receipt(values, t.receipt);
  put_parts(values, "tags", t.tags, [](const TagId& tag) { return tag.uuid.text(); });
  put_licences(values, "licence", t.licences);
  return values;
}

Values values_of(const Inspector& i) {
  Values values = {{"staff_number", i.staff_number},
                   {"name", i.name},
                   {"person_kind", std::string(text_of(i.person_kind))},
                   {"status", std::string(text_of(i.status))}};
  put(values, "sex", i.sex);
  put(values, "unit", i.unit);
  put(values, "township", i.township_code);
  put(values, "position", i.position);
  put(values, "phone", i.phone);
  put(values, "external_number", i.external_number);
  put_receipt(values, i.receipt);
  put_parts(values, "specialties", i.specialties, [](const std::string& specialty) { return specialty; });
  put_parts(values, "certificate_number", i.certificates, [](const Certificate& c) { return c.number; });
  put_parts(values, "certificate_field", i.certificates, [](const Certificate& c) { return c.field; });
  put_parts(values, "certificate_authority", i.certificates, [](const Certificate& c) { return c.authority; });
  put_parts(values, "certificate_issued_on", i.certificates, [](const Certificate& c) { return c.issued_on.text(); });
  put_parts(values, "certificate_expires_on", i.certificates, [](const Certificate& c) { return c.expires_on.text(); });
  return values;
}

Values values_of(const Expert& e) {
  Values values = {{"name", e.name}, {"institution", e.institution}, {"status", std::string(text_of(e.status))}};
  put(values, "sex", e.sex);
  put(values, "title", e.title);
  put(values, "phone", e.phone);
  put(values, "external_number", e.external_number);
  put_receipt(values, e.receipt);
  put_parts(values, "fields", e.fields, [](const std::string& field) { return field; });
  put_licences(values, "qualification", e.qualifications);
  return values;
}

std::string usual_text(const Field& field, std::string_view part, const KnownNames& known) {
  switch (field.form) {
    case Form::choice:
      return std::string(usual_word(field.words, part));
    case Form::township:
      return std::string(township_name(part));
    case Form::tags:
      return known.tag_name(part);
    default:
      return std::string(part);
  }
}

Target merged(const Target& old, const Values& given, UuidGenerator& ids) {
  Target made = target_of(overlaid(values_of(old), given), old.responsible_department_id, old.source, ids);
  made.id = old.id;
  made.holder_id = old.holder_id;
  made.licences = merged_licences(
      old.licences, target_of(given, old.responsible_department_id, old.source, ids).licences, given, "licence_name");
  return made;
}

Inspector merged(const Inspector& old, const Values& given, UuidGenerator& ids) {
  Inspector made = inspector_of(overlaid(values_of(old), given), old.department_id, old.source, ids);
  made.id = old.id;
  made.capacity = old.capacity;
  made.leaves = old.leaves;
  made.certificates =
      merged_parts(old.certificates, inspector_of(given, old.department_id, old.source, ids).certificates,
                   [](Certificate& certificate, const Certificate& row) {
                     if (!row.field.empty()) certificate.field = row.field;
                     if (!row.authority.empty()) certificate.authority = row.authority;
                     certificate.issued_on = row.issued_on;
                     certificate.expires_on = row.expires_on;
                   });
  return made;
}

Expert merged(const Expert& old, const Values& given, UuidGenerator& ids) {
  Expert made = expert_of(overlaid(values_of(old), given), old.department_id, old.source, ids);
  made.id = old.id;
  made.qualifications =
      merged_licences(old.qualifications, expert_of(given, old.department_id, old.source, ids).qualifications, given,
                      "qualification_name");
  return made;
}

std::vector<Change> changes_between(Register which, const Values& before, const Values& after,
                                    const KnownNames& known) {
  std::vector<Change> changes;
  for (const Field& field : fields_of(which)) {
    const std::string then = in_order(field, before), now = in_order(field, after);
    if (then != now) changes.push_back({std::string(field.key), shown(field, then, known), shown(field, now, known)});
  }
  return changes;
}

std::string changes_json(const std::vector<Change>& changes) {
  json::Writer writer;
  writer.begin_array();
  for (const Change& change : changes)
    writer.begin_object()
        .field("field", change.field)
        .field("before", change.before)
        .field("after", change.after)
        .end_object();
  return std::move(writer.end_array()).take();
}

}  // namespace mingchou::imports
