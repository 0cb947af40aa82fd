// /api/v1/exports: a register as a spreadsheet, in one of the forms of server/exports; /api/v1/list-exports: every
// other list.
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "server/api/audit.h"
#include "server/api/handlers.h"
#include "server/api/imports.h"
#include "server/api/plans.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/exports/export_list.h"
#include "server/exports/lists.h"
#include "server/exports/uncovered.h"
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
  /// In memory once, whatever its size.
  std::string content() const {
    std::ifstream file(path_, std::ios::binary | std::ios::ate);
    std::string content(file ? static_cast<std::size_t>(file.tellg()) : 0, '\0');
    file.seekg(0);
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    return content;
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

/// Which of a list's rows were asked for: of one version, or by the conditions on the trail. What was not asked for is
/// left out.
void write_wanted(json::Writer& state, const exports::Rows& wanted) {
  const auto add_id = [&state](std::string_view name, const std::optional<Uuid>& id) {
    if (id) state.field(name, id->text());
  };
  const auto add_word = [&state](std::string_view name, const std::optional<std::string>& word) {
    if (word) state.field(name, *word);
  };
  const auto add_instant = [&state](std::string_view name, const std::optional<Instant>& instant) {
    if (instant) state.field(name, instant->ms);
  };
  const audit::Query& trail = wanted.trail;
  add_id("version", wanted.version);
  add_id("actor_id", trail.actor_id);
  add_id("entity_id", trail.entity_id);
  add_id("department_id", trail.department_id);
  add_word("action", trail.action);
  add_word("entity", trail.entity);
  add_word("actor_role", trail.actor_role);
  add_instant("from", trail.from);
  add_instant("to", trail.to);
}

/// Who took a list away is on record, and what of it.
Result<> record(std::string_view list, std::string_view form, const exports::Rows& wanted, std::int64_t rows,
                const Request& request, const Caller& caller, Context& context,
                const std::optional<DepartmentId>& department) {
  json::Writer state;
  state.begin_object().field("register", list).field("template", form);
  write_wanted(state, wanted);
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
  // A large one is sent from where it is.
  response.shared_body = std::make_shared<const std::string>(std::move(content));
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
  MC_TRY(record(imports::text_of(form.which), form.id, {}, made.rows, request, caller, context, department));
  return file_answer(std::move(made.content), kind, form.name, context);
}

/// Whoever may read a list may take it away; lists with names of persons only if they may see these. Departments are
/// known to whoever is signed in.
struct ListAccess {
  std::string_view list;
  std::optional<access::Action> action;
  bool is_of_persons = false;
};
constexpr std::array list_accesses = {ListAccess{"departments", std::nullopt},
                                      ListAccess{"tags", access::Action::registers_read},
                                      ListAccess{"uncovered", access::Action::registers_read},
                                      ListAccess{"licences", access::Action::registers_read},
                                      ListAccess{"recusals", access::Action::registers_read, true},
                                      ListAccess{"trainings", access::Action::registers_read, true},
                                      ListAccess{"items", access::Action::item_lists_read},
                                      ListAccess{"plan_rows", access::Action::plans_read},
                                      ListAccess{"tasks", access::Action::draw_read},
                                      ListAccess{"users", access::Action::users_read},
                                      ListAccess{"audit", access::Action::audit_read}};

/// The caller as one whose route demands the list's action. Error: account.not_allowed.
Result<Caller> caller_for(std::string_view list, const Caller& caller) {
  const auto* const found = std::ranges::find(list_accesses, list, &ListAccess::list);
  if (found == list_accesses.end()) return fail(Error("account.not_allowed"));
  Caller of_list = caller;
  of_list.scope = found->action ? access::scope_of(caller.user().profile.role, *found->action) : Scope::all;
  const bool is_hidden = found->is_of_persons && of_list.scope == Scope::without_personal_data;
  if (of_list.scope == Scope::none || is_hidden) return fail(Error("account.not_allowed"));
  return of_list;
}

/// A version of an item list that the caller sees; nothing for those that are issued.
Result<> choose_items(const Request& request, const Caller& caller, Database& database, exports::Rows& wanted) {
  wanted.version = MC_TRY(query_id(request, "version"));
  if (!wanted.version) return {};
  const auto version = MC_TRY(items::find_version(database, {*wanted.version}));
  const auto list = version ? MC_TRY(items::find_list(database, version->list_id)) : std::nullopt;
  if (!list || !sees(caller, list->owner, version->state)) return not_found(request);
  return {};
}

Result<> choose_plan_rows(const Request& request, const Caller& caller, Database& database, exports::Rows& wanted) {
  wanted.version = MC_TRY(query_id(request, "version"));
  if (!wanted.version) return fail(Error("server.field_invalid").with("field", "version"));
  const auto version = MC_TRY(plans::find_version(database, {*wanted.version}));
  const plans::Sight sight = version ? sight_of(caller, version->state) : plans::Sight::nothing;
  if (sight == plans::Sight::nothing) return not_found(request);
  if (sight == plans::Sight::own_rows)
    wanted.department = caller.user().profile.department_id;
  else
    wanted.department.reset();
  return {};
}

/// What of the list the caller asks for, as far as they see it.
Result<exports::Rows> wanted_rows(std::string_view list, const Request& request, const Caller& caller, Context& context,
                                  Database& database) {
  exports::Rows wanted{.department = department_for(caller), .role = caller.user().profile.role};
  if (list == "audit") wanted.trail = MC_TRY(read_audit_query(request, caller));
  if (list == "items") MC_TRY(choose_items(request, caller, database, wanted));
  if (list == "plan_rows") MC_TRY(choose_plan_rows(request, caller, database, wanted));
  // As the list of tasks: who goes on the visits reads of a draw when they are over.
  if (caller.scope == Scope::after_window) wanted.over_before = today_of(context);
  return wanted;
}

Result<std::int64_t> uncovered_rows(const exports::ListForm& form, const Caller& caller, Context& context,
                                    sheets::SheetWriter& writer) {
  const exports::ReadRegisters read = [&](const std::function<Result<>(Database&)>& job) {
    return context.readers.read(job);
  };
  return exports::export_uncovered(form,
                                   {.day = today_of(context), .responsible_department_id = department_for(caller)},
                                   caller.scope != Scope::without_personal_data, read, writer);
}

Result<Response> export_other_list(const Request& request, const Caller& caller, Context& context) {
  const exports::ListForm* form = exports::find_list_form(request.query_value("list").value_or(""));
  if (form == nullptr) return fail(Error("server.field_invalid").with("field", "list"));
  const Kind kind = MC_TRY(query_kind(request));
  const Caller of_list = MC_TRY(caller_for(form->id, caller));
  exports::Rows wanted;
  const Rows rows = [&](sheets::SheetWriter& writer) {
    if (form->id == "uncovered") return uncovered_rows(*form, of_list, context, writer);
    return context.readers.read([&](Database& database) -> Result<std::int64_t> {
      wanted = MC_TRY(wanted_rows(form->id, request, of_list, context, database));
      return exports::export_rows(*form, wanted, database, writer);
    });
  };
  Made made = MC_TRY(make_file(kind, form->name, form->columns.size(), rows, context));
  MC_TRY(record(form->id, form->id, wanted, made.rows, request, caller, context, department_for(of_list)));
  return file_answer(std::move(made.content), kind, form->name, context);
}

/// The register's own forms, and after them the lists that are offered together with it.
Result<Response> list_templates(const Request& request, const Caller& caller) {
  const imports::Register which = MC_TRY(query_register(request));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  const auto add = [&writer](std::string_view id, std::string_view name, bool is_list) {
    writer.begin_object().field("id", id).field("name", name).field("is_list", is_list).end_object();
  };
  for (const exports::Template& form : exports::templates())
    if (form.which == which) add(form.id, form.name, false);
  for (const exports::ListForm& form : exports::list_forms())
    if (form.beside == which && caller_for(form.id, caller)) add(form.id, form.name, true);
  return json_response(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply get_register_file(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(export_register(request, caller, context));
}

Reply get_list_file(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(export_other_list(request, caller, context));
}

Reply list_export_templates(const Request& request, const Parameters&, const Caller& caller, Context&) {
  return reply_of(list_templates(request, caller));
}

}  // namespace mingchou::server
