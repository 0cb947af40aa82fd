// Yearly plans in the real schema: drafts and rows, the way to publication, adjusting, and what can't be changed.
#include <doctest/doctest.h>

#include "tests/server/plan_store_support.h"

using namespace mingchou;
using namespace mingchou::plans;
using namespace mingchou::plans::test;

TEST_CASE("there is one plan a year, of this year or the next, and it begins with a draft") {
  Plans plans;
  const VersionId id = plans.plan(2026);
  CHECK(plans.state(id) == State::draft);
  CHECK(plans.version(id).number == 1);
  CHECK(plans.version(id).year == 2026);
  const auto insert = [&](int of) {
    return plans.run([&] { return insert_plan(plans.db, {uuid(90)}, {uuid(91)}, of, plans.now()); });
  };
  CHECK(insert(2026) == "plans.year_taken");
  CHECK(insert(2025) == "plans.year_range");
  CHECK(insert(2027) == "");
  const auto all = read_plans(plans.db).value();
  REQUIRE(all.size() == 2);
  CHECK(all[0].year == 2027);
  CHECK(find_plan(plans.db, {uuid(90)}).value()->year == 2027);
  CHECK_FALSE(find_plan(plans.db, {uuid(92)}).value());
}

TEST_CASE("the rows of a draft are added, changed and removed, each by its own revision") {
  Plans plans;
  const VersionId id = plans.plan();
  CHECK(plans.add(id, own_row(1)) == "");
  CHECK(plans.add(id, joint_row(2)) == "");
  CHECK(plans.version(id).row_count == 2);
  CHECK(plans.version(id).revision == 3);
  const StoredRow first = find_row(plans.db, id, own_row(1).id).value().value();
  CHECK((first.position == 1 && first.revision == 1 && first.row.items[0].code == "SCJG-1"));

  Row changed = own_row(1);
  changed.name = " 新名称 ";
  const auto update = [&](std::int64_t revision) {
    return plans.run([&] { return update_row(plans.db, plans.version(id), changed, revision, plans.now()); });
  };
  CHECK(update(2) == "plans.changed_meanwhile");
  CHECK(update(1) == "");
  CHECK(update(1) == "plans.changed_meanwhile");
  CHECK(find_row(plans.db, id, changed.id).value()->row.name == "新名称");
  // What changes nothing is no change.
  CHECK(update(2) == "");
  CHECK(find_row(plans.db, id, changed.id).value()->revision == 2);
  changed.last_day = day("2027-01-01");
  CHECK(update(2) == "plans.period_outside_year");

  const auto remove = [&](std::int64_t revision) {
    return plans.run([&] { return remove_row(plans.db, plans.version(id), changed.id, revision, plans.now()); });
  };
  CHECK(remove(1) == "plans.changed_meanwhile");
  CHECK(remove(2) == "");
  CHECK(remove(2) == "plans.changed_meanwhile");
  CHECK(plans.add(id, own_row(3)) == "");
  const auto rows = read_rows(plans.db, id).value();
  REQUIRE(rows.size() == 2);
  CHECK((rows[0].row.id == joint_row(2).id && rows[1].position == 3));
}

TEST_CASE("lists, departments and tags of the county decide over a row") {
  Plans plans;
  const VersionId id = plans.plan();
  const auto refused = [&](const std::function<void(Row&)>& change) {
    Row row = own_row(1);
    change(row);
    return plans.add(id, row);
  };
  CHECK(refused([](Row& r) { r.first_day = day("2026-02-28"); }) == "plans.item_not_in_force");
  CHECK(refused([](Row& r) { r.items[0] = {fire_list, {uuid(102)}, {}, {}}; }) == "plans.item_of_others");
  CHECK(refused([](Row& r) { r.quantity.value = 501; }) == "plans.ratio_above_cap");
  CHECK(refused([](Row& r) { r.initiating_department_id = office; }) == "plans.not_inspecting_body");
  CHECK(refused([](Row& r) { r.participating_department_ids = {gone}; }) == "plans.department_unknown");
  const auto with_tag = [](const TagId& tag) {
    return [tag](Row& r) {
      r.is_directed = true;
      r.range.tags = {tag};
    };
  };
  CHECK(refused(with_tag({uuid(71)})) == "plans.unknown_tag");
  CHECK(refused(with_tag(food)) == "");
  REQUIRE(plans.db.run("UPDATE tag SET valid_to = '2026-03-16' WHERE id = ?", food));
  CHECK(refused(with_tag(food)) == "plans.unknown_tag");
  // A row that is right alone may be wrong by the time that the plan is handed in.
  CHECK(plans.submit(id) == "plans.unknown_tag");
}

TEST_CASE("a plan goes from draft to published step by step, and each step is looked at") {
  Plans plans;
  const VersionId id = plans.plan();
  CHECK(plans.submit(id) == "plans.no_rows");
  REQUIRE(plans.add(id, own_row(1)) == "");
  CHECK(plans.approve(id) == "plans.wrong_state");
  CHECK(plans.submit(id) == "");
  CHECK(plans.version(id).content_hash);
  CHECK(plans.add(id, own_row(2)) == "plans.wrong_state");
  CHECK(plans.file(id) == "plans.wrong_state");
  CHECK(plans.approve(id, "2026-03-15") == "plans.approved_before_submission");
  CHECK(plans.approve(id, "2026-03-17") == "plans.approved_in_future");
  plans.today = day("2026-03-18");
  CHECK(plans.approve(id, "2026-03-17") == "");
  CHECK(plans.send_back(id) == "plans.wrong_state");
  CHECK(plans.publish(id, Channel::department_portal) == "plans.wrong_state");
  CHECK(plans.file(id, "2026-03-16") == "plans.filed_before_approval");
  CHECK(plans.file(id, "2026-03-19") == "plans.filed_in_future");
  CHECK(plans.file(id, "2026-03-18") == "");
  CHECK(plans.publish(id, Channel::department_portal, "2026-03-17") == "items.published_too_early");
  CHECK(plans.publish(id, Channel::department_portal, "2026-03-18") == "");
  CHECK(plans.publish(id, Channel::department_portal, "2026-03-18") == "items.published_already");
  CHECK(plans.state(id) == State::filed);
  CHECK(plans.publish(id, Channel::publicity_system, "2026-03-18") == "");
  const Version done = plans.version(id);
  CHECK(done.state == State::published);
  CHECK(done.approved_on == day("2026-03-17"));
  CHECK(done.filing_number == "西政备〔2026〕3号");
  CHECK(done.published->by == "office");
  const std::string content = read_content(plans.db, done).value();
  CHECK(items::hash_of(content) == *done.content_hash);
}

TEST_CASE("what was sent back can be changed and handed in again, and says why it came back") {
  Plans plans;
  const VersionId id = plans.plan();
  REQUIRE(plans.add(id, own_row(1)) == "");
  REQUIRE(plans.submit(id) == "");
  const auto hash = plans.version(id).content_hash;
  CHECK(plans.send_back(id, " ") == "items.field_needed");
  CHECK(plans.send_back(id) == "");
  const Version back = plans.version(id);
  CHECK((back.state == State::draft && !back.content_hash && !back.submitted));
  CHECK(back.return_reason == "请合并同一对象的任务");
  CHECK(plans.add(id, joint_row(2)) == "");
  CHECK(plans.submit(id) == "");
  CHECK(plans.version(id).content_hash != hash);
}

TEST_CASE("codes and names of items are those of the lists when the plan is handed in") {
  Plans plans;
  const VersionId id = plans.plan();
  REQUIRE(plans.add(id, own_row(1)) == "");
  const items::VersionId next{uuid(95)};
  const auto before = items::version_on(plans.db, market_list, day("2026-03-16")).value();
  REQUIRE(items::insert_draft(plans.db, next, market_list, before, plans.now()));
  items::Item item = items::test::general_item(1);
  item.name = "食品销售监督检查";
  REQUIRE(
      items::update_item(plans.db, items::find_version(plans.db, next).value().value(), market, item, 1, plans.now()));
  REQUIRE(items::issue(plans.db, items::find_version(plans.db, next).value().value(), 2,
                       {.effective_from = day("2026-04-01"),
                        .approved_on = day("2026-03-16"),
                        .approved_by = "局长办公会",
                        .document_number = "2号",
                        .reason = "更名"},
                       plans.now()));
  CHECK(find_row(plans.db, id, own_row(1).id).value()->row.items[0].name == "食品销售者监督检查");
  REQUIRE(plans.submit(id) == "");
  CHECK(find_row(plans.db, id, own_row(1).id).value()->row.items[0].name == "食品销售监督检查");
}

TEST_CASE("a published plan is adjusted by a copy with a reason, and stays in force until that is published") {
  Plans plans;
  const VersionId first = plans.published();
  VersionId second, third;
  CHECK(plans.adjust(first, second, "") == "items.field_needed");
  CHECK(plans.adjust(first, second) == "");
  CHECK(plans.version(second).number == 2);
  CHECK(plans.version(second).reason == "机构改革");
  CHECK(plans.version(second).row_count == 2);
  CHECK(plans.adjust(first, third) == "plans.adjustment_open");
  CHECK(plans.adjust(second, third) == "plans.wrong_state");
  CHECK(plans.submit(second) == "plans.nothing_changed");
  REQUIRE(plans.add(second, own_row(3)) == "");
  CHECK(plans.state(first) == State::published);
  plans.publish_wholly(second);
  CHECK(plans.state(first) == State::superseded);
  CHECK(plans.state(second) == State::published);
  CHECK(read_content(plans.db, plans.version(second))->contains("机构改革"));
  CHECK(plans.adjust(first, third) == "plans.wrong_state");
  const auto versions = read_versions(plans.db, plans.plan_id).value();
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].id == second);
}

TEST_CASE("an adjustment may be given up and begun again; the first draft of a year not") {
  Plans plans;
  const auto discard = [&](const VersionId& id) {
    return plans.run(
        [&] { return plans::discard(plans.db, plans.version(id), plans.version(id).revision, plans.now()); });
  };
  const VersionId first = plans.plan();
  CHECK(discard(first) == "plans.first_draft");
  REQUIRE(plans.add(first, own_row(1)) == "");
  plans.publish_wholly(first);
  CHECK(discard(first) == "plans.wrong_state");
  VersionId second, third;
  REQUIRE(plans.adjust(first, second) == "");
  CHECK(discard(second) == "");
  CHECK(plans.state(second) == State::discarded);
  CHECK_FALSE(plans.version(second).number);
  CHECK(plans.add(second, own_row(2)) == "plans.wrong_state");
  CHECK(plans.adjust(first, third) == "");
  CHECK(plans.version(third).number == 2);
}

TEST_CASE("a plan ends with a reason when nothing is on its way") {
  Plans plans;
  const VersionId first = plans.published();
  const auto end = [&](const VersionId& id, const char* reason) {
    return plans.run(
        [&] { return plans::end(plans.db, plans.version(id), plans.version(id).revision, reason, plans.now()); });
  };
  CHECK(end(first, "") == "items.field_needed");
  VersionId second;
  REQUIRE(plans.adjust(first, second) == "");
  CHECK(end(first, "年度任务完成") == "plans.adjustment_open");
  CHECK(end(second, "年度任务完成") == "plans.wrong_state");
  REQUIRE(plans.run([&] { return discard(plans.db, plans.version(second), 1, plans.now()); }) == "");
  CHECK(end(first, "年度任务完成") == "");
  CHECK(plans.state(first) == State::ended);
  CHECK(plans.version(first).end_reason == "年度任务完成");
  CHECK(plans.adjust(first, second) == "plans.wrong_state");
}

TEST_CASE("a wrong record of a publication is voided, and the version stays published and wants a new one") {
  Plans plans;
  const VersionId id = plans.published();
  const auto make_void = [&](const char* reason) {
    return plans.run([&] {
      return void_publication(plans.db, find_publication(plans.db, plans.last_publication).value().value(), reason,
                              plans.now());
    });
  };
  CHECK(make_void("") == "items.field_needed");
  CHECK(make_void("网址有误") == "");
  CHECK(make_void("网址有误") == "items.void_already");
  CHECK(plans.state(id) == State::published);
  CHECK(read_channels(plans.db, id).value() == std::vector{Channel::department_portal});
  CHECK(plans.publish(id, Channel::publicity_system) == "");
  CHECK(read_channels(plans.db, id)->size() == 2);
  CHECK(read_publications(plans.db, id)->size() == 3);
}

TEST_CASE("no step is made by who looked at another state of the version") {
  Plans plans;
  const VersionId id = plans.plan();
  REQUIRE(plans.add(id, own_row(1)) == "");
  const auto stale = [&](const std::function<Result<>(const Version&, std::int64_t)>& job) {
    return plans.run([&] { return job(plans.version(id), plans.version(id).revision - 1); });
  };
  CHECK(stale([&](const Version& v, std::int64_t r) { return submit(plans.db, v, r, plans.now()); }) ==
        "plans.changed_meanwhile");
  REQUIRE(plans.submit(id) == "");
  CHECK(stale([&](const Version& v, std::int64_t r) { return send_back(plans.db, v, r, "x", plans.now()); }) ==
        "plans.changed_meanwhile");
  CHECK(stale([&](const Version& v, std::int64_t r) {
          return approve(plans.db, v, r, plans.today, "1号", plans.now());
        }) == "plans.changed_meanwhile");
  REQUIRE(plans.approve(id) == "");
  CHECK(stale([&](const Version& v, std::int64_t r) {
          return file(plans.db, v, r, plans.today, "1号", plans.now());
        }) == "plans.changed_meanwhile");
}

TEST_CASE("the schema itself lets nothing of a submitted version change, whatever a program does") {
  Plans plans;
  const VersionId id = plans.plan();
  REQUIRE(plans.add(id, own_row(1)) == "");
  REQUIRE(plans.submit(id) == "");
  const auto refused = [&](const char* sql) { return !plans.db.run_script(sql); };
  CHECK(refused("UPDATE plan_row SET content = '{}'"));
  CHECK(refused("DELETE FROM plan_row"));
  CHECK(refused(
      "INSERT INTO plan_row SELECT version_id, randomblob(16), 9, initiating_department_id, first_day, last_day, "
      "content, 1, 1, 'x' FROM plan_row"));
  CHECK(refused("UPDATE plan_version SET content_hash = randomblob(32)"));
  CHECK(refused("UPDATE plan_version SET submitted_by = 'x'"));
  CHECK(refused("UPDATE plan_version SET number = 2"));
  CHECK(refused("UPDATE plan_version SET state = 'published'"));
  CHECK(refused("UPDATE plan_version SET state = 'discarded', number = NULL"));
  CHECK(refused("DELETE FROM plan_version"));
  CHECK(refused("UPDATE plan SET year = 2030"));
  CHECK(refused("DELETE FROM plan"));
  REQUIRE(plans.approve(id) == "");
  CHECK(refused(
      "UPDATE plan_version SET state = 'draft', submitted_at = NULL, submitted_by = NULL, content_hash = NULL"));
  CHECK(refused("UPDATE plan_version SET minutes_number = 'x'"));
  CHECK(refused("UPDATE plan_version SET approved_on = '2026-01-01'"));
  REQUIRE(plans.file(id) == "");
  CHECK(refused("UPDATE plan_version SET filing_number = 'x'"));
  REQUIRE(plans.publish(id, Channel::department_portal) == "");
  CHECK(refused("UPDATE plan_publication SET address = 'x'"));
  CHECK(refused("DELETE FROM plan_publication"));
  REQUIRE(plans.publish(id, Channel::publicity_system) == "");
  CHECK(refused("UPDATE plan_version SET published_at = 1"));
  CHECK(refused("UPDATE plan_version SET state = 'filed', published_at = NULL, published_by = NULL"));
  // And what may change does.
  CHECK(plans.db.run_script("UPDATE plan_version SET revision = revision + 1"));
}
