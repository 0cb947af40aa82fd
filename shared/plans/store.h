// Yearly plans in the database (server/migrations/0012_plans.sql). Everything that changes something checks the state
// table, the rules and the revision first, and is to be run inside the caller's transaction; a refused change leaves
// parts behind, so roll back. Who may do it is for the caller to know. Runs wherever a database is.
#pragma once

#include "shared/items/store.h"
#include "shared/plans/content.h"
#include "shared/plans/duties.h"
#include "shared/plans/rules.h"
#include "shared/plans/versions.h"

namespace mingchou::plans {

using items::Write;

struct Plan {
  PlanId id;
  int year = 0;
  Instant created_at;
  std::string created_by;
};

/// Something that was done and recorded: when, and by whom.
struct Mark {
  Instant at;
  std::string by;
};

struct Version {
  VersionId id;
  PlanId plan_id;
  int year = 0;
  /// 1, 2, 3, …; nothing of a discarded one.
  std::optional<std::int64_t> number;
  State state = State::draft;
  std::optional<VersionId> based_on;
  /// Why the plan is adjusted; "" of a first version.
  std::string reason;
  std::optional<Mark> submitted, approved, filed, published, ended;
  /// Of the last time that it was sent back.
  std::string return_reason;
  std::optional<CivilDate> approved_on, filed_on;
  /// 会议纪要 and 备案 numbers.
  std::string minutes_number, filing_number, end_reason;
  /// Since it was submitted.
  std::optional<crypto::Digest> content_hash;
  std::int64_t revision = 1;
  Instant created_at, changed_at;
  std::string created_by;
  std::int64_t row_count = 0;
};

struct StoredRow {
  Row row;
  std::int64_t position = 0;
  std::int64_t revision = 1;
  Instant changed_at;
  std::string changed_by;
};

/// Of one plan; and of one version, voided records included.
inline constexpr std::int64_t versions_max = 200, publications_max = 50;

// ---- Plans (store_plans.cpp)

/// The plan of a year with its first draft. Errors: plans.year_taken {year}, those of check_year().
Result<> insert_plan(Database& db, const PlanId& id, const VersionId& draft_id, int year, const Write& write);
Result<std::optional<Plan>> find_plan(Database& db, const PlanId& id);
/// Latest year first: one a year, so all of them.
Result<std::vector<Plan>> read_plans(Database& db);
/// What open_duties() looks at, of every plan.
Result<std::vector<PlanFacts>> read_facts(Database& db);
/// Departments, tags and item lists as this database has them.
Surroundings surroundings_of(Database& db);

// ---- Versions (store_versions.cpp)

Result<std::optional<Version>> find_version(Database& db, const VersionId& id);
/// Newest first.
Result<std::vector<Version>> read_versions(Database& db, const PlanId& plan_id);

/// A draft copied from the published version. Errors: plans.wrong_state, plans.changed_meanwhile,
/// plans.adjustment_open, items.too_many, those of items::tidy_lines().
Result<> insert_adjustment(Database& db, const VersionId& id, const Version& of, std::int64_t expected,
                           std::string_view reason, const Write& write);
/// Errors of all steps: plans.wrong_state, plans.changed_meanwhile; and those named. submit(): those of check_plan(),
/// plans.nothing_changed.
Result<> submit(Database& db, const Version& version, std::int64_t expected, const Write& write);
/// Those of items::tidy_lines().
Result<> send_back(Database& db, const Version& version, std::int64_t expected, std::string_view reason,
                   const Write& write);
/// Those of check_approval() and items::tidy_line().
Result<> approve(Database& db, const Version& version, std::int64_t expected, CivilDate approved_on,
                 std::string_view minutes_number, const Write& write);
/// Those of check_filing() and items::tidy_line().
Result<> file(Database& db, const Version& version, std::int64_t expected, CivilDate filed_on,
              std::string_view filing_number, const Write& write);
/// plans.first_draft.
Result<> discard(Database& db, const Version& version, std::int64_t expected, const Write& write);
/// plans.adjustment_open, those of items::tidy_lines().
Result<> end(Database& db, const Version& version, std::int64_t expected, std::string_view reason, const Write& write);
/// The version stands on both channels: it is published, and the one before it superseded. Error: plans.wrong_state.
Result<> publish(Database& db, const Version& version, const Write& write);

/// The bytes that the version's hash is over. Error: items.hash_differs if they no longer are.
Result<std::string> read_content(Database& db, const Version& version);

// ---- Rows (store_rows.cpp)

/// All rows of a version, in order.
Result<std::vector<StoredRow>> read_rows(Database& db, const VersionId& version_id);
Result<std::optional<StoredRow>> find_row(Database& db, const VersionId& version_id, const RowId& id);
/// At the end of a draft. Errors: plans.wrong_state, plans.too_many_rows {max}, plans.row_too_long, those of
/// check_row() and check_surroundings().
Result<> insert_row(Database& db, const Version& draft, Row row, const Write& write);
/// Errors also: plans.changed_meanwhile.
Result<> update_row(Database& db, const Version& draft, Row row, std::int64_t expected, const Write& write);
Result<> remove_row(Database& db, const Version& draft, const RowId& id, std::int64_t expected, const Write& write);

// ---- Publications (store_publications.cpp)

struct Publication {
  PublicationId id;
  VersionId version_id;
  Channel channel = Channel::department_portal;
  CivilDate published_on;
  /// Of the page, or a number on the channel.
  std::string address;
  Instant recorded_at;
  std::string recorded_by;
  std::optional<Instant> voided_at;
  std::string voided_by, void_reason;
};
/// With the second channel a filed version becomes the published one. Errors: plans.wrong_state,
/// plans.changed_meanwhile, items.published_already, items.too_many, those of check_publication() and
/// items::tidy_line().
Result<> insert_publication(Database& db, const Version& version, Publication publication, const Write& write);
/// A version that was published stays so: it was public, only the record of where was wrong. The channel is to be
/// recorded anew. Errors: items.void_already, those of items::tidy_lines().
Result<> void_publication(Database& db, const Publication& publication, std::string_view reason, const Write& write);
Result<std::optional<Publication>> find_publication(Database& db, const PublicationId& id);
/// In the order of their recording, those voided too.
Result<std::vector<Publication>> read_publications(Database& db, const VersionId& version_id);
/// The channels on which a version stands now.
Result<std::vector<Channel>> read_channels(Database& db, const VersionId& version_id);

}  // namespace mingchou::plans
