// /api/v1/target-bulk-edits: one change of many targets, previewed, carried out as it was seen, and taken back.
//
// The trail has one entry for the whole: what was changed, how many, and the fingerprint that names each target with
// its revision. What became of each target stands in its own history, with the same reason, user and moment.
#include <algorithm>
#include <ranges>

#include "server/api/handlers.h"
#include "server/api/register_answers.h"
#include "server/api/registers.h"
#include "server/data/readers.h"
#include "shared/base/hex.h"
#include "shared/registry/bulk_edit.h"
#include "shared/registry/rules.h"
#include "shared/registry/target_list.h"

namespace mingchou::server {
namespace {

constexpr json::Size word_size{1, 256};

Result<Uuid> read_id(json::ObjectReader& reader, std::string_view key) {
  const auto id = Uuid::parse(MC_TRY(reader.text(key, word_size)));
  if (!id) return fail(Error("server.field_invalid").with("field", reader.path_of(key)));
  return *id;
}

std::unexpected<Error> invalid(const json::ObjectReader& reader, std::string_view key) {
  return fail(Error("server.field_invalid").with("field", reader.path_of(key)));
}

Result<std::optional<std::string>> optional_word(json::ObjectReader& reader, std::string_view key) {
  const auto found = MC_TRY(reader.optional_text(key, word_size));
  return found ? std::optional(std::string(*found)) : std::nullopt;
}

Result<SetRisk> read_risk(json::ObjectReader& reader) {
  SetRisk risk;
  risk.risk_class = MC_TRY(optional_word(reader, "risk_class"));
  risk.source = MC_TRY(optional_word(reader, "risk_source"));
  if (const auto day = MC_TRY(optional_word(reader, "risk_on"))) {
    risk.on = CivilDate::parse(*day);
    if (!risk.on) return invalid(reader, "risk_on");
  }
  return risk;
}

Result<BulkChange> read_change_of_kind(json::ObjectReader& reader, std::string_view kind) {
  if (kind == "add_tag") return AddTag{{MC_TRY(read_id(reader, "tag_id"))}};
  if (kind == "remove_tag") return RemoveTag{{MC_TRY(read_id(reader, "tag_id"))}};
  if (kind == "department") return SetDepartment{{MC_TRY(read_id(reader, "department_id"))}};
  if (kind == "township") return SetTownship{std::string(MC_TRY(reader.text("township_code", word_size)))};
  if (kind == "risk") return MC_TRY(read_risk(reader));
  if (kind != "status") return invalid(reader, "kind");
  const auto status = target_status_from(MC_TRY(reader.text("status", word_size)));
  if (!status) return invalid(reader, "status");
  return SetStatus{*status};
}

Result<BulkChange> read_change(json::ObjectReader& body) {
  auto reader = MC_TRY(body.object("change"));
  const std::string kind(MC_TRY(reader.text("kind", word_size)));
  BulkChange change = MC_TRY(read_change_of_kind(reader, kind));
  MC_TRY(reader.refuse_other_fields());
  return change;
}

template <class Enum>
Result<std::optional<Enum>> optional_value(json::ObjectReader& reader, std::string_view key,
                                           std::optional<Enum> (*from)(std::string_view)) {
  const auto text = MC_TRY(reader.optional_text(key, word_size));
  if (!text) return std::nullopt;
  const auto value = from(*text);
  if (!value) return invalid(reader, key);
  return value;
}

/// Codes become words of the index: digits and class letters only.
Result<std::optional<std::string>> optional_code(json::ObjectReader& reader, std::string_view key) {
  auto code = MC_TRY(optional_word(reader, key));
  if (code && !std::ranges::all_of(*code, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'D'); }))
    return invalid(reader, key);
  return code;
}

Result<TargetFilter> read_filter(json::ObjectReader& reader, const Caller& caller) {
  TargetFilter filter;
  filter.within = register_confinement(caller);
  if (reader.has("department_id")) filter.department_id = DepartmentId{MC_TRY(read_id(reader, "department_id"))};
  if (reader.has("tag_id")) filter.tag_id = TagId{MC_TRY(read_id(reader, "tag_id"))};
  filter.kind = MC_TRY(optional_value(reader, "kind", target_kind_from));
  filter.status = MC_TRY(optional_value(reader, "status", target_status_from));
  filter.township_code = MC_TRY(optional_code(reader, "township_code"));
  filter.industry_code = MC_TRY(optional_code(reader, "industry_code"));
  filter.risk_class = MC_TRY(optional_code(reader, "risk_class"));
  if (filter.risk_class && !may_see(caller, "target", "risk_class")) return fail(Error("account.not_allowed"));
  filter.text = MC_TRY(reader.optional_text("text", {0, 1024})).value_or("");
  MC_TRY(reader.refuse_other_fields());
  return filter;
}

struct Asked {
  bool is_preview = true;
  std::string fingerprint;
  std::string reason;
  BulkChange change;
  /// One of both.
  std::vector<TargetId> ids;
  std::optional<TargetFilter> filter;
};

Result<std::vector<TargetId>> read_ids(json::ObjectReader& reader) {
  std::vector<TargetId> ids;
  for (const std::string_view text : MC_TRY(reader.texts("ids", {0, limits::bulk_edit_targets_max}, {36, 36}))) {
    const auto id = Uuid::parse(text);
    if (!id) return invalid(reader, "ids");
    ids.push_back({*id});
  }
  return ids;
}

Result<Asked> read_asked(const Request& request, const Caller& caller) {
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Asked asked;
  asked.is_preview = MC_TRY(reader.boolean("preview"));
  asked.change = MC_TRY(read_change(reader));
  // What steers who is inspected is for who may see it.
  if (std::holds_alternative<SetRisk>(asked.change) && !may_see(caller, "target", "risk_class"))
    return fail(Error("account.not_allowed"));
  if (auto filter = MC_TRY(reader.optional_object("filter")))
    asked.filter = MC_TRY(read_filter(*filter, caller));
  else
    asked.ids = MC_TRY(read_ids(reader));
  if (!asked.is_preview) {
    asked.fingerprint = MC_TRY(reader.text("fingerprint", word_size));
    asked.reason = MC_TRY(read_reason(reader));
  }
  MC_TRY(reader.refuse_other_fields());
  return asked;
}

Result<std::vector<TargetId>> ids_of(Database& database, const TargetFilter& filter) {
  std::vector<TargetId> ids;
  TargetQuery query{.filter = filter, .limit = target_page_max};
  for (;;) {
    TargetPage page = MC_TRY(list_targets(database, query));
    for (const TargetSummary& target : page.targets) ids.push_back(target.id);
    // The plan says that these are too many.
    if (!page.next_cursor || ids.size() > limits::bulk_edit_targets_max) return ids;
    query.cursor = *std::move(page.next_cursor);
  }
}

Result<BulkPlan> plan(Database& database, const Asked& asked, const Caller& caller) {
  auto ids = asked.filter ? MC_TRY(ids_of(database, *asked.filter)) : asked.ids;
  return plan_bulk_edit(database, std::move(ids), asked.change,
                        [&](const Target& before, const Target& after) -> Result<> {
                          // Of what the caller may not see not even that it is there.
                          if (!caller.reaches(before.responsible_department_id))
                            return fail(Error("registry.not_found"));
                          if (!caller.reaches(after.responsible_department_id))
                            return fail(Error("account.not_allowed"));
                          return {};
                        });
}

void add_example(json::Writer& writer, const BulkExample& example, bool shows_name) {
  writer.begin_object().field("id", example.id.uuid.text());
  if (shows_name) writer.field("name", example.name);
  writer.end_object();
}

std::int64_t count_of(const std::vector<BulkPlan::Row>& rows) { return static_cast<std::int64_t>(rows.size()); }

void add_plan(json::Writer& writer, const BulkPlan& plan) {
  writer.field("changing_count", count_of(plan.changing)).field("unchanged_count", plan.unchanged_count);
  writer.field("fingerprint", to_hex(plan.fingerprint)).key("examples").begin_array();
  for (const BulkPlan::Row& row : plan.changing | std::views::take(limits::bulk_edit_examples_max))
    add_example(writer, {row.target.id, row.target.name}, true);
  writer.end_array().key("refused").begin_array();
  for (const BulkRefusal& refusal : plan.refused) {
    const bool shows_names = refusal.reason.code != "registry.not_found";
    writer.begin_object().field("code", refusal.reason.code).key("arguments").begin_object();
    for (const Error::Argument& argument : refusal.reason.arguments) writer.field(argument.name, argument.value);
    writer.end_object().field("count", refusal.count).key("examples").begin_array();
    for (const BulkExample& example : refusal.examples) add_example(writer, example, shows_names);
    writer.end_array().end_object();
  }
  writer.end_array();
}

void add_changed(json::Writer& writer, const TargetId& id, std::int64_t revision) {
  writer.begin_object().field("id", id.uuid.text()).field("revision", revision).end_object();
}

Result<Response> preview(const Asked& asked, const Caller& caller, Context& context) {
  const BulkPlan made = MC_TRY(context.readers.read([&](Database& database) -> Result<BulkPlan> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    return plan(database, asked, caller);
  }));
  json::Writer writer;
  writer.begin_object();
  add_plan(writer, made);
  return json_response(std::move(writer.key("edit_id").null().key("changed").null().end_object()).take());
}

std::optional<DepartmentId> department_of(const BulkPlan& plan) {
  if (plan.changing.empty()) return std::nullopt;
  const DepartmentId first = plan.changing.front().target.responsible_department_id;
  const bool is_one = std::ranges::all_of(
      plan.changing, [&](const BulkPlan::Row& row) { return row.target.responsible_department_id == first; });
  return is_one ? std::optional(first) : std::nullopt;
}

std::string trail_state(const Asked& asked, const BulkPlan& plan) {
  json::Writer writer;
  writer.begin_object().field("change", json_of(asked.change)).field("reason", asked.reason);
  writer.field("changed_count", count_of(plan.changing)).field("fingerprint", to_hex(plan.fingerprint));
  return std::move(writer.end_object()).take();
}

Result<Response> carry_out(const Asked& asked, const Request& request, const Caller& caller, Context& context) {
  BulkEdit edit{.id = {UuidGenerator(context.clock, context.random).next()}, .department_id = {}};
  BulkPlan made;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    made = MC_TRY(plan(database, asked, caller));
    if (to_hex(made.fingerprint) != asked.fingerprint) return fail(Error("registry.preview_outdated"));
    edit.department_id = department_of(made);
    MC_TRY(mingchou::carry_out(database, edit, asked.change, made, recorded_now(caller, context, asked.reason)));
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "target.bulk_edit",
                          .entity = "target",
                          .entity_id = edit.id.uuid,
                          .department_id = edit.department_id,
                          .before = {},
                          .after = trail_state(asked, made)},
                         context.clock.now());
  }));
  json::Writer writer;
  writer.begin_object();
  add_plan(writer, made);
  writer.field("edit_id", edit.id.uuid.text()).key("changed").begin_array();
  for (const BulkPlan::Row& row : made.changing) add_changed(writer, row.target.id, row.revision + 1);
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<Response> edit_many(const Request& request, const Caller& caller, Context& context) {
  const Asked asked = MC_TRY(read_asked(request, caller));
  return asked.is_preview ? preview(asked, caller, context) : carry_out(asked, request, caller, context);
}

Result<Response> undo(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const BulkEditId id{MC_TRY(path_id(request, parameters, "edit"))};
  const json::Document document = MC_TRY(json::parse(request.body));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  const std::string reason = MC_TRY(read_reason(reader));
  MC_TRY(reader.refuse_other_fields());
  BulkUndo undone;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const BulkEdit edit = MC_TRY(find_bulk_edit(database, id));
    if (!caller.reaches(edit.department_id)) return fail(Error("registry.not_found"));
    undone = MC_TRY(undo_bulk_edit(database, id, recorded_now(caller, context, reason)));
    json::Writer state;
    state.begin_object().field("reason", reason).field("left_count", undone.left_count);
    state.field("restored_count", static_cast<std::int64_t>(undone.restored.size())).end_object();
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = "target.bulk_undo",
                          .entity = "target",
                          .entity_id = id.uuid,
                          .department_id = edit.department_id,
                          .before = {},
                          .after = std::move(state).take()},
                         context.clock.now());
  }));
  json::Writer writer;
  writer.begin_object().field("left_count", undone.left_count).key("restored").begin_array();
  for (const auto& [target, revision] : undone.restored) add_changed(writer, target, revision);
  return json_response(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply post_target_bulk_edit(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(edit_many(request, caller, context));
}

Reply post_target_bulk_undo(const Request& request, const Parameters& parameters, const Caller& caller,
                            Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(undo(request, parameters, caller, context));
}

}  // namespace mingchou::server
