// What the routes of item lists share: which lists, versions and items a caller sees, who keeps a list, and how they
// are shown; and how routes of documents in versions read and answer, those of plans too. Inside server/api only.
#pragma once

#include <map>

#include "server/api/answers.h"
#include "shared/items/store.h"
#include "shared/json/writer.h"

namespace mingchou::server {

/// The list of the path's {list}. That a list is there is no secret: what is issued is public.
Result<items::List> path_list(const Request& request, const Parameters& parameters, Context& context);

struct SeenVersion {
  items::List list;
  items::Version version;
};
/// The version of the path's {list} and {version}, if the caller sees it: a draft is its keepers' and of those whose
/// scope is `all`. Error: server.not_found.
Result<SeenVersion> path_version(const Request& request, const Parameters& parameters, const Caller& caller,
                                 Context& context);
bool sees(const Caller& caller, const items::Owner& owner, items::State state);

/// Whether the caller keeps lists of that owner: a department's administrator the department's, the joint meeting's
/// office the joint one. Error: account.not_allowed.
Result<> demand_keeper(const items::Owner& owner, const Caller& caller);

/// If-Match against a revision: the revision if it is named, -1 for any other. Error: items.revision_needed.
Result<std::int64_t> expected_revision(const Request& request, std::int64_t revision);
void set_revision_tag(Response& response, std::int64_t revision);

items::Write write_of(const Caller& caller, Context& context);
CivilDate today_of(Context& context);
/// An id that was not there before.
Uuid new_id(Context& context);

/// Runs a job as run_as() does, and puts its entry into the audit trail within the same transaction.
struct Recorded {
  std::string_view action, entity;
  Uuid entity_id;
  items::Owner owner;
  std::string before, after;
};
Result<> change(const Caller& caller, const Request& request, Context& context,
                const std::function<Result<Recorded>(Database&, const items::Write&)>& job);

/// The channels on which the version, or its withdrawal, is not published yet but has to be.
void write_version(json::Writer& writer, const items::Version& version,
                   const std::vector<items::Publication>& publications, CivilDate today);
Result<std::string> version_json(Database& database, const items::Version& version, CivilDate today);
std::string item_json(const items::StoredItem& item);
std::string publication_json(const items::Publication& publication);
/// Short names of departments and names of tags by their ids, ended ones too.
using Names = std::map<Uuid, std::string>;
Result<Names> read_names(Database& database);

void write_optional(json::Writer& writer, std::string_view name, const std::optional<CivilDate>& date);
/// A value that is JSON text; null for "".
void write_value(json::Writer& writer, std::string_view name, const std::string& json);
void write_number(json::Writer& writer, std::string_view name, const std::optional<std::int64_t>& number);
void write_instant(json::Writer& writer, std::string_view name, const std::optional<Instant>& instant);
template <class Tag>
void write_id(json::Writer& writer, std::string_view name, const std::optional<Id<Tag>>& id) {
  writer.key(name);
  if (id)
    writer.value(id->uuid.text());
  else
    writer.null();
}

/// The body as an object; reads it with `read` and refuses fields that were not asked for.
template <class T>
Result<T> read_body(const Request& request, Result<T> (*read)(json::ObjectReader&)) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  T value = MC_TRY(read(reader));
  MC_TRY(reader.refuse_other_fields());
  return value;
}

}  // namespace mingchou::server
