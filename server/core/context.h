// What handlers may lean on. Made once at start; everything in it is safe for any number of threads at once.
#pragma once

#include <string>

#include "shared/base/random.h"
#include "shared/base/time.h"

namespace mingchou::imports {
class Imports;
}  // namespace mingchou::imports

namespace mingchou::server {

namespace accounts {
class AccountKeys;
class PasswordHasher;
}  // namespace accounts

namespace transparency {
class Signer;
}  // namespace transparency

class Log;
class Readers;
class ServerKeys;
class StaticFiles;
class TargetSnapshots;
class Writer;

struct Context {
  Clock& clock;
  /// Only a source that any thread may draw from at any time: the system's.
  Random& random;
  Log& log;
  const StaticFiles& files;
  Writer& writer;
  Readers& readers;
  TargetSnapshots& target_snapshots;
  const ServerKeys& keys;
  accounts::PasswordHasher& passwords;
  const accounts::AccountKeys& account_keys;
  /// The server listens on a loopback address and answers to its names only: nobody else can reach it.
  bool is_for_this_machine_only;
  /// For asking how full its disk is.
  std::string data_folder;
  imports::Imports& imports;
  /// For appending to the transparency log (server/transparency/log_store.h), not the server's own log above.
  const transparency::Signer& log_signer;
};

}  // namespace mingchou::server
