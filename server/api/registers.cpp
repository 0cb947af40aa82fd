// /api/v1/targets, inspectors, experts, departments: one entry read, made, changed, ended, and its history. The four
// differ in their bodies and in whose they are; everything else is the same and stands here once.
#include "server/api/registers.h"

#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/data/readers.h"
#include "shared/registry/content.h"
#include "shared/registry/register_checks.h"
#include "shared/registry/rules.h"

namespace mingchou::server {
namespace {

template <class Entity>
struct Subject;
template <>
struct Subject<Target> {
  static constexpr std::string_view name = "target", path = "/api/v1/targets/";
  static std::optional<DepartmentId> owner(const Target& target) { return target.responsible_department_id; }
  static Result<Target> read(json::ObjectReader& reader, const Target& old, UuidGenerator& ids) {
    return read_target(reader, old, ids);
  }
};
template <>
struct Subject<Inspector> {
  static constexpr std::string_view name = "inspector", path = "/api/v1/inspectors/";
  static std::optional<DepartmentId> owner(const Inspector& inspector) { return inspector.department_id; }
  static Result<Inspector> read(json::ObjectReader& reader, const Inspector& old, UuidGenerator& ids) {
    return read_inspector(reader, old, ids);
  }
};
template <>
struct Subject<Expert> {
  static constexpr std::string_view name = "expert", path = "/api/v1/experts/";
  static std::optional<DepartmentId> owner(const Expert& expert) { return expert.department_id; }
  static Result<Expert> read(json::ObjectReader& reader, const Expert& old, UuidGenerator& ids) {
    return read_expert(reader, old, ids);
  }
};
template <>
struct Subject<Department> {
  static constexpr std::string_view name = "department", path = "/api/v1/departments/";
  static std::optional<DepartmentId> owner(const Department& department) { return department.id; }
  static Result<Department> read(json::ObjectReader& reader, const Department& old, UuidGenerator&) {
    return read_department(reader, old);
  }
};

template <class Entity>
using IdOf = decltype(Entity::id);

/// Departments are no secret: whoever may call the route sees them all.
template <class Entity>
bool sees(const Caller& caller, const Entity& entity) {
  if constexpr (std::is_same_v<Entity, Department>) return true;
  const auto confined = register_confinement(caller);
  return !confined || Subject<Entity>::owner(entity) == *confined;
}

/// Visits of this year against the year's cap (国办发〔2024〕54号).
struct Visits {
  int year = 0;
  std::int64_t count = 0;
  std::optional<std::int64_t> visits_max;
};

Result<Visits> visits_of(const TargetId& id, Context& context) {
  return context.readers.read([&](Database& database) -> Result<Visits> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    Visits visits{.year = today_of_registers(context).year(), .count = 0, .visits_max = {}};
    Statement count = MC_TRY(database.prepare("SELECT visit_count FROM target_visit WHERE target_id = ? AND year = ?"));
    count.bind_all(id, visits.year);
    if (MC_TRY(count.step())) visits.count = count.int64(0);
    Statement cap = MC_TRY(database.prepare("SELECT visits_max FROM visit_cap WHERE year = ?"));
    cap.bind_all(visits.year);
    if (MC_TRY(cap.step())) visits.visits_max = cap.int64(0);
    return visits;
  });
}

std::string_view text_of(VisitStanding standing) {
  return standing == VisitStanding::below ? "below" : standing == VisitStanding::at_cap ? "at_cap" : "above";
}

void add_visits(json::Writer& writer, const Visits& visits) {
  writer.key("visits").begin_object().field("year", visits.year).field("count", visits.count);
  if (visits.visits_max) writer.field("visits_max", *visits.visits_max);
  writer.field("standing", text_of(visit_standing(visits.count, visits.visits_max))).end_object();
}

template <class Entity>
std::string to_json(const Stored<Entity>& stored, const Caller& caller, CivilDate today, const Visits& visits) {
  json::Writer writer;
  writer.begin_object();
  add_visible_members(writer, caller, Subject<Entity>::name, content_of(stored.entity));
  add_state(writer, stored.state);
  if constexpr (std::is_same_v<Entity, Inspector>) {
    writer.key("draw_bar");
    if (const auto bar = draw_bar_on(stored.entity, today))
      writer.value(text_of(*bar));
    else
      writer.null();
  }
  if constexpr (std::is_same_v<Entity, Target>) add_visits(writer, visits);
  (void)today;
  (void)visits;
  return std::move(writer.end_object()).take();
}

template <class Entity>
Result<Response> answer(const Stored<Entity>& stored, const Caller& caller, Context& context) {
  Visits visits;
  if constexpr (std::is_same_v<Entity, Target>) visits = MC_TRY(visits_of(stored.entity.id, context));
  Response response = json_response(to_json(stored, caller, today_of_registers(context), visits));
  response.set("ETag", '"' + std::to_string(stored.state.revision) + '"');
  return response;
}

/// Of what the caller may not see not even that it is there.
template <class Entity>
Result<Stored<Entity>> visible(const Request& request, const Parameters& parameters, const Caller& caller,
                               Context& context) {
  const IdOf<Entity> id{MC_TRY(path_id(request, parameters, Subject<Entity>::name))};
  auto found = MC_TRY(context.readers.read([&](Database& database) -> Result<std::optional<Stored<Entity>>> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    return find_entity(database, id);
  }));
  if (!found || !sees(caller, found->entity)) return not_found(request);
  return *std::move(found);
}

/// What the day of the entry decides.
template <class Entity>
Result<> check_days(const Entity& entity, CivilDate today) {
  if constexpr (!std::is_same_v<Entity, Department>)
    if (auto problem = check_receipt_day(entity.receipt, today)) return fail(std::move(problem->error));
  return {};
}

Result<> demand_own(const Caller& caller, const std::optional<DepartmentId>& owner) {
  if (!caller.reaches(owner)) return fail(Error("account.not_allowed"));
  return {};
}

template <class Entity>
Result<> append_to_trail(Database& database, std::string_view verb, const Entity& entity, const std::string& before,
                         const std::string& after, const Caller& caller, const Request& request, Context& context) {
  const std::string name(Subject<Entity>::name);
  return audit::append(database, actor_of(caller.user(), request),
                       {.action = name + '.' + std::string(verb),
                        .entity = name,
                        .entity_id = entity.id.uuid,
                        .department_id = Subject<Entity>::owner(entity),
                        .before = before,
                        .after = after},
                       context.clock.now());
}

template <class Entity>
Result<Stored<Entity>> stored_now(Database& database, const IdOf<Entity>& id) {
  auto found = MC_TRY(find_entity(database, id));
  if (!found) return fail(Error("registry.not_found"));
  return *std::move(found);
}

template <class Entity>
Result<Response> create(const Request& request, const Caller& caller, Context& context) {
  UuidGenerator ids(context.clock, context.random);
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::string reason = MC_TRY(read_reason(reader));
  Entity blank;
  blank.id = {ids.next()};
  const Entity entity = MC_TRY(Subject<Entity>::read(reader, blank, ids));
  MC_TRY(check_days(entity, today_of_registers(context)));
  MC_TRY(reader.refuse_other_fields());
  MC_TRY(demand_own(caller, Subject<Entity>::owner(entity)));
  Stored<Entity> stored{entity, {}};
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(check_references(database, entity));
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, reason)).insert(entity));
    MC_TRY(append_to_trail(database, "create", entity, {}, content_of(entity), caller, request, context));
    stored = MC_TRY(stored_now<Entity>(database, entity.id));
    return {};
  }));
  Response response = MC_TRY(answer(stored, caller, context));
  response.status = 201;
  response.set("Location", std::string(Subject<Entity>::path) + entity.id.uuid.text());
  return response;
}

template <class Entity>
Result<Response> update(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  UuidGenerator ids(context.clock, context.random);
  Stored<Entity> stored = MC_TRY(visible<Entity>(request, parameters, caller, context));
  const std::int64_t expected = MC_TRY(if_match_revision(request));
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::string reason = MC_TRY(read_reason(reader));
  const Entity entity = MC_TRY(Subject<Entity>::read(reader, stored.entity, ids));
  MC_TRY(check_days(entity, today_of_registers(context)));
  MC_TRY(reader.refuse_other_fields());
  // Handing an entry over to another department is not one's own to do: the other side takes it.
  MC_TRY(demand_own(caller, Subject<Entity>::owner(stored.entity)));
  MC_TRY(demand_own(caller, Subject<Entity>::owner(entity)));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const auto before = MC_TRY(stored_now<Entity>(database, entity.id));
    const auto updated =
        MC_TRY(RegisterWriter(database, recorded_now(caller, context, reason)).update(entity, expected));
    if (updated.is_changed)
      MC_TRY(append_to_trail(database, "update", entity, content_of(before.entity), content_of(entity), caller, request,
                             context));
    stored = MC_TRY(stored_now<Entity>(database, entity.id));
    return {};
  }));
  return answer(stored, caller, context);
}

template <class Entity>
Result<Response> end(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  Stored<Entity> stored = MC_TRY(visible<Entity>(request, parameters, caller, context));
  MC_TRY(demand_own(caller, Subject<Entity>::owner(stored.entity)));
  const std::int64_t expected = MC_TRY(if_match_revision(request));
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::string reason = MC_TRY(read_reason(reader));
  MC_TRY(reader.refuse_other_fields());
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(RegisterWriter(database, recorded_now(caller, context, reason)).end(stored.entity.id, expected));
    MC_TRY(append_to_trail(database, "end", stored.entity, content_of(stored.entity), {}, caller, request, context));
    stored = MC_TRY(stored_now<Entity>(database, stored.entity.id));
    return {};
  }));
  return answer(stored, caller, context);
}

template <class Entity>
Result<Response> history(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const auto stored = MC_TRY(visible<Entity>(request, parameters, caller, context));
  constexpr std::int64_t revision_max = 1'000'000'000;
  const auto before = MC_TRY(query_number(request, "cursor", {1, revision_max}));
  const auto limit = MC_TRY(query_number(request, "limit", {1, history_page_max}));
  const HistoryPage page = MC_TRY(context.readers.read([&](Database& database) -> Result<HistoryPage> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    return list_history(database, stored.entity.id, before, static_cast<int>(limit.value_or(history_page_default)));
  }));
  return json_response(history_json(page, caller, Subject<Entity>::name));
}

template <class Entity>
Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return answer(MC_TRY(visible<Entity>(request, parameters, caller, context)), caller, context);
}

using Action4 = Result<Response> (*)(const Request&, const Parameters&, const Caller&, Context&);
Reply with_json(Action4 action, const Request& request, const Parameters& parameters, const Caller& caller,
                Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(action(request, parameters, caller, context));
}

template <class Entity>
Result<Response> create_any(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return create<Entity>(request, caller, context);
}

}  // namespace

Reply post_target(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(create_any<Target>, r, p, caller, c);
}
Reply get_target(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(get<Target>(r, p, caller, c));
}
Reply put_target(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(update<Target>, r, p, caller, c);
}
Reply post_target_end(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(end<Target>, r, p, caller, c);
}
Reply list_target_history(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(history<Target>(r, p, caller, c));
}

Reply post_inspector(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(create_any<Inspector>, r, p, caller, c);
}
Reply get_inspector(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(get<Inspector>(r, p, caller, c));
}
Reply put_inspector(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(update<Inspector>, r, p, caller, c);
}
Reply post_inspector_end(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(end<Inspector>, r, p, caller, c);
}
Reply list_inspector_history(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(history<Inspector>(r, p, caller, c));
}

Reply post_expert(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(create_any<Expert>, r, p, caller, c);
}
Reply get_expert(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(get<Expert>(r, p, caller, c));
}
Reply put_expert(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(update<Expert>, r, p, caller, c);
}
Reply post_expert_end(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(end<Expert>, r, p, caller, c);
}
Reply list_expert_history(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(history<Expert>(r, p, caller, c));
}

Reply post_department(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(create_any<Department>, r, p, caller, c);
}
Reply get_department(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(get<Department>(r, p, caller, c));
}
Reply put_department(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(update<Department>, r, p, caller, c);
}
Reply post_department_end(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return with_json(end<Department>, r, p, caller, c);
}
Reply list_department_history(const Request& r, const Parameters& p, const Caller& caller, Context& c) {
  return reply_of(history<Department>(r, p, caller, c));
}

}  // namespace mingchou::server
