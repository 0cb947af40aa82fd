#include "client/app/data/register_store.h"

#include <algorithm>
#include <utility>

namespace mingchou::client {
namespace {

std::optional<std::string> text_or_nothing(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(std::string(row.text(column)));
}

std::optional<CivilDate> date_or_nothing(const Statement& row, int column) {
  return CivilDate::parse(row.text(column));
}

std::optional<std::string> text_of_date(const std::optional<CivilDate>& date) {
  return date ? std::optional(date->text()) : std::nullopt;
}

template <class IdType>
IdType id_at(const Statement& row, int column) {
  return {row.uuid(column).value_or(Uuid{})};
}

std::vector<TagId> split_tags(BytesView bytes) {
  std::vector<TagId> tags(bytes.size() / sizeof(Uuid));
  for (std::size_t i = 0; i < tags.size(); ++i)
    std::ranges::copy(bytes.subspan(i * sizeof(Uuid), sizeof(Uuid)), tags[i].uuid.bytes.begin());
  return tags;
}

RegisterDepartment department_of(const Statement& row) {
  return {.id = id_at<DepartmentId>(row, 0),
          .code = std::string(row.text(1)),
          .name = std::string(row.text(2)),
          .short_name = std::string(row.text(3)),
          .kind = std::string(row.text(4))};
}

constexpr std::string_view target_columns =
    "id, kind, name, credit_code, registration_number, holder_id, form, established_on, registration_authority, "
    "status, "
    "legal_person, township_code, address, contact_name, contact_phone, industry_code, responsible_department_id, "
    "station, area, last_checked_on, revision, tags, licences";

Result<RegisterTarget> target_of(const Statement& row) {
  RegisterTarget target;
  target.id = id_at<TargetId>(row, 0);
  target.kind = row.text(1);
  target.name = row.text(2);
  target.credit_code = text_or_nothing(row, 3);
  target.registration_number = text_or_nothing(row, 4);
  if (!row.is_null(5)) target.holder_id = id_at<TargetId>(row, 5);
  target.form = text_or_nothing(row, 6);
  target.established_on = date_or_nothing(row, 7);
  target.registration_authority = text_or_nothing(row, 8);
  target.status = row.text(9);
  target.legal_person = text_or_nothing(row, 10);
  target.township_code = row.text(11);
  target.address = text_or_nothing(row, 12);
  target.contact_name = text_or_nothing(row, 13);
  target.contact_phone = text_or_nothing(row, 14);
  target.industry_code = text_or_nothing(row, 15);
  target.responsible_department_id = id_at<DepartmentId>(row, 16);
  target.station = text_or_nothing(row, 17);
  target.area = text_or_nothing(row, 18);
  target.last_checked_on = date_or_nothing(row, 19);
  target.revision = row.int64(20);
  target.tags = split_tags(row.blob(21));
  target.licences = MC_TRY(read_licences(row.text(22)));
  return target;
}

Result<> insert_target(Database& db, std::int64_t generation, const RegisterTarget& target) {
  Bytes tags;
  for (const TagId& tag : target.tags) append(tags, tag.uuid.bytes);
  return db.run("INSERT INTO register_target(generation, " + std::string(target_columns) +
                    ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                generation, target.id, target.kind, target.name, target.credit_code, target.registration_number,
                target.holder_id, target.form, text_of_date(target.established_on), target.registration_authority,
                target.status, target.legal_person, target.township_code, target.address, target.contact_name,
                target.contact_phone, target.industry_code, target.responsible_department_id, target.station,
                target.area, text_of_date(target.last_checked_on), target.revision, tags,
                write_licences(target.licences));
}

}  // namespace

// --- reading ------------------------------------------------------------------------------------------------

Result<std::optional<Generation>> RegisterStore::in_state(std::string_view state) {
  Statement row =
      MC_TRY(db_.prepare("SELECT generation, snapshot, made_at, installed_at, target_count, bytes, raw_bytes"
                         " FROM register_generation WHERE state = ?"));
  row.bind_all(state);
  if (!MC_TRY(row.step())) return std::nullopt;
  Generation generation{.number = row.int64(0), .snapshot = std::string(row.text(1)), .made_at = row.instant(2)};
  if (!row.is_null(3)) generation.installed_at = row.instant(3);
  generation.target_count = row.int64(4);
  generation.bytes = row.int64(5);
  generation.raw_bytes = row.int64(6);
  return generation;
}

Result<std::optional<Generation>> RegisterStore::current() { return in_state("current"); }
Result<std::optional<Generation>> RegisterStore::arriving() { return in_state("arriving"); }

Result<std::vector<RegisterDepartment>> RegisterStore::departments(std::int64_t generation) {
  Statement rows = MC_TRY(db_.prepare(
      "SELECT id, code, name, short_name, kind FROM register_department WHERE generation = ? ORDER BY position"));
  rows.bind_all(generation);
  std::vector<RegisterDepartment> departments;
  while (MC_TRY(rows.step())) departments.push_back(department_of(rows));
  return departments;
}

Result<std::vector<RegisterTag>> RegisterStore::tags(std::int64_t generation) {
  Statement rows = MC_TRY(db_.prepare("SELECT id, name FROM register_tag WHERE generation = ? ORDER BY position"));
  rows.bind_all(generation);
  std::vector<RegisterTag> tags;
  while (MC_TRY(rows.step())) tags.push_back({id_at<TagId>(rows, 0), std::string(rows.text(1))});
  return tags;
}

Result<std::optional<TargetRow>> RegisterStore::row(std::int64_t generation, const TargetId& id) {
  Statement row =
      MC_TRY(db_.prepare("SELECT id, name, kind, status, credit_code, registration_number, legal_person, address,"
                         " township_code, established_on, last_checked_on FROM register_target"
                         " WHERE generation = ? AND id = ?"));
  row.bind_all(generation, id);
  if (!MC_TRY(row.step())) return std::nullopt;
  return TargetRow{.id = id,
                   .name = std::string(row.text(1)),
                   .kind = std::string(row.text(2)),
                   .status = std::string(row.text(3)),
                   .credit_code = text_or_nothing(row, 4),
                   .registration_number = text_or_nothing(row, 5),
                   .legal_person = text_or_nothing(row, 6),
                   .address = text_or_nothing(row, 7),
                   .township_code = std::string(row.text(8)),
                   .established_on = date_or_nothing(row, 9),
                   .last_checked_on = date_or_nothing(row, 10)};
}

Result<std::optional<RegisterTarget>> RegisterStore::target(const TargetId& id) {
  const auto generation = MC_TRY(current());
  if (!generation) return std::nullopt;
  Statement row = MC_TRY(
      db_.prepare("SELECT " + std::string(target_columns) + " FROM register_target WHERE generation = ? AND id = ?"));
  row.bind_all(generation->number, id);
  if (!MC_TRY(row.step())) return std::nullopt;
  return MC_TRY(target_of(row));
}

Result<std::optional<TargetDetails>> RegisterStore::details(const TargetId& id) {
  const auto generation = MC_TRY(current());
  auto found = MC_TRY(target(id));
  if (!generation || !found) return std::nullopt;
  TargetDetails details;
  details.target = *std::move(found);
  for (RegisterDepartment& department : MC_TRY(departments(generation->number)))
    if (department.id == details.target.responsible_department_id) details.department = std::move(department);
  for (RegisterTag& tag : MC_TRY(tags(generation->number)))
    if (std::ranges::count(details.target.tags, tag.id) > 0) details.tags.push_back(std::move(tag));
  if (details.target.holder_id)
    if (auto holder = MC_TRY(row(generation->number, *details.target.holder_id)))
      details.holder_name = std::move(holder->name);
  return details;
}

Result<std::int64_t> RegisterStore::scan(std::int64_t generation, const std::optional<TargetId>& after,
                                         std::int64_t count, const std::function<Result<>(const TargetEntry&)>& take) {
  Statement row =
      MC_TRY(db_.prepare("SELECT id, kind, name, credit_code, registration_number, status, township_code, address,"
                         " industry_code, responsible_department_id, established_on, last_checked_on, tags"
                         " FROM register_target WHERE generation = ? AND id > ? ORDER BY id LIMIT ?"));
  row.bind_all(generation, after ? BytesView(after->uuid.bytes) : BytesView(), count);
  std::int64_t taken = 0;
  while (MC_TRY(row.step())) {
    MC_TRY(take({.id = id_at<TargetId>(row, 0),
                 .kind = row.text(1),
                 .name = row.text(2),
                 .credit_code = row.text(3),
                 .registration_number = row.text(4),
                 .status = row.text(5),
                 .township_code = row.text(6),
                 .address = row.text(7),
                 .industry_code = row.text(8),
                 .responsible_department_id = id_at<DepartmentId>(row, 9),
                 .established_on = date_or_nothing(row, 10),
                 .last_checked_on = date_or_nothing(row, 11),
                 .tags = row.blob(12)}));
    ++taken;
  }
  return taken;
}

// --- single targets -----------------------------------------------------------------------------------------

/// A part that holds other rows than its hash names is none to copy from any more.
Result<> RegisterStore::count_change(std::int64_t generation, const TargetId& id, std::int64_t more) {
  MC_TRY(db_.run("UPDATE register_part SET target_count = 0 WHERE generation = ?1 AND first_id <= ?2 AND last_id >= ?2",
                 generation, id));
  return db_.run(
      "UPDATE register_generation SET target_count = target_count + ?2, targets_written = targets_written + ?2"
      " WHERE generation = ?1",
      generation, more);
}

Result<> RegisterStore::put_target(std::int64_t generation, const RegisterTarget& target) {
  MC_TRY(db_.run("DELETE FROM register_target WHERE generation = ? AND id = ?", generation, target.id));
  const bool is_new = db_.changes() == 0;
  MC_TRY(insert_target(db_, generation, target));
  return count_change(generation, target.id, is_new ? 1 : 0);
}

Result<bool> RegisterStore::put_targets(const std::vector<RegisterTarget>& targets) {
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  const auto generation = MC_TRY(current());
  if (!generation) return false;
  for (const RegisterTarget& target : targets) MC_TRY(put_target(generation->number, target));
  MC_TRY(transaction.commit());
  return true;
}

Result<bool> RegisterStore::remove_target(const TargetId& id) {
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  const auto generation = MC_TRY(current());
  if (!generation) return false;
  MC_TRY(db_.run("DELETE FROM register_target WHERE generation = ? AND id = ?", generation->number, id));
  if (db_.changes() == 0) return false;
  MC_TRY(count_change(generation->number, id, -1));
  MC_TRY(transaction.commit());
  return true;
}

// --- a generation that arrives ------------------------------------------------------------------------------

Result<Generation> RegisterStore::begin(const Manifest& manifest) {
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  MC_TRY(
      db_.run("UPDATE register_generation SET state = 'leaving' WHERE state = 'overtaken' AND EXISTS"
              " (SELECT 1 FROM register_generation WHERE state = 'arriving')"));
  MC_TRY(overtake());
  Generation generation{
      .number = MC_TRY(db_.number("SELECT coalesce(max(generation), 0) + 1 FROM register_generation")),
      .snapshot = manifest.snapshot,
      .made_at = manifest.created_at,
      .installed_at = {},
      .target_count = manifest.target_count,
      .bytes = manifest.bytes,
      .raw_bytes = manifest.raw_bytes};
  MC_TRY(db_.run(
      "INSERT INTO register_generation(generation, state, snapshot, made_at, target_count, targets_written, bytes,"
      " raw_bytes) VALUES(?, 'arriving', ?, ?, ?, 0, ?, ?)",
      generation.number, generation.snapshot, generation.made_at, generation.target_count, generation.bytes,
      generation.raw_bytes));
  Statement insert = MC_TRY(db_.prepare(
      "INSERT INTO register_part(generation, part, row_count, bytes, raw_bytes, sha256, rows_written, target_count)"
      " VALUES(?, ?, ?, ?, ?, ?, 0, 0)"));
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    const SnapshotPart& part = manifest.parts[i];
    MC_TRY(insert.run(generation.number, static_cast<std::int64_t>(i), part.row_count, part.bytes, part.raw_bytes,
                      BytesView(part.sha256)));
  }
  MC_TRY(transaction.commit());
  return generation;
}

Result<std::vector<ArrivingPart>> RegisterStore::parts(std::int64_t generation) {
  Statement row =
      MC_TRY(db_.prepare("SELECT part, row_count, bytes, raw_bytes, sha256, rows_written, last_id FROM register_part"
                         " WHERE generation = ? ORDER BY part"));
  row.bind_all(generation);
  std::vector<ArrivingPart> parts;
  while (MC_TRY(row.step())) {
    ArrivingPart part{.part = {.row_count = row.int64(1), .bytes = row.int64(2), .raw_bytes = row.int64(3)},
                      .rows_written = row.int64(5)};
    if (std::cmp_not_equal(row.int64(0), parts.size()) || row.blob(4).size() != part.part.sha256.size())
      return fail(Error("store.damaged").with("path", db_.path()).because("register_part"));
    std::ranges::copy(row.blob(4), part.part.sha256.begin());
    if (const auto last = row.uuid(6)) part.last_id = TargetId{*last};
    parts.push_back(part);
  }
  return parts;
}

Result<> RegisterStore::abandon() {
  return db_.run("UPDATE register_generation SET state = 'leaving' WHERE state = 'arriving'");
}

Result<> RegisterStore::overtake() {
  return db_.run("UPDATE register_generation SET state = 'overtaken' WHERE state = 'arriving'");
}

/// Only parts of nothing but targets: their rows are a range of ids.
Result<std::optional<PartSource>> RegisterStore::source_of(const SnapshotPart& part) {
  Statement row =
      MC_TRY(db_.prepare("SELECT p.generation, p.first_id, p.last_id FROM register_part p JOIN register_generation g"
                         " ON g.generation = p.generation WHERE p.sha256 = ?1 AND g.state IN ('current', 'overtaken')"
                         " AND p.row_count = ?2 AND p.target_count = ?2 AND p.target_count > 0"
                         " AND (SELECT count(*) FROM register_target t WHERE t.generation = p.generation"
                         "      AND t.id BETWEEN p.first_id AND p.last_id) = ?2 LIMIT 1"));
  row.bind_all(BytesView(part.sha256), part.row_count);
  if (!MC_TRY(row.step())) return std::nullopt;
  return PartSource{row.int64(0), id_at<TargetId>(row, 1), id_at<TargetId>(row, 2)};
}

Result<> RegisterStore::copy_some(std::int64_t generation, std::int64_t part, const PartSource& source,
                                  std::int64_t rows, ArrivingPart& progress) {
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  const std::string columns(target_columns);
  // The first row is not behind any; ids are never all zeros.
  const TargetId after = progress.last_id.value_or(TargetId{});
  std::optional<TargetId> last;
  {
    Statement row = MC_TRY(
        db_.prepare("SELECT max(id) FROM (SELECT id FROM register_target WHERE generation = ?1 AND id >= ?2 AND id > ?3"
                    " AND id <= ?4 ORDER BY id LIMIT ?5)"));
    row.bind_all(source.generation, source.first_id, after, source.last_id, rows);
    if (MC_TRY(row.step()))
      if (const auto id = row.uuid(0)) last = TargetId{*id};
  }
  if (!last) return fail(Error("register.bad_snapshot").because("the part to copy from has gone"));
  MC_TRY(db_.run("INSERT INTO register_target(generation, " + columns + ") SELECT ?1, " + columns +
                     " FROM register_target WHERE generation = ?2 AND id >= ?3 AND id > ?4 AND id <= ?5 ORDER BY id",
                 generation, source.generation, source.first_id, after, *last));
  const std::int64_t copied = db_.changes();
  MC_TRY(
      db_.run("UPDATE register_part SET rows_written = rows_written + ?1, target_count = target_count + ?1,"
              " first_id = coalesce(first_id, ?2), last_id = ?3 WHERE generation = ?4 AND part = ?5",
              copied, source.first_id, *last, generation, part));
  MC_TRY(db_.run("UPDATE register_generation SET targets_written = targets_written + ? WHERE generation = ?", copied,
                 generation));
  MC_TRY(transaction.commit());
  progress.rows_written += copied;
  progress.last_id = last;
  return {};
}

/// In the order of the parts, ids rise from the first row to the last.
Result<bool> RegisterStore::ids_rise(std::int64_t generation) {
  Statement row =
      MC_TRY(db_.prepare("SELECT count(*) FROM (SELECT first_id, lag(last_id) OVER (ORDER BY part) AS before"
                         " FROM register_part WHERE generation = ? AND target_count > 0) WHERE first_id <= before"));
  row.bind_all(generation);
  MC_TRY(row.step());
  return row.int64(0) == 0;
}

Result<> RegisterStore::forget() { return db_.run("UPDATE register_generation SET state = 'leaving'"); }

Result<> RegisterStore::install(Instant now) {
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  const auto generation = MC_TRY(arriving());
  if (!generation) return fail(Error("register.bad_snapshot").because("nothing arrives"));
  for (const ArrivingPart& part : MC_TRY(parts(generation->number)))
    if (!part.complete()) return fail(Error("register.bad_snapshot").because("a part is missing"));
  const std::int64_t written =
      MC_TRY(db_.number("SELECT targets_written FROM register_generation WHERE state = 'arriving'"));
  if (written != generation->target_count)
    return fail(Error("register.bad_snapshot").because(std::to_string(written) + " targets arrived"));
  if (!MC_TRY(ids_rise(generation->number))) return fail(Error("register.bad_snapshot").because("ids out of order"));
  MC_TRY(db_.run("UPDATE register_generation SET state = 'leaving' WHERE state IN ('current', 'overtaken')"));
  MC_TRY(db_.run("UPDATE register_generation SET state = 'current', installed_at = ? WHERE generation = ?", now,
                 generation->number));
  return transaction.commit();
}

Result<bool> RegisterStore::remove_from(std::string_view table, std::int64_t generation, std::int64_t rows) {
  const std::string name(table);
  MC_TRY(db_.run("DELETE FROM " + name + " WHERE generation = ?1 AND id <= coalesce((SELECT id FROM " + name +
                     " WHERE generation = ?1 ORDER BY id LIMIT 1 OFFSET ?2), x'ffffffffffffffffffffffffffffffff')",
                 generation, rows - 1));
  return db_.changes() > 0;
}

Result<bool> RegisterStore::remove_some(std::int64_t rows) {
  Transaction transaction = MC_TRY(Transaction::begin(db_));
  const std::int64_t leaving = MC_TRY(
      db_.number("SELECT generation FROM register_generation WHERE state = 'leaving' ORDER BY generation LIMIT 1"));
  if (leaving == 0) return false;
  if (!MC_TRY(remove_from("register_target", leaving, rows))) {
    // Small tables, at once.
    MC_TRY(db_.run("DELETE FROM register_department WHERE generation = ?", leaving));
    MC_TRY(db_.run("DELETE FROM register_tag WHERE generation = ?", leaving));
    MC_TRY(db_.run("DELETE FROM register_part WHERE generation = ?", leaving));
    MC_TRY(db_.run("DELETE FROM register_generation WHERE generation = ?", leaving));
  }
  MC_TRY(transaction.commit());
  return true;
}

// --- PartWriter ---------------------------------------------------------------------------------------------

Result<PartWriter> PartWriter::begin(Database& db, std::int64_t generation, std::int64_t part,
                                     const ArrivingPart& progress) {
  return PartWriter(db, MC_TRY(Transaction::begin(db)), generation, part, progress);
}

Result<> PartWriter::insert(const RegisterTarget& target) { return insert_target(db_, generation_, target); }

Result<> PartWriter::write(const RegisterLine& line) {
  const std::int64_t position = progress_.rows_written++;
  if (const auto* target = std::get_if<RegisterTarget>(&line)) {
    if (progress_.last_id && target->id <= *progress_.last_id)
      return fail(Error("register.bad_snapshot").because("ids out of order"));
    if (!first_id_) first_id_ = target->id;
    progress_.last_id = target->id;
    ++targets_;
    return insert(*target);
  }
  if (const auto* department = std::get_if<RegisterDepartment>(&line))
    return db_.run(
        "INSERT INTO register_department(generation, id, position, code, name, short_name, kind)"
        " VALUES(?, ?, ?, ?, ?, ?, ?)",
        generation_, department->id, part_ * snapshot_limits::part_rows_max + position, department->code,
        department->name, department->short_name, department->kind);
  if (const auto* tag = std::get_if<RegisterTag>(&line))
    return db_.run("INSERT INTO register_tag(generation, id, position, name) VALUES(?, ?, ?, ?)", generation_, tag->id,
                   part_ * snapshot_limits::part_rows_max + position, tag->name);
  return {};
}

Result<ArrivingPart> PartWriter::commit() {
  MC_TRY(
      db_.run("UPDATE register_part SET rows_written = ?, target_count = target_count + ?,"
              " first_id = coalesce(first_id, ?), last_id = coalesce(?, last_id) WHERE generation = ? AND part = ?",
              progress_.rows_written, targets_, first_id_, progress_.last_id, generation_, part_));
  MC_TRY(db_.run("UPDATE register_generation SET targets_written = targets_written + ? WHERE generation = ?", targets_,
                 generation_));
  MC_TRY(transaction_.commit());
  return progress_;
}

}  // namespace mingchou::client
