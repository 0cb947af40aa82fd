// Checkpoints (C2SP tlog-checkpoint): the log's size and root, signed under its origin.
//
// The origin is the key's name, <host>/mingchou/log/<n>; n rises when a restore lost leaves that were signed. There are
// no extension lines. Cosignatures of other parties' witnesses (type 04) say when they saw it. Runs everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/log/merkle.h"
#include "shared/log/note.h"

namespace mingchou::log {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Digest root{};
  bool operator==(const Checkpoint&) const = default;
};

/// The note's text: three lines.
std::string checkpoint_text(const Checkpoint& checkpoint);
/// Error: log.checkpoint_form unless the text is what checkpoint_text() writes.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// The signed note. The key's name is the origin.
Result<std::string> sign_checkpoint(const crypto::SigningKey& key, const Checkpoint& checkpoint);

struct Cosigned {
  std::string name;
  std::uint64_t time_s = 0;
};

struct OpenedCheckpoint {
  Checkpoint checkpoint;
  std::vector<Cosigned> cosigned;  // by the witnesses that were given
};

/// Checks the signature of the log, and the cosignatures of known witnesses; at least the log's must be there. Errors:
/// log.note_form, log.checkpoint_form, log.checkpoint_origin {origin} unless it is the key's name,
/// log.checkpoint_unsigned, and those of check_signatures().
Result<OpenedCheckpoint> open_checkpoint(std::string_view note, const VerifierKey& log_key,
                                         std::span<const VerifierKey> witnesses, UnknownKeys unknown);

/// Whether a later checkpoint of the same log may follow an earlier one. Errors: log.checkpoint_origin {origin};
/// log.checkpoint_older {size} if it is smaller; log.inconsistent if the log was rewritten or the proof is wrong.
Result<> check_succession(const Checkpoint& earlier, const Checkpoint& later, std::span<const Digest> path);

}  // namespace mingchou::log
