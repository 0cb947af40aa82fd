#include "client/app/items/items_keeper.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/items/item_route.h"
#include "client/app/model/bodies.h"
#include "client/app/model/pages.h"

namespace mingchou::client {
namespace {

constexpr std::string_view lists_path = "/api/v1/item-lists";
constexpr std::string_view duties_path = "/api/v1/item-list-duties";
constexpr std::string_view tags_path = "/api/v1/tags";
constexpr std::string_view gaps_path = "/api/v1/item-list-gaps/items";
constexpr std::string_view uncovered_path = "/api/v1/item-list-gaps/targets";

/// The revision in an entity tag; 0 if there is none.
std::int64_t revision_of(std::string_view etag) {
  std::int64_t revision = 0;
  for (const char digit : etag)
    if (digit >= '0' && digit <= '9' && revision < (static_cast<std::int64_t>(1) << 50))
      revision = revision * 10 + (digit - '0');
  return revision;
}

std::array<Submission*, 2> submissions_of(OpenList& list) { return {&list.make_draft, &list.review}; }
std::array<Submission*, 8> submissions_of(OpenVersion& version) {
  return {&version.discard,   &version.issue, &version.withdraw, &version.publish,
          &version.make_void, &version.order, &version.save,     &version.remove};
}

}  // namespace

bool may_keep(const SessionModel& session, const items::Owner& owner) {
  if (!owner) return session.may(access::Action::joint_list_write);
  if (!session.may(access::Action::item_lists_write)) return false;
  return session.grants.at(access::Action::item_lists_write) == access::Scope::all ||
         session.user->department_id == owner->uuid;
}

void ItemsKeeper::carry_out(const ItemsRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void ItemsKeeper::show(const Route& route, const SessionModel& session) {
  if (!session.may(access::Action::item_lists_read)) return;
  is_issuing_ = route.screen == Screen::item_issue;
  // Nothing is issued on the ground of a comparison from before.
  if (is_issuing_) model_.version.diff.value.reset();
  const ItemPlace place = item_place(route);
  switch (route.screen) {
    case Screen::home:
      // What is due is told to those who keep lists.
      if (session.may(access::Action::item_lists_write) || session.may(access::Action::joint_list_write))
        begin(ReadItemDuties{});
      return;
    case Screen::item_lists:
      begin(ReadItemLists{});
      return begin(ReadItemDuties{});
    case Screen::item_gaps:
      return begin(ReadItemGaps{});
    case Screen::item_list:
      begin(OpenItemList{place.list});
      return begin(ReadItemDuties{});
    case Screen::item_diff:
      begin(OpenItemVersion{place.list, place.version});
      return begin(ReadItemDiff{place.other});
    case Screen::item_version:
    case Screen::item_issue:
    case Screen::item:
    case Screen::item_form:
      return begin(OpenItemVersion{place.list, place.version});
    case Screen::plan_row_form:
    case Screen::task_form:
      // Its items are chosen from the lists.
      begin(ReadItemLists{});
      return read_tags();
    case Screen::plan_version:
    case Screen::plan_diff:
    case Screen::plan_row:
    case Screen::task:
      return read_tags();
    default:
      return;
  }
}

void ItemsKeeper::forget_forms() {
  model_.create.leave();
  model_.made.reset();
  model_.list.made.reset();
  for (Submission* submission : submissions_of(model_.list)) submission->leave();
  for (Submission* submission : submissions_of(model_.version)) submission->leave();
}

void ItemsKeeper::forget_all() {
  forget_version();
  forget_list();
  submitter_.give_up(model_.create);
  for (LoadState* state : std::initializer_list<LoadState*>{&model_.lists, &model_.duties, &model_.tags,
                                                            &model_.gaps.items, &model_.gaps.targets})
    fetcher_.give_up(*state);
  model_ = {};
}

void ItemsKeeper::forget_list() {
  OpenList& list = model_.list;
  for (LoadState* state : std::initializer_list<LoadState*>{&list.list, &list.versions, &list.reviews})
    fetcher_.give_up(*state);
  begin_anew(list, submitter_, [](auto& what) { return submissions_of(what); });
}

void ItemsKeeper::forget_version() {
  OpenVersion& version = model_.version;
  for (LoadState* state :
       std::initializer_list<LoadState*>{&version.version, &version.items, &version.publications, &version.diff})
    fetcher_.give_up(*state);
  begin_anew(version, submitter_, [](auto& what) { return submissions_of(what); });
}

// --- reading

void ItemsKeeper::begin(const ReadItemLists&) {
  read_all(fetcher_, model_.lists,
           with_query(std::string(lists_path), "limit=" + std::to_string(item_limits::page_size)),
           item_limits::lists_max, read_item_list);
}

void ItemsKeeper::begin(const ReadItemDuties&) {
  read_all(fetcher_, model_.duties, std::string(duties_path), item_limits::duties_max, read_list_duty);
}

std::string ItemsKeeper::list_path() const { return std::string(lists_path) + "/" + model_.list.id.uuid.text(); }
std::string ItemsKeeper::version_path() const { return list_path() + "/versions/" + model_.version.id.uuid.text(); }

void ItemsKeeper::use_list(const items::ListId& id) {
  if (model_.list.id == id) return;
  forget_list();
  model_.list.id = id;
}

void ItemsKeeper::begin(const OpenItemList& request) {
  use_list(request.id);
  read_list();
  read_versions();
  read_all(fetcher_, model_.list.reviews, list_path() + "/reviews", item_limits::versions_max, read_list_review);
}

void ItemsKeeper::read_list() {
  fetcher_.fetch(model_.list.list, list_path(), [this](const HttpAnswer& answer) -> Result<> {
    model_.list.list.value = MC_TRY(sensible(read_one(answer.body, read_item_list)));
    if (is_issuing_) read_issue_diff();
    return {};
  });
}

void ItemsKeeper::read_versions() {
  read_all(fetcher_, model_.list.versions,
           with_query(list_path() + "/versions", "limit=" + std::to_string(item_limits::page_size)),
           item_limits::versions_max, read_list_version);
}

void ItemsKeeper::begin(const OpenItemVersion& request) {
  use_list(request.list);
  if (model_.version.id != request.id) {
    forget_version();
    model_.version.id = request.id;
  }
  read_list();
  read_versions();
  read_version();
  read_items();
  read_publications();
  read_tags();
}

void ItemsKeeper::read_tags() {
  if (!model_.tags.value) read_all(fetcher_, model_.tags, std::string(tags_path), item_limits::tags_max, read_tag_name);
}

void ItemsKeeper::read_version() {
  fetcher_.fetch(model_.version.version, version_path(), take_into(model_.version.version, read_list_version));
}

void ItemsKeeper::read_items() {
  read_all(fetcher_, model_.version.items,
           with_query(version_path() + "/items", "limit=" + std::to_string(item_limits::page_size)), items::items_max,
           read_stored_item);
}

void ItemsKeeper::read_publications() {
  read_all(fetcher_, model_.version.publications, version_path() + "/publications", publication_limits::records_max,
           read_publication);
}

void ItemsKeeper::read_issue_diff() {
  const ItemList& list = *model_.list.list.value;
  const ListVersion* before = list.with(items::Standing::upcoming);
  if (!before) before = list.with(items::Standing::in_force);
  begin(ReadItemDiff{before ? std::optional(before->id) : std::nullopt});
}

void ItemsKeeper::begin(const ReadItemDiff& request) {
  OpenVersion& version = model_.version;
  // What was compared before may have changed since.
  version.diff.value.reset();
  version.compared_with = request.from;
  std::string path = version_path() + "/diff";
  if (request.from) path += "?from=" + request.from->uuid.text();
  fetcher_.fetch(version.diff, path, [this](const HttpAnswer& answer) -> Result<> {
    model_.version.diff.value = MC_TRY(sensible(read_list_diff(answer.body)));
    return {};
  });
}

void ItemsKeeper::begin(const ReadItemGaps& request) {
  GapsModel& gaps = model_.gaps;
  read_all(fetcher_, gaps.items, std::string(gaps_path), items::items_max * 100, read_item_gap);
  fetcher_.give_up(gaps.targets);
  gaps.targets.value.reset();
  gaps.cursor.clear();
  gaps.is_cut = false;
  gaps.department_id = request.department_id;
  begin(ReadMoreUncovered{});
}

void ItemsKeeper::begin(const ReadMoreUncovered&) {
  GapsModel& gaps = model_.gaps;
  if (gaps.targets.is_loading) return;
  std::string path = with_query(std::string(uncovered_path), "limit=" + std::to_string(item_limits::page_size));
  if (gaps.department_id) path = with_query(path, "responsible_department_id=" + gaps.department_id->text());
  if (!gaps.cursor.empty()) path = with_query(path, "cursor=" + percent_encoded(gaps.cursor));
  fetcher_.fetch(gaps.targets, path, [this](const HttpAnswer& answer) -> Result<> {
    auto page = MC_TRY(sensible(read_rows(answer.body, item_limits::page_size, read_uncovered_target)));
    GapsModel& now = model_.gaps;
    std::vector<UncoveredTarget> targets = std::move(now.targets.value).value_or(std::vector<UncoveredTarget>{});
    std::ranges::move(page.rows, std::back_inserter(targets));
    // A server that repeats itself is stopped, and so is a list without end.
    const bool goes_on = page.next_cursor != now.cursor && targets.size() < item_limits::uncovered_max;
    now.is_cut = !goes_on && !page.next_cursor.empty();
    now.cursor = goes_on ? page.next_cursor : std::string();
    now.targets.value = std::move(targets);
    return {};
  });
}

// --- changing

void ItemsKeeper::begin(const CreateItemList& request) {
  submitter_.submit(model_.create, request_of(Method::post, std::string(lists_path), new_list_json(request.owner)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      const ItemList list = MC_TRY(sensible(read_one(answer.body, read_item_list)));
                      model_.made = list.id;
                      begin(ReadItemLists{});
                      return {};
                    });
}

void ItemsKeeper::begin(const MakeItemDraft& request) {
  submitter_.submit(model_.list.make_draft,
                    request_of(Method::post, list_path() + "/versions", new_draft_json(request)),
                    [this](const HttpAnswer& answer) -> Result<> {
                      const ListVersion draft = MC_TRY(sensible(read_one(answer.body, read_list_version)));
                      model_.list.made = draft.id;
                      read_list();
                      read_versions();
                      return {};
                    });
}

void ItemsKeeper::begin(const RecordListReview& request) {
  submitter_.submit(model_.list.review, request_of(Method::post, list_path() + "/reviews", review_json(request)),
                    [this](const HttpAnswer&) -> Result<> {
                      begin(OpenItemList{model_.list.id});
                      begin(ReadItemDuties{});
                      return {};
                    });
}

Result<> ItemsKeeper::take_version(const HttpAnswer& answer) {
  model_.version.version.value = MC_TRY(sensible(read_one(answer.body, read_list_version)));
  is_issuing_ = false;
  read_list();
  read_versions();
  read_publications();
  return {};
}

void ItemsKeeper::look_again(const Submission& submission) {
  if (!was_beaten(submission)) return;
  read_list();
  read_version();
  read_items();
}

void ItemsKeeper::move_version(Submission& submission, const HttpRequest& request) {
  submitter_.submit(
      submission, request, [this](const HttpAnswer& answer) { return take_version(answer); },
      [this, &submission] { look_again(submission); });
}

void ItemsKeeper::begin(const DiscardItemDraft& request) {
  move_version(model_.version.discard, with_revision(request_of(Method::remove, version_path()), request.revision));
}

void ItemsKeeper::begin(const IssueItemList& request) {
  move_version(
      model_.version.issue,
      with_revision(request_of(Method::post, version_path() + "/issue", issue_json(request)), request.revision));
}

void ItemsKeeper::begin(const WithdrawItemList& request) {
  move_version(model_.version.withdraw,
               with_revision(request_of(Method::post, version_path() + "/withdrawal", withdrawal_json(request)),
                             request.revision));
}

void ItemsKeeper::begin(const RecordListPublication& request) {
  submitter_.submit(model_.version.publish,
                    request_of(Method::post, version_path() + "/publications", publication_json(request)),
                    [this](const HttpAnswer&) -> Result<> {
                      read_version();
                      read_publications();
                      return {};
                    });
}

void ItemsKeeper::begin(const VoidListPublication& request) {
  const std::string path = version_path() + "/publications/" + request.id.text() + "/void";
  submitter_.submit(model_.version.make_void, request_of(Method::post, path, reason_body(request.reason)),
                    [this](const HttpAnswer&) -> Result<> {
                      read_version();
                      read_publications();
                      return {};
                    });
}

void ItemsKeeper::begin(const SaveItem& request) {
  const bool is_new = request.item.id.uuid == Uuid{};
  const std::string path = version_path() + "/items" + (is_new ? std::string() : "/" + request.item.id.uuid.text());
  HttpRequest sent = request_of(is_new ? Method::post : Method::put, path, fields_body(items::fields_of(request.item)));
  if (!is_new) sent = with_revision(std::move(sent), request.revision);
  submitter_.submit(
      model_.version.save, sent,
      [this](const HttpAnswer& answer) -> Result<> {
        StoredItem saved = MC_TRY(sensible(read_one(answer.body, read_stored_item)));
        if (auto& all = model_.version.items.value) {
          const auto at = std::ranges::find(*all, saved.item.id, [](const StoredItem& one) { return one.item.id; });
          if (at != all->end())
            *at = std::move(saved);
          else
            all->push_back(std::move(saved));
        }
        read_version();
        return {};
      },
      [this] { look_again(model_.version.save); });
}

void ItemsKeeper::begin(const RemoveItem& request) {
  submitter_.submit(
      model_.version.remove,
      with_revision(request_of(Method::remove, version_path() + "/items/" + request.id.uuid.text()), request.revision),
      [this, id = request.id](const HttpAnswer&) -> Result<> {
        if (auto& all = model_.version.items.value)
          std::erase_if(*all, [&](const StoredItem& one) { return one.item.id == id; });
        read_version();
        return {};
      },
      [this] { look_again(model_.version.remove); });
}

void ItemsKeeper::begin(const OrderItems& request) {
  submitter_.submit(
      model_.version.order,
      with_revision(request_of(Method::put, version_path() + "/order", order_json(request.order)), request.revision),
      [this, order = request.order](const HttpAnswer& answer) -> Result<> {
        if (auto& all = model_.version.items.value)
          std::ranges::sort(*all, {}, [&](const StoredItem& one) { return std::ranges::find(order, one.item.id); });
        // The next step is made from this one.
        const std::int64_t revision = revision_of(answer.etag);
        if (revision > 0 && model_.version.version.value) model_.version.version.value->revision = revision;
        return {};
      },
      [this] {
        look_again(model_.version.order);
        read_items();
      });
}

}  // namespace mingchou::client
