// The register on the screen: how it comes there, and how it is searched, filtered, sorted and walked through.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/client/register_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

/// How many targets of the county a condition leaves.
template <class Condition>
std::size_t count_if(const data_test::County& county, Condition condition) {
  return static_cast<std::size_t>(std::ranges::count_if(county.targets, condition));
}

constexpr Look phone{.surface = {390, 844, 3}};

}  // namespace

TEST_CASE("the register comes by itself when its screen is opened for the first time, with progress, and is listed") {
  RegisterScene scene;
  CHECK(scene.network.last_path == manifest_path);
  CHECK(scene.shows(Role::progressbar, "正在下载名录"));
  CHECK(scene.says("正在询问服务器"));
  scene.serve(2);
  CHECK(scene.says(" 个对象"));
  CHECK(scene.shows(Role::button, "取消"));
  scene.serve();
  CHECK(scene.says("共 300 个"));
  REQUIRE(scene.rows().size() > 5);
  CHECK(scene.all(Role::listitem).at(0).set_size == 300);
  CHECK_FALSE(scene.shows(Role::progressbar, "正在下载名录"));
}

TEST_CASE("other screens don't download anything") {
  RegisterScene scene({}, "/settings");
  CHECK(scene.network.requests == 0);
  scene.open("/targets");
  CHECK(scene.network.requests == 1);
}

TEST_CASE("a download can be cancelled and taken up again where it was") {
  RegisterScene scene;
  scene.serve(2);
  scene.activate(Role::button, "取消");
  CHECK(scene.says("下载已取消"));
  CHECK_FALSE(scene.network.last);
  scene.activate(Role::button, "继续下载");
  // Not the manifest: what has come is kept.
  CHECK(scene.network.last_path.starts_with(part_path(scene.snapshot.id, 1).substr(0, 40)));
  scene.serve();
  CHECK(scene.says("共 300 个"));
}

TEST_CASE("without a network it says so, tries again by itself, and at once when the network returns") {
  RegisterScene scene;
  scene.refuse();
  CHECK(scene.says("会自动再试"));
  CHECK_FALSE(scene.network.last);
  SUBCASE("by itself") {
    scene.frame(120'000);
    scene.settle();
  }
  SUBCASE("the network returns") {
    scene.app.network_returned();
    scene.settle();
  }
  SUBCASE("the user") { scene.activate(Role::button, "现在重试"); }
  REQUIRE(scene.network.last);
  scene.serve();
  CHECK(scene.says("共 300 个"));
}

TEST_CASE("a newer register arrives while the old one is in use") {
  RegisterScene scene;
  scene.serve();
  const std::string before = scene.rows().front();
  CHECK(scene.with_id("targets.age").name.starts_with("名录截至 "));
  scene.activate(Role::button, "更多操作");
  scene.activate(Role::menuitem, "更新名录");
  CHECK(scene.shows(Role::progressbar, "正在更新名录"));
  CHECK(scene.rows().front() == before);
  SUBCASE("it is another one") {
    scene.county = data_test::make_county(200, 2);
    scene.snapshot = data_test::make_snapshot(scene.county, 100);
    scene.serve();
    CHECK(scene.says("共 200 个"));
    CHECK(scene.says("名录已更新"));
  }
  SUBCASE("there is nothing newer") {
    scene.serve();
    CHECK(scene.says("名录已是最新"));
    CHECK(scene.rows().front() == before);
  }
  SUBCASE("it fails: the old one stays, and the failure can be closed") {
    scene.network.last(HttpAnswer{.status = 200, .body = "<html>"});
    scene.network.last = {};
    scene.settle();
    CHECK(scene.says("名录没有更新成功"));
    CHECK(scene.rows().front() == before);
  }
}

TEST_CASE("a list is searched as one types: two characters, a part of the code, pinyin; and cleared again") {
  RegisterScene scene;
  scene.serve();
  const Target& target = scene.some_target();
  std::string query;
  SUBCASE("characters") { query = target.name.substr(target.name.size() - 6); }
  SUBCASE("code") {
    REQUIRE(target.credit_code);
    query = target.credit_code->substr(8);
  }
  scene.type("targets.search", query);
  const auto rows = scene.rows();
  REQUIRE_FALSE(rows.empty());
  CHECK(scene.says("找到 "));
  CHECK(std::ranges::any_of(rows, [&](const std::string& row) { return row.starts_with(target.name); }));
  scene.activate(Role::button, "清空搜索");
  CHECK(scene.says("共 300 个"));
}

TEST_CASE("a search without a hit says what to try, and leads back") {
  RegisterScene scene;
  scene.serve();
  scene.type("targets.search", "没有这样的名字");
  CHECK(scene.says("没有符合条件的检查对象"));
  CHECK(scene.rows().empty());
  scene.activate(Role::button, "清除条件");
  CHECK(scene.says("共 300 个"));
  CHECK(scene.app.fields().at(0).value.empty());
}

TEST_CASE("filters show how many targets each value leaves, and each can be taken off again") {
  RegisterScene scene;
  scene.serve();
  const std::size_t shops =
      count_if(scene.county, [](const Target& target) { return target.kind == TargetKind::self_employed; });
  scene.activate(Role::button, "筛选");
  scene.activate(Role::checkbox, "个体工商户 " + std::to_string(shops));
  CHECK(scene.says("查看 " + std::to_string(shops) + " 个"));
  scene.activate(Role::button, "查看 " + std::to_string(shops) + " 个");
  CHECK(scene.says("找到 " + std::to_string(shops) + " 个"));
  CHECK(scene.shows(Role::button, "筛选 · 1"));
  for (const std::string& row : scene.rows()) CHECK(row.find("个体工商户") != std::string::npos);
  scene.activate(Role::button, "去掉筛选：个体工商户");
  CHECK(scene.says("共 300 个"));
}

TEST_CASE("long facets unfold, and say folded what is chosen in them") {
  RegisterScene scene;
  scene.serve();
  scene.activate(Role::button, "筛选");
  const Node folded = scene.named(Role::button, "乡镇（街道）");
  CHECK(folded.expanded == false);
  CHECK(folded.description == "全部");
  scene.activate(Role::button, "乡镇（街道）");
  const auto towns = scene.all(Role::checkbox);
  const auto town = std::ranges::find_if(towns, [](const Node& node) { return node.id.starts_with("filters.2."); });
  REQUIRE(town != towns.end());
  scene.app.activate(town->id);
  scene.settle();
  CHECK(scene.named(Role::button, "乡镇（街道）").description != "全部");
  scene.app.activate("filters.clear");
  scene.settle();
  CHECK(scene.named(Role::button, "乡镇（街道）").description == "全部");
}

TEST_CASE("a list is sorted by what is chosen, and by relevance only while something is searched for") {
  RegisterScene scene;
  scene.serve();
  const auto by_name = scene.rows();
  scene.activate(Role::button, "排序");
  CHECK(scene.named(Role::menuitemradio, "最相关在前").id.empty());
  scene.activate(Role::menuitemradio, "新成立在前");
  CHECK(scene.rows() != by_name);
  scene.type("targets.search", "超市");
  scene.activate(Role::button, "排序");
  CHECK_FALSE(scene.named(Role::menuitemradio, "最相关在前").id.empty());
  scene.activate(Role::menuitemradio, "最相关在前");
  scene.activate(Role::button, "清空搜索");
  CHECK(scene.rows() == by_name);
}

TEST_CASE("another list begins at its top; coming back from a target finds the place again") {
  RegisterScene scene(phone);
  scene.serve();
  scene.app.wheel({200, 600}, 3000);
  scene.settle();
  const auto place = scene.rows();
  scene.open_row(place.at(place.size() / 2));
  CHECK(scene.rows().empty());
  scene.open("/targets");
  CHECK(scene.rows() == place);
  scene.type("targets.search", "西华");
  CHECK(scene.all(Role::listitem).at(0).position == 1);
}

TEST_CASE("on a wide screen list and page stand side by side, on a narrow one each alone with a way back") {
  RegisterScene wide;
  wide.serve();
  CHECK(wide.says("从左边选一个检查对象"));
  const std::string name = wide.rows().at(3);
  wide.open_row(name);
  CHECK(wide.rows().size() > 5);
  CHECK(wide.with_id(wide.row_id(name)).current);
  CHECK_FALSE(wide.with_id("target.title").id.empty());
  CHECK_FALSE(wide.shows(Role::button, "返回"));
  // Only one of them is the main part of the page.
  CHECK(wide.all(Role::main).size() == 1);
}

TEST_CASE("rows say what stands in them") {
  RegisterScene scene;
  scene.serve();
  const Target& target = scene.some_target();
  scene.type("targets.search", target.credit_code.value_or(target.name));
  const Node row = scene.with_id(scene.row_id(target.name));
  CHECK(row.description == target.credit_code.value_or(""));
  CHECK(row.role == Role::link);
}

TEST_CASE("a register without targets says so") {
  RegisterScene scene;
  scene.county = {};
  scene.snapshot = data_test::make_snapshot(scene.county, 100);
  scene.serve();
  CHECK(scene.says("名录里还没有检查对象"));
}

TEST_CASE("another tab takes the data and gives them back: list, search and page are as they were") {
  RegisterScene scene;
  scene.serve();
  scene.type("targets.search", "超市");
  const auto rows = scene.rows();
  scene.open_row(rows.at(0));
  scene.give_away();
  CHECK(scene.rows().empty());
  CHECK(scene.says("本机数据已转到另一个标签页"));
  scene.take_over();
  CHECK(scene.rows() == rows);
  CHECK(scene.app.fields().at(0).value == "超市");
  CHECK_FALSE(scene.with_id("target.title").id.empty());
}

TEST_CASE("language, theme and size of text come from the database of the device") {
  std::unique_ptr<SimulatedDisk> disk;
  {
    RegisterScene scene({}, "/settings");
    scene.activate(Role::radio, text(Text::language_english, Language::chinese));
    scene.give_away();
    CHECK(scene.shell.preferences.language == Language::english);
    disk = std::move(scene.disk);
  }
  // A shell that has forgotten.
  RegisterScene fresh({}, "/settings");
  fresh.give_away();
  fresh.disk = std::move(disk);
  fresh.take_over();
  CHECK(fresh.shell.preferences.language == Language::english);
  CHECK(fresh.app.model().preferences.language == Language::english);
}
