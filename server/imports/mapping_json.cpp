#include "server/imports/mapping_json.h"

#include <algorithm>

namespace mingchou::imports {
namespace {

using sheets::Cell;
using sheets::CellKind;

std::string_view text_of(Severity severity) {
  switch (severity) {
    case Severity::warning:
      return "warning";
    case Severity::duplicate:
      return "duplicate";
    case Severity::error:
      break;
  }
  return "error";
}

void write_plain_cell(json::Writer& writer, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      writer.null();
      return;
    case CellKind::text:
      writer.value(cell.text);
      return;
    case CellKind::number:
      writer.begin_object().field("number", cell.text).end_object();
      return;
    case CellKind::date:
      writer.begin_object().field("date", cell.date.text()).end_object();
      return;
    case CellKind::boolean:
      writer.begin_object().field("boolean", cell.number != 0).end_object();
      return;
    case CellKind::error:
      writer.begin_object().field("error", cell.text).end_object();
  }
}

Cell cell_of(json::Value value) {
  if (const auto text = value.text()) return Cell::of_text(std::string(*text));
  for (const auto& [key, inner] : value.members()) {
    const std::string text(inner.text().value_or(""));
    if (key == "formula") {
      Cell cell = cell_of(inner);
      cell.is_formula = true;
      return cell;
    }
    if (key == "number") return {.kind = CellKind::number, .number = std::strtod(text.c_str(), nullptr), .text = text};
    if (key == "date") return Cell::of_date(CivilDate::parse(text).value_or(CivilDate()));
    if (key == "boolean") return {.kind = CellKind::boolean, .number = inner.boolean().value_or(false) ? 1.0 : 0.0};
    if (key == "error") return {.kind = CellKind::error, .text = text};
  }
  return {};
}

void write_error(json::Writer& writer, const Error& error) {
  writer.field("code", error.code).key("arguments").begin_object();
  for (const auto& argument : error.arguments) writer.field(argument.name, argument.value);
  writer.end_object();
}

/// A document that this program wrote; an empty one where it did not.
json::Document parsed(std::string_view text) {
  auto document = json::parse(text.empty() ? std::string_view("{}") : text);
  return document ? *std::move(document) : json::parse("{}").value();
}

}  // namespace

std::string mapping_json(const Mapping& mapping) {
  json::Writer writer;
  writer.begin_object().field("sheet", mapping.sheet).field("header_row", mapping.header_row);
  writer.key("columns").begin_array();
  const std::size_t count = std::max(mapping.columns.size(), mapping.headers.size());
  for (std::size_t column = 0; column < count; ++column) {
    writer.begin_object().field("header", column < mapping.headers.size() ? mapping.headers[column] : "").key("field");
    if (column < mapping.columns.size() && !mapping.columns[column].empty())
      writer.value(mapping.columns[column]);
    else
      writer.null();
    writer.end_object();
  }
  writer.end_array().key("defaults").begin_object();
  for (const auto& [field, value] : mapping.defaults) writer.field(field, value);
  return std::move(writer.end_object().end_object()).take();
}

Mapping mapping_of(Register which, std::string_view text) {
  const json::Document document = parsed(text);
  const json::Value root = document.root();
  Mapping mapping{.which = which};
  mapping.sheet = static_cast<std::size_t>(root.find("sheet").value_or(json::Value()).uint64().value_or(0));
  mapping.header_row = static_cast<std::uint32_t>(root.find("header_row").value_or(json::Value()).uint64().value_or(0));
  for (const json::Value column : root.find("columns").value_or(json::Value()).items()) {
    mapping.headers.emplace_back(column.find("header").value_or(json::Value()).text().value_or(""));
    mapping.columns.emplace_back(column.find("field").value_or(json::Value()).text().value_or(""));
  }
  for (const auto& [field, value] : root.find("defaults").value_or(json::Value()).members())
    mapping.defaults.emplace(field, value.text().value_or(""));
  return mapping;
}

void write_cells(json::Writer& writer, const sheets::Row& row) {
  writer.begin_array();
  for (const Cell& cell : row.cells) {
    if (cell.is_formula) writer.begin_object().key("formula");
    write_plain_cell(writer, cell);
    if (cell.is_formula) writer.end_object();
  }
  writer.end_array();
}

std::string cells_json(const sheets::Row& row) {
  json::Writer writer;
  write_cells(writer, row);
  return std::move(writer).take();
}

sheets::Row row_of(std::uint32_t number, std::string_view cells) {
  sheets::Row row{number, {}};
  const json::Document document = parsed(cells);
  for (const json::Value cell : document.root().items()) row.cells.push_back(cell_of(cell));
  return row;
}

std::string values_json(const Values& values) {
  json::Writer writer;
  writer.begin_object();
  for (const auto& [field, value] : values) writer.field(field, value);
  return std::move(writer.end_object()).take();
}

Values values_of(std::string_view text) {
  Values values;
  const json::Document document = parsed(text);
  for (const auto& [field, value] : document.root().members()) values.emplace(field, value.text().value_or(""));
  return values;
}

std::string problems_json(const Problems& problems) {
  json::Writer writer;
  writer.begin_array();
  for (const Problem& problem : problems) {
    writer.begin_object().field("severity", text_of(problem.severity)).field("field", problem.field);
    write_error(writer, problem.error);
    writer.field("suggestion", problem.suggestion).end_object();
  }
  return std::move(writer.end_array()).take();
}

std::string error_json(const Error& error) {
  json::Writer writer;
  writer.begin_object();
  write_error(writer, error);
  return std::move(writer.end_object()).take();
}

Error error_of(json::Value value) {
  Error error(value.find("code").value_or(json::Value()).text().value_or("server.internal"));
  for (const auto& [name, argument] : value.find("arguments").value_or(json::Value()).members())
    error.arguments.push_back({std::string(name), std::string(argument.text().value_or(""))});
  return error;
}

}  // namespace mingchou::imports
