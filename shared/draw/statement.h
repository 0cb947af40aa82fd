// What witnesses sign: texts of signed notes (shared/log/note.h), one line of canonical JSON each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/crypto/hash.h"

namespace mingchou::draw {

/// A witness's consent: they recomputed roots and plan hash on their device.
std::string consent_text(std::string_view draw, const crypto::Digest& plan_hash);
/// A witness's reveal, after their consent.
std::string reveal_text(std::string_view draw, std::string_view name, BytesView value);
/// Another witness's word that a source did not reveal in time; `at_s` (Unix seconds) is before every public value.
std::string strike_text(std::string_view draw, std::string_view name, std::uint64_t at_s);

}  // namespace mingchou::draw
