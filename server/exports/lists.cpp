#include "server/exports/lists.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "server/audit/visible_states.h"
#include "server/exports/list_queries.h"
#include "server/imports/fields.h"
#include "shared/json/json.h"

namespace mingchou::embedded {
extern const std::string_view export_lists;
}

namespace mingchou::exports {
namespace {

using imports::part_separator;

/// The file is part of the program: what does not fit in it is a fault of the program.
[[noreturn]] void fault(const std::string& what) {
  std::fprintf(stderr, "mingchou: assets/exports/lists.json: %s\n", what.c_str());
  std::abort();
}

std::string text_of(json::Value object, std::string_view key) {
  return std::string(object.find(key).value_or(json::Value()).text().value_or(""));
}

ListForm form_of(json::Value value) {
  ListForm form{.id = text_of(value, "id"),
                .name = text_of(value, "name"),
                .beside = imports::register_from(text_of(value, "beside")),
                .columns = {}};
  if (find_list_query(form.id) == nullptr) fault("no list " + form.id);
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

Result<Statement> prepare(const ListForm& form, const Rows& wanted, Database& database) {
  const ListQuery& source = *find_list_query(form.id);
  if (form.id == "audit")
    return MC_TRY(server::audit::prepare(database, source.query, wanted.trail, " ORDER BY sequence")).rows;
  Statement rows = MC_TRY(database.prepare(source.query));
  if (source.parameters > 0) rows.bind(1, wanted.department);
  if (source.parameters > 1) rows.bind(2, wanted.version);
  if (source.parameters > 2)
    rows.bind(3, wanted.over_before ? std::optional(wanted.over_before->text()) : std::nullopt);
  return rows;
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

Result<std::int64_t> export_rows(const ListForm& form, const Rows& wanted, Database& database,
                                 sheets::SheetWriter& writer) {
  std::vector<sheets::Cell> cells;
  cells.reserve(form.columns.size());
  for (const ListColumn& column : form.columns) cells.push_back(sheets::Cell::of_text(column.header));
  MC_TRY(writer.add(cells));
  Statement rows = MC_TRY(prepare(form, wanted, database));
  const std::vector<int> places = MC_TRY(places_of(form, rows));
  std::int64_t count = 0;
  for (; MC_TRY(rows.step()); ++count) {
    const Replaced replaced = form.id == "audit" ? MC_TRY(visible_in_trail(rows, wanted.role)) : Replaced();
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto instead = replaced.find(form.columns[i].key);
      cells[i] = cell_of(form.columns[i], instead == replaced.end() ? rows.text(places[i]) : instead->second);
    }
    MC_TRY(writer.add(cells));
  }
  return count;
}

}  // namespace mingchou::exports
