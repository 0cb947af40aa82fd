// Whether the app opens without network on this device, and which versions of it there are. The page around the app
// finds out (client/shell/updates.js); texts are versions as people read them, empty for none.
#pragma once

#include <cstdint>
#include <string>

namespace mingchou::client {

struct Updates {
  enum class Offline : std::uint8_t {
    preparing,    // still being kept on this device
    ready,        // opens without network
    unavailable,  // could not be kept: no service worker (a private window, say), or the download broke off
  };
  Offline offline = Offline::preparing;
  /// The one that runs.
  std::string version;
  /// Kept on the device, to be taken with UpdateAction::apply; else it is taken when the app is opened next time.
  std::string ready;
  /// UpdateAction::roll_back goes back to it.
  std::string previous;
  /// Given up, by the user or because it did not start; UpdateAction::apply takes it all the same.
  std::string set_aside;
  /// Failed to start, so that the previous one runs; until UpdateAction::seen.
  std::string fell_back_from;
  bool operator==(const Updates&) const = default;
};

enum class UpdateAction : std::uint8_t { apply, roll_back, check, seen };

}  // namespace mingchou::client
