// The rows of an import: seeing them with their problems, mending cells, taking what was not imported away as a file.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <span>

#include "server/api/handlers.h"
#include "server/api/imports.h"
#include "server/core/problem.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/imports/mapping_json.h"
#include "server/sheets/sheet_writer.h"
#include "shared/text/normal_form.h"

namespace mingchou::server {
namespace {

using imports::Scratch;
using imports::Session;

constexpr int rows_default = 50;
constexpr int rows_max = 200;
constexpr std::size_t mends_at_once_max = 64;
/// Rows whose suggestions one request takes; those of more are taken by another.
constexpr int suggestions_at_once_max = 5000;
constexpr std::int64_t excel_rows = 1'048'576;
constexpr std::string_view outcomes_with_problems = "warning duplicate error";
constexpr std::string_view outcomes_not_imported = "duplicate error";

Result<std::string_view> query_outcomes(const Request& request) {
  const std::string_view only = request.query_value("only").value_or("all");
  if (only == "all") return std::string_view();
  if (only == "problems") return outcomes_with_problems;
  for (const std::string_view outcome : {"good", "warning", "changed", "ignored", "duplicate", "error"})
    if (only == outcome) return only;
  return fail(Error("server.field_invalid").with("field", "only"));
}

void write_line(json::Writer& writer, const imports::ShownLine& line, const imports::Mends& mends) {
  sheets::Row row = imports::row_of(line.row, line.cells);
  imports::apply_mends(row, mends);
  writer.begin_object().field("row", line.row).field("outcome", line.outcome).key("cells");
  imports::write_cells(writer, row);
  writer.key("mended").begin_array();
  if (const auto mended = mends.find(line.row); mended != mends.end())
    for (const auto& [column, value] : mended->second) writer.value(column);
  writer.end_array().key("problems");
  const auto problems = json::parse(line.problems);
  if (problems)
    writer.value(problems->root());
  else
    writer.begin_array().end_array();
  writer.key("changes");
  const auto changes = json::parse(line.changes.empty() ? std::string_view("[]") : line.changes);
  if (changes)
    writer.value(changes->root());
  else
    writer.begin_array().end_array();
  writer.end_object();
}

/// Before the rows were read and checked there is nothing to show.
bool has_rows(const Session& session) {
  return session.state != "reading" && session.state != "failed" && session.state != "cancelled";
}

Result<std::vector<imports::ShownLine>> lines_of(const Session& session, Context& context, std::uint32_t after,
                                                 int count, const imports::LineFilter& filter) {
  if (!has_rows(session)) return std::vector<imports::ShownLine>();
  Scratch scratch = MC_TRY(Scratch::open(context.imports.scratch_path(session.id)));
  return scratch.shown_after(after, count, filter);
}

Result<imports::Mends> mends_of(const Session& session, Context& context) {
  return context.readers.read([&](Database& database) { return imports::read_mends(database, session.id); });
}

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  const imports::LineFilter filter{.outcomes = MC_TRY(query_outcomes(request)),
                                   .code = request.query_value("code").value_or(""),
                                   .field = request.query_value("field").value_or("")};
  const auto after = MC_TRY(query_number(request, "cursor", {0, excel_rows})).value_or(0);
  const auto limit = static_cast<int>(MC_TRY(query_number(request, "limit", {1, rows_max})).value_or(rows_default));
  const auto lines = MC_TRY(lines_of(session, context, static_cast<std::uint32_t>(after), limit + 1, filter));
  const imports::Mends mends = MC_TRY(mends_of(session, context));
  const std::size_t count = std::min(lines.size(), static_cast<std::size_t>(limit));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < count; ++i) write_line(writer, lines[i], mends);
  writer.end_array().key("next_cursor");
  if (count < lines.size())
    writer.value(std::to_string(lines[count - 1].row));
  else
    writer.null();
  return json_response(std::move(writer.end_object()).take());
}

Result<std::vector<imports::Mend>> read_mends(const Request& request, std::uint32_t row) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::vector<imports::Mend> mends;
  for (json::ObjectReader& cell : MC_TRY(reader.objects("cells", {1, mends_at_once_max}))) {
    const auto column = MC_TRY(cell.integer("column", {0, 255}));
    auto value = text::clean_text(MC_TRY(cell.text("value", {0, 4096})));
    if (!value) return fail(value.error());
    MC_TRY(cell.refuse_other_fields());
    mends.push_back({row, static_cast<std::uint32_t>(column), *std::move(value)});
  }
  MC_TRY(reader.refuse_other_fields());
  return mends;
}

Result<std::uint32_t> path_row(const Request& request, const Parameters& parameters) {
  const auto found = std::ranges::find(parameters, "row", &Parameters::value_type::first);
  std::uint32_t row = 0;
  const std::string_view text = found == parameters.end() ? std::string_view() : found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
  if (error != std::errc() || end != text.data() + text.size()) return not_found(request);
  return row;
}

/// Types over cells, then checks their rows again, and those that they repeat.
Result<> mend_cells(const Session& session, std::span<const imports::Mend> cells, const Caller& caller,
                    Context& context) {
  Scratch scratch = MC_TRY(Scratch::open(context.imports.scratch_path(session.id)));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    // Nothing moves on meanwhile.
    MC_TRY(move_session(database, session.id, "ready", "ready", context.clock.now()));
    return put_mends(database, session.id, cells);
  }));
  std::vector<std::uint32_t> rows;
  rows.reserve(cells.size());
  for (const imports::Mend& cell : cells) rows.push_back(cell.row);
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
  const imports::Mends mends = MC_TRY(mends_of(session, context));
  MC_TRY(context.readers.read([&](Database& database) {
    return check_again(scratch, rows, imports::mapping_of(session.which, session.mapping), mends, session.department,
                       shanghai_date(context.clock.now()), database);
  }));
  json::Writer counts;
  counts.begin_object();
  for (const auto& [outcome, count] : MC_TRY(scratch.counts())) counts.field(outcome, count);
  return context.writer.run([&](Database& database) {
    return change_session(database, session.id, {.counts = std::move(counts.end_object()).take()}, context.clock.now());
  });
}

/// Else a mend would be kept of which no row knows, and would count among those that an import may have.
Result<> demand_line(const Session& session, std::uint32_t row, const Request& request, Context& context) {
  Scratch scratch = MC_TRY(Scratch::open(context.imports.scratch_path(session.id)));
  if (!MC_TRY(scratch.line(row))) return not_found(request);
  return {};
}

Result<Response> mend(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  const std::uint32_t row = MC_TRY(path_row(request, parameters));
  const auto cells = MC_TRY(read_mends(request, row));
  if (session.state != "ready") return fail(Error("imports.not_now").with("state", session.state));
  MC_TRY(context.imports.between_steps([&]() -> Result<> {
    MC_TRY(demand_line(session, row, request, context));
    return mend_cells(session, cells, caller, context);
  }));
  const auto lines = MC_TRY(lines_of(session, context, row - 1, 1, {}));
  if (lines.empty() || lines[0].row != row) return not_found(request);
  json::Writer writer;
  write_line(writer, lines[0], MC_TRY(mends_of(session, context)));
  return json_response(std::move(writer).take());
}

// --- problems by kind

Result<Response> kinds(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  if (has_rows(session)) {
    Scratch scratch = MC_TRY(Scratch::open(context.imports.scratch_path(session.id)));
    for (const imports::ProblemKind& kind : MC_TRY(scratch.problem_kinds())) {
      const auto example = MC_TRY(json::parse(kind.example));
      writer.begin_object().key("example").value(example.root());
      writer.field("rows", kind.rows).field("suggestions", kind.suggestions).end_object();
    }
  }
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<std::vector<imports::Mend>> suggested_mends(const Session& session, std::string_view code,
                                                   std::string_view field, Context& context) {
  const imports::Mapping mapping = imports::mapping_of(session.which, session.mapping);
  const auto found = std::ranges::find(mapping.columns, field);
  // What comes from no column can't be typed over.
  if (field.empty() || found == mapping.columns.end())
    return fail(Error("server.field_invalid").with("field", "field"));
  const auto column = static_cast<std::uint32_t>(found - mapping.columns.begin());
  Scratch scratch = MC_TRY(Scratch::open(context.imports.scratch_path(session.id)));
  std::vector<imports::Mend> mends;
  for (imports::Suggested& suggested : MC_TRY(scratch.suggestions(code, field, suggestions_at_once_max)))
    mends.push_back({suggested.row, column, std::move(suggested.value)});
  return mends;
}

Result<Response> take_suggestions(const Request& request, const Parameters& parameters, const Caller& caller,
                                  Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  const std::string code(MC_TRY(reader.text("code", {1, 64})));
  const std::string field(MC_TRY(reader.text("field", {1, 64})));
  MC_TRY(reader.refuse_other_fields());
  if (session.state != "ready") return fail(Error("imports.not_now").with("state", session.state));
  MC_TRY(context.imports.between_steps([&]() -> Result<> {
    const auto mends = MC_TRY(suggested_mends(session, code, field, context));
    return mends.empty() ? Result<>() : mend_cells(session, mends, caller, context);
  }));
  return import_answer(session.id, context);
}

/// The sentences of a row's problems that keep it out, and what was suggested.
void add_reasons(std::vector<sheets::Cell>& cells, const imports::ShownLine& line, Language language) {
  std::string reasons, suggestions;
  const auto problems = json::parse(line.problems);
  for (const json::Value problem : problems ? problems->root().items() : json::Value().items()) {
    reasons += (reasons.empty() ? "" : "\n") + render(imports::error_of(problem), language);
    const std::string_view suggestion = problem.find("suggestion").value_or(json::Value()).text().value_or("");
    if (!suggestion.empty()) suggestions += (suggestions.empty() ? "" : "\n") + std::string(suggestion);
  }
  cells.push_back(sheets::Cell::of_text(std::move(reasons)));
  cells.push_back(sheets::Cell::of_text(std::move(suggestions)));
}

Result<> write_refused_rows(const Session& session, Context& context, const std::string& path, Language language) {
  const imports::Mapping mapping = imports::mapping_of(session.which, session.mapping);
  const imports::Mends mends = MC_TRY(mends_of(session, context));
  std::vector<double> widths(mapping.headers.size(), 16);
  widths.insert(widths.end(), {60, 24});
  const auto writer = MC_TRY(sheets::create_xlsx(path, {.sheet_name = "未导入", .widths = widths}));
  std::vector<sheets::Cell> header;
  header.reserve(widths.size());
  for (const std::string& text : mapping.headers) header.push_back(sheets::Cell::of_text(text));
  header.push_back(sheets::Cell::of_text(render(Error("imports.reason_header"), language)));
  header.push_back(sheets::Cell::of_text(render(Error("imports.suggestion_header"), language)));
  MC_TRY(writer->add(header));
  std::uint32_t last = 0;
  while (true) {
    const auto lines = MC_TRY(lines_of(session, context, last, 500, {.outcomes = outcomes_not_imported}));
    if (lines.empty()) break;
    last = lines.back().row;
    for (const imports::ShownLine& line : lines) {
      sheets::Row row = imports::row_of(line.row, line.cells);
      imports::apply_mends(row, mends);
      row.cells.resize(mapping.headers.size());
      for (sheets::Cell& cell : row.cells) cell.is_formula = false;
      add_reasons(row.cells, line, language);
      MC_TRY(writer->add(row.cells));
    }
  }
  return writer->finish();
}

/// "名录-未导入.xlsx" of "名录.csv".
std::string refused_file_name(const Session& session, Language language) {
  const std::string stem = session.file_name.substr(0, session.file_name.rfind('.'));
  return stem + (language == Language::chinese ? "-未导入.xlsx" : "-not-imported.xlsx");
}

Result<Response> refused_rows(const Request& request, const Parameters& parameters, const Caller& caller,
                              Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  const std::string path = context.imports.scratch_path(session.id) + "." + request.id + ".xlsx";
  const auto written = write_refused_rows(session, context, path, language_of(request));
  Response response;
  if (written) {
    std::ifstream file(path, std::ios::binary);
    response.body.assign(std::istreambuf_iterator<char>(file), {});
  }
  std::remove(path.c_str());
  if (!written) return fail(written.error());
  response.set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  response.set("Content-Disposition", attachment(refused_file_name(session, language_of(request))));
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Reply list_import_rows(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply put_import_row(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(mend(request, parameters, caller, context));
}

Reply list_import_problems(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  return reply_of(kinds(request, parameters, caller, context));
}

Reply post_import_suggestions(const Request& request, const Parameters& parameters, const Caller& caller,
                              Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(take_suggestions(request, parameters, caller, context));
}

Reply get_refused_rows(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(refused_rows(request, parameters, caller, context));
}

}  // namespace mingchou::server
