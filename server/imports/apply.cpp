// Writing checked rows into a register, and taking them out again.
#include "server/imports/mapping_json.h"
#include "server/imports/steps.h"
#include "shared/registry/register_writer.h"
#include "shared/registry/rules.h"

namespace mingchou::imports {
namespace {

constexpr std::int64_t watch_rows = 256;

template <class Entity>
Result<Uuid> insert(RegisterWriter& writer, Entity entity) {
  // Texts in their one form; what is wrong was found by the check.
  for (const FieldProblem& problem : tidy_and_check(entity)) return fail(problem.error);
  MC_TRY(writer.insert(entity));
  return entity.id.uuid;
}

Result<Uuid> insert_values(RegisterWriter& writer, const Values& values, const Application& application,
                           UuidGenerator& ids) {
  if (application.which == Register::targets)
    return insert(writer, target_of(values, application.department, application.source, ids));
  return insert(writer, inspector_of(values, application.department, application.source, ids));
}

struct Entry {
  std::uint32_t row;
  Uuid id;
  std::int64_t revision;
};

Result<std::vector<Entry>> entries_of(Database& registers, const SessionId& session) {
  Statement list =
      MC_TRY(registers.prepare("SELECT row, entity_id, revision FROM import_entry WHERE session_id = ? ORDER BY row"));
  list.bind(1, session);
  std::vector<Entry> entries;
  while (MC_TRY(list.step()))
    entries.push_back({static_cast<std::uint32_t>(list.int64(0)), list.uuid(1).value_or(Uuid{}), list.int64(2)});
  return entries;
}

/// How many of the import's entries fulfil a condition, and the name of the first.
Result<> refuse_if_any(Database& registers, const Application& application, std::string_view condition,
                       std::string_view code) {
  const std::string table = application.which == Register::targets ? "target" : "inspector";
  Statement find =
      MC_TRY(registers.prepare("SELECT COUNT(*), MIN(e.name) FROM import_entry JOIN " + table +
                               " AS e ON e.id = entity_id WHERE session_id = ? AND (" + std::string(condition) + ")"));
  find.bind(1, application.session);
  if (!MC_TRY(find.step()) || find.int64(0) == 0) return {};
  return fail(Error(code).with("count", find.int64(0)).with("name", find.text(1)));
}

}  // namespace

Result<Applied> apply_rows(Scratch& scratch, Database& registers, const Application& application, UuidGenerator& ids,
                           const Watch& watch) {
  const auto total =
      MC_TRY(scratch.database().number("SELECT COUNT(*) FROM checked WHERE outcome IN ('good', 'warning')"));
  Statement rows = MC_TRY(scratch.database().prepare(
      R"(SELECT row, "values" FROM checked WHERE outcome IN ('good', 'warning') ORDER BY row)"));
  RegisterWriter writer(registers, application.recorded);
  writer.defer_index();
  Existing existing(registers, application.which, application.department);
  Applied applied;
  while (MC_TRY(rows.step())) {
    if ((applied.written + applied.skipped) % watch_rows == 0 &&
        !watch("apply", static_cast<double>(applied.written + applied.skipped) / static_cast<double>(total)))
      return fail(Error("imports.cancelled"));
    const Values values = values_of(rows.text(1));
    if (MC_TRY(existing.find(values))) {
      ++applied.skipped;
      continue;
    }
    const Uuid id = MC_TRY(insert_values(writer, values, application, ids));
    MC_TRY(registers.run("INSERT INTO import_entry (session_id, row, entity_id, revision) VALUES (?, ?, ?, 1)",
                         application.session, rows.int64(0), id));
    ++applied.written;
  }
  MC_TRY(writer.write_index());
  return applied;
}

Result<std::int64_t> undo_rows(Database& registers, const Application& application, const Watch& watch) {
  MC_TRY(refuse_if_any(registers, application, "e.revision <> import_entry.revision OR e.valid_to IS NOT NULL",
                       "imports.undo_changed"));
  const std::string_view used =
      application.which == Register::targets
          ? "EXISTS (SELECT 1 FROM recusal WHERE target_id = e.id AND valid_to IS NULL) OR "
            "EXISTS (SELECT 1 FROM target AS held WHERE held.holder_id = e.id AND held.valid_to IS NULL)"
          : "EXISTS (SELECT 1 FROM recusal WHERE inspector_id = e.id AND valid_to IS NULL)";
  MC_TRY(refuse_if_any(registers, application, used, "imports.undo_used"));
  RegisterWriter writer(registers, application.recorded);
  writer.defer_index();
  std::int64_t count = 0;
  const std::vector<Entry> entries = MC_TRY(entries_of(registers, application.session));
  for (const Entry& entry : entries) {
    if (count % watch_rows == 0 && !watch("undo", static_cast<double>(count) / static_cast<double>(entries.size())))
      return fail(Error("imports.cancelled"));
    if (application.which == Register::targets)
      MC_TRY(writer.end(TargetId{entry.id}, entry.revision));
    else
      MC_TRY(writer.end(InspectorId{entry.id}, entry.revision));
    ++count;
  }
  MC_TRY(writer.write_index());
  return count;
}

}  // namespace mingchou::imports
