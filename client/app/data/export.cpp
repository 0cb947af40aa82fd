#include "client/app/data/export.h"

#include <algorithm>
#include <utility>

#include "shared/base/hex.h"
#include "shared/calendar/civil_date.h"
#include "shared/json/fields.h"
#include "shared/json/json.h"
#include "shared/sync/export_file.h"

namespace mingchou::client {
namespace {

constexpr std::string_view key_setting = "server.export_key";
constexpr std::string_view key_path = "/api/v1/export-key";
constexpr std::int64_t operations_per_step = 500;

std::optional<crypto::ExchangeKey> key_from(std::string_view hex) {
  const auto bytes = from_hex(hex);
  crypto::ExchangeKey key{};
  if (!bytes || bytes->size() != key.size()) return std::nullopt;
  std::ranges::copy(*bytes, key.begin());
  return key;
}

Result<std::optional<crypto::ExchangeKey>> kept_key(LocalStore& store) {
  const auto hex = MC_TRY(store.setting(key_setting));
  return hex ? key_from(*hex) : std::nullopt;
}

std::string file_name(const LocalStore& store, Instant now) {
  return "mingchou-" + store.author().device.uuid.text().substr(0, 8) + "-" + shanghai_date(now).text() + ".jsonl";
}

Result<> add_operations(LocalStore& store, sync::ExportSealer& sealer, std::string& file) {
  std::int64_t epoch = 0, last = 0;
  for (;;) {
    const auto some = MC_TRY(store.operations().after(store.author().device, epoch, last, operations_per_step));
    if (some.empty()) return {};
    for (const sync::Operation& operation : some) {
      const std::string line = MC_TRY(sync::canonical_bytes(operation));
      MC_TRY(sealer.add(line + "\n", file));
    }
    epoch = some.back().epoch;
    last = some.back().dev_seq;
  }
}

}  // namespace

Result<bool> has_server_key(LocalStore& store) { return MC_TRY(kept_key(store)).has_value(); }

Result<ExportedFile> make_export(LocalStore& store, Clock& clock, Random& random) {
  const auto key = MC_TRY(kept_key(store));
  if (!key) return fail(Error("export.no_server_key"));
  const Instant now = clock.now();
  ExportedFile made{.name = file_name(store, now), .content = {}, .operations = MC_TRY(store.operations().count())};
  const sync::ExportHead head{now, store.author().device.uuid, made.operations};
  auto sealer = MC_TRY(sync::ExportSealer::begin(*key, head, random));
  MC_TRY(add_operations(store, sealer, made.content));
  MC_TRY(sealer.finish(made.content));
  return made;
}

ServerKeyLoader::~ServerKeyLoader() {
  if (pending_ != 0) network_.abort(pending_);
}

void ServerKeyLoader::start() {
  const auto there = has_server_key(store_);
  if (pending_ != 0 || !there || *there) return;
  pending_ = network_.get(key_path, [this](const Result<HttpAnswer>& answer) { answered(answer); });
}

void ServerKeyLoader::answered(const Result<HttpAnswer>& answer) {
  pending_ = 0;
  if (!answer || answer->status != 200) return;
  const auto document = json::parse(answer->body);
  if (!document) return;
  const auto hex = document->root().find("key");
  if (!hex || !hex->text() || !key_from(*hex->text())) return;
  // Kept for good: a key that changes is another server's, and a file sealed to it would be lost to this one.
  (void)store_.set_setting(key_setting, *hex->text());
}

}  // namespace mingchou::client
