// /api/v1/plans/{plan}/versions/{version}/publications: where and when a version was made public. With the second
// channel a filed version becomes the published one. A wrong record is voided with a reason and stays to be seen.
#include "server/api/handlers.h"
#include "server/api/plans.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

using plans::Publication;
using plans::Version;

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const auto publications =
      MC_TRY(context.readers.read([&](Database& database) { return plans::read_publications(database, version.id); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const Publication& publication : publications) {
    const auto document = json::parse(plan_publication_json(publication));
    if (document) writer.value(document->root());
  }
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<Publication> read_publication(json::ObjectReader& reader) {
  Publication publication;
  const auto channel = items::channel_from(MC_TRY(reader.text("channel", {0, 64})));
  if (!channel) return fail(Error("server.field_invalid").with("field", "channel"));
  publication.channel = *channel;
  publication.published_on = MC_TRY(items::read_date(reader, "published_on"));
  publication.address = MC_TRY(reader.text("address", {0, 4096}));
  return publication;
}

Result<Response> create(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  Publication publication = MC_TRY(read_body(request, read_publication));
  publication.id = {new_id(context)};
  std::string json;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(plans::insert_publication(database, version, publication, write));
    json = plan_publication_json(MC_TRY(plans::find_publication(database, publication.id)).value_or(publication));
    return Recorded{"publication.record", "plan_version", version.id.uuid, {}, {}, json};
  }));
  Response response = json_response(std::move(json));
  response.status = 201;
  return response;
}

Result<Response> make_void(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const plans::PublicationId id{MC_TRY(path_id(request, parameters, "publication"))};
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  std::string json;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const auto before = MC_TRY(plans::find_publication(database, id));
    if (!before || before->version_id != version.id) return not_found(request);
    MC_TRY(plans::void_publication(database, *before, reason, write));
    json = plan_publication_json(MC_TRY(plans::find_publication(database, id)).value_or(*before));
    return Recorded{"publication.void", "plan_version", version.id.uuid, {}, plan_publication_json(*before), json};
  }));
  return json_response(std::move(json));
}

}  // namespace

Reply list_plan_publications(const Request& request, const Parameters& parameters, const Caller& caller,
                             Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply post_plan_publication(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, parameters, caller, context));
}

Reply post_plan_publication_void(const Request& request, const Parameters& parameters, const Caller& caller,
                                 Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(make_void(request, parameters, caller, context));
}

}  // namespace mingchou::server
