#include "server/exports/export_list.h"

#include <algorithm>

#include "server/imports/entity_values.h"
#include "server/imports/read_value.h"
#include "shared/access/register_fields.h"
#include "shared/registry/register_reader.h"

namespace mingchou::exports {
namespace {

using imports::Form;
using imports::Values;
using sheets::Cell;

constexpr int page_rows = 256;

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
    const bool is_date = column.field->form == Form::date || column.field->form == Form::expiry;
    if (is_date)
      if (const auto date = CivilDate::parse(value)) return format_date(*date, form_.date_format);
    return imports::usual_text(*column.field, value, known_);
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

template <class Entity>
Result<std::vector<Entity>> next_page(Database& database, std::string_view query, const Uuid& after,
                                      const std::optional<DepartmentId>& department) {
  using IdType = decltype(Entity::id);
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

std::string pages_of(imports::Register which) {
  const std::string department = which == imports::Register::targets ? "responsible_department_id" : "department_id";
  return "SELECT id FROM " + std::string(imports::entity_of(which)) +
         " WHERE valid_to IS NULL AND id > ?1 AND (?2 IS " + "NULL OR " + department + " = ?2) ORDER BY id LIMIT ?3";
}

template <class Entity>
Result<std::int64_t> write_rows(const RowWriter& rows, std::string_view query,
                                const std::optional<DepartmentId>& department, const ReadRegisters& read,
                                sheets::SheetWriter& writer) {
  std::int64_t count = 0;
  Uuid after;
  while (true) {
    std::vector<Entity> page;
    MC_TRY(read([&](Database& database) -> Result<> {
      page = MC_TRY(next_page<Entity>(database, query, after, department));
      return {};
    }));
    if (page.empty()) return count;
    after = page.back().id.uuid;
    for (const Entity& entity : page)
      MC_TRY(writer.add(rows.row_of(imports::values_of(entity), department_of(entity))));
    count += static_cast<std::int64_t>(page.size());
  }
}

bool is_shown(imports::Register which, std::string_view column, access::Role role) {
  // By the number of a certificate or qualification its holder is looked up.
  const bool is_number = column == "certificate_number" || column == "qualification_number";
  return access::may_see_field(role, imports::entity_of(which), is_number ? "name" : column);
}

}  // namespace

Result<std::int64_t> export_list(const Template& form, const std::optional<DepartmentId>& department, access::Role role,
                                 const ReadRegisters& read, sheets::SheetWriter& writer) {
  imports::KnownNames known;
  MC_TRY(read([&](Database& database) -> Result<> {
    known = MC_TRY(imports::KnownNames::read(database));
    return {};
  }));
  std::vector<const Column*> columns;
  std::vector<Cell> header;
  for (const Column& column : form.columns) {
    if (!is_shown(form.which, column.field->key, role)) continue;
    columns.push_back(&column);
    header.push_back(Cell::of_text(column.header));
  }
  MC_TRY(writer.add(header));
  const RowWriter rows(form, columns, known);
  const std::string query = pages_of(form.which);
  switch (form.which) {
    case imports::Register::targets:
      return write_rows<Target>(rows, query, department, read, writer);
    case imports::Register::inspectors:
      return write_rows<Inspector>(rows, query, department, read, writer);
    case imports::Register::experts:
      break;
  }
  return write_rows<Expert>(rows, query, department, read, writer);
}

}  // namespace mingchou::exports
