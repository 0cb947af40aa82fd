// /api/v1/item-lists/{list}/versions/{version}/publications: where and when a version was made public. A wrong record
// is voided with a reason and stays to be seen.
#include "server/api/handlers.h"
#include "server/api/item_lists.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

using items::Publication;

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  const auto publications = MC_TRY(
      context.readers.read([&](Database& database) { return items::read_publications(database, seen.version.id); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const Publication& publication : publications) {
    const auto document = json::parse(publication_json(publication));
    if (document) writer.value(document->root());
  }
  return json_response(std::move(writer.end_array().end_object()).take());
}

template <class T>
Result<T> read_word(json::ObjectReader& reader, std::string_view name, std::optional<T> (*from)(std::string_view)) {
  const auto value = from(MC_TRY(reader.text(name, {0, 64})));
  if (!value) return fail(Error("server.field_invalid").with("field", name));
  return *value;
}

Result<Publication> read_publication(json::ObjectReader& reader) {
  Publication publication;
  publication.notice = MC_TRY(read_word(reader, "notice", items::notice_from));
  publication.channel = MC_TRY(read_word(reader, "channel", items::channel_from));
  publication.published_on = MC_TRY(items::read_date(reader, "published_on"));
  publication.address = MC_TRY(reader.text("address", {0, 4096}));
  return publication;
}

Result<Response> create(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  MC_TRY(demand_keeper(seen.list.owner, caller));
  Publication publication = MC_TRY(read_body(request, read_publication));
  publication.id = {new_id(context)};
  std::string json;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(items::insert_publication(database, seen.version, publication, write));
    json = publication_json(MC_TRY(items::find_publication(database, publication.id)).value_or(publication));
    return Recorded{"publication.record", "item_list_version", seen.version.id.uuid, seen.list.owner, {}, json};
  }));
  Response response = json_response(std::move(json));
  response.status = 201;
  return response;
}

Result<Response> make_void(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  MC_TRY(demand_keeper(seen.list.owner, caller));
  const items::PublicationId id{MC_TRY(path_id(request, parameters, "publication"))};
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  std::string json;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const auto before = MC_TRY(items::find_publication(database, id));
    if (!before || before->version_id != seen.version.id) return not_found(request);
    MC_TRY(items::void_publication(database, *before, reason, write));
    json = publication_json(MC_TRY(items::find_publication(database, id)).value_or(*before));
    return Recorded{"publication.void", "item_list_version",       seen.version.id.uuid,
                    seen.list.owner,    publication_json(*before), json};
  }));
  return json_response(std::move(json));
}

}  // namespace

Reply list_item_list_publications(const Request& request, const Parameters& parameters, const Caller& caller,
                                  Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply post_item_list_publication(const Request& request, const Parameters& parameters, const Caller& caller,
                                 Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, parameters, caller, context));
}

Reply post_item_list_publication_void(const Request& request, const Parameters& parameters, const Caller& caller,
                                      Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(make_void(request, parameters, caller, context));
}

}  // namespace mingchou::server
