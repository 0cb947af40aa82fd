// mingchou demo: the county as it stands in a data folder.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>

#include "server/demo/load.h"
#include "shared/base/hex.h"
#include "shared/crypto/hash.h"
#include "shared/items/store.h"
#include "shared/plans/store.h"
#include "shared/registry/content.h"
#include "shared/registry/departments.h"
#include "tests/server/support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr Instant now{1'773'600'000'000};

DemoLoadOptions small(std::uint64_t targets, bool replaces = false) {
  return {.county = {.targets = targets}, .replaces = replaces};
}

std::int64_t count(const DataFolder& folder, std::string_view sql) {
  auto db = Database::open({.path = folder.database_path(), .access = Access::read_only}).value();
  return db.number(sql).value();
}

}  // namespace

TEST_CASE("the demo county of the default seed never changes") {
  DemoCounty county({});
  crypto::Hasher hasher(crypto::Suite::sha256);
  const auto add = [&hasher](const std::string& row) { hasher.update(row).update("\n"); };
  for (const Department& department : county.departments()) add(content_of(department));
  for (const Inspector& inspector : county.inspectors()) add(content_of(inspector));
  while (const auto target = county.next_target()) add(content_of(*target));
  for (const Recusal& recusal : county.recusals()) add(content_of(recusal));
  // Change it only when the county is meant to change, and look at what it became.
  CHECK(to_hex(hasher.finish()) == "6bbf5c9b6b667b101e2fd7c062bd56ea4e86d29f38771e37562081ddeed622f5");
}

TEST_CASE("the demo county's item lists keep every rule, and show what is open") {
  TemporaryFolder temporary;
  const DataFolder folder = DataFolder::open(temporary.path() + "/data").value();
  REQUIRE(load_demo(folder, small(100), now));
  auto db = Database::open({.path = folder.database_path(), .access = Access::read_only}).value();
  const auto lists = items::read_lists(db, {}).value().lists;
  CHECK(lists.size() == 19);
  crypto::Hasher hasher(crypto::Suite::sha256);
  std::size_t issued = 0, drafts = 0;
  for (const items::List& list : lists) {
    for (const items::Version& version : items::read_versions(db, list.id).value()) {
      ++(version.number ? issued : drafts);
      hasher.update(items::read_content(db, version).value());
    }
  }
  CHECK(issued == 23);
  CHECK(drafts == 1);
  const auto market = items::read_lists(db, {.department_id = lists.front().owner}).value().lists.front();
  CHECK(items::read_versions(db, market.id).value().size() == 3);
  // Change it only when the lists are meant to change, and look at what they became.
  CHECK(to_hex(hasher.finish()) == "ea6152a8512e1797484f90a4bc66d407410ded92da896f468bb53ff092ba2435");

  // A list missing, two not of this year, one channel not published on.
  const auto duties = items::open_duties(items::read_facts(db).value(), demo_today(), WorkingCalendar::built_in());
  std::size_t yearly = 0, publications = 0;
  for (const items::Duty& duty : duties) ++(duty.kind == items::DutyKind::yearly_list ? yearly : publications);
  CHECK(yearly == 3);
  CHECK(publications == 1);
}

TEST_CASE("the demo county's plans keep every rule: this year's is published, the next year's begun") {
  TemporaryFolder temporary;
  const DataFolder folder = DataFolder::open(temporary.path() + "/data").value();
  REQUIRE(load_demo(folder, small(100), now));
  auto db = Database::open({.path = folder.database_path(), .access = Access::read_only}).value();
  const auto all = plans::read_plans(db).value();
  REQUIRE(all.size() == 2);
  CHECK((all[0].year == 2027 && all[1].year == 2026));
  const plans::Version draft = plans::read_versions(db, all[0].id).value().at(0);
  const plans::Version published = plans::read_versions(db, all[1].id).value().at(0);
  CHECK((draft.state == plans::State::draft && draft.row_count == 3));
  CHECK((published.state == plans::State::published && published.row_count == 12));
  std::size_t joint = 0;
  std::set<DepartmentId> departments;
  for (const plans::StoredRow& stored : plans::read_rows(db, published.id).value()) {
    if (stored.row.is_joint()) ++joint;
    departments.insert(stored.row.initiating_department_id);
  }
  CHECK(joint == 5);
  CHECK(departments.size() == 10);
  CHECK(items::hash_of(plans::read_content(db, published).value()) == *published.content_hash);
  // The task of the winter is over; nothing else is open in March.
  const auto duties = plans::open_duties(plans::read_facts(db).value(), demo_today(), WorkingCalendar::built_in());
  REQUIRE(duties.size() == 1);
  CHECK(duties[0].kind == plans::DutyKind::period_ended);
}

TEST_CASE("the demo county is loaded whole, and left alone when it is there") {
  TemporaryFolder temporary;
  const DataFolder folder = DataFolder::open(temporary.path() + "/data").value();
  std::uint64_t last = 0;
  const auto loaded = load_demo(folder, small(6'000), now, [&last](std::uint64_t done, std::uint64_t) { last = done; });
  REQUIRE(loaded);
  CHECK(last == 6'000);
  CHECK(loaded->targets == 6'000);
  CHECK(loaded->inspectors == 600);
  CHECK(loaded->departments == 20);
  CHECK(loaded->set_aside.empty());
  CHECK(count(folder, "SELECT count(*) FROM recusal") > 3);
  CHECK(count(folder, "SELECT count(*) FROM target_licence") > 1'000);
  CHECK(count(folder, "SELECT count(*) FROM target_tag") > 3'000);
  CHECK(count(folder, "SELECT sum(target_count) FROM department_count") == 6'000);
  CHECK(count(folder, "SELECT count(*) FROM pragma_foreign_key_check") == 0);
  CHECK_FALSE(std::filesystem::exists(folder.database_path() + ".loading"));

  const auto again = load_demo(folder, small(10), now);
  REQUIRE(again);
  CHECK(again->outcome == DemoLoadReport::Outcome::already_there);
  CHECK(again->targets == 6'000);
}

TEST_CASE("replacing sets the old database aside, whole") {
  TemporaryFolder temporary;
  const DataFolder folder = DataFolder::open(temporary.path() + "/data").value();
  REQUIRE(load_demo(folder, small(50), now));
  const auto replaced = load_demo(folder, small(20, true), now);
  REQUIRE(replaced);
  CHECK(replaced->targets == 20);
  CHECK(count(folder, "SELECT count(*) FROM target") == 20);
  auto old = Database::open({.path = replaced->set_aside, .access = Access::read_only});
  REQUIRE(old);
  CHECK(old->number("SELECT count(*) FROM target").value() == 50);
}

TEST_CASE("what an interrupted load left is no hindrance, and a damaged database is not overwritten") {
  TemporaryFolder temporary;
  const DataFolder folder = DataFolder::open(temporary.path() + "/data").value();
  write_file(folder.database_path() + ".loading", "half a county");
  REQUIRE(load_demo(folder, small(5), now));
  write_file(folder.database_path(), std::string(5000, 'x'));
  CHECK_FALSE(load_demo(folder, small(5), now));
  CHECK(read_file(folder.database_path()) == std::string(5000, 'x'));
  const auto replaced = load_demo(folder, small(5, true), now);
  REQUIRE(replaced);
  CHECK(read_file(replaced->set_aside) == std::string(5000, 'x'));
}

TEST_CASE("mingchou demo says what it did, keeps the files private, and refuses senseless options") {
  TemporaryFolder temporary;
  const std::string data = temporary.path() + "/data";
  const Finished first = run_mingchou({"demo", "--data", data, "--targets", "30"});
  CHECK(first.exit_code == 0);
  CHECK(first.out.contains("检查对象 30 户"));
  struct stat status{};
  REQUIRE(::stat((data + "/mingchou.db").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(run_mingchou({"demo", "--data", data, "--lang", "en"}).out.contains("nothing was changed"));
  for (const char* bad : {"0", "-1", "2000001", "many", "1e3"})
    CHECK(run_mingchou({"demo", "--data", data, "--targets", bad}).exit_code == 2);
  CHECK(run_mingchou({"demo", "--help"}).out.contains("--targets"));
}
