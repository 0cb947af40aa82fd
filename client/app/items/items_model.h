// The item lists (抽查事项清单) as screens see them, and what can be asked for. Plain data: ItemsKeeper fills it
// between frames. Items themselves, their rules and their differences are the domain's (shared/items).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/model/loaded.h"
#include "client/app/model/publications.h"
#include "shared/items/diff.h"
#include "shared/items/duties.h"
#include "shared/items/entities.h"
#include "shared/items/versions.h"

namespace mingchou::client {

namespace item_limits {
inline constexpr int page_size = 200;
/// More than these is no county's answer.
inline constexpr std::size_t lists_max = 2000;
inline constexpr std::size_t versions_max = 2000;
inline constexpr std::size_t uncovered_max = 20'000;
inline constexpr std::size_t tags_max = 1000;
inline constexpr std::size_t duties_max = 5000;
}  // namespace item_limits

struct ListVersion {
  items::VersionId id;
  items::ListId list_id;
  /// Of one that has been issued.
  std::optional<std::int64_t> number;
  items::State state = items::State::draft;
  items::Standing standing = items::Standing::draft;
  std::optional<items::VersionId> based_on;
  std::optional<CivilDate> effective_from, effective_to, approved_on, withdrawn_on;
  std::string approved_by, document_number, reason, withdrawal_reason, content_hash, created_by, issued_by;
  std::int64_t item_count = 0, use_count = 0;
  /// Channels on which it, or its withdrawal, still has to be published.
  std::vector<items::Channel> unpublished;
  Instant created_at;
  std::int64_t revision = 0;
};

struct ItemList {
  items::ListId id;
  items::Owner owner;
  std::int64_t issued_count = 0;
  /// Those that are in force, to come and in work, as far as there are any.
  std::vector<ListVersion> current;

  const ListVersion* with(items::Standing standing) const {
    for (const ListVersion& version : current)
      if (version.standing == standing) return &version;
    return nullptr;
  }
};

struct StoredItem {
  items::Item item;
  std::int64_t revision = 0;
};

struct ListReview {
  int year = 0;
  std::string note;
  Instant recorded_at;
  std::string recorded_by;
};

struct TagName {
  Uuid id;
  std::string name;
};

/// An item in force that a department can't carry out.
struct ItemGap {
  items::ListId list_id;
  items::VersionId version_id;
  items::ItemId item_id;
  std::string code, name;
  Uuid department_id;
  bool has_department_ended = false;
  std::int64_t inspector_count = 0;
  /// None of its departments can.
  bool is_without_anybody = false;
};

struct UncoveredTarget {
  Uuid id;
  std::string name;  ///< empty for those who see no personal data
  Uuid department_id;
};

/// The list that is open, or whose version is.
struct OpenList {
  items::ListId id;
  Loaded<ItemList> list;
  Loaded<std::vector<ListVersion>> versions;
  Loaded<std::vector<ListReview>> reviews;
  Submission make_draft, review;
  /// Made now: the screen goes there.
  std::optional<items::VersionId> made;
};

struct OpenVersion {
  items::VersionId id;
  Loaded<ListVersion> version;
  Loaded<std::vector<StoredItem>> items;
  Loaded<std::vector<PublicationRecord>> publications;
  Submission discard, issue, withdraw, publish, make_void, order, save, remove;
  /// What it is compared with; nothing for what stood before it.
  std::optional<items::VersionId> compared_with;
  Loaded<items::Diff> diff;
};

struct GapsModel {
  Loaded<std::vector<ItemGap>> items;
  Loaded<std::vector<UncoveredTarget>> targets;
  /// Where the next page begins; empty at the end.
  std::string cursor;
  /// There are more than the app keeps.
  bool is_cut = false;
  std::optional<Uuid> department_id;
};

struct ItemsModel {
  Loaded<std::vector<ItemList>> lists;
  Loaded<std::vector<items::Duty>> duties;
  Loaded<std::vector<TagName>> tags;
  Submission create;
  /// Made now: the screen goes there.
  std::optional<items::ListId> made;
  OpenList list;
  OpenVersion version;
  GapsModel gaps;
};

struct ReadItemLists {};
struct ReadItemDuties {};
struct OpenItemList {
  items::ListId id;
};
struct OpenItemVersion {
  items::ListId list;
  items::VersionId id;
};
/// Of the version that is open.
struct ReadItemDiff {
  std::optional<items::VersionId> from;
};
struct ReadItemGaps {
  std::optional<Uuid> department_id;
};
struct ReadMoreUncovered {};
struct CreateItemList {
  items::Owner owner;
};
/// Of the list that is open.
struct MakeItemDraft {
  std::optional<items::VersionId> based_on;
};
struct RecordListReview {
  int year = 0;
  std::string note;
};
/// Of the version that is open, as it was seen.
struct DiscardItemDraft {
  std::int64_t revision = 0;
};
struct IssueItemList {
  CivilDate effective_from, approved_on;
  std::string approved_by, document_number, reason;
  std::int64_t revision = 0;
};
struct WithdrawItemList {
  CivilDate ends_on;
  std::string reason;
  std::int64_t revision = 0;
};
struct RecordListPublication {
  items::Notice notice = items::Notice::issue;
  items::Channel channel = items::Channel::department_portal;
  CivilDate published_on;
  std::string address;
};
struct VoidListPublication {
  Uuid id;
  std::string reason;
};
/// A new one has a nil id.
struct SaveItem {
  items::Item item;
  std::int64_t revision = 0;
};
struct RemoveItem {
  items::ItemId id;
  std::int64_t revision = 0;
};
struct OrderItems {
  std::vector<items::ItemId> order = {};
  std::int64_t revision = 0;
};
using ItemsRequest =
    std::variant<ReadItemLists, ReadItemDuties, OpenItemList, OpenItemVersion, ReadItemDiff, ReadItemGaps,
                 ReadMoreUncovered, CreateItemList, MakeItemDraft, RecordListReview, DiscardItemDraft, IssueItemList,
                 WithdrawItemList, RecordListPublication, VoidListPublication, SaveItem, RemoveItem, OrderItems>;

/// Whether the session may change the list of that owner.
bool may_keep(const SessionModel& session, const items::Owner& owner);

}  // namespace mingchou::client
