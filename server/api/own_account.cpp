// What users do to their own account: password, second factor, sessions. Password and second factor need the password
// again, so that a session left open does not give the account away; a new password brings a new session and token.
#include "server/accounts/second_factor.h"
#include "server/accounts/sign_in.h"
#include "server/accounts/totp.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/api/session_json.h"
#include "server/core/session_cookie.h"
#include "server/data/readers.h"
#include "shared/access/password_rules.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

constexpr json::Size password_size{1, access::password_input_bytes_max};

struct Proof {
  std::string password;
  std::string code;
};

Result<Proof> read_proof(json::ObjectReader& reader) {
  Proof proof;
  proof.password = MC_TRY(reader.text("password", password_size));
  if (const auto code = MC_TRY(reader.optional_text("code", {0, accounts::code_bytes_max}))) proof.code = *code;
  return proof;
}

/// A body that is nothing but a proof.
Result<Proof> read_proof(std::string_view body) {
  const json::Document document = MC_TRY(json::parse(body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Proof proof = MC_TRY(read_proof(reader));
  MC_TRY(reader.refuse_other_fields());
  return proof;
}

Result<Response> change_password(const Request& request, const Caller& caller, Context& context) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  const Proof proof = MC_TRY(read_proof(reader));
  const std::string new_password(MC_TRY(reader.text("new_password", password_size)));
  MC_TRY(reader.refuse_other_fields());
  MC_TRY(accounts::prove_again(caller.user(), proof.password, proof.code, request, context));
  return session_answer(
      MC_TRY(accounts::change_own_password(*caller.signed_in, proof.password, new_password, request, context)),
      request);
}

Result<Response> begin_factor(const Request& request, const Caller& caller, Context& context) {
  const Proof proof = MC_TRY(read_proof(request.body));
  MC_TRY(accounts::prove_again(caller.user(), proof.password, proof.code, request, context));
  crypto::Secret secret;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    secret = MC_TRY(accounts::begin_second_factor(database, caller.user(), context.account_keys, context.random,
                                                  context.clock.now()));
    return {};
  }));
  json::Writer writer;
  writer.begin_object()
      .field("secret", accounts::to_base32(secret.view()))
      .field("address", accounts::totp_address(secret.view(), caller.user().profile.login))
      .end_object();
  return json_response(std::move(writer).take());
}

Result<Response> confirm_factor(const Request& request, const Caller& caller, Context& context) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  const std::string code(MC_TRY(reader.text("code", {1, accounts::code_bytes_max})));
  MC_TRY(reader.refuse_other_fields());
  std::vector<std::string> codes;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const Instant now = context.clock.now();
    codes = MC_TRY(accounts::confirm_second_factor(database, caller.user(), code, context.account_keys, context.random,
                                                   actor_of(caller.user(), request), now));
    // Whoever signed in elsewhere did so without the factor.
    MC_TRY(accounts::end_sessions(database, caller.user().id, caller.session().id, now));
    return {};
  }));
  json::Writer writer;
  writer.begin_object().key("recovery_codes").begin_array();
  for (const std::string& one : codes) writer.value(one);
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<Response> remove_factor(const Request& request, const Caller& caller, Context& context) {
  const Proof proof = MC_TRY(read_proof(request.body));
  MC_TRY(accounts::prove_again(caller.user(), proof.password, proof.code, request, context));
  MC_TRY(run_as(caller, context, [&](Database& database) {
    return accounts::remove_second_factor(database, caller.user(), actor_of(caller.user(), request),
                                          context.clock.now());
  }));
  return no_content();
}

Result<Response> end_own(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const accounts::SessionId id{MC_TRY(path_id(request, parameters, "session"))};
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const Instant now = context.clock.now();
    if (!MC_TRY(accounts::end_session(database, caller.user().id, id, now))) return not_found(request);
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "session.end",
                          .entity = "session",
                          .entity_id = id.uuid,
                          .department_id = caller.user().profile.department_id,
                          .before = {},
                          .after = {}},
                         now);
  }));
  Response response = no_content();
  if (id == caller.session().id) clear_session_cookie(response, request.is_tls);
  return response;
}

/// Handlers that read a JSON body.
template <class Do>
Reply with_json(const Request& request, Do&& work) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(work());
}

}  // namespace

Reply post_own_password(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return with_json(request, [&] { return change_password(request, caller, context); });
}

Reply post_second_factor(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return with_json(request, [&] { return begin_factor(request, caller, context); });
}

Reply post_second_factor_confirmation(const Request& request, const Parameters&, const Caller& caller,
                                      Context& context) {
  return with_json(request, [&] { return confirm_factor(request, caller, context); });
}

Reply post_second_factor_removal(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return with_json(request, [&] { return remove_factor(request, caller, context); });
}

Reply list_own_sessions(const Request&, const Parameters&, const Caller& caller, Context& context) {
  const auto sessions = context.readers.read(
      [&](Database& database) { return accounts::list_sessions(database, caller.user().id, context.clock.now()); });
  if (!sessions) return reply_of(std::unexpected(sessions.error()));
  return json_response(sessions_json(*sessions, caller.session().id));
}

Reply delete_own_session(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(end_own(request, parameters, caller, context));
}

}  // namespace mingchou::server
