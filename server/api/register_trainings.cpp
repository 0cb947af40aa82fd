// /api/v1/trainings: the log of courses (业务培训), kept by each department for its own inspectors. A course that was
// entered by mistake ends; none is changed.
#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/api/registers.h"
#include "server/data/readers.h"
#include "shared/registry/content.h"
#include "shared/registry/register_checks.h"
#include "shared/registry/rules.h"

namespace mingchou::server {
namespace {

constexpr int page_default = 50, page_max = 200;
constexpr std::size_t day_bytes = 10, cursor_bytes = day_bytes + 1 + 36;

/// Newest first: courses before this one.
struct Place {
  std::string held_on;
  Uuid id;
};

Result<Place> read_cursor(const Request& request) {
  const auto text = request.query_value("cursor");
  if (!text) return Place{};
  const auto id = text->size() == cursor_bytes ? Uuid::parse(text->substr(day_bytes + 1)) : std::nullopt;
  if (!id || !CivilDate::parse(text->substr(0, day_bytes))) return fail(Error("registry.bad_cursor"));
  return Place{std::string(text->substr(0, day_bytes)), *id};
}

struct TrainingQuery {
  std::optional<DepartmentId> within;
  std::optional<Uuid> department_id, inspector_id;
  Place before;
  std::int64_t limit = page_default;
};

Result<TrainingQuery> read_query(const Request& request, const Caller& caller) {
  TrainingQuery query;
  query.within = register_confinement(caller);
  query.department_id = MC_TRY(query_id(request, "department_id"));
  query.inspector_id = MC_TRY(query_id(request, "inspector_id"));
  query.before = MC_TRY(read_cursor(request));
  query.limit = MC_TRY(query_number(request, "limit", {1, page_max})).value_or(page_default);
  return query;
}

/// Who changed departments took the own courses along.
constexpr std::string_view list_sql =
    "SELECT id, department_id, held_on, topic, organiser, duration_minutes, recorded_by, "
    "(SELECT count(*) FROM training_attendance WHERE training_id = training.id) FROM training "
    "WHERE valid_to IS NULL AND (?1 IS NULL OR department_id = ?1 OR EXISTS "
    "(SELECT 1 FROM inspector WHERE id = ?3 AND department_id = ?1)) AND (?2 IS NULL OR department_id = ?2) "
    "AND (?3 IS NULL OR EXISTS (SELECT 1 FROM training_attendance WHERE training_id = training.id AND inspector_id = "
    "?3)) AND (?4 = '' OR held_on < ?4 OR (held_on = ?4 AND id < ?5)) ORDER BY held_on DESC, id DESC LIMIT ?6";

Result<std::string> list_json(Database& database, const TrainingQuery& query) {
  Statement list = MC_TRY(database.prepare(list_sql));
  list.bind_all(query.within, query.department_id, query.inspector_id, query.before.held_on, query.before.id,
                query.limit + 1);
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  std::int64_t count = 0;
  std::string last, next;
  while (MC_TRY(list.step())) {
    if (++count > query.limit) {
      next = last;
      break;
    }
    const std::string id = list.uuid(0).value_or(Uuid{}).text();
    last = std::string(list.text(2)) + '.' + id;
    writer.begin_object().field("id", id).field("department_id", list.uuid(1).value_or(Uuid{}).text());
    writer.field("held_on", list.text(2)).field("topic", list.text(3)).field("organiser", list.text(4));
    writer.field("duration_minutes", list.int64(5)).field("recorded_by", list.text(6));
    writer.field("attendee_count", list.int64(7)).end_object();
  }
  writer.end_array().key("next_cursor");
  if (next.empty())
    writer.null();
  else
    writer.value(next);
  return std::move(writer.end_object()).take();
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const TrainingQuery query = MC_TRY(read_query(request, caller));
  return json_response(MC_TRY(context.readers.read([&](Database& database) { return list_json(database, query); })));
}

std::unexpected<Error> invalid(std::string_view field) {
  return fail(Error("server.field_invalid").with("field", field));
}

Result<Training> read_training(const Request& request, Context& context) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  constexpr json::Size text_size{0, 4096};
  Training training;
  training.id = {UuidGenerator(context.clock, context.random).next()};
  const auto department = Uuid::parse(MC_TRY(reader.text("department_id", text_size)));
  if (!department) return invalid("department_id");
  training.department_id = {*department};
  const auto held_on = CivilDate::parse(MC_TRY(reader.text("held_on", text_size)));
  if (!held_on) return invalid("held_on");
  training.held_on = *held_on;
  training.topic = MC_TRY(reader.text("topic", text_size));
  training.organiser = MC_TRY(reader.text("organiser", text_size));
  training.duration_minutes =
      static_cast<int>(MC_TRY(reader.integer("duration_minutes", {1, limits::training_minutes_max})));
  for (const std::string_view text :
       MC_TRY(reader.texts("attendees", {1, limits::training_attendees_max}, text_size))) {
    const auto id = Uuid::parse(text);
    if (!id) return invalid("attendees");
    training.attendees.push_back({*id});
  }
  MC_TRY(reader.refuse_other_fields());
  auto problems = tidy_and_check(training, today_of_registers(context));
  if (!problems.empty()) return fail(std::move(problems.front().error));
  return training;
}

Result<> append_to_trail(Database& database, std::string_view action, const Training& training, bool is_new,
                         const Caller& caller, const Request& request, Context& context) {
  const std::string content = content_of(training);
  return audit::append(database, actor_of(caller.user(), request),
                       {.action = action,
                        .entity = "training",
                        .entity_id = training.id.uuid,
                        .department_id = training.department_id,
                        .before = is_new ? std::string() : content,
                        .after = is_new ? content : std::string()},
                       context.clock.now());
}

Result<Response> create(const Request& request, const Caller& caller, Context& context) {
  const Training training = MC_TRY(read_training(request, context));
  if (!caller.reaches(training.department_id)) return fail(Error("account.not_allowed"));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(check_references(database, training));
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, "")).insert(training));
    return append_to_trail(database, "training.create", training, true, caller, request, context);
  }));
  Response response = json_response(content_of(training));
  response.status = 201;
  return response;
}

Result<Training> find_training(Database& database, const TrainingId& id) {
  Statement find =
      MC_TRY(database.prepare("SELECT department_id, held_on, topic, organiser, duration_minutes FROM training "
                              "WHERE id = ? AND valid_to IS NULL"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return fail(Error("registry.not_found"));
  Training training{.id = id,
                    .department_id = {find.uuid(0).value_or(Uuid{})},
                    .held_on = CivilDate::parse(find.text(1)).value_or(CivilDate{}),
                    .topic = std::string(find.text(2)),
                    .organiser = std::string(find.text(3)),
                    .duration_minutes = static_cast<int>(find.int64(4)),
                    .attendees = {}};
  Statement attendees =
      MC_TRY(database.prepare("SELECT inspector_id FROM training_attendance WHERE training_id = ? ORDER BY 1"));
  attendees.bind(1, id);
  while (MC_TRY(attendees.step())) training.attendees.push_back({attendees.uuid(0).value_or(Uuid{})});
  return training;
}

Result<Response> end(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const TrainingId id{MC_TRY(path_id(request, parameters, "training"))};
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const Training training = MC_TRY(find_training(database, id));
    // Of another department not even that it is there.
    if (!caller.reaches(training.department_id)) return fail(Error("registry.not_found"));
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, "")).end(id));
    return append_to_trail(database, "training.end", training, false, caller, request, context);
  }));
  return no_content();
}

}  // namespace

Reply list_trainings(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}
Reply post_training(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, caller, context));
}
Reply post_training_end(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(end(request, parameters, caller, context));
}

}  // namespace mingchou::server
