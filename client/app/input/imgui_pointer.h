// Carries pointer commands out on Dear ImGui 1.92.2b: the one place that follows the contract of gesture.h.
// Runs in the worker and in native tests; needs a current ImGui context.
#pragma once

#include <functional>

#include "client/app/input/command_queue.h"

namespace mingchou::client::gesture {

/// To be called after every sample and before every NewFrame(). Commands that are not about the pointer (scroll,
/// context, tap_on_field) go to `other`, in their order. A press that had to wait while its widget moved away is
/// forgone: a lost tap is better than one on another row.
void carry_out(CommandQueue& queue, const Surface& surface, const std::function<void(const Command&)>& other);

/// All that waits, in the queue and in ImGui, is dropped, and a press that ImGui has seen is taken back.
void forget(CommandQueue& queue);

/// ImGui or the queue still has something to do: draw another frame.
bool wants_frame(const CommandQueue& queue);

}  // namespace mingchou::client::gesture
