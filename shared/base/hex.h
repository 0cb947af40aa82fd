// Hexadecimal and base64 as texts of bytes. Both decoders accept exactly what their encoders produce.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"

namespace mingchou {

/// Lower-case hexadecimal, two digits a byte.
std::string to_hex(BytesView bytes);
/// Nothing unless the text is lower-case hexadecimal of even length.
std::optional<Bytes> from_hex(std::string_view text);

/// Base64 of RFC 4648 section 4, with padding.
std::string to_base64(BytesView bytes);
/// Nothing unless the text is canonical: right length, alphabet and padding, and unused bits zero.
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace mingchou
