#include "server/http/connections.h"

#include <sys/socket.h>

namespace mingchou::server {
namespace {

using namespace std::chrono_literals;

constexpr auto tick = 100ms;
/// How long a connection may stay idle while others wait for a thread.
constexpr auto crowded_idle_max = 200ms;

}  // namespace

Connections::Slot::Slot(Connections& connections, int socket) : connections_(connections), socket_(socket) {
  began_ = std::chrono::steady_clock::now();
  until_ = SteadyTime::max();
  const std::scoped_lock lock(connections_.mutex_);
  connections_.slots_.insert(this);
  ++connections_.open_;
}

Connections::Slot::~Slot() {
  const std::scoped_lock lock(connections_.mutex_);
  connections_.slots_.erase(this);
  --connections_.open_;
}

void Connections::Slot::begin(Step step, std::chrono::milliseconds duration_max) {
  const SteadyTime now = std::chrono::steady_clock::now();
  until_ = SteadyTime::max();  // the reaper must not pair the new step with the old time
  step_ = step;
  began_ = now;
  is_late_ = false;
  until_ = now + duration_max;
}

Connections::Connections(std::size_t crowd) : crowd_(crowd), reaper_([this] { run(); }) {}

Connections::~Connections() {
  {
    const std::scoped_lock lock(mutex_);
    is_ended_ = true;
  }
  wake_.notify_all();
  reaper_.join();
}

void Connections::stop(std::chrono::milliseconds grace) {
  {
    const std::scoped_lock lock(mutex_);
    is_stopping_ = true;
    all_until_ = std::chrono::steady_clock::now() + grace;
  }
  wake_.notify_all();
}

void Connections::run() {
  std::unique_lock lock(mutex_);
  while (!is_ended_) {
    end_late(std::chrono::steady_clock::now());
    wake_.wait_for(lock, tick);
  }
}

// The lock is held: a slot leaves the set before its socket is closed, so no number is shut that another connection
// has got meanwhile.
void Connections::end_late(SteadyTime now) {
  for (Slot* slot : slots_) {
    const Step step = slot->step_;
    const bool is_idle = step == Step::idle;
    const bool must_make_room =
        is_idle && (is_stopping_ || (is_crowded() && now - slot->began_.load() > crowded_idle_max));
    const bool is_late = now > slot->until_.load() || now > all_until_;
    if (!is_late && !must_make_room) continue;
    slot->is_late_ = true;
    const bool is_answerable = step != Step::writing && now <= all_until_;
    ::shutdown(slot->socket_, is_answerable ? SHUT_RD : SHUT_RDWR);
  }
}

}  // namespace mingchou::server
