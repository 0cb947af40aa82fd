// The yearly joint inspection plans (年度联合抽查计划) as screens see them, and what can be asked for. Plain data:
// PlansKeeper fills it between frames. Rows, their rules, the states of a version and what is due are the domain's
// (shared/plans).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/items/items_model.h"
#include "client/app/model/loaded.h"
#include "client/app/model/publications.h"
#include "shared/plans/diff.h"
#include "shared/plans/duties.h"
#include "shared/plans/entities.h"
#include "shared/plans/versions.h"

namespace mingchou::client {

namespace plan_limits {
inline constexpr int page_size = 200;
/// More than these is no county's answer.
inline constexpr std::size_t plans_max = 200;
inline constexpr std::size_t versions_max = 200;
inline constexpr std::size_t duties_max = 5000;
}  // namespace plan_limits

/// Something that was done and recorded: when, and by whom.
struct PlanMark {
  Instant at;
  std::string by;
};

struct PlanVersion {
  plans::VersionId id;
  plans::PlanId plan_id;
  int year = 0;
  /// Nothing of a discarded one.
  std::optional<std::int64_t> number;
  plans::State state = plans::State::draft;
  /// The rows that the own department initiates or takes part in are all that is shown.
  bool shows_own_rows = false;
  std::optional<plans::VersionId> based_on;
  PlanMark created;
  std::optional<PlanMark> submitted, approved, filed, published, ended;
  std::optional<CivilDate> approved_on, filed_on;
  /// Why the plan is adjusted; why it was sent back last.
  std::string reason, return_reason;
  std::string minutes_number, filing_number, end_reason, content_hash;
  std::int64_t row_count = 0;
  /// Channels on which it still has to be published.
  std::vector<items::Channel> unpublished;
  std::int64_t revision = 0;
};

/// The plan of a year.
struct YearlyPlan {
  plans::PlanId id;
  int year = 0;
  /// The published version, the one on its way, and one that was ended, as far as there are any.
  std::vector<PlanVersion> current;

  const PlanVersion* published() const;
  const PlanVersion* open() const;
};

struct StoredPlanRow {
  plans::Row row;
  std::int64_t revision = 0;
  Instant changed_at;
  std::string changed_by;
};

/// The version that is open.
struct OpenPlan {
  plans::PlanId plan;
  plans::VersionId id;
  Loaded<PlanVersion> version;
  /// Of the same plan, newest first.
  Loaded<std::vector<PlanVersion>> versions;
  Loaded<std::vector<StoredPlanRow>> rows;
  Loaded<std::vector<PublicationRecord>> publications;
  Submission submit, send_back, approve, file, publish, make_void, adjust, end, discard;
  Submission save, remove, restore;
  /// The adjustment that was made now: the screen goes there.
  std::optional<plans::VersionId> made;
  /// What was removed last, as long as one stays with the version: it can be put back.
  std::optional<plans::Row> removed;
  /// What it is compared with; nothing for what it was copied from.
  std::optional<plans::VersionId> compared_with;
  Loaded<plans::Diff> diff;

  /// Nothing as long as the rows are not there.
  const StoredPlanRow* row_with(const plans::RowId& row) const;
};

/// The items of a list's version, to choose from.
struct ItemChoices {
  items::ListId list;
  items::VersionId version;
  Loaded<std::vector<StoredItem>> items;
};

struct PlansModel {
  Loaded<std::vector<YearlyPlan>> all;
  Loaded<std::vector<plans::Duty>> duties;
  Submission create;
  OpenPlan open;
  ItemChoices choices;
  /// Made now: the screen goes there.
  std::optional<YearlyPlan> made;
};

struct ReadPlans {};
struct ReadPlanDuties {};
struct OpenPlanVersion {
  plans::PlanId plan;
  plans::VersionId id;
};
/// Of the version that is open.
struct ReadPlanDiff {
  std::optional<plans::VersionId> from;
};
struct ReadItemChoices {
  items::ListId list;
  items::VersionId version;
};
struct CreatePlan {
  int year = 0;
};
/// Steps of the version that is open, as it was seen.
struct SubmitPlan {
  std::int64_t revision = 0;
};
struct SendPlanBack {
  std::string reason;
  std::int64_t revision = 0;
};
struct ApprovePlan {
  CivilDate approved_on;
  std::string minutes_number;
  std::int64_t revision = 0;
};
struct FilePlan {
  CivilDate filed_on;
  std::string filing_number;
  std::int64_t revision = 0;
};
struct AdjustPlan {
  std::string reason;
  std::int64_t revision = 0;
};
struct EndPlan {
  std::string reason;
  std::int64_t revision = 0;
};
struct DiscardPlanDraft {
  std::int64_t revision = 0;
};
struct RecordPlanPublication {
  items::Channel channel = items::Channel::department_portal;
  CivilDate published_on;
  std::string address;
};
struct VoidPlanPublication {
  Uuid id;
  std::string reason;
};
/// A new one has a nil id.
struct SavePlanRow {
  plans::Row row;
  std::int64_t revision = 0;
};
struct RemovePlanRow {
  plans::RowId id;
  std::int64_t revision = 0;
};
/// Puts back what was removed last, at the end.
struct RestorePlanRow {};
using PlansRequest =
    std::variant<ReadPlans, ReadPlanDuties, OpenPlanVersion, ReadPlanDiff, ReadItemChoices, CreatePlan, SubmitPlan,
                 SendPlanBack, ApprovePlan, FilePlan, AdjustPlan, EndPlan, DiscardPlanDraft, RecordPlanPublication,
                 VoidPlanPublication, SavePlanRow, RemovePlanRow, RestorePlanRow>;

/// Whether the session may add rows to drafts: any, or the own department's.
bool may_propose(const SessionModel& session);
/// Whether it may change rows that this department initiates.
bool may_keep_row(const SessionModel& session, const DepartmentId& initiating);
/// Whether what is due of plans is told on the home screen: who keeps them, and who proposes.
bool sees_to_plans(const SessionModel& session);

}  // namespace mingchou::client
