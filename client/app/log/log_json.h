// Reading what the server says of the transparency log: its head as JSON, bundles of entries and tiles of hashes as
// C2SP tlog-tiles writes them. Pure; nothing of an answer is trusted.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "client/app/log/log_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<LogHead> read_log_head(json::ObjectReader& reader);
/// Whether the checkpoint is signed by that key, and says origin, size and root as the head does.
bool is_signed(const LogHead& head);

/// The `width` leaves of the bundle whose first leaf has that index. Error: client.strange_answer unless each is a JSON
/// object with a type and a time.
Result<std::vector<LogEntry>> read_log_entries(std::string_view bundle, std::uint64_t first, std::uint64_t width);

/// The `width` hashes of a tile. Error: client.strange_answer unless it has just so many.
Result<std::vector<log::Digest>> read_log_hashes(std::string_view tile, std::uint64_t width);

}  // namespace mingchou::client
