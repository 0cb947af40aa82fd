// Joint visits on the client: the list of proposals, agreeing and declining, and what an inspector is told of them.
#include <doctest/doctest.h>

#include "client/app/checks/checks_json.h"
#include "client/app/checks/joint_visits_json.h"
#include "client/app/model/pages.h"
#include "client/app/screens/check.h"
#include "tests/client/joint_visits_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::visits_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

/// Whether the server is being asked about joint visits.
bool is_asked(const Harness& at, Method method) {
  return std::ranges::any_of(at.network.accounts, [&](const FakeNetwork::Pending& one) {
    return one.request.method == method && one.request.path.starts_with("/api/v1/joint-visits");
  });
}

struct VisitsScene : Harness {
  explicit VisitsScene(const std::string& visits = some_visits_json(), std::string_view grants = visitor_grants,
                       std::string_view path = visits_route)
      : Harness(Look{}, path) {
    sign_in_planner(*this, grants);
    answers = task_answers();
    answers[visits_path()] = visits;
    serve(*this, answers);
  }
  Answers answers;
};

}  // namespace

TEST_CASE("a joint visit is proposed with its target, days, tasks and departments, and says where no day is common") {
  VisitsScene at;
  const std::string first = at.with_id("visits.0").name;
  for (const char* part :
       {"西华县惠民超市有限公司", "2026年5月10日 至 2026年5月31日", "2026-XF-004 人员密集场所消防抽查",
        "西华县市场监督管理局、西华县消防救援大队", "牵头部门：西华县市场监督管理局"}) {
    CAPTURE(part);
    CHECK(first.contains(part));
  }
  CHECK_FALSE(first.contains("时间不重叠"));
  CHECK(at.with_id("visits.1").name.contains("相隔 12 天"));
}

TEST_CASE("one tap agrees on the proposed days, and the proposal leaves the list") {
  VisitsScene at;
  at.app.activate("visits.0.agree");
  at.settle();
  const HttpRequest sent = accounts_test::answer_to(at.network, "/api/v1/joint-visits", 201,
                                                    visit_json({.id = visit_id, .state = "agreed"}));
  CHECK(sent.method == Method::post);
  CHECK(sent.path == "/api/v1/joint-visits");
  CHECK(sent.body == R"({"check_ids":[")" + std::string(check_id) + R"(",")" + std::string(other_check_id) +
                         R"("],"days_near":30,"decision":"agreed","first_day":"2026-05-10","last_day":"2026-05-31",)" +
                         R"("lead_department_id":")" + std::string(own_department) + R"("})");
  at.settle();
  CHECK(at.says(say(Text::visit_agreed_toast)));
  CHECK_FALSE(is_asked(at, Method::get));
  REQUIRE(at.app.model().visits.list.value->size() == 1);
  CHECK(at.with_id("visits.0").name.contains("周口老张烩面馆"));
}

TEST_CASE("where no day is common, one of the nearest ones is chosen, and no tap agrees on what lies between") {
  VisitsScene at;
  CHECK(at.with_id("visits.1.agree").id.empty());
  CHECK(at.with_id("visits.1.first").name.contains("同意 5月10日 上门"));
  at.app.activate("visits.1.last");
  at.settle();
  const HttpRequest sent = accounts_test::answer_to(at.network, "/api/v1/joint-visits", 201,
                                                    visit_json({.id = visit_id, .state = "agreed"}));
  CHECK(sent.body.contains(R"("first_day":"2026-05-31","last_day":"2026-05-31")"));
}

TEST_CASE("whoever agrees is told first that a task is sealed") {
  VisitsScene at(rows(visit_json({.sealed_until = "2026-11-30"})));
  CHECK(at.with_id("visits.0").name.contains("名单先不公开（至 2026年11月30日），请勿外传"));
  at.app.activate("visits.0.agree");
  at.settle();
  CHECK(at.says(say(Text::visit_sealed_words)));
  CHECK_FALSE(is_asked(at, Method::post));
  at.app.activate("visits.sealed.cancel");
  at.settle();
  CHECK_FALSE(is_asked(at, Method::post));
  CHECK_FALSE(at.says(say(Text::visit_sealed_words)));
  at.app.activate("visits.0.agree");
  at.settle();
  at.app.activate("visits.sealed.confirm");
  at.settle();
  accounts_test::answer_to(at.network, "/api/v1/joint-visits", 201, visit_json({.id = visit_id, .state = "agreed"}));
}

TEST_CASE("nothing is sealed any more once the period is over") {
  VisitsScene at(rows(visit_json({.sealed_until = "2026-05-28"})));
  CHECK_FALSE(at.with_id("visits.0").name.contains("请勿外传"));
  at.app.activate("visits.0.agree");
  at.settle();
  CHECK(is_asked(at, Method::post));
}

TEST_CASE("what was called off can be agreed on again, on the days that are left") {
  VisitsScene at;
  at.activate(Role::radio, say(Text::visits_declined));
  serve(at, {{visits_path("declined"), rows(visit_json({.id = visit_id, .state = "declined", .reason = "没有人手"}))}});
  at.app.activate("visits.0.again");
  at.settle();
  const HttpRequest sent = accounts_test::answer_to(at.network, "/api/v1/joint-visits", 201,
                                                    visit_json({.id = visit_id, .state = "agreed"}));
  CHECK(sent.body.contains(R"("decision":"agreed","first_day":"2026-05-29","last_day":"2026-05-31")"));
}

TEST_CASE("what was agreed on again or otherwise since is not offered again") {
  VisitsScene at;
  at.activate(Role::radio, say(Text::visits_declined));
  serve(at, {{visits_path("declined"),
              rows(visit_json({.id = visit_id, .state = "declined", .reason = "没有人手", .may_be_agreed = false}))}});
  CHECK(at.with_id("visits.0").name.contains("没有人手"));
  CHECK(at.with_id("visits.0.again").id.empty());
}

TEST_CASE("what would join an agreed visit says so, and one tap joins it") {
  VisitsScene at(rows(visit_json({.joins = true})));
  CHECK(at.with_id("visits.0").name.contains("其他任务已商定联合上门，可加入：2026-XF-004 人员密集场所消防抽查。"));
  CHECK(at.with_id("visits.0.agree").name.starts_with("同意加入"));
  at.app.activate("visits.0.agree");
  at.settle();
  CHECK(is_asked(at, Method::post));
}

TEST_CASE("a proposal warns of a department's cap before anybody agrees") {
  VisitsScene at(rows(visit_json({.warnings = beyond_cap})));
  CHECK(at.with_id("visits.0").name.contains("西华县消防救援大队 2026 年对这一户已安排检查 3 次（含本次）"));
}

TEST_CASE("an agreement whose days are over is not called off") {
  const auto read = [](const std::string& json) {
    const auto document = json::parse(json).value();
    auto reader = json::ObjectReader::of(document.root()).value();
    return read_joint_visit(reader).value();
  };
  const JointVisit agreed = read(visit_json({.id = visit_id, .state = "agreed"}));
  const CivilDate last = CivilDate::parse("2026-05-31").value();
  CHECK(may_be_called_off(agreed, last));
  CHECK_FALSE(may_be_called_off(agreed, last.plus_days(1)));
  JointVisit begun = agreed;
  for (JointVisit::Part& part : begun.parts) part.state = tasks::CheckState::in_progress;
  CHECK_FALSE(may_be_called_off(begun, last));
  CHECK_FALSE(agreed_again(agreed, last));
  const JointVisit off = read(visit_json({.id = visit_id, .state = "declined", .reason = "没有人手"}));
  CHECK(agreed_again(off, last));
  CHECK_FALSE(agreed_again(off, last.plus_days(1)));
}

TEST_CASE("more joint visits than can be shown are said to be there") {
  std::string many;
  for (std::size_t i = 0; i < visit_limits::visits_max; ++i) many += (i == 0 ? "" : ",") + visit_json();
  VisitsScene at(R"({"items":[)" + many + R"(],"next_cursor":"n"})");
  CHECK(at.says(say(Text::visits_unshown)));
  CHECK_FALSE(at.says(say(Text::visits_more)));
  CHECK(at.with_id("visits.900").id.empty());
}

TEST_CASE("an error of one visit does not stand in the form of another") {
  VisitsScene at;
  at.app.activate("visits.0.agree");
  at.settle();
  accounts_test::answer_to(at.network, "/api/v1/joint-visits", 409, accounts_test::problem_json("tasks.visit_gone"));
  at.settle();
  serve(at, at.answers);
  const std::string words = render(Error("tasks.visit_gone"), Language::chinese);
  CHECK(at.says(words));
  at.app.activate("visits.1.decline");
  at.settle();
  CHECK_FALSE(at.says(words));
}

TEST_CASE("who may not see joint visits reads that, and not that there are none") {
  VisitsScene at(some_visits_json(), R"("item_lists_read":"all","plans_read":"all","draw_read":"all")");
  CHECK(at.says(say(Text::gate_not_allowed_title)));
  CHECK_FALSE(at.says(say(Text::visits_none)));
}

TEST_CASE("a proposal is declined with a reason, which is asked for") {
  VisitsScene at;
  at.app.activate("visits.0.decline");
  at.settle();
  at.app.activate("visits.decline.form.submit");
  at.settle();
  CHECK(std::ranges::none_of(at.network.accounts,
                             [](const FakeNetwork::Pending& one) { return one.request.method == Method::post; }));
  at.type("visits.decline.reason", "检查内容相互冲突");
  at.app.activate("visits.decline.form.submit");
  at.settle();
  const HttpRequest sent = accounts_test::answer_to(at.network, "/api/v1/joint-visits", 201,
                                                    visit_json({.id = visit_id, .state = "declined"}));
  CHECK(sent.body.ends_with(R"("decision":"declined","reason":"检查内容相互冲突"})"));
  at.settle();
  CHECK(at.says(say(Text::visit_declined_toast)));
}

TEST_CASE("what was agreed on stands in its own list and can be called off") {
  VisitsScene at;
  at.activate(Role::radio, say(Text::visits_agreed));
  serve(at, {{visits_path("agreed"), rows(visit_json({.id = visit_id, .state = "agreed"}))}});
  CHECK(at.with_id("visits.0").name.contains("demo-office"));
  at.app.activate("visits.0.decline");
  at.settle();
  at.type("visits.decline.reason", "没有人手");
  at.app.activate("visits.decline.form.submit");
  at.settle();
  const HttpRequest sent =
      accounts_test::answer_to(at.network, "/api/v1/joint-visits/" + std::string(visit_id) + "/call-off", 200,
                               visit_json({.id = visit_id, .state = "declined"}));
  CHECK(sent.body == R"({"reason":"没有人手"})");
}

TEST_CASE("where somebody decided before, that is told and the list read again") {
  VisitsScene at;
  at.app.activate("visits.0.agree");
  at.settle();
  accounts_test::answer_to(at.network, "/api/v1/joint-visits", 409, accounts_test::problem_json("tasks.visit_gone"));
  at.settle();
  CHECK(at.says(render(Error("tasks.visit_gone"), Language::chinese)));
  serve(at, {{visits_path(), rows("")}});
  CHECK(at.says(say(Text::visits_none)));
}

TEST_CASE("pages of proposals come one after the other, also behind a short one") {
  VisitsScene at(R"({"items":[],"next_cursor":"n"})");
  CHECK_FALSE(at.says(say(Text::visits_none)));
  at.activate(Role::button, say(Text::visits_more));
  serve(at, {{visits_path() + "&cursor=n", some_visits_json()}});
  REQUIRE(at.app.model().visits.list.value);
  CHECK(at.app.model().visits.list.value->size() == 2);
}

TEST_CASE("an empty list of joint visits says so") {
  VisitsScene none(rows(""));
  CHECK(none.says(say(Text::visits_none)));
}

TEST_CASE("joint visits that could not be read say so") {
  Harness failed(Look{}, visits_route);
  sign_in_planner(failed, visitor_grants);
  CHECK(failed.says(say(Text::items_loading)));
  while (!failed.network.accounts.empty()) accounts_test::fail_request(failed.network, "client.offline");
  failed.settle();
  CHECK(failed.says(say(Text::visits_failed)));
}

TEST_CASE("who only looks on sees proposals and decides nothing") {
  VisitsScene at(some_visits_json(), onlooker_grants);
  CHECK(at.with_id("visits.0").name.contains("西华县惠民超市有限公司"));
  CHECK_FALSE(at.says(say(Text::visit_agree)));
}

TEST_CASE("a drawn task leads to the joint visits of its targets, and the tasks to all of them") {
  Harness at(Look{}, "/tasks/" + std::string(task_id));
  sign_in_planner(at, visitor_grants);
  Answers answers = task_answers({.state = "drawn"});
  answers[load_path] = load_json();
  answers[visits_path() + "&task_id=" + std::string(task_id)] = some_visits_json();
  serve(at, answers);
  serve(at, answers);
  at.app.activate("load.visits");
  at.settle();
  CHECK(at.app.model().route == Route{Screen::joint_visits, std::string(task_id)});
  serve(at, answers);
  CHECK(at.app.model().visits.list.value->size() == 2);
  for (const Route& route : {Route{Screen::joint_visits, {}}, Route{Screen::joint_visits, std::string(task_id)}})
    CHECK(route_from(path_of(route)) == route);
  CHECK(parent_of({Screen::joint_visits, std::string(task_id)}) == Route{Screen::task, std::string(task_id)});
  CHECK(parent_of({Screen::joint_visits, {}}) == Route{Screen::tasks, {}});
}

TEST_CASE("an inspector is told who comes along, on the check and on the notice, and keeps it without network") {
  Harness at(Look{}, "/checks/" + std::string(check_id));
  sign_in_inspector(at);
  serve(at, {{checks_path, joint_checks_json()}});
  at.open_storage();
  serve(at, {{checks_path, joint_checks_json()}});
  for (const char* part : {"2026年5月10日 至 2026年5月31日", "与“2026-XF-004 人员密集场所消防抽查”一并上门",
                           "赵卫东（西华县消防救援大队）"}) {
    CAPTURE(part);
    CHECK(at.says(part));
  }
  const std::string warning = "西华县消防救援大队 2026 年对这一户已安排检查 3 次（含本次）";
  CHECK(at.with_id("check.warning.0").name.contains(warning));
  const Check& check = at.app.model().checks.own.value->front();
  const PrintSheet sheet = notice_sheet(Language::chinese, check);
  CHECK(std::ranges::any_of(sheet.facts, [](const auto& fact) { return fact.second.contains("一并上门"); }));
  const auto again = read_checks(checks_json(*at.app.model().checks.own.value));
  REQUIRE(again);
  REQUIRE(again->front().visit);
  // For who goes there, not for who is visited.
  REQUIRE(again->front().warnings.size() == 1);
  CHECK(std::ranges::none_of(sheet.facts, [&](const auto& fact) { return fact.second.contains(warning); }));
  CHECK(again->front().visit->others[0].inspectors[0].name == "赵卫东");
  CHECK(checks_json(*again) == checks_json(*at.app.model().checks.own.value));
}

TEST_CASE("the office sets a department's cap on visits, and takes it away by leaving the number out") {
  VisitsScene at;
  const std::string year = std::to_string(at.app.model().today.year());
  const Answers caps{{caps_path + "?year=" + year, caps_json()}};
  at.app.activate("visits.caps");
  at.settle();
  serve(at, caps);
  const std::string own = "department_caps." + std::string(own_department);
  CHECK(at.with_id(own).name.contains("每户每年 2 次"));
  CHECK(at.says(say(Text::department_cap_none)));
  at.app.activate(own);
  at.settle();
  CHECK(at.says(year + " 年 · 西华县市场监督管理局"));
  at.type("department_caps.visits", "0");
  at.type("department_caps.reason", "改由省局规定");
  at.app.activate("department_caps.form.submit");
  at.settle();
  CHECK(at.says(say(Text::cap_wrong)));
  at.type("department_caps.visits", "");
  at.app.activate("department_caps.form.submit");
  at.settle();
  const HttpRequest sent = accounts_test::answer_to(
      at.network, caps_path + "/" + year + "/" + std::string(own_department), 200, caps_json());
  CHECK(sent.method == Method::put);
  CHECK(sent.body == R"({"visits_max":null,"reason":"改由省局规定"})");
  CHECK(sent.if_match == R"("3")");
  at.settle();
  CHECK(at.says(say(Text::cap_saved)));
}

TEST_CASE("who holds no draws reads the caps and sets none") {
  VisitsScene at(some_visits_json(), onlooker_grants);
  at.app.activate("visits.caps");
  at.settle();
  serve(at, {{caps_path + "?year=" + std::to_string(at.app.model().today.year()), caps_json()}});
  at.app.activate("department_caps." + std::string(own_department));
  at.settle();
  CHECK(at.with_id("department_caps.visits").id.empty());
}

TEST_CASE("a task's counts warn of a department's cap and let it be drawn all the same") {
  Harness at(Look{}, "/tasks/" + std::string(task_id));
  sign_in_planner(at, holder_grants);
  Answers answers = task_answers();
  answers[task_path + "/assessment"] = counts_json("true", "[]", "[]", capped_warning);
  serve(at, answers);
  CHECK(at.says("其中 9 户 2026 年已检查或已安排检查，达到西华县消防救援大队的年度检查频次上限（每户 2 次）。"));
}
