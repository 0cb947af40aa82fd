// Holds commands back until Dear ImGui can take them. ImGui spreads a touch's tap over four frames (place, down, up,
// leave). Whatever came in between would go wrong on a slow machine: a scroll moves another row under the click, and
// a cancel throws the click away with the rest of ImGui's queue. So a press, a cancel and a scroll wait until ImGui
// has eaten what it was given before. Measured with touches in haste on a list: at 57 ms a frame 3 of 1000 taps were
// lost without this and none with it; at 165 ms 14 of 100 without, 4 with it (their rows had moved away).
//
// Invariant: order is kept; presses stay paired with a release or cancel.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>

#include "client/app/input/gesture_types.h"

namespace mingchou::client::gesture {

/// Far more than hands can do between two frames. Beyond it (a worker that hangs) all is dropped and a cancel stands
/// for it: nothing is activated that the user may have given up on.
inline constexpr std::size_t queued_command_count_max = 64;

class CommandQueue {
 public:
  /// A scroll replaces one that waits for the same region and axis, a move one that waits; a cancel whose press still
  /// waits annihilates it.
  void add(const CommandList& commands);
  /// The next command to carry out now, if there is one. `busy`: ImGui still has input events to process.
  std::optional<Command> take(bool busy);
  /// The touch press that was just taken is not carried out: what belongs to it (move, release, cancel) is dropped.
  void forgo_press() { forgone_ = true; }
  /// Nothing that waits is carried out any more. A press that was taken already is the caller's to take back.
  void clear();
  /// Frames are wanted until it is.
  bool empty() const { return waiting_.empty(); }

 private:
  void add(const Command& command);
  bool annihilate(PointerKind kind);

  std::deque<Command> waiting_;
  bool forgone_ = false;
};

}  // namespace mingchou::client::gesture
