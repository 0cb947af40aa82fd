// Targets as the server keeps them, for whoever is signed in: the entry that is open with its history, forms that
// change it or make a new one, and one change of many targets. Plain data: RecordsKeeper fills it between frames. The
// register on this device (model/register_model.h) is another thing: it is there without a network, and has less of
// each target.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/data/register_snapshot.h"
#include "client/app/model/loaded.h"
#include "shared/registry/bulk_edit.h"
#include "shared/registry/entities.h"

namespace mingchou::client {

namespace record_limits {
/// Of one field of an answer.
inline constexpr std::size_t text_bytes_max = 8 * 1024;
inline constexpr std::size_t parts_max = 256;
inline constexpr std::size_t history_page = 20;
inline constexpr std::size_t history_max = 2'000;
inline constexpr std::size_t tags_max = 1'000;
/// As many as the server gives in one page.
inline constexpr std::size_t refused_page = 200;
inline constexpr int reason_characters_max = 200;
}  // namespace record_limits

/// Visits of a year against its cap.
struct TargetVisits {
  int year = 0;
  std::int64_t count = 0;
  std::optional<std::int64_t> visits_max;
};

struct TargetRecord {
  Target target;
  std::int64_t revision = 0;
  /// Since when it is no longer in the register.
  std::optional<CivilDate> valid_to;
  TargetVisits visits;
};

/// A field as it was and is: JSON, "" for nothing.
struct RecordChange {
  std::string field, before, after;
};
struct RecordState {
  std::int64_t revision = 0;
  Instant recorded_at;
  std::string recorded_by, reason;
  bool is_end = false;
  std::vector<RecordChange> changes;
};
struct RecordHistory {
  bool is_loading = false;
  std::vector<RecordState> states;
  std::optional<std::string> next_cursor;
  std::optional<Error> error;
};

/// One target whose page or form is open.
struct RecordModel {
  TargetId id;
  bool is_loading = false;
  std::optional<TargetRecord> record;
  std::optional<Error> error;
  RecordHistory history;

  Submission save;
  Submission end;
};

/// Why some of many targets stay as they are.
struct BulkReason {
  Error error = Error("");
  std::int64_t count = 0;
  std::vector<std::string> names;
};
struct BulkAnswer {
  std::int64_t changing_count = 0, unchanged_count = 0;
  std::vector<std::string> names;
  std::vector<BulkReason> refused;
  std::string fingerprint;
};
struct BulkModel {
  Submission preview, carry_out, undo;
  /// Of the last preview, while nothing was done with it.
  std::optional<BulkAnswer> plan;
  /// What was carried out last, and can be taken back.
  std::optional<Uuid> edit;
  std::int64_t changed_count = 0;
  std::int64_t restored_count = 0, left_count = 0;
};

/// How often one target may be visited in a year.
struct VisitCap {
  int year = 0;
  int visits_max = 0;
  std::string recorded_by, reason;
};

/// A target that the provincial platform sent back, and why.
struct RefusedTarget {
  TargetId id;
  std::string name;
  Receipt receipt;
};
struct RefusedTargets {
  std::vector<RefusedTarget> list;
  /// There are more than one page has.
  bool has_more = false;
};

struct RecordsModel {
  RecordModel open;
  Submission create;
  /// Null until they were read.
  std::optional<std::vector<RegisterTag>> tags;
  BulkModel bulk;
  /// The newest year first.
  Loaded<std::vector<VisitCap>> caps;
  Submission save_cap;
  Loaded<RefusedTargets> refused;
};

// --- what screens ask for

struct OpenRecord {
  TargetId id;
};
struct ReadMoreHistory {};
struct ReadRecordTags {};
/// Of the target that is open.
struct SaveRecord {
  Target target;
  std::string reason;
  std::int64_t revision = 0;
};
struct EndRecord {
  std::string reason;
  std::int64_t revision = 0;
};
struct CreateRecord {
  Target target;
  std::string reason;
};
struct PreviewBulk {
  std::vector<TargetId> ids;
  BulkChange change;
};
/// As it was previewed.
struct CarryOutBulk {
  std::vector<TargetId> ids;
  BulkChange change;
  std::string reason;
};
struct UndoBulk {
  std::string reason;
};
/// The sheet was closed, or something else was chosen.
struct ForgetBulk {};
struct ReadVisitCaps {};
struct ReadRefusedTargets {};
/// Of this year or the next.
struct SaveVisitCap {
  int year = 0;
  int visits_max = 0;
  std::string reason;
};
using RecordsRequest =
    std::variant<OpenRecord, ReadMoreHistory, ReadRecordTags, SaveRecord, EndRecord, CreateRecord, PreviewBulk,
                 CarryOutBulk, UndoBulk, ForgetBulk, ReadVisitCaps, SaveVisitCap, ReadRefusedTargets>;

}  // namespace mingchou::client
