// The storage without the screens, for tests and measurements in the browser: the app's own host, files, key and
// notes, driven by calls instead of taps. Linked for tests only; probe_worker.js is the only caller.
#include <emscripten.h>

#include <memory>
#include <string>

#include "client/app/data/local_store.h"
#include "client/app/storage/storage_host.h"
#include "client/web/browser_storage.h"
#include "shared/base/random.h"
#include "shared/base/time.h"
#include "shared/json/writer.h"
#include "shared/messages/messages.h"

namespace mingchou::client {
namespace {

std::string_view name_of(StoragePhase phase) {
  switch (phase) {
    case StoragePhase::closed:
      return "closed";
    case StoragePhase::opening:
      return "opening";
    case StoragePhase::checking:
      return "checking";
    case StoragePhase::ready:
      return "ready";
    case StoragePhase::owned_elsewhere:
      return "owned_elsewhere";
    case StoragePhase::released:
      return "released";
    case StoragePhase::suspended:
      return "suspended";
    case StoragePhase::quarantined:
      return "quarantined";
    case StoragePhase::failed:
      return "failed";
  }
  return "";
}

std::string_view name_of(SelfTestResult::Outcome outcome) {
  switch (outcome) {
    case SelfTestResult::Outcome::passed:
      return "passed";
    case SelfTestResult::Outcome::no_space:
      return "no_space";
    case SelfTestResult::Outcome::failed:
      return "failed";
  }
  return "";
}

class Probe final : public StorageUser {
 public:
  Probe() : host(platform_, *this, clock_, random_) { platform_.connect(host); }

  Result<> storage_ready(const OpenOptions& options) override {
    store_ = MC_TRY(LocalStore::open(options, clock_, random_));
    return {};
  }
  void storage_closing() override { store_.reset(); }

  /// Empty once the note is acknowledged, else the error's code.
  std::string add(std::string_view text) {
    if (!store_) return "no database";
    const auto added = store_->notes().add(target_, "一家企业", text);
    return added ? std::string() : added.error().code;
  }
  /// The same for text that is being typed.
  std::string type(std::string_view text) {
    if (!store_) return "no database";
    const auto saved = store_->notes().save_draft(target_, text);
    return saved ? std::string() : saved.error().code;
  }
  /// All notes, the draft, and whether the chain of their operations holds.
  std::string content() {
    json::Writer writer;
    writer.begin_object().key("notes").begin_array();
    if (store_) {
      auto select = store_->database().prepare("SELECT text FROM note ORDER BY position");
      while (select && select->step().value_or(false)) writer.value(select->text(0));
    }
    writer.end_array();
    const auto draft = store_ ? store_->notes().draft(target_) : Result<std::optional<Draft>>();
    writer.field("draft", draft && *draft ? (*draft)->text : std::string());
    const auto chain = store_ ? store_->operations().verify() : Result<sync::ChainReport>();
    writer.field("chain_holds", chain && !chain->first_break);
    writer.field("operations", chain ? chain->operations : -1);
    return std::move(writer.end_object()).take();
  }
  std::string state() {
    const StorageHealth health = host.health();
    json::Writer writer;
    writer.begin_object().field("phase", name_of(host.phase()));
    writer.field("error", host.error() ? host.error()->code : std::string());
    writer.field("detail", host.error() ? host.error()->detail : std::string());
    writer.field("slots", static_cast<std::int64_t>(health.slots));
    writer.field("free_slots", static_cast<std::int64_t>(health.free_slots));
    writer.field("quarantined", static_cast<std::int64_t>(health.quarantined_slots));
    writer.field("database_bytes", static_cast<std::int64_t>(health.database_bytes));
    writer.field("self_test", health.self_test ? name_of(health.self_test->outcome) : std::string_view("none"));
    writer.field("used_bytes", static_cast<std::int64_t>(health.space ? health.space->used_bytes : 0));
    writer.field("quota_bytes", static_cast<std::int64_t>(health.space ? health.space->quota_bytes : 0));
    writer.field("persistent", health.space && health.space->persistent).field("low_space", health.low_space());
    return std::move(writer.end_object()).take();
  }

 private:
  SystemClock clock_;
  SystemRandom random_;
  BrowserStorage platform_;
  TargetId target_{{.bytes = {1, 2, 3}}};
  std::unique_ptr<LocalStore> store_;

 public:
  StorageHost host;
};

std::unique_ptr<Probe> probe;
std::string answer;

const char* answered(std::string text) {
  answer = std::move(text);
  return answer.c_str();
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void probe_start() {
  probe = std::make_unique<Probe>();
  probe->host.start();
}
EMSCRIPTEN_KEEPALIVE void probe_take_over() { probe->host.take_over(); }
EMSCRIPTEN_KEEPALIVE void probe_retry() { probe->host.retry(); }
EMSCRIPTEN_KEEPALIVE void probe_accept() { probe->host.accept_quarantined(); }
EMSCRIPTEN_KEEPALIVE void probe_refresh() { probe->host.refresh(); }
EMSCRIPTEN_KEEPALIVE void probe_ask_to_persist() { probe->host.ask_to_persist(); }
EMSCRIPTEN_KEEPALIVE const char* probe_state() { return answered(probe->state()); }
EMSCRIPTEN_KEEPALIVE const char* probe_add(const char* text) { return answered(probe->add(text)); }
EMSCRIPTEN_KEEPALIVE const char* probe_type(const char* text) { return answered(probe->type(text)); }
EMSCRIPTEN_KEEPALIVE const char* probe_content() { return answered(probe->content()); }
}

}  // namespace mingchou::client
