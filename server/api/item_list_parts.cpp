#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/item_lists.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"

namespace mingchou::server {
namespace {

using items::Channel;
using items::Notice;
using items::Publication;
using items::State;
using items::Version;

void write_unpublished(json::Writer& writer, const Version& version, const std::vector<Publication>& publications) {
  const bool is_issued = version.number.has_value();
  const Notice notice = version.withdrawn_on ? Notice::withdrawal : Notice::issue;
  writer.key("unpublished").begin_array();
  for (const Channel channel : {Channel::department_portal, Channel::publicity_system}) {
    const bool is_published = std::ranges::any_of(publications, [&](const Publication& one) {
      return !one.voided_at && one.channel == channel && one.notice == notice;
    });
    if (is_issued && !is_published) writer.value(text_of(channel));
  }
  writer.end_array();
}

}  // namespace

bool sees(const Caller& caller, const items::Owner& owner, State state) {
  return (state != State::draft && state != State::discarded) || caller.reaches(owner);
}

Result<items::List> path_list(const Request& request, const Parameters& parameters, Context& context) {
  const items::ListId id{MC_TRY(path_id(request, parameters, "list"))};
  auto list = MC_TRY(context.readers.read([&](Database& database) { return items::find_list(database, id); }));
  if (!list) return not_found(request);
  return *std::move(list);
}

Result<SeenVersion> path_version(const Request& request, const Parameters& parameters, const Caller& caller,
                                 Context& context) {
  items::List list = MC_TRY(path_list(request, parameters, context));
  const items::VersionId id{MC_TRY(path_id(request, parameters, "version"))};
  auto version = MC_TRY(context.readers.read([&](Database& database) { return items::find_version(database, id); }));
  if (!version || version->list_id != list.id || !sees(caller, list.owner, version->state)) return not_found(request);
  return SeenVersion{std::move(list), *std::move(version)};
}

Result<> demand_keeper(const items::Owner& owner, const Caller& caller) {
  const accounts::User& user = caller.user();
  const Scope scope =
      access::scope_of(user.profile.role, owner ? access::Action::item_lists_write : access::Action::joint_list_write);
  const bool is_own = scope == Scope::all || (scope == Scope::own && owner && user.profile.department_id == *owner);
  if (!is_own) return fail(Error("account.not_allowed"));
  return {};
}

Result<std::int64_t> expected_revision(const Request& request, std::int64_t revision) {
  const auto tag = request.header("If-Match");
  if (!tag) return fail(Error("items.revision_needed"));
  return trimmed(*tag) == '"' + std::to_string(revision) + '"' ? revision : -1;
}

void set_revision_tag(Response& response, std::int64_t revision) {
  response.set("ETag", '"' + std::to_string(revision) + '"');
}

items::Write write_of(const Caller& caller, Context& context) {
  return {context.clock.now(), caller.user().profile.login};
}

CivilDate today_of(Context& context) { return shanghai_date(context.clock.now()); }

Uuid new_id(Context& context) { return UuidGenerator(context.clock, context.random).next(); }

Result<> change(const Caller& caller, const Request& request, Context& context,
                const std::function<Result<Recorded>(Database&, const items::Write&)>& job) {
  return run_as(caller, context, [&](Database& database) -> Result<> {
    const items::Write write = write_of(caller, context);
    const Recorded done = MC_TRY(job(database, write));
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = done.action,
                          .entity = done.entity,
                          .entity_id = done.entity_id,
                          .department_id = done.owner,
                          .before = done.before,
                          .after = done.after},
                         write.at);
  });
}

Result<Names> read_names(Database& database) {
  Names names;
  for (const char* sql : {"SELECT id, short_name FROM department", "SELECT id, name FROM tag"}) {
    Statement read = MC_TRY(database.prepare(sql));
    while (MC_TRY(read.step())) names.emplace(read.uuid(0).value_or(Uuid{}), read.text(1));
  }
  return names;
}

void write_optional(json::Writer& writer, std::string_view name, const std::optional<CivilDate>& date) {
  writer.key(name);
  if (date)
    writer.value(date->text());
  else
    writer.null();
}

void write_value(json::Writer& writer, std::string_view name, const std::string& json) {
  writer.key(name);
  const auto document = json::parse(json);
  if (document)
    writer.value(document->root());
  else
    writer.null();
}

void write_number(json::Writer& writer, std::string_view name, const std::optional<std::int64_t>& number) {
  writer.key(name);
  if (number)
    writer.value(*number);
  else
    writer.null();
}

void write_instant(json::Writer& writer, std::string_view name, const std::optional<Instant>& instant) {
  write_number(writer, name, instant ? std::optional(instant->ms) : std::nullopt);
}

void write_version(json::Writer& writer, const Version& version, const std::vector<Publication>& publications,
                   CivilDate today) {
  writer.begin_object().field("id", version.id.uuid.text()).field("list_id", version.list_id.uuid.text());
  write_number(writer, "number", version.number);
  writer.field("state", text_of(version.state))
      .field("standing", text_of(items::standing_on(version.state, version.term, today)));
  write_id(writer, "based_on_id", version.based_on);
  write_optional(writer, "effective_from", version.term ? std::optional(version.term->effective_from) : std::nullopt);
  write_optional(writer, "effective_to", version.term ? version.term->effective_to : std::nullopt);
  write_optional(writer, "approved_on", version.approved_on);
  writer.field("approved_by", version.approved_by)
      .field("document_number", version.document_number)
      .field("reason", version.reason)
      .key("content_hash");
  if (version.content_hash)
    writer.value(to_hex(*version.content_hash));
  else
    writer.null();
  write_optional(writer, "withdrawn_on", version.withdrawn_on);
  writer.field("withdrawal_reason", version.withdrawal_reason).field("item_count", version.item_count);
  writer.field("use_count", version.pin_count);
  write_unpublished(writer, version, publications);
  writer.field("created_at", version.created_at.ms).field("created_by", version.created_by);
  writer.field("changed_at", version.changed_at.ms);
  write_instant(writer, "issued_at", version.issued_at);
  writer.field("issued_by", version.issued_by).field("revision", version.revision).end_object();
}

Result<std::string> version_json(Database& database, const Version& version, CivilDate today) {
  json::Writer writer;
  write_version(writer, version, MC_TRY(items::read_publications(database, version.id)), today);
  return std::move(writer).take();
}

std::string item_json(const items::StoredItem& item) {
  json::Writer writer;
  writer.begin_object();
  items::write_fields(writer, item.item);
  writer.field("position", item.position).field("revision", item.revision);
  writer.field("changed_at", item.changed_at.ms).field("changed_by", item.changed_by);
  return std::move(writer.end_object()).take();
}

std::string publication_json(const Publication& publication) {
  json::Writer writer;
  writer.begin_object().field("id", publication.id.uuid.text()).field("version_id", publication.version_id.uuid.text());
  writer.field("notice", text_of(publication.notice)).field("channel", text_of(publication.channel));
  writer.field("published_on", publication.published_on.text()).field("address", publication.address);
  writer.field("recorded_at", publication.recorded_at.ms).field("recorded_by", publication.recorded_by);
  write_instant(writer, "voided_at", publication.voided_at);
  writer.field("voided_by", publication.voided_by).field("void_reason", publication.void_reason);
  return std::move(writer.end_object()).take();
}

}  // namespace mingchou::server
