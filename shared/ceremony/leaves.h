// What the transparency log is told of a draw while it is held, beside its plan and result: the leaves that
// shared/draw/draw_log.h reads, and a witness's key before the plan. Canonical JSON each. Pure; runs everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/log/note.h"

namespace mingchou::ceremony {

/// {"at", "draw", "key", "name", "type": "witness"}. Errors of all: those of json::strict_canonical().
Result<std::string> witness_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name,
                                 const log::VerifierKey& key);
/// {"at", "draw", "name", "type": "reveal", "value"}
Result<std::string> reveal_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name, BytesView secret);
/// {"at", "draw", "name", "type": "strike"}
Result<std::string> strike_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name);
/// {"at", "draw", "name", "type": "value", "value"}
Result<std::string> value_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name,
                               std::string_view value);
/// {"at", "draw", "reason", "type": "void"}
Result<std::string> void_leaf(std::uint64_t at_s, std::string_view draw, std::string_view reason);

}  // namespace mingchou::ceremony
