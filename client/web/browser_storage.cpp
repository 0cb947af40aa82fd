#include "client/web/browser_storage.h"

#include <emscripten.h>

#include <algorithm>
#include <array>

extern "C" {
void storage_open(int take_over);
void storage_close();
void storage_create_key();
void storage_reopen_slot(unsigned slot);
void storage_add_slots(unsigned count);
void storage_measure();
void storage_ask_to_persist();
}

namespace mingchou::client {
namespace {

BrowserStorage* current = nullptr;

/// The places of `refusals` in client/shell/storage.js.
constexpr std::array<std::string_view, 6> refusal_codes{
    "storage.not_offered", "storage.held_by_silent_tab", "storage.files_busy",
    "storage.unreadable",  "storage.no_space",           "storage.key_not_kept",
};

DatabaseKey key_from(const std::uint8_t* bytes) {
  DatabaseKey key;
  std::copy_n(bytes, key.size(), key.begin());
  return key;
}

}  // namespace

BrowserStorage::BrowserStorage() { current = this; }

BrowserStorage::~BrowserStorage() { current = nullptr; }

void BrowserStorage::open(Claim claim) { storage_open(claim == Claim::take_over ? 1 : 0); }
void BrowserStorage::close() { storage_close(); }
void BrowserStorage::create_key() { storage_create_key(); }
void BrowserStorage::reopen_slot(std::size_t slot) { storage_reopen_slot(static_cast<unsigned>(slot)); }
void BrowserStorage::add_slots(std::size_t count) { storage_add_slots(static_cast<unsigned>(count)); }
void BrowserStorage::measure() { storage_measure(); }
void BrowserStorage::ask_to_persist() { storage_ask_to_persist(); }

}  // namespace mingchou::client

// Answers and events. client/shell/storage.js is the only caller; the caller keeps all bytes, and wipes the key's.
extern "C" {

using namespace mingchou;
using namespace mingchou::client;

/// `key_state` is a KeyState; `key` has 32 bytes where it is present.
EMSCRIPTEN_KEEPALIVE void app_storage_opened(int key_state, const std::uint8_t* key) {
  if (!current || !current->host()) return;
  OpenedStorage storage{.device = &current->new_device(), .key_state = static_cast<KeyState>(key_state)};
  if (storage.key_state == KeyState::present) storage.key = key_from(key);
  current->host()->opened(storage);
}

EMSCRIPTEN_KEEPALIVE void app_storage_owned_elsewhere() {
  if (current && current->host()) current->host()->owned_elsewhere();
}

EMSCRIPTEN_KEEPALIVE void app_storage_refused(unsigned reason, const char* detail) {
  if (!current || !current->host()) return;
  const std::size_t place = std::min<std::size_t>(reason, refusal_codes.size() - 1);
  current->host()->refused(Error(refusal_codes[place]).because(detail));
}

EMSCRIPTEN_KEEPALIVE void app_storage_asked_to_release() {
  if (current && current->host()) current->host()->asked_to_release();
}

EMSCRIPTEN_KEEPALIVE void app_storage_key_created(const std::uint8_t* key) {
  if (current && current->host()) current->host()->key_created(key_from(key));
}

EMSCRIPTEN_KEEPALIVE void app_storage_slot_reopened() {
  if (current && current->host()) current->host()->slot_reopened();
}

EMSCRIPTEN_KEEPALIVE void app_storage_measured(double used_bytes, double quota_bytes, int persistent) {
  if (!current || !current->host()) return;
  current->host()->measured({.used_bytes = static_cast<std::uint64_t>(used_bytes),
                             .quota_bytes = static_cast<std::uint64_t>(quota_bytes),
                             .persistent = persistent != 0});
}

EMSCRIPTEN_KEEPALIVE void app_storage_suspend() {
  if (current && current->host()) current->host()->suspend();
}

EMSCRIPTEN_KEEPALIVE void app_storage_resume() {
  if (current && current->host()) current->host()->resume();
}
}
