// /api/v1/tags and /api/v1/recusals: what has no revisions. A tag's name is free again when it has ended; a recusal
// holds until it ends. Whoever sees an inspector sees from whom the inspector stands back, be the target another
// department's or not.
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/api/registers.h"
#include "server/data/readers.h"
#include "shared/registry/content.h"
#include "shared/registry/register_checks.h"
#include "shared/registry/rules.h"

namespace mingchou::server {
namespace {

constexpr int tags_max = 1'000;
constexpr int recusals_page_default = 50, recusals_page_max = 200;

std::string tag_json(const Tag& tag) {
  json::Writer writer;
  writer.begin_object().field("id", tag.id.uuid.text()).field("name", tag.name);
  return std::move(writer.end_object()).take();
}

Result<Response> read_tags(Context& context) {
  return json_response(MC_TRY(context.readers.read([](Database& database) -> Result<std::string> {
    Statement list = MC_TRY(database.prepare("SELECT id, name FROM tag WHERE valid_to IS NULL ORDER BY id LIMIT ?"));
    list.bind(1, tags_max);
    json::Writer writer;
    writer.begin_object().key("items").begin_array();
    while (MC_TRY(list.step()))
      writer.begin_object().field("id", list.uuid(0).value_or(Uuid{}).text()).field("name", list.text(1)).end_object();
    return std::move(writer.end_array().end_object()).take();
  })));
}

Result<Response> create_tag(const Request& request, const Caller& caller, Context& context) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Tag tag{{UuidGenerator(context.clock, context.random).next()}, {}};
  const std::string_view typed = MC_TRY(reader.text("name", {0, 1024}));
  tag.name = MC_TRY(tidy_text(typed, "name", limits::register_word_characters_max));
  MC_TRY(reader.refuse_other_fields());
  if (tag.name.empty()) return fail(Error("registry.field_needed").with("field", "name"));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(check_references(database, tag));
    if (MC_TRY(database.number("SELECT count(*) FROM tag WHERE valid_to IS NULL")) >= tags_max)
      return fail(Error("registry.too_many_parts").with("field", "tags").with("max", tags_max));
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, "")).insert(tag));
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "tag.create",
                          .entity = "tag",
                          .entity_id = tag.id.uuid,
                          .department_id = {},
                          .before = {},
                          .after = tag_json(tag)},
                         context.clock.now());
  }));
  Response response = json_response(tag_json(tag));
  response.status = 201;
  return response;
}

Result<Response> end_tag(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const TagId id{MC_TRY(path_id(request, parameters, "tag"))};
  // The words are the county's: a department may add one, and takes none away from the others.
  if (caller.scope != Scope::all) return fail(Error("account.not_allowed"));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, "")).end(id));
    return audit::append(
        database, actor_of(caller.user(), request),
        {.action = "tag.end", .entity = "tag", .entity_id = id.uuid, .department_id = {}, .before = {}, .after = {}},
        context.clock.now());
  }));
  return no_content();
}

void add_recusal(json::Writer& writer, const Statement& row, bool shows_persons) {
  writer.begin_object()
      .field("id", row.uuid(0).value_or(Uuid{}).text())
      .field("inspector_id", row.uuid(1).value_or(Uuid{}).text())
      .field("target_id", row.uuid(2).value_or(Uuid{}).text());
  if (shows_persons) writer.field("reason", row.text(3));
  writer.field("entered_by_side", row.text(4)).field("valid_from", row.text(5)).field("recorded_by", row.text(6));
  if (shows_persons) writer.field("inspector_name", row.text(7));
  writer.field("target_name", row.text(8)).end_object();
}

Result<Response> read_recusals(const Request& request, const Caller& caller, Context& context) {
  const auto inspector = MC_TRY(query_id(request, "inspector_id"));
  const auto target = MC_TRY(query_id(request, "target_id"));
  const auto after = MC_TRY(query_id(request, "cursor"));
  const auto limit = MC_TRY(query_number(request, "limit", {1, recusals_page_max})).value_or(recusals_page_default);
  const auto within = register_confinement(caller);
  const bool shows_persons = caller.scope != Scope::without_personal_data;
  return json_response(MC_TRY(context.readers.read([&](Database& database) -> Result<std::string> {
    Statement list = MC_TRY(database.prepare(
        "SELECT recusal.id, inspector_id, target_id, recusal.reason, entered_by_side, recusal.valid_from, "
        "recusal.recorded_by, inspector.name, target.name FROM recusal JOIN inspector ON inspector.id = inspector_id "
        "JOIN target ON target.id = target_id WHERE recusal.valid_to IS NULL AND (?1 IS NULL OR inspector_id = ?1) "
        "AND (?2 IS NULL OR target_id = ?2) AND (?3 IS NULL OR inspector.department_id = ?3) AND recusal.id > ?4 "
        "ORDER BY recusal.id LIMIT ?5"));
    list.bind_all(inspector, target, within, after.value_or(Uuid{}), limit + 1);
    json::Writer writer;
    writer.begin_object().key("items").begin_array();
    std::int64_t count = 0;
    std::string last, next;
    while (MC_TRY(list.step())) {
      if (++count > limit) {
        next = last;
        break;
      }
      last = list.uuid(0).value_or(Uuid{}).text();
      add_recusal(writer, list, shows_persons);
    }
    writer.end_array().key("next_cursor");
    if (next.empty())
      writer.null();
    else
      writer.value(next);
    return std::move(writer.end_object()).take();
  })));
}

/// The inspector's department keeps the recusal.
Result<> demand_own_inspector(Database& database, const InspectorId& id, const Caller& caller) {
  const auto inspector = MC_TRY(find_entity(database, id));
  if (!inspector || !caller.reaches(inspector->entity.department_id)) return fail(Error("registry.unknown_inspector"));
  return {};
}

Result<Uuid> body_id(json::ObjectReader& reader, std::string_view key) {
  const auto id = Uuid::parse(MC_TRY(reader.text(key, {0, 64})));
  if (!id) return fail(Error("server.field_invalid").with("field", key));
  return *id;
}

Result<> append_recusal(Database& database, std::string_view action, const Recusal& recusal, bool is_new,
                        const Caller& caller, const Request& request, Context& context) {
  return audit::append(database, actor_of(caller.user(), request),
                       {.action = action,
                        .entity = "recusal",
                        .entity_id = recusal.id.uuid,
                        .department_id = caller.user().profile.department_id,
                        .before = is_new ? std::string() : content_of(recusal),
                        .after = is_new ? content_of(recusal) : std::string()},
                       context.clock.now());
}

Result<Response> create_recusal(const Request& request, const Caller& caller, Context& context) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Recusal recusal;
  recusal.id = {UuidGenerator(context.clock, context.random).next()};
  recusal.inspector_id = {MC_TRY(body_id(reader, "inspector_id"))};
  recusal.target_id = {MC_TRY(body_id(reader, "target_id"))};
  recusal.reason = MC_TRY(read_reason(reader));
  const auto side = side_from(MC_TRY(reader.text("entered_by_side", {0, 64})));
  if (!side) return fail(Error("server.field_invalid").with("field", "entered_by_side"));
  recusal.entered_by_side = *side;
  MC_TRY(reader.refuse_other_fields());
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(demand_own_inspector(database, recusal.inspector_id, caller));
    MC_TRY(check_references(database, recusal));
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, recusal.reason)).insert(recusal));
    return append_recusal(database, "recusal.create", recusal, true, caller, request, context);
  }));
  Response response = json_response(content_of(recusal));
  response.status = 201;
  return response;
}

Result<Recusal> find_recusal(Database& database, const RecusalId& id) {
  Statement find = MC_TRY(database.prepare(
      "SELECT inspector_id, target_id, reason, entered_by_side FROM recusal WHERE id = ? AND valid_to IS NULL"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return fail(Error("registry.not_found"));
  return Recusal{id,
                 {find.uuid(0).value_or(Uuid{})},
                 {find.uuid(1).value_or(Uuid{})},
                 std::string(find.text(2)),
                 side_from(find.text(3)).value_or(Side::department)};
}

Result<Response> end_recusal(const Request& request, const Parameters& parameters, const Caller& caller,
                             Context& context) {
  const RecusalId id{MC_TRY(path_id(request, parameters, "recusal"))};
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const Recusal recusal = MC_TRY(find_recusal(database, id));
    if (!demand_own_inspector(database, recusal.inspector_id, caller)) return fail(Error("registry.not_found"));
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, "")).end(id));
    return append_recusal(database, "recusal.end", recusal, false, caller, request, context);
  }));
  return no_content();
}

}  // namespace

Reply list_tags(const Request&, const Parameters&, const Caller&, Context& context) {
  return reply_of(read_tags(context));
}
Reply post_tag(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create_tag(request, caller, context));
}
Reply post_tag_end(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(end_tag(request, parameters, caller, context));
}
Reply list_recusals(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(read_recusals(request, caller, context));
}
Reply post_recusal(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create_recusal(request, caller, context));
}
Reply post_recusal_end(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(end_recusal(request, parameters, caller, context));
}

}  // namespace mingchou::server
