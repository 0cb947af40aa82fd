// Item lists in the database (server/migrations/0006_item_lists.sql). Everything that changes something checks the
// state table, the rules and the revision first, and is to be run inside the caller's transaction; a refused change
// leaves parts behind, so roll back. Runs wherever a database is.
#pragma once

#include "shared/items/content.h"
#include "shared/items/duties.h"
#include "shared/items/versions.h"
#include "shared/store/database.h"

namespace mingchou::items {

/// Who writes, and when. "Today" is the county's day at that instant.
struct Write {
  Instant at;
  std::string by;
  CivilDate today() const { return shanghai_date(at); }
};

struct List {
  ListId id;
  Owner owner;
  Instant created_at;
  std::string created_by;
};

struct Version {
  VersionId id;
  ListId list_id;
  /// Of one that has been issued.
  std::optional<std::int64_t> number;
  State state = State::draft;
  std::optional<VersionId> based_on;
  std::optional<Term> term;
  std::optional<CivilDate> approved_on;
  std::string approved_by, document_number, reason;
  std::optional<crypto::Digest> content_hash;
  std::optional<CivilDate> withdrawn_on;
  std::string withdrawal_reason;
  std::int64_t revision = 1;
  Instant created_at, changed_at;
  std::string created_by;
  std::optional<Instant> issued_at;
  std::string issued_by;
  std::int64_t item_count = 0;
  /// Tasks that use it.
  std::int64_t pin_count = 0;
};

struct StoredItem {
  Item item;
  std::int64_t position = 0;
  std::int64_t revision = 1;
  Instant changed_at;
  std::string changed_by;
};

inline constexpr int page_default = 50, page_max = 200;
/// Of one list; and of one version, voided records included.
inline constexpr std::int64_t versions_max = 500, publications_max = 50;

// ---- Lists (store_lists.cpp)

/// Errors: items.list_exists, items.unknown_department.
Result<> insert_list(Database& db, const ListId& id, const Owner& owner, const Write& write);
Result<std::optional<List>> find_list(Database& db, const ListId& id);

struct ListQuery {
  /// Only the list of that department; only the joint one.
  std::optional<DepartmentId> department_id = {};
  bool is_joint = false;
  ListId after = {};
  int limit = page_default;
};
/// By id, at most `limit`; `has_more` tells whether there is a next page.
struct ListPage {
  std::vector<List> lists;
  bool has_more = false;
};
Result<ListPage> read_lists(Database& db, const ListQuery& query);

/// Every inspecting department that owes a list, whether it has one or not, in the order of protocol, and the joint
/// list at the end: for open_duties(). `within`: only that department.
Result<std::vector<ListFacts>> read_facts(Database& db, const std::optional<DepartmentId>& within = {});

/// Errors: items.review_without_list, items.reviewed_already {year}.
Result<> record_review(Database& db, const ListId& id, int year, std::string_view note, const Write& write);
struct Review {
  int year = 0;
  VersionId version_id;
  std::string note;
  Instant recorded_at;
  std::string recorded_by;
};
Result<std::vector<Review>> read_reviews(Database& db, const ListId& id);

// ---- Versions (store_versions.cpp)

Result<std::optional<Version>> find_version(Database& db, const VersionId& id);
/// Newest first, before the one with the id `before` if that is given; at most `limit`.
Result<std::vector<Version>> read_versions(Database& db, const ListId& list_id,
                                           const std::optional<VersionId>& before = {}, int limit = page_max);
/// The version that holds on a day.
Result<std::optional<Version>> version_on(Database& db, const ListId& list_id, CivilDate day);

/// A new draft, with the items of `based_on` if that is given. Errors: items.draft_exists, items.too_many,
/// items.wrong_state.
Result<> insert_draft(Database& db, const VersionId& id, const ListId& list_id, const std::optional<Version>& based_on,
                      const Write& write);

struct Issue {
  CivilDate effective_from, approved_on;
  std::string approved_by, document_number, reason;
};
/// Makes the draft the list's next version, and the one before it superseded from its first day on. Errors:
/// items.wrong_state, items.changed_meanwhile, items.nothing_changed, those of check_list(), check_issue_dates() and
/// tidy_line().
Result<> issue(Database& db, const Version& draft, std::int64_t expected, const Issue& details, const Write& write);
/// Errors: items.wrong_state, items.changed_meanwhile.
Result<> discard(Database& db, const Version& draft, std::int64_t expected, const Write& write);
/// `ends_on`: the first day on which it no longer holds. One that has not begun by then never holds, and the version
/// before it is in force again. Errors: items.wrong_state, items.changed_meanwhile, items.withdrawn_in_past, those of
/// tidy_lines().
Result<> withdraw(Database& db, const Version& version, std::int64_t expected, CivilDate ends_on,
                  std::string_view reason, const Write& write);

struct Pin {
  /// "task", say.
  std::string_view holder_kind;
  Uuid holder_id;
  CivilDate day;
  crypto::Digest content_hash;
};
/// Notes that something uses the version. Errors: items.wrong_state, items.not_in_force {date}, items.hash_differs.
Result<> pin(Database& db, const Version& version, const Pin& pin, const Write& write);

/// The bytes that the version's hash is over. Error: items.hash_differs if they no longer are.
Result<std::string> read_content(Database& db, const Version& version);

// ---- Items (store_items.cpp)

/// All items of a version, in order.
Result<std::vector<Item>> read_items(Database& db, const VersionId& version_id);
Result<std::optional<StoredItem>> find_item(Database& db, const VersionId& version_id, const ItemId& id);

struct ItemQuery {
  std::optional<Kind> kind = {};
  std::optional<std::string> category = {};
  std::optional<DepartmentId> initiating_department_id = {};
  /// Part of a code or name.
  std::optional<std::string> text = {};
  std::int64_t after_position = 0;
  int limit = page_default;
};
struct ItemPage {
  std::vector<StoredItem> items;
  bool has_more = false;
};
Result<ItemPage> read_item_page(Database& db, const VersionId& version_id, const ItemQuery& query);

/// At the end of a draft. Errors: items.wrong_state, items.list_full, items.code_repeated, those of check_item() and
/// check_departments().
Result<> insert_item(Database& db, const Version& draft, const Owner& owner, Item item, const Write& write);
/// Errors also: items.changed_meanwhile.
Result<> update_item(Database& db, const Version& draft, const Owner& owner, Item item, std::int64_t expected,
                     const Write& write);
Result<> remove_item(Database& db, const Version& draft, const ItemId& id, std::int64_t expected, const Write& write);
/// `order` names each item of the draft once; `expected` is the version's revision. Error: items.order_incomplete.
Result<> reorder(Database& db, const Version& draft, std::span<const ItemId> order, std::int64_t expected,
                 const Write& write);

// ---- Publications (store_publications.cpp)

struct Publication {
  PublicationId id;
  VersionId version_id;
  Notice notice = Notice::issue;
  Channel channel = Channel::department_portal;
  CivilDate published_on;
  /// Of the page, or a number on the channel.
  std::string address;
  Instant recorded_at;
  std::string recorded_by;
  std::optional<Instant> voided_at;
  std::string voided_by, void_reason;
};
/// Errors: items.wrong_state, items.nothing_withdrawn, items.published_in_future, items.published_too_early {date},
/// items.published_already, items.too_many, those of tidy_line().
Result<> insert_publication(Database& db, const Version& version, Publication publication, const Write& write);
/// Errors: items.void_already, those of tidy_lines().
Result<> void_publication(Database& db, const Publication& publication, std::string_view reason, const Write& write);
Result<std::optional<Publication>> find_publication(Database& db, const PublicationId& id);
/// In the order of their recording, those voided too.
Result<std::vector<Publication>> read_publications(Database& db, const VersionId& version_id);

}  // namespace mingchou::items
