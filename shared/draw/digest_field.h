// A hash as a member of a JSON object: 64 hexadecimal digits. Inside shared/draw only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"
#include "shared/json/fields.h"

namespace mingchou::draw {

/// Error: draw.hash_form {field}.
inline Result<crypto::Digest> digest_of(std::string_view text, const std::string& field) {
  const auto bytes = from_hex(text);
  crypto::Digest digest;
  if (!bytes || bytes->size() != digest.size()) return fail(Error("draw.hash_form").with("field", field));
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

/// Errors: json.field_… {field}, draw.hash_form {field}.
inline Result<crypto::Digest> read_digest(json::ObjectReader& reader, std::string_view key) {
  const std::string_view text = MC_TRY(reader.text(key));
  return digest_of(text, reader.path_of(key));
}

}  // namespace mingchou::draw
