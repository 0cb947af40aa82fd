#include "server/accounts/initial_users.h"

#include "server/accounts/attempts.h"
#include "server/accounts/readable_secret.h"
#include "server/accounts/second_factor.h"
#include "shared/access/profile.h"

namespace mingchou::server::accounts {
namespace {

using access::Role;

constexpr std::size_t password_groups = 4;

constexpr DemoUser demo_table[] = {
    {"demo-system", "系统管理员（演示）", Role::system_administrator, ""},
    {"demo-office", "联席办（演示）", Role::joint_meeting_office, "LXB"},
    {"demo-department", "市监局管理员（演示）", Role::department_administrator, "SCJG"},
    {"demo-inspector", "执法人员（演示）", Role::inspector, "SCJG"},
    {"demo-reviewer", "审核人员（演示）", Role::reviewer, "SCJG"},
    {"demo-auditor", "审计员（演示）", Role::auditor, ""},
    {"demo-county", "县领导（演示）", Role::county_viewer, ""},
};

audit::Actor actor(std::string_view login) {
  return {.id = {}, .login = std::string(login), .role = {}, .request = {}, .address = {}};
}

Result<std::int64_t> count_administrators(Database& database, bool takes_demo_accounts) {
  return database.number(
      takes_demo_accounts
          ? "SELECT count(*) FROM app_user WHERE role = 'system_administrator' AND status = 'active'"
          : "SELECT count(*) FROM app_user WHERE role = 'system_administrator' AND status = 'active' AND is_demo = 0");
}

/// "admin", or the first of "admin2", "admin3", … that nobody has.
Result<std::string> free_login(Database& database) {
  std::string login = "admin";
  for (int i = 2; MC_TRY(find_user(database, login)); ++i) login = "admin" + std::to_string(i);
  return login;
}

Result<std::optional<DepartmentId>> department_of(Database& database, std::string_view code) {
  Statement find = MC_TRY(database.prepare("SELECT id FROM department WHERE code = ? AND valid_to IS NULL"));
  find.bind(1, code);
  if (!MC_TRY(find.step())) return std::nullopt;
  return DepartmentId{find.uuid(0).value_or(Uuid{})};
}

/// Somebody in the register whom the demo user may be, so that there are checks to see after a draw.
Result<std::optional<InspectorId>> inspector_of(Database& database, const Profile& profile) {
  if (profile.role != Role::inspector || !profile.department_id) return std::nullopt;
  Statement find =
      MC_TRY(database.prepare("SELECT id FROM inspector WHERE department_id = ? AND status = 'active' AND valid_to IS "
                              "NULL ORDER BY id LIMIT 1"));
  find.bind(1, *profile.department_id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return InspectorId{find.uuid(0).value_or(Uuid{})};
}

}  // namespace

std::span<const DemoUser> demo_users() { return demo_table; }

Result<std::optional<InitialPassword>> ensure_administrator(Database& database, bool takes_demo_accounts,
                                                            PasswordHasher& hasher, Clock& clock, Random& random) {
  if (MC_TRY(count_administrators(database, takes_demo_accounts)) > 0) return std::nullopt;
  InitialPassword made{MC_TRY(free_login(database)), readable_secret(password_groups, random)};
  User user;
  user.id = {UuidGenerator(clock, random).next()};
  user.profile = {.login = made.login, .name = "系统管理员", .role = Role::system_administrator, .department_id = {}};
  const std::string hash = MC_TRY(hasher.hash(made.password));
  MC_TRY(insert_user(database, user, {hash, true}, actor(audit::program_login), clock.now()));
  return made;
}

Result<InitialPassword> reset_password(Database& database, std::string_view login, PasswordHasher& hasher, Clock& clock,
                                       Random& random) {
  const auto user = MC_TRY(find_user(database, access::tidy_login(login).value_or("")));
  if (!user) return fail(Error("account.unknown_login").with("login", login));
  const audit::Actor who = actor(audit::command_line_login);
  const Instant now = clock.now();
  InitialPassword made{user->profile.login, readable_secret(password_groups, random)};
  const std::string hash = MC_TRY(hasher.hash(made.password));
  if (!user->is_active) MC_TRY(update_user(database, user->id, user->revision, user->profile, true, who, now));
  MC_TRY(remove_second_factor(database, *user, who, now));
  MC_TRY(set_password(database, *user, {hash, true}, "user.password_reset", who, now));
  MC_TRY(forgive(database, user->profile.login));
  return made;
}

Result<> insert_demo_users(Database& database, PasswordHasher& hasher, Clock& clock, Random& random) {
  // One hash for all: the password is no secret, and a second would only take time.
  const std::string hash = MC_TRY(hasher.hash(demo_password));
  UuidGenerator ids(clock, random);
  for (const DemoUser& demo : demo_table) {
    User user;
    user.id = {ids.next()};
    user.profile = {.login = std::string(demo.login),
                    .name = std::string(demo.name),
                    .role = demo.role,
                    .department_id = MC_TRY(department_of(database, demo.department))};
    user.profile.inspector_id = MC_TRY(inspector_of(database, user.profile));
    user.is_demo = true;
    MC_TRY(insert_user(database, user, {hash, false}, actor(audit::program_login), clock.now()));
  }
  return {};
}

}  // namespace mingchou::server::accounts
