// POST /api/v1/client-events: a client reports on its own health. A repeated op_id gets the same answer and changes
// nothing; the same op_id with other content is refused.
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/core/problem.h"
#include "server/data/writer.h"
#include "shared/base/uuid.h"
#include "shared/json/fields.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

constexpr std::size_t text_bytes_max = 2048;
constexpr std::size_t version_characters_max = 64;
/// About 500 MiB at their longest; a county's tablets need years for it.
constexpr std::int64_t events_max = 200'000;

struct ClientEvent {
  Uuid op_id;
  std::string kind;
  std::string app_version;
  std::string text;
};

struct Stored {
  std::int64_t sequence = 0;
  Instant received_at;
};

bool is_kind(std::string_view kind) {
  for (const std::string_view known : {"start", "error", "storage", "network", "update", "performance"})
    if (kind == known) return true;
  return false;
}

bool is_version(std::string_view text) {
  for (const char c : text)
    if (c <= 0x20 || c >= 0x7F) return false;
  return true;
}

Result<ClientEvent> read_event(std::string_view body) {
  const json::Document document = MC_TRY(json::parse(body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  ClientEvent event;
  const auto op_id = Uuid::parse(MC_TRY(reader.text("op_id", {36, 36})));
  if (!op_id) return fail(Error("server.field_invalid").with("field", "op_id"));
  event.op_id = *op_id;
  event.kind = MC_TRY(reader.text("kind", {1, 32}));
  if (!is_kind(event.kind)) return fail(Error("server.field_invalid").with("field", "kind"));
  event.app_version = MC_TRY(reader.text("app_version", {1, version_characters_max}));
  if (!is_version(event.app_version)) return fail(Error("server.field_invalid").with("field", "app_version"));
  event.text = MC_TRY(reader.text("text", {0, text_bytes_max}));
  if (event.text.contains('\0')) return fail(Error("server.field_invalid").with("field", "text"));
  MC_TRY(reader.refuse_other_fields());
  return event;
}

/// The stored one if the op_id is known; server.operation_differs if it came with other content.
Result<std::optional<Stored>> find_event(Database& database, const ClientEvent& event) {
  Statement find = MC_TRY(database.prepare(
      "SELECT sequence, received_at, kind = ?2 AND app_version = ?3 AND text = ?4 FROM client_event WHERE op_id = ?1"));
  find.bind_all(event.op_id, event.kind, event.app_version, event.text);
  if (!MC_TRY(find.step())) return std::nullopt;
  if (find.int64(2) == 0) return fail(Error("server.operation_differs").with("op_id", event.op_id.text()));
  return Stored{find.int64(0), find.instant(1)};
}

Result<Stored> store_event(Database& database, const ClientEvent& event, Instant now) {
  if (const auto known = MC_TRY(find_event(database, event))) return *known;
  const std::int64_t sequence = MC_TRY(database.number("SELECT max(sequence) FROM client_event")) + 1;
  if (sequence > events_max) return fail(Error("server.client_events_full").with("count_max", events_max));
  MC_TRY(database.run(
      "INSERT INTO client_event (sequence, op_id, kind, app_version, text, received_at) VALUES (?, ?, ?, ?, ?, ?)",
      sequence, event.op_id, event.kind, event.app_version, event.text, now));
  return Stored{sequence, now};
}

Refusal refusal_of_event(Error error) {
  if (error.code == "server.operation_differs") return {409, std::move(error)};
  if (error.code == "server.client_events_full") return {507, std::move(error)};
  return refusal_of(std::move(error));
}

}  // namespace

Reply post_client_event(const Request& request, const Parameters&, const Caller&, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  auto event = read_event(request.body);
  if (!event) return std::unexpected(refusal_of(std::move(event).error()));
  Stored stored;
  auto done = context.writer.run([&, now = context.clock.now()](Database& database) -> Result<> {
    stored = MC_TRY(store_event(database, *event, now));
    return {};
  });
  if (!done) return std::unexpected(refusal_of_event(std::move(done).error()));

  json::Writer writer;
  writer.begin_object()
      .field("op_id", event->op_id.text())
      .field("sequence", stored.sequence)
      .field("received_at", stored.received_at.ms)
      .end_object();
  Response response = json_response(std::move(writer).take());
  response.status = 201;
  return response;
}

}  // namespace mingchou::server
