#include "client/app/model/fetcher.h"

#include <utility>

#include "client/app/model/answers.h"

namespace mingchou::client {

Fetcher::~Fetcher() {
  for (const Running& running : running_) network_.abort(running.id);
}

void Fetcher::fetch(LoadState& state, const std::string& path, Taken taken) {
  give_up(state);
  state.is_loading = true;
  state.error.reset();
  const auto id = network_.get(path, [this, &state, taken = std::move(taken)](Result<HttpAnswer> answer) {
    std::erase_if(running_, [&](const Running& running) { return running.of == &state; });
    state.is_loading = false;
    const auto good = accepted(std::move(answer));
    const Result<> done = good ? taken(*good) : std::unexpected(good.error());
    if (!done) state.error = done.error();
  });
  running_.push_back({&state, id});
}

void Fetcher::give_up(LoadState& state) {
  for (const Running& running : running_)
    if (running.of == &state) network_.abort(running.id);
  std::erase_if(running_, [&](const Running& running) { return running.of == &state; });
  state.is_loading = false;
}

}  // namespace mingchou::client
