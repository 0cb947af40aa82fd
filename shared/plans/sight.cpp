#include "shared/plans/sight.h"

namespace mingchou::plans {

std::string_view text_of(Sight sight) {
  if (sight == Sight::nothing) return "nothing";
  return sight == Sight::own_rows ? "own_rows" : "all";
}

Sight sight_of(std::optional<access::Role> role, State state) {
  using enum access::Action;
  const bool is_public = state == State::published || state == State::superseded || state == State::ended;
  if (!role) {
    const bool may_read = access::scope_of_public(plans_read) == access::Scope::published;
    return may_read && is_public ? Sight::all : Sight::nothing;
  }
  if (access::scope_of(*role, plans_read) == access::Scope::none) return Sight::nothing;
  if (access::scope_of(*role, plans_write) != access::Scope::none) return Sight::all;
  if (is_public || state == State::filed) return Sight::all;
  if (state == State::discarded || access::scope_of(*role, plans_propose) == access::Scope::none) return Sight::nothing;
  return state == State::draft ? Sight::own_rows : Sight::all;
}

}  // namespace mingchou::plans
