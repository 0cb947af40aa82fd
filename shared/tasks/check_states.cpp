#include "shared/tasks/check_states.h"

#include <algorithm>
#include <array>

namespace mingchou::tasks {
namespace {

using enum CheckState;
using enum CheckEvent;
using enum access::Action;

constexpr CheckStep table[] = {
    {drawn, assign, assigned, std::nullopt},
    {drawn, substitute, substituted, draw_hold},

    {assigned, accept, accepted, checks_write},
    {assigned, recall, recalled, checks_reassign},
    {assigned, substitute, substituted, draw_hold},

    {accepted, begin, in_progress, checks_write},
    {accepted, recall, recalled, checks_reassign},
    {accepted, substitute, substituted, draw_hold},

    {in_progress, complete, completed, checks_write},
    {in_progress, recall, recalled, checks_reassign},
    {in_progress, substitute, substituted, draw_hold},

    {recalled, reassign, assigned, checks_reassign},

    {completed, sign, signed_off, checks_write},
    {signed_off, receive, received, std::nullopt},

    {received, send_back, in_progress, publication_write},
    {received, review, reviewed, publication_write},
    {reviewed, publish, published, publication_write},
    {reviewed, withhold, withheld, publication_write},
    {published, close, closed, publication_write},
    {withheld, close, closed, publication_write},
};

constexpr std::array<std::string_view, check_state_count> states{
    "drawn",    "assigned",  "accepted", "in_progress", "completed", "signed",     "received",
    "reviewed", "published", "withheld", "closed",      "recalled",  "substituted"};
constexpr std::array<std::string_view, check_event_count> events{
    "assign", "accept",  "begin",    "complete", "sign",   "receive",  "send_back",
    "review", "publish", "withhold", "close",    "recall", "reassign", "substitute"};

}  // namespace

std::string_view text_of(CheckState state) { return states[static_cast<std::size_t>(state)]; }
std::string_view text_of(CheckEvent event) { return events[static_cast<std::size_t>(event)]; }

std::optional<CheckState> check_state_from(std::string_view text) {
  const auto* const found = std::ranges::find(states, text);
  if (found == states.end()) return std::nullopt;
  return static_cast<CheckState>(found - states.begin());
}

std::span<const CheckStep> check_steps() { return table; }

Result<CheckStep> check_step(CheckState from, CheckEvent event) {
  for (const CheckStep& one : table)
    if (one.from == from && one.event == event) return one;
  return fail(Error("tasks.wrong_check_state").with("state", text_of(from)).with("event", text_of(event)));
}

bool is_over(CheckState state) { return state == closed || state == substituted; }

bool is_to_come(CheckState state) {
  return state == drawn || state == assigned || state == accepted || state == recalled;
}

}  // namespace mingchou::tasks
