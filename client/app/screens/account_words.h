// Accounts in words: roles, devices, what went wrong. Runs in the app only; draws nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

Text role_key(access::Role role);
std::string_view role_words(const Ui& ui, std::optional<access::Role> role);
std::string_view department_kind_words(const Ui& ui, DepartmentKind kind);
/// The department's name as far as it is known here; "" if it is not.
std::string department_words(const Model& model, const std::optional<Uuid>& id);
/// "Chrome · Windows", of what a browser calls itself.
std::string device_words(const Ui& ui, std::string_view agent);
/// Why a form was not taken. What was typed is still there, and where nobody answered it says so.
std::string form_error_words(const Ui& ui, const std::optional<Error>& error);
/// "1:05"
std::string countdown_words(double left_ms);

}  // namespace mingchou::client
