// The transparency log as everybody reads it, without signing in: /log/<number>/ in the paths of C2SP tlog-tiles, and
// GET /api/v1/log, which says which log is the current one.
//
// A full tile never changes, so caches may keep it for ever. A narrower one never changes either, but is of use only
// until the next leaf; a checkpoint is asked about each time.
#include <charconv>

#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/core/entity_tag.h"
#include "server/data/readers.h"
#include "server/transparency/log_rows.h"
#include "server/transparency/tile_table.h"
#include "shared/base/hex.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

using transparency::TilePath;

constexpr std::string_view kept_for_ever = "public, max-age=31536000, immutable";
constexpr std::string_view kept_for_an_hour = "public, max-age=3600";

/// The log's number, as its paths write it.
Result<std::int64_t> path_log(const Request& request, const Parameters& parameters) {
  const std::string_view text = parameters.at(0).second;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  if (std::to_string(number) != text) return not_found(request);
  return number;
}

Result<Response> answer_checkpoint(const Request& request, const Parameters& parameters, Context& context) {
  const std::int64_t number = MC_TRY(path_log(request, parameters));
  auto checkpoint =
      MC_TRY(context.readers.read([&](Database& database) { return transparency::last_checkpoint(database, number); }));
  if (!checkpoint) return not_found(request);
  Response response;
  response.set("Content-Type", "text/plain; charset=utf-8");
  response.set("Cache-Control", "no-cache");
  response.set("ETag", content_tag(checkpoint->note));
  response.body = std::move(checkpoint->note);
  return response;
}

Result<Response> answer_tile(const Request& request, const Parameters& parameters, Context& context) {
  const std::int64_t number = MC_TRY(path_log(request, parameters));
  const auto path = transparency::parse_tile_path("tile/" + std::string(parameters.at(1).second) + "/" +
                                                  std::string(parameters.at(2).second));
  if (!path) return not_found(request);
  const auto bytes = MC_TRY(
      context.readers.read([&](Database& database) { return transparency::TileTable(database, number).find(*path); }));
  if (!bytes) return not_found(request);
  Response response;
  response.set("Content-Type", "application/octet-stream");
  response.set("Cache-Control", path->width == log::tile_width ? kept_for_ever : kept_for_an_hour);
  response.body = as_text(*bytes);
  return response;
}

Result<Response> answer_current(Context& context) {
  std::optional<transparency::LogRow> current;
  std::optional<transparency::SignedCheckpoint> last;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    current = MC_TRY(transparency::current_log(database));
    if (current) last = MC_TRY(transparency::last_checkpoint(database, current->number));
    return {};
  }));
  if (!last) return fail(Error("log.not_begun"));
  json::Writer writer;
  writer.begin_object()
      .field("number", current->number)
      .field("origin", current->origin)
      .field("verifier_key", current->verifier_key)
      .field("size", last->checkpoint.size)
      .field("root", to_hex(last->checkpoint.root))
      .field("checkpoint", last->note)
      .end_object();
  return json_response(std::move(writer).take());
}

}  // namespace

Reply get_log_checkpoint(const Request& request, const Parameters& parameters, const Caller&, Context& context) {
  return reply_of(answer_checkpoint(request, parameters, context));
}

Reply get_log_tile(const Request& request, const Parameters& parameters, const Caller&, Context& context) {
  return reply_of(answer_tile(request, parameters, context));
}

Reply get_log(const Request&, const Parameters&, const Caller&, Context& context) {
  return reply_of(answer_current(context));
}

}  // namespace mingchou::server
