// Writing checked rows into a register, and taking them out again.
#include <set>
#include <variant>

#include "server/imports/existing.h"
#include "server/imports/mapping_json.h"
#include "server/imports/steps.h"
#include "shared/registry/content_reader.h"
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
  switch (application.which) {
    case Register::targets:
      return insert(writer, target_of(values, application.department, application.source, ids));
    case Register::inspectors:
      return insert(writer, inspector_of(values, application.department, application.source, ids));
    case Register::experts:
      break;
  }
  return insert(writer, expert_of(values, application.department, application.source, ids));
}

struct Written {
  Uuid id;
  Updated updated;
};

Result<Written> update(RegisterWriter& writer, const Match& match) {
  return std::visit(
      [&]<class Entity>(const Entity& entity) -> Result<Written> {
        if constexpr (std::is_same_v<Entity, std::monostate>)
          return Written{};
        else
          return Written{entity.id.uuid, MC_TRY(writer.update(entity, match.revision))};
      },
      match.entity);
}

Uuid id_of(const Match& match) {
  return std::visit(
      []<class Entity>(const Entity& entity) {
        if constexpr (std::is_same_v<Entity, std::monostate>)
          return Uuid{};
        else
          return entity.id.uuid;
      },
      match.entity);
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
  const std::string table(entity_of(application.which));
  Statement find =
      MC_TRY(registers.prepare("SELECT COUNT(*), MIN(e.name) FROM import_entry JOIN " + table +
                               " AS e ON e.id = entity_id WHERE session_id = ? AND (" + std::string(condition) + ")"));
  find.bind(1, application.session);
  if (!MC_TRY(find.step()) || find.int64(0) == 0) return {};
  return fail(Error(code).with("count", find.int64(0)).with("name", find.text(1)));
}

}  // namespace

namespace {

/// Writes checked rows one after the other.
class Applier {
 public:
  Applier(Database& registers, const Application& application, const KnownNames& known, UuidGenerator& ids)
      : registers_(registers),
        application_(application),
        ids_(ids),
        writer_(registers, application.recorded),
        existing_(registers, application.which, application.department, known, ids) {
    writer_.defer_index();
  }

  Result<> apply(std::int64_t row, const Values& values, bool is_new) {
    const auto match = MC_TRY(existing_.find(values));
    if (!match && is_new) {
      const Uuid id = MC_TRY(insert_values(writer_, values, application_, ids_));
      ++applied_.written;
      return note(row, id, 1);
    }
    // One row of a file changes an entry; a second one would hide what it was.
    const bool may_change = match && !is_new && !match->changes.empty() && touched_.insert(id_of(*match)).second;
    const Written written = may_change ? MC_TRY(update(writer_, *match)) : Written{};
    if (!written.updated.is_changed) {
      ++applied_.skipped;
      return {};
    }
    ++applied_.updated;
    return note(row, written.id, written.updated.revision);
  }
  Result<Applied> finish() {
    MC_TRY(writer_.write_index());
    return applied_;
  }

 private:
  Result<> note(std::int64_t row, const Uuid& id, std::int64_t revision) {
    return registers_.run("INSERT INTO import_entry (session_id, row, entity_id, revision) VALUES (?, ?, ?, ?)",
                          application_.session, row, id, revision);
  }

  Database& registers_;
  const Application& application_;
  UuidGenerator& ids_;
  RegisterWriter writer_;
  Existing existing_;
  Applied applied_;
  std::set<Uuid> touched_;
};

/// What an entry was before the revision that the import made of it.
Result<std::string> content_before(Database& registers, std::string_view table, const Entry& entry) {
  const std::string name(table);
  Statement find =
      MC_TRY(registers.prepare("SELECT content FROM " + name + "_revision WHERE " + name + "_id = ? AND revision = ?"));
  find.bind_all(entry.id, entry.revision - 1);
  if (!MC_TRY(find.step())) return fail(Error("store.internal").with("code", "revision"));
  return std::string(find.text(0));
}

template <class Entity>
Result<> undo_entry(Database& registers, RegisterWriter& writer, std::string_view table, const Entry& entry,
                    Result<Entity> (*read)(std::string_view content)) {
  if (entry.revision == 1) {
    MC_TRY(writer.end(decltype(Entity::id){entry.id}, entry.revision));
    return {};
  }
  const std::string content = MC_TRY(content_before(registers, table, entry));
  const Entity before = MC_TRY(read(content));
  MC_TRY(writer.update(before, entry.revision));
  return {};
}

Result<> undo_entry(Database& registers, RegisterWriter& writer, Register which, const Entry& entry) {
  const std::string_view table = entity_of(which);
  switch (which) {
    case Register::targets:
      return undo_entry<Target>(registers, writer, table, entry, read_target_content);
    case Register::inspectors:
      return undo_entry<Inspector>(registers, writer, table, entry, read_inspector_content);
    case Register::experts:
      break;
  }
  return undo_entry<Expert>(registers, writer, table, entry, read_expert_content);
}

/// Whether somebody leans on the entry `e`.
std::string_view used_condition(Register which) {
  switch (which) {
    case Register::targets:
      return "EXISTS (SELECT 1 FROM recusal WHERE target_id = e.id AND valid_to IS NULL) OR "
             "EXISTS (SELECT 1 FROM target AS held WHERE held.holder_id = e.id AND held.valid_to IS NULL)";
    case Register::inspectors:
      return "EXISTS (SELECT 1 FROM recusal WHERE inspector_id = e.id AND valid_to IS NULL)";
    case Register::experts:
      break;
  }
  return "FALSE";
}

}  // namespace

Result<Applied> apply_rows(Scratch& scratch, Database& registers, const Application& application, UuidGenerator& ids,
                           const Watch& watch) {
  constexpr std::string_view wanted = R"sql( FROM checked
    WHERE outcome IN ('good', 'warning') OR (?1 AND outcome = 'duplicate' AND changes <> ''))sql";
  Statement count = MC_TRY(scratch.database().prepare("SELECT COUNT(*)" + std::string(wanted)));
  count.bind(1, application.updates_existing ? 1 : 0);
  MC_TRY(count.step());
  const auto total = static_cast<double>(count.int64(0));
  Statement rows = MC_TRY(scratch.database().prepare(R"(SELECT row, "values", outcome <> 'duplicate')" +
                                                     std::string(wanted) + " ORDER BY row"));
  rows.bind(1, application.updates_existing ? 1 : 0);
  const KnownNames known = MC_TRY(KnownNames::read(registers));
  Applier applier(registers, application, known, ids);
  for (std::int64_t done = 0; MC_TRY(rows.step()); ++done) {
    if (done % watch_rows == 0 && !watch("apply", static_cast<double>(done) / total))
      return fail(Error("imports.cancelled"));
    MC_TRY(applier.apply(rows.int64(0), values_of(rows.text(1)), rows.int64(2) != 0));
  }
  return applier.finish();
}

Result<std::int64_t> undo_rows(Database& registers, const Application& application, const Watch& watch) {
  MC_TRY(refuse_if_any(registers, application, "e.revision <> import_entry.revision OR e.valid_to IS NOT NULL",
                       "imports.undo_changed"));
  // What was only changed may be in use: it stays.
  MC_TRY(refuse_if_any(registers, application,
                       "import_entry.revision = 1 AND (" + std::string(used_condition(application.which)) + ")",
                       "imports.undo_used"));
  RegisterWriter writer(registers, application.recorded);
  writer.defer_index();
  std::int64_t count = 0;
  const std::vector<Entry> entries = MC_TRY(entries_of(registers, application.session));
  for (const Entry& entry : entries) {
    if (count % watch_rows == 0 && !watch("undo", static_cast<double>(count) / static_cast<double>(entries.size())))
      return fail(Error("imports.cancelled"));
    MC_TRY(undo_entry(registers, writer, application.which, entry));
    ++count;
  }
  MC_TRY(writer.write_index());
  return count;
}

}  // namespace mingchou::imports
