#include "client/app/people/people_json.h"

#include <array>

#include "client/app/records/receipt_json.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

using namespace people_limits;

constexpr json::Size some_text{0, text_bytes_max};
constexpr json::Size some_parts{0, 256};
constexpr std::int64_t number_max = std::int64_t{1} << 53;

std::unexpected<Error> strange(const json::ObjectReader& reader, std::string_view key) {
  return fail(Error("json.field_not_text").with("field", reader.path_of(key)));
}

Result<std::string> text(json::ObjectReader& reader, std::string_view key) {
  return std::string(MC_TRY(reader.optional_text(key, some_text)).value_or(""));
}
Result<std::optional<std::string>> optional_text(json::ObjectReader& reader, std::string_view key) {
  const auto found = MC_TRY(reader.optional_text(key, some_text));
  return found ? std::optional(std::string(*found)) : std::nullopt;
}
Result<Uuid> id(json::ObjectReader& reader, std::string_view key) {
  const auto found = Uuid::parse(MC_TRY(reader.text(key, some_text)));
  if (!found) return strange(reader, key);
  return *found;
}
Result<CivilDate> date(json::ObjectReader& reader, std::string_view key) {
  const auto found = CivilDate::parse(MC_TRY(reader.text(key, some_text)));
  if (!found) return strange(reader, key);
  return *found;
}
Result<std::optional<CivilDate>> optional_date(json::ObjectReader& reader, std::string_view key) {
  const auto found = MC_TRY(reader.optional_text(key, some_text));
  return found ? CivilDate::parse(*found) : std::nullopt;
}
template <class Enum>
Result<Enum> value(json::ObjectReader& reader, std::string_view key, std::optional<Enum> (*from)(std::string_view)) {
  const auto found = from(MC_TRY(reader.text(key, some_text)));
  if (!found) return strange(reader, key);
  return *found;
}

Result<std::vector<std::string>> words(json::ObjectReader& reader, std::string_view key) {
  std::vector<std::string> all;
  if (!reader.has(key)) return all;
  for (const std::string_view word : MC_TRY(reader.texts(key, some_parts, some_text))) all.emplace_back(word);
  return all;
}

Result<std::vector<json::ObjectReader>> parts(json::ObjectReader& reader, std::string_view key) {
  if (!reader.has(key)) return std::vector<json::ObjectReader>{};
  return reader.objects(key, some_parts);
}

std::optional<DrawBar> bar_from(std::string_view text) {
  static constexpr std::array bars{DrawBar::not_active, DrawBar::on_leave, DrawBar::no_certificate,
                                   DrawBar::certificate_not_yet_valid, DrawBar::certificate_expired};
  for (const DrawBar bar : bars)
    if (text_of(bar) == text) return bar;
  return std::nullopt;
}

Result<std::optional<std::string>> read_cursor(json::ObjectReader& reader) {
  const json::Value next = MC_TRY(reader.value("next_cursor"));
  const auto text = next.text();
  return text ? std::optional(std::string(text->substr(0, account_limits::name_bytes_max))) : std::nullopt;
}

/// A page whose items `read` makes of objects.
template <class Item, class Read>
Result<JsonPage<Item>> read_page(std::string_view json, std::size_t count_max, Read read) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  JsonPage<Item> page;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, count_max})))
    page.items.push_back(MC_TRY(read(item)));
  page.next_cursor = MC_TRY(read_cursor(reader));
  return page;
}

Result<PersonHistoryEntry> read_history_entry(json::ObjectReader& reader) {
  PersonHistoryEntry entry;
  entry.revision = MC_TRY(reader.integer("revision", {0, number_max}));
  entry.recorded_at = Instant{MC_TRY(reader.integer("recorded_at", {0, number_max}))};
  entry.recorded_by = MC_TRY(text(reader, "recorded_by"));
  entry.reason = MC_TRY(text(reader, "reason"));
  // Of the newest state alone: those before it end where the next begins.
  entry.is_end = MC_TRY(reader.optional_text("valid_to", some_text)).value_or("") ==
                 MC_TRY(reader.optional_text("valid_from", some_text)).value_or("-");
  for (json::ObjectReader& change : MC_TRY(reader.objects("changes", {0, 1024}))) {
    const json::Value before = MC_TRY(change.value("before")), after = MC_TRY(change.value("after"));
    const auto written = [](const json::Value& of) { return of.is_null() ? std::string() : json::write(of); };
    entry.changes.push_back({MC_TRY(text(change, "field")), written(before), written(after)});
  }
  return entry;
}

Result<RecusalEntry> read_recusal(json::ObjectReader& reader) {
  RecusalEntry entry;
  entry.id = MC_TRY(id(reader, "id"));
  entry.target_id = MC_TRY(id(reader, "target_id"));
  entry.target_name = MC_TRY(text(reader, "target_name"));
  entry.reason = MC_TRY(text(reader, "reason"));
  entry.side = side_from(MC_TRY(text(reader, "entered_by_side")));
  entry.since = MC_TRY(optional_date(reader, "valid_from"));
  entry.recorded_by = MC_TRY(text(reader, "recorded_by"));
  return entry;
}

Result<TrainingEntry> read_training(json::ObjectReader& reader) {
  TrainingEntry entry;
  entry.id = MC_TRY(id(reader, "id"));
  entry.held_on = MC_TRY(date(reader, "held_on"));
  entry.topic = MC_TRY(text(reader, "topic"));
  entry.organiser = MC_TRY(text(reader, "organiser"));
  entry.duration_minutes = static_cast<int>(MC_TRY(reader.integer("duration_minutes", {0, 1'000'000})));
  entry.attendee_count =
      static_cast<int>(MC_TRY(reader.optional_integer("attendee_count", {0, 1'000'000})).value_or(1));
  return entry;
}

Result<FoundTarget> read_found_target(json::ObjectReader& reader) {
  FoundTarget target;
  target.id = MC_TRY(id(reader, "id"));
  target.name = MC_TRY(text(reader, "name"));
  target.code = MC_TRY(text(reader, "credit_code"));
  if (target.code.empty()) target.code = MC_TRY(text(reader, "registration_number"));
  return target;
}

Result<std::vector<Licence>> read_licences(json::ObjectReader& reader, std::string_view key) {
  std::vector<Licence> licences;
  for (json::ObjectReader& part : MC_TRY(parts(reader, key)))
    licences.push_back({{MC_TRY(id(part, "id"))},
                        MC_TRY(text(part, "name")),
                        MC_TRY(text(part, "number")),
                        MC_TRY(text(part, "authority")),
                        MC_TRY(optional_date(part, "issued_on")),
                        MC_TRY(optional_date(part, "expires_on"))});
  return licences;
}

}  // namespace

Result<> read_entity(json::ObjectReader& reader, Inspector& i) {
  i.id = {MC_TRY(id(reader, "id"))};
  i.staff_number = MC_TRY(text(reader, "staff_number"));
  i.name = MC_TRY(text(reader, "name"));
  i.sex = MC_TRY(optional_text(reader, "sex"));
  i.department_id = {MC_TRY(id(reader, "department_id"))};
  i.unit = MC_TRY(optional_text(reader, "unit"));
  i.township_code = MC_TRY(optional_text(reader, "township_code"));
  i.position = MC_TRY(optional_text(reader, "position"));
  i.phone = MC_TRY(optional_text(reader, "phone"));
  i.person_kind = MC_TRY(value(reader, "person_kind", person_kind_from));
  i.status = MC_TRY(value(reader, "status", inspector_status_from));
  i.source = MC_TRY(text(reader, "source"));
  i.external_number = MC_TRY(optional_text(reader, "external_number"));
  i.receipt = MC_TRY(read_receipt(reader));
  if (const auto capacity = MC_TRY(reader.optional_integer("capacity", {1, limits::inspector_capacity_max})))
    i.capacity = static_cast<int>(*capacity);
  for (json::ObjectReader& part : MC_TRY(parts(reader, "certificates")))
    i.certificates.push_back({{MC_TRY(id(part, "id"))},
                              MC_TRY(text(part, "number")),
                              MC_TRY(text(part, "field")),
                              MC_TRY(text(part, "authority")),
                              MC_TRY(date(part, "issued_on")),
                              MC_TRY(date(part, "expires_on"))});
  i.specialties = MC_TRY(words(reader, "specialties"));
  for (json::ObjectReader& part : MC_TRY(parts(reader, "leaves")))
    i.leaves.push_back({{MC_TRY(id(part, "id"))},
                        MC_TRY(date(part, "first_day")),
                        MC_TRY(date(part, "last_day")),
                        MC_TRY(text(part, "reason"))});
  return {};
}

Result<> read_entity(json::ObjectReader& reader, Expert& e) {
  e.id = {MC_TRY(id(reader, "id"))};
  e.name = MC_TRY(text(reader, "name"));
  e.sex = MC_TRY(optional_text(reader, "sex"));
  e.department_id = {MC_TRY(id(reader, "department_id"))};
  e.institution = MC_TRY(text(reader, "institution"));
  e.title = MC_TRY(optional_text(reader, "title"));
  e.phone = MC_TRY(optional_text(reader, "phone"));
  e.status = MC_TRY(value(reader, "status", expert_status_from));
  e.source = MC_TRY(text(reader, "source"));
  e.external_number = MC_TRY(optional_text(reader, "external_number"));
  e.receipt = MC_TRY(read_receipt(reader));
  e.fields = MC_TRY(words(reader, "fields"));
  e.qualifications = MC_TRY(read_licences(reader, "qualifications"));
  return {};
}

template <class Entity>
Result<Person<Entity>> read_person(json::ObjectReader& reader) {
  Person<Entity> person;
  MC_TRY(read_entity(reader, person.entity));
  person.revision = MC_TRY(reader.integer("revision", {1, number_max}));
  person.ended_on = MC_TRY(optional_date(reader, "valid_to"));
  if (reader.has("draw_bar")) {
    const json::Value bar = MC_TRY(reader.value("draw_bar"));
    person.bar = bar_from(bar.text().value_or(""));
  }
  return person;
}

template <class Entity>
Result<Person<Entity>> read_person(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  return read_person<Entity>(reader);
}

template <class Entity>
Result<JsonPage<Person<Entity>>> read_people_page(std::string_view json) {
  return read_page<Person<Entity>>(json, page_size, [](json::ObjectReader& item) { return read_person<Entity>(item); });
}

template Result<Person<Inspector>> read_person(std::string_view json);
template Result<Person<Expert>> read_person(std::string_view json);
template Result<JsonPage<Person<Inspector>>> read_people_page(std::string_view json);
template Result<JsonPage<Person<Expert>>> read_people_page(std::string_view json);

Result<JsonPage<PersonHistoryEntry>> read_person_history(std::string_view json) {
  return read_page<PersonHistoryEntry>(json, history_page_size, read_history_entry);
}
Result<JsonPage<RecusalEntry>> read_recusals(std::string_view json) {
  return read_page<RecusalEntry>(json, links_page_size, read_recusal);
}
Result<JsonPage<TrainingEntry>> read_trainings(std::string_view json) {
  return read_page<TrainingEntry>(json, links_page_size, read_training);
}
Result<std::vector<FoundTarget>> read_found_targets(std::string_view json) {
  return MC_TRY(read_page<FoundTarget>(json, targets_found_max, read_found_target)).items;
}

Result<CertificateDuties> read_certificate_duties(std::string_view json) {
  constexpr std::int64_t counted_max = 1'000'000;
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  CertificateDuties duties;
  duties.expired = static_cast<int>(MC_TRY(reader.integer("certificate_expired", {0, counted_max})));
  duties.missing = static_cast<int>(MC_TRY(reader.integer("without_certificate", {0, counted_max})));
  duties.within_30_days = static_cast<int>(MC_TRY(reader.integer("expires_within_30_days", {0, counted_max})));
  return duties;
}

Result<ReceiptDuties> read_receipt_duties(std::string_view json) {
  constexpr std::int64_t counted_max = 100'000'000;
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  ReceiptDuties duties;
  duties.targets = static_cast<int>(MC_TRY(reader.integer("targets_refused", {0, counted_max})));
  duties.inspectors = static_cast<int>(MC_TRY(reader.integer("inspectors_refused", {0, counted_max})));
  duties.experts = static_cast<int>(MC_TRY(reader.integer("experts_refused", {0, counted_max})));
  return duties;
}

}  // namespace mingchou::client
