// The export file of this tablet (shared/sync/export_file.h): every operation that was ever made here, sealed to the
// county's server. It needs the server's public key, which is fetched once, when the network is there, and kept.
#pragma once

#include <optional>
#include <string>

#include "client/app/data/local_store.h"
#include "client/app/network.h"

namespace mingchou::client {

struct ExportedFile {
  /// Says whose it is and when it was made: mingchou-<device>-<date>.jsonl
  std::string name;
  std::string content;
  std::int64_t operations = 0;
};

/// All operations of the tablet, one canonical line each. Errors: export.no_server_key while the key was never
/// fetched; store.….
Result<ExportedFile> make_export(LocalStore& store, Clock& clock, Random& random);

/// Whether an export can be made without the network.
Result<bool> has_server_key(LocalStore& store);

/// Fetches the server's key if it isn't there yet. One request at a time; what fails is tried at the next start() or
/// when the network returns.
class ServerKeyLoader {
 public:
  /// Both outlive it.
  ServerKeyLoader(LocalStore& store, Network& network) : store_(store), network_(network) {}
  ~ServerKeyLoader();
  ServerKeyLoader(const ServerKeyLoader&) = delete;
  ServerKeyLoader& operator=(const ServerKeyLoader&) = delete;

  void start();

 private:
  void answered(const Result<HttpAnswer>& answer);

  LocalStore& store_;
  Network& network_;
  Network::RequestId pending_ = 0;
};

}  // namespace mingchou::client
