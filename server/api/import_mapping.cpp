// Which column of a file is which field of a register: changing it, keeping it as a template, and what fields there
// are.
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/imports.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/imports/mapping_json.h"
#include "shared/text/normal_form.h"

namespace mingchou::server {
namespace {

using imports::Imports;
using imports::Mapping;
using imports::Session;

struct Given {
  Mapping mapping;
  /// "" keeps no template.
  std::string template_name;
};

Result<> read_columns(json::ObjectReader& reader, Mapping& mapping) {
  for (json::ObjectReader& column : MC_TRY(reader.objects("columns", {0, 256}))) {
    const json::Value field = MC_TRY(column.value("field"));
    const std::string key(field.text().value_or(""));
    const bool is_known = field.is_null() || imports::find_field(mapping.which, key) != nullptr;
    const bool is_taken = !key.empty() && std::ranges::contains(mapping.columns, key);
    if (!is_known || is_taken) return fail(Error("server.field_invalid").with("field", column.path_of("field")));
    MC_TRY(column.optional_text("header", {0, 4096}));
    MC_TRY(column.refuse_other_fields());
    mapping.columns.push_back(key);
  }
  return {};
}

Result<> read_defaults(json::ObjectReader& reader, Mapping& mapping) {
  const json::Value defaults = MC_TRY(reader.value("defaults"));
  if (!defaults.is_object()) return fail(Error("json.field_not_object").with("field", "defaults"));
  for (const auto& [key, value] : defaults.members()) {
    const bool is_fit =
        imports::find_field(mapping.which, key) != nullptr && value.text() && value.text()->size() <= 512;
    if (!is_fit) return fail(Error("server.field_invalid").with("field", "defaults." + std::string(key)));
    if (!value.text()->empty()) mapping.defaults.emplace(key, *value.text());
  }
  return {};
}

Result<Given> read_mapping(const Request& request, const Session& session) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Given given{.mapping = {.which = session.which}, .template_name = {}};
  given.mapping.sheet = static_cast<std::size_t>(MC_TRY(reader.integer("sheet", {0, 255})));
  given.mapping.header_row = static_cast<std::uint32_t>(MC_TRY(reader.integer("header_row", {0, 1'048'576})));
  MC_TRY(read_columns(reader, given.mapping));
  MC_TRY(read_defaults(reader, given.mapping));
  if (const auto name = MC_TRY(reader.optional_text("template_name", {1, 200}))) {
    auto clean = text::clean_text(*name);
    if (!clean || clean->empty()) return fail(Error("server.field_invalid").with("field", "template_name"));
    given.template_name = *std::move(clean);
  }
  MC_TRY(reader.refuse_other_fields());
  return given;
}

/// The file is read again only if other rows of it count now.
Result<Response> change(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Session session = MC_TRY(reached_import(request, parameters, caller, context));
  Given given = MC_TRY(read_mapping(request, session));
  const Mapping old = imports::mapping_of(session.which, session.mapping);
  const bool is_same_header = given.mapping.sheet == old.sheet && given.mapping.header_row == old.header_row;
  if (is_same_header) {
    given.mapping.headers = old.headers;
    given.mapping.columns.resize(std::max(given.mapping.columns.size(), old.headers.size()));
  }
  Imports::Task task{session.id, is_same_header ? Imports::Step::check : Imports::Step::read,
                     actor_of(caller.user(), request)};
  if (!is_same_header) task.mapping = given.mapping;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const Instant now = context.clock.now();
    MC_TRY(move_session(database, session.id, "ready", "reading", now));
    MC_TRY(change_session(database, session.id, {.mapping = mapping_json(given.mapping), .error = ""}, now));
    if (given.template_name.empty() || !is_same_header) return {};
    return imports::put_template(database,
                                 {UuidGenerator(context.clock, context.random).next(), session.which,
                                  given.template_name, mapping_json(given.mapping)},
                                 session.department, caller.user().profile.login, now);
  }));
  if (auto queued = context.imports.submit(std::move(task)); !queued) {
    MC_TRY(context.writer.run([&](Database& database) -> Result<> {
      MC_TRY(change_session(database, session.id, {.mapping = session.mapping}, context.clock.now()));
      return move_session(database, session.id, "reading", "ready", context.clock.now());
    }));
    return fail(queued.error());
  }
  return import_answer(session.id, context, 202);
}

Result<Response> fields(const Request& request) {
  const imports::Register which = MC_TRY(query_register(request));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const imports::Field& field : imports::fields_of(which)) {
    writer.begin_object().field("field", field.key).field("label", field.chinese);
    writer.field("header", imports::usual_header(which, field.key)).end_object();
  }
  return json_response(std::move(writer.end_array().end_object()).take());
}

void write_template(json::Writer& writer, const imports::Template& known) {
  writer.begin_object().field("id", known.id.text()).field("name", known.name).key("mapping");
  const auto mapping = json::parse(known.mapping);
  if (mapping)
    writer.value(mapping->root());
  else
    writer.null();
  writer.end_object();
}

Result<Response> templates(const Request& request, const Caller& caller, Context& context) {
  const imports::Register which = MC_TRY(query_register(request));
  const DepartmentId department = MC_TRY(own_department(caller));
  const auto found = MC_TRY(
      context.readers.read([&](Database& database) { return imports::list_templates(database, department, which); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const imports::Template& known : found) write_template(writer, known);
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<Response> remove_template(const Request& request, const Parameters& parameters, const Caller& caller,
                                 Context& context) {
  const Uuid id = MC_TRY(path_id(request, parameters, "template"));
  const DepartmentId department = MC_TRY(own_department(caller));
  bool was_there = false;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    was_there = MC_TRY(imports::remove_template(database, id, department));
    return {};
  }));
  if (!was_there) return not_found(request);
  return no_content();
}

}  // namespace

Reply put_import_mapping(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(change(request, parameters, caller, context));
}

Reply list_import_fields(const Request& request, const Parameters&, const Caller&, Context&) {
  return reply_of(fields(request));
}

Reply list_import_templates(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(templates(request, caller, context));
}

Reply delete_import_template(const Request& request, const Parameters& parameters, const Caller& caller,
                             Context& context) {
  return reply_of(remove_template(request, parameters, caller, context));
}

}  // namespace mingchou::server
