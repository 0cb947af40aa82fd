#include "client/app/items/items_json.h"

#include <utility>

#include "client/app/model/json_parts.h"
#include "shared/items/content.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

using namespace json_parts;

std::optional<items::Standing> standing_from(std::string_view text) {
  for (const auto standing : {items::Standing::draft, items::Standing::upcoming, items::Standing::in_force,
                              items::Standing::ended, items::Standing::discarded})
    if (text_of(standing) == text) return standing;
  return std::nullopt;
}

std::optional<items::DutyKind> duty_kind_from(std::string_view text) {
  for (const auto kind : {items::DutyKind::yearly_list, items::DutyKind::publication})
    if (text_of(kind) == text) return kind;
  return std::nullopt;
}

Result<> read_version_texts(json::ObjectReader& reader, ListVersion& version) {
  for (const auto& [name, to] : {std::pair<std::string_view, std::string*>{"approved_by", &version.approved_by},
                                 {"document_number", &version.document_number},
                                 {"reason", &version.reason},
                                 {"withdrawal_reason", &version.withdrawal_reason},
                                 {"created_by", &version.created_by},
                                 {"issued_by", &version.issued_by}})
    *to = MC_TRY(read_text(reader, name));
  version.content_hash = std::string(MC_TRY(reader.value("content_hash")).text().value_or("").substr(0, 64));
  return {};
}

Result<> read_version_days(json::ObjectReader& reader, ListVersion& version) {
  version.effective_from = MC_TRY(read_optional_day(reader, "effective_from"));
  version.effective_to = MC_TRY(read_optional_day(reader, "effective_to"));
  version.approved_on = MC_TRY(read_optional_day(reader, "approved_on"));
  version.withdrawn_on = MC_TRY(read_optional_day(reader, "withdrawn_on"));
  return {};
}

/// An item as it stands in a difference: with its id, and nothing that is not the item's own.
Result<items::Item> read_plain_item(json::ObjectReader& reader) {
  items::Item item = MC_TRY(items::read_item(reader));
  item.id = {MC_TRY(read_uuid(reader, "id"))};
  return item;
}

const std::vector<items::Field>& known_fields() {
  static const std::vector<items::Field> known = [] {
    items::Item all;
    all.sub_item = all.reason = all.staff_requirement = std::string();
    all.ratio_basis_points = all.cap_basis_points = 1;
    all.frequency = items::Frequency();
    all.valid_from = all.valid_to = CivilDate();
    return items::fields_of(all);
  }();
  return known;
}

Result<items::ItemChange> read_change(json::ObjectReader& reader) {
  items::ItemChange change;
  change.id = {MC_TRY(read_uuid(reader, "id"))};
  change.code = MC_TRY(read_text(reader, "code"));
  change.name = MC_TRY(read_text(reader, "name"));
  change.fields = MC_TRY(read_field_changes(reader, known_fields()));
  return change;
}

void write_optional_id(json::Writer& writer, std::string_view name, const std::optional<Uuid>& id) {
  writer.key(name);
  if (id)
    writer.value(id->text());
  else
    writer.null();
}

}  // namespace

Result<ListVersion> read_list_version(json::ObjectReader& reader) {
  ListVersion version;
  version.id = {MC_TRY(read_uuid(reader, "id"))};
  version.list_id = {MC_TRY(read_uuid(reader, "list_id"))};
  version.number = MC_TRY(reader.value("number")).int64();
  version.state = MC_TRY(read_word(reader, "state", items::state_from));
  version.standing = MC_TRY(read_word(reader, "standing", standing_from));
  version.based_on = MC_TRY(read_optional_id<items::VersionId>(reader, "based_on_id"));
  MC_TRY(read_version_days(reader, version));
  MC_TRY(read_version_texts(reader, version));
  version.item_count = MC_TRY(reader.integer("item_count", {0, number_max}));
  version.use_count = MC_TRY(reader.integer("use_count", {0, number_max}));
  for (const std::string_view text : MC_TRY(reader.texts("unpublished", {0, 10}, some_word)))
    if (const auto channel = items::channel_from(text)) version.unpublished.push_back(*channel);
  version.created_at = MC_TRY(read_instant(reader, "created_at"));
  version.revision = MC_TRY(reader.integer("revision", {0, number_max}));
  return version;
}

Result<ItemList> read_item_list(json::ObjectReader& reader) {
  ItemList list;
  list.id = {MC_TRY(read_uuid(reader, "id"))};
  list.owner = MC_TRY(read_optional_id<DepartmentId>(reader, "department_id"));
  list.issued_count = MC_TRY(reader.integer("issued_count", {0, number_max}));
  for (json::ObjectReader& version : MC_TRY(reader.objects("current", {0, 10})))
    list.current.push_back(MC_TRY(read_list_version(version)));
  return list;
}

Result<StoredItem> read_stored_item(json::ObjectReader& reader) {
  StoredItem stored;
  stored.item = MC_TRY(read_plain_item(reader));
  stored.revision = MC_TRY(reader.integer("revision", {0, number_max}));
  return stored;
}

Result<ListReview> read_list_review(json::ObjectReader& reader) {
  ListReview review;
  review.year = static_cast<int>(MC_TRY(reader.integer("year", {1, 9999})));
  review.note = MC_TRY(read_text(reader, "note"));
  review.recorded_at = MC_TRY(read_instant(reader, "recorded_at"));
  review.recorded_by = MC_TRY(read_text(reader, "recorded_by"));
  return review;
}

Result<TagName> read_tag_name(json::ObjectReader& reader) {
  return TagName{MC_TRY(read_uuid(reader, "id")), MC_TRY(read_text(reader, "name"))};
}

Result<ItemGap> read_item_gap(json::ObjectReader& reader) {
  ItemGap gap;
  gap.list_id = {MC_TRY(read_uuid(reader, "list_id"))};
  gap.version_id = {MC_TRY(read_uuid(reader, "version_id"))};
  gap.item_id = {MC_TRY(read_uuid(reader, "item_id"))};
  gap.code = MC_TRY(read_text(reader, "code"));
  gap.name = MC_TRY(read_text(reader, "name"));
  gap.department_id = MC_TRY(read_uuid(reader, "department_id"));
  gap.has_department_ended = MC_TRY(reader.text("problem", some_word)) == "department_ended";
  gap.inspector_count = MC_TRY(reader.integer("inspector_count", {0, number_max}));
  gap.is_without_anybody = MC_TRY(reader.boolean("is_without_inspecting_department"));
  return gap;
}

Result<UncoveredTarget> read_uncovered_target(json::ObjectReader& reader) {
  UncoveredTarget target;
  target.id = MC_TRY(read_uuid(reader, "id"));
  target.name = std::string(MC_TRY(reader.value("name")).text().value_or("").substr(0, some_text.max));
  target.department_id = MC_TRY(read_uuid(reader, "responsible_department_id"));
  return target;
}

Result<items::Duty> read_list_duty(json::ObjectReader& reader) {
  items::Duty duty;
  duty.kind = MC_TRY(read_word(reader, "kind", duty_kind_from));
  duty.owner = MC_TRY(read_optional_id<DepartmentId>(reader, "department_id"));
  duty.list_id = MC_TRY(read_optional_id<items::ListId>(reader, "list_id"));
  duty.version_id = MC_TRY(read_optional_id<items::VersionId>(reader, "version_id"));
  duty.due = MC_TRY(read_optional_day(reader, "due_on"));
  duty.is_provisional = MC_TRY(reader.boolean("is_provisional"));
  duty.is_overdue = MC_TRY(reader.boolean("is_overdue"));
  if (duty.kind == items::DutyKind::yearly_list) {
    duty.year = static_cast<int>(MC_TRY(reader.integer("year", {1, 9999})));
    return duty;
  }
  duty.number = MC_TRY(reader.integer("number", {1, number_max}));
  duty.channel = MC_TRY(read_word(reader, "channel", items::channel_from));
  duty.notice = MC_TRY(read_word(reader, "notice", items::notice_from));
  return duty;
}

Result<items::Diff> read_list_diff(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  items::Diff diff;
  for (json::ObjectReader& item : MC_TRY(reader.objects("added", {0, items::items_max})))
    diff.added.push_back(MC_TRY(read_plain_item(item)));
  for (json::ObjectReader& item : MC_TRY(reader.objects("removed", {0, items::items_max})))
    diff.removed.push_back(MC_TRY(read_plain_item(item)));
  for (json::ObjectReader& item : MC_TRY(reader.objects("changed", {0, items::items_max})))
    diff.changed.push_back(MC_TRY(read_change(item)));
  diff.is_reordered = MC_TRY(reader.boolean("is_reordered"));
  return diff;
}

std::string new_list_json(const items::Owner& owner) {
  json::Writer writer;
  writer.begin_object();
  write_optional_id(writer, "department_id", owner ? std::optional(owner->uuid) : std::nullopt);
  return std::move(writer.end_object()).take();
}

std::string new_draft_json(const MakeItemDraft& request) {
  json::Writer writer;
  writer.begin_object();
  write_optional_id(writer, "based_on_id", request.based_on ? std::optional(request.based_on->uuid) : std::nullopt);
  return std::move(writer.end_object()).take();
}

std::string review_json(const RecordListReview& request) {
  json::Writer writer;
  return std::move(writer.begin_object().field("year", request.year).field("note", request.note).end_object()).take();
}

std::string issue_json(const IssueItemList& request) {
  json::Writer writer;
  writer.begin_object().field("effective_from", request.effective_from.text());
  writer.field("approved_on", request.approved_on.text()).field("approved_by", request.approved_by);
  writer.field("document_number", request.document_number).field("reason", request.reason);
  return std::move(writer.end_object()).take();
}

std::string withdrawal_json(const WithdrawItemList& request) {
  json::Writer writer;
  writer.begin_object().field("ends_on", request.ends_on.text()).field("reason", request.reason);
  return std::move(writer.end_object()).take();
}

std::string publication_json(const RecordListPublication& request) {
  json::Writer writer;
  writer.begin_object().field("notice", text_of(request.notice)).field("channel", text_of(request.channel));
  writer.field("published_on", request.published_on.text()).field("address", request.address);
  return std::move(writer.end_object()).take();
}

std::string order_json(const std::vector<items::ItemId>& order) {
  json::Writer writer;
  writer.begin_object().key("item_ids").begin_array();
  for (const items::ItemId& id : order) writer.value(id.uuid.text());
  return std::move(writer.end_array().end_object()).take();
}

}  // namespace mingchou::client
