// /api/v1/plans/{plan}/versions: the way of a plan from draft to publication, its adjustment and end, what differs
// between two versions, and the file whose SHA-256 the meeting approved. The route table names the grant of each step.
#include "server/api/handlers.h"
#include "server/api/plans.h"
#include "server/core/problem.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"
#include "shared/plans/diff.h"

namespace mingchou::server {
namespace {

using plans::Row;
using plans::Version;

constexpr json::Size text_size{0, 4096};

Result<Response> list(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const plans::Plan plan = MC_TRY(path_plan(request, parameters, caller, context));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    for (const Version& version : MC_TRY(plans::read_versions(database, plan.id)))
      if (sight_of(caller, version.state) != plans::Sight::nothing)
        write_plan_version(writer, version, MC_TRY(plans::read_channels(database, version.id)), caller);
    return {};
  }));
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  return context.readers.read([&](Database& database) { return plan_version_answer(database, version.id, caller); });
}

using Move = std::function<Result<>(Database&, const Version&, std::int64_t expected, const items::Write&)>;

/// A step of the version's life that the request's If-Match is about.
Result<Response> move(const Request& request, const Parameters& parameters, const Caller& caller, Context& context,
                      std::string_view action, const Move& job) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const std::int64_t expected = MC_TRY(expected_revision(request, version.revision));
  Response response;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    std::string before = MC_TRY(plan_version_answer(database, version.id, caller)).body;
    MC_TRY(job(database, version, expected, write));
    response = MC_TRY(plan_version_answer(database, version.id, caller));
    return Recorded{action, "plan_version", version.id.uuid, {}, std::move(before), response.body};
  }));
  return response;
}

struct Decision {
  CivilDate on;
  std::string number;
};

Result<Decision> read_approval(json::ObjectReader& reader) {
  const CivilDate on = MC_TRY(items::read_date(reader, "approved_on"));
  return Decision{on, std::string(MC_TRY(reader.text("minutes_number", text_size)))};
}

Result<Decision> read_filing(json::ObjectReader& reader) {
  const CivilDate on = MC_TRY(items::read_date(reader, "filed_on"));
  return Decision{on, std::string(MC_TRY(reader.text("filing_number", text_size)))};
}

Result<Response> send_back(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  return move(request, parameters, caller, context, "plan_version.return",
              [&](Database& database, const Version& version, std::int64_t expected, const items::Write& write) {
                return plans::send_back(database, version, expected, reason, write);
              });
}

Result<Response> approve(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Decision decision = MC_TRY(read_body(request, read_approval));
  return move(request, parameters, caller, context, "plan_version.approve",
              [&](Database& database, const Version& version, std::int64_t expected, const items::Write& write) {
                return plans::approve(database, version, expected, decision.on, decision.number, write);
              });
}

Result<Response> file(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Decision decision = MC_TRY(read_body(request, read_filing));
  return move(request, parameters, caller, context, "plan_version.file",
              [&](Database& database, const Version& version, std::int64_t expected, const items::Write& write) {
                return plans::file(database, version, expected, decision.on, decision.number, write);
              });
}

Result<Response> end(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  return move(request, parameters, caller, context, "plan_version.end",
              [&](Database& database, const Version& version, std::int64_t expected, const items::Write& write) {
                return plans::end(database, version, expected, reason, write);
              });
}

Result<Response> adjust(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const std::int64_t expected = MC_TRY(expected_revision(request, version.revision));
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  const plans::VersionId id{new_id(context)};
  Response response;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(plans::insert_adjustment(database, id, version, expected, reason, write));
    response = MC_TRY(plan_version_answer(database, id, caller));
    return Recorded{"plan_version.adjust", "plan_version", id.uuid, {}, {}, response.body};
  }));
  response.status = 201;
  response.set("Location", "/api/v1/plans/" + version.plan_id.uuid.text() + "/versions/" + id.uuid.text());
  return response;
}

void write_rows(json::Writer& writer, std::string_view name, const std::vector<Row>& rows) {
  writer.key(name).begin_array();
  for (const Row& row : rows) {
    writer.begin_object();
    plans::write_fields(writer, row);
    writer.end_object();
  }
  writer.end_array();
}

void write_changes(json::Writer& writer, const plans::Diff& diff) {
  writer.key("changed").begin_array();
  for (const plans::RowChange& row : diff.changed) {
    writer.begin_object().field("id", row.id.uuid.text()).field("name", row.name).key("fields").begin_array();
    for (const plans::FieldChange& field : row.fields) {
      writer.begin_object().field("field", field.name);
      write_value(writer, "before", field.before);
      write_value(writer, "after", field.after);
      writer.end_object();
    }
    writer.end_array().end_object();
  }
  writer.end_array();
}

std::string diff_json(const std::optional<Version>& from, const Version& to, const plans::Diff& diff,
                      const Names& names, Language language) {
  const auto name_of = [&names](const Uuid& id) {
    const auto found = names.find(id);
    return found == names.end() ? id.text() : found->second;
  };
  json::Writer writer;
  writer.begin_object();
  write_id(writer, "from_id", from ? std::optional(from->id) : std::nullopt);
  writer.field("to_id", to.id.uuid.text());
  write_rows(writer, "added", diff.added);
  write_rows(writer, "removed", diff.removed);
  write_changes(writer, diff);
  writer.key("words").begin_array();
  for (const std::string& sentence : plans::in_words(diff, name_of, language)) writer.value(sentence);
  return std::move(writer.end_array().end_object()).take();
}

/// The version named by `from`, of the same plan and seen by the caller; without it, the one that it was copied from.
Result<std::optional<Version>> other_version(Database& database, const Request& request, const Version& version,
                                             const Caller& caller) {
  const auto id = MC_TRY(query_id(request, "from"));
  if (!id && !version.based_on) return std::nullopt;
  auto other = MC_TRY(plans::find_version(database, id ? plans::VersionId{*id} : *version.based_on));
  const bool is_seen = other && sight_of(caller, other->state) != plans::Sight::nothing;
  if (!is_seen || other->plan_id != version.plan_id) return fail(Error("server.field_invalid").with("field", "from"));
  return other;
}

/// The rows of `of` that the caller sees both there and in `beside`: what is hidden in the one is no change.
Result<std::vector<Row>> compared_rows(Database& database, const Version& of, const Version& beside,
                                       const Caller& caller) {
  std::vector<Row> rows;
  const plans::Sight sight = sight_of(caller, beside.state);
  for (plans::StoredRow& stored : MC_TRY(seen_rows(database, of, caller)))
    if (sees_row(caller, sight, stored.row)) rows.push_back(std::move(stored.row));
  return rows;
}

Result<Response> diff(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  const Language language = language_of(request);
  Response response = json_response(MC_TRY(context.readers.read([&](Database& database) -> Result<std::string> {
    const auto from = MC_TRY(other_version(database, request, version, caller));
    std::vector<Row> before;
    if (from) before = MC_TRY(compared_rows(database, *from, version, caller));
    const auto after = MC_TRY(compared_rows(database, version, from.value_or(version), caller));
    const Names names = MC_TRY(read_names(database));
    return diff_json(from, version, plans::diff(before, after), names, language);
  })));
  response.set("Content-Language", language == Language::chinese ? "zh-CN" : "en");
  response.set("Vary", "Accept-Language");
  return response;
}

Result<Response> content(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Version version = MC_TRY(path_plan_version(request, parameters, caller, context));
  if (!version.content_hash) return not_found(request);
  Response response;
  response.body =
      MC_TRY(context.readers.read([&](Database& database) { return plans::read_content(database, version); }));
  response.set("Content-Type", "application/jsonl");
  response.set("ETag", '"' + to_hex(*version.content_hash) + '"');
  response.set("Content-Disposition", "attachment; filename=\"plan-" + std::to_string(version.year) + "-" +
                                          std::to_string(version.number.value_or(0)) + ".jsonl\"");
  return response;
}

}  // namespace

Reply list_plan_versions(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(list(request, parameters, caller, context));
}

Reply get_plan_version(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply delete_plan_version(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  return reply_of(move(request, parameters, caller, context, "plan_version.discard", plans::discard));
}

Reply post_plan_submission(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  return reply_of(move(request, parameters, caller, context, "plan_version.submit", plans::submit));
}

Reply post_plan_return(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(send_back(request, parameters, caller, context));
}

Reply post_plan_approval(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(approve(request, parameters, caller, context));
}

Reply post_plan_filing(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(file(request, parameters, caller, context));
}

Reply post_plan_adjustment(const Request& request, const Parameters& parameters, const Caller& caller,
                           Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(adjust(request, parameters, caller, context));
}

Reply post_plan_end(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(end(request, parameters, caller, context));
}

Reply get_plan_diff(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(diff(request, parameters, caller, context));
}

Reply get_plan_content(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(content(request, parameters, caller, context));
}

}  // namespace mingchou::server
