#include "shared/registry/content.h"

#include "shared/json/writer.h"

namespace mingchou {
namespace {

/// Writes fields and leaves out those that are not set.
class Fields {
 public:
  Fields() { writer_.begin_object(); }

  Fields& put(std::string_view key, std::string_view text) {
    writer_.field(key, text);
    return *this;
  }
  Fields& put(std::string_view key, const std::string& text) { return put(key, std::string_view(text)); }
  Fields& put(std::string_view key, const char* text) { return put(key, std::string_view(text)); }
  Fields& put(std::string_view key, int number) {
    writer_.field(key, number);
    return *this;
  }
  Fields& put(std::string_view key, CivilDate date) { return put(key, date.text()); }
  template <class Tag>
  Fields& put(std::string_view key, const Id<Tag>& id) {
    return put(key, id.uuid.text());
  }
  template <class T>
  Fields& put(std::string_view key, const std::optional<T>& value) {
    return value ? put(key, *value) : *this;
  }
  /// A list of objects; `write` puts one element's fields between the braces.
  template <class List, class Write>
  Fields& list(std::string_view key, const List& items, Write write) {
    writer_.key(key).begin_array();
    for (const auto& item : items) {
      writer_.begin_object();
      write(item);
      writer_.end_object();
    }
    writer_.end_array();
    return *this;
  }
  json::Writer& writer() { return writer_; }

  std::string take() && {
    writer_.end_object();
    return std::move(writer_).take();
  }

 private:
  json::Writer writer_;
};

void put_licences(Fields& fields, std::string_view key, const std::vector<Licence>& licences) {
  fields.list(key, licences, [&fields](const Licence& licence) {
    fields.put("id", licence.id).put("name", licence.name).put("number", licence.number);
    fields.put("authority", licence.authority)
        .put("issued_on", licence.issued_on)
        .put("expires_on", licence.expires_on);
  });
}

void put_receipt(Fields& fields, const Receipt& receipt) {
  if (receipt.result != ReceiptResult::none) fields.put("receipt_result", text_of(receipt.result));
  fields.put("receipt_message", receipt.message).put("receipt_on", receipt.on);
}

template <class IdType>
void put_ids(Fields& fields, std::string_view key, const std::vector<IdType>& ids) {
  fields.writer().key(key).begin_array();
  for (const IdType& id : ids) fields.writer().value(id.uuid.text());
  fields.writer().end_array();
}

void put_texts(Fields& fields, std::string_view key, const std::vector<std::string>& texts) {
  fields.writer().key(key).begin_array();
  for (const std::string& text : texts) fields.writer().value(text);
  fields.writer().end_array();
}

}  // namespace

std::string content_of(const Department& d) {
  Fields fields;
  fields.put("id", d.id).put("code", d.code).put("name", d.name).put("short_name", d.short_name);
  fields.put("kind", text_of(d.kind)).put("sort_order", d.sort_order).put("phone", d.phone).put("address", d.address);
  return std::move(fields).take();
}

std::string content_of(const Target& t) {
  Fields fields;
  fields.put("id", t.id).put("kind", text_of(t.kind)).put("name", t.name).put("credit_code", t.credit_code);
  fields.put("registration_number", t.registration_number).put("holder_id", t.holder_id).put("form", t.form);
  fields.put("established_on", t.established_on).put("registration_authority", t.registration_authority);
  fields.put("status", text_of(t.status)).put("legal_person", t.legal_person).put("township_code", t.township_code);
  fields.put("address", t.address).put("contact_name", t.contact_name).put("contact_phone", t.contact_phone);
  fields.put("industry_code", t.industry_code).put("responsible_department_id", t.responsible_department_id);
  fields.put("station", t.station).put("area", t.area).put("risk_class", t.risk_class);
  fields.put("risk_source", t.risk_source).put("risk_on", t.risk_on).put("food_risk_class", t.food_risk_class);
  fields.put("last_checked_on", t.last_checked_on).put("source", t.source).put("external_number", t.external_number);
  put_receipt(fields, t.receipt);
  put_ids(fields, "tags", t.tags);
  put_licences(fields, "licences", t.licences);
  return std::move(fields).take();
}

std::string content_of(const Inspector& i) {
  Fields fields;
  fields.put("id", i.id).put("staff_number", i.staff_number).put("name", i.name).put("sex", i.sex);
  fields.put("department_id", i.department_id).put("unit", i.unit).put("township_code", i.township_code);
  fields.put("position", i.position).put("phone", i.phone).put("person_kind", text_of(i.person_kind));
  fields.put("status", text_of(i.status)).put("source", i.source).put("external_number", i.external_number);
  put_receipt(fields, i.receipt);
  fields.put("capacity", i.capacity);
  fields.list("certificates", i.certificates, [&fields](const Certificate& c) {
    fields.put("id", c.id).put("number", c.number).put("field", c.field).put("authority", c.authority);
    fields.put("issued_on", c.issued_on).put("expires_on", c.expires_on);
  });
  put_texts(fields, "specialties", i.specialties);
  fields.list("leaves", i.leaves, [&fields](const Leave& leave) {
    fields.put("id", leave.id).put("first_day", leave.first_day).put("last_day", leave.last_day);
    fields.put("reason", leave.reason);
  });
  return std::move(fields).take();
}

std::string content_of(const Expert& e) {
  Fields fields;
  fields.put("id", e.id).put("name", e.name).put("sex", e.sex).put("department_id", e.department_id);
  fields.put("institution", e.institution).put("title", e.title).put("phone", e.phone);
  fields.put("status", text_of(e.status)).put("source", e.source).put("external_number", e.external_number);
  put_receipt(fields, e.receipt);
  put_texts(fields, "fields", e.fields);
  put_licences(fields, "qualifications", e.qualifications);
  return std::move(fields).take();
}

std::string content_of(const Recusal& r) {
  Fields fields;
  fields.put("id", r.id).put("inspector_id", r.inspector_id).put("target_id", r.target_id).put("reason", r.reason);
  fields.put("entered_by_side", text_of(r.entered_by_side));
  return std::move(fields).take();
}

std::string content_of(const Training& t) {
  Fields fields;
  fields.put("id", t.id).put("department_id", t.department_id).put("held_on", t.held_on).put("topic", t.topic);
  fields.put("organiser", t.organiser).put("duration_minutes", t.duration_minutes);
  put_ids(fields, "attendees", t.attendees);
  return std::move(fields).take();
}

}  // namespace mingchou
