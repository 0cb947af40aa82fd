// /api/v1/published-item-lists: what anybody may read of item lists, without login: the versions that were made public
// on one of their channels, and their items. Who wrote what inside the office is not in it.
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/item_lists.h"
#include "server/api/published.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"

namespace mingchou::server {
namespace {

using items::Publication;
using items::Version;

struct PublishedVersion {
  Version version;
  std::vector<Publication> publications;
};

/// Nothing where no record of publication stands.
Result<std::optional<PublishedVersion>> published(Database& database, Version version) {
  std::vector<Publication> standing = MC_TRY(items::read_publications(database, version.id));
  std::erase_if(standing, [](const Publication& one) { return one.voided_at.has_value(); });
  if (!version.number || standing.empty()) return std::nullopt;
  return PublishedVersion{std::move(version), std::move(standing)};
}

void write_published(json::Writer& writer, const PublishedVersion& published, CivilDate today) {
  const Version& version = published.version;
  writer.begin_object().field("id", version.id.uuid.text());
  write_number(writer, "number", version.number);
  writer.field("standing", text_of(items::standing_on(version.state, version.term, today)));
  write_optional(writer, "effective_from", version.term ? std::optional(version.term->effective_from) : std::nullopt);
  write_optional(writer, "effective_to", version.term ? version.term->effective_to : std::nullopt);
  write_optional(writer, "approved_on", version.approved_on);
  writer.field("approved_by", version.approved_by).field("document_number", version.document_number);
  writer.field("reason", version.reason);
  write_optional(writer, "withdrawn_on", version.withdrawn_on);
  writer.field("withdrawal_reason", version.withdrawal_reason).field("item_count", version.item_count);
  writer.field("content_hash", version.content_hash ? to_hex(*version.content_hash) : std::string());
  writer.key("publications").begin_array();
  for (const Publication& one : published.publications)
    writer.begin_object()
        .field("notice", text_of(one.notice))
        .field("channel", text_of(one.channel))
        .field("published_on", one.published_on.text())
        .field("address", one.address)
        .end_object();
  writer.end_array().end_object();
}

Result<> write_list(json::Writer& writer, Database& database, const items::List& list, const Names& departments,
                    CivilDate today) {
  std::vector<PublishedVersion> versions;
  for (Version& version : MC_TRY(items::read_versions(database, list.id)))
    if (auto found = MC_TRY(published(database, std::move(version)))) versions.push_back(*std::move(found));
  if (versions.empty()) return {};
  writer.begin_object().field("id", list.id.uuid.text()).key("department");
  if (list.owner)
    writer.value(name_in(departments, *list.owner));
  else
    writer.null();
  writer.key("versions").begin_array();
  for (const PublishedVersion& version : versions) write_published(writer, version, today);
  writer.end_array().end_object();
  return {};
}

Result<Response> lists(const Request& request, Context& context) {
  items::ListQuery query;
  if (const auto cursor = MC_TRY(query_id(request, "cursor"))) query.after = {*cursor};
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  const CivilDate today = today_of(context);
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    const Names departments = MC_TRY(department_names(database));
    const items::ListPage page = MC_TRY(items::read_lists(database, query));
    for (const items::List& list : page.lists) MC_TRY(write_list(writer, database, list, departments, today));
    writer.end_array();
    write_id(writer, "next_cursor", page.has_more ? std::optional(page.lists.back().id) : std::nullopt);
    return {};
  }));
  return for_everybody(std::move(writer.end_object()).take());
}

void write_item(json::Writer& writer, const items::Item& item, const Names& departments) {
  writer.begin_object();
  items::write_fields(writer, item);
  write_departments(writer, item.initiating_department_id, item.participating_department_ids, departments);
  writer.end_object();
}

Result<Response> content(const Request& request, const Parameters& parameters, Context& context) {
  const items::VersionId id{MC_TRY(path_id(request, parameters, "version"))};
  items::ItemQuery query;
  query.after_position = MC_TRY(query_number(request, "cursor", {0, items::items_max})).value_or(0);
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    auto version = MC_TRY(items::find_version(database, id));
    if (!version || !MC_TRY(published(database, *std::move(version)))) return not_found(request);
    const Names departments = MC_TRY(department_names(database));
    const items::ItemPage page = MC_TRY(items::read_item_page(database, id, query));
    for (const items::StoredItem& stored : page.items) write_item(writer, stored.item, departments);
    writer.end_array().key("next_cursor");
    if (page.has_more)
      writer.value(std::to_string(page.items.back().position));
    else
      writer.null();
    return {};
  }));
  return for_everybody(std::move(writer.end_object()).take());
}

}  // namespace

Reply list_published_item_lists(const Request& request, const Parameters&, const Caller&, Context& context) {
  return reply_of(lists(request, context));
}

Reply list_published_items(const Request& request, const Parameters& parameters, const Caller&, Context& context) {
  return reply_of(content(request, parameters, context));
}

}  // namespace mingchou::server
