// A new log after a restore that lost signed leaves.
//
// A checkpoint that was signed stands for ever: the restored log must not be continued past it with other leaves, or it
// would look like one that was rewritten. So a log with the next number begins, and its first leaf names what was lost:
//   {"at": Unix seconds, "previous": the last signed checkpoint of the log before it, the whole note, "type": "log"}
#pragma once

#include <string>
#include <string_view>

#include "server/transparency/log_store.h"

namespace mingchou::server::transparency {

/// That leaf, in canonical form.
std::string log_leaf(std::uint64_t at_s, std::string_view previous_note);

/// Begins the log after the one whose last checkpoint is `note`, which our key signed and which covers leaves that are
/// not here: of the current log, of a later one, or of any if there is none. Inside the caller's transaction, as
/// append(). Errors: log.note_form, log.checkpoint_form; log.checkpoint_origin {origin} for the log of another host or
/// one before the current; log.signature_wrong {name}, log.checkpoint_unsigned; log.nothing_lost {origin, size} if the
/// current log begins with the leaves that it covers; those of append().
Result<Appended> begin_after(Database& database, std::string_view note, Instant now, const Signer& signer);

}  // namespace mingchou::server::transparency
