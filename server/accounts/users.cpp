#include "server/accounts/users.h"

#include "server/accounts/sessions.h"
#include "server/accounts/settings.h"
#include "server/accounts/user_row.h"
#include "shared/json/writer.h"

namespace mingchou::server::accounts {
namespace {

using access::Role;
using access::text_of;

std::optional<Instant> instant_or_nothing(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.instant(column);
}

void add_profile(json::Writer& writer, const User& user) {
  writer.field("login", user.profile.login).field("name", user.profile.name).field("role", text_of(user.profile.role));
  writer.key("department_id");
  if (user.profile.department_id)
    writer.value(user.profile.department_id->uuid.text());
  else
    writer.null();
  writer.key("inspector_id");
  if (user.profile.inspector_id)
    writer.value(user.profile.inspector_id->uuid.text());
  else
    writer.null();
  writer.field("status", user.is_active ? "active" : "disabled");
}

Result<> check_department(Database& database, const Profile& profile) {
  if (!profile.department_id) return {};
  Statement find = MC_TRY(database.prepare("SELECT 1 FROM department WHERE id = ? AND valid_to IS NULL"));
  find.bind(1, *profile.department_id);
  if (!MC_TRY(find.step())) return fail(Error("account.unknown_department"));
  return {};
}

/// Somebody of the user's department, and of no other user.
Result<> check_inspector(Database& database, const Profile& profile, const UserId& id) {
  if (!profile.inspector_id) return {};
  Statement find =
      MC_TRY(database.prepare("SELECT 1 FROM inspector WHERE id = ? AND department_id = ? AND valid_to IS NULL"));
  find.bind_all(*profile.inspector_id, profile.department_id);
  if (!MC_TRY(find.step())) return fail(Error("account.unknown_inspector"));
  Statement other = MC_TRY(database.prepare("SELECT login FROM app_user WHERE inspector_id = ? AND id <> ?"));
  other.bind_all(*profile.inspector_id, id);
  if (MC_TRY(other.step())) return fail(Error("account.inspector_taken").with("login", other.text(0)));
  return {};
}

Result<> check_login_free(Database& database, const Profile& profile) {
  if (MC_TRY(find_user(database, profile.login)))
    return fail(Error("account.login_taken").with("login", profile.login));
  return {};
}

bool is_administrator(const User& user) {
  return user.is_active && user.profile.role == Role::system_administrator && !user.is_demo;
}

/// Somebody must be left who can let people in.
Result<> check_administrator_left(Database& database, const User& before, const User& after) {
  if (!is_administrator(before) || is_administrator(after)) return {};
  const std::int64_t count = MC_TRY(database.number(
      "SELECT count(*) FROM app_user WHERE role = 'system_administrator' AND status = 'active' AND is_demo = 0"));
  if (count <= 1) return fail(Error("account.last_administrator"));
  return {};
}

bool changes_rights(const User& before, const User& after) {
  return before.profile.role != after.profile.role || before.profile.department_id != after.profile.department_id ||
         before.is_active != after.is_active;
}

Result<std::optional<User>> first_user(Statement& find) {
  if (!MC_TRY(find.step())) return std::nullopt;
  return user_of(find);
}

std::string select_where(std::string_view condition) {
  return "SELECT " + std::string(user_columns) + " FROM app_user WHERE " + std::string(condition);
}

}  // namespace

User user_of(const Statement& row, int first) {
  User user;
  user.id = {row.uuid(first).value_or(Uuid{})};
  user.profile.login = row.text(first + 1);
  user.profile.name = row.text(first + 2);
  // The schema's CHECK lets no other text in; what can't be is given nothing.
  user.profile.role = access::role_from(row.text(first + 3)).value_or(Role::county_viewer);
  if (const auto department = row.uuid(first + 4)) user.profile.department_id = DepartmentId{*department};
  user.is_active = row.text(first + 5) == "active";
  user.is_demo = row.int64(first + 6) != 0;
  user.must_change_password = row.int64(first + 7) != 0;
  user.password_expires_at = instant_or_nothing(row, first + 8);
  user.password_set_at = row.instant(first + 9);
  user.last_sign_in_at = instant_or_nothing(row, first + 10);
  user.revision = row.int64(first + 11);
  user.created_at = row.instant(first + 12);
  user.changed_at = row.instant(first + 13);
  user.has_second_factor = row.int64(first + 14) != 0;
  if (const auto inspector = row.uuid(first + 15)) user.profile.inspector_id = InspectorId{*inspector};
  return user;
}

std::string state_for_trail(const User& user) {
  json::Writer writer;
  writer.begin_object();
  add_profile(writer, user);
  return std::move(writer.end_object()).take();
}

std::string to_json(const User& user) {
  json::Writer writer;
  writer.begin_object().field("id", user.id.uuid.text());
  add_profile(writer, user);
  writer.field("must_change_password", user.must_change_password)
      .field("second_factor", user.has_second_factor)
      .field("is_demo", user.is_demo)
      .key("last_sign_in_at");
  if (user.last_sign_in_at)
    writer.value(user.last_sign_in_at->ms);
  else
    writer.null();
  writer.field("created_at", user.created_at.ms).field("changed_at", user.changed_at.ms);
  return std::move(writer.field("revision", user.revision).end_object()).take();
}

Result<std::optional<User>> find_user(Database& database, const UserId& id) {
  Statement find = MC_TRY(database.prepare(select_where("id = ?")));
  find.bind(1, id);
  return first_user(find);
}

Result<std::optional<User>> find_user(Database& database, std::string_view login) {
  Statement find = MC_TRY(database.prepare(select_where("login = ?")));
  find.bind(1, login);
  return first_user(find);
}

Result<std::string> password_hash_of(Database& database, const UserId& id) {
  Statement find = MC_TRY(database.prepare("SELECT password_hash FROM app_user WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return fail(Error("account.unknown_user"));
  return std::string(find.text(0));
}

Result<UserPage> list_users(Database& database, const std::optional<DepartmentId>& within, std::string_view after_login,
                            int limit) {
  Statement list = MC_TRY(database.prepare(select_where(within ? "login > ?1 AND department_id = ?3" : "login > ?1") +
                                           " ORDER BY login LIMIT ?2"));
  list.bind(1, after_login).bind(2, limit + 1);
  if (within) list.bind(3, *within);
  UserPage page;
  while (MC_TRY(list.step())) {
    if (page.users.size() == static_cast<std::size_t>(limit)) {
      page.next_cursor = page.users.back().profile.login;
      break;
    }
    page.users.push_back(user_of(list));
  }
  return page;
}

Result<> insert_user(Database& database, User user, const NewPassword& password, const audit::Actor& actor,
                     Instant now) {
  MC_TRY(check_login_free(database, user.profile));
  MC_TRY(check_department(database, user.profile));
  MC_TRY(check_inspector(database, user.profile, user.id));
  const auto expires_at = password.is_initial ? std::optional(now + initial_password_duration_ms) : std::nullopt;
  MC_TRY(database.run(
      "INSERT INTO app_user (id, login, name, role, department_id, status, password_hash, password_set_at, "
      "must_change_password, password_expires_at, is_demo, revision, created_at, changed_at, inspector_id) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
      user.id, user.profile.login, user.profile.name, text_of(user.profile.role), user.profile.department_id,
      user.is_active ? "active" : "disabled", password.hash, now, password.is_initial, expires_at, user.is_demo, now,
      now, user.profile.inspector_id));
  return audit::append(database, actor,
                       {.action = "user.create",
                        .entity = "user",
                        .entity_id = user.id.uuid,
                        .department_id = user.profile.department_id,
                        .before = {},
                        .after = state_for_trail(user)},
                       now);
}

Result<User> update_user(Database& database, const UserId& id, std::int64_t expected, const Profile& profile,
                         bool is_active, const audit::Actor& actor, Instant now) {
  const auto before = MC_TRY(find_user(database, id));
  if (!before) return fail(Error("account.unknown_user"));
  if (before->revision != expected) return fail(Error("account.changed_meanwhile"));
  User after = *before;
  after.profile = profile;
  after.profile.login = before->profile.login;
  after.is_active = is_active;
  if (after.profile == before->profile && after.is_active == before->is_active) return after;
  MC_TRY(check_department(database, profile));
  // One who has left the register meanwhile stands in the way of no other change.
  const bool names_another =
      profile.inspector_id != before->profile.inspector_id || profile.department_id != before->profile.department_id;
  if (names_another) MC_TRY(check_inspector(database, profile, id));
  MC_TRY(check_administrator_left(database, *before, after));
  after.revision = before->revision + 1;
  after.changed_at = now;
  MC_TRY(database.run(
      "UPDATE app_user SET name = ?, role = ?, department_id = ?, status = ?, revision = ?, changed_at = ?, "
      "inspector_id = ? WHERE id = ?",
      profile.name, text_of(profile.role), profile.department_id, is_active ? "active" : "disabled", after.revision,
      now, profile.inspector_id, id));
  if (changes_rights(*before, after)) MC_TRY(end_sessions(database, id, std::nullopt, now));
  MC_TRY(audit::append(database, actor,
                       {.action = "user.update",
                        .entity = "user",
                        .entity_id = id.uuid,
                        .department_id = after.profile.department_id,
                        .before = state_for_trail(*before),
                        .after = state_for_trail(after)},
                       now));
  return after;
}

Result<> record_change(Database& database, std::string_view action, const User& user, const audit::Actor& actor,
                       Instant now) {
  return audit::append(database, actor,
                       {.action = action,
                        .entity = "user",
                        .entity_id = user.id.uuid,
                        .department_id = user.profile.department_id,
                        .before = {},
                        .after = {}},
                       now);
}

Result<> set_password(Database& database, const User& user, const NewPassword& password, std::string_view action,
                      const audit::Actor& actor, Instant now) {
  const auto expires_at = password.is_initial ? std::optional(now + initial_password_duration_ms) : std::nullopt;
  MC_TRY(database.run(
      "UPDATE app_user SET password_hash = ?, password_set_at = ?, must_change_password = ?, password_expires_at = ?, "
      "revision = revision + 1, changed_at = ? WHERE id = ?",
      password.hash, now, password.is_initial, expires_at, now, user.id));
  MC_TRY(end_sessions(database, user.id, std::nullopt, now));
  return record_change(database, action, user, actor, now);
}

Result<> upgrade_hash(Database& database, const UserId& id, std::string_view old_hash, std::string_view new_hash) {
  return database.run("UPDATE app_user SET password_hash = ? WHERE id = ? AND password_hash = ?", new_hash, id,
                      old_hash);
}

}  // namespace mingchou::server::accounts
