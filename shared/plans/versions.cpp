#include "shared/plans/versions.h"

#include <algorithm>
#include <array>

namespace mingchou::plans {
namespace {

using enum State;
using enum Event;
using enum access::Action;

// Whoever is named plans_write makes the step; a department's administrator edits by plans_propose besides (own_row).
constexpr Step table[] = {
    {draft, edit, draft, plans_write, Guard::own_row},
    {draft, submit, submitted, plans_write, Guard::complete},
    {draft, discard, discarded, plans_write, Guard::is_adjustment},

    {submitted, send_back, draft, plans_approve, Guard::none},
    {submitted, approve, approved, plans_approve, Guard::meeting_dates},

    {approved, file, filed, plans_write, Guard::filing_dates},

    {filed, record, filed, plans_write, Guard::none},
    {filed, publish, published, std::nullopt, Guard::both_channels},

    // A record that was wrong is made anew.
    {published, record, published, plans_write, Guard::none},
    {published, adjust, published, plans_write, Guard::no_other_open},
    {published, supersede, superseded, std::nullopt, Guard::none},
    {published, end, ended, plans_write, Guard::no_other_open},

    {superseded, record, superseded, plans_write, Guard::none},
    {ended, record, ended, plans_write, Guard::none},
};

constexpr std::array<std::string_view, state_count> states{"draft",     "submitted",  "approved", "filed",
                                                           "published", "superseded", "ended",    "discarded"};
constexpr std::array<std::string_view, event_count> events{
    "edit", "submit", "send_back", "approve", "file", "record", "publish", "adjust", "supersede", "end", "discard"};

}  // namespace

std::string_view text_of(State state) { return states[static_cast<std::size_t>(state)]; }
std::string_view text_of(Event event) { return events[static_cast<std::size_t>(event)]; }

std::optional<State> state_from(std::string_view text) {
  const auto* const found = std::ranges::find(states, text);
  if (found == states.end()) return std::nullopt;
  return static_cast<State>(found - states.begin());
}

std::span<const Step> steps() { return table; }

Result<Step> step(State from, Event event) {
  for (const Step& one : table)
    if (one.from == from && one.event == event) return one;
  return fail(Error("plans.wrong_state").with("state", text_of(from)).with("event", text_of(event)));
}

bool is_open(State state) { return state <= filed; }

Result<> check_approval(CivilDate approved_on, CivilDate submitted_on, CivilDate today) {
  if (approved_on > today) return fail(Error("plans.approved_in_future"));
  if (approved_on < submitted_on)
    return fail(Error("plans.approved_before_submission").with("date", submitted_on.text()));
  return {};
}

Result<> check_filing(CivilDate filed_on, CivilDate approved_on, CivilDate today) {
  if (filed_on > today) return fail(Error("plans.filed_in_future"));
  if (filed_on < approved_on) return fail(Error("plans.filed_before_approval").with("date", approved_on.text()));
  return {};
}

Result<> check_publication(CivilDate published_on, CivilDate filed_on, CivilDate today) {
  if (published_on > today) return fail(Error("items.published_in_future"));
  if (published_on < filed_on) return fail(Error("items.published_too_early").with("date", filed_on.text()));
  return {};
}

}  // namespace mingchou::plans
