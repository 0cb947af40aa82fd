// /api/v1/exports: a register as a spreadsheet, in one of the forms of server/exports; /api/v1/list-exports: every
// other list.
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "server/api/handlers.h"
#include "server/api/imports.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/exports/export_list.h"
#include "server/exports/lists.h"
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

Result<std::unique_ptr<sheets::SheetWriter>> create_file(Kind kind, const std::string& path, const std::string& name,
                                                         std::size_t columns) {
  if (kind == Kind::xlsx)
    return sheets::create_xlsx(path, {.sheet_name = name, .widths = std::vector<double>(columns, 18)});
  return sheets::create_csv(path, kind == Kind::csv_utf8 ? sheets::Encoding::utf8 : sheets::Encoding::gb18030);
}

using Rows = std::function<Result<std::int64_t>(sheets::SheetWriter&)>;

struct Made {
  std::string content;
  std::int64_t rows = 0;
};

Result<Made> make_file(Kind kind, const std::string& name, std::size_t columns, const Rows& rows, Context& context) {
  const Uuid id = UuidGenerator(context.clock, context.random).next();
  const PassingFile file(context.data_folder + "/imports/export-" + id.text());
  Made made;
  {
    const auto writer = MC_TRY(create_file(kind, file.path(), name, columns));
    made.rows = MC_TRY(rows(*writer));
    MC_TRY(writer->finish());
  }
  made.content = file.content();
  return made;
}

/// Who took a list away is on record.
Result<> record(std::string_view list, std::string_view form, std::int64_t rows, const Request& request,
                const Caller& caller, Context& context, const std::optional<DepartmentId>& department) {
  json::Writer state;
  state.begin_object().field("register", list).field("template", form);
  state.field("rows", rows).end_object();
  return run_as(caller, context, [&](Database& database) {
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "register.exported",
                          .entity = list,
                          .entity_id = {},
                          .department_id = department,
                          .before = {},
                          .after = std::move(state).take()},
                         context.clock.now());
  });
}

Response file_answer(std::string content, Kind kind, const std::string& name, Context& context) {
  Response response;
  response.body = std::move(content);
  const bool is_xlsx = kind == Kind::xlsx;
  response.set("Content-Type", is_xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                               : kind == Kind::csv_utf8 ? "text/csv; charset=utf-8"
                                                        : "text/csv; charset=gb18030");
  response.set("Content-Disposition",
               attachment(name + "-" + shanghai_date(context.clock.now()).text() + (is_xlsx ? ".xlsx" : ".csv")));
  response.set("Cache-Control", "no-store");
  return response;
}

Result<Response> export_register(const Request& request, const Caller& caller, Context& context) {
  const imports::Register which = MC_TRY(query_register(request));
  const Kind kind = MC_TRY(query_kind(request));
  const exports::Template& form = *MC_TRY(query_template(request, which));
  const exports::ReadRegisters read = [&](const std::function<Result<>(Database&)>& job) {
    return context.readers.read(job);
  };
  const auto department = department_for(caller);
  const Rows rows = [&](sheets::SheetWriter& writer) {
    return exports::export_list(form, department, caller.user().profile.role, read, writer);
  };
  Made made = MC_TRY(make_file(kind, form.name, form.columns.size(), rows, context));
  MC_TRY(record(imports::text_of(form.which), form.id, made.rows, request, caller, context, department));
  return file_answer(std::move(made.content), kind, form.name, context);
}

/// Whoever may read a list may take it away; lists with names of persons only if they may see these.
struct ListAccess {
  std::string_view list;
  access::Action action;
};
constexpr std::array list_accesses = {
    ListAccess{"departments", access::Action::registers_read}, ListAccess{"tags", access::Action::registers_read},
    ListAccess{"recusals", access::Action::registers_read},    ListAccess{"items", access::Action::item_lists_read},
    ListAccess{"users", access::Action::users_read},           ListAccess{"audit", access::Action::audit_read}};

/// The caller as one whose route demands the list's action. Error: account.not_allowed.
Result<Caller> caller_for(std::string_view list, const Caller& caller) {
  const auto* const found = std::ranges::find(list_accesses, list, &ListAccess::list);
  Caller of_list = caller;
  if (found != list_accesses.end()) of_list.scope = access::scope_of(caller.user().profile.role, found->action);
  const bool is_of_persons = list == "recusals";
  const bool is_allowed = found != list_accesses.end() && of_list.scope != Scope::none &&
                          !(is_of_persons && of_list.scope == Scope::without_personal_data);
  if (!is_allowed) return fail(Error("account.not_allowed"));
  return of_list;
}

Result<Response> export_other_list(const Request& request, const Caller& caller, Context& context) {
  const exports::ListForm* form = exports::find_list_form(request.query_value("list").value_or(""));
  if (form == nullptr) return fail(Error("server.field_invalid").with("field", "list"));
  const Kind kind = MC_TRY(query_kind(request));
  const Caller of_list = MC_TRY(caller_for(form->id, caller));
  const auto department = department_for(of_list);
  const Rows rows = [&](sheets::SheetWriter& writer) {
    return context.readers.read([&](Database& database) {
      return exports::export_rows(*form, department, caller.user().profile.role, database, writer);
    });
  };
  Made made = MC_TRY(make_file(kind, form->name, form->columns.size(), rows, context));
  MC_TRY(record(form->id, form->id, made.rows, request, caller, context, department));
  return file_answer(std::move(made.content), kind, form->name, context);
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

Reply get_list_file(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(export_other_list(request, caller, context));
}

Reply list_export_templates(const Request& request, const Parameters&, const Caller&, Context&) {
  return reply_of(list_templates(request));
}

}  // namespace mingchou::server
