// /api/v1/published-plans: what anybody may read of yearly plans, without login: the versions that are or were
// published, and their rows. The range by risk classes is internal: the public reads it in words (对象范围).
#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/plans.h"
#include "server/api/published.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"

namespace mingchou::server {
namespace {

using plans::Publication;
using plans::Version;

bool is_public(const Version& version) { return plans::sight_of(std::nullopt, version.state) == plans::Sight::all; }

void write_published(json::Writer& writer, const Version& version, const std::vector<Publication>& publications) {
  writer.begin_object().field("id", version.id.uuid.text());
  write_number(writer, "number", version.number);
  writer.field("state", text_of(version.state)).field("reason", version.reason);
  write_optional(writer, "approved_on", version.approved_on);
  writer.field("minutes_number", version.minutes_number);
  write_optional(writer, "filed_on", version.filed_on);
  writer.field("filing_number", version.filing_number).field("end_reason", version.end_reason);
  writer.field("row_count", version.row_count);
  writer.field("content_hash", version.content_hash ? to_hex(*version.content_hash) : std::string());
  writer.key("publications").begin_array();
  for (const Publication& one : publications)
    if (!one.voided_at)
      writer.begin_object()
          .field("channel", text_of(one.channel))
          .field("published_on", one.published_on.text())
          .field("address", one.address)
          .end_object();
  writer.end_array().end_object();
}

Result<> write_plan(json::Writer& writer, Database& database, const plans::Plan& plan) {
  std::vector<Version> versions = MC_TRY(plans::read_versions(database, plan.id));
  std::erase_if(versions, [](const Version& version) { return !is_public(version); });
  if (versions.empty()) return {};
  writer.begin_object().field("year", plan.year).key("versions").begin_array();
  for (const Version& version : versions)
    write_published(writer, version, MC_TRY(plans::read_publications(database, version.id)));
  writer.end_array().end_object();
  return {};
}

Result<Response> list(Context& context) {
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    for (const plans::Plan& plan : MC_TRY(plans::read_plans(database))) MC_TRY(write_plan(writer, database, plan));
    return {};
  }));
  return for_everybody(std::move(writer.end_array().end_object()).take());
}

void write_row(json::Writer& writer, const plans::Row& row, const Names& departments) {
  writer.begin_object().field("id", row.id.uuid.text()).field("name", row.name).key("items").begin_array();
  for (const plans::PlannedItem& item : row.items)
    writer.begin_object().field("code", item.code).field("name", item.name).end_object();
  writer.end_array();
  write_departments(writer, row.initiating_department_id, row.participating_department_ids, departments);
  writer.field("is_directed", row.is_directed).field("target", row.target);
  write_value(writer, "quantity", plans::quantity_json(row.quantity));
  write_number(writer, "estimated_count", row.estimated_count);
  writer.field("first_day", row.first_day.text()).field("last_day", row.last_day.text());
  writer.key("methods").begin_array();
  for (const plans::Method method : row.methods) writer.value(text_of(method));
  writer.end_array().end_object();
}

Result<Response> rows(const Request& request, const Parameters& parameters, Context& context) {
  const plans::VersionId id{MC_TRY(path_id(request, parameters, "version"))};
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    const auto version = MC_TRY(plans::find_version(database, id));
    if (!version || !is_public(*version)) return not_found(request);
    const Names departments = MC_TRY(department_names(database));
    for (const plans::StoredRow& stored : MC_TRY(plans::read_rows(database, id)))
      write_row(writer, stored.row, departments);
    return {};
  }));
  return for_everybody(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply list_published_plans(const Request&, const Parameters&, const Caller&, Context& context) {
  return reply_of(list(context));
}

Reply list_published_plan_rows(const Request& request, const Parameters& parameters, const Caller&, Context& context) {
  return reply_of(rows(request, parameters, context));
}

}  // namespace mingchou::server
