// The life of a version of an item list, as one table: what may happen to it in which state, and who does it.
//
//   draft ──issue──▶ issued ──supersede──▶ superseded      (a later version was issued)
//     │                │  ▲────reinstate──────┘            (that one was withdrawn before its first day)
//     └─discard▶       └─withdraw▶ withdrawn
//
// Nothing is deleted and nothing issued is edited: a change is a new draft, copied from what it changes. From which day
// to which a version holds is a matter of its dates, not of its state: a superseded one holds until the day before
// its successor begins. Pure; runs everywhere.
#pragma once

#include <optional>
#include <span>

#include "shared/base/error.h"
#include "shared/items/entities.h"

namespace mingchou::items {

enum class State { draft, issued, superseded, withdrawn, discarded };
enum class Event { edit, discard, issue, copy, publish, pin, supersede, reinstate, withdraw };
inline constexpr int state_count = 5, event_count = 9;

/// Who makes an event happen: whoever keeps the list, whoever makes a task, or the program, because of something else.
enum class By { keeper, task, program };
/// What must be so besides the state; whoever makes the step checks it.
enum class Guard {
  none,
  complete,         // check_list() passes, something differs from the version before, the dates are in order
  in_force,         // on the day that it is pinned for
  before_first_day  // the successor was withdrawn before it began
};

struct Step {
  State from;
  Event event;
  State to;
  By by;
  Guard guard;
};

std::string_view text_of(State state);
std::string_view text_of(Event event);
std::optional<State> state_from(std::string_view text);

/// The whole table. A pair that is not in it is refused.
std::span<const Step> steps();
/// Error: items.wrong_state {state, event}.
Result<Step> step(State from, Event event);

/// The dates of a version that has been issued.
struct Term {
  CivilDate effective_from;
  /// The first day on which it no longer holds.
  std::optional<CivilDate> effective_to;
};
bool holds_on(const Term& term, CivilDate day);

/// What a version is on a day, for people.
enum class Standing { draft, upcoming, in_force, ended, discarded };
std::string_view text_of(Standing standing);
/// `term`: of a version that has been issued, whatever became of it.
Standing standing_on(State state, const std::optional<Term>& term, CivilDate day);

/// When a version is issued.
struct IssueDates {
  CivilDate today;
  CivilDate approved_on;
  CivilDate effective_from;
  /// Of the version before it, if there is one.
  std::optional<CivilDate> previous_effective_from;
};
/// Approved not later than today; a change is not made to hold from a day past, and begins after what it changes
/// began. The first version of a list may be older than this system. Errors: items.approved_in_future,
/// items.effective_in_past, items.effective_before_previous {date}.
Result<> check_issue_dates(const IssueDates& dates);

}  // namespace mingchou::items
