#include "shared/tasks/states.h"

#include <algorithm>
#include <array>

namespace mingchou::tasks {
namespace {

using enum State;
using enum Event;
using enum access::Action;

constexpr Step table[] = {
    {draft, edit, draft, draw_hold, Guard::none},
    {draft, make_ready, ready, draw_hold, Guard::complete},
    {draft, cancel, voided, draw_hold, Guard::none},

    {ready, reopen, draft, draw_hold, Guard::no_open_draw},
    {ready, draw, drawn, std::nullopt, Guard::none},
    {ready, cancel, voided, draw_hold, Guard::no_open_draw},

    {drawn, begin, running, std::nullopt, Guard::none},
    {running, finish, done, std::nullopt, Guard::all_checked},
};

constexpr std::array<std::string_view, state_count> states{"draft", "ready", "drawn", "running", "done", "voided"};
constexpr std::array<std::string_view, event_count> events{"edit",  "make_ready", "reopen", "draw",
                                                           "begin", "finish",     "cancel"};

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
  return fail(Error("tasks.wrong_state").with("state", text_of(from)).with("event", text_of(event)));
}

}  // namespace mingchou::tasks
