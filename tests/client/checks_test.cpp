// Checks on the client: an inspector's own, on the home screen and without network, the notice, and a task's load.
#include <doctest/doctest.h>

#include "client/app/checks/checks_json.h"
#include "client/app/model/pages.h"
#include "client/app/screens/check.h"
#include "tests/client/checks_support.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::checks_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

struct ChecksScene : Harness {
  explicit ChecksScene(std::string_view path, std::string_view checks = some_checks_json()) : Harness(Look{}, path) {
    sign_in_inspector(*this);
    serve(*this, {{checks_path, std::string(checks)}});
    open_storage();
    serve(*this, {{checks_path, std::string(checks)}});
  }
};

std::string many_checks_json() {
  std::string many;
  for (int i = 10; i < 20; ++i) {
    const std::string id = "0197f000-0000-7000-8000-0000000009" + std::to_string(i);
    many += (many.empty() ? "" : ",") + check_json({.id = id, .last_day = "2026-11-30"});
  }
  return R"({"items":[)" + many + R"(],"next_cursor":null,"reason":null})";
}

}  // namespace

TEST_CASE("a narrow screen finds no check by the words that it puts before the address") {
  Harness at(Look{.surface = {390, 844, 3}}, "/checks");
  sign_in_inspector(at);
  serve(at, {{checks_path, many_checks_json()}});
  at.open_storage();
  serve(at, {{checks_path, many_checks_json()}});
  at.type("checks.search", "11月30日");
  at.settle();
  CHECK(at.says(say(Text::checks_not_found)));
  at.type("checks.search", "青华路");
  at.settle();
  CHECK_FALSE(at.says(say(Text::checks_not_found)));
}

TEST_CASE("an inspector finds on the home screen whom to visit, with whom, and by when") {
  ChecksScene at("/");
  CHECK(at.says("我的检查（2 户）"));
  // What is due first comes first, and what is late says so.
  const std::string late = at.with_id("home.check." + std::string(other_check_id)).name;
  CHECK(late.contains(say(Text::check_overdue)));
  const std::string next = at.with_id("home.check." + std::string(check_id)).name;
  for (const char* part : {"西华县惠民超市有限公司", "青华路", "王建国、李红梅", "11月30日 前"}) {
    CAPTURE(part);
    CHECK(next.contains(part));
  }
  at.app.activate("home.check." + std::string(check_id));
  at.settle();
  CHECK(at.app.model().route == Route{Screen::check, std::string(check_id)});
}

TEST_CASE("started without network the home shows what was kept, and that it may have changed since") {
  std::unique_ptr<SimulatedDisk> disk;
  {
    ChecksScene before("/");
    CHECK_FALSE(before.says("没有网络，显示的是"));
    disk = std::move(before.disk);
  }
  Harness at(Look{}, "/");
  accounts_test::fail_request(at.network, "client.offline");
  at.app.storage().opened({.device = disk.get(), .key_state = KeyState::present, .key = DatabaseKey{}});
  for (int i = 0; i < 10 && at.app.storage().phase() != StoragePhase::ready; ++i) at.app.storage().slot_reopened();
  at.settle();
  CHECK(at.says("我的检查（2 户）"));
  CHECK(at.says("没有网络，显示的是"));
}

TEST_CASE("a check tells target, team, period and items, and prints the notice to bring") {
  ChecksScene at("/checks/" + std::string(check_id));
  for (const char* part : {"91411622MA3X0A1B2C", "王建国（西华县市场监督管理局、组长）",
                           "2026年4月1日 至 2026年11月30日", "消防安全检查"}) {
    CAPTURE(part);
    CHECK(at.says(part));
  }
  at.activate(Role::button, say(Text::check_print_notice));
  REQUIRE(at.shell.sheets.size() == 1);
  const PrintSheet& sheet = at.shell.sheets[0];
  CHECK(sheet.title == say(Text::notice_title));
  REQUIRE(sheet.rows.size() == 2);
  CHECK(sheet.rows[1] == std::vector<std::string>{"XF-03", "消防安全检查"});
  CHECK(sheet.notes.size() == 3);
}

TEST_CASE("a check that is not the inspector's any more says so") {
  ChecksScene at("/checks/0197f000-0000-7000-8000-000000000fff");
  CHECK(at.says(say(Text::check_gone)));
}

TEST_CASE("an account that names no inspector is told who can mend that") {
  ChecksScene at("/", R"({"items":[],"next_cursor":null,"reason":"not_linked"})");
  CHECK(at.says(say(Text::checks_unlinked)));
}

TEST_CASE("an inspector without checks is told where they will stand") {
  ChecksScene none("/", R"({"items":[],"next_cursor":null,"reason":null})");
  CHECK(none.says(say(Text::checks_none)));
}

TEST_CASE("checks come in pages") {
  Harness at(Look{}, "/checks");
  sign_in_inspector(at);
  at.open_storage();
  const std::string first = R"({"items":[)" + check_json() + R"(],"next_cursor":"n","reason":null})";
  const std::string last =
      R"({"items":[)" + check_json({.id = other_check_id}) + R"(],"next_cursor":null,"reason":null})";
  serve(at, {{checks_path, first}, {checks_path + "&cursor=n", last}});
  REQUIRE(at.app.model().checks.own.value);
  CHECK(at.app.model().checks.own.value->size() == 2);
}

TEST_CASE("a server whose pages of checks never end is stopped") {
  Harness endless(Look{}, "/checks");
  sign_in_inspector(endless);
  endless.open_storage();
  serve(endless, {{checks_path, R"({"items":[],"next_cursor":"n","reason":null})"}});
  CHECK(endless.app.model().checks.own.error->code == "client.strange_answer");
}

TEST_CASE("who checks nobody has no such section") {
  Harness at(Look{}, "/");
  sign_in_planner(at, holder_grants);
  at.open_storage();
  serve(at, task_answers());
  CHECK_FALSE(at.says(say(Text::checks_none)));
  CHECK(std::ranges::none_of(at.network.accounts,
                             [](const FakeNetwork::Pending& one) { return one.request.path == checks_path; }));
}

TEST_CASE("checks that are kept read as they were") {
  const auto read = read_checks(some_checks_json());
  REQUIRE(read);
  const auto again = read_checks(checks_json(*read));
  REQUIRE(again);
  CHECK(checks_json(*again) == checks_json(*read));
  REQUIRE(again->size() == 2);
  CHECK((*again)[0].inspectors.size() == 2);
  CHECK((*again)[1].address.empty());
  CHECK_FALSE(read_checks("{"));
}

TEST_CASE("what the server said is kept for the user whom it told, and for nobody else") {
  SimulatedDisk disk{8};
  data_test::Tablet tablet;
  REQUIRE(tablet.open(disk));
  tablet.store->set_user("one");
  REQUIRE(tablet.store->keep_answer("own_checks", "{}"));
  REQUIRE(tablet.store->keep_answer("own_checks", some_checks_json()));
  tablet.store->set_user("two");
  CHECK_FALSE(*tablet.store->kept_answer("own_checks"));
  tablet.close();
  REQUIRE(tablet.open(disk));
  tablet.store->set_user("one");
  const auto kept = tablet.store->kept_answer("own_checks");
  REQUIRE(kept);
  REQUIRE(*kept);
  CHECK((*kept)->content == some_checks_json());
  CHECK((*kept)->read_at.ms > 0);
}

TEST_CASE("a drawn task shows how its checks are spread, the most laden first") {
  Harness at(Look{}, "/tasks/" + std::string(task_id));
  sign_in_planner(at, holder_grants);
  Answers answers = task_answers({.state = "drawn"});
  answers[load_path] = load_json();
  serve(at, answers);
  serve(at, answers);
  CHECK(at.says("共 103 户，未完成 90 户"));
  CHECK(at.says("2 户没有配齐检查组"));
  const std::string id = "load." + std::string(own_department);
  CHECK(at.with_id(id).name.contains("检查员8 11 户"));
  CHECK_FALSE(at.with_id(id).name.contains("检查员0 "));
  at.app.activate(id);
  at.settle();
  CHECK(at.with_id(id).name.contains("检查员0 3 户"));
}

TEST_CASE("a department's administrator sets from when on its inspectors are told of a sealed task") {
  Harness at(Look{}, "/tasks/" + std::string(task_id));
  accounts_test::answer(
      at.network, 200,
      accounts_test::session_json(
          {.login = "demo-department", .role = "department_administrator", .department = own_department},
          R"("item_lists_read":"own","plans_read":"own","draw_read":"own","draw_hold":"own","checks_read":"own")"));
  at.settle();
  if (at.network.last) at.answer(departments_page());
  Answers answers = task_answers({.state = "drawn", .is_sealed = true});
  answers[load_path] = load_json(R"("2026-06-01")");
  serve(at, answers);
  serve(at, answers);
  CHECK(at.says("2026年6月1日 起告知检查人员"));
  at.activate(Role::button, say(Text::load_disclose));
  at.type("load.disclosure.day", "2026-05-30");
  at.app.activate("load.disclosure.form.submit");
  at.settle();
  const HttpRequest sent =
      accounts_test::answer(at.network, 200, R"({"task_id":"x","department_id":"y","day":"2026-05-30"})");
  CHECK(sent.method == Method::put);
  CHECK(sent.path == task_path + "/disclosure");
  CHECK(sent.body == R"({"day":"2026-05-30"})");
  at.settle();
  CHECK(at.says(say(Text::load_disclosed_toast)));
}
