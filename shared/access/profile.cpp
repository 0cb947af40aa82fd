#include "shared/access/profile.h"

#include <algorithm>

#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::access {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::optional<std::string> tidy_login(std::string_view typed) {
  if (typed.size() > login_bytes_max * 4) return std::nullopt;
  std::string login = text::fold_full_width(typed);
  std::ranges::transform(login, login.begin(), lower);
  login.erase(0, std::min(login.find_first_not_of(' '), login.size()));
  login.erase(login.find_last_not_of(' ') + 1);
  if (login.size() < login_bytes_min || login.size() > login_bytes_max) return std::nullopt;
  if (!is_letter_or_digit(login.front())) return std::nullopt;
  const auto fits = [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; };
  if (!std::ranges::all_of(login, fits)) return std::nullopt;
  return login;
}

Result<Profile> check_profile(Profile profile) {
  const auto login = tidy_login(profile.login);
  if (!login)
    return fail(Error("account.bad_login")
                    .with("min", static_cast<long long>(login_bytes_min))
                    .with("max", static_cast<long long>(login_bytes_max)));
  profile.login = *login;
  auto name = text::clean_text(profile.name);
  if (!name || name->empty() || text::count_code_points(*name) > person_name_characters_max)
    return fail(Error("account.bad_name").with("max", static_cast<long long>(person_name_characters_max)));
  profile.name = *std::move(name);
  if (needs_department(profile.role) && !profile.department_id)
    return fail(Error("account.department_needed").with("role", text_of(profile.role)));
  if (profile.inspector_id && profile.role != Role::inspector) return fail(Error("account.inspector_role"));
  return profile;
}

}  // namespace mingchou::access
