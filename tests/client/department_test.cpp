// Making, changing and ending a department on the client: what is sent, and what becomes of what was typed.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/client/account_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::accounts_test;

namespace {

constexpr std::string_view id = "0197f000-0000-7000-8000-0000000000d1";
const std::string page = "/departments/" + std::string(id);

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

std::string department_json(std::string_view name = "西华县消防救援大队", int revision = 3) {
  return R"({"id":")" + std::string(id) + R"(","code":"XF","name":")" + std::string(name) +
         R"(","short_name":"消防","kind":"bureau","sort_order":12,"phone":"0394-1","revision":)" +
         std::to_string(revision) +
         R"(,"valid_from":"2026-01-05","recorded_at":1779990000000,"recorded_by":"demo-office","reason":"更正"})";
}

struct DepartmentScene : Harness {
  explicit DepartmentScene(std::string_view path, std::string_view grants = R"("departments_write":"all")")
      : Harness(Look{}, path) {
    reply(200, session_json({}, grants));
  }
  HttpRequest reply(int status, std::string body = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body));
    settle();
    return sent;
  }
  void press(Text label) { activate(Role::button, say(label)); }
  std::string value(std::string_view field) const {
    const auto found = std::ranges::find(app.fields(), field, &EditableField::id);
    return found == app.fields().end() ? "(no such field)" : found->value;
  }
};

/// `count` departments; the first is the one of `id`.
std::string list_json(int count = 1) {
  const std::string rest =
      R"(","code":"XF","name":"西华县消防救援大队","short_name":"消防","kind":"bureau","inspector_count":0,"target_count":0})";
  std::string rows = R"({"id":")" + std::string(id) + rest;
  for (int i = 1; i < count; ++i)
    rows += R"(,{"id":"0197f000-0000-7000-8000-0000000001)" + std::to_string(10 + i) + rest;
  return R"({"items":[)" + rows + R"(],"next_cursor":null})";
}

}  // namespace

TEST_CASE("departments: who may keep them opens one from the list, everybody else only reads") {
  DepartmentScene keeper("/departments");
  keeper.answer(list_json());
  CHECK(keeper.shows(Role::button, say(Text::department_new_title)));
  const auto rows = keeper.all(Role::link);
  const auto row = std::ranges::find_if(rows, [](const Node& node) { return node.id.starts_with("departments."); });
  REQUIRE(row != rows.end());
  keeper.app.activate(row->id);
  keeper.settle();
  CHECK(keeper.reply(200, department_json()).path == "/api/v1" + page);
  CHECK(keeper.value("department.name") == "西华县消防救援大队");
}

TEST_CASE("a click counts where it was made, though the list is scrolled by wheel or key at once") {
  for (const bool by_key : {false, true}) {
    DepartmentScene at("/departments");
    at.resize({834, 600, 1});
    at.answer(list_json(20));
    const Rect row = at.all(Role::listitem).at(0).rect;
    for (const auto phase : {gesture::Phase::move, gesture::Phase::down, gesture::Phase::up})
      at.mouse(phase, {row.x + 100, row.y + row.height / 2});
    if (by_key)
      at.app.key("PageDown", false);
    else
      at.app.wheel({400, 400}, 300);
    at.settle();
    CHECK(at.shell.route == page);
  }
}

TEST_CASE("departments: without the right there is neither a way to make one nor to open one") {
  DepartmentScene reader("/departments", R"("registers_read":"own")");
  reader.answer(list_json());
  CHECK_FALSE(reader.shows(Role::button, say(Text::department_new_title)));
  CHECK(reader.all(Role::listitem).size() == 1);
  reader.open(page);
  CHECK(reader.says(say(Text::gate_not_allowed_title)));
}

TEST_CASE("departments: nothing is sent while something is missing; a new one is sent once and the list read again") {
  DepartmentScene at("/departments/new");
  at.answer(list_json());
  CHECK(at.value("department.order") == "2");
  CHECK(at.value("department.reason") == "新设部门");
  at.press(Text::department_make);
  CHECK(at.network.accounts.empty());
  CHECK(at.says(say(Text::department_field_missing)));
  at.type("department.name", "西华县市场监督管理局");
  at.type("department.short_name", "县市监局");
  at.type("department.code", "SCJG");
  at.type("department.order", "x");
  at.app.activate("department.kind");
  at.settle();
  at.activate(Role::radio, say(Text::kind_joint_meeting_office));
  at.press(Text::department_make);
  CHECK(at.network.accounts.empty());
  CHECK(at.says(say(Text::department_order_wrong)));
  at.type("department.order", "1");
  at.press(Text::department_make);
  at.app.activate("new_department.submit");
  at.settle();
  REQUIRE(at.network.accounts.size() == 1);
  const HttpRequest sent = at.reply(201, department_json("西华县市场监督管理局", 1));
  CHECK(sent.path == "/api/v1/departments");
  CHECK(sent.body ==
        R"({"code":"SCJG","name":"西华县市场监督管理局","short_name":"县市监局","kind":"joint_meeting_office",)"
        R"("sort_order":1,"reason":"新设部门"})");
  CHECK(at.app.model().route.screen == Screen::departments);
  CHECK(at.network.last_path.starts_with("/api/v1/departments?"));
  CHECK(at.with_id("toast.text").name == say(Text::department_saved));
}

TEST_CASE("departments: what the server refuses is told, and what was typed stays") {
  DepartmentScene at("/departments/new");
  at.answer(list_json());
  for (const char* field : {"name", "short_name", "code"}) at.type("department." + std::string(field), "重名");
  at.app.activate("department.kind");
  at.settle();
  at.activate(Role::radio, say(Text::kind_bureau));
  at.press(Text::department_make);
  at.reply(409, problem_json("registry.department_name_taken", R"("name":"重名")"));
  CHECK(at.says("已有部门“重名”"));
  at.press(Text::department_make);
  fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.says(render(Error("client.offline"), Language::chinese)));
  CHECK(at.value("department.name") == "重名");
}

TEST_CASE("departments: a change names its revision, and somebody else's change meanwhile stands beside one's own") {
  DepartmentScene at(page);
  at.reply(200, department_json());
  at.type("department.phone", "0394-2");
  at.type("department.reason", "换号");
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(412, problem_json("registry.changed_meanwhile"));
  CHECK(sent.method == Method::put);
  CHECK(sent.if_match == "\"3\"");
  at.reply(200, department_json("西华县消防救援局", 4));
  CHECK(at.says("现在是“西华县消防救援局”，您输入的是“西华县消防救援大队”"));
  CHECK(at.value("department.phone") == "0394-2");
  SUBCASE("mine") {
    at.press(Text::conflict_keep_mine);
    at.press(Text::save_word);
    const HttpRequest again = at.reply(200, department_json("西华县消防救援大队", 5));
    CHECK(again.if_match == "\"4\"");
    CHECK(again.body.contains("0394-2"));
    CHECK(at.with_id("toast.text").name == say(Text::department_saved));
  }
  SUBCASE("theirs") {
    at.press(Text::conflict_take_theirs);
    CHECK(at.value("department.name") == "西华县消防救援局");
    CHECK(at.network.accounts.empty());
  }
}

TEST_CASE(
    "departments: what was refused for want of a session is typed still after signing in again, and not told as "
    "saved") {
  DepartmentScene at(page);
  at.reply(200, department_json());
  at.type("department.phone", "0394-2");
  at.type("department.reason", "换号");
  at.press(Text::save_word);
  at.reply(401, problem_json("account.session_ended"));
  at.open("/sign-in");
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "the password", true);
  at.reply(200, session_json({}, R"("departments_write":"all")"));
  at.open(page);
  while (!at.network.accounts.empty()) at.reply(200, department_json());
  CHECK(at.value("department.phone") == "0394-2");
  CHECK_FALSE(at.says(say(Text::department_saved)));
  at.press(Text::save_word);
  CHECK(at.reply(200, department_json("西华县消防救援大队", 4)).body.contains("0394-2"));
  CHECK(at.says(say(Text::department_saved)));
}

TEST_CASE("departments: what is wrong further up comes into view, and so does a conflict") {
  DepartmentScene at(page);
  at.reply(200, department_json());
  at.resize({390, 500, 2});
  const auto is_seen = [&](std::string_view widget) {
    const Node node = at.with_id(widget);
    REQUIRE_FALSE(node.id.empty());
    return node.rect.y >= 0 && node.rect.bottom() <= 500;
  };
  const auto press_save_at_the_end = [&] {
    // As a finger does, who has scrolled there.
    at.app.focus("department.submit", true);
    at.settle();
    REQUIRE(is_seen("department.submit"));
    at.press(Text::save_word);
  };
  at.type("department.name", "");
  at.type("department.reason", "换号");
  press_save_at_the_end();
  CHECK(is_seen("department.name"));
  CHECK(is_seen("department.name.error"));
  CHECK(at.app.ui().focused_id == "department.name");
  at.type("department.name", "西华县消防救援大队");
  at.type("department.phone", "0394-2");
  press_save_at_the_end();
  at.reply(412, problem_json("registry.changed_meanwhile"));
  CHECK_FALSE(is_seen("department.name"));
  at.reply(200, department_json("西华县消防救援局", 4));
  CHECK(is_seen("department.conflict"));
}

TEST_CASE("departments: one ends after a question; one in use stays, and says why") {
  DepartmentScene at(page);
  at.reply(200, department_json());
  at.app.activate("department.end");
  at.settle();
  REQUIRE(at.all(Role::dialog).size() == 1);
  at.app.activate("department.end.question.confirm");
  at.settle();
  SUBCASE("ended") {
    const HttpRequest sent = at.reply(200, "{}");
    CHECK(sent.path == "/api/v1" + page + "/end");
    CHECK(sent.if_match == "\"3\"");
    CHECK(sent.body == R"({"reason":"机构撤并"})");
    CHECK(at.app.model().route.screen == Screen::departments);
  }
  SUBCASE("in use") {
    at.reply(409, problem_json("registry.department_in_use", R"("targets":3,"inspectors":0,"users":1)"));
    CHECK(at.app.model().route.screen == Screen::department);
    CHECK_FALSE(at.with_id("department.end.error").name.empty());
  }
}
