// What the trail shows to a role of the states before and after. Every way out of the trail to a user goes through it.
//
// The trail tells who did what to which entry and when; of a register's content it tells a role no more than the
// register itself does (shared/access/register_fields.h). Members that the role may not see there are left out. Who may
// read no register at all, the system administrator, still sees which fields a change was about, but not what stands in
// them: keeping the accounts and watching over their use takes no telephone numbers. States of what is of no register
// (users, departments, lists of items, imports, exports) hold no such content and are shown whole.
#pragma once

#include <string>
#include <string_view>

#include "shared/access/role.h"

namespace mingchou::server::audit {

/// Stands in place of every value of a field that was changed, for who reads no register.
inline constexpr std::string_view withheld_value = "***";

struct VisibleStates {
  /// JSON objects; "" for none.
  std::string before, after;
  /// Nothing was withheld. Otherwise the entry's hash is withheld as well: with the rest known, a class of four or a
  /// telephone number could be found by trying which one gives that hash.
  bool is_whole = true;
};

VisibleStates visible_states(access::Role role, std::string_view entity, std::string_view before,
                             std::string_view after);

}  // namespace mingchou::server::audit
