#include "client/app/accounts/account_json.h"

#include <algorithm>

#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

using account_limits::name_bytes_max;

constexpr json::Size some_text{0, name_bytes_max};

Result<Uuid> read_id(json::ObjectReader& reader, std::string_view key) {
  const auto id = Uuid::parse(MC_TRY(reader.text(key, some_text)));
  if (!id) return fail(Error("json.field_not_text").with("field", reader.path_of(key)));
  return *id;
}

Result<Instant> read_instant(json::ObjectReader& reader, std::string_view key) {
  return Instant{MC_TRY(reader.integer(key, {0, static_cast<std::int64_t>(1) << 53}))};
}

template <typename Named>
std::optional<Named> named(std::string_view name, int count) {
  for (int i = 0; i < count; ++i)
    if (access::text_of(static_cast<Named>(i)) == name) return static_cast<Named>(i);
  return std::nullopt;
}

/// A newer server may know more of both.
Result<std::map<access::Action, access::Scope>> read_grants(json::ObjectReader& session) {
  std::map<access::Action, access::Scope> grants;
  const json::Value value = MC_TRY(session.value("grants"));
  for (const auto& [name, scope] : value.members()) {
    const auto action = named<access::Action>(name, static_cast<int>(access::action_count));
    const auto reach = named<access::Scope>(scope.text().value_or(""), static_cast<int>(access::Scope::all) + 1);
    if (action && reach && *reach != access::Scope::none) grants[*action] = *reach;
  }
  return grants;
}

Result<OpenSession> read_open_session(json::ObjectReader& reader) {
  OpenSession session;
  session.id = MC_TRY(read_id(reader, "id"));
  session.is_own = MC_TRY(reader.boolean("is_own"));
  session.created_at = MC_TRY(read_instant(reader, "created_at"));
  session.last_seen_at = MC_TRY(read_instant(reader, "last_seen_at"));
  session.address = MC_TRY(reader.text("address", some_text));
  session.agent = MC_TRY(reader.text("agent", {0, 4 * name_bytes_max}));
  return session;
}

void add_proof(json::Writer& writer, std::string_view password, std::string_view code) {
  writer.field("password", password);
  if (!code.empty()) writer.field("code", code);
}

}  // namespace

Result<Account> read_account(json::ObjectReader& reader) {
  Account user;
  user.id = MC_TRY(read_id(reader, "id"));
  user.login = MC_TRY(reader.text("login", some_text));
  user.name = MC_TRY(reader.text("name", some_text));
  user.role = access::role_from(MC_TRY(reader.text("role", some_text)));
  const json::Value department = MC_TRY(reader.value("department_id"));
  if (!department.is_null()) user.department_id = Uuid::parse(department.text().value_or(""));
  if (reader.has("inspector_id")) {
    const json::Value inspector = MC_TRY(reader.value("inspector_id"));
    if (!inspector.is_null()) user.inspector_id = Uuid::parse(inspector.text().value_or(""));
  }
  user.is_active = MC_TRY(reader.text("status", some_text)) == "active";
  user.must_change_password = MC_TRY(reader.boolean("must_change_password"));
  user.has_second_factor = MC_TRY(reader.boolean("second_factor"));
  user.is_demo = MC_TRY(reader.boolean("is_demo"));
  if (const json::Value last = MC_TRY(reader.value("last_sign_in_at")); !last.is_null())
    user.last_sign_in_at = MC_TRY(read_instant(reader, "last_sign_in_at"));
  user.created_at = MC_TRY(read_instant(reader, "created_at"));
  user.changed_at = MC_TRY(read_instant(reader, "changed_at"));
  user.revision = MC_TRY(reader.integer("revision", {1, static_cast<std::int64_t>(1) << 53}));
  return user;
}

Result<Account> read_account(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  return read_account(reader);
}

Result<SessionAnswer> read_session(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  auto user = MC_TRY(reader.object("user"));
  SessionAnswer answer;
  answer.user = MC_TRY(read_account(user));
  answer.grants = MC_TRY(read_grants(reader));
  return answer;
}

Result<std::vector<OpenSession>> read_open_sessions(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::vector<OpenSession> sessions;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, account_limits::sessions_max})))
    sessions.push_back(MC_TRY(read_open_session(item)));
  return sessions;
}

std::string remembered(const Account& user) {
  json::Writer writer;
  writer.begin_object().field("id", user.id.text()).field("login", user.login).field("name", user.name);
  if (user.role) writer.field("role", access::text_of(*user.role));
  if (user.department_id) writer.field("department_id", user.department_id->text());
  return std::move(writer.end_object()).take();
}

Result<Account> read_remembered(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Account user;
  user.id = MC_TRY(read_id(reader, "id"));
  user.login = MC_TRY(reader.text("login", some_text));
  user.name = MC_TRY(reader.text("name", some_text));
  user.role = access::role_from(MC_TRY(reader.optional_text("role", some_text)).value_or(""));
  user.department_id = Uuid::parse(MC_TRY(reader.optional_text("department_id", some_text)).value_or(""));
  return user;
}

std::string credentials_json(const SignIn& request) {
  json::Writer writer;
  writer.begin_object().field("login", request.login);
  add_proof(writer, request.password, request.code);
  return std::move(writer.end_object()).take();
}

std::string password_change_json(const ChangePassword& request) {
  json::Writer writer;
  writer.begin_object();
  add_proof(writer, request.password, request.code);
  return std::move(writer.field("new_password", request.new_password).end_object()).take();
}

std::string proof_json(std::string_view password, std::string_view code) {
  json::Writer writer;
  writer.begin_object();
  add_proof(writer, password, code);
  return std::move(writer.end_object()).take();
}

Result<FactorSecret> read_factor_secret(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  FactorSecret factor;
  factor.secret = MC_TRY(reader.text("secret", {1, name_bytes_max}));
  factor.address = MC_TRY(reader.text("address", {1, name_bytes_max}));
  return factor;
}

Result<std::vector<std::string>> read_recovery_codes(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  constexpr std::size_t codes_max = 100;
  const auto texts = MC_TRY(reader.texts("recovery_codes", {1, codes_max}, {1, name_bytes_max}));
  return std::vector<std::string>(texts.begin(), texts.end());
}

Result<MadePassword> read_initial_password(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  auto user = MC_TRY(reader.object("user"));
  MadePassword made;
  made.user = MC_TRY(read_account(user));
  made.password = MC_TRY(reader.text("initial_password", {1, name_bytes_max}));
  return made;
}

std::string confirmation_json(std::string_view code) {
  json::Writer writer;
  return std::move(writer.begin_object().field("code", code).end_object()).take();
}

Error strange_answer(const Error& why) { return Error("client.strange_answer").because(why.code); }

}  // namespace mingchou::client
