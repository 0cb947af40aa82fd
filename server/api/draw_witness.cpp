// /api/v1/witness: what a witness's own device does with the token of their invitation. There is no account: whoever
// has the token is that witness, until another is given out or its days are over (ceremony::invitation_holds()).
#include "server/api/draws.h"
#include "server/api/handlers.h"
#include "server/core/problem.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/draws/bundles.h"
#include "shared/base/hex.h"
#include "shared/ceremony/leaves.h"
#include "shared/ceremony/rules.h"
#include "shared/items/json_parts.h"

namespace mingchou::server {
namespace {

using ceremony::Draw;

constexpr std::string_view token_header = "X-Mingchou-Witness";
constexpr json::Size note_size{0, log::note_bytes_max};
constexpr json::Size hex_size{0, 128};

Result<SeatKey> seat_of(const Request& request, Context& context) {
  const std::string_view token = request.header(token_header).value_or("");
  const draw::Digest hash = crypto::hash(crypto::Suite::sha256, as_bytes(token));
  const auto invited = MC_TRY(context.readers.read([&](Database& database) { return find_invited(database, hash); }));
  if (token.size() != 64 || !invited) return fail(Error("ceremony.invitation_unknown"));
  if (!ceremony::invitation_holds(invited->made_at, invited->result_at, context.clock.now()))
    return fail(Error("ceremony.invitation_over"));
  return invited->seat;
}

Result<StoredDraw> draw_of(const SeatKey& seat, Context& context) {
  auto stored = MC_TRY(context.readers.read([&](Database& database) { return find_draw(database, seat.draw_id); }));
  if (!stored) return fail(Error("ceremony.invitation_unknown"));
  return *std::move(stored);
}

Result<Response> answer(const SeatKey& seat, Context& context) {
  const StoredDraw stored = MC_TRY(draw_of(seat, context));
  const auto task =
      MC_TRY(context.readers.read([&](Database& database) { return tasks::find_task(database, stored.draw.task_id); }));
  json::Writer writer;
  writer.begin_object()
      .field("task_number", task ? task->number : std::string())
      .field("task_name", task ? task->task.work.name : std::string())
      .field("now_s", unix_seconds(context.clock.now()))
      .key("draw");
  write_draw(writer, stored, DrawView::witness, context.clock.now(), seat.seat_id);
  return json_response(std::move(writer.end_object()).take());
}

/// A step by the witness's device.
Result<Response> step(const SeatKey& seat, Context& context, const DrawStep& job) {
  MC_TRY(context.writer.run([&](Database& database) -> Result<> {
    MC_TRY(make_step(database, seat.draw_id, job, context.clock.now(), context.log_signer));
    return {};
  }));
  settle_after_step(seat.draw_id, context);
  return answer(seat, context);
}

Result<Bytes> read_bytes(json::ObjectReader& reader, std::string_view name, std::size_t count) {
  const auto bytes = from_hex(MC_TRY(reader.text(name, hex_size)));
  if (!bytes || bytes->size() != count) return fail(items::bad_value(reader, name));
  return *bytes;
}

std::string name_of(const Draw& draw, const SeatId& id) {
  const auto seat = std::ranges::find(draw.seats, id, &ceremony::Seat::id);
  return seat == draw.seats.end() ? std::string() : seat->name;
}

struct Joining {
  log::VerifierKey key;
  draw::Digest commit{};
};

Result<Joining> read_joining(json::ObjectReader& reader) {
  Joining joining;
  const std::string_view key = MC_TRY(reader.text("key", note_size));
  joining.key = MC_TRY(log::VerifierKey::parse(key));
  const Bytes commit = MC_TRY(read_bytes(reader, "commit", joining.commit.size()));
  std::ranges::copy(commit, joining.commit.begin());
  return joining;
}

Result<Response> join(const Request& request, Context& context) {
  const SeatKey seat = MC_TRY(seat_of(request, context));
  const Joining joining = MC_TRY(read_body(request, read_joining));
  return step(seat, context, [&](Draw& draw, std::uint64_t) -> Result<std::vector<std::string>> {
    MC_TRY(ceremony::join(draw, seat.seat_id, joining.key, joining.commit));
    return std::vector<std::string>();
  });
}

Result<std::string> read_note(json::ObjectReader& reader) {
  return std::string(MC_TRY(reader.text("note", note_size)));
}

Result<Response> consent(const Request& request, Context& context) {
  const SeatKey seat = MC_TRY(seat_of(request, context));
  const std::string note = MC_TRY(read_body(request, read_note));
  return step(seat, context, [&](Draw& draw, std::uint64_t) -> Result<std::vector<std::string>> {
    MC_TRY(ceremony::consent(draw, seat.seat_id, note));
    return std::vector<std::string>();
  });
}

struct Revealing {
  Bytes secret;
  std::string note;
};

Result<Revealing> read_revealing(json::ObjectReader& reader) {
  Bytes secret = MC_TRY(read_bytes(reader, "secret", draw::witness_secret_bytes));
  return Revealing{std::move(secret), MC_TRY(read_note(reader))};
}

Result<Response> reveal(const Request& request, Context& context) {
  const SeatKey seat = MC_TRY(seat_of(request, context));
  const Revealing revealing = MC_TRY(read_body(request, read_revealing));
  return step(seat, context, [&](Draw& draw, std::uint64_t at_s) -> Result<std::vector<std::string>> {
    MC_TRY(ceremony::reveal(draw, seat.seat_id, revealing.secret, revealing.note));
    return std::vector{
        MC_TRY(ceremony::reveal_leaf(at_s, draw.id.uuid.text(), name_of(draw, seat.seat_id), revealing.secret))};
  });
}

struct Striking {
  SeatId seat_id;
  std::string note;
};

Result<Striking> read_striking(json::ObjectReader& reader) {
  const SeatId seat = MC_TRY(items::read_word<SeatId>(reader, "seat_id", items::id_from<SeatId>));
  return Striking{seat, MC_TRY(read_note(reader))};
}

Result<Response> strike(const Request& request, Context& context) {
  const SeatKey seat = MC_TRY(seat_of(request, context));
  const Striking striking = MC_TRY(read_body(request, read_striking));
  return step(seat, context, [&](Draw& draw, std::uint64_t at_s) -> Result<std::vector<std::string>> {
    const Instant now{static_cast<std::int64_t>(at_s * 1000)};
    MC_TRY(ceremony::strike(draw, striking.seat_id, striking.note, now));
    return std::vector{MC_TRY(ceremony::strike_leaf(at_s, draw.id.uuid.text(), name_of(draw, striking.seat_id)))};
  });
}

/// A witness may be one of the two people who type a public value.
Result<Response> type_value_here(const Request& request, Context& context) {
  const SeatKey seat = MC_TRY(seat_of(request, context));
  const TypedValue typed = MC_TRY(read_body(request, read_typed_value));
  return step(seat, context, [&](Draw& draw, std::uint64_t at_s) {
    return type_value(draw, typed, name_of(draw, seat.seat_id), at_s);
  });
}

Result<Response> roster(const Request& request, Context& context) {
  const SeatKey seat = MC_TRY(seat_of(request, context));
  const StoredDraw stored = MC_TRY(draw_of(seat, context));
  Response response;
  response.set("Content-Type", "application/jsonl");
  response.body = MC_TRY(read_frozen(context.data_folder, stored.roster_hash));
  return response;
}

/// Witnesses recompute the whole draw: theirs is the audit bundle.
Result<Response> bundle(const Request& request, Context& context) {
  const SeatKey seat = MC_TRY(seat_of(request, context));
  const StoredDraw stored = MC_TRY(draw_of(seat, context));
  const auto content =
      MC_TRY(context.readers.read([&](Database& database) { return bundle_content(database, stored); }));
  Response response;
  response.set("Content-Type", "application/jsonl");
  response.body = MC_TRY(audit_bundle(stored, content, context.data_folder));
  return response;
}

}  // namespace

Reply get_witness(const Request& request, const Parameters&, const Caller&, Context& context) {
  auto seat = seat_of(request, context);
  if (!seat) return reply_of(std::unexpected(std::move(seat).error()));
  return reply_of(answer(*seat, context));
}

Reply get_witness_roster(const Request& request, const Parameters&, const Caller&, Context& context) {
  return reply_of(roster(request, context));
}

Reply get_witness_bundle(const Request& request, const Parameters&, const Caller&, Context& context) {
  return reply_of(bundle(request, context));
}

Reply post_witness_key(const Request& request, const Parameters&, const Caller&, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(join(request, context));
}

Reply post_witness_consent(const Request& request, const Parameters&, const Caller&, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(consent(request, context));
}

Reply post_witness_reveal(const Request& request, const Parameters&, const Caller&, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(reveal(request, context));
}

Reply post_witness_strike(const Request& request, const Parameters&, const Caller&, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(strike(request, context));
}

Reply post_witness_value(const Request& request, const Parameters&, const Caller&, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(type_value_here(request, context));
}

}  // namespace mingchou::server
