#include "server/exports/export_list.h"

#include <algorithm>
#include <array>

#include "server/imports/read_value.h"
#include "shared/registry/register_reader.h"

namespace mingchou::exports {
namespace {

using imports::Form;
using imports::Values;
using sheets::Cell;

constexpr int page_rows = 256;

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

std::string date_text(const std::optional<CivilDate>& date) { return date ? date->text() : std::string(); }

class RowWriter {
 public:
  RowWriter(const Template& form, const std::vector<const Column*>& columns, const imports::KnownNames& known)
      : form_(form), columns_(columns), known_(known) {}

  std::vector<Cell> row_of(const Values& values, const DepartmentId& department) const {
    std::vector<Cell> row;
    for (const Column* column : columns_) {
      if (column->field->form == Form::department) {
        row.push_back(text_cell(known_.department_name(department)));
        continue;
      }
      const auto value = values.find(column->field->key);
      row.push_back(value == values.end() ? Cell{} : cell_of(*column, value->second));
    }
    return row;
  }

 private:
  static Cell text_cell(std::string text) { return text.empty() ? Cell{} : Cell::of_text(std::move(text)); }

  Cell cell_of(const Column& column, const std::string& value) const {
    const bool is_date = column.field->form == Form::date || column.field->form == Form::expiry;
    if (is_date && form_.date_format == plain_date_format)
      if (const auto date = CivilDate::parse(value)) return Cell::of_date(*date);
    // Lines are parts; in a cell they stand one after the other, as the importer splits them.
    std::string text;
    for (std::string_view rest = value;;) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      text += word_of(column, rest.substr(0, end));
      if (end == rest.size()) break;
      text += imports::part_separator;
      rest.remove_prefix(end + 1);
    }
    // A single word with a comma in it is not to be taken for two.
    const bool is_list = column.field->form == Form::list || column.field->form == Form::tags;
    if (is_list && imports::split_words(text).size() > 1 && !text.contains(imports::part_separator))
      text += imports::part_separator;
    return text_cell(std::move(text));
  }

  std::string word_of(const Column& column, std::string_view value) const {
    if (const auto word = column.words.find(value); word != column.words.end()) return word->second;
    if (column.is_code) return std::string(value);
    switch (column.field->form) {
      case Form::choice:
        return std::string(imports::usual_word(column.field->words, value));
      case Form::township:
        return std::string(imports::township_name(value));
      case Form::tags:
        return known_.tag_name(value);
      case Form::date:
      case Form::expiry:
        if (const auto date = CivilDate::parse(value)) return format_date(*date, form_.date_format);
        return std::string(value);
      default:
        return std::string(value);
    }
  }

  const Template& form_;
  const std::vector<const Column*>& columns_;
  const imports::KnownNames& known_;
};

template <class Entity>
const DepartmentId& department_of(const Entity& entity) {
  if constexpr (std::is_same_v<Entity, Target>)
    return entity.responsible_department_id;
  else
    return entity.department_id;
}

template <class Entity, class IdType>
Result<std::vector<Entity>> next_page(Database& database, std::string_view query, const Uuid& after,
                                      const std::optional<DepartmentId>& department) {
  std::vector<IdType> ids;
  {
    Statement list = MC_TRY(database.prepare(query));
    list.bind_all(after, department, page_rows);
    while (MC_TRY(list.step())) ids.push_back({list.uuid(0).value_or(Uuid{})});
  }
  std::vector<Entity> entities;
  for (const IdType& id : ids)
    if (auto stored = MC_TRY(find_entity(database, id))) entities.push_back(std::move(stored->entity));
  return entities;
}

constexpr std::string_view target_pages =
    "SELECT id FROM target WHERE valid_to IS NULL AND id > ?1 AND (?2 IS NULL OR responsible_department_id = ?2) "
    "ORDER BY id LIMIT ?3";
constexpr std::string_view inspector_pages =
    "SELECT id FROM inspector WHERE valid_to IS NULL AND id > ?1 AND (?2 IS NULL OR department_id = ?2) "
    "ORDER BY id LIMIT ?3";

template <class Entity, class IdType>
Result<std::int64_t> write_rows(const RowWriter& rows, std::string_view query,
                                const std::optional<DepartmentId>& department, const ReadRegisters& read,
                                sheets::SheetWriter& writer) {
  std::int64_t count = 0;
  Uuid after;
  while (true) {
    std::vector<Entity> page;
    MC_TRY(read([&](Database& database) -> Result<> {
      page = MC_TRY((next_page<Entity, IdType>(database, query, after, department)));
      return {};
    }));
    if (page.empty()) return count;
    after = page.back().id.uuid;
    for (const Entity& entity : page) MC_TRY(writer.add(rows.row_of(values_of(entity), department_of(entity))));
    count += static_cast<std::int64_t>(page.size());
  }
}

}  // namespace

bool is_withheld(std::string_view field, const Withheld& withheld) {
  constexpr std::array<std::string_view, 6> personal = {"legal_person", "contact_name",       "contact_phone",
                                                        "address",      "certificate_number", "phone"};
  constexpr std::array<std::string_view, 3> risk = {"risk_class", "risk_source", "risk_on"};
  return (withheld.personal_data && std::ranges::contains(personal, field)) ||
         (withheld.risk_classes && std::ranges::contains(risk, field));
}

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
  put_parts(values, "tags", t.tags, [](const TagId& tag) { return tag.uuid.text(); });
  put_parts(values, "licence_name", t.licences, [](const Licence& l) { return l.name; });
  put_parts(values, "licence_number", t.licences, [](const Licence& l) { return l.number; });
  put_parts(values, "licence_authority", t.licences, [](const Licence& l) { return l.authority; });
  put_parts(values, "licence_issued_on", t.licences, [](const Licence& l) { return date_text(l.issued_on); });
  put_parts(values, "licence_expires_on", t.licences, [](const Licence& l) { return date_text(l.expires_on); });
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
  put_parts(values, "specialties", i.specialties, [](const std::string& specialty) { return specialty; });
  put_parts(values, "certificate_number", i.certificates, [](const Certificate& c) { return c.number; });
  put_parts(values, "certificate_field", i.certificates, [](const Certificate& c) { return c.field; });
  put_parts(values, "certificate_authority", i.certificates, [](const Certificate& c) { return c.authority; });
  put_parts(values, "certificate_issued_on", i.certificates, [](const Certificate& c) { return c.issued_on.text(); });
  put_parts(values, "certificate_expires_on", i.certificates, [](const Certificate& c) { return c.expires_on.text(); });
  return values;
}

Result<std::int64_t> export_list(const Template& form, const std::optional<DepartmentId>& department,
                                 const Withheld& withheld, const ReadRegisters& read, sheets::SheetWriter& writer) {
  imports::KnownNames known;
  MC_TRY(read([&](Database& database) -> Result<> {
    known = MC_TRY(imports::KnownNames::read(database));
    return {};
  }));
  std::vector<const Column*> columns;
  std::vector<Cell> header;
  for (const Column& column : form.columns) {
    if (is_withheld(column.field->key, withheld)) continue;
    columns.push_back(&column);
    header.push_back(Cell::of_text(column.header));
  }
  MC_TRY(writer.add(header));
  const RowWriter rows(form, columns, known);
  if (form.which == imports::Register::targets)
    return write_rows<Target, TargetId>(rows, target_pages, department, read, writer);
  return write_rows<Inspector, InspectorId>(rows, inspector_pages, department, read, writer);
}

}  // namespace mingchou::exports
