// /api/v1/item-lists: the lists of departments and the joint one, their yearly reviews, and what is due of them.
#include "server/api/item_lists.h"

#include "server/api/handlers.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

using items::List;
using items::Version;

/// Versions that people open a list for: by their ids, and what is to be known of each.
Result<> write_list(json::Writer& writer, Database& database, const List& list, const Caller& caller, CivilDate today) {
  const auto versions = MC_TRY(items::read_versions(database, list.id, {}, static_cast<int>(items::versions_max)));
  std::optional<items::VersionId> draft, in_force, upcoming;
  std::int64_t issued_count = 0;
  for (const Version& version : versions) {
    if (version.number) ++issued_count;
    if (!sees(caller, list.owner, version.state)) continue;
    const auto standing = items::standing_on(version.state, version.term, today);
    if (standing == items::Standing::draft) draft = version.id;
    if (standing == items::Standing::in_force) in_force = version.id;
    if (standing == items::Standing::upcoming) upcoming = version.id;
  }
  writer.begin_object().field("id", list.id.uuid.text()).field("kind", list.owner ? "department" : "joint");
  write_id(writer, "department_id", list.owner);
  write_id(writer, "in_force_id", in_force);
  write_id(writer, "upcoming_id", upcoming);
  write_id(writer, "draft_id", draft);
  writer.field("issued_count", issued_count).field("created_at", list.created_at.ms);
  writer.field("created_by", list.created_by).key("current").begin_array();
  for (const Version& version : versions)
    if (version.id == in_force || version.id == upcoming || version.id == draft)
      write_version(writer, version, MC_TRY(items::read_publications(database, version.id)), today);
  writer.end_array().end_object();
  return {};
}

Result<std::string> list_json(Database& database, const List& list, const Caller& caller, CivilDate today) {
  json::Writer writer;
  MC_TRY(write_list(writer, database, list, caller, today));
  return std::move(writer).take();
}

Result<items::ListQuery> read_query(const Request& request) {
  items::ListQuery query;
  if (const auto id = MC_TRY(query_id(request, "department_id"))) query.department_id = DepartmentId{*id};
  if (const auto kind = MC_TRY(query_word(request, "kind", 16))) {
    if (*kind != "joint") return fail(Error("server.field_invalid").with("field", "kind"));
    query.is_joint = true;
  }
  if (const auto cursor = MC_TRY(query_id(request, "cursor"))) query.after = {*cursor};
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  return query;
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const items::ListQuery query = MC_TRY(read_query(request));
  const CivilDate today = today_of(context);
  json::Writer writer;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    const items::ListPage page = MC_TRY(items::read_lists(database, query));
    writer.begin_object().key("items").begin_array();
    for (const List& one : page.lists) MC_TRY(write_list(writer, database, one, caller, today));
    writer.end_array();
    write_id(writer, "next_cursor", page.has_more ? std::optional(page.lists.back().id) : std::nullopt);
    writer.end_object();
    return {};
  }));
  return json_response(std::move(writer).take());
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const List list = MC_TRY(path_list(request, parameters, context));
  return json_response(MC_TRY(
      context.readers.read([&](Database& database) { return list_json(database, list, caller, today_of(context)); })));
}

Result<items::Owner> read_owner(json::ObjectReader& reader) {
  const json::Value value = MC_TRY(reader.value("department_id"));
  if (value.is_null()) return items::Owner();
  const auto id = Uuid::parse(value.text().value_or(""));
  if (!id) return fail(Error("server.field_invalid").with("field", "department_id"));
  return items::Owner(DepartmentId{*id});
}

Result<Response> create(const Request& request, const Caller& caller, Context& context) {
  const items::Owner owner = MC_TRY(read_body(request, read_owner));
  MC_TRY(demand_keeper(owner, caller));
  const items::ListId id{new_id(context)};
  std::string json;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(items::insert_list(database, id, owner, write));
    json = MC_TRY(list_json(database, {id, owner, write.at, write.by}, caller, write.today()));
    return Recorded{"item_list.create", "item_list", id.uuid, owner, {}, json};
  }));
  Response response = json_response(std::move(json));
  response.status = 201;
  response.set("Location", "/api/v1/item-lists/" + id.uuid.text());
  return response;
}

struct ReviewBody {
  int year;
  std::string note;
};

Result<ReviewBody> read_review(json::ObjectReader& reader) {
  const auto year = static_cast<int>(MC_TRY(reader.integer("year", {2000, 9999})));
  return ReviewBody{year, std::string(MC_TRY(reader.text("note", {0, 4096})))};
}

void write_review(json::Writer& writer, const items::Review& review) {
  writer.begin_object().field("year", review.year).field("version_id", review.version_id.uuid.text());
  writer.field("note", review.note).field("recorded_at", review.recorded_at.ms);
  writer.field("recorded_by", review.recorded_by).end_object();
}

Result<Response> review(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const List list = MC_TRY(path_list(request, parameters, context));
  MC_TRY(demand_keeper(list.owner, caller));
  const ReviewBody body = MC_TRY(read_body(request, read_review));
  // A year is reviewed in it; that of the year before was due long ago.
  if (body.year != today_of(context).year()) return fail(Error("server.field_invalid").with("field", "year"));
  std::string json;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(items::record_review(database, list.id, body.year, body.note, write));
    json::Writer writer;
    write_review(writer, MC_TRY(items::read_reviews(database, list.id)).back());
    json = std::move(writer).take();
    return Recorded{"item_list.review", "item_list", list.id.uuid, list.owner, {}, json};
  }));
  Response response = json_response(std::move(json));
  response.status = 201;
  return response;
}

Result<Response> reviews(const Request& request, const Parameters& parameters, Context& context) {
  const List list = MC_TRY(path_list(request, parameters, context));
  const auto all =
      MC_TRY(context.readers.read([&](Database& database) { return items::read_reviews(database, list.id); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const items::Review& one : all) write_review(writer, one);
  return json_response(std::move(writer.end_array().end_object()).take());
}

void write_duty(json::Writer& writer, const items::Duty& duty) {
  const bool is_publication = duty.kind == items::DutyKind::publication;
  writer.begin_object().field("kind", text_of(duty.kind));
  write_id(writer, "department_id", duty.owner);
  write_id(writer, "list_id", duty.list_id);
  write_id(writer, "version_id", duty.version_id);
  if (is_publication)
    writer.field("number", duty.number).field("channel", text_of(duty.channel)).field("notice", text_of(duty.notice));
  else
    writer.field("year", duty.year);
  write_optional(writer, "due_on", duty.due);
  writer.field("is_provisional", duty.is_provisional).field("is_overdue", duty.is_overdue).end_object();
}

Result<Response> duties(const Caller& caller, Context& context) {
  const auto facts = MC_TRY(
      context.readers.read([&](Database& database) { return items::read_facts(database, caller.confined_to()); }));
  const CivilDate today = today_of(context);
  json::Writer writer;
  writer.begin_object().field("today", today.text()).key("items").begin_array();
  for (const items::Duty& duty : items::open_duties(facts, today, WorkingCalendar::built_in()))
    write_duty(writer, duty);
  return json_response(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply list_item_lists(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply post_item_list(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, caller, context));
}

Reply get_item_list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply list_item_list_reviews(const Request& request, const Parameters& parameters, const Caller&, Context& context) {
  return reply_of(reviews(request, parameters, context));
}

Reply post_item_list_review(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(review(request, parameters, caller, context));
}

Reply list_item_list_duties(const Request&, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(duties(caller, context));
}

}  // namespace mingchou::server
