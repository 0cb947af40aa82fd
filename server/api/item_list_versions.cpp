// /api/v1/item-lists/{list}/versions: drafts, issuing, withdrawing, what differs between two versions, and the file
// whose SHA-256 a task pins.
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/item_lists.h"
#include "server/core/problem.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"
#include "shared/items/diff.h"

namespace mingchou::server {
namespace {

using items::Item;
using items::Version;

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const items::List list = MC_TRY(path_list(request, parameters, context));
  const auto limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  std::optional<items::VersionId> before;
  if (const auto cursor = MC_TRY(query_id(request, "cursor"))) before = items::VersionId{*cursor};
  json::Writer writer;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    const auto versions = MC_TRY(items::read_versions(database, list.id, before, limit + 1));
    const std::size_t count = std::min(versions.size(), static_cast<std::size_t>(limit));
    writer.begin_object().key("items").begin_array();
    for (const Version& version : std::span(versions).first(count))
      if (sees(caller, list.owner, version.state))
        write_version(writer, version, MC_TRY(items::read_publications(database, version.id)), today_of(context));
    writer.end_array();
    write_id(writer, "next_cursor", versions.size() > count ? std::optional(versions[count - 1].id) : std::nullopt);
    writer.end_object();
    return {};
  }));
  return json_response(std::move(writer).take());
}

Result<Response> version_answer(Database& database, const items::VersionId& id, CivilDate today) {
  const auto version = MC_TRY(items::find_version(database, id));
  if (!version) return fail(Error("items.changed_meanwhile"));
  Response response = json_response(MC_TRY(version_json(database, *version, today)));
  set_revision_tag(response, version->revision);
  return response;
}

Result<std::optional<items::VersionId>> read_base(json::ObjectReader& reader) {
  const json::Value value = MC_TRY(reader.value("based_on_id"));
  if (value.is_null()) return std::nullopt;
  const auto id = Uuid::parse(value.text().value_or(""));
  if (!id) return fail(Error("server.field_invalid").with("field", "based_on_id"));
  return items::VersionId{*id};
}

Result<Response> create(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const items::List list = MC_TRY(path_list(request, parameters, context));
  MC_TRY(demand_keeper(list.owner, caller));
  const auto base_id = MC_TRY(read_body(request, read_base));
  const items::VersionId id{new_id(context)};
  Response response;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    std::optional<Version> base;
    if (base_id) {
      base = MC_TRY(items::find_version(database, *base_id));
      // Only a version of the same list: its items are the department's own.
      if (!base || base->list_id != list.id) return fail(Error("server.field_invalid").with("field", "based_on_id"));
    }
    MC_TRY(items::insert_draft(database, id, list.id, base, write));
    response = MC_TRY(version_answer(database, id, write.today()));
    return Recorded{"item_list_version.draft", "item_list_version", id.uuid, list.owner, {}, response.body};
  }));
  response.status = 201;
  response.set("Location", "/api/v1/item-lists/" + list.id.uuid.text() + "/versions/" + id.uuid.text());
  return response;
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  return context.readers.read(
      [&](Database& database) { return version_answer(database, seen.version.id, today_of(context)); });
}

using Move = std::function<Result<>(Database&, const Version&, std::int64_t expected, const items::Write&)>;

/// A step of the version's life that the request's If-Match is about.
Result<Response> move(const Request& request, const Parameters& parameters, const Caller& caller, Context& context,
                      std::string_view action, const Move& job) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  MC_TRY(demand_keeper(seen.list.owner, caller));
  const std::int64_t expected = MC_TRY(expected_revision(request, seen.version.revision));
  Response response;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    std::string before = MC_TRY(version_json(database, seen.version, write.today()));
    MC_TRY(job(database, seen.version, expected, write));
    response = MC_TRY(version_answer(database, seen.version.id, write.today()));
    return Recorded{action,          "item_list_version", seen.version.id.uuid,
                    seen.list.owner, std::move(before),   response.body};
  }));
  return response;
}

Result<items::Issue> read_issue(json::ObjectReader& reader) {
  constexpr json::Size text_size{0, 4096};
  items::Issue details;
  details.effective_from = MC_TRY(items::read_date(reader, "effective_from"));
  details.approved_on = MC_TRY(items::read_date(reader, "approved_on"));
  details.approved_by = MC_TRY(reader.text("approved_by", text_size));
  details.document_number = MC_TRY(reader.text("document_number", text_size));
  details.reason = MC_TRY(reader.text("reason", text_size));
  return details;
}

Result<Response> issue(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const items::Issue details = MC_TRY(read_body(request, read_issue));
  return move(request, parameters, caller, context, "item_list_version.issue",
              [&](Database& database, const Version& version, std::int64_t expected, const items::Write& write) {
                return items::issue(database, version, expected, details, write);
              });
}

struct Withdrawal {
  CivilDate ends_on;
  std::string reason;
};

Result<Withdrawal> read_withdrawal(json::ObjectReader& reader) {
  const CivilDate ends_on = MC_TRY(items::read_date(reader, "ends_on"));
  return Withdrawal{ends_on, std::string(MC_TRY(reader.text("reason", {0, 4096})))};
}

Result<Response> withdraw(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  const Withdrawal body = MC_TRY(read_body(request, read_withdrawal));
  return move(request, parameters, caller, context, "item_list_version.withdraw",
              [&](Database& database, const Version& version, std::int64_t expected, const items::Write& write) {
                return items::withdraw(database, version, expected, body.ends_on, body.reason, write);
              });
}

Result<Response> discard(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return move(request, parameters, caller, context, "item_list_version.discard", items::discard);
}

// ---- What differs

/// What a version is compared with if nothing is asked for: what a draft was copied from, and the number before.
Result<std::optional<Version>> version_before(Database& database, const Version& version) {
  if (!version.number) {
    if (!version.based_on) return std::nullopt;
    return items::find_version(database, *version.based_on);
  }
  for (Version& other : MC_TRY(items::read_versions(database, version.list_id, {}, items::versions_max)))
    if (other.number == *version.number - 1) return std::move(other);
  return std::nullopt;
}

void write_items(json::Writer& writer, std::string_view name, const std::vector<Item>& list) {
  writer.key(name).begin_array();
  for (const Item& item : list) {
    writer.begin_object();
    items::write_fields(writer, item);
    writer.end_object();
  }
  writer.end_array();
}

void write_changes(json::Writer& writer, const items::Diff& diff) {
  writer.key("changed").begin_array();
  for (const items::ItemChange& item : diff.changed) {
    writer.begin_object().field("id", item.id.uuid.text()).field("code", item.code).field("name", item.name);
    writer.key("fields").begin_array();
    for (const items::FieldChange& field : item.fields) {
      writer.begin_object().field("field", field.name);
      write_value(writer, "before", field.before);
      write_value(writer, "after", field.after);
      writer.end_object();
    }
    writer.end_array().end_object();
  }
  writer.end_array();
}

std::string diff_json(const std::optional<Version>& from, const Version& to, const items::Diff& diff,
                      const Names& names, Language language) {
  const auto name_of = [&names](const Uuid& id) {
    const auto found = names.find(id);
    return found == names.end() ? id.text() : found->second;
  };
  json::Writer writer;
  writer.begin_object();
  write_id(writer, "from_id", from ? std::optional(from->id) : std::nullopt);
  writer.field("to_id", to.id.uuid.text());
  write_items(writer, "added", diff.added);
  write_items(writer, "removed", diff.removed);
  write_changes(writer, diff);
  writer.field("is_reordered", diff.is_reordered).key("words").begin_array();
  for (const std::string& sentence : items::in_words(diff, name_of, language)) writer.value(sentence);
  return std::move(writer.end_array().end_object()).take();
}

/// The version named by `from`, of the same list and seen by the caller; without it, the version before.
Result<std::optional<Version>> other_version(Database& database, const Request& request, const SeenVersion& seen,
                                             const Caller& caller) {
  const auto id = MC_TRY(query_id(request, "from"));
  if (!id) return version_before(database, seen.version);
  auto other = MC_TRY(items::find_version(database, {*id}));
  if (!other || other->list_id != seen.list.id || !sees(caller, seen.list.owner, other->state))
    return fail(Error("server.field_invalid").with("field", "from"));
  return other;
}

Result<Response> diff(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  const Language language = language_of(request);
  Response response = json_response(MC_TRY(context.readers.read([&](Database& database) -> Result<std::string> {
    const auto from = MC_TRY(other_version(database, request, seen, caller));
    std::vector<Item> before;
    if (from) before = MC_TRY(items::read_items(database, from->id));
    const auto after = MC_TRY(items::read_items(database, seen.version.id));
    const Names names = MC_TRY(read_names(database));
    return diff_json(from, seen.version, items::diff(before, after), names, language);
  })));
  response.set("Content-Language", language == Language::chinese ? "zh-CN" : "en");
  response.set("Vary", "Accept-Language");
  return response;
}

Result<Response> content(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const SeenVersion seen = MC_TRY(path_version(request, parameters, caller, context));
  if (!seen.version.content_hash) return not_found(request);
  Response response;
  response.body =
      MC_TRY(context.readers.read([&](Database& database) { return items::read_content(database, seen.version); }));
  response.set("Content-Type", "application/jsonl");
  response.set("ETag", '"' + to_hex(*seen.version.content_hash) + '"');
  response.set("Content-Disposition", "attachment; filename=\"item-list-" + seen.list.id.uuid.text() + "-" +
                                          std::to_string(*seen.version.number) + ".jsonl\"");
  return response;
}

}  // namespace

Reply list_item_list_versions(const Request& request, const Parameters& parameters, const Caller& caller,
                              Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply post_item_list_version(const Request& request, const Parameters& parameters, const Caller& caller,
                             Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, parameters, caller, context));
}

Reply get_item_list_version(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply delete_item_list_version(const Request& request, const Parameters& parameters, const Caller& caller,
                               Context& context) {
  return reply_of(discard(request, parameters, caller, context));
}

Reply post_item_list_issue(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(issue(request, parameters, caller, context));
}

Reply post_item_list_withdrawal(const Request& request, const Parameters& parameters, const Caller& caller,
                                Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(withdraw(request, parameters, caller, context));
}

Reply get_item_list_diff(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(diff(request, parameters, caller, context));
}

Reply get_item_list_content(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  return reply_of(content(request, parameters, caller, context));
}

}  // namespace mingchou::server
