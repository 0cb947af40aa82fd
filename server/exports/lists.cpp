#include "server/exports/lists.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "server/audit/visible_states.h"
#include "server/imports/fields.h"
#include "shared/json/json.h"

namespace mingchou::embedded {
extern const std::string_view export_lists;
}

namespace mingchou::exports {
namespace {

using imports::part_separator;

/// ?1 is the department, or NULL for all. Several values of a cell stand in JSON arrays or are joined already; instants
/// are told in the county's time.
struct Source {
  std::string_view id, query;
};
constexpr std::array sources = {
    Source{"departments", R"sql(
      SELECT code, name, short_name, kind, phone, address, target_count, inspector_count
      FROM department LEFT JOIN department_count ON department_id = id
      WHERE valid_to IS NULL AND (?1 IS NULL OR TRUE) ORDER BY sort_order, id)sql"},
    Source{"tags", R"sql(
      SELECT name, valid_from,
        (SELECT COUNT(*) FROM target_tag JOIN target ON target.id = target_id WHERE tag_id = tag.id
          AND target.valid_to IS NULL AND (?1 IS NULL OR responsible_department_id = ?1)) AS target_count
      FROM tag WHERE valid_to IS NULL ORDER BY id)sql"},
    Source{"recusals", R"sql(
      SELECT i.name AS inspector, staff_number, d.name AS department, t.name AS target, credit_code, r.reason,
        entered_by_side, r.valid_from
      FROM recusal AS r JOIN inspector AS i ON i.id = inspector_id JOIN target AS t ON t.id = target_id
        JOIN department AS d ON d.id = i.department_id
      WHERE r.valid_to IS NULL AND (?1 IS NULL OR i.department_id = ?1) ORDER BY r.id)sql"},
    Source{"items", R"sql(
      SELECT COALESCE(owner.name, '联合抽查') AS list, v.number AS version, i.category, i.code, i.name,
        i.content ->> 'sub_item' AS sub_item, i.content ->> 'basis' AS basis,
        i.content ->> 'inspecting_body' AS inspecting_body, i.content ->> 'target' AS target,
        i.content ->> 'content' AS content, i.content ->> 'methods' AS methods, i.kind,
        printf('%g%%', (i.content ->> 'ratio_basis_points') / 100.0) AS ratio,
        printf('%g%%', i.cap_basis_points / 100.0) AS cap,
        CASE WHEN i.content ->> '$.frequency.times' IS NULL THEN NULL ELSE
          (i.content ->> '$.frequency.months') || '个月' || (i.content ->> '$.frequency.times') || '次' END AS frequency,
        i.content ->> 'staff_requirement' AS staff_requirement, initiating.name AS initiating_department,
        (SELECT json_group_array(p.name) FROM json_each(i.content, '$.participating_department_ids') AS id
          JOIN department AS p ON p.id = unhex(replace(id.value, '-', ''))) AS participating_departments,
        i.content ->> 'levels' AS levels, i.content ->> 'valid_from' AS valid_from, i.content ->> 'valid_to' AS valid_to
      FROM item_list_version AS v JOIN item_list AS l ON l.id = v.list_id JOIN item_list_item AS i ON i.version_id = v.id
        LEFT JOIN department AS owner ON owner.id = l.department_id
        JOIN department AS initiating ON initiating.id = initiating_department_id
      WHERE v.state = 'issued' AND (?1 IS NULL OR l.department_id = ?1 OR l.department_id IS NULL)
      ORDER BY l.kind, l.id, v.number, i.position)sql"},
    Source{"users", R"sql(
      SELECT login, u.name, role, d.name AS department, status,
        EXISTS (SELECT 1 FROM second_factor WHERE user_id = u.id AND confirmed_at IS NOT NULL) AS second_factor,
        strftime('%Y-%m-%d %H:%M:%S', last_sign_in_at / 1000, 'unixepoch', '+8 hours') AS last_sign_in,
        strftime('%Y-%m-%d %H:%M:%S', created_at / 1000, 'unixepoch', '+8 hours') AS created
      FROM app_user AS u LEFT JOIN department AS d ON d.id = u.department_id
      WHERE ?1 IS NULL OR u.department_id = ?1 ORDER BY login)sql"},
    Source{"audit", R"sql(
      SELECT sequence, strftime('%Y-%m-%d %H:%M:%S', at / 1000, 'unixepoch', '+8 hours') AS at, actor_login, actor_role,
        action, entity, lower(hex(entity_id)) AS entity_id, d.name AS department, a.address, request, before, after,
        lower(hex(hash)) AS hash
      FROM audit_entry AS a LEFT JOIN department AS d ON d.id = department_id
      WHERE ?1 IS NULL OR department_id = ?1 ORDER BY sequence)sql"},
};

/// The file is part of the program: what does not fit in it is a fault of the program.
[[noreturn]] void fault(const std::string& what) {
  std::fprintf(stderr, "mingchou: assets/exports/lists.json: %s\n", what.c_str());
  std::abort();
}

std::string text_of(json::Value object, std::string_view key) {
  return std::string(object.find(key).value_or(json::Value()).text().value_or(""));
}

ListForm form_of(json::Value value) {
  ListForm form{.id = text_of(value, "id"), .name = text_of(value, "name"), .columns = {}};
  if (!std::ranges::contains(sources, form.id, &Source::id)) fault("no list " + form.id);
  for (const json::Value given : value.find("columns").value_or(json::Value()).items()) {
    ListColumn column{text_of(given, "key"), text_of(given, "header"), {}};
    for (const auto& [from, to] : given.find("words").value_or(json::Value()).members())
      column.words.emplace(from, to.text().value_or(""));
    form.columns.push_back(std::move(column));
  }
  return form;
}

std::string word_of(const ListColumn& column, std::string_view value) {
  const auto word = column.words.find(value);
  return word == column.words.end() ? std::string(value) : word->second;
}

/// The values of a JSON array stand one after the other.
sheets::Cell cell_of(const ListColumn& column, std::string_view value) {
  std::string text;
  const auto list = value.starts_with('[') ? json::parse(value) : Result<json::Document>(fail(Error("json.syntax")));
  if (!list) {
    text = word_of(column, value);
  } else {
    for (const json::Value part : list->root().items()) {
      if (!text.empty()) text += part_separator;
      text += word_of(column, part.text().value_or(""));
    }
  }
  return text.empty() ? sheets::Cell{} : sheets::Cell::of_text(std::move(text));
}

/// Where a column stands in the query.
Result<int> place_of(std::string_view key, const Statement& rows) {
  int place = 0;
  while (place < rows.column_count() && rows.column_name(place) != key) ++place;
  if (place == rows.column_count()) return fail(Error("server.internal").because("no column " + std::string(key)));
  return place;
}

Result<std::vector<int>> places_of(const ListForm& form, const Statement& rows) {
  std::vector<int> places;
  places.reserve(form.columns.size());
  for (const ListColumn& column : form.columns) places.push_back(MC_TRY(place_of(column.key, rows)));
  return places;
}

/// What stands in place of columns of the query, by their keys.
using Replaced = std::map<std::string, std::string, std::less<>>;

/// Of the trail a role sees no more in a file than on the screen, whatever columns the form has.
Result<Replaced> visible_in_trail(const Statement& rows, access::Role role) {
  const auto states = server::audit::visible_states(role, rows.text(MC_TRY(place_of("entity", rows))),
                                                    rows.text(MC_TRY(place_of("before", rows))),
                                                    rows.text(MC_TRY(place_of("after", rows))));
  Replaced replaced{{"before", states.before}, {"after", states.after}};
  if (!states.is_whole) replaced.emplace("hash", "");
  return replaced;
}

}  // namespace

std::span<const ListForm> list_forms() {
  static const std::vector<ListForm> made = [] {
    const auto document = json::parse(embedded::export_lists);
    if (!document) fault("no JSON");
    std::vector<ListForm> all;
    for (const json::Value value : document->root().items()) all.push_back(form_of(value));
    return all;
  }();
  return made;
}

const ListForm* find_list_form(std::string_view id) {
  const auto forms = list_forms();
  const auto found = std::ranges::find(forms, id, &ListForm::id);
  return found == forms.end() ? nullptr : &*found;
}

Result<std::int64_t> export_rows(const ListForm& form, const std::optional<DepartmentId>& department, access::Role role,
                                 Database& database, sheets::SheetWriter& writer) {
  std::vector<sheets::Cell> cells;
  cells.reserve(form.columns.size());
  for (const ListColumn& column : form.columns) cells.push_back(sheets::Cell::of_text(column.header));
  MC_TRY(writer.add(cells));
  const auto* const source = std::ranges::find(sources, form.id, &Source::id);
  Statement rows = MC_TRY(database.prepare(source->query));
  rows.bind(1, department);
  const std::vector<int> places = MC_TRY(places_of(form, rows));
  std::int64_t count = 0;
  for (; MC_TRY(rows.step()); ++count) {
    const Replaced replaced = form.id == "audit" ? MC_TRY(visible_in_trail(rows, role)) : Replaced();
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto instead = replaced.find(form.columns[i].key);
      cells[i] = cell_of(form.columns[i], instead == replaced.end() ? rows.text(places[i]) : instead->second);
    }
    MC_TRY(writer.add(cells));
  }
  return count;
}

}  // namespace mingchou::exports
