// Item lists in the real schema: drafts, versions, what can't be changed, publications, reviews, pins and duties.
#include <doctest/doctest.h>

#include <functional>

#include "server/data/schema.h"
#include "shared/items/coverage.h"
#include "shared/items/store.h"
#include "shared/registry/register_writer.h"
#include "tests/server/support.h"
#include "tests/shared/items_support.h"

using namespace mingchou;
using namespace mingchou::items;
using namespace mingchou::items::test;

namespace {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

Department department(const DepartmentId& id, const char* code, DepartmentKind kind) {
  return {.id = id,
          .code = code,
          .name = code,
          .short_name = code,
          .kind = kind,
          .sort_order = 1,
          .phone = {},
          .address = {}};
}

/// A county with three departments and the market's list. "Today" is 2026-03-16 until a test moves it.
class Lists {
 public:
  Lists() : db(Database::open({.path = folder.path() + "/mingchou.db"}).value()) {
    REQUIRE(migrate(db, server::server_schema(now().at)));
    RegisterWriter writer(db, {day("2026-01-01"), now().at, "test", "test"});
    REQUIRE(writer.insert(department(market, "SCJG", DepartmentKind::bureau)));
    REQUIRE(writer.insert(department(fire, "XFDD", DepartmentKind::branch)));
    REQUIRE(writer.insert(department(office, "LXB", DepartmentKind::joint_meeting_office)));
    REQUIRE(insert_list(db, list, market, now()));
  }
  Write now() const { return {shanghai_start_of(today) + 9 * 3'600'000, "keeper"}; }
  Version version(const VersionId& id) { return find_version(db, id).value().value(); }

  /// In a transaction, as the server does it: what is refused leaves nothing behind.
  std::string run(const std::function<Result<>()>& job) {
    auto transaction = Transaction::begin(db).value();
    const auto done = job();
    if (!done) return done.error().code;
    return code_of(transaction.commit());
  }
  VersionId draft(const std::optional<Version>& based_on = {}) {
    const VersionId id{uuid(next_++)};
    REQUIRE(run([&] { return insert_draft(db, id, list, based_on, now()); }) == "");
    return id;
  }
  std::string add(const VersionId& id, const Item& item) {
    return run([&] { return insert_item(db, version(id), market, item, now()); });
  }
  std::string issue(const VersionId& id, const char* from = "2026-04-01", const char* approved = "2026-03-16") {
    return run([&] {
      return items::issue(db, version(id), version(id).revision,
                          {.effective_from = day(from),
                           .approved_on = day(approved),
                           .approved_by = "局长办公会",
                           .document_number = "西市监〔2026〕8号",
                           .reason = "年度调整"},
                          now());
    });
  }
  /// A version with one item, issued.
  VersionId issued(const char* from = "2026-04-01") {
    const VersionId id = draft();
    REQUIRE(add(id, general_item(1)) == "");
    REQUIRE(issue(id, from) == "");
    return id;
  }
  /// A copy of a version with one more item, issued.
  VersionId successor(const VersionId& of, std::uint8_t number, const char* from) {
    const VersionId id = draft(version(of));
    REQUIRE(add(id, general_item(number)) == "");
    REQUIRE(issue(id, from) == "");
    return id;
  }
  std::string withdraw(const VersionId& id, const char* ends_on) {
    return run([&] { return items::withdraw(db, version(id), version(id).revision, day(ends_on), "依据废止", now()); });
  }
  std::string publish(const VersionId& id, Channel channel, const char* on, Notice notice = Notice::issue) {
    Publication publication;
    publication.id = {uuid(next_++)};
    publication.channel = channel;
    publication.notice = notice;
    publication.published_on = day(on);
    publication.address = "https://example.test/1";
    return run([&] { return insert_publication(db, version(id), publication, now()); });
  }

  server::test::TemporaryFolder folder;
  Database db;
  CivilDate today = day("2026-03-16");
  const ListId list{uuid(20)};

 private:
  std::uint8_t next_ = 30;
};

}  // namespace

TEST_CASE("a department has one list, the county one joint list, and a coordination body none") {
  Lists lists;
  const auto insert = [&lists](std::uint8_t id, const Owner& owner) {
    return code_of(insert_list(lists.db, {uuid(id)}, owner, lists.now()));
  };
  CHECK(insert(21, market) == "items.list_exists");
  CHECK(insert(22, fire) == "");
  CHECK(insert(23, office) == "items.unknown_department");
  CHECK(insert(24, gone) == "items.unknown_department");
  CHECK(insert(25, std::nullopt) == "");
  CHECK(insert(26, std::nullopt) == "items.list_exists");
  CHECK(find_list(lists.db, {uuid(22)}).value()->owner == fire);
  CHECK_FALSE(find_list(lists.db, {uuid(25)}).value()->owner);
  CHECK_FALSE(find_list(lists.db, {uuid(26)}).value());

  const ListPage first = read_lists(lists.db, {.limit = 2}).value();
  CHECK((first.has_more && first.lists.size() == 2));
  const ListPage second = read_lists(lists.db, {.after = first.lists.back().id, .limit = 2}).value();
  CHECK((!second.has_more && second.lists.size() == 1));
  CHECK(read_lists(lists.db, {.department_id = fire}).value().lists[0].id == ListId{uuid(22)});
  CHECK(read_lists(lists.db, {.is_joint = true}).value().lists[0].id == ListId{uuid(25)});
}

TEST_CASE("the items of a draft are added, changed, ordered and removed, each by its own revision") {
  Lists lists;
  const VersionId id = lists.draft();
  for (std::uint8_t n = 1; n <= 3; ++n) CHECK(lists.add(id, general_item(n)) == "");
  CHECK(lists.version(id).revision == 4);
  CHECK(lists.version(id).item_count == 3);
  Item repeated = general_item(4);
  repeated.code = "SCJG-1";
  CHECK(lists.add(id, repeated) == "items.code_repeated");
  Item elsewhere = general_item(4);
  elsewhere.initiating_department_id = fire;
  CHECK(lists.add(id, elsewhere) == "items.not_of_list");

  Item changed = general_item(2);
  changed.name = " 新名称 ";
  const auto update = [&](std::int64_t revision) {
    return lists.run([&] { return update_item(lists.db, lists.version(id), market, changed, revision, lists.now()); });
  };
  CHECK(update(2) == "items.changed_meanwhile");
  CHECK(update(1) == "");
  CHECK(update(1) == "items.changed_meanwhile");
  const StoredItem stored = find_item(lists.db, id, changed.id).value().value();
  CHECK((stored.revision == 2 && stored.position == 2 && stored.item.name == "新名称"));
  // What changes nothing is no change.
  CHECK(update(2) == "");
  CHECK(find_item(lists.db, id, changed.id).value()->revision == 2);
  changed.code = "SCJG-3";
  CHECK(update(2) == "items.code_repeated");

  const std::vector<ItemId> order = {general_item(3).id, general_item(1).id, general_item(2).id};
  const auto reorder_as = [&](std::vector<ItemId> ids, std::int64_t revision) {
    return lists.run([&] { return reorder(lists.db, lists.version(id), ids, revision, lists.now()); });
  };
  const std::int64_t revision = lists.version(id).revision;
  CHECK(reorder_as(order, revision - 1) == "items.changed_meanwhile");
  CHECK(reorder_as({order[0], order[1]}, revision) == "items.order_incomplete");
  CHECK(reorder_as({order[0], order[1], order[1]}, revision) == "items.order_incomplete");
  CHECK(reorder_as({order[0], order[1], order[2], {uuid(9)}}, revision) == "items.order_incomplete");
  CHECK(reorder_as(order, revision) == "");
  CHECK(read_items(lists.db, id).value()[0].id == order[0]);

  const auto remove = [&](std::int64_t expected) {
    return lists.run([&] { return remove_item(lists.db, lists.version(id), order[0], expected, lists.now()); });
  };
  CHECK(remove(2) == "items.changed_meanwhile");
  CHECK(remove(1) == "");
  CHECK(remove(1) == "items.changed_meanwhile");
  CHECK(lists.version(id).item_count == 2);
  CHECK(lists.add(id, general_item(3)) == "");
  CHECK(read_items(lists.db, id).value().back().id == order[0]);
}

TEST_CASE("items are found by kind, category, department and part of code or name, page by page") {
  Lists lists;
  const VersionId id = lists.draft();
  for (std::uint8_t n = 1; n <= 5; ++n) {
    Item item = n % 2 == 0 ? key_item(n) : general_item(n);
    if (n == 5) item.category = "计量";
    if (n == 4) item.name = "100%抽查_特种设备";
    REQUIRE(lists.add(id, item) == "");
  }
  const auto codes = [&](const ItemQuery& query) {
    std::string text;
    for (const StoredItem& item : read_item_page(lists.db, id, query).value().items) text += item.item.code.back();
    return text;
  };
  CHECK(codes({}) == "12345");
  CHECK(codes({.kind = Kind::key}) == "24");
  CHECK(codes({.category = "计量"}) == "5");
  CHECK(codes({.initiating_department_id = market}) == "12345");
  CHECK(codes({.initiating_department_id = fire}) == "");
  CHECK(codes({.text = "-3"}) == "3");
  CHECK(codes({.text = "特种"}) == "4");
  // No wildcards.
  CHECK(codes({.text = "%"}) == "4");
  CHECK(codes({.text = "_"}) == "4");
  const ItemPage first = read_item_page(lists.db, id, {.limit = 2}).value();
  CHECK((first.has_more && first.items.size() == 2));
  const ItemPage last = read_item_page(lists.db, id, {.after_position = 4, .limit = 2}).value();
  CHECK((!last.has_more && last.items.size() == 1));
}

TEST_CASE("one draft at a time; a copy has the items of its origin with the same ids") {
  Lists lists;
  const VersionId first = lists.draft();
  CHECK(lists.run([&] { return insert_draft(lists.db, {uuid(99)}, lists.list, {}, lists.now()); }) ==
        "items.draft_exists");
  REQUIRE(lists.add(first, general_item(1)) == "");
  // A draft is no origin.
  CHECK(lists.run([&]() -> Result<> {
    MC_TRY(discard(lists.db, lists.version(first), 2, lists.now()));
    return insert_draft(lists.db, {uuid(99)}, lists.list, lists.version(first), lists.now());
  }) == "items.wrong_state");
  CHECK(lists.issue(first) == "");
  const VersionId second = lists.draft(lists.version(first));
  CHECK(lists.version(second).based_on == first);
  CHECK(read_items(lists.db, second).value() == read_items(lists.db, first).value());
  CHECK(lists.run([&] { return discard(lists.db, lists.version(second), 2, lists.now()); }) ==
        "items.changed_meanwhile");
  CHECK(lists.run([&] { return discard(lists.db, lists.version(second), 1, lists.now()); }) == "");
  CHECK(lists.version(second).state == State::discarded);
  CHECK(lists.draft(lists.version(first)) != second);
}

TEST_CASE("issuing gives number, hash and term, and ends the version before on the eve") {
  Lists lists;
  const VersionId empty = lists.draft();
  CHECK(lists.issue(empty) == "items.list_empty");
  REQUIRE(lists.add(empty, general_item(1)) == "");
  CHECK(lists.issue(empty, "2026-04-01", "2026-03-17") == "items.approved_in_future");
  CHECK(lists.run([&] {
    return items::issue(lists.db, lists.version(empty), 1, {day("2026-04-01"), day("2026-03-16"), "a", "b", "c"},
                        lists.now());
  }) == "items.changed_meanwhile");
  for (const Issue& bad : {Issue{day("2026-04-01"), day("2026-03-16"), "", "b", "c"},
                           Issue{day("2026-04-01"), day("2026-03-16"), "a", " ", "c"},
                           Issue{day("2026-04-01"), day("2026-03-16"), "a", "b", ""}})
    CHECK(lists.run([&] { return items::issue(lists.db, lists.version(empty), 2, bad, lists.now()); }) ==
          "items.field_needed");
  CHECK(lists.issue(empty) == "");
  const Version first = lists.version(empty);
  CHECK((first.number == 1 && first.state == State::issued && first.issued_by == "keeper"));
  CHECK(hash_of(read_content(lists.db, first).value()) == first.content_hash);
  CHECK(lists.issue(empty) == "items.wrong_state");

  const VersionId next = lists.draft(first);
  CHECK(lists.issue(next, "2026-06-01") == "items.nothing_changed");
  REQUIRE(lists.add(next, general_item(2)) == "");
  CHECK(lists.issue(next, "2026-03-15") == "items.effective_in_past");
  CHECK(lists.issue(next, "2026-04-01") == "items.effective_before_previous");
  CHECK(lists.issue(next, "2026-06-01") == "");
  CHECK(lists.version(next).number == 2);
  CHECK(lists.version(empty).state == State::superseded);
  const auto number_on = [&lists](const char* date) {
    const auto version = version_on(lists.db, lists.list, day(date)).value();
    return version ? version->number.value() : 0;
  };
  CHECK(number_on("2026-03-31") == 0);
  CHECK(number_on("2026-04-01") == 1);
  CHECK(number_on("2026-05-31") == 1);
  CHECK(number_on("2026-06-01") == 2);
  // Superseding leaves what was hashed as it was.
  CHECK(read_content(lists.db, lists.version(empty)));
}

TEST_CASE("an issued version can't be changed by any function of the store") {
  Lists lists;
  const VersionId id = lists.issued();
  Item item = general_item(1);
  item.name = "另一名称";
  CHECK(lists.add(id, general_item(2)) == "items.wrong_state");
  CHECK(lists.run([&] { return update_item(lists.db, lists.version(id), market, item, 1, lists.now()); }) ==
        "items.wrong_state");
  CHECK(lists.run([&] { return remove_item(lists.db, lists.version(id), item.id, 1, lists.now()); }) ==
        "items.wrong_state");
  CHECK(lists.run([&] {
    return reorder(lists.db, lists.version(id), std::vector{item.id}, lists.version(id).revision, lists.now());
  }) == "items.wrong_state");
  CHECK(lists.run([&] { return discard(lists.db, lists.version(id), 3, lists.now()); }) == "items.wrong_state");
}

TEST_CASE("nor by SQL that forgets the rules, pinned or not") {
  Lists lists;
  const VersionId id = lists.issued();
  for (const char* sql : {
           "UPDATE item_list_item SET name = 'x'",
           "UPDATE item_list_item SET position = 2",
           "DELETE FROM item_list_item",
           "INSERT INTO item_list_item SELECT version_id, randomblob(16), 9, 'x', name, category, kind, "
           "cap_basis_points, initiating_department_id, content, revision, changed_at, changed_by FROM item_list_item",
           "UPDATE item_list_version SET state = 'draft'",
           "UPDATE item_list_version SET state = 'discarded'",
           "UPDATE item_list_version SET number = 7",
           "UPDATE item_list_version SET reason = 'x'",
           "UPDATE item_list_version SET effective_from = '2020-01-01'",
           "UPDATE item_list_version SET content_hash = randomblob(32)",
           "UPDATE item_list_version SET issued_by = 'x'",
           "DELETE FROM item_list_version",
       }) {
    CAPTURE(sql);
    CHECK_FALSE(lists.db.run(sql));
  }
  CHECK(read_content(lists.db, lists.version(id)));
}

TEST_CASE("a pin names the day and the hash, and stays") {
  Lists lists;
  const VersionId id = lists.issued("2026-03-01");
  const auto pinned = [&](const char* date, std::uint8_t holder, std::optional<crypto::Digest> hash = {}) {
    return lists.run([&] {
      return pin(lists.db, lists.version(id),
                 {.holder_kind = "task",
                  .holder_id = uuid(holder),
                  .day = day(date),
                  .content_hash = hash.value_or(lists.version(id).content_hash.value())},
                 lists.now());
    });
  };
  CHECK(pinned("2026-02-28", 1) == "items.not_in_force");
  CHECK(pinned("2026-03-16", 1, crypto::Digest{}) == "items.hash_differs");
  CHECK(pinned("2026-03-16", 1) == "");
  CHECK(pinned("2026-03-16", 1) == "store.constraint");
  CHECK(pinned("2026-03-16", 2) == "");
  CHECK(lists.version(id).pin_count == 2);
  CHECK_FALSE(lists.db.run("DELETE FROM item_list_pin"));
  // Superseded but in force: still the right one until its last day.
  lists.successor(id, 2, "2026-05-01");
  CHECK(pinned("2026-04-30", 3) == "");
  CHECK(pinned("2026-05-01", 4) == "items.not_in_force");
  const VersionId other = lists.draft(lists.version(id));
  CHECK(lists.run([&] {
    return pin(lists.db, lists.version(other), {"task", uuid(1), day("2026-03-16"), {}}, lists.now());
  }) == "items.wrong_state");
}

TEST_CASE("a withdrawn version no longer holds from its day on; one that never began gives way to the one before") {
  Lists lists;
  const VersionId first = lists.issued("2026-03-01");
  CHECK(lists.withdraw(first, "2026-03-15") == "items.withdrawn_in_past");
  const VersionId second = lists.successor(first, 2, "2026-05-01");
  CHECK(lists.withdraw(first, "2026-04-01") == "items.wrong_state");
  CHECK(lists.withdraw(second, "2026-03-20") == "");
  CHECK(lists.version(second).state == State::withdrawn);
  CHECK(lists.version(first).state == State::issued);
  CHECK(version_on(lists.db, lists.list, day("2026-06-01")).value()->id == first);
  CHECK(lists.withdraw(first, "2026-04-10") == "");
  CHECK(version_on(lists.db, lists.list, day("2026-04-09")).value()->id == first);
  CHECK_FALSE(version_on(lists.db, lists.list, day("2026-04-10")).value());
  // The same items may be issued anew, but not for days that the withdrawn version holds.
  const VersionId third = lists.draft(lists.version(first));
  CHECK(lists.issue(third, "2026-04-09") != "");
  CHECK(lists.version(second).pin_count == 0);
}

TEST_CASE("a publication is recorded once for each channel, after the approval and not ahead of time") {
  Lists lists;
  const VersionId id = lists.issued();
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-17") == "items.published_in_future");
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-15") == "items.published_too_early");
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-16", Notice::withdrawal) == "items.nothing_withdrawn");
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-16") == "");
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-16") == "items.published_already");
  CHECK(lists.publish(id, Channel::publicity_system, "2026-03-16") == "");
  CHECK(lists.publish(lists.draft(), Channel::publicity_system, "2026-03-16") == "items.wrong_state");

  const Publication wrong = read_publications(lists.db, id).value()[0];
  const auto make_void = [&](const char* reason) {
    return lists.run([&] { return void_publication(lists.db, wrong, reason, lists.now()); });
  };
  CHECK(make_void(" ") == "items.field_needed");
  CHECK(make_void("网址有误") == "");
  CHECK(make_void("网址有误") == "items.void_already");
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-16") == "");
  const auto all = read_publications(lists.db, id).value();
  CHECK(all.size() == 3);
  CHECK(all[0].void_reason == "网址有误");
}

TEST_CASE("records of one version are bounded") {
  Lists lists;
  const VersionId id = lists.issued();
  for (std::int64_t i = 0; i < publications_max; ++i) {
    REQUIRE(lists.publish(id, Channel::department_portal, "2026-03-16") == "");
    const Publication last = read_publications(lists.db, id).value().back();
    REQUIRE(lists.run([&] { return void_publication(lists.db, last, "x", lists.now()); }) == "");
  }
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-16") == "items.too_many");
}

TEST_CASE("the duties of the county follow from what is in the database") {
  Lists lists;
  const auto duties = [&lists] {
    return open_duties(read_facts(lists.db).value(), lists.today, WorkingCalendar::built_in());
  };
  // Two departments and the joint list; the office owes none.
  CHECK(duties().size() == 3);
  const VersionId id = lists.issued("2026-03-16");
  CHECK(duties().size() == 4);
  CHECK(lists.publish(id, Channel::department_portal, "2026-03-16") == "");
  CHECK(lists.publish(id, Channel::publicity_system, "2026-03-16") == "");
  CHECK(duties().size() == 2);
  CHECK(read_facts(lists.db, market).value().size() == 1);

  lists.today = day("2027-01-04");
  CHECK(duties().size() == 3);
  const auto review = [&lists](int year) {
    return lists.run([&] { return record_review(lists.db, lists.list, year, "无需调整", lists.now()); });
  };
  CHECK(review(2027) == "");
  CHECK(review(2027) == "items.reviewed_already");
  CHECK(duties().size() == 2);
  CHECK(code_of(record_review(lists.db, {uuid(77)}, 2027, "x", lists.now())) == "items.review_without_list");
}

TEST_CASE("the content of every version still has the hash that it was issued with, after all that came later") {
  Lists lists;
  VersionId last = lists.issued("2026-03-16");
  std::vector<VersionId> all = {last};
  for (std::uint8_t n = 2; n <= 6; ++n) {
    lists.today = lists.today.plus_days(10);
    last = lists.successor(last, n, lists.today.text().c_str());
    all.push_back(last);
  }
  REQUIRE(lists.withdraw(last, lists.today.text().c_str()) == "");
  for (const VersionId& id : all) CHECK(read_content(lists.db, lists.version(id)));
  CHECK(read_versions(lists.db, lists.list).value().size() == 6);
  CHECK(read_versions(lists.db, lists.list, all[3], 2).value()[0].id == all[2]);
}

TEST_CASE("a search for uncovered targets looks at a bounded number of rows and goes on where it stopped") {
  Lists lists;
  lists.issued("2026-03-16");
  RegisterWriter writer(lists.db, {day("2026-01-01"), lists.now().at, "test", "test"});
  for (std::uint8_t n = 1; n <= 10; ++n) {
    Target target;
    target.id = {uuid(n)};
    // The item concerns enterprises; the last two targets are none.
    target.kind = n <= 8 ? TargetKind::enterprise : TargetKind::project;
    target.name = std::to_string(n);
    target.township_code = "411622102";
    target.responsible_department_id = market;
    target.source = "test";
    REQUIRE(writer.insert(target));
  }
  UncoveredQuery query{.day = lists.today};
  std::size_t found = 0;
  int pages = 0;
  for (std::optional<TargetId> next = TargetId{}; next; ++pages) {
    query.after = *next;
    const UncoveredPage page = read_uncovered(lists.db, query, 4).value();
    found += page.targets.size();
    next = page.next;
    REQUIRE(pages < 5);
  }
  CHECK(found == 2);
  CHECK(pages == 3);
  CHECK(read_items_in_force(lists.db, lists.today).value().size() == 1);
  CHECK(read_items_in_force(lists.db, day("2026-03-15")).value().empty());
}
