// What is read from the server for a screen: on its way, there, or not to be had. What was read before stays to be seen
// while it is read again. Plain data.
#pragma once

#include <optional>

#include "shared/base/error.h"

namespace mingchou::client {

struct LoadState {
  bool is_loading = false;
  /// Why the last reading failed.
  std::optional<Error> error;
};

template <class T>
struct Loaded : LoadState {
  std::optional<T> value;
};

}  // namespace mingchou::client
