// The life of a version of a yearly plan, as one table: what may happen to it in which state, and who does it.
//
//   draft ──submit──▶ submitted ──approve──▶ approved ──file──▶ filed ──publish──▶ published ──end──▶ ended
//     ▲ │                │                   (联席会议)        (备案)                │
//     │ └─discard▶       │                                                          └─supersede▶ superseded
//     └──── return ──────┘
//
// A plan is adjusted (调整) by a draft copied from the published version, which goes the same way and supersedes it
// when it is published itself; until then the published one stays in force. What was submitted is never edited: the
// meeting approves the bytes that were handed in. Pure; runs everywhere.
#pragma once

#include <optional>
#include <span>

#include "shared/access/grants.h"
#include "shared/base/error.h"
#include "shared/plans/entities.h"

namespace mingchou::plans {

enum class State { draft, submitted, approved, filed, published, superseded, ended, discarded };
enum class Event {
  edit,       // a row is added, changed or removed
  submit,     // to the joint meeting
  send_back,  // to the departments, with a reason
  approve,
  file,     // with the county government (备案)
  record,   // a publication on a channel
  publish,  // it stands on both channels
  adjust,   // a draft is copied from it
  supersede,
  end,
  discard
};
inline constexpr int state_count = 8, event_count = 11;

/// What must be so besides the state; whoever makes the step checks it.
enum class Guard {
  none,
  own_row,        // who may only propose: the row's initiating department is the own one
  complete,       // check_plan() passes for every row
  meeting_dates,  // check_approval()
  filing_dates,   // check_filing()
  both_channels,
  no_other_open,  // no version of the plan is on its way
  is_adjustment   // the first version of a plan is emptied, not discarded
};

struct Step {
  State from;
  Event event;
  State to;
  /// The grant that whoever makes the step needs (shared/access/grants.h); nothing where the step follows by itself.
  std::optional<access::Action> action;
  Guard guard;
};

std::string_view text_of(State state);
std::string_view text_of(Event event);
std::optional<State> state_from(std::string_view text);

/// The whole table. A pair that is not in it is refused.
std::span<const Step> steps();
/// Error: plans.wrong_state {state, event}.
Result<Step> step(State from, Event event);

/// On its way to be published.
bool is_open(State state);

/// The meeting is not before the plan was submitted, nor after today. Errors: plans.approved_in_future,
/// plans.approved_before_submission {date}.
Result<> check_approval(CivilDate approved_on, CivilDate submitted_on, CivilDate today);
/// Filed after it was approved, and not after today. Errors: plans.filed_in_future, plans.filed_before_approval {date}.
Result<> check_filing(CivilDate filed_on, CivilDate approved_on, CivilDate today);
/// Public after it was filed, and not after today. Errors: items.published_in_future, items.published_too_early {date}.
Result<> check_publication(CivilDate published_on, CivilDate filed_on, CivilDate today);

}  // namespace mingchou::plans
