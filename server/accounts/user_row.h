// How users are read from the database. Inside server/accounts only.
#pragma once

#include "server/accounts/users.h"

namespace mingchou::server::accounts {

/// The columns that user_of() reads, in its order; the table is app_user.
inline constexpr std::string_view user_columns =
    "app_user.id, app_user.login, app_user.name, app_user.role, app_user.department_id, app_user.status, "
    "app_user.is_demo, app_user.must_change_password, app_user.password_expires_at, app_user.password_set_at, "
    "app_user.last_sign_in_at, app_user.revision, app_user.created_at, app_user.changed_at, "
    "EXISTS (SELECT 1 FROM second_factor WHERE second_factor.user_id = app_user.id AND confirmed_at IS NOT NULL), "
    "app_user.inspector_id";

/// `first`: the column that user_columns begin at.
User user_of(const Statement& row, int first = 0);

}  // namespace mingchou::server::accounts
