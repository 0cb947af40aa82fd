// /api/v1/item-lists/{list}/versions/{version}/items: the items of a version. Those of a draft are added, changed,
// ordered and removed, each change with the revision of the item that it is about.
#include "server/api/handlers.h"
#include "server/api/item_lists.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

using items::Item;
using items::ItemId;
using items::StoredItem;

constexpr std::size_t text_bytes_max = 200;

Response item_answer(const StoredItem& item) {
  Response response = json_response(item_json(item));
  set_revision_tag(response, item.revision);
  return response;
}

Result<items::ItemQuery> read_query(const Request& request) {
  items::ItemQuery query;
  if (const auto kind = MC_TRY(query_word(request, "kind", 16))) {
    query.kind = items::kind_from(*kind);
    if (!query.kind) return fail(Error("server.field_invalid").with("field", "kind"));
  }
  query.category = MC_TRY(query_word(request, "category", text_bytes_max * 4));
  if (const auto id = MC_TRY(query_id(request, "initiating_department_id")))
    query.initiating_department_id = DepartmentId{*id};
  query.text = MC_TRY(query_word(request, "text", text_bytes_max));
  query.after_position =
      MC_TRY(query_number(request, "cursor", {0, static_cast<std::int64_t>(items::items_max) * 1000})).value_or(0);
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  return query;
}

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  const items::ItemQuery query = MC_TRY(read_query(request));
  const items::ItemPage page = MC_TRY(context.readers.read(
      [&](Database& database) { return items::read_item_page(database, seen.version.id, query); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const StoredItem& item : page.items) {
    const auto document = json::parse(item_json(item));
    if (document) writer.value(document->root());
  }
  writer.end_array().key("next_cursor");
  if (page.has_more)
    writer.value(std::to_string(page.items.back().position));
  else
    writer.null();
  return json_response(std::move(writer.end_object()).take());
}

/// A change of one item of the path's version.
struct Edit {
  std::string_view action;
  ItemId id;
  /// As the caller saw it; nothing for a new one.
  std::optional<StoredItem> before;
};
using Job = std::function<Result<>(Database&, const SeenVersion&, const items::Write&)>;

/// The item as it is afterwards, if it still is.
Result<std::optional<StoredItem>> edit(const Request& request, const SeenVersion& seen, const Caller& caller,
                                       Context& context, const Edit& what, const Job& job) {
  std::optional<StoredItem> after;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(job(database, seen, write));
    after = MC_TRY(items::find_item(database, seen.version.id, what.id));
    return Recorded{what.action,
                    "item",
                    what.id.uuid,
                    seen.list.owner,
                    what.before ? item_json(*what.before) : std::string(),
                    after ? item_json(*after) : std::string()};
  }));
  return after;
}

Result<SeenVersion> kept_version(const Request& request, const Parameters& parameters, const Caller& caller,
                                 Context& context) {
  SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  MC_TRY(demand_keeper(seen.list.owner, caller));
  return seen;
}

Result<StoredItem> path_item(const Request& request, const Parameters& parameters, const SeenVersion& seen,
                             Context& context) {
  const ItemId id{MC_TRY(path_id(request, parameters, "item"))};
  auto item =
      MC_TRY(context.readers.read([&](Database& database) { return items::find_item(database, seen.version.id, id); }));
  if (!item) return not_found(request);
  return *std::move(item);
}

Result<Response> create(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(kept_version(request, parameters, caller, context));
  Item item = MC_TRY(read_body(request, items::read_item));
  item.id = {new_id(context)};
  const auto after = MC_TRY(edit(request, seen, caller, context, {"item.add", item.id, {}},
                                 [&](Database& database, const SeenVersion& at, const items::Write& write) {
                                   return items::insert_item(database, at.version, at.list.owner, item, write);
                                 }));
  if (!after) return not_found(request);
  Response response = item_answer(*after);
  response.status = 201;
  response.set("Location", request.path + "/" + item.id.uuid.text());
  return response;
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  return item_answer(MC_TRY(path_item(request, parameters, seen, context)));
}

Result<Response> update(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(kept_version(request, parameters, caller, context));
  const StoredItem before = MC_TRY(path_item(request, parameters, seen, context));
  const std::int64_t expected = MC_TRY(expected_revision(request, before.revision));
  Item item = MC_TRY(read_body(request, items::read_item));
  item.id = before.item.id;
  const auto after =
      MC_TRY(edit(request, seen, caller, context, {"item.change", item.id, before},
                  [&](Database& database, const SeenVersion& at, const items::Write& write) {
                    return items::update_item(database, at.version, at.list.owner, item, expected, write);
                  }));
  if (!after) return not_found(request);
  return item_answer(*after);
}

Result<Response> remove(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(kept_version(request, parameters, caller, context));
  const StoredItem before = MC_TRY(path_item(request, parameters, seen, context));
  const std::int64_t expected = MC_TRY(expected_revision(request, before.revision));
  MC_TRY(edit(request, seen, caller, context, {"item.remove", before.item.id, before},
              [&](Database& database, const SeenVersion& at, const items::Write& write) {
                return items::remove_item(database, at.version, before.item.id, expected, write);
              }));
  return no_content();
}

Result<std::vector<ItemId>> read_order(json::ObjectReader& reader) {
  std::vector<ItemId> order;
  for (const std::string_view text : MC_TRY(reader.texts("item_ids", {0, items::items_max}, {0, 64}))) {
    const auto id = Uuid::parse(text);
    if (!id) return fail(Error("server.field_invalid").with("field", "item_ids"));
    order.push_back({*id});
  }
  return order;
}

std::string order_json(const std::vector<ItemId>& order) {
  json::Writer writer;
  writer.begin_object().key("item_ids").begin_array();
  for (const ItemId& id : order) writer.value(id.uuid.text());
  return std::move(writer.end_array().end_object()).take();
}

Result<Response> reorder(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(kept_version(request, parameters, caller, context));
  const std::int64_t expected = MC_TRY(expected_revision(request, seen.version.revision));
  const std::vector<ItemId> order = MC_TRY(read_body(request, read_order));
  std::int64_t revision = 0;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(items::reorder(database, seen.version, order, expected, write));
    const auto after = MC_TRY(items::find_version(database, seen.version.id));
    revision = after ? after->revision : 0;
    return Recorded{
        "item_list_version.reorder", "item_list_version", seen.version.id.uuid, seen.list.owner, {}, order_json(order)};
  }));
  Response response = no_content();
  set_revision_tag(response, revision);
  return response;
}

}  // namespace

Reply list_items_page(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply post_item(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, parameters, caller, context));
}

Reply get_item(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply put_item(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(update(request, parameters, caller, context));
}

Reply delete_item(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(remove(request, parameters, caller, context));
}

Reply put_item_order(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(reorder(request, parameters, caller, context));
}

}  // namespace mingchou::server
