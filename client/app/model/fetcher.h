// Reads what a LoadState stands for. One reading of each at a time: a new one takes the place of the one before, and
// whatever is under way is given up with the fetcher. One thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "client/app/model/loaded.h"
#include "client/app/network.h"

namespace mingchou::client {

class Fetcher {
 public:
  explicit Fetcher(Network& network) : network_(network) {}
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// Takes what the answer brings; its error becomes that of the state. May fetch the next page into the same.
  using Taken = std::function<Result<>(const HttpAnswer&)>;
  /// The state outlives this, or is given up before.
  void fetch(LoadState& state, const std::string& path, Taken taken);
  void give_up(LoadState& state);

 private:
  struct Running {
    const LoadState* of = nullptr;
    Network::RequestId id = 0;
  };
  Network& network_;
  std::vector<Running> running_;
};

}  // namespace mingchou::client
