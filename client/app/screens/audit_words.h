// The audit trail in words. What this program does not know is shown as the server wrote it.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct AuditWord {
  std::string_view name;
  Text words;
  Icon icon;
};
inline constexpr std::array audit_actions{
    AuditWord{"session.begin", Text::audit_session_begin, Icon::log_in},
    AuditWord{"session.end", Text::audit_session_end, Icon::log_out},
    AuditWord{"session.revoke", Text::audit_session_revoke, Icon::log_out},
    AuditWord{"sign_in.block", Text::audit_sign_in_block, Icon::lock},
    AuditWord{"user.create", Text::audit_user_create, Icon::user_add},
    AuditWord{"user.update", Text::audit_user_update, Icon::edit},
    AuditWord{"user.password_change", Text::audit_password_change, Icon::key},
    AuditWord{"user.password_reset", Text::audit_password_reset, Icon::key},
    AuditWord{"user.second_factor_add", Text::audit_factor_add, Icon::shield_check},
    AuditWord{"user.second_factor_remove", Text::audit_factor_remove, Icon::shield},
    AuditWord{"user.revoke_sessions", Text::audit_revoke_sessions, Icon::log_out},
};
inline constexpr std::array audit_entities{
    AuditWord{"user", Text::audit_entity_user, Icon::user},
    AuditWord{"session", Text::audit_entity_session, Icon::tablet},
};

std::string audit_action_words(const Ui& ui, std::string_view action);
Icon audit_icon(std::string_view action);
std::string audit_entity_words(const Ui& ui, std::string_view entity);
/// Who did it: a login name, or a program.
std::string audit_actor_words(const Ui& ui, const AuditEntry& entry);
std::string audit_field_words(const Ui& ui, std::string_view field);
/// A value as people read it: roles, states, departments and truths by their names.
std::string audit_value_words(const Ui& ui, const Model& model, std::string_view field, std::string_view value);

}  // namespace mingchou::client
