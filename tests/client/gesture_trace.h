// Plays a trace of tests/client/traces: a screen, samples one per line, expectations at the end. The words of the
// format are explained in traces/README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingchou::client::gesture {

/// What did not come out as expected; empty if all did.
std::vector<std::string> play_trace(std::string_view text);

/// Every trace file, (name, text), by name.
std::vector<std::pair<std::string, std::string>> all_traces();

}  // namespace mingchou::client::gesture
