// Forward-only migrations: numbered .sql files, embedded at build time by mingchou_embed_sql().
//
// Each runs in one transaction that also records its checksum and sets PRAGMA user_version to its number, so a
// database is always at exactly one version. A database of a newer program is refused and left as it is; so is
// one of another application, and one whose recorded migrations differ from the embedded ones.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/store/database.h"

namespace mingchou {

struct Migration {
  /// 1, 2, 3, … without a gap.
  int number;
  /// The part of the file's name after the number.
  std::string_view name;
  std::string_view sql;
};

struct SchemaOptions {
  std::span<const Migration> migrations;
  /// PRAGMA application_id: which kind of database this is; not 0.
  std::int32_t application_id;
  Instant now;
};

struct MigrationReport {
  int from_version = 0;
  int to_version = 0;
};

/// Checks the database against the embedded set and applies what is missing. A migration that fails leaves the
/// version before it; those already applied stay.
Result<MigrationReport> migrate(Database& db, const SchemaOptions& options);

/// The same checks without applying anything: for readers and for `check`. Gives the database's version.
Result<int> check_schema(Database& db, const SchemaOptions& options);

/// The same set up to a version, for tests that start from an older release.
inline std::span<const Migration> up_to(std::span<const Migration> migrations, int number) {
  return migrations.first(static_cast<std::size_t>(number));
}

}  // namespace mingchou
