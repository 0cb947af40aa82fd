#include "server/exports/templates.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "shared/json/json.h"

namespace mingchou::embedded {
extern const std::string_view export_templates;
}

namespace mingchou::exports {
namespace {

std::string text_of(json::Value object, std::string_view key) {
  return std::string(object.find(key).value_or(json::Value()).text().value_or(""));
}

/// The file is part of the program: what does not fit in it is a fault of the program.
[[noreturn]] void fault(const std::string& what) {
  std::fprintf(stderr, "mingchou: assets/exports/templates.json: %s\n", what.c_str());
  std::abort();
}

Column column_of(json::Value value, const Template& made, json::Value tables) {
  const std::string key = text_of(value, "field");
  Column column;
  column.field = imports::find_field(made.which, key);
  if (column.field == nullptr) fault("no field " + key);
  column.header = text_of(value, "header");
  if (column.header.empty()) column.header = imports::usual_header(made.which, key);
  column.is_code = text_of(value, "as") == "code";
  const std::string table = text_of(value, "table");
  for (const auto& [from, to] : tables.find(table).value_or(json::Value()).members())
    column.words.emplace(from, to.text().value_or(""));
  if (!table.empty() && column.words.empty()) fault("no table " + table);
  return column;
}

Template template_of(json::Value value) {
  const auto which = imports::register_from(text_of(value, "register"));
  if (!which) fault("no register");
  Template made{.id = text_of(value, "id"),
                .name = text_of(value, "name"),
                .which = *which,
                .date_format = text_of(value, "date_format"),
                .columns = {}};
  const json::Value tables = value.find("tables").value_or(json::Value());
  for (const json::Value column : value.find("columns").value_or(json::Value()).items())
    made.columns.push_back(column_of(column, made, tables));
  return made;
}

}  // namespace

std::span<const Template> templates() {
  static const std::vector<Template> made = [] {
    const auto document = json::parse(embedded::export_templates);
    if (!document) fault("no JSON");
    std::vector<Template> all;
    for (const json::Value value : document->root().items()) all.push_back(template_of(value));
    return all;
  }();
  return made;
}

const Template* find_template(imports::Register which, std::string_view id) {
  for (const Template& known : templates())
    if (known.which == which && known.id == id) return &known;
  return nullptr;
}

std::string format_date(CivilDate date, std::string_view format) {
  const std::string plain = date.text();
  std::string text(format);
  const auto replace = [&](std::string_view part, std::string_view digits) {
    if (const std::size_t at = text.find(part); at != text.npos) text.replace(at, part.size(), digits);
  };
  replace("YYYY", std::string_view(plain).substr(0, 4));
  replace("MM", std::string_view(plain).substr(5, 2));
  replace("DD", std::string_view(plain).substr(8, 2));
  return text;
}

}  // namespace mingchou::exports
