// /api/v1/exports: a register as a spreadsheet, in one of the forms of server/exports.
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "server/api/handlers.h"
#include "server/api/imports.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/exports/export_list.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

enum class Kind { xlsx, csv_utf8, csv_gb18030 };

struct KindName {
  std::string_view format, encoding;
  Kind kind;
};
constexpr std::array kinds = {KindName{"xlsx", "", Kind::xlsx}, KindName{"csv", "", Kind::csv_utf8},
                              KindName{"csv", "utf-8", Kind::csv_utf8}, KindName{"csv", "gb18030", Kind::csv_gb18030}};

Result<Kind> query_kind(const Request& request) {
  const std::string_view format = request.query_value("format").value_or("xlsx");
  const std::string_view encoding = request.query_value("encoding").value_or("");
  for (const KindName& name : kinds)
    if (name.format == format && name.encoding == encoding) return name.kind;
  return fail(Error("server.field_invalid").with("field", "format"));
}

Result<const exports::Template*> query_template(const Request& request, imports::Register which) {
  const std::string_view id = request.query_value("template").value_or(imports::text_of(which));
  const exports::Template* found = exports::find_template(which, id);
  if (found == nullptr) return fail(Error("imports.unknown_template"));
  return found;
}

/// Whose scope has no personal data in it sees the rows of all departments.
std::optional<DepartmentId> department_for(const Caller& caller) {
  return caller.scope == Scope::without_personal_data ? std::nullopt : caller.confined_to();
}

/// Who is bound to no personal data sees none; risk classes are for those who keep the register or watch over it.
exports::Withheld withheld_from(const Caller& caller) {
  const access::Role role = caller.user().profile.role;
  return {.personal_data = caller.scope == Scope::without_personal_data,
          .risk_classes = role == access::Role::inspector || role == access::Role::county_viewer};
}

/// A file that is gone when it has been read.
class PassingFile {
 public:
  explicit PassingFile(std::string path) : path_(std::move(path)) {}
  PassingFile(const PassingFile&) = delete;
  PassingFile& operator=(const PassingFile&) = delete;
  ~PassingFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }
  std::string content() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  const std::string path_;
};

Result<std::int64_t> write_file(const exports::Template& form, Kind kind, const std::string& path, const Caller& caller,
                                Context& context) {
  std::vector<double> widths(form.columns.size(), 18);
  const auto writer = kind == Kind::xlsx
                          ? MC_TRY(sheets::create_xlsx(path, {.sheet_name = form.name, .widths = widths}))
                          : MC_TRY(sheets::create_csv(
                                path, kind == Kind::csv_utf8 ? sheets::Encoding::utf8 : sheets::Encoding::gb18030));
  const exports::ReadRegisters read = [&](const std::function<Result<>(Database&)>& job) {
    return context.readers.read(job);
  };
  const std::int64_t rows =
      MC_TRY(exports::export_list(form, department_for(caller), withheld_from(caller), read, *writer));
  MC_TRY(writer->finish());
  return rows;
}

/// Who took a register away is on record.
Result<> record(const exports::Template& form, std::int64_t rows, const Request& request, const Caller& caller,
                Context& context) {
  json::Writer state;
  state.begin_object().field("register", imports::text_of(form.which)).field("template", form.id);
  state.field("rows", rows).end_object();
  return run_as(caller, context, [&](Database& database) {
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "register.exported",
                          .entity = imports::text_of(form.which),
                          .entity_id = {},
                          .department_id = department_for(caller),
                          .before = {},
                          .after = std::move(state).take()},
                         context.clock.now());
  });
}

Result<Response> export_register(const Request& request, const Caller& caller, Context& context) {
  const imports::Register which = MC_TRY(query_register(request));
  const Kind kind = MC_TRY(query_kind(request));
  const exports::Template& form = *MC_TRY(query_template(request, which));
  const Uuid name = UuidGenerator(context.clock, context.random).next();
  const PassingFile file(context.data_folder + "/imports/export-" + name.text());
  const std::int64_t rows = MC_TRY(write_file(form, kind, file.path(), caller, context));
  MC_TRY(record(form, rows, request, caller, context));
  Response response;
  response.body = file.content();
  const bool is_xlsx = kind == Kind::xlsx;
  response.set("Content-Type", is_xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                               : kind == Kind::csv_utf8 ? "text/csv; charset=utf-8"
                                                        : "text/csv; charset=gb18030");
  const std::string file_name =
      form.name + "-" + shanghai_date(context.clock.now()).text() + (is_xlsx ? ".xlsx" : ".csv");
  response.set("Content-Disposition", attachment(file_name));
  response.set("Cache-Control", "no-store");
  return response;
}

Result<Response> list_templates(const Request& request) {
  const imports::Register which = MC_TRY(query_register(request));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const exports::Template& form : exports::templates())
    if (form.which == which) writer.begin_object().field("id", form.id).field("name", form.name).end_object();
  return json_response(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply get_register_file(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(export_register(request, caller, context));
}

Reply list_export_templates(const Request& request, const Parameters&, const Caller&, Context&) {
  return reply_of(list_templates(request));
}

}  // namespace mingchou::server
