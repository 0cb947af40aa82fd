// The browser behind StorageHost: requests go to client/shell/storage.js, its answers arrive as the exports of
// browser_storage.cpp. Runs in the worker; one at a time.
#pragma once

#include <optional>

#include "client/app/storage/storage_host.h"
#include "client/web/opfs_device.h"

namespace mingchou::client {

class BrowserStorage final : public StoragePlatform {
 public:
  BrowserStorage();
  ~BrowserStorage() override;
  BrowserStorage(const BrowserStorage&) = delete;
  BrowserStorage& operator=(const BrowserStorage&) = delete;

  /// Who hears the answers; before the first request. None are given any more after the host is gone.
  void connect(StorageHost& host) { host_ = &host; }
  StorageHost* host() { return host_; }
  /// A new one for the files that JavaScript has just opened.
  BlockDevice& new_device() { return device_.emplace(); }

  void open(Claim claim) override;
  void close() override;
  void create_key() override;
  void reopen_slot(std::size_t slot) override;
  void add_slots(std::size_t count) override;
  void measure() override;
  void ask_to_persist() override;

 private:
  StorageHost* host_ = nullptr;
  std::optional<OpfsDevice> device_;
};

}  // namespace mingchou::client
