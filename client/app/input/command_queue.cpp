#include "client/app/input/command_queue.h"

#include "client/app/input/gesture_fault.h"

namespace mingchou::client::gesture {

void CommandQueue::add(const CommandList& commands) {
  for (const auto& command : commands) add(command);
}

void CommandQueue::add(const Command& command) {
  if (command.action == Action::cancel && annihilate(command.kind)) return;
  if (!waiting_.empty()) {
    auto& last = waiting_.back();
    const bool same_scroll = last.region == command.region && last.axis == command.axis;
    const bool same_kind = last.action == command.action && last.kind == command.kind;
    if (same_kind && (command.action == Action::move || (command.action == Action::scroll && same_scroll))) {
      last = command;
      return;
    }
  }
  if (waiting_.size() == queued_command_count_max) {
    waiting_.clear();
    waiting_.push_back({.action = Action::cancel, .kind = command.kind});
    // What a lost press would have led to is lost with it; a cancel or a release without its press is harmless.
    if (command.action == Action::press) return;
  }
  waiting_.push_back(command);
}

void CommandQueue::clear() {
  waiting_.clear();
  forgone_ = false;
}

/// Removes the last press of this kind and what follows from it, if that press has not gone out yet.
bool CommandQueue::annihilate(PointerKind kind) {
  for (auto i = waiting_.size(); i-- > 0;) {
    const auto& command = waiting_[i];
    if (command.kind != kind) continue;
    if (command.action == Action::release || command.action == Action::cancel) return false;
    if (command.action != Action::press) continue;
    for (auto j = waiting_.size(); j-- > i;) {
      const auto& after = waiting_[j];
      if (after.kind == kind && (after.action == Action::press || after.action == Action::move))
        waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(j));
    }
    return true;
  }
  return false;
}

std::optional<Command> CommandQueue::take(bool busy) {
  while (!waiting_.empty()) {
    const Command command = waiting_.front();
    const bool touch = command.kind == PointerKind::touch;
    const bool waits = command.action == Action::press || command.action == Action::cancel ||
                       command.action == Action::scroll || command.action == Action::context;
    // A mouse has hovered where it presses: ImGui needs no frame for that.
    if (waits && busy && touch && !planted(Fault::queue_never_waits)) return std::nullopt;
    waiting_.pop_front();
    const bool ends = command.action == Action::release || command.action == Action::cancel;
    const bool dropped = forgone_ && touch && (ends || command.action == Action::move);
    if (touch && (ends || command.action == Action::press)) forgone_ = false;
    if (!dropped) return command;
  }
  return std::nullopt;
}

}  // namespace mingchou::client::gesture
