// GET /api/v1/snapshots/targets and its parts: the register that a tablet keeps for working offline, as far as its user
// may read it.
//
// A part's address names its content for ever, yet its answer says no-store: it names persons and their telephone
// numbers, and a tablet keeps those in its encrypted database only, not in a browser's or a proxy's cache in clear.
#include <algorithm>
#include <charconv>

#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/core/entity_tag.h"
#include "server/core/problem.h"
#include "server/core/static_files.h"
#include "server/snapshot/target_snapshots.h"

namespace mingchou::server {
namespace {

constexpr std::size_t snapshot_id_length = 64;

bool is_snapshot_id(std::string_view text) {
  return text.size() == snapshot_id_length &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Nothing unless it is a number as the manifest writes it.
std::optional<std::size_t> index_of(std::string_view text) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc() || end != text.data() + text.size() || std::to_string(index) != text) return std::nullopt;
  return index;
}

RegisterPart part_of(const Caller& caller) {
  return {.department = register_confinement(caller), .names_persons = caller.scope != Scope::without_personal_data};
}

Result<Response> answer_part(const SnapshotPart& part, const Request& request) {
  Response response;
  response.set("Content-Type", "application/jsonl");
  response.set("Cache-Control", "no-store");
  response.set("Vary", "Accept-Encoding");
  switch (choose_encoding(request.header("Accept-Encoding").value_or(""), true, true)) {
    case Encoding::brotli:
      response.set("Content-Encoding", "br");
      response.set("ETag", '"' + part.sha256() + "-br\"");
      response.shared_body = part.brotli();
      break;
    case Encoding::gzip:
      response.set("Content-Encoding", "gzip");
      response.set("ETag", '"' + part.sha256() + "-gz\"");
      response.shared_body = MC_TRY(part.gzip());
      break;
    case Encoding::identity:
      response.set("ETag", '"' + part.sha256() + '"');
      response.shared_body = MC_TRY(part.plain());
      break;
  }
  return response;
}

}  // namespace

Reply get_target_snapshot(const Request&, const Parameters&, const Caller& caller, Context& context) {
  const auto snapshot = context.target_snapshots.current(part_of(caller));
  if (!snapshot) return std::unexpected(refusal_of(snapshot.error()));
  Response response = json_response({});
  response.set("Cache-Control", "no-cache");
  response.set("ETag", content_tag(*(*snapshot)->manifest));
  response.shared_body = (*snapshot)->manifest;
  return response;
}

Reply get_target_snapshot_part(const Request& request, const Parameters& parameters, const Caller& caller,
                               Context& context) {
  const std::string_view id = parameters.at(0).second;
  const auto index = index_of(parameters.at(1).second);
  if (!is_snapshot_id(id) || !index) return reply_of(not_found(request));
  const auto snapshot = context.target_snapshots.find(part_of(caller), id);
  if (!snapshot) return std::unexpected(refusal_of(snapshot.error()));
  if (*snapshot == nullptr) return std::unexpected(Refusal{410, Error("snapshot.superseded")});
  if (*index >= (*snapshot)->parts.size()) return reply_of(not_found(request));
  auto response = answer_part(*(*snapshot)->parts[*index], request);
  if (!response) return std::unexpected(refusal_of(std::move(response).error()));
  return *std::move(response);
}

}  // namespace mingchou::server
