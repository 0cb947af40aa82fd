#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/plans.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"

namespace mingchou::server {
namespace {

using plans::Plan;
using plans::Row;
using plans::Sight;
using plans::State;
using plans::StoredRow;
using plans::Version;

void write_mark(json::Writer& writer, std::string_view at, std::string_view by,
                const std::optional<plans::Mark>& mark) {
  write_instant(writer, at, mark ? std::optional(mark->at) : std::nullopt);
  writer.field(by, mark ? std::string_view(mark->by) : std::string_view());
}

/// From its filing on a version has to stand on both channels.
void write_unpublished(json::Writer& writer, const Version& version, const std::vector<plans::Channel>& channels) {
  writer.key("unpublished").begin_array();
  for (const auto channel : {plans::Channel::department_portal, plans::Channel::publicity_system})
    if (version.filed && !std::ranges::contains(channels, channel)) writer.value(text_of(channel));
  writer.end_array();
}

}  // namespace

Sight sight_of(const Caller& caller, State state) { return plans::sight_of(caller.user().profile.role, state); }

bool sees_row(const Caller& caller, Sight sight, const Row& row) {
  if (sight != Sight::own_rows) return sight == Sight::all;
  const auto& department = caller.user().profile.department_id;
  return department && row.concerns(*department);
}

Result<std::vector<StoredRow>> seen_rows(Database& database, const Version& version, const Caller& caller) {
  std::vector<StoredRow> rows = MC_TRY(plans::read_rows(database, version.id));
  const Sight sight = sight_of(caller, version.state);
  std::erase_if(rows, [&](const StoredRow& stored) { return !sees_row(caller, sight, stored.row); });
  return rows;
}

Result<Plan> path_plan(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const plans::PlanId id{MC_TRY(path_id(request, parameters, "plan"))};
  auto plan = MC_TRY(context.readers.read([&](Database& database) { return plans::find_plan(database, id); }));
  if (!plan) return not_found(request);
  const auto versions =
      MC_TRY(context.readers.read([&](Database& database) { return plans::read_versions(database, id); }));
  const bool is_seen = std::ranges::any_of(
      versions, [&](const Version& version) { return sight_of(caller, version.state) != Sight::nothing; });
  if (!is_seen) return not_found(request);
  return *std::move(plan);
}

Result<Version> path_plan_version(const Request& request, const Parameters& parameters, const Caller& caller,
                                  Context& context) {
  const plans::PlanId plan_id{MC_TRY(path_id(request, parameters, "plan"))};
  const plans::VersionId id{MC_TRY(path_id(request, parameters, "version"))};
  auto version = MC_TRY(context.readers.read([&](Database& database) { return plans::find_version(database, id); }));
  if (!version || version->plan_id != plan_id || sight_of(caller, version->state) == Sight::nothing)
    return not_found(request);
  return *std::move(version);
}

Result<> demand_row_keeper(const DepartmentId& initiating, const Caller& caller) {
  const auto& profile = caller.user().profile;
  if (access::scope_of(profile.role, access::Action::plans_write) == Scope::all) return {};
  const bool proposes = access::scope_of(profile.role, access::Action::plans_propose) == Scope::own;
  if (!proposes || profile.department_id != initiating) return fail(Error("account.not_allowed"));
  return {};
}

void write_plan_version(json::Writer& writer, const Version& version, const std::vector<plans::Channel>& channels,
                        const Caller& caller) {
  writer.begin_object().field("id", version.id.uuid.text()).field("plan_id", version.plan_id.uuid.text());
  writer.field("year", version.year);
  write_number(writer, "number", version.number);
  writer.field("state", text_of(version.state)).field("sight", text_of(sight_of(caller, version.state)));
  write_id(writer, "based_on_id", version.based_on);
  writer.field("reason", version.reason);
  write_mark(writer, "submitted_at", "submitted_by", version.submitted);
  writer.field("return_reason", version.return_reason);
  write_optional(writer, "approved_on", version.approved_on);
  writer.field("minutes_number", version.minutes_number);
  write_mark(writer, "approved_at", "approved_by", version.approved);
  write_optional(writer, "filed_on", version.filed_on);
  writer.field("filing_number", version.filing_number);
  write_mark(writer, "filed_at", "filed_by", version.filed);
  write_mark(writer, "published_at", "published_by", version.published);
  write_mark(writer, "ended_at", "ended_by", version.ended);
  writer.field("end_reason", version.end_reason).key("content_hash");
  if (version.content_hash)
    writer.value(to_hex(*version.content_hash));
  else
    writer.null();
  writer.field("row_count", version.row_count);
  write_unpublished(writer, version, channels);
  writer.field("created_at", version.created_at.ms).field("created_by", version.created_by);
  writer.field("changed_at", version.changed_at.ms).field("revision", version.revision).end_object();
}

Result<Response> plan_version_answer(Database& database, const plans::VersionId& id, const Caller& caller) {
  const auto version = MC_TRY(plans::find_version(database, id));
  if (!version) return fail(Error("plans.changed_meanwhile"));
  json::Writer writer;
  write_plan_version(writer, *version, MC_TRY(plans::read_channels(database, id)), caller);
  Response response = json_response(std::move(writer).take());
  set_revision_tag(response, version->revision);
  return response;
}

std::string plan_row_json(const StoredRow& row) {
  json::Writer writer;
  writer.begin_object();
  plans::write_fields(writer, row.row);
  writer.field("is_joint", row.row.is_joint()).field("position", row.position).field("revision", row.revision);
  writer.field("changed_at", row.changed_at.ms).field("changed_by", row.changed_by);
  return std::move(writer.end_object()).take();
}

std::string plan_publication_json(const plans::Publication& publication) {
  json::Writer writer;
  writer.begin_object().field("id", publication.id.uuid.text()).field("version_id", publication.version_id.uuid.text());
  writer.field("channel", text_of(publication.channel)).field("published_on", publication.published_on.text());
  writer.field("address", publication.address).field("recorded_at", publication.recorded_at.ms);
  writer.field("recorded_by", publication.recorded_by);
  write_instant(writer, "voided_at", publication.voided_at);
  writer.field("voided_by", publication.voided_by).field("void_reason", publication.void_reason);
  return std::move(writer.end_object()).take();
}

}  // namespace mingchou::server
