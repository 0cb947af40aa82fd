// The life of a task, as one table: what may happen to it in which state, and who does it.
//
//   draft ──make_ready──▶ ready ──draw──▶ drawn ──begin──▶ running ──finish──▶ done
//     ▲ │                 │  │
//     │ │                 │  └─void─▶ voided
//     └─┼─────reopen──────┘
//       └─void─▶ voided
//
// With the draw a task is settled: from then on it is carried out, target by target (shared/draw/changes.h). Pure; runs
// everywhere.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "shared/access/grants.h"
#include "shared/base/error.h"

namespace mingchou::tasks {

enum class State { draft, ready, drawn, running, done, voided };
enum class Event {
  edit,
  make_ready,  // lists are pinned, and a draw may be prepared
  reopen,
  draw,    // a draw has its result
  begin,   // its first check has begun
  finish,  // its last check is over
  cancel   // with a reason
};
inline constexpr int state_count = 6, event_count = 7;

/// What must be so besides the state; whoever makes the step checks it.
enum class Guard {
  none,
  complete,      // assess() refuses nothing
  no_open_draw,  // no draw of the task is on its way
  all_checked    // no check of the task is open
};

struct Step {
  State from;
  Event event;
  State to;
  /// The grant that whoever makes the step needs; nothing where the step follows by itself.
  std::optional<access::Action> action;
  Guard guard;
};

std::string_view text_of(State state);
std::string_view text_of(Event event);
std::optional<State> state_from(std::string_view text);

/// The whole table. A pair that is not in it is refused.
std::span<const Step> steps();
/// Error: tasks.wrong_state {state, event}.
Result<Step> step(State from, Event event);

}  // namespace mingchou::tasks
