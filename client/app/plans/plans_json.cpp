#include "client/app/plans/plans_json.h"

#include <utility>

#include "client/app/model/json_parts.h"
#include "shared/json/writer.h"
#include "shared/plans/content.h"
#include "shared/plans/sight.h"

namespace mingchou::client {
namespace {

using namespace json_parts;

constexpr json::Range some_year{1, 9999};

Result<int> read_year(json::ObjectReader& reader) {
  return static_cast<int>(MC_TRY(reader.integer("year", some_year)));
}

Result<std::optional<PlanMark>> read_mark(json::ObjectReader& reader, std::string_view at, std::string_view by) {
  const auto ms = MC_TRY(reader.value(at)).int64();
  std::string who = MC_TRY(read_text(reader, by));
  return ms ? std::optional(PlanMark{Instant{*ms}, std::move(who)}) : std::nullopt;
}

Result<> read_marks(json::ObjectReader& reader, PlanVersion& version) {
  version.created = {MC_TRY(read_instant(reader, "created_at")), MC_TRY(read_text(reader, "created_by"))};
  version.submitted = MC_TRY(read_mark(reader, "submitted_at", "submitted_by"));
  version.approved = MC_TRY(read_mark(reader, "approved_at", "approved_by"));
  version.filed = MC_TRY(read_mark(reader, "filed_at", "filed_by"));
  version.published = MC_TRY(read_mark(reader, "published_at", "published_by"));
  version.ended = MC_TRY(read_mark(reader, "ended_at", "ended_by"));
  version.approved_on = MC_TRY(read_optional_day(reader, "approved_on"));
  version.filed_on = MC_TRY(read_optional_day(reader, "filed_on"));
  return {};
}

Result<> read_texts(json::ObjectReader& reader, PlanVersion& version) {
  for (const auto& [name, to] : {std::pair<std::string_view, std::string*>{"reason", &version.reason},
                                 {"return_reason", &version.return_reason},
                                 {"minutes_number", &version.minutes_number},
                                 {"filing_number", &version.filing_number},
                                 {"end_reason", &version.end_reason}})
    *to = MC_TRY(read_text(reader, name));
  version.content_hash = std::string(MC_TRY(reader.value("content_hash")).text().value_or("").substr(0, 64));
  return {};
}

Result<plans::Row> read_plain_row(json::ObjectReader& reader) {
  plans::Row row = MC_TRY(plans::read_row(reader));
  row.id = {MC_TRY(read_uuid(reader, "id"))};
  return row;
}

std::optional<plans::DutyKind> duty_kind_from(std::string_view text) {
  using enum plans::DutyKind;
  for (const auto kind : {approval, filing, publication, period_ended})
    if (text_of(kind) == text) return kind;
  return std::nullopt;
}

const std::vector<items::Field>& known_fields() {
  static const std::vector<items::Field> known = [] {
    plans::Row all;
    all.estimated_count = 1;
    all.remarks = std::string();
    return plans::fields_of(all);
  }();
  return known;
}

Result<plans::RowChange> read_change(json::ObjectReader& reader) {
  plans::RowChange change;
  change.id = {MC_TRY(read_uuid(reader, "id"))};
  change.name = MC_TRY(read_text(reader, "name"));
  change.fields = MC_TRY(read_field_changes(reader, known_fields()));
  return change;
}

/// What a duty is about, by its kind.
Result<> read_subject(json::ObjectReader& reader, plans::Duty& duty) {
  if (duty.version_id) duty.number = MC_TRY(reader.integer("number", {1, number_max}));
  if (duty.kind == plans::DutyKind::publication)
    duty.channel = MC_TRY(read_word(reader, "channel", items::channel_from));
  if (duty.kind != plans::DutyKind::period_ended) return {};
  plans::RowFacts row;
  row.id = {MC_TRY(read_uuid(reader, "row_id"))};
  row.name = MC_TRY(read_text(reader, "name"));
  row.initiating_department_id = {MC_TRY(read_uuid(reader, "department_id"))};
  if (duty.due) row.last_day = *duty.due;
  duty.row = std::move(row);
  return {};
}

}  // namespace

Result<PlanVersion> read_plan_version(json::ObjectReader& reader) {
  PlanVersion version;
  version.id = {MC_TRY(read_uuid(reader, "id"))};
  version.plan_id = {MC_TRY(read_uuid(reader, "plan_id"))};
  version.year = MC_TRY(read_year(reader));
  version.number = MC_TRY(reader.value("number")).int64();
  version.state = MC_TRY(read_word(reader, "state", plans::state_from));
  version.shows_own_rows = MC_TRY(reader.text("sight", some_word)) == text_of(plans::Sight::own_rows);
  version.based_on = MC_TRY(read_optional_id<plans::VersionId>(reader, "based_on_id"));
  MC_TRY(read_marks(reader, version));
  MC_TRY(read_texts(reader, version));
  version.row_count = MC_TRY(reader.integer("row_count", {0, number_max}));
  for (const std::string_view text : MC_TRY(reader.texts("unpublished", {0, 10}, some_word)))
    if (const auto channel = items::channel_from(text)) version.unpublished.push_back(*channel);
  version.revision = MC_TRY(reader.integer("revision", {0, number_max}));
  return version;
}

Result<YearlyPlan> read_yearly_plan(json::ObjectReader& reader) {
  YearlyPlan plan;
  plan.id = {MC_TRY(read_uuid(reader, "id"))};
  plan.year = MC_TRY(read_year(reader));
  for (json::ObjectReader& version : MC_TRY(reader.objects("current", {0, 10})))
    plan.current.push_back(MC_TRY(read_plan_version(version)));
  return plan;
}

Result<StoredPlanRow> read_stored_plan_row(json::ObjectReader& reader) {
  StoredPlanRow stored;
  stored.row = MC_TRY(read_plain_row(reader));
  stored.revision = MC_TRY(reader.integer("revision", {0, number_max}));
  stored.changed_at = MC_TRY(read_instant(reader, "changed_at"));
  stored.changed_by = MC_TRY(read_text(reader, "changed_by"));
  return stored;
}

Result<plans::Duty> read_plan_duty(json::ObjectReader& reader) {
  plans::Duty duty;
  duty.kind = MC_TRY(read_word(reader, "kind", duty_kind_from));
  duty.year = MC_TRY(read_year(reader));
  duty.plan_id = MC_TRY(read_optional_id<plans::PlanId>(reader, "plan_id"));
  duty.version_id = MC_TRY(read_optional_id<plans::VersionId>(reader, "version_id"));
  duty.due = MC_TRY(read_optional_day(reader, "due_on"));
  duty.is_provisional = MC_TRY(reader.boolean("is_provisional"));
  duty.is_overdue = MC_TRY(reader.boolean("is_overdue"));
  MC_TRY(read_subject(reader, duty));
  return duty;
}

Result<plans::Diff> read_plan_diff(json::ObjectReader& reader) {
  constexpr json::Size some_rows{0, plans::rows_max};
  plans::Diff diff;
  for (json::ObjectReader& row : MC_TRY(reader.objects("added", some_rows)))
    diff.added.push_back(MC_TRY(read_plain_row(row)));
  for (json::ObjectReader& row : MC_TRY(reader.objects("removed", some_rows)))
    diff.removed.push_back(MC_TRY(read_plain_row(row)));
  for (json::ObjectReader& row : MC_TRY(reader.objects("changed", some_rows)))
    diff.changed.push_back(MC_TRY(read_change(row)));
  return diff;
}

std::string new_plan_json(const CreatePlan& request) {
  json::Writer writer;
  return std::move(writer.begin_object().field("year", request.year).end_object()).take();
}

std::string approval_json(const ApprovePlan& request) {
  json::Writer writer;
  writer.begin_object().field("approved_on", request.approved_on.text());
  return std::move(writer.field("minutes_number", request.minutes_number).end_object()).take();
}

std::string filing_json(const FilePlan& request) {
  json::Writer writer;
  writer.begin_object().field("filed_on", request.filed_on.text());
  return std::move(writer.field("filing_number", request.filing_number).end_object()).take();
}

std::string plan_publication_json(const RecordPlanPublication& request) {
  json::Writer writer;
  writer.begin_object().field("channel", text_of(request.channel));
  writer.field("published_on", request.published_on.text()).field("address", request.address);
  return std::move(writer.end_object()).take();
}

}  // namespace mingchou::client
