// A database in the real schema with two departments, their item lists, and the steps of a yearly plan's way.
#pragma once

#include <doctest/doctest.h>

#include <functional>

#include "server/data/schema.h"
#include "shared/plans/store.h"
#include "shared/registry/register_writer.h"
#include "tests/server/support.h"
#include "tests/shared/plans_support.h"

namespace mingchou::plans::test {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

inline Department department(const DepartmentId& id, const char* code, DepartmentKind kind) {
  return {.id = id,
          .code = code,
          .name = code,
          .short_name = code,
          .kind = kind,
          .sort_order = 1,
          .phone = {},
          .address = {}};
}

/// A county with two departments, the market's list (general item 101) and the fire brigade's (key item 102), in force
/// since 1 March 2026. "Today" is 2026-03-16 until a test moves it.
class Plans {
 public:
  Plans() : db(Database::open({.path = folder.path() + "/mingchou.db"}).value()) {
    REQUIRE(migrate(db, server::server_schema(now().at)));
    RegisterWriter writer(db, {day("2026-01-01"), now().at, "test", "test"});
    REQUIRE(writer.insert(department(market, "SCJG", DepartmentKind::bureau)));
    REQUIRE(writer.insert(department(fire, "XFDD", DepartmentKind::branch)));
    REQUIRE(writer.insert(department(office, "LXB", DepartmentKind::joint_meeting_office)));
    REQUIRE(writer.insert(Tag{food, "食品经营"}));
    items::Item brigade = items::test::key_item(2);
    brigade.initiating_department_id = fire;
    issue_list(market_list, market, items::test::general_item(1));
    issue_list(fire_list, fire, brigade);
  }

  Write now() const { return {shanghai_start_of(today) + 9 * 3'600'000, "office"}; }
  Version version(const VersionId& id) { return find_version(db, id).value().value(); }
  State state(const VersionId& id) { return version(id).state; }

  /// In a transaction, as the server does it: what is refused leaves nothing behind.
  std::string run(const std::function<Result<>()>& job) {
    auto transaction = Transaction::begin(db).value();
    const auto done = job();
    if (!done) return done.error().code;
    return code_of(transaction.commit());
  }
  VersionId plan(int of = year) {
    const VersionId id{uuid(next_++)};
    plan_id = {uuid(next_++)};
    REQUIRE(run([&] { return insert_plan(db, plan_id, id, of, now()); }) == "");
    return id;
  }
  std::string add(const VersionId& id, const Row& row) {
    return run([&] { return insert_row(db, version(id), row, now()); });
  }
  std::string submit(const VersionId& id) {
    return run([&] { return plans::submit(db, version(id), version(id).revision, now()); });
  }
  std::string send_back(const VersionId& id, const char* reason = "请合并同一对象的任务") {
    return run([&] { return plans::send_back(db, version(id), version(id).revision, reason, now()); });
  }
  std::string approve(const VersionId& id, const char* on = "2026-03-16") {
    return run([&] {
      return plans::approve(db, version(id), version(id).revision, day(on), "联席会议纪要〔2026〕1号", now());
    });
  }
  std::string file(const VersionId& id, const char* on = "2026-03-16") {
    return run([&] { return plans::file(db, version(id), version(id).revision, day(on), "西政备〔2026〕3号", now()); });
  }
  std::string publish(const VersionId& id, Channel channel, const char* on = "2026-03-16") {
    Publication publication;
    publication.id = {uuid(next_++)};
    publication.channel = channel;
    publication.published_on = day(on);
    publication.address = "https://example.test/1";
    last_publication = publication.id;
    return run([&] { return insert_publication(db, version(id), publication, now()); });
  }
  void publish_wholly(const VersionId& id) {
    REQUIRE(submit(id) == "");
    REQUIRE(approve(id) == "");
    REQUIRE(file(id) == "");
    REQUIRE(publish(id, Channel::department_portal) == "");
    REQUIRE(publish(id, Channel::publicity_system) == "");
  }
  /// A plan with two rows that stands on both channels.
  VersionId published() {
    const VersionId id = plan();
    REQUIRE(add(id, own_row(1)) == "");
    REQUIRE(add(id, joint_row(2)) == "");
    publish_wholly(id);
    return id;
  }
  std::string adjust(const VersionId& of, VersionId& id, const char* reason = "机构改革") {
    id = {uuid(next_++)};
    return run([&] { return insert_adjustment(db, id, version(of), version(of).revision, reason, now()); });
  }

  server::test::TemporaryFolder folder;
  Database db;
  CivilDate today = day("2026-03-16");
  PlanId plan_id;
  PublicationId last_publication;

 private:
  void issue_list(const items::ListId& list, const DepartmentId& owner, const items::Item& item) {
    const Write early{shanghai_start_of(day("2026-02-01")), "keeper"};
    const items::VersionId id{uuid(next_++)};
    REQUIRE(items::insert_list(db, list, owner, early));
    REQUIRE(items::insert_draft(db, id, list, {}, early));
    REQUIRE(items::insert_item(db, items::find_version(db, id).value().value(), owner, item, early));
    REQUIRE(items::issue(db, items::find_version(db, id).value().value(), 2,
                         {.effective_from = day("2026-03-01"),
                          .approved_on = day("2026-02-01"),
                          .approved_by = "局长办公会",
                          .document_number = "1号",
                          .reason = "首次制定"},
                         early));
  }

  std::uint8_t next_ = 10;
};

}  // namespace mingchou::plans::test
