// What must hold for any bytes that claim to be of a draw; as properties.h, but over the libraries of the draw.
#pragma once

#include <string>

#include "shared/base/bytes.h"

namespace mingchou::fuzz {

/// The verifier says the same in whatever chunks a bundle arrives, and has a sentence for what it says.
std::string bundle_property(BytesView input);

/// A plan that parses is the text that it writes, and keeps its hash.
std::string plan_property(BytesView input);

/// A roster file reads the same in whatever chunks it arrives, in ascending order of ids.
std::string roster_file_property(BytesView input);

/// A change that reads back is what its canonical text says.
std::string change_property(BytesView input);

/// A signed note that parses is the text that it writes.
std::string note_property(BytesView input);

}  // namespace mingchou::fuzz
