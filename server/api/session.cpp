// /api/v1/session: signing in and out, and who one is. What a stolen session must not do alone is in own_account.cpp.
#include "server/accounts/second_factor.h"
#include "server/accounts/sign_in.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/api/session_json.h"
#include "server/core/admission.h"
#include "server/core/session_cookie.h"
#include "server/data/writer.h"
#include "shared/access/password_rules.h"

namespace mingchou::server {
namespace {

/// Longer than a login name may be: a wrong one is no error of the form, and counts as tried.
constexpr std::size_t typed_login_bytes_max = 128;

Result<accounts::Credentials> read_credentials(std::string_view body) {
  const json::Document document = MC_TRY(json::parse(body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  accounts::Credentials credentials;
  credentials.login = MC_TRY(reader.text("login", {1, typed_login_bytes_max}));
  credentials.password = MC_TRY(reader.text("password", {1, access::password_input_bytes_max}));
  if (const auto code = MC_TRY(reader.optional_text("code", {0, accounts::code_bytes_max}))) credentials.code = *code;
  MC_TRY(reader.refuse_other_fields());
  return credentials;
}

Result<Response> begin(const Request& request, Context& context) {
  const accounts::Credentials credentials = MC_TRY(read_credentials(request.body));
  const auto earlier = MC_TRY(session_of(request, context));
  std::optional<accounts::Session> earlier_session;
  if (earlier) earlier_session = earlier->session;
  return session_answer(MC_TRY(accounts::sign_in(credentials, earlier_session, request, context)), request);
}

Result<Response> end(const Request& request, const Caller& caller, Context& context) {
  const Instant now = context.clock.now();
  MC_TRY(context.writer.run([&](Database& database) -> Result<> {
    if (!MC_TRY(accounts::end_session(database, caller.user().id, caller.session().id, now))) return {};
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "session.end",
                          .entity = "session",
                          .entity_id = caller.session().id.uuid,
                          .department_id = caller.user().profile.department_id,
                          .before = {},
                          .after = {}},
                         now);
  }));
  Response response = no_content();
  clear_session_cookie(response, request.is_tls);
  return response;
}

}  // namespace

Reply post_session(const Request& request, const Parameters&, const Caller&, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(begin(request, context));
}

Reply get_session(const Request&, const Parameters&, const Caller& caller, Context&) {
  return json_response(session_json(caller.user(), caller.session()));
}

Reply delete_session(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(end(request, caller, context));
}

}  // namespace mingchou::server
