#include "client/app/draws/draws_json.h"

#include <utility>

#include "client/app/model/json_parts.h"
#include "shared/json/writer.h"
#include "shared/tasks/states.h"

namespace mingchou::client {
namespace {

using namespace json_parts;

constexpr json::Size some_hash{0, 64};
constexpr json::Size some_seats{0, ceremony::seats_max};
constexpr json::Size some_values{0, ceremony::values_max};
constexpr json::Size some_people{0, 100};
constexpr json::Range some_count{0, number_max};

std::optional<SeatState> seat_state_from(std::string_view text) {
  constexpr std::string_view names[] = {"invited", "joined", "consented", "revealed", "struck"};
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (names[i] == text) return static_cast<SeatState>(i);
  return std::nullopt;
}

std::optional<ChangeState> change_state_from(std::string_view text) {
  constexpr std::string_view names[] = {"proposed", "confirmed", "withdrawn"};
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (names[i] == text) return static_cast<ChangeState>(i);
  return std::nullopt;
}

std::optional<draw::Suite> suite_from(std::string_view text) {
  if (text == "sha256") return draw::Suite::sha256;
  return text == "sm3" ? std::optional(draw::Suite::sm3) : std::nullopt;
}

std::optional<draw::PublicForm> form_from(std::string_view text) { return draw::PublicForm::parse(text); }

/// "" for null, and where the member is not there.
Result<std::string> read_if_told(json::ObjectReader& reader, std::string_view name, json::Size size = some_text) {
  if (!reader.has(name)) return std::string();
  const json::Value value = MC_TRY(reader.value(name));
  const auto words = value.text();
  if (!words) return std::string();
  if (words->size() > size.max) return fail(bad(reader, name));
  return std::string(*words);
}

Result<DrawSeat> read_seat(json::ObjectReader& reader) {
  DrawSeat seat;
  seat.id = {MC_TRY(read_uuid(reader, "id"))};
  seat.name = MC_TRY(read_text(reader, "name"));
  seat.state = MC_TRY(read_word(reader, "state", seat_state_from));
  return seat;
}

Result<DrawValue> read_value(json::ObjectReader& reader) {
  DrawValue value;
  value.name = MC_TRY(read_text(reader, "name"));
  value.form = MC_TRY(read_word(reader, "form", form_from));
  value.ref = MC_TRY(read_text(reader, "ref"));
  value.is_in_room = MC_TRY(reader.boolean("is_in_room"));
  value.at_s = MC_TRY(reader.integer("at_s", some_count));
  if (auto other = MC_TRY(reader.optional_object("else"))) {
    const draw::PublicForm form = MC_TRY(read_word(*other, "form", form_from));
    value.otherwise = draw::PublicFallback{form, MC_TRY(read_text(*other, "ref"))};
  }
  value.value = MC_TRY(read_text(reader, "value"));
  for (json::ObjectReader& typed : MC_TRY(reader.objects("typed", some_people)))
    value.typed_by.push_back(MC_TRY(read_text(typed, "by")));
  value.is_disputed = MC_TRY(reader.boolean("is_disputed"));
  return value;
}

Result<std::int64_t> read_count(json::ObjectReader& reader, std::string_view name) {
  auto seal = MC_TRY(reader.object(name));
  return seal.integer("count", some_count);
}

/// A member of an object that may be null or of a newer form: its text, or "".
std::string text_in(json::Value object, std::string_view name) {
  const auto member = object.find(name);
  return member ? std::string(member->text().value_or("")) : std::string();
}

Result<> read_proposal(json::ObjectReader& reader, DrawChange& change) {
  change.target = MC_TRY(read_text(reader, "target"));
  const std::string_view reason = MC_TRY(reader.text("reason", some_word));
  if (MC_TRY(reader.text("type", some_word)) == "substitution") {
    change.substitution = draw::substitution_from_code(reason);
    if (!change.substitution) return fail(bad(reader, "reason"));
    return {};
  }
  change.slot = MC_TRY(reader.integer("slot", some_count));
  change.replacement = draw::replacement_from_code(reason);
  if (!change.replacement) return fail(bad(reader, "reason"));
  return {};
}

std::string taken(json::Writer& writer) { return std::move(writer.end_object()).take(); }

}  // namespace

Result<Draw> read_draw(json::ObjectReader& reader) {
  Draw draw;
  draw.id = {MC_TRY(read_uuid(reader, "id"))};
  draw.task_id = {MC_TRY(read_uuid(reader, "task_id"))};
  draw.round = MC_TRY(reader.integer("round", {1, number_max}));
  draw.replaces = MC_TRY(read_optional_id<DrawId>(reader, "replaces_id"));
  draw.stage = MC_TRY(read_word(reader, "stage", ceremony::stage_from));
  draw.suite = MC_TRY(read_word(reader, "suite", suite_from));
  draw.deadline_s = MC_TRY(reader.integer("deadline_s", some_count));
  draw.is_overdue = MC_TRY(reader.boolean("is_overdue"));
  draw.target_count = MC_TRY(read_count(reader, "targets"));
  draw.inspector_count = MC_TRY(read_count(reader, "inspectors"));
  for (json::ObjectReader& seat : MC_TRY(reader.objects("seats", some_seats)))
    draw.seats.push_back(MC_TRY(read_seat(seat)));
  for (json::ObjectReader& value : MC_TRY(reader.objects("values", some_values)))
    draw.values.push_back(MC_TRY(read_value(value)));
  draw.plan_hash = MC_TRY(read_if_told(reader, "plan_hash", some_hash));
  draw.due_at_s = MC_TRY(reader.optional_integer("due_at_s", some_count)).value_or(0);
  draw.result_hash = MC_TRY(read_if_told(reader, "result_hash", some_hash));
  draw.void_reason = MC_TRY(read_text(reader, "void_reason"));
  draw.created_at = MC_TRY(read_instant(reader, "created_at"));
  draw.created_by = MC_TRY(read_text(reader, "created_by"));
  draw.revision = MC_TRY(reader.integer("revision", some_count));
  return draw;
}

Result<DrawTask> read_draw_task(json::ObjectReader& reader) {
  DrawTask task;
  task.id = {MC_TRY(read_uuid(reader, "id"))};
  task.number = MC_TRY(read_text(reader, "number"));
  task.state = MC_TRY(read_word(reader, "state", tasks::state_from));
  task.is_sealed = MC_TRY(reader.boolean("is_sealed"));
  auto work = MC_TRY(reader.object("work"));
  task.name = MC_TRY(read_text(work, "name"));
  task.initiating = {MC_TRY(read_uuid(work, "initiating_department_id"))};
  task.last_day = MC_TRY(read_day(work, "last_day"));
  return task;
}

Result<DrawPlaces> read_draw_places(json::ObjectReader& reader) {
  DrawPlaces all;
  const json::Size some_places{0, draw_limits::places_max};
  for (json::ObjectReader& one : MC_TRY(reader.objects("items", some_places))) {
    DrawPlace place;
    place.drawn = MC_TRY(read_if_told(one, "drawn"));
    place.target = MC_TRY(read_if_told(one, "target"));
    place.stratum = MC_TRY(read_text(one, "stratum"));
    for (const std::string_view inspector : MC_TRY(one.texts("inspectors", some_people, some_word)))
      place.inspectors.emplace_back(inspector);
    all.places.push_back(std::move(place));
  }
  if (reader.has("targets"))
    for (json::ObjectReader& one : MC_TRY(reader.objects("targets", some_places)))
      all.targets[MC_TRY(read_text(one, "id"))] = {MC_TRY(read_if_told(one, "name")),
                                                   MC_TRY(read_if_told(one, "township_code"))};
  if (reader.has("inspectors"))
    for (json::ObjectReader& one : MC_TRY(reader.objects("inspectors", some_places)))
      all.inspectors[MC_TRY(read_text(one, "id"))] = {MC_TRY(read_if_told(one, "name")),
                                                      MC_TRY(read_optional_uuid(one, "department_id"))};
  return all;
}

Result<DrawChange> read_draw_change(json::ObjectReader& reader) {
  DrawChange change;
  change.id = MC_TRY(read_uuid(reader, "id"));
  change.state = MC_TRY(read_word(reader, "state", change_state_from));
  auto proposal = MC_TRY(reader.object("proposal"));
  MC_TRY(read_proposal(proposal, change));
  change.proposed_by = MC_TRY(read_text(reader, "proposed_by"));
  change.proposed_at = MC_TRY(read_instant(reader, "proposed_at"));
  change.confirmed_by = MC_TRY(read_text(reader, "confirmed_by"));
  const json::Value made = MC_TRY(reader.value("change"));
  if (!made.is_object()) return change;
  if (change.substitution) {
    change.left = change.target;
    change.came = text_in(made, "substitute");
  } else {
    if (const auto leaving = made.find("leaving")) change.left = text_in(*leaving, "inspector");
    change.came = text_in(made, "replacement");
  }
  return change;
}

Result<draw::TraitComparison> read_comparison(json::ObjectReader& reader) {
  draw::TraitComparison comparison;
  comparison.trait = MC_TRY(read_word(reader, "trait", draw::trait_from));
  constexpr json::Range some_draws{0, draw::simulations_max};
  comparison.simulated = static_cast<std::uint32_t>(MC_TRY(reader.integer("simulated", some_draws)));
  comparison.as_far = static_cast<std::uint32_t>(MC_TRY(reader.integer("as_far", some_draws)));
  constexpr json::Size some_labels{0, 10'000};
  for (json::ObjectReader& one : MC_TRY(reader.objects("values", some_labels))) {
    draw::ValueComparison value;
    value.label = MC_TRY(read_text(one, "value"));
    value.eligible = static_cast<std::uint64_t>(MC_TRY(one.integer("eligible_count", some_count)));
    value.drawn = static_cast<std::uint64_t>(MC_TRY(one.integer("drawn_count", some_count)));
    value.expected = MC_TRY(one.number("expected"));
    comparison.values.push_back(std::move(value));
  }
  return comparison;
}

Result<PreparedDraw> read_prepared_draw(json::ObjectReader& reader) {
  PreparedDraw prepared;
  if (auto draw = MC_TRY(reader.optional_object("draw"))) prepared.draw = MC_TRY(read_draw(*draw));
  for (json::ObjectReader& one : MC_TRY(reader.objects("invitations", some_seats))) {
    const Uuid seat = MC_TRY(read_uuid(one, "seat_id"));
    prepared.invitations.push_back({seat, std::string(MC_TRY(one.text("token", {1, 64})))});
  }
  return prepared;
}

std::string prepare_draw_json(const PrepareDraw& request) {
  json::Writer writer;
  writer.begin_object().field("task_id", request.task_id.uuid.text());
  writer.field("suite", request.suite == draw::Suite::sm3 ? "sm3" : "sha256").field("deadline_s", request.deadline_s);
  writer.key("witnesses").begin_array();
  for (const std::string& name : request.witnesses) writer.value(name);
  writer.end_array().key("values").begin_array();
  for (const SetUpValue& value : request.values) {
    writer.begin_object().field("name", value.name).field("form", value.form).field("ref", value.ref);
    writer.field("is_in_room", value.is_in_room);
    if (!value.is_in_room) writer.field("at_s", value.at_s);
    if (!value.other_form.empty())
      writer.key("else").begin_object().field("form", value.other_form).field("ref", value.other_ref).end_object();
    writer.end_object();
  }
  writer.end_array();
  return taken(writer);
}

std::string typed_value_json(const TypeDrawValue& request) {
  json::Writer writer;
  writer.begin_object().field("name", request.name).field("value", request.value);
  return taken(writer);
}

std::string proposal_json(const ProposeSubstitution& request) {
  json::Writer writer;
  writer.begin_object().field("type", "substitution").field("target", request.target);
  writer.field("reason", draw::substitution_code(request.reason)).field("evidence", request.evidence);
  return taken(writer);
}

std::string proposal_json(const ProposeReplacement& request) {
  json::Writer writer;
  writer.begin_object().field("type", "replacement").field("target", request.target).field("slot", request.slot);
  writer.field("reason", draw::replacement_code(request.reason)).key("passed").begin_array().end_array();
  return taken(writer);
}

}  // namespace mingchou::client
