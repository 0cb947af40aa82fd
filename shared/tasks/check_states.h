// The life of a check (检查): one drawn target of one task, as one table: what may happen to it in which state, and who
// does it.
//
//   drawn ─assign▶ assigned ─accept▶ accepted ─begin▶ in_progress ─complete▶ completed ─sign▶ signed ─receive▶ received
//                     ▲                                   ▲                                                     │
//                     └──reassign── recalled ◀─recall── any of these three      send_back ──────────────────────┤
//                                                                                                             review
//   closed ◀─close── published ◀─publish── reviewed ─withhold▶ withheld ─close▶ closed        reviewed ◀────────┘
//
// A target that can't be checked leaves its place before anything was completed (shared/draw/changes.h): substituted.
// Only those who are assigned enter what they found (谁检查、谁录入). Pure; runs everywhere.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "shared/access/grants.h"
#include "shared/base/error.h"

namespace mingchou::tasks {

enum class CheckState {
  drawn,
  assigned,
  accepted,
  in_progress,
  completed,
  signed_off,  // 当事人签字 is there, or why it is not
  received,    // the server has all of it
  reviewed,
  published,
  withheld,  // not public by law
  closed,
  recalled,
  substituted
};
enum class CheckEvent {
  assign,
  accept,
  begin,
  complete,
  sign,
  receive,
  send_back,  // to those who checked, with a reason
  review,
  publish,
  withhold,
  close,
  recall,
  reassign,
  substitute
};
inline constexpr int check_state_count = 13, check_event_count = 14;

struct CheckStep {
  CheckState from;
  CheckEvent event;
  CheckState to;
  /// The grant that whoever makes the step needs; nothing where the step follows by itself.
  std::optional<access::Action> action;
};

/// As in the database: "signed" for signed_off.
std::string_view text_of(CheckState state);
std::string_view text_of(CheckEvent event);
std::optional<CheckState> check_state_from(std::string_view text);

/// The whole table. A pair that is not in it is refused.
std::span<const CheckStep> check_steps();
/// Error: tasks.wrong_check_state {state, event}.
Result<CheckStep> check_step(CheckState from, CheckEvent event);

/// Nothing more happens to it.
bool is_over(CheckState state);
/// Nobody has gone there yet, and somebody will.
bool is_to_come(CheckState state);

}  // namespace mingchou::tasks
