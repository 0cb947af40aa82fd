// Who makes a request, and how far the route's action reaches for them. Made by admit(), read by handlers.
#pragma once

#include <optional>

#include "server/accounts/sessions.h"
#include "server/audit/trail.h"
#include "server/core/request.h"
#include "shared/access/grants.h"

namespace mingchou::server {

using access::Scope;

struct Caller {
  /// Nothing on a route that is open: it is not looked whose request that is.
  std::optional<accounts::Found> signed_in;
  /// Of the route's action; `none` where the route demands none.
  Scope scope = Scope::none;

  /// Only on routes that demand a session.
  const accounts::User& user() const { return signed_in->user; }
  const accounts::Session& session() const { return signed_in->session; }

  /// The department to which scope `own` confines; nothing where the scope is wider.
  std::optional<DepartmentId> confined_to() const {
    if (scope == Scope::all) return std::nullopt;
    // Without a department, "own" is nobody's: an id that no department has.
    return signed_in && user().profile.department_id ? user().profile.department_id : DepartmentId{};
  }
  bool reaches(const std::optional<DepartmentId>& department) const {
    const auto confined = confined_to();
    return !confined || (department && *department == *confined);
  }
};

/// How the audit trail names a user who makes this request.
inline audit::Actor actor_of(const accounts::User& user, const Request& request) {
  return {.id = user.id,
          .login = user.profile.login,
          .role = std::string(access::text_of(user.profile.role)),
          .request = request.id,
          .address = request.peer};
}

}  // namespace mingchou::server
