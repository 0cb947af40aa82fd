// Changing and ending what stands in the registers: the part of RegisterWriter that keeps history.
#include <algorithm>

#include "shared/registry/columns.h"
#include "shared/registry/content.h"
#include "shared/registry/register_checks.h"
#include "shared/registry/register_writer.h"
#include "shared/registry/target_index.h"

namespace mingchou {
namespace {

struct Names {
  std::string_view table;
  std::string_view columns;
};
Names names_of(const Department&) { return {"department", columns::department}; }
Names names_of(const Target&) { return {"target", columns::target}; }
Names names_of(const Inspector&) { return {"inspector", columns::inspector}; }
Names names_of(const Expert&) { return {"expert", columns::expert}; }

/// Lists in the order in which the reader gives them, so that equal states have equal contents.
Department with_sorted_lists(Department department) { return department; }
Target with_sorted_lists(Target target) {
  std::ranges::sort(target.tags);
  std::ranges::sort(target.licences, {}, &Licence::id);
  return target;
}
Inspector with_sorted_lists(Inspector inspector) {
  std::ranges::sort(inspector.certificates, {}, &Certificate::id);
  std::ranges::sort(inspector.specialties);
  std::ranges::sort(inspector.leaves, {}, &Leave::id);
  return inspector;
}

Expert with_sorted_lists(Expert expert) {
  std::ranges::sort(expert.fields);
  std::ranges::sort(expert.qualifications, {}, &Licence::id);
  return expert;
}

/// A department that something stands under can't go.
Result<> check_may_end(Database& db, const DepartmentId& id) {
  Statement find =
      MC_TRY(db.prepare("SELECT target_count, inspector_count FROM department_count WHERE department_id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step()) || (find.int64(0) == 0 && find.int64(1) == 0)) return {};
  return fail(Error("registry.department_in_use").with("targets", find.int64(0)).with("inspectors", find.int64(1)));
}
template <class IdType>
Result<> check_may_end(Database&, const IdType&) {
  return {};
}

}  // namespace

/// The entity as it stands, if it may be changed now.
template <class IdType>
auto RegisterWriter::find_current(const IdType& id, std::int64_t expected) {
  auto found = find_entity(db_, id);
  using Found = Result<typename decltype(found)::value_type::value_type>;
  if (!found) return Found(fail(std::move(found).error()));
  if (!*found) return Found(fail(Error("registry.not_found")));
  const EntityState& state = (*found)->state;
  if (state.valid_to) return Found(fail(Error("registry.ended").with("date", state.valid_to->text())));
  if (state.revision != expected) return Found(fail(Error("registry.changed_meanwhile")));
  if (recorded_.valid_from < state.valid_from)
    return Found(fail(Error("registry.before_last_change").with("date", state.valid_from.text())));
  return Found(**std::move(found));
}

template <class Stored>
Result<> RegisterWriter::archive(const Stored& old) {
  const std::string table(names_of(old.entity).table);
  return db_.run("INSERT INTO " + table + "_revision (" + table +
                     "_id, revision, valid_from, valid_to, recorded_at, recorded_by, reason, content) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 old.entity.id, old.state.revision, old.state.valid_from.text(), recorded_.valid_from.text(),
                 old.state.recorded_at, old.state.recorded_by, old.state.reason, content_of(old.entity));
}

template <class Entity>
Result<Updated> RegisterWriter::change(const Entity& given, std::int64_t expected) {
  const auto old = MC_TRY(find_current(given.id, expected));
  const Entity entity = with_sorted_lists(given);
  if (content_of(entity) == content_of(old.entity)) return Updated{expected, false};
  MC_TRY(check_references(db_, entity));
  MC_TRY(archive(old));
  const Names names = names_of(entity);
  MC_TRY(write(columns::update_of(names.table, names.columns), entity, expected + 1));
  MC_TRY(remove_parts(entity.id));
  MC_TRY(insert_parts(entity));
  MC_TRY(note_in_index(entity));
  return Updated{expected + 1, true};
}

template <class IdType>
Result<Updated> RegisterWriter::finish(const IdType& id, std::int64_t expected) {
  const auto old = MC_TRY(find_current(id, expected));
  MC_TRY(check_may_end(db_, id));
  MC_TRY(archive(old));
  // The last row holds on no day: it is there to say who ended the entity, when and why.
  MC_TRY(db_.run("UPDATE " + std::string(names_of(old.entity).table) +
                     " SET revision = ?2, valid_from = ?3, valid_to = ?3, recorded_at = ?4, recorded_by = ?5, "
                     "reason = ?6 WHERE id = ?1",
                 id, expected + 1, recorded_.valid_from.text(), recorded_.at, recorded_.by, recorded_.reason));
  MC_TRY(forget_in_index(id));
  return Updated{expected + 1, true};
}

Result<Updated> RegisterWriter::update(const Department& department, std::int64_t expected) {
  return change(department, expected);
}
Result<Updated> RegisterWriter::update(const Target& target, std::int64_t expected) { return change(target, expected); }
Result<Updated> RegisterWriter::update(const Inspector& inspector, std::int64_t expected) {
  return change(inspector, expected);
}
Result<Updated> RegisterWriter::update(const Expert& expert, std::int64_t expected) { return change(expert, expected); }

Result<Updated> RegisterWriter::end(const DepartmentId& id, std::int64_t expected) { return finish(id, expected); }
Result<Updated> RegisterWriter::end(const TargetId& id, std::int64_t expected) { return finish(id, expected); }
Result<Updated> RegisterWriter::end(const InspectorId& id, std::int64_t expected) { return finish(id, expected); }
Result<Updated> RegisterWriter::end(const ExpertId& id, std::int64_t expected) { return finish(id, expected); }

}  // namespace mingchou
