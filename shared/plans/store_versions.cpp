#include "shared/plans/store_row.h"

namespace mingchou::plans {
namespace {

constexpr std::string_view version_columns =
    "plan_version.id, plan_id, plan.year, number, state, based_on_id, reason, submitted_at, submitted_by, "
    "content_hash, "
    "return_reason, approved_on, minutes_number, approved_at, approved_by, filed_on, filing_number, filed_at, "
    "filed_by, "
    "published_at, published_by, ended_at, ended_by, end_reason, revision, plan_version.created_at, "
    "plan_version.created_by, changed_at, "
    "(SELECT count(*) FROM plan_row WHERE plan_row.version_id = plan_version.id)";

/// An instant and, in the column after it, by whom.
std::optional<Mark> mark_of(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Mark{.at = row.instant(column), .by = std::string(row.text(column + 1))};
}

Version version_of(const Statement& row) {
  Version version;
  version.id = id_of<VersionId>(row, 0);
  version.plan_id = id_of<PlanId>(row, 1);
  version.year = static_cast<int>(row.int64(2));
  if (!row.is_null(3)) version.number = row.int64(3);
  // The schema's CHECK lets no other text in; what can't be is nothing that holds.
  version.state = state_from(row.text(4)).value_or(State::discarded);
  if (const auto base = row.uuid(5)) version.based_on = VersionId{*base};
  version.reason = row.text(6);
  version.submitted = mark_of(row, 7);
  version.content_hash = digest_or_nothing(row, 9);
  version.return_reason = row.text(10);
  version.approved_on = date_or_nothing(row, 11);
  version.minutes_number = row.text(12);
  version.approved = mark_of(row, 13);
  version.filed_on = date_or_nothing(row, 15);
  version.filing_number = row.text(16);
  version.filed = mark_of(row, 17);
  version.published = mark_of(row, 19);
  version.ended = mark_of(row, 21);
  version.end_reason = row.text(23);
  version.revision = row.int64(24);
  version.created_at = row.instant(25);
  version.created_by = row.text(26);
  version.changed_at = row.instant(27);
  version.row_count = row.int64(28);
  return version;
}

std::string select_where(std::string_view condition) {
  return "SELECT " + std::string(version_columns) + " FROM plan_version JOIN plan ON plan.id = plan_id WHERE " +
         std::string(condition);
}

constexpr std::string_view in_state = "UPDATE plan_version SET state = ?, revision = revision + 1, changed_at = ?";

/// "UPDATE … SET state, revision, changed_at, <more> WHERE id".
std::string to_state(std::string_view more) {
  return std::string(in_state) + (more.empty() ? "" : ", ") + std::string(more) + " WHERE id = ?";
}

Header header_of(const Version& version) {
  return {.plan_id = version.plan_id,
          .version_id = version.id,
          .year = version.year,
          .number = version.number.value_or(0),
          .reason = version.reason};
}

Result<std::vector<Row>> plain_rows(Database& db, const VersionId& id) {
  std::vector<Row> rows;
  for (StoredRow& stored : MC_TRY(read_rows(db, id))) rows.push_back(std::move(stored.row));
  return rows;
}

Result<> refuse_if_open(Database& db, const PlanId& plan_id) {
  for (const Version& version : MC_TRY(read_versions(db, plan_id)))
    if (is_open(version.state)) return fail(Error("plans.adjustment_open"));
  return {};
}

Result<> copy_rows(Database& db, const VersionId& to, const VersionId& from, const Write& write) {
  return db.run(R"sql(
    INSERT INTO plan_row (version_id, row_id, position, initiating_department_id, first_day, last_day, content,
                          revision, changed_at, changed_by)
    SELECT ?, row_id, position, initiating_department_id, first_day, last_day, content, 1, ?, ?
    FROM plan_row WHERE version_id = ?)sql",
                to, write.at, write.by, from);
}

/// Codes and names of items as the lists have them now, before the rows are closed.
Result<std::vector<Row>> settle_rows(Database& db, const Version& draft, const Write& write) {
  const std::vector<Row> rows = MC_TRY(plain_rows(db, draft.id));
  std::vector<Row> settled = MC_TRY(check_plan(rows, draft.year, surroundings_of(db)));
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (settled[i] != rows[i]) MC_TRY(store_row(db, draft.id, settled[i], write));
  return settled;
}

}  // namespace

Result<Version> demand_step_now(Database& db, const VersionId& id, Event event) {
  auto now = MC_TRY(find_version(db, id));
  if (!now) return fail(Error("plans.changed_meanwhile"));
  MC_TRY(step(now->state, event));
  return *std::move(now);
}

Result<Version> demand_step(Database& db, const Version& version, Event event, std::int64_t expected) {
  Version now = MC_TRY(demand_step_now(db, version.id, event));
  if (now.revision != expected) return fail(Error("plans.changed_meanwhile"));
  return now;
}

Result<std::optional<Version>> find_version(Database& db, const VersionId& id) {
  Statement find = MC_TRY(db.prepare(select_where("plan_version.id = ?")));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return version_of(find);
}

Result<std::vector<Version>> read_versions(Database& db, const PlanId& plan_id) {
  Statement read = MC_TRY(db.prepare(select_where("plan_id = ? ORDER BY plan_version.id DESC")));
  read.bind(1, plan_id);
  std::vector<Version> versions;
  while (MC_TRY(read.step())) versions.push_back(version_of(read));
  return versions;
}

Result<> insert_adjustment(Database& db, const VersionId& id, const Version& of, std::int64_t expected,
                           std::string_view reason, const Write& write) {
  const Version now = MC_TRY(demand_step(db, of, Event::adjust, expected));
  const std::string tidied = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  MC_TRY(refuse_if_open(db, now.plan_id));
  const auto versions = MC_TRY(read_versions(db, now.plan_id));
  if (static_cast<std::int64_t>(versions.size()) >= versions_max)
    return fail(Error("items.too_many").with("field", "versions").with("max", versions_max));
  // The published one has the highest number: a discarded draft gave its own back.
  const std::int64_t number = now.number.value_or(0) + 1;
  MC_TRY(db.run(
      "INSERT INTO plan_version (id, plan_id, number, state, based_on_id, reason, revision, created_at, created_by, "
      "changed_at) VALUES (?, ?, ?, 'draft', ?, ?, 1, ?, ?, ?)",
      id, now.plan_id, number, now.id, tidied, write.at, write.by, write.at));
  return copy_rows(db, id, now.id, write);
}

Result<> submit(Database& db, const Version& version, std::int64_t expected, const Write& write) {
  const Version now = MC_TRY(demand_step(db, version, Event::submit, expected));
  const std::vector<Row> rows = MC_TRY(settle_rows(db, now, write));
  if (now.based_on && MC_TRY(plain_rows(db, *now.based_on)) == rows) return fail(Error("plans.nothing_changed"));
  const std::string content = MC_TRY(content_of(header_of(now), rows));
  const crypto::Digest hash = items::hash_of(content);
  return db.run(to_state("submitted_at = ?, submitted_by = ?, content_hash = ?"), text_of(State::submitted), write.at,
                write.at, write.by, BytesView(hash), now.id);
}

Result<> send_back(Database& db, const Version& version, std::int64_t expected, std::string_view reason,
                   const Write& write) {
  MC_TRY(demand_step(db, version, Event::send_back, expected));
  const std::string tidied = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  return db.run(to_state("return_reason = ?, submitted_at = NULL, submitted_by = NULL, content_hash = NULL"),
                text_of(State::draft), write.at, tidied, version.id);
}

Result<> approve(Database& db, const Version& version, std::int64_t expected, CivilDate approved_on,
                 std::string_view minutes_number, const Write& write) {
  const Version now = MC_TRY(demand_step(db, version, Event::approve, expected));
  const CivilDate submitted_on = now.submitted ? shanghai_date(now.submitted->at) : CivilDate::first();
  MC_TRY(check_approval(approved_on, submitted_on, write.today()));
  const std::string number = MC_TRY(items::tidy_line("minutes_number", minutes_number, items::line_characters_max));
  // What the meeting approves is what was submitted.
  MC_TRY(read_content(db, now));
  return db.run(to_state("approved_on = ?, minutes_number = ?, approved_at = ?, approved_by = ?"),
                text_of(State::approved), write.at, approved_on.text(), number, write.at, write.by, now.id);
}

Result<> file(Database& db, const Version& version, std::int64_t expected, CivilDate filed_on,
              std::string_view filing_number, const Write& write) {
  const Version now = MC_TRY(demand_step(db, version, Event::file, expected));
  MC_TRY(check_filing(filed_on, now.approved_on.value_or(CivilDate::last()), write.today()));
  const std::string number = MC_TRY(items::tidy_line("filing_number", filing_number, items::line_characters_max));
  return db.run(to_state("filed_on = ?, filing_number = ?, filed_at = ?, filed_by = ?"), text_of(State::filed),
                write.at, filed_on.text(), number, write.at, write.by, now.id);
}

Result<> discard(Database& db, const Version& version, std::int64_t expected, const Write& write) {
  const Version now = MC_TRY(demand_step(db, version, Event::discard, expected));
  if (!now.based_on) return fail(Error("plans.first_draft"));
  return db.run(to_state("number = NULL"), text_of(State::discarded), write.at, now.id);
}

Result<> end(Database& db, const Version& version, std::int64_t expected, std::string_view reason, const Write& write) {
  const Version now = MC_TRY(demand_step(db, version, Event::end, expected));
  const std::string tidied = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  MC_TRY(refuse_if_open(db, now.plan_id));
  return db.run(to_state("ended_at = ?, ended_by = ?, end_reason = ?"), text_of(State::ended), write.at, write.at,
                write.by, tidied, now.id);
}

Result<> publish(Database& db, const Version& version, const Write& write) {
  const Version now = MC_TRY(demand_step_now(db, version.id, Event::publish));
  for (const Version& other : MC_TRY(read_versions(db, now.plan_id))) {
    if (other.state != State::published) continue;
    const Step done = MC_TRY(step(other.state, Event::supersede));
    MC_TRY(db.run(to_state(""), text_of(done.to), write.at, other.id));
  }
  return db.run(to_state("published_at = ?, published_by = ?"), text_of(State::published), write.at, write.at, write.by,
                now.id);
}

Result<std::string> read_content(Database& db, const Version& version) {
  const std::vector<Row> rows = MC_TRY(plain_rows(db, version.id));
  std::string content = MC_TRY(content_of(header_of(version), rows));
  if (version.content_hash && items::hash_of(content) != *version.content_hash)
    return fail(Error("items.hash_differs"));
  return content;
}

}  // namespace mingchou::plans
