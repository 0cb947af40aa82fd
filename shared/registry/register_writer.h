// Writing the registers: a new entity is revision 1, a change puts the old state into the table of revisions, an end
// lets the entity stand with `valid_to`. All that belongs to an entity (tags, licences, certificates, …) is written
// with it.
//
// The caller holds the transaction: a file of 100,000 rows is one, a form is one. A failed call leaves parts of its
// entity behind, so roll back. insert() trusts its caller and the schema's constraints, since it takes whole files;
// update() and end() check what they lean on (register_checks.h) and answer with a sentence.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/registry/register_reader.h"
#include "shared/registry/target_index.h"
#include "shared/store/database.h"

namespace mingchou {

struct Updated {
  /// The newest, whether it was made now or stood before.
  std::int64_t revision = 1;
  /// False: the entity was so already, and nothing was written.
  bool is_changed = false;
};

class RegisterWriter {
 public:
  /// The database must outlive the writer and be at the schema of this program.
  RegisterWriter(Database& db, Recorded recorded) : db_(db), recorded_(std::move(recorded)) {}

  /// For files with many targets, which are written many times as fast: what is inserted, updated or ended from now on
  /// is found so in lists only after write_index(), which must come before the commit. No target twice.
  void defer_index() { is_index_deferred_ = true; }
  Result<> write_index();

  Result<> insert(const Department& department);
  Result<> insert(const Tag& tag);
  Result<> insert(const Target& target);
  Result<> insert(const Inspector& inspector);
  Result<> insert(const Expert& expert);
  Result<> insert(const Recusal& recusal);
  Result<> insert(const Training& training);

  /// The whole new state of the entity with that id, if it still is at revision `expected`. Lists have no order: what
  /// only stands elsewhere in them is no change.
  /// Errors: registry.not_found, registry.ended, registry.changed_meanwhile, registry.before_last_change {date},
  /// those of register_checks.h, those of the store.
  Result<Updated> update(const Department& department, std::int64_t expected);
  Result<Updated> update(const Target& target, std::int64_t expected);
  Result<Updated> update(const Inspector& inspector, std::int64_t expected);
  Result<Updated> update(const Expert& expert, std::int64_t expected);

  /// From `valid_from` on the entity no longer stands in the register. The last row tells who ended it and why; the
  /// state before it becomes a revision. Errors as above; for a department also registry.department_in_use.
  Result<Updated> end(const DepartmentId& id, std::int64_t expected);
  Result<Updated> end(const TargetId& id, std::int64_t expected);
  Result<Updated> end(const InspectorId& id, std::int64_t expected);
  Result<Updated> end(const ExpertId& id, std::int64_t expected);
  /// What has no revisions. Error: registry.not_found if there is no such current one.
  Result<> end(const TagId& id);
  Result<> end(const RecusalId& id);
  Result<> end(const TrainingId& id);

 private:
  template <class Stored>
  Result<> archive(const Stored& old);
  template <class IdType>
  auto find_current(const IdType& id, std::int64_t expected);
  template <class Entity>
  Result<Updated> change(const Entity& given, std::int64_t expected);
  template <class IdType>
  Result<Updated> finish(const IdType& id, std::int64_t expected);

  Result<> write(std::string_view sql, const Department& department, std::int64_t revision);
  Result<> write(std::string_view sql, const Target& target, std::int64_t revision);
  Result<> write(std::string_view sql, const Inspector& inspector, std::int64_t revision);
  Result<> write(std::string_view sql, const Expert& expert, std::int64_t revision);
  Result<> insert_parts(const Department&) { return {}; }
  Result<> insert_parts(const Target& target);
  Result<> insert_parts(const Inspector& inspector);
  Result<> insert_parts(const Expert& expert);
  Result<> remove_parts(const DepartmentId&) { return {}; }
  Result<> remove_parts(const TargetId& id);
  Result<> remove_parts(const InspectorId& id);
  Result<> remove_parts(const ExpertId& id);
  Result<> note_in_index(const Target& target);
  template <class Entity>
  Result<> note_in_index(const Entity&) {
    return {};
  }
  Result<> forget_in_index(const TargetId& id);
  template <class IdType>
  Result<> forget_in_index(const IdType&) {
    return {};
  }
  Result<> write_index_if_long();
  Result<> end_row(std::string_view table, const Uuid& id);

  Database& db_;
  Recorded recorded_;
  bool is_index_deferred_ = false;
  IndexChanges deferred_;
};

}  // namespace mingchou
