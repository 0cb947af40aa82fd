#include "shared/items/versions.h"

#include <array>

namespace mingchou::items {
namespace {

using enum State;
using enum Event;

constexpr Step table[] = {
    {draft, edit, draft, By::keeper, Guard::none},
    {draft, discard, discarded, By::keeper, Guard::none},
    {draft, issue, issued, By::keeper, Guard::complete},

    {issued, copy, issued, By::keeper, Guard::none},
    {superseded, copy, superseded, By::keeper, Guard::none},
    {withdrawn, copy, withdrawn, By::keeper, Guard::none},

    {issued, publish, issued, By::keeper, Guard::none},
    {superseded, publish, superseded, By::keeper, Guard::none},
    {withdrawn, publish, withdrawn, By::keeper, Guard::none},

    {issued, pin, issued, By::task, Guard::in_force},
    {superseded, pin, superseded, By::task, Guard::in_force},

    {issued, supersede, superseded, By::program, Guard::none},
    {superseded, reinstate, issued, By::program, Guard::before_first_day},
    {issued, withdraw, withdrawn, By::keeper, Guard::none},
};

constexpr std::array<std::string_view, state_count> states{"draft", "issued", "superseded", "withdrawn", "discarded"};
constexpr std::array<std::string_view, event_count> events{"edit", "discard",   "issue",     "copy",    "publish",
                                                           "pin",  "supersede", "reinstate", "withdraw"};
constexpr std::array<std::string_view, 5> standings{"draft", "upcoming", "in_force", "ended", "discarded"};

}  // namespace

std::string_view text_of(State state) { return states[static_cast<std::size_t>(state)]; }
std::string_view text_of(Event event) { return events[static_cast<std::size_t>(event)]; }
std::string_view text_of(Standing standing) { return standings[static_cast<std::size_t>(standing)]; }

std::optional<State> state_from(std::string_view text) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i] == text) return static_cast<State>(i);
  return std::nullopt;
}

std::span<const Step> steps() { return table; }

Result<Step> step(State from, Event event) {
  for (const Step& one : table)
    if (one.from == from && one.event == event) return one;
  return fail(Error("items.wrong_state").with("state", text_of(from)).with("event", text_of(event)));
}

bool holds_on(const Term& term, CivilDate day) {
  return term.effective_from <= day && (!term.effective_to || day < *term.effective_to);
}

Standing standing_on(State state, const std::optional<Term>& term, CivilDate day) {
  if (state == draft) return Standing::draft;
  if (state == discarded || !term) return Standing::discarded;
  if (holds_on(*term, day)) return Standing::in_force;
  const bool never_holds = term->effective_to && *term->effective_to <= term->effective_from;
  return !never_holds && day < term->effective_from ? Standing::upcoming : Standing::ended;
}

Result<> check_issue_dates(const IssueDates& dates) {
  if (dates.approved_on > dates.today) return fail(Error("items.approved_in_future"));
  if (!dates.previous_effective_from) return {};
  if (dates.effective_from < dates.today) return fail(Error("items.effective_in_past"));
  if (dates.effective_from <= *dates.previous_effective_from)
    return fail(Error("items.effective_before_previous").with("date", dates.previous_effective_from->text()));
  return {};
}

}  // namespace mingchou::items
