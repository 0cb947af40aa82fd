// mingchou user list, mingchou user reset-password: for whoever runs the machine, when nobody can sign in any more.
// They need the data folder to themselves: stop the server first.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "server/accounts/initial_users.h"
#include "server/accounts/password_hasher.h"
#include "server/cli/commands.h"
#include "server/cli/open_data.h"

namespace mingchou::server {
namespace {

constexpr Flag list_flags[] = {data_flag};
constexpr Flag reset_flags[] = {data_flag, {"--login", "NAME", "", "", "cli.help.login"}};

/// The database of a folder that must be there: a mistyped --data must not make a new one.
Result<Database> open_there(const DataFolder& folder, Instant now) {
  if (::access(folder.database_path().c_str(), F_OK) != 0)
    return fail(Error("data.no_database").with("path", folder.path()));
  return open_server_database(folder, now);
}

Result<> check_there(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0) return fail(Error("data.not_found").with("path", path));
  return {};
}

Result<std::vector<accounts::User>> read_users(const std::string& path) {
  MC_TRY(check_there(path));
  SystemClock clock;
  const DataFolder folder = MC_TRY(DataFolder::open(path));
  Database database = MC_TRY(open_there(folder, clock.now()));
  std::vector<accounts::User> users;
  std::string after;
  for (bool has_more = true; has_more;) {
    auto page = MC_TRY(accounts::list_users(database, std::nullopt, after, accounts::users_page_max));
    users.insert(users.end(), page.users.begin(), page.users.end());
    has_more = page.next_cursor.has_value();
    after = page.next_cursor.value_or("");
  }
  return users;
}

int list(const Invocation& invocation) {
  const auto users = read_users(invocation.flags.text("--data"));
  if (!users) return report(users.error(), invocation.language, exit_failed);
  for (const accounts::User& user : *users)
    std::printf("%s\t%s\t%s\t%s\n", user.profile.login.c_str(), std::string(access::text_of(user.profile.role)).c_str(),
                user.is_active ? "active" : "disabled", user.profile.name.c_str());
  return exit_ok;
}

Result<accounts::InitialPassword> reset(const std::string& path, std::string_view login) {
  MC_TRY(check_there(path));
  SystemClock clock;
  SystemRandom random;
  accounts::PasswordHasher hasher({}, random);
  const DataFolder folder = MC_TRY(DataFolder::open(path));
  Database database = MC_TRY(open_there(folder, clock.now()));
  Transaction transaction = MC_TRY(Transaction::begin(database));
  auto made = MC_TRY(accounts::reset_password(database, login, hasher, clock, random));
  MC_TRY(transaction.commit());
  return made;
}

int reset_password(const Invocation& invocation) {
  const std::string login = invocation.flags.text("--login");
  if (login.empty()) return report(Error("cli.flag_missing").with("flag", "--login"), invocation.language, exit_usage);
  ::umask(0077);
  const auto made = reset(invocation.flags.text("--data"), login);
  if (!made) return report(made.error(), invocation.language, exit_failed);
  const Error said = Error("cli.password_reset").with("login", made->login).with("password", made->password);
  std::printf("%s\n", render(said, invocation.language).c_str());
  return exit_ok;
}

}  // namespace

const Command user_list_command = {"user list", "cli.help.user_list", list_flags, list};
const Command user_reset_password_command = {"user reset-password", "cli.help.user_reset_password", reset_flags,
                                             reset_password};

}  // namespace mingchou::server
