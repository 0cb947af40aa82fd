// What a route demands of whoever calls it. It stands in the route table beside the handler; no route is without.
#pragma once

#include <optional>

#include "shared/access/grants.h"

namespace mingchou::server {

using access::Action;

enum class Rule {
  open,         // anybody; sessions are not looked at
  sign_in,      // anybody, but marked as from our own client: see admission.h
  invited,      // whoever has the token of an invitation: the handler finds whose
  own_session,  // a session, even one that must change its password first
  signed_in,    // a session of any role
  granted,      // a session whose role is granted the action (shared/access/grants.h)
};

struct Access {
  Rule rule;
  /// For `granted`.
  Action action = Action::log_read;
  /// For `granted`: also enough. Then the handler tells which of the two a thing needs; the caller's scope is that of
  /// the first one granted.
  std::optional<Action> other_action = {};
};

constexpr Access open_to_all() { return {Rule::open}; }
constexpr Access by_invitation() { return {Rule::invited}; }
constexpr Access any_session() { return {Rule::signed_in}; }
constexpr Access granted(Action action) { return {Rule::granted, action}; }
constexpr Access granted_either(Action action, Action other) { return {Rule::granted, action, other}; }

}  // namespace mingchou::server
