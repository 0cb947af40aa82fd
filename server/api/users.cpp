// /api/v1/users: whoever keeps users sees them, makes them, changes their role and department, and sets them a new
// initial password. A department's administrator does all that within the department, for the roles that end at its
// borders.
#include "server/accounts/password_hasher.h"
#include "server/accounts/readable_secret.h"
#include "server/accounts/second_factor.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/api/managed_user.h"
#include "server/core/entity_tag.h"
#include "server/data/readers.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

using access::Profile;
using access::Role;
using accounts::User;

constexpr std::size_t initial_password_groups = 4;

Response user_answer(const User& user) {
  Response response = json_response(accounts::to_json(user));
  response.set("ETag", '"' + std::to_string(user.revision) + '"');
  return response;
}

/// The one moment in which an initial password is seen.
Response initial_password_answer(const User& user, const std::string& password) {
  const auto document = json::parse(accounts::to_json(user));
  json::Writer writer;
  writer.begin_object();
  if (document) writer.field("user", document->root());
  Response response = json_response(std::move(writer.field("initial_password", password).end_object()).take());
  response.set("ETag", '"' + std::to_string(user.revision) + '"');
  return response;
}

/// Absent: the one that `before` has, as long as the person stays where that inspector is; who writes to us without
/// knowing of inspectors takes nobody's off. Null takes it off.
Result<std::optional<InspectorId>> read_inspector_id(json::ObjectReader& reader, const Profile& now,
                                                     const Profile& before) {
  if (!reader.has("inspector_id")) {
    const bool stays = now.role == before.role && now.department_id == before.department_id;
    return stays ? before.inspector_id : std::nullopt;
  }
  const json::Value given = MC_TRY(reader.value("inspector_id"));
  if (given.is_null()) return std::nullopt;
  const auto id = Uuid::parse(given.text().value_or(""));
  if (!id) return fail(Error("server.field_invalid").with("field", "inspector_id"));
  return InspectorId{*id};
}

Result<Profile> read_profile(json::ObjectReader& reader, const Profile& before) {
  Profile profile;
  // Bounds and form are check_profile()'s; these keep what is looked at small.
  constexpr json::Size text_size{0, 512};
  profile.name = MC_TRY(reader.text("name", text_size));
  const auto role = access::role_from(MC_TRY(reader.text("role", text_size)));
  if (!role) return fail(Error("server.field_invalid").with("field", "role"));
  profile.role = *role;
  const json::Value department = MC_TRY(reader.value("department_id"));
  if (!department.is_null()) {
    const auto id = Uuid::parse(department.text().value_or(""));
    if (!id) return fail(Error("server.field_invalid").with("field", "department_id"));
    profile.department_id = DepartmentId{*id};
  }
  profile.inspector_id = MC_TRY(read_inspector_id(reader, profile, before));
  return profile;
}

Result<Profile> read_new_profile(std::string_view body) {
  const json::Document document = MC_TRY(json::parse(body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Profile profile = MC_TRY(read_profile(reader, {}));
  profile.login = MC_TRY(reader.text("login", {0, 512}));
  MC_TRY(reader.refuse_other_fields());
  return access::check_profile(std::move(profile));
}

struct Change {
  Profile profile;
  bool is_active;
};

Result<Change> read_change(std::string_view body, const User& user) {
  const json::Document document = MC_TRY(json::parse(body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Profile profile = MC_TRY(read_profile(reader, user.profile));
  profile.login = user.profile.login;
  const std::string_view status = MC_TRY(reader.text("status", {1, 16}));
  if (status != "active" && status != "disabled") return fail(Error("server.field_invalid").with("field", "status"));
  MC_TRY(reader.refuse_other_fields());
  return Change{MC_TRY(access::check_profile(std::move(profile))), status == "active"};
}

/// Nothing without an If-Match. What is no revision matches none.
std::optional<std::int64_t> expected_revision(const Request& request, const User& user) {
  const auto tag = request.header("If-Match");
  if (!tag) return std::nullopt;
  return trimmed(*tag) == '"' + std::to_string(user.revision) + '"' ? user.revision : -1;
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const auto limit = MC_TRY(query_number(request, "limit", {1, accounts::users_page_max}));
  const std::string_view cursor = request.query_value("cursor").value_or("");
  if (cursor.size() > access::login_bytes_max) return fail(Error("server.field_invalid").with("field", "cursor"));
  const accounts::UserPage page = MC_TRY(context.readers.read([&](Database& database) {
    return accounts::list_users(database, caller.confined_to(), cursor,
                                static_cast<int>(limit.value_or(accounts::users_page_default)));
  }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const User& user : page.users) {
    const auto document = json::parse(accounts::to_json(user));
    if (document) writer.value(document->root());
  }
  writer.end_array().key("next_cursor");
  if (page.next_cursor)
    writer.value(*page.next_cursor);
  else
    writer.null();
  return json_response(std::move(writer.end_object()).take());
}

Result<Response> create(const Request& request, const Caller& caller, Context& context) {
  User user;
  user.profile = MC_TRY(read_new_profile(request.body));
  MC_TRY(demand_manageable(user.profile, caller));
  user.id = {UuidGenerator(context.clock, context.random).next()};
  const std::string password = accounts::readable_secret(initial_password_groups, context.random);
  const std::string hash = MC_TRY(context.passwords.hash(password));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(accounts::insert_user(database, user, {hash, true}, actor_of(caller.user(), request), context.clock.now()));
    user = MC_TRY(accounts::find_user(database, user.id)).value_or(user);
    return {};
  }));
  Response response = initial_password_answer(user, password);
  response.status = 201;
  response.set("Location", "/api/v1/users/" + user.id.uuid.text());
  return response;
}

Result<Response> update(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  User user = MC_TRY(managed_user(request, parameters, caller, context));
  const auto expected = expected_revision(request, user);
  if (!expected) return fail(Error("account.revision_needed"));
  const Change change = MC_TRY(read_change(request.body, user));
  // Both what the user was and what the user becomes must be the caller's to manage.
  MC_TRY(demand_manageable(change.profile, caller));
  const bool changes_rights =
      change.profile.role != user.profile.role || change.profile.department_id != user.profile.department_id ||
      change.profile.inspector_id != user.profile.inspector_id || change.is_active != user.is_active;
  if (changes_rights && user.id == caller.user().id) return fail(Error("account.own_rights"));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    user = MC_TRY(accounts::update_user(database, user.id, *expected, change.profile, change.is_active,
                                        actor_of(caller.user(), request), context.clock.now()));
    return {};
  }));
  return user_answer(user);
}

Result<Response> reset_password(const Request& request, const Parameters& parameters, const Caller& caller,
                                Context& context) {
  User user = MC_TRY(managed_user(request, parameters, caller, context));
  if (user.id == caller.user().id) return fail(Error("account.own_rights"));
  const std::string password = accounts::readable_secret(initial_password_groups, context.random);
  const std::string hash = MC_TRY(context.passwords.hash(password));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(demand_unchanged(database, user));
    MC_TRY(accounts::set_password(database, user, {hash, true}, "user.password_reset", actor_of(caller.user(), request),
                                  context.clock.now()));
    user = MC_TRY(accounts::find_user(database, user.id)).value_or(user);
    return {};
  }));
  return initial_password_answer(user, password);
}

Result<Response> remove_factor(const Request& request, const Parameters& parameters, const Caller& caller,
                               Context& context) {
  const User user = MC_TRY(managed_user(request, parameters, caller, context));
  // One's own is removed with the password (own_account.cpp).
  if (user.id == caller.user().id) return fail(Error("account.own_rights"));
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    MC_TRY(demand_unchanged(database, user));
    return accounts::remove_second_factor(database, user, actor_of(caller.user(), request), context.clock.now());
  }));
  return no_content();
}

}  // namespace

Reply list_users_page(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply post_user(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, caller, context));
}

Reply get_user(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const auto user = visible_user(request, parameters, caller, context);
  if (!user) return reply_of(std::unexpected(user.error()));
  return user_answer(*user);
}

Reply put_user(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(update(request, parameters, caller, context));
}

Reply post_user_password(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(reset_password(request, parameters, caller, context));
}

Reply delete_user_second_factor(const Request& request, const Parameters& parameters, const Caller& caller,
                                Context& context) {
  return reply_of(remove_factor(request, parameters, caller, context));
}

}  // namespace mingchou::server
