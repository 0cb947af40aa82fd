#include "client/app/records/record_json.h"

#include <algorithm>

#include "client/app/records/receipt_json.h"
#include "shared/json/json.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

namespace limits = record_limits;
constexpr json::Size text_size{0, limits::text_bytes_max};
constexpr std::int64_t integer_max = std::int64_t{1} << 53;
constexpr json::Size bulk_size{0, mingchou::limits::bulk_edit_targets_max};

std::unexpected<Error> not_of_form(const json::ObjectReader& object, std::string_view key) {
  return fail(Error("client.strange_answer").because(object.path_of(key)));
}

Result<std::string> text(json::ObjectReader& object, std::string_view key) {
  return std::string(MC_TRY(object.text(key, text_size)));
}

Result<std::optional<std::string>> maybe_text(json::ObjectReader& object, std::string_view key) {
  const auto found = MC_TRY(object.optional_text(key, text_size));
  return found ? std::optional(std::string(*found)) : std::nullopt;
}

Result<Uuid> id(json::ObjectReader& object, std::string_view key) {
  const auto found = Uuid::parse(MC_TRY(object.text(key, text_size)));
  if (!found) return not_of_form(object, key);
  return *found;
}

Result<std::optional<CivilDate>> maybe_date(json::ObjectReader& object, std::string_view key) {
  const auto found = MC_TRY(object.optional_text(key, text_size));
  if (!found) return std::nullopt;
  const auto date = CivilDate::parse(*found);
  if (!date) return not_of_form(object, key);
  return date;
}

template <class Enum>
Result<Enum> value(json::ObjectReader& object, std::string_view key, std::optional<Enum> (*from)(std::string_view)) {
  const auto found = from(MC_TRY(object.text(key, text_size)));
  if (!found) return not_of_form(object, key);
  return *found;
}

Result<Licence> read_licence(json::ObjectReader& object) {
  Licence licence;
  licence.id = {MC_TRY(id(object, "id"))};
  licence.name = MC_TRY(text(object, "name"));
  licence.number = MC_TRY(text(object, "number"));
  licence.authority = MC_TRY(text(object, "authority"));
  licence.issued_on = MC_TRY(maybe_date(object, "issued_on"));
  licence.expires_on = MC_TRY(maybe_date(object, "expires_on"));
  return licence;
}

Result<> read_parts(json::ObjectReader& object, Target& t) {
  if (object.has("tags"))
    for (const std::string_view tag : MC_TRY(object.texts("tags", {0, limits::parts_max}, text_size))) {
      const auto found = Uuid::parse(tag);
      if (!found) return not_of_form(object, "tags");
      t.tags.push_back({*found});
    }
  if (object.has("licences"))
    for (json::ObjectReader& licence : MC_TRY(object.objects("licences", {0, limits::parts_max})))
      t.licences.push_back(MC_TRY(read_licence(licence)));
  return {};
}

Result<Target> read_target(json::ObjectReader& object) {
  Target t;
  t.id = {MC_TRY(id(object, "id"))};
  t.kind = MC_TRY(value(object, "kind", target_kind_from));
  t.name = MC_TRY(text(object, "name"));
  t.status = MC_TRY(value(object, "status", target_status_from));
  t.township_code = MC_TRY(text(object, "township_code"));
  t.responsible_department_id = {MC_TRY(id(object, "responsible_department_id"))};
  t.source = MC_TRY(text(object, "source"));
  if (object.has("holder_id")) t.holder_id = TargetId{MC_TRY(id(object, "holder_id"))};
  t.credit_code = MC_TRY(maybe_text(object, "credit_code"));
  t.registration_number = MC_TRY(maybe_text(object, "registration_number"));
  t.form = MC_TRY(maybe_text(object, "form"));
  t.established_on = MC_TRY(maybe_date(object, "established_on"));
  t.registration_authority = MC_TRY(maybe_text(object, "registration_authority"));
  t.legal_person = MC_TRY(maybe_text(object, "legal_person"));
  t.address = MC_TRY(maybe_text(object, "address"));
  t.contact_name = MC_TRY(maybe_text(object, "contact_name"));
  t.contact_phone = MC_TRY(maybe_text(object, "contact_phone"));
  t.industry_code = MC_TRY(maybe_text(object, "industry_code"));
  t.station = MC_TRY(maybe_text(object, "station"));
  t.area = MC_TRY(maybe_text(object, "area"));
  t.risk_class = MC_TRY(maybe_text(object, "risk_class"));
  t.risk_source = MC_TRY(maybe_text(object, "risk_source"));
  t.risk_on = MC_TRY(maybe_date(object, "risk_on"));
  t.food_risk_class = MC_TRY(maybe_text(object, "food_risk_class"));
  t.last_checked_on = MC_TRY(maybe_date(object, "last_checked_on"));
  t.external_number = MC_TRY(maybe_text(object, "external_number"));
  t.receipt = MC_TRY(read_receipt(object));
  MC_TRY(read_parts(object, t));
  return t;
}

Result<TargetVisits> read_visits(json::ObjectReader& object) {
  TargetVisits visits;
  visits.year = static_cast<int>(MC_TRY(object.integer("year", {0, 9999})));
  visits.count = MC_TRY(object.integer("count", {0, integer_max}));
  visits.visits_max = MC_TRY(object.optional_integer("visits_max", {0, integer_max}));
  return visits;
}

/// JSON of a value; "" for null.
Result<std::string> json_text(json::ObjectReader& object, std::string_view key) {
  const json::Value found = MC_TRY(object.value(key));
  return found.is_null() ? std::string() : json::write(found);
}

Result<RecordState> read_state(json::ObjectReader& object) {
  RecordState state;
  state.revision = MC_TRY(object.integer("revision", {1, integer_max}));
  state.recorded_at = {MC_TRY(object.integer("recorded_at", {0, integer_max}))};
  state.recorded_by = MC_TRY(text(object, "recorded_by"));
  state.reason = MC_TRY(text(object, "reason"));
  const std::string from = MC_TRY(text(object, "valid_from"));
  // The state that an end made holds on no day.
  state.is_end = MC_TRY(maybe_text(object, "valid_to")) == from;
  for (json::ObjectReader& change : MC_TRY(object.objects("changes", {0, limits::text_bytes_max}))) {
    RecordChange one;
    one.field = MC_TRY(text(change, "field"));
    one.before = MC_TRY(json_text(change, "before"));
    one.after = MC_TRY(json_text(change, "after"));
    state.changes.push_back(std::move(one));
  }
  return state;
}

Result<std::vector<std::pair<TargetId, std::int64_t>>> read_revisions(json::ObjectReader& object,
                                                                      std::string_view key) {
  std::vector<std::pair<TargetId, std::int64_t>> all;
  for (json::ObjectReader& one : MC_TRY(object.objects(key, bulk_size))) {
    const TargetId target{MC_TRY(id(one, "id"))};
    all.emplace_back(target, MC_TRY(one.integer("revision", {1, integer_max})));
  }
  return all;
}

Result<std::vector<std::string>> read_names(json::ObjectReader& object) {
  std::vector<std::string> names;
  for (json::ObjectReader& one : MC_TRY(object.objects("examples", {0, limits::parts_max})))
    if (auto name = MC_TRY(maybe_text(one, "name"))) names.push_back(*std::move(name));
  return names;
}

Result<BulkReason> read_reason_of(json::ObjectReader& object) {
  BulkReason reason;
  reason.error = Error(MC_TRY(object.text("code", text_size)));
  const json::Value arguments = MC_TRY(object.value("arguments"));
  for (const auto& [name, value] : arguments.members())
    reason.error.arguments.push_back({std::string(name), std::string(value.text().value_or(""))});
  reason.count = MC_TRY(object.integer("count", {0, integer_max}));
  reason.names = MC_TRY(read_names(object));
  return reason;
}

void add(json::Writer& writer, std::string_view key, const std::optional<std::string>& text) {
  if (text) writer.field(key, *text);
}
void add(json::Writer& writer, std::string_view key, const std::optional<CivilDate>& date) {
  if (date) writer.field(key, date->text());
}

void add_licence(json::Writer& writer, const Licence& licence) {
  writer.begin_object();
  // One that was written here has no id yet: the server gives it one.
  if (licence.id != LicenceId{}) writer.field("id", licence.id.uuid.text());
  writer.field("name", licence.name).field("number", licence.number).field("authority", licence.authority);
  add(writer, "issued_on", licence.issued_on);
  add(writer, "expires_on", licence.expires_on);
  writer.end_object();
}

}  // namespace

Result<TargetRecord> read_record(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto object = MC_TRY(json::ObjectReader::of(document.root()));
  TargetRecord record;
  record.target = MC_TRY(read_target(object));
  record.revision = MC_TRY(object.integer("revision", {1, integer_max}));
  record.valid_to = MC_TRY(maybe_date(object, "valid_to"));
  auto visits = MC_TRY(object.object("visits"));
  record.visits = MC_TRY(read_visits(visits));
  return record;
}

Result<> read_history(std::string_view json, RecordHistory& history) {
  const auto document = MC_TRY(json::parse(json));
  auto object = MC_TRY(json::ObjectReader::of(document.root()));
  std::vector<RecordState> states;
  for (json::ObjectReader& item : MC_TRY(object.objects("items", {0, limits::parts_max})))
    states.push_back(MC_TRY(read_state(item)));
  const json::Value cursor = MC_TRY(object.value("next_cursor"));
  const bool goes_on = cursor.text() && !states.empty() && history.states.size() + states.size() < limits::history_max;
  std::ranges::move(states, std::back_inserter(history.states));
  history.next_cursor.reset();
  if (goes_on) history.next_cursor = std::string(cursor.text()->substr(0, 64));
  return {};
}

Result<std::vector<RegisterTag>> read_tags(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto object = MC_TRY(json::ObjectReader::of(document.root()));
  std::vector<RegisterTag> tags;
  for (json::ObjectReader& item : MC_TRY(object.objects("items", {0, limits::tags_max}))) {
    RegisterTag tag;
    tag.id = {MC_TRY(id(item, "id"))};
    tag.name = MC_TRY(text(item, "name"));
    tags.push_back(std::move(tag));
  }
  return tags;
}

Result<BulkAnswer> read_bulk_answer(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto object = MC_TRY(json::ObjectReader::of(document.root()));
  BulkAnswer answer;
  answer.changing_count = MC_TRY(object.integer("changing_count", {0, integer_max}));
  answer.unchanged_count = MC_TRY(object.integer("unchanged_count", {0, integer_max}));
  answer.fingerprint = MC_TRY(text(object, "fingerprint"));
  answer.names = MC_TRY(read_names(object));
  for (json::ObjectReader& one : MC_TRY(object.objects("refused", {0, limits::parts_max})))
    answer.refused.push_back(MC_TRY(read_reason_of(one)));
  return answer;
}

Result<BulkDone> read_bulk_done(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto object = MC_TRY(json::ObjectReader::of(document.root()));
  BulkDone done;
  done.edit = MC_TRY(id(object, "edit_id"));
  done.changed = MC_TRY(read_revisions(object, "changed"));
  return done;
}

Result<BulkUndone> read_bulk_undone(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto object = MC_TRY(json::ObjectReader::of(document.root()));
  BulkUndone undone;
  undone.restored = MC_TRY(read_revisions(object, "restored"));
  undone.left_count = MC_TRY(object.integer("left_count", {0, integer_max}));
  return undone;
}

std::string record_body(const Target& t, std::string_view reason) {
  json::Writer writer;
  writer.begin_object().field("kind", text_of(t.kind)).field("name", t.name).field("status", text_of(t.status));
  writer.field("township_code", t.township_code).field("source", t.source);
  writer.field("responsible_department_id", t.responsible_department_id.uuid.text());
  if (t.holder_id) writer.field("holder_id", t.holder_id->uuid.text());
  add(writer, "credit_code", t.credit_code);
  add(writer, "registration_number", t.registration_number);
  add(writer, "form", t.form);
  add(writer, "established_on", t.established_on);
  add(writer, "registration_authority", t.registration_authority);
  add(writer, "legal_person", t.legal_person);
  add(writer, "address", t.address);
  add(writer, "contact_name", t.contact_name);
  add(writer, "contact_phone", t.contact_phone);
  add(writer, "industry_code", t.industry_code);
  add(writer, "station", t.station);
  add(writer, "area", t.area);
  add(writer, "risk_class", t.risk_class);
  add(writer, "risk_source", t.risk_source);
  add(writer, "risk_on", t.risk_on);
  add(writer, "food_risk_class", t.food_risk_class);
  add(writer, "last_checked_on", t.last_checked_on);
  add(writer, "external_number", t.external_number);
  add_receipt(writer, t.receipt);
  writer.key("tags").begin_array();
  for (const TagId& tag : t.tags) writer.value(tag.uuid.text());
  writer.end_array().key("licences").begin_array();
  for (const Licence& licence : t.licences) add_licence(writer, licence);
  return std::move(writer.end_array().field("reason", reason).end_object()).take();
}

std::string bulk_body(const std::vector<TargetId>& ids, const BulkChange& change, std::string_view reason,
                      std::string_view fingerprint) {
  json::Writer writer;
  writer.begin_object().field("preview", fingerprint.empty()).key("ids").begin_array();
  for (const TargetId& target : ids) writer.value(target.uuid.text());
  writer.end_array();
  if (!fingerprint.empty()) writer.field("fingerprint", fingerprint).field("reason", reason);
  // The change comes last: it is a text of JSON already.
  std::string body = std::move(writer.key("change").null().end_object()).take();
  constexpr std::string_view end = "null}";
  return body.replace(body.size() - end.size(), end.size(), json_of(change) + "}");
}

Result<std::vector<VisitCap>> read_visit_caps(std::string_view json) {
  constexpr std::size_t years_max = 100;
  constexpr std::size_t text_bytes_max = 2000;
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::vector<VisitCap> caps;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, years_max})))
    caps.push_back({.year = static_cast<int>(MC_TRY(item.integer("year", {0, 9999}))),
                    .visits_max = static_cast<int>(MC_TRY(item.integer("visits_max", {0, 1'000'000}))),
                    .recorded_by = std::string(MC_TRY(item.text("recorded_by", {0, text_bytes_max}))),
                    .reason = std::string(MC_TRY(item.text("reason", {0, text_bytes_max})))});
  return caps;
}

Result<RefusedTargets> read_refused_targets(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  RefusedTargets refused;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, limits::refused_page})))
    refused.list.push_back({{MC_TRY(id(item, "id"))}, MC_TRY(text(item, "name")), MC_TRY(read_receipt(item))});
  refused.has_more = MC_TRY(reader.value("next_cursor")).text().has_value();
  return refused;
}

std::string visit_cap_body(const SaveVisitCap& request) {
  json::Writer writer;
  writer.begin_object().field("visits_max", request.visits_max).field("reason", request.reason);
  return std::move(writer.end_object()).take();
}

RegisterTarget register_target_of(const TargetRecord& record) {
  const Target& t = record.target;
  return {.id = t.id,
          .kind = std::string(text_of(t.kind)),
          .name = t.name,
          .credit_code = t.credit_code,
          .registration_number = t.registration_number,
          .holder_id = t.holder_id,
          .form = t.form,
          .established_on = t.established_on,
          .registration_authority = t.registration_authority,
          .status = std::string(text_of(t.status)),
          .legal_person = t.legal_person,
          .township_code = t.township_code,
          .address = t.address,
          .contact_name = t.contact_name,
          .contact_phone = t.contact_phone,
          .industry_code = t.industry_code,
          .responsible_department_id = t.responsible_department_id,
          .station = t.station,
          .area = t.area,
          .last_checked_on = t.last_checked_on,
          .revision = record.revision,
          .tags = t.tags,
          .licences = t.licences};
}

}  // namespace mingchou::client
