#include "shared/registry/bulk_edit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/json/json.h"
#include "shared/json/writer.h"
#include "shared/registry/content.h"
#include "shared/registry/register_checks.h"
#include "shared/registry/rules.h"

namespace mingchou {
namespace {

template <class... Cases>
struct Visitor : Cases... {
  using Cases::operator()...;
};

void add_risk(json::Writer& writer, const std::optional<std::string>& risk_class,
              const std::optional<std::string>& source, const std::optional<CivilDate>& on) {
  if (risk_class) writer.field("risk_class", *risk_class);
  if (source) writer.field("risk_source", *source);
  if (on) writer.field("risk_on", on->text());
}

/// The fields of the change's kind, as they stand.
std::string before_of(const BulkChange& change, const Target& target) {
  json::Writer writer;
  writer.begin_object();
  std::visit(Visitor{[&](const SetDepartment&) {
                       writer.field("responsible_department_id", target.responsible_department_id.uuid.text());
                     },
                     [&](const SetStatus&) { writer.field("status", text_of(target.status)); },
                     [&](const SetTownship&) { writer.field("township_code", target.township_code); },
                     [&](const SetRisk&) { add_risk(writer, target.risk_class, target.risk_source, target.risk_on); },
                     [&](const auto& of_tags) { writer.field("tag_id", of_tags.tag.uuid.text()); }},
             change);
  return std::move(writer.end_object()).take();
}

std::optional<std::string> text_in(json::Value object, std::string_view key) {
  const auto found = object.find(key);
  if (!found || !found->text()) return std::nullopt;
  return std::string(*found->text());
}

/// The fields of an edit's kind as they were; false for what can't be read.
bool restore(std::string_view kind, json::Value before, Target& target) {
  const auto id = [&](std::string_view key) { return Uuid::parse(text_in(before, key).value_or("")); };
  if (kind == "add_tag" || kind == "remove_tag") {
    const auto tag = id("tag_id");
    if (!tag) return false;
    std::erase(target.tags, TagId{*tag});
    if (kind == "remove_tag") target.tags.push_back({*tag});
    return true;
  }
  if (kind == "department") {
    const auto department = id("responsible_department_id");
    if (department) target.responsible_department_id = {*department};
    return department.has_value();
  }
  if (kind == "status") {
    const auto status = target_status_from(text_in(before, "status").value_or(""));
    if (status) target.status = *status;
    return status.has_value();
  }
  if (kind == "township") {
    const auto code = text_in(before, "township_code");
    if (code) target.township_code = *code;
    return code.has_value();
  }
  target.risk_class = text_in(before, "risk_class");
  target.risk_source = text_in(before, "risk_source");
  target.risk_on = CivilDate::parse(text_in(before, "risk_on").value_or(""));
  return kind == "risk";
}

class Planner {
 public:
  Planner(Database& db, const BulkChange& change, const MayChange& may_change)
      : db_(db), change_(change), may_change_(may_change) {
    hasher_.update(json_of(change));
  }

  Result<> add(const TargetId& id) {
    auto found = MC_TRY(find_entity(db_, id));
    if (!found) {
      note(id, 0, 'n');
      refuse({id, {}}, Error("registry.not_found"));
      return {};
    }
    const Target before = found->entity;
    Outcome outcome = MC_TRY(look_at(*found));
    note(id, found->state.revision, outcome.refused ? 'n' : outcome.changes ? 'y' : '=');
    if (outcome.refused)
      refuse({id, before.name}, *std::move(outcome.refused));
    else if (outcome.changes)
      plan_.changing.push_back({std::move(found->entity), found->state.revision, before_of(change_, before)});
    else
      ++plan_.unchanged_count;
    return {};
  }

  BulkPlan take() && {
    plan_.fingerprint = hasher_.finish();
    return std::move(plan_);
  }

 private:
  struct Outcome {
    std::optional<Error> refused;
    bool changes = false;
  };
  /// Puts the new state in the place of the old one, if it may be made. Its own errors are the store's.
  Result<Outcome> look_at(Stored<Target>& stored) {
    const auto refused = [](Error why) { return Outcome{std::move(why)}; };
    if (stored.state.valid_to) return refused(Error("registry.ended").with("date", stored.state.valid_to->text()));
    Target after = stored.entity;
    mingchou::apply(change_, after);
    // Who may not touch it need not hear what else is wrong with it.
    if (auto may = may_change_(stored.entity, after); !may) return refused(std::move(may).error());
    if (auto problems = tidy_and_check(after); !problems.empty()) return refused(std::move(problems.front().error));
    std::ranges::sort(after.tags);
    if (content_of(after) == content_of(stored.entity)) return Outcome{};
    if (auto checked = check_references(db_, after); !checked) {
      if (checked.error().code.starts_with("store.")) return std::unexpected(checked.error());
      return refused(std::move(checked).error());
    }
    stored.entity = std::move(after);
    return Outcome{.refused = {}, .changes = true};
  }

  void refuse(BulkExample example, Error reason) {
    const auto same = [&](const BulkRefusal& other) {
      return other.reason.code == reason.code && std::ranges::equal(other.reason.arguments, reason.arguments, {},
                                                                    &Error::Argument::value, &Error::Argument::value);
    };
    auto at = std::ranges::find_if(plan_.refused, same);
    // Reasons that name each target's own values are counted together with others of their kind.
    constexpr std::size_t reasons_max = 20;
    if (at == plan_.refused.end() && plan_.refused.size() >= reasons_max)
      at = std::ranges::find(plan_.refused, reason.code, [](const BulkRefusal& one) { return one.reason.code; });
    if (at == plan_.refused.end()) at = plan_.refused.insert(plan_.refused.end(), {std::move(reason), 0, {}});
    ++at->count;
    if (at->examples.size() < limits::bulk_edit_examples_max) at->examples.push_back(std::move(example));
  }

  void note(const TargetId& id, std::int64_t revision, char outcome) {
    hasher_.update(id.uuid.bytes).update(std::to_string(revision)).update(std::string_view(&outcome, 1));
  }

  Database& db_;
  const BulkChange& change_;
  const MayChange& may_change_;
  crypto::Hasher hasher_{crypto::Suite::sha256};
  BulkPlan plan_;
};

}  // namespace

std::string json_of(const BulkChange& change) {
  json::Writer writer;
  writer.begin_object();
  std::visit(Visitor{[&](const AddTag& c) { writer.field("kind", "add_tag").field("tag_id", c.tag.uuid.text()); },
                     [&](const RemoveTag& c) { writer.field("kind", "remove_tag").field("tag_id", c.tag.uuid.text()); },
                     [&](const SetDepartment& c) {
                       writer.field("kind", "department").field("department_id", c.department.uuid.text());
                     },
                     [&](const SetStatus& c) { writer.field("kind", "status").field("status", text_of(c.status)); },
                     [&](const SetTownship& c) { writer.field("kind", "township").field("township_code", c.code); },
                     [&](const SetRisk& c) {
                       writer.field("kind", "risk");
                       add_risk(writer, c.risk_class, c.source, c.on);
                     }},
             change);
  return std::move(writer.end_object()).take();
}

void apply(const BulkChange& change, Target& target) {
  std::visit(Visitor{[&](const AddTag& c) {
                       if (std::ranges::find(target.tags, c.tag) == target.tags.end()) target.tags.push_back(c.tag);
                     },
                     [&](const RemoveTag& c) { std::erase(target.tags, c.tag); },
                     [&](const SetDepartment& c) { target.responsible_department_id = c.department; },
                     [&](const SetStatus& c) { target.status = c.status; },
                     [&](const SetTownship& c) { target.township_code = c.code; },
                     [&](const SetRisk& c) {
                       target.risk_class = c.risk_class;
                       target.risk_source = c.source;
                       target.risk_on = c.on;
                     }},
             change);
}

Result<BulkPlan> plan_bulk_edit(Database& db, std::vector<TargetId> ids, const BulkChange& change,
                                const MayChange& may_change) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  if (ids.empty()) return fail(Error("registry.no_targets_chosen"));
  if (ids.size() > limits::bulk_edit_targets_max)
    return fail(Error("registry.too_many_targets").with("max", static_cast<long long>(limits::bulk_edit_targets_max)));
  Planner planner(db, change, may_change);
  for (const TargetId& id : ids) MC_TRY(planner.add(id));
  return std::move(planner).take();
}

Result<> carry_out(Database& db, const BulkEdit& edit, const BulkChange& change, const BulkPlan& plan,
                   const Recorded& recorded) {
  MC_TRY(
      db.run("INSERT INTO target_bulk_edit (id, department_id, change, reason, recorded_at, recorded_by) "
             "VALUES (?, ?, ?, ?, ?, ?)",
             edit.id, edit.department_id, json_of(change), recorded.reason, recorded.at, recorded.by));
  RegisterWriter writer(db, recorded);
  for (const BulkPlan::Row& row : plan.changing) {
    const Updated updated = MC_TRY(writer.update(row.target, row.revision));
    MC_TRY(db.run("INSERT INTO target_bulk_edit_row (edit_id, target_id, revision, before) VALUES (?, ?, ?, ?)",
                  edit.id, row.target.id, updated.revision, row.before));
  }
  return {};
}

Result<BulkEdit> find_bulk_edit(Database& db, const BulkEditId& id) {
  Statement find = MC_TRY(db.prepare("SELECT department_id FROM target_bulk_edit WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return fail(Error("registry.not_found"));
  const auto department = find.uuid(0);
  return BulkEdit{id, department ? std::optional(DepartmentId{*department}) : std::nullopt};
}

namespace {

struct EditRow {
  TargetId id;
  std::int64_t revision = 0;
  std::string before;
};

Result<std::vector<EditRow>> rows_of(Database& db, const BulkEditId& id) {
  Statement list = MC_TRY(
      db.prepare("SELECT target_id, revision, before FROM target_bulk_edit_row WHERE edit_id = ? ORDER BY target_id"));
  list.bind(1, id);
  std::vector<EditRow> rows;
  while (MC_TRY(list.step()))
    rows.push_back({{list.uuid(0).value_or(Uuid{})}, list.int64(1), std::string(list.text(2))});
  return rows;
}

/// The kind of an edit that can still be taken back.
Result<std::string> kind_to_undo(Database& db, const BulkEditId& id) {
  Statement find = MC_TRY(db.prepare("SELECT change, undone_at FROM target_bulk_edit WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return fail(Error("registry.not_found"));
  if (!find.is_null(1)) return fail(Error("registry.edit_undone"));
  const auto change = MC_TRY(json::parse(find.text(0)));
  return text_in(change.root(), "kind").value_or("");
}

}  // namespace

Result<BulkUndo> undo_bulk_edit(Database& db, const BulkEditId& id, const Recorded& recorded) {
  const std::string kind = MC_TRY(kind_to_undo(db, id));
  RegisterWriter writer(db, recorded);
  BulkUndo undo;
  for (const EditRow& row : MC_TRY(rows_of(db, id))) {
    auto stored = MC_TRY(find_entity(db, row.id));
    const auto before = MC_TRY(json::parse(row.before));
    if (!stored || stored->state.valid_to || stored->state.revision != row.revision ||
        !restore(kind, before.root(), stored->entity)) {
      ++undo.left_count;
      continue;
    }
    const Updated updated = MC_TRY(writer.update(stored->entity, row.revision));
    undo.restored.emplace_back(row.id, updated.revision);
  }
  MC_TRY(
      db.run("UPDATE target_bulk_edit SET undone_at = ?2, undone_by = ?3 WHERE id = ?1", id, recorded.at, recorded.by));
  return undo;
}

}  // namespace mingchou
