// How a draw is shown, and the step that follows by itself.
#include "server/api/draws.h"
#include "server/api/settle_draws.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/log/log.h"
#include "shared/base/hex.h"
#include "shared/ceremony/leaves.h"
#include "shared/ceremony/rules.h"
#include "shared/items/json_parts.h"

namespace mingchou::server {
namespace {

using ceremony::PublicValue;
using ceremony::Seat;
using ceremony::Stage;

std::string_view state_of(const Seat& seat) {
  if (!seat.strike.empty()) return "struck";
  if (!seat.reveal.empty()) return "revealed";
  if (!seat.consent.empty()) return "consented";
  return seat.joined ? "joined" : "invited";
}

void write_seats(json::Writer& writer, const ceremony::Draw& draw) {
  writer.key("seats").begin_array();
  for (const Seat& seat : draw.seats) {
    writer.begin_object().field("id", seat.id.uuid.text()).field("name", seat.name).field("state", state_of(seat));
    if (seat.joined) writer.field("key", seat.joined->key.text());
    writer.end_object();
  }
  writer.end_array();
}

/// What somebody typed is shown to nobody before two agree: the second shall not copy it.
void write_typed(json::Writer& writer, const PublicValue& value) {
  writer.key("typed").begin_array();
  for (const ceremony::Typed& typed : value.typed)
    writer.begin_object().field("by", typed.by).field("at", typed.at.ms).end_object();
  writer.end_array();
  writer.field("is_disputed", value.value.empty() && value.typed.size() > 1);
}

void write_values(json::Writer& writer, const ceremony::Draw& draw, DrawView view) {
  writer.key("values").begin_array();
  for (const PublicValue& value : draw.values) {
    writer.begin_object().field("name", value.name).field("form", value.source.form.text());
    writer.field("ref", value.source.ref).field("is_in_room", value.is_in_room).field("at_s", value.source.at);
    if (value.source.otherwise)
      writer.key("else")
          .begin_object()
          .field("form", value.source.otherwise->form.text())
          .field("ref", value.source.otherwise->ref)
          .end_object();
    writer.field("value", value.value);
    if (view != DrawView::open) write_typed(writer, value);
    writer.end_object();
  }
  writer.end_array();
}

void write_seal(json::Writer& writer, std::string_view name, const draw::RosterSeal& seal) {
  writer.key(name).begin_object().field("count", seal.count).field("root", to_hex(seal.root)).end_object();
}

/// The plan as the hash is over it.
void write_plan(json::Writer& writer, const ceremony::Draw& draw, DrawView view) {
  writer.key("plan_hash");
  if (!draw.plan) {
    writer.null();
    return;
  }
  writer.value(to_hex(draw::plan_hash(*draw.plan)));
  writer.field("plan_at_s", draw.plan_at_s).field("due_at_s", draw.plan_at_s + draw.deadline_s);
  if (view == DrawView::witness) writer.field("plan", draw::plan_json(*draw.plan));
}

/// Another request may have settled it in the meantime: then there is nothing to do.
Result<> settle_now(const DrawId& id, Context& context) {
  const auto due =
      MC_TRY(context.readers.read([&](Database& database) -> Result<std::optional<std::pair<StoredDraw, tasks::Task>>> {
        auto stored = MC_TRY(find_draw(database, id));
        if (!stored || stored->draw.stage() != Stage::settling) return std::nullopt;
        auto task = MC_TRY(tasks::find_task(database, stored->draw.task_id));
        if (!task) return std::nullopt;
        return std::pair(*std::move(stored), std::move(task->task));
      }));
  if (!due) return {};
  const Settlement settlement = MC_TRY(settle(due->first, due->second, context.data_folder, context.random));
  UuidGenerator ids(context.clock, context.random);
  return context.writer.run([&](Database& database) {
    const items::Write write{context.clock.now(), "server"};
    return record(database, id, settlement, ids, write, context.random, context.log_signer);
  });
}

}  // namespace

void write_draw(json::Writer& writer, const StoredDraw& stored, DrawView view, Instant now,
                const std::optional<SeatId>& seat) {
  const ceremony::Draw& draw = stored.draw;
  writer.begin_object().field("id", draw.id.uuid.text()).field("task_id", draw.task_id.uuid.text());
  writer.field("round", draw.round);
  write_id(writer, "replaces_id", draw.replaces);
  writer.field("stage", ceremony::text_of(draw.stage()))
      .field("suite", draw.suite == draw::Suite::sm3 ? "sm3" : "sha256")
      .field("deadline_s", draw.deadline_s)
      .field("is_overdue", ceremony::is_overdue(draw, now));
  write_seal(writer, "targets", draw.targets);
  write_seal(writer, "inspectors", draw.inspectors);
  write_seats(writer, draw);
  write_values(writer, draw, view);
  write_plan(writer, draw, view);
  writer.key("result_hash");
  if (stored.outcome)
    writer.value(to_hex(stored.outcome->hash));
  else
    writer.null();
  writer.field("void_reason", draw.void_reason);
  if (seat) writer.field("seat_id", seat->uuid.text()).field("key_name", ceremony::seat_key_name(draw.id, *seat));
  writer.field("created_at", stored.created_at.ms);
  if (view == DrawView::office) writer.field("created_by", stored.created_by);
  writer.field("revision", stored.revision).end_object();
}

Result<TypedValue> read_typed_value(json::ObjectReader& reader) {
  const std::string name = MC_TRY(items::read_text(reader, "name"));
  return TypedValue{name, MC_TRY(items::read_text(reader, "value"))};
}

Result<std::vector<std::string>> type_value(ceremony::Draw& draw, const TypedValue& typed, std::string_view by,
                                            std::uint64_t at_s) {
  std::vector<std::string> leaves;
  const Instant now{static_cast<std::int64_t>(at_s * 1000)};
  if (!MC_TRY(ceremony::type_value(draw, typed.name, by, typed.value, now))) return leaves;
  const auto value = std::ranges::find(draw.values, typed.name, &PublicValue::name);
  leaves.push_back(MC_TRY(ceremony::value_leaf(at_s, draw.id.uuid.text(), typed.name, value->value)));
  return leaves;
}

Result<> settle_if_due(const DrawId& id, Context& context) {
  auto settled = settle_now(id, context);
  if (!settled)
    context.log.write(LogLevel::error, "draw_not_settled", {{"draw", id.uuid.text()}, {"code", settled.error().code}});
  return settled;
}

void settle_after_step(const DrawId& id, Context& context) { (void)settle_if_due(id, context); }

void settle_due_draws(Context& context) {
  const auto due = context.readers.read(
      [](Database& database) { return read_draws(database, {.stage = Stage::settling, .limit = items::page_max}); });
  if (!due) {
    context.log.write(LogLevel::error, "draws_not_settled", {{"code", due.error().code}});
    return;
  }
  // What went wrong with one is logged there.
  for (const StoredDraw& stored : *due) (void)settle_if_due(stored.draw.id, context);
}

}  // namespace mingchou::server
