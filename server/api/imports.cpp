// /api/v1/imports: bringing a file, seeing what became of it, cancelling, applying, undoing.
#include "server/api/imports.h"

#include "server/api/handlers.h"
#include "server/data/blobs.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/imports/mapping_json.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::server {
namespace {

using imports::Imports;
using imports::Session;
using imports::SessionId;

constexpr int sessions_shown_max = 100;
constexpr std::size_t file_name_characters_max = 120;

/// Without the folders that some browsers put before it.
Result<std::string> query_file_name(const Request& request) {
  const std::string_view given = request.query_value("file_name").value_or("");
  auto name = text::clean_text(given.substr(given.find_last_of("/\\") + 1));
  if (!name || name->empty() || text::count_code_points(*name) > file_name_characters_max)
    return fail(Error("server.field_invalid").with("field", "file_name"));
  return name;
}

void write_json(json::Writer& writer, std::string_view name, const std::string& text) {
  writer.key(name);
  const auto document = json::parse(text);
  if (document)
    writer.value(document->root());
  else
    writer.null();
}

Result<Response> create(const Request& request, const Caller& caller, Context& context) {
  Session session;
  session.which = MC_TRY(query_register(request));
  session.file_name = MC_TRY(query_file_name(request));
  session.department = MC_TRY(own_department(caller));
  if (request.body.empty()) return fail(Error("sheets.empty"));
  session.id = {UuidGenerator(context.clock, context.random).next()};
  session.file_hash = MC_TRY(store_blob(context.data_folder, request.body));
  session.file_bytes = static_cast<std::int64_t>(request.body.size());
  session.created_at = context.clock.now();
  session.created_by = caller.user().profile.login;
  MC_TRY(run_as(caller, context, [&](Database& database) { return insert_session(database, session); }));
  MC_TRY(context.imports.submit({session.id, Imports::Step::read, actor_of(caller.user(), request)}));
  Response response = MC_TRY(import_answer(session.id, context, 201));
  response.set("Location", "/api/v1/imports/" + session.id.uuid.text());
  return response;
}

Result<Response> list(const Caller& caller, Context& context) {
  const auto sessions = MC_TRY(context.readers.read(
      [&](Database& database) { return imports::list_sessions(database, caller.confined_to(), sessions_shown_max); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const Session& session : sessions) write_session(writer, session, context.imports.progress(session.id));
  return json_response(std::move(writer.end_array().end_object()).take());
}

/// Moves the session and queues the step; if the queue is full the session goes back.
Result<Response> begin(const Session& session, Imports::Task task, std::string_view from, std::string_view to,
                       const Caller& caller, Context& context) {
  MC_TRY(run_as(caller, context,
                [&](Database& database) { return move_session(database, session.id, from, to, context.clock.now()); }));
  if (auto queued = context.imports.submit(std::move(task)); !queued) {
    MC_TRY(context.writer.run(
        [&](Database& database) { return move_session(database, session.id, to, from, context.clock.now()); }));
    return fail(queued.error());
  }
  return import_answer(session.id, context, 202);
}

std::int64_t count_of(const Session& session, std::string_view outcome) {
  const auto counts = json::parse(session.counts);
  if (!counts) return 0;
  return counts->root().find(outcome).value_or(json::Value()).int64().value_or(0);
}

Result<Response> apply(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  const std::string_view take = MC_TRY(reader.text("take", {1, 16}));
  const std::string_view existing = MC_TRY(reader.optional_text("existing", {1, 16})).value_or("skip");
  MC_TRY(reader.refuse_other_fields());
  if (take != "all" && take != "good") return fail(Error("server.field_invalid").with("field", "take"));
  if (existing != "skip" && existing != "update") return fail(Error("server.field_invalid").with("field", "existing"));
  const bool updates_existing = existing == "update";
  if (session.state == "ready") {
    const std::int64_t errors = count_of(session, "error");
    if (take == "all" && errors > 0) return fail(Error("imports.has_errors").with("count", errors));
    const std::int64_t changed = updates_existing ? count_of(session, "changed") : 0;
    if (count_of(session, "good") + count_of(session, "warning") + changed == 0)
      return fail(Error("imports.nothing_to_apply"));
  }
  Imports::Task task{session.id, Imports::Step::apply, actor_of(caller.user(), request)};
  task.updates_existing = updates_existing;
  return begin(session, std::move(task), "ready", "applying", caller, context);
}

Result<Response> undo(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  return begin(session, {session.id, Imports::Step::undo, actor_of(caller.user(), request)}, "applied", "undoing",
               caller, context);
}

/// What is under way is cancelled; what is not is put away, with its rows. What was applied stays applied. Whoever saw
/// a step under way says ?only=cancel: if it has ended since, nothing is thrown away for having been late.
Result<Response> cancel_or_discard(const Request& request, const Parameters& parameters, const Caller& caller,
                                   Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  const auto only = request.query_value("only");
  if (only && *only != "cancel") return fail(Error("server.field_invalid").with("field", "only"));
  if (only) {
    context.imports.cancel(session.id);
    return no_content();
  }
  if (context.imports.progress(session.id)) {
    context.imports.cancel(session.id);
    return no_content();
  }
  MC_TRY(run_as(caller, context, [&](Database& database) {
    return move_session(database, session.id, "ready failed cancelled undone", "discarded", context.clock.now());
  }));
  MC_TRY(context.imports.between_steps([&]() -> Result<> {
    imports::Scratch::remove(context.imports.scratch_path(session.id));
    return {};
  }));
  return no_content();
}

}  // namespace

Result<Session> reached_import(const Request& request, const Parameters& parameters, const Caller& caller,
                               Context& context) {
  const Uuid id = MC_TRY(path_id(request, parameters, "import"));
  auto session =
      MC_TRY(context.readers.read([&](Database& database) { return imports::find_session(database, {id}); }));
  if (!session || session->state == "discarded" || !caller.reaches(session->department)) return not_found(request);
  return *std::move(session);
}

Result<DepartmentId> own_department(const Caller& caller) {
  if (!caller.user().profile.department_id) return fail(Error("imports.no_department"));
  return *caller.user().profile.department_id;
}

Result<imports::Register> query_register(const Request& request) {
  const auto which = imports::register_from(request.query_value("register").value_or(""));
  if (!which) return fail(Error("server.field_invalid").with("field", "register"));
  return *which;
}

void write_session(json::Writer& writer, const Session& session, const std::optional<imports::Progress>& progress) {
  writer.begin_object().field("id", session.id.uuid.text()).field("register", imports::text_of(session.which));
  writer.field("department_id", session.department.uuid.text());
  writer.field("file_name", session.file_name).field("file_bytes", session.file_bytes);
  writer.field("state", session.state);
  write_json(writer, "sheets", session.sheets);
  write_json(writer, "mapping", mapping_json(imports::mapping_of(session.which, session.mapping)));
  write_json(writer, "counts", session.counts);
  write_json(writer, "error", session.error);
  writer.field("created_at", session.created_at.ms).field("created_by", session.created_by);
  writer.field("changed_at", session.changed_at.ms).key("progress");
  if (progress)
    writer.begin_object().field("step", progress->step).field("share", progress->share).end_object();
  else
    writer.null();
  writer.end_object();
}

Result<Response> import_answer(const SessionId& id, Context& context, int status) {
  const auto session =
      MC_TRY(context.readers.read([&](Database& database) { return imports::find_session(database, id); }));
  json::Writer writer;
  write_session(writer, session.value_or(Session{}), context.imports.progress(id));
  Response response = json_response(std::move(writer).take());
  response.status = status;
  return response;
}

Reply post_import(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(create(request, caller, context));
}

Reply list_imports(const Request&, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(caller, context));
}

Reply get_import(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(reached_import(request, parameters, caller, context).and_then([&](const Session& session) {
    return import_answer(session.id, context);
  }));
}

Reply delete_import(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(cancel_or_discard(request, parameters, caller, context));
}

Reply post_import_application(const Request& request, const Parameters& parameters, const Caller& caller,
                              Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(apply(request, parameters, caller, context));
}

Reply post_import_undo(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(undo(request, parameters, caller, context));
}

}  // namespace mingchou::server
