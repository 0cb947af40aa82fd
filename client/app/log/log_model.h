// The transparency log as a screen sees it: what was signed last, and its entries from the newest down. Plain data:
// LogKeeper fills it between frames.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "client/app/model/loaded.h"
#include "shared/log/merkle.h"

namespace mingchou::client {

/// What the server says of the log that grows.
struct LogHead {
  std::int64_t number = 0;
  std::string origin, verifier_key;
  std::uint64_t size = 0;
  log::Digest root{};
  /// The signed note, for who keeps it.
  std::string checkpoint;
};

struct LogEntry {
  std::uint64_t index = 0;
  std::string type;
  std::int64_t at_s = 0;
  /// The draw that it is about; empty for none.
  std::string draw;
  /// A witness or a public value; what was said. Empty where the type has none.
  std::string name, value;
  /// The leaf as it stands in the log.
  std::string leaf;
  log::Digest hash{};
};

/// Whether the entries on the screen are those that the signed root stands for: this device computes it from them, and
/// checks the signature.
/// `forged`: size and root are not what the log has signed.
enum class LogProof : std::uint8_t { waiting, holds, broken, forged };

struct LogModel {
  Loaded<LogHead> head;
  /// Newest first.
  std::vector<LogEntry> entries;
  /// Of the hashes above the entries, and of a bundle of entries.
  LoadState reading;
  /// Bundles from this one up have been read; 0: all.
  std::uint64_t first_bundle = 0;
  LogProof proof = LogProof::waiting;
};

struct ReadLog {};
struct ReadOlderEntries {};
using LogRequest = std::variant<ReadLog, ReadOlderEntries>;

}  // namespace mingchou::client
