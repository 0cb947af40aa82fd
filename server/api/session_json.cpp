#include "server/api/session_json.h"

#include "server/accounts/settings.h"
#include "server/api/handlers.h"
#include "server/core/session_cookie.h"
#include "shared/access/grants.h"
#include "shared/json/writer.h"

namespace mingchou::server {

std::string session_json(const accounts::User& user, const accounts::Session& session) {
  const auto document = json::parse(accounts::to_json(user));
  json::Writer writer;
  writer.begin_object().field("id", session.id.uuid.text());
  writer.field("created_at", session.created_at.ms).field("expires_at", session.expires_at.ms);
  writer.field("idle_ms_max", accounts::session_idle_ms);
  if (document) writer.field("user", document->root());
  writer.key("grants").begin_object();
  for (const auto& grant : access::grants())
    if (grant.role == user.profile.role) writer.field(text_of(grant.action), text_of(grant.scope));
  return std::move(writer.end_object().end_object()).take();
}

Response session_answer(const accounts::SignedIn& signed_in, const Request& request) {
  Response response = json_response(session_json(signed_in.user, signed_in.session));
  set_session_cookie(response, signed_in.token, request.is_tls);
  return response;
}

std::string sessions_json(std::span<const accounts::Session> sessions, const accounts::SessionId& own) {
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const accounts::Session& session : sessions)
    writer.begin_object()
        .field("id", session.id.uuid.text())
        .field("is_own", session.id == own)
        .field("created_at", session.created_at.ms)
        .field("last_seen_at", session.last_seen_at.ms)
        .field("expires_at", session.expires_at.ms)
        .field("address", session.address)
        .field("agent", session.agent)
        .end_object();
  return std::move(writer.end_array().end_object()).take();
}

}  // namespace mingchou::server
