#include "server/accounts/sign_in.h"

#include "server/accounts/attempts.h"
#include "server/accounts/password_hasher.h"
#include "server/accounts/second_factor.h"
#include "server/core/admission.h"
#include "server/data/readers.h"
#include "server/data/writer.h"
#include "server/log/log.h"
#include "shared/access/password_rules.h"

namespace mingchou::server::accounts {
namespace {

using access::check_new_password;
using access::tidy_login;
using access::tidy_password;

/// What is known before the password is looked at. No user: nobody has that login name.
struct Claim {
  Attempt attempt;
  std::optional<User> user;
  std::optional<std::string> password_hash;
};

Result<Claim> read_claim(Database& database, std::string_view login, const Request& request, Instant now) {
  Claim claim;
  claim.attempt.login = tidy_login(login).value_or(std::string(login));
  claim.attempt.address = address_key(request.peer);
  claim.user = MC_TRY(find_user(database, claim.attempt.login));
  if (!claim.user) return claim;
  claim.password_hash = MC_TRY(password_hash_of(database, claim.user->id));
  claim.attempt.is_known_address = MC_TRY(is_known_address(database, claim.user->id, claim.attempt.address, now));
  return claim;
}

bool may_sign_in(const User& user, const Request& request, Context& context) {
  const bool is_void = user.password_expires_at && *user.password_expires_at <= context.clock.now();
  return user.is_active && !is_void && (!user.is_demo || takes_demo_accounts(request, context));
}

/// A block that begins is recorded; single failures are only counted, so that nobody can fill the trail.
Result<> record_block(Database& database, const Claim& claim, const Request& request, Instant now) {
  std::optional<Uuid> user;
  std::optional<DepartmentId> department;
  if (claim.user) {
    user = claim.user->id.uuid;
    department = claim.user->profile.department_id;
  }
  return audit::append(
      database,
      {.id = {}, .login = std::string(audit::nobody_login), .role = {}, .request = request.id, .address = request.peer},
      {.action = "sign_in.block",
       .entity = "user",
       .entity_id = user,
       .department_id = department,
       .before = {},
       .after = {}},
      now);
}

/// Counts the failure and gives the error that says so.
Error failed(const Claim& claim, std::string_view code, const Request& request, Context& context) {
  context.log.write(LogLevel::info, "sign_in_failed", {{"request", request.id}, {"code", code}});
  const Instant now = context.clock.now();
  auto counted = context.writer.run([&](Database& database) -> Result<> {
    if (!MC_TRY(note_failure(database, claim.attempt, now))) return {};
    return record_block(database, claim, request, now);
  });
  return counted ? Error(code) : std::move(counted).error();
}

/// Begins the attempt, checks the password and gives whether it is right. Without a decision the attempt is taken back.
Result<bool> check_password(const Claim& claim, std::string_view password, Context& context) {
  const Instant now = context.clock.now();
  MC_TRY(context.writer.run([&](Database& database) { return begin_attempt(database, claim.attempt, now); }));
  auto is_right = context.passwords.verify(password, claim.password_hash);
  if (!is_right)
    context.writer.submit([attempt = claim.attempt](Database& database) { return take_back(database, attempt); });
  return is_right;
}

/// A new hash of the password if the stored one was made with other parameters. If none can be made now, the old one
/// does.
std::optional<std::string> upgraded(const Claim& claim, std::string_view password, Context& context) {
  if (!context.passwords.is_outdated(claim.password_hash.value_or(""))) return std::nullopt;
  auto hash = context.passwords.hash(password);
  if (!hash) return std::nullopt;
  return *std::move(hash);
}

/// The user as it stands now, if its password is still the one that was checked.
Result<User> still_same(Database& database, const Claim& claim) {
  auto user = MC_TRY(find_user(database, claim.user->id));
  if (!user || !user->is_active || MC_TRY(password_hash_of(database, user->id)) != claim.password_hash)
    return fail(Error("account.sign_in_refused"));
  return *std::move(user);
}

Result<SignedIn> open_session(Database& database, const User& user, const Request& request, Context& context) {
  const std::string_view agent = request.header("User-Agent").value_or("");
  const NewSession begun = MC_TRY(begin_session(database, user.id, request.peer, agent, context.clock, context.random));
  auto found = MC_TRY(find_session(database, begun.token, context.clock.now()));
  if (!found) return fail(Error("server.internal").because("a session that has just begun is not there"));
  return SignedIn{std::move(found->user), std::move(found->session), begun.token};
}

Result<> record_session(Database& database, const SignedIn& signed_in, std::string_view action, const Request& request,
                        Instant now) {
  return audit::append(database, actor_of(signed_in.user, request),
                       {.action = action,
                        .entity = "session",
                        .entity_id = signed_in.session.id.uuid,
                        .department_id = signed_in.user.profile.department_id,
                        .before = {},
                        .after = {}},
                       now);
}

/// On the writer's thread: everything that a right password changes, or nothing.
Result<SignedIn> admit_user(Database& database, const Claim& claim, std::string_view code,
                            const std::optional<std::string>& new_hash, const std::optional<Session>& earlier,
                            const Request& request, Context& context) {
  const Instant now = context.clock.now();
  const User user = MC_TRY(still_same(database, claim));
  if (!MC_TRY(use_code(database, user, code, context.account_keys, now)))
    return fail(Error("account.second_factor_wrong"));
  MC_TRY(note_success(database, claim.attempt));
  if (new_hash) MC_TRY(upgrade_hash(database, user.id, *claim.password_hash, *new_hash));
  if (earlier) MC_TRY(end_session(database, earlier->user_id, earlier->id, now));
  MC_TRY(database.run("UPDATE app_user SET last_sign_in_at = ? WHERE id = ?", now, user.id));
  SignedIn signed_in = MC_TRY(open_session(database, user, request, context));
  MC_TRY(record_session(database, signed_in, "session.begin", request, now));
  return signed_in;
}

/// Runs a job that gives something on the writer's thread.
template <class T, class Job>
Result<T> run_for(Context& context, Job job) {
  std::optional<T> given;
  MC_TRY(context.writer.run([&](Database& database) -> Result<> {
    given = MC_TRY(job(database));
    return {};
  }));
  return *std::move(given);
}

Result<Claim> claim_of(std::string_view login, const Request& request, Context& context) {
  return context.readers.read(
      [&](Database& database) { return read_claim(database, login, request, context.clock.now()); });
}

}  // namespace

Result<SignedIn> sign_in(const Credentials& credentials, const std::optional<Session>& earlier, const Request& request,
                         Context& context) {
  const std::string password = MC_TRY(tidy_password(credentials.password));
  const Claim claim = MC_TRY(claim_of(credentials.login, request, context));
  const bool is_right = MC_TRY(check_password(claim, password, context));
  if (!is_right || !may_sign_in(*claim.user, request, context))
    return fail(failed(claim, "account.sign_in_refused", request, context));
  if (claim.user->has_second_factor && credentials.code.empty()) {
    context.writer.submit([attempt = claim.attempt](Database& database) { return take_back(database, attempt); });
    return fail(Error("account.second_factor_needed"));
  }
  const auto new_hash = upgraded(claim, password, context);
  auto signed_in = run_for<SignedIn>(context, [&](Database& database) {
    return admit_user(database, claim, credentials.code, new_hash, earlier, request, context);
  });
  if (!signed_in && signed_in.error().code.starts_with("account."))
    return fail(failed(claim, signed_in.error().code, request, context));
  return signed_in;
}

Result<> prove_again(const User& user, std::string_view password, std::string_view code, const Request& request,
                     Context& context) {
  const std::string tidied = MC_TRY(tidy_password(password));
  Claim claim = MC_TRY(claim_of(user.profile.login, request, context));
  if (!claim.user) return fail(Error("account.unknown_user"));
  claim.attempt.is_known_address = true;
  if (!MC_TRY(check_password(claim, tidied, context)))
    return fail(failed(claim, "account.password_wrong", request, context));
  auto proved = context.writer.run([&](Database& database) -> Result<> {
    if (!MC_TRY(use_code(database, *claim.user, code, context.account_keys, context.clock.now())))
      return fail(Error("account.second_factor_wrong"));
    return note_success(database, claim.attempt);
  });
  if (!proved && proved.error().code == "account.second_factor_wrong")
    return fail(failed(claim, "account.second_factor_wrong", request, context));
  return proved;
}

Result<SignedIn> change_own_password(const Found& own, std::string_view old_password, std::string_view new_password,
                                     const Request& request, Context& context) {
  const std::string password = MC_TRY(tidy_password(new_password));
  MC_TRY(check_new_password(password, own.user.profile.login));
  if (password == MC_TRY(tidy_password(old_password))) return fail(Error("account.password_same"));
  const std::string hash = MC_TRY(context.passwords.hash(password));
  return run_for<SignedIn>(context, [&](Database& database) -> Result<SignedIn> {
    const Instant now = context.clock.now();
    MC_TRY(demand_open(database, own.session, now));
    MC_TRY(set_password(database, own.user, {hash, false}, "user.password_change", actor_of(own.user, request), now));
    return open_session(database, own.user, request, context);
  });
}

}  // namespace mingchou::server::accounts
