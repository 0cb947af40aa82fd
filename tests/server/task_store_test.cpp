// Tasks in the real schema: made from an approved plan or for a reason, counted against the registers, pinned, settled.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/tasks/draw_plan.h"
#include "shared/tasks/store.h"
#include "tests/server/plan_store_support.h"
#include "tests/server/registers_support.h"
#include "tests/shared/tasks_support.h"

using namespace mingchou;
using namespace mingchou::tasks;
using namespace mingchou::tasks::test;

namespace {

constexpr std::array codes{"92411622MA9T0000XE", "92411622MA9T0001XF"};

/// The plans' county with food sellers and inspectors of both departments.
class Tasks : public plans::test::Plans {
 public:
  Tasks() {
    for (int i = 0; i < 3; ++i) add_target(market, TargetKind::institution);
    for (int i = 0; i < 4; ++i) {
      add_inspector(market);
      add_inspector(fire);
    }
  }

  Target target(const DepartmentId& department, TargetKind kind, std::optional<std::string> code = {}) {
    Target made;
    made.id = {ids_.next()};
    made.kind = kind;
    made.name = "对象";
    made.credit_code = std::move(code);
    made.township_code = "411622102";
    made.industry_code = "5211";
    made.responsible_department_id = department;
    made.source = "test";
    return made;
  }
  Target add_target(const DepartmentId& department, TargetKind kind, std::optional<std::string> code = {}) {
    return insert(target(department, kind, std::move(code)));
  }
  Target insert(const Target& made) {
    REQUIRE(writer().insert(made));
    return made;
  }
  Inspector add_inspector(const DepartmentId& department, const char* expires = "2026-12-31") {
    Inspector made;
    made.id = {ids_.next()};
    made.staff_number = std::to_string(++staff_);
    made.name = "张三";
    made.department_id = department;
    made.source = "test";
    made.certificates = {{.id = {ids_.next()},
                          .number = "号" + made.staff_number,
                          .field = "市场监管",
                          .authority = "河南省司法厅",
                          .issued_on = day("2024-01-01"),
                          .expires_on = day(expires)}};
    REQUIRE(writer().insert(made));
    return made;
  }
  RegisterWriter writer() { return {db, {day("2026-03-01"), now().at, "test", "test"}}; }

  /// Of the plan's first row, as the plan has it.
  Task planned(const plans::VersionId& version) {
    Task task = own_task();
    task.special_reason.clear();
    task.plan_row = PlanRowKey{plan_id, version, plans::test::own_row(1).id};
    return task;
  }
  std::string add(const Task& task) {
    return run([&] { return insert_task(db, task, now()); });
  }
  std::string update(const Task& task) {
    return run([&] { return update_task(db, task, stored(task.id).revision, now()); });
  }
  std::string ready(const Task& task) {
    return run([&] { return make_ready(db, task.id, stored(task.id).revision, now()); });
  }
  std::string open_again(const Task& task) {
    return run([&] { return reopen(db, task.id, stored(task.id).revision, now()); });
  }
  std::string cancel(const Task& task, const char* reason = "机构改革") {
    return run([&] { return tasks::cancel(db, task.id, stored(task.id).revision, reason, now()); });
  }
  StoredTask stored(const TaskId& id) { return find_task(db, id).value().value(); }
  Frame frame(const Task& task) { return read_frame(db, task).value(); }
  std::int64_t count(const char* sql) { return db.number(sql).value(); }

 private:
  ManualClock clock_{{1'773'600'000'000}};
  SeededRandom random_{7};
  UuidGenerator ids_{clock_, random_};
  int staff_ = 0;
};

const FramedTarget* find(const Frame& frame, const TargetId& id) {
  const auto found = std::ranges::find(frame.targets, id, &FramedTarget::id);
  return found == frame.targets.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a special task is kept as a draft under a number of its department and year") {
  Tasks county;
  const Task task = own_task();
  REQUIRE(county.add(task) == "");
  StoredTask stored = county.stored(task.id);
  CHECK(stored.number == "2026-SCJG-001");
  CHECK(stored.state == State::draft);
  CHECK(stored.task.work.items[0].code == "SCJG-1");
  CHECK(stored.task.work.id.uuid == task.id.uuid);
  CHECK(stored.created_by == "office");
  REQUIRE(county.add(own_task(2)) == "");
  CHECK(county.stored(own_task(2).id).number == "2026-SCJG-002");
  Task fires = joint_task(3);
  fires.work.initiating_department_id = fire;
  fires.work.participating_department_ids = {market};
  REQUIRE(county.add(fires) == "");
  CHECK(county.stored(fires.id).number == "2026-XFDD-001");

  stored.task.load_max = 3;
  REQUIRE(county.update(stored.task) == "");
  CHECK(county.stored(task.id).task.load_max == 3);
  CHECK(county.stored(task.id).revision == 2);
  CHECK(county.run([&] { return update_task(county.db, stored.task, 1, county.now()); }) == "tasks.changed_meanwhile");
}

TEST_CASE("a task is made from a plan once it is approved, and holds to what was approved") {
  Tasks county;
  const plans::VersionId version = county.plan();
  REQUIRE(county.Plans::add(version, plans::test::own_row(1)) == "");
  const Task task = county.planned(version);
  CHECK(county.add(task) == "tasks.plan_not_approved");
  REQUIRE(county.submit(version) == "");
  CHECK(county.add(task) == "tasks.plan_not_approved");
  REQUIRE(county.approve(version) == "");
  CHECK(county.add(task) == "");
  CHECK(county.stored(task.id).task.work.id == plans::test::own_row(1).id);

  Task other = task;
  other.id = {uuid(230)};
  other.work.quantity.value = 301;
  CHECK(county.add(other) == "tasks.differs_from_plan");
  other = task;
  other.id = {uuid(231)};
  other.plan_row->row_id = {uuid(232)};
  CHECK(county.add(other) == "tasks.plan_row_unknown");
  other.plan_row->version_id = {uuid(233)};
  CHECK(county.add(other) == "tasks.plan_row_unknown");
  // A special task does not become one of the plan's, nor the other way round.
  Task changed = task;
  changed.plan_row.reset();
  changed.special_reason = "理由";
  CHECK(county.update(changed) == "tasks.differs_from_plan");
  CHECK(read_tasks(county.db, {.plan_row_id = plans::test::own_row(1).id}).value().tasks.size() == 1);
}

TEST_CASE("a ratio above the cap of a general item and a coordination body in the team are refused") {
  Tasks county;
  Task task = own_task();
  task.work.quantity.value = 501;
  CHECK(county.add(task) == "plans.ratio_above_cap");
  task = own_task();
  task.work.participating_department_ids = {items::test::office};
  task.team.push_back({.department_id = items::test::office});
  CHECK(county.add(task) == "plans.not_inspecting_body");
}

TEST_CASE("a draft that may be drawn for is made ready, and holds to the lists of its first day") {
  Tasks county;
  Task task = own_task();
  REQUIRE(county.add(task) == "");
  CHECK(county.ready(task) == "tasks.nothing_in_range");  // the item concerns enterprises and self-employed
  for (const char* code : codes) county.add_target(market, TargetKind::self_employed, code);
  REQUIRE(county.ready(task) == "");
  const StoredTask ready = county.stored(task.id);
  CHECK(ready.state == State::ready);
  REQUIRE(ready.lists.size() == 1);
  CHECK(ready.lists[0].list_id == plans::test::market_list);
  CHECK(ready.lists[0].number == 1);
  CHECK(county.count("SELECT count(*) FROM item_list_pin WHERE holder_kind = 'task'") == 1);
  CHECK(county.update(task) == "tasks.wrong_state");
  CHECK(county.ready(task) == "tasks.wrong_state");

  REQUIRE(county.open_again(task) == "");
  task.load_max = 9;
  REQUIRE(county.update(task) == "");
  REQUIRE(county.ready(task) == "");
  CHECK(county.stored(task.id).lists.size() == 1);
  CHECK(county.count("SELECT count(*) FROM item_list_pin WHERE holder_kind = 'task'") == 1);

  REQUIRE(county.cancel(task, " ") == "items.field_needed");
  REQUIRE(county.cancel(task) == "");
  CHECK(county.stored(task.id).void_reason == "机构改革");
  CHECK(county.open_again(task) == "tasks.wrong_state");
}

TEST_CASE("too few people are refused when the task is made ready, and changed registers are looked at then") {
  Tasks county;
  for (const char* code : codes) county.add_target(market, TargetKind::self_employed, code);
  Task task = own_task();
  task.team[0].certificate_fields = {"特种设备"};
  REQUIRE(county.add(task) == "");
  CHECK(county.ready(task) == "tasks.too_few_inspectors");
  CHECK(county.stored(task.id).state == State::draft);
  CHECK(county.count("SELECT count(*) FROM item_list_pin WHERE holder_kind = 'task'") == 0);
  county.today = day("2026-07-01");
  CHECK(county.ready(task) == "tasks.period_over");
}

TEST_CASE("in the target roster stands whom an item concerns, with the reason where a draw can't take it") {
  Tasks county;
  Task task = own_task();
  task.exclusions.checked_within_months = 6;
  const auto with = [&](const char* code, auto change) {
    Target target = county.target(market, TargetKind::self_employed, std::string(code));
    change(target);
    return county.insert(target).id;
  };
  const TargetId checked = with(codes[0], [](Target& t) { t.last_checked_on = day("2025-10-01"); });
  const TargetId closed = with(codes[1], [](Target& t) {
    t.status = TargetStatus::deregistered;
    t.risk_class = "D";
    t.tags = {food};
  });
  Target nameless = county.target(market, TargetKind::enterprise);
  nameless.registration_number = "411622000000019";
  REQUIRE(county.writer().insert(nameless));
  const TargetId others = county.add_target(fire, TargetKind::self_employed, "92411622MA9T0002XG").id;

  const Frame frame = county.frame(task);
  CHECK(frame.targets.size() == 2);
  CHECK(frame.without_code == 1);
  CHECK(find(frame, others) == nullptr);
  REQUIRE(find(frame, checked) != nullptr);
  CHECK(find(frame, checked)->row.excluded == draw::Exclusion::recently_checked);
  CHECK(find(frame, checked)->row.id == codes[0]);
  REQUIRE(find(frame, closed) != nullptr);
  CHECK(find(frame, closed)->row.excluded == draw::Exclusion::closed);
  CHECK(find(frame, closed)->row.risk == "D");
  CHECK(find(frame, closed)->row.tags == std::vector<std::string>{"食品经营"});
  CHECK(std::ranges::is_sorted(frame.targets, {}, [](const FramedTarget& t) { return t.row.id; }));
  for (const FramedTarget& target : frame.targets) CHECK(draw::check_target(target.row));

  // A day more, and the last check is too long ago.
  task.work.first_day = day("2026-04-02");
  CHECK(find(county.frame(task), checked)->row.excluded == draw::Exclusion::none);
  // Together with the fire brigade its targets are looked at, too.
  CHECK(find(county.frame(joint_task()), others) != nullptr);
}

TEST_CASE("who has been visited as often as the county's cap allows is excluded, or only told of") {
  Tasks county;
  Task task = own_task();
  const TargetId id = county.add_target(market, TargetKind::self_employed, codes[0]).id;
  REQUIRE(county.db.run("INSERT INTO target_visit (target_id, year, visit_count) VALUES (?, 2026, 2)", id));
  CHECK(find(county.frame(task), id)->row.excluded == draw::Exclusion::none);
  REQUIRE(
      county.db.run("INSERT INTO visit_cap (year, visits_max, recorded_at, recorded_by, reason) "
                    "VALUES (2026, 2, 0, 'office', '')"));
  CHECK(find(county.frame(task), id)->row.excluded == draw::Exclusion::visit_cap);
  task.exclusions.at_visit_cap = false;
  CHECK(find(county.frame(task), id)->row.excluded == draw::Exclusion::none);
  CHECK(find(county.frame(task), id)->is_at_visit_cap);
}

TEST_CASE("in the inspector roster stands who may inspect through the whole period; the others are counted by reason") {
  Tasks county;
  const Task task = joint_task();
  const InspectorId expiring = county.add_inspector(fire, "2026-06-29").id;
  Inspector able = county.add_inspector(fire, "2026-06-30");
  const TargetId shop = county.add_target(market, TargetKind::self_employed, codes[0]).id;
  const TargetId elsewhere = county.add_target(market, TargetKind::project).id;
  for (const TargetId& target : {shop, elsewhere})
    REQUIRE(county.writer().insert(Recusal{.id = {target.uuid},
                                           .inspector_id = able.id,
                                           .target_id = target,
                                           .reason = "亲属",
                                           .entered_by_side = Side::inspector}));
  const Frame frame = county.frame(task);
  const auto row = std::ranges::find(frame.inspectors, able.id.uuid.text(), &draw::Inspector::id);
  REQUIRE(row != frame.inspectors.end());
  CHECK(row->dept == "XFDD");
  CHECK(row->certs == std::vector<std::string>{"市场监管"});
  CHECK(row->recused == std::vector<std::string>{codes[0]});
  CHECK(frame.inspectors.size() == 9);
  CHECK_FALSE(std::ranges::contains(frame.inspectors, expiring.uuid.text(), &draw::Inspector::id));
  CHECK(frame.bars.at(fire)[static_cast<std::size_t>(DrawBar::certificate_expired)] == 1);
  for (const draw::Inspector& inspector : frame.inspectors) CHECK(draw::check_inspector(inspector));
}

TEST_CASE("the database itself keeps what was made ready, and every task") {
  Tasks county;
  for (const char* code : codes) county.add_target(market, TargetKind::self_employed, code);
  const Task task = own_task();
  REQUIRE(county.add(task) == "");
  REQUIRE(county.ready(task) == "");
  for (const char* sql : {"UPDATE task SET content = '{}'", "UPDATE task SET number = 'x'", "DELETE FROM task",
                          "UPDATE task SET state = 'done'", "DELETE FROM task_item_list"}) {
    CAPTURE(sql);
    CHECK_FALSE(county.db.run(sql));
  }
}

TEST_CASE("tasks are found by department, state, year and page, newest first") {
  Tasks county;
  for (std::uint8_t i = 1; i <= 5; ++i) REQUIRE(county.add(i % 2 == 0 ? joint_task(i) : own_task(i)) == "");
  REQUIRE(county.cancel(own_task(3)) == "");
  const auto ids = [&](const TaskQuery& query) {
    std::vector<int> numbers;
    for (const StoredTask& one : read_tasks(county.db, query).value().tasks)
      numbers.push_back(one.task.id.uuid.bytes[15] - 200);
    return numbers;
  };
  CHECK(ids({}) == std::vector{5, 4, 3, 2, 1});
  CHECK(ids({.department_id = fire}) == std::vector{4, 2});
  CHECK(ids({.within = fire, .department_id = market}) == std::vector{4, 2});
  CHECK(ids({.state = State::voided}) == std::vector{3});
  CHECK(ids({.year = 2027}).empty());
  CHECK(ids({.year = 2026, .before = own_task(3).id}) == std::vector{2, 1});
  CHECK(ids({.over_before = day("2027-01-01")}).empty());
  CHECK(ids({.limit = 2}) == std::vector{5, 4});
  CHECK(read_tasks(county.db, {.limit = 2}).value().has_more);
  CHECK_FALSE(read_tasks(county.db, {.limit = 5}).value().has_more);
}
