#include "shared/registry/history.h"

#include <limits>

#include "shared/json/json.h"
#include "shared/json/writer.h"
#include "shared/registry/content.h"

namespace mingchou {
namespace {

using json::Value;

std::string text_of_value(const std::optional<Value>& value) { return value ? json::write(*value) : std::string(); }

std::optional<std::string_view> part_id(Value part) {
  const auto id = part.find("id");
  return id ? id->text() : std::nullopt;
}

/// Lists of parts with ids are compared part by part; lists of plain values as one value.
bool is_list_of_parts(const std::optional<Value>& list) {
  if (!list || !list->is_array()) return false;
  for (const Value part : list->items()) return part_id(part).has_value();
  return false;
}

std::optional<Value> part_of(const std::optional<Value>& list, std::string_view id) {
  if (!list) return std::nullopt;
  for (const Value part : list->items())
    if (part_id(part) == id) return part;
  return std::nullopt;
}

class Differ {
 public:
  std::vector<FieldChange> changes;

  void compare_objects(const std::optional<Value>& before, const std::optional<Value>& after,
                       const std::string& prefix) {
    if (before)
      for (const auto& [key, value] : before->members())
        compare(value, after ? after->find(key) : std::nullopt, prefix + std::string(key));
    if (after)
      for (const auto& [key, value] : after->members())
        if (!before || !before->find(key)) compare(std::nullopt, value, prefix + std::string(key));
  }

 private:
  void compare(const std::optional<Value>& before, const std::optional<Value>& after, const std::string& field) {
    if (is_list_of_parts(before) || is_list_of_parts(after)) return compare_parts(before, after, field + '/');
    note(before, after, field);
  }

  void compare_parts(const std::optional<Value>& before, const std::optional<Value>& after, const std::string& prefix) {
    if (before)
      for (const Value part : before->items()) {
        const std::string id(part_id(part).value_or(""));
        if (const auto now = part_of(after, id))
          compare_objects(part, now, prefix + id + '/');
        else
          note(part, std::nullopt, prefix + id);
      }
    if (after)
      for (const Value part : after->items()) {
        const std::string id(part_id(part).value_or(""));
        if (!part_of(before, id)) note(std::nullopt, part, prefix + id);
      }
  }

  void note(const std::optional<Value>& before, const std::optional<Value>& after, const std::string& field) {
    std::string then = text_of_value(before), now = text_of_value(after);
    if (then != now) changes.push_back({field, std::move(then), std::move(now)});
  }
};

struct KeptState {
  EntityState state;
  std::string content;
};

KeptState kept_state(const Statement& row) {
  KeptState kept;
  kept.state.revision = row.int64(0);
  kept.state.valid_from = CivilDate::parse(row.text(1)).value_or(CivilDate{});
  kept.state.valid_to = CivilDate::parse(row.text(2));
  kept.state.recorded_at = row.instant(3);
  kept.state.recorded_by = row.text(4);
  kept.state.reason = row.text(5);
  kept.content = row.text(6);
  return kept;
}

/// States before a revision, newest first.
Result<std::vector<KeptState>> read_kept(Database& db, const std::string& table, const Uuid& id,
                                         std::int64_t before_revision, int count) {
  Statement rows = MC_TRY(
      db.prepare("SELECT revision, valid_from, valid_to, recorded_at, recorded_by, reason, content FROM " + table +
                 "_revision WHERE " + table + "_id = ? AND revision < ? ORDER BY revision DESC LIMIT ?"));
  rows.bind_all(id, before_revision, count);
  std::vector<KeptState> states;
  while (MC_TRY(rows.step())) states.push_back(kept_state(rows));
  return states;
}

template <class IdType>
Result<HistoryPage> list(Database& db, const std::string& table, const IdType& id,
                         std::optional<std::int64_t> before_revision, int limit) {
  if (limit < 1 || limit > history_page_max)
    return fail(Error("registry.bad_limit").with("limit", limit).with("limit_max", history_page_max));
  const auto newest = MC_TRY(find_entity(db, id));
  if (!newest) return fail(Error("registry.not_found"));
  std::vector<KeptState> states;
  if (!before_revision || newest->state.revision < *before_revision)
    states.push_back({newest->state, content_of(newest->entity)});
  // One more than the page shows, to tell what its last entry changed.
  const std::int64_t before = states.empty() ? *before_revision : newest->state.revision;
  const int missing = limit + 1 - static_cast<int>(states.size());
  for (KeptState& kept : MC_TRY(read_kept(db, table, id.uuid, before, missing))) states.push_back(std::move(kept));
  HistoryPage page;
  for (std::size_t i = 0; i < states.size() && i < static_cast<std::size_t>(limit); ++i) {
    HistoryEntry entry{states[i].state, {}};
    if (i + 1 < states.size()) entry.changes = changes_between(states[i + 1].content, states[i].content);
    page.entries.push_back(std::move(entry));
  }
  if (states.size() > static_cast<std::size_t>(limit)) page.next_before_revision = page.entries.back().state.revision;
  return page;
}

}  // namespace

std::vector<FieldChange> changes_between(std::string_view before, std::string_view after) {
  const auto then = json::parse(before), now = json::parse(after);
  Differ differ;
  differ.compare_objects(then ? std::optional(then->root()) : std::nullopt,
                         now ? std::optional(now->root()) : std::nullopt, {});
  return std::move(differ.changes);
}

Result<HistoryPage> list_history(Database& db, const DepartmentId& id, std::optional<std::int64_t> before_revision,
                                 int limit) {
  return list(db, "department", id, before_revision, limit);
}
Result<HistoryPage> list_history(Database& db, const TargetId& id, std::optional<std::int64_t> before_revision,
                                 int limit) {
  return list(db, "target", id, before_revision, limit);
}
Result<HistoryPage> list_history(Database& db, const InspectorId& id, std::optional<std::int64_t> before_revision,
                                 int limit) {
  return list(db, "inspector", id, before_revision, limit);
}
Result<HistoryPage> list_history(Database& db, const ExpertId& id, std::optional<std::int64_t> before_revision,
                                 int limit) {
  return list(db, "expert", id, before_revision, limit);
}

}  // namespace mingchou
