// What is sent of inspectors, experts and what hangs on them: the writing half of people_json.h.
#include "client/app/people/people_json.h"
#include "client/app/records/receipt_json.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

void add(json::Writer& writer, std::string_view key, const std::optional<std::string>& text) {
  if (text) writer.field(key, *text);
}
void add(json::Writer& writer, std::string_view key, const std::optional<CivilDate>& date) {
  if (date) writer.field(key, date->text());
}
/// A new part has no id yet.
void add_part_id(json::Writer& writer, const Uuid& id) {
  if (id != Uuid{}) writer.field("id", id.text());
}

void add_words(json::Writer& writer, std::string_view key, const std::vector<std::string>& words) {
  writer.key(key).begin_array();
  for (const std::string& word : words) writer.value(word);
  writer.end_array();
}

void add_certificates(json::Writer& writer, const std::vector<Certificate>& certificates) {
  writer.key("certificates").begin_array();
  for (const Certificate& certificate : certificates) {
    writer.begin_object();
    add_part_id(writer, certificate.id.uuid);
    writer.field("number", certificate.number).field("field", certificate.field);
    writer.field("authority", certificate.authority).field("issued_on", certificate.issued_on.text());
    writer.field("expires_on", certificate.expires_on.text()).end_object();
  }
  writer.end_array();
}

void add_leaves(json::Writer& writer, const std::vector<Leave>& leaves) {
  writer.key("leaves").begin_array();
  for (const Leave& leave : leaves) {
    writer.begin_object();
    add_part_id(writer, leave.id.uuid);
    writer.field("first_day", leave.first_day.text()).field("last_day", leave.last_day.text());
    writer.field("reason", leave.reason).end_object();
  }
  writer.end_array();
}

void add_qualifications(json::Writer& writer, const std::vector<Licence>& qualifications) {
  writer.key("qualifications").begin_array();
  for (const Licence& qualification : qualifications) {
    writer.begin_object();
    add_part_id(writer, qualification.id.uuid);
    writer.field("name", qualification.name).field("number", qualification.number);
    writer.field("authority", qualification.authority);
    add(writer, "issued_on", qualification.issued_on);
    add(writer, "expires_on", qualification.expires_on);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

std::string person_body(const Inspector& i, std::string_view reason) {
  json::Writer writer;
  writer.begin_object().field("staff_number", i.staff_number).field("name", i.name);
  add(writer, "sex", i.sex);
  writer.field("department_id", i.department_id.uuid.text());
  add(writer, "unit", i.unit);
  add(writer, "township_code", i.township_code);
  add(writer, "position", i.position);
  add(writer, "phone", i.phone);
  writer.field("person_kind", text_of(i.person_kind)).field("status", text_of(i.status)).field("source", i.source);
  add(writer, "external_number", i.external_number);
  add_receipt(writer, i.receipt);
  if (i.capacity) writer.field("capacity", *i.capacity);
  add_certificates(writer, i.certificates);
  add_words(writer, "specialties", i.specialties);
  add_leaves(writer, i.leaves);
  return std::move(writer.field("reason", reason).end_object()).take();
}

std::string person_body(const Expert& e, std::string_view reason) {
  json::Writer writer;
  writer.begin_object().field("name", e.name);
  add(writer, "sex", e.sex);
  writer.field("department_id", e.department_id.uuid.text()).field("institution", e.institution);
  add(writer, "title", e.title);
  add(writer, "phone", e.phone);
  writer.field("status", text_of(e.status)).field("source", e.source);
  add(writer, "external_number", e.external_number);
  add_receipt(writer, e.receipt);
  add_words(writer, "fields", e.fields);
  add_qualifications(writer, e.qualifications);
  return std::move(writer.field("reason", reason).end_object()).take();
}

std::string recusal_body(const Uuid& inspector, const AddRecusal& request) {
  json::Writer writer;
  writer.begin_object().field("inspector_id", inspector.text()).field("target_id", request.target_id.text());
  writer.field("reason", request.reason).field("entered_by_side", text_of(request.side));
  return std::move(writer.end_object()).take();
}

std::string training_body(const Training& training) {
  json::Writer writer;
  writer.begin_object().field("department_id", training.department_id.uuid.text());
  writer.field("held_on", training.held_on.text()).field("topic", training.topic);
  writer.field("organiser", training.organiser).field("duration_minutes", training.duration_minutes);
  writer.key("attendees").begin_array();
  for (const InspectorId& attendee : training.attendees) writer.value(attendee.uuid.text());
  return std::move(writer.end_array().end_object()).take();
}

}  // namespace mingchou::client
