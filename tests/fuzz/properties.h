// What must hold for any bytes at all. The seeded loops of the tests and the libFuzzer programs share these.
//
// Each returns "" if all holds, or a sentence that names the broken property. They must not crash, whatever the
// bytes are.
#pragma once

#include <string>

#include "shared/base/bytes.h"

namespace mingchou::fuzz {

/// Parsing, writing and both canonical forms: fixed points, and agreement between them.
std::string json_property(BytesView input);

/// JSON Lines: the same lines or the same error in whatever chunks the bytes arrive.
std::string json_lines_property(BytesView input);

/// UTF-8 and normal forms: checking, walking, counting and cutting agree; every form is a fixed point.
std::string text_property(BytesView input);

}  // namespace mingchou::fuzz
