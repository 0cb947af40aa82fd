// A target's page: what the register says, and notes that are written, mended, withdrawn and never lost.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/screens/target_facts.h"
#include "tests/client/register_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

constexpr std::string_view field = "note.text";

std::string path_of_target(const Target& target) { return path_of({Screen::target, target.id.uuid.text()}); }

/// The page of the county's first target, with the register on the device.
struct PageScene : RegisterScene {
  explicit PageScene(const Look& look = {}) : RegisterScene(look) {
    serve();
    open(path_of_target(some_target()));
  }
  std::vector<std::string> notes() const {
    std::vector<std::string> texts;
    for (const Node& node : all(Role::text))
      if (node.id.starts_with("note.") && node.id.ends_with(".text")) texts.push_back(node.name);
    return texts;
  }
  void write(std::string text) {
    type(field, std::move(text));
    activate(Role::button, "保存记录");
  }
  std::string field_value() const {
    for (const EditableField& editable : app.fields())
      if (editable.id == field) return editable.value;
    FAIL("there is no field for a note");
    return {};
  }
  void choose(std::string_view action) {
    activate(Role::button, "这条记录的操作");
    activate(Role::menuitem, action);
  }
  /// As the end of a process does, and a new one on the same disk.
  void restart() {
    give_away();
    take_over();
  }
};

Licence licence_until(const char* day) {
  Licence licence;
  licence.expires_on = CivilDate::parse(day);
  return licence;
}

}  // namespace

TEST_CASE("a page shows all that the register has of a target, and its code can be copied") {
  PageScene scene;
  const Target& target = scene.some_target();
  CHECK(scene.with_id("target.title").name == target.name);
  REQUIRE(target.credit_code);
  CHECK(scene.with_id("target.code").name == "统一社会信用代码 " + *target.credit_code);
  for (const auto& text : {target.address, target.legal_person, target.form, target.contact_phone})
    if (text) CHECK(scene.says(*text));
  for (const Licence& licence : target.licences) CHECK(scene.says(licence.number));
  scene.activate(Role::button, "复制代码");
  CHECK(scene.shell.copied == *target.credit_code);
  scene.app.copied(true);
  scene.settle();
  CHECK(scene.says("已复制 " + *target.credit_code));
}

TEST_CASE("products and projects have no code, and lead to whom they belong to") {
  PageScene scene;
  const auto product =
      std::ranges::find_if(scene.county.targets, [](const Target& target) { return target.holder_id.has_value(); });
  REQUIRE(product != scene.county.targets.end());
  scene.open(path_of_target(*product));
  CHECK(scene.with_id("target.title").name == product->name);
  CHECK(scene.with_id("target.code").id.empty());
  CHECK(scene.with_id("target.copy").id.empty());
  const auto holder = std::ranges::find(scene.county.targets, *product->holder_id, &Target::id);
  REQUIRE(holder != scene.county.targets.end());
  scene.app.activate("target.holder");
  scene.settle();
  CHECK(scene.with_id("target.title").name == holder->name);
  CHECK(scene.shell.route == path_of_target(*holder));
}

TEST_CASE("a licence counts as valid on its last day, and warns before it") {
  const CivilDate today = *CivilDate::parse("2026-05-06");
  CHECK(state_of(Licence{}, today) == LicenceState::endless);
  CHECK(state_of(licence_until("2026-05-05"), today) == LicenceState::expired);
  CHECK(state_of(licence_until("2026-05-06"), today) == LicenceState::expires_soon);
  CHECK(state_of(licence_until("2026-07-04"), today) == LicenceState::expires_soon);
  CHECK(state_of(licence_until("2026-07-05"), today) == LicenceState::valid);
}

TEST_CASE("a link to a target that is not in the register says so, and shows its notes all the same") {
  PageScene scene;
  scene.open("/targets/0197f000-0000-7000-8000-000000000000");
  CHECK(scene.says("名录里没有这个检查对象"));
  scene.write("路过看到已关门");
  CHECK(scene.notes() == std::vector<std::string>{"路过看到已关门"});
}

TEST_CASE("without a register notes can be written all the same") {
  RegisterScene scene({}, "/targets/0197f000-0000-7000-8000-000000000000");
  CHECK(scene.says("还没有名录"));
  scene.type(field, "先记下来");
  scene.activate(Role::button, "保存记录");
  CHECK(scene.says("先记下来"));
}

TEST_CASE("a note stands in the list at once, the newest first, with where it is kept") {
  PageScene scene;
  scene.write("后厨地面有积水");
  CHECK(scene.says("记录已保存在本机"));
  CHECK(scene.field_value().empty());
  scene.write("已整改\n复查合格，招牌“𰻞𰻞面”");
  CHECK(scene.notes() == std::vector<std::string>{"已整改\n复查合格，招牌“𰻞𰻞面”", "后厨地面有积水"});
  CHECK(scene.says("今天"));
  CHECK(scene.says("已保存在本机"));
  CHECK(scene.shows(Role::heading, "记录（2）"));
  scene.restart();
  CHECK(scene.notes() == std::vector<std::string>{"已整改\n复查合格，招牌“𰻞𰻞面”", "后厨地面有积水"});
}

TEST_CASE("Ctrl and Enter save, and nothing but blanks can't be saved") {
  PageScene scene;
  CHECK(scene.named(Role::button, "保存记录").disabled);
  scene.type(field, " \n ");
  CHECK(scene.named(Role::button, "保存记录").disabled);
  scene.type(field, "有效", true);
  CHECK(scene.notes() == std::vector<std::string>{"有效"});
}

TEST_CASE("the row of a target tells how many notes it has") {
  PageScene scene;
  scene.write("一");
  scene.write("二");
  scene.type("targets.search", *scene.some_target().credit_code);
  CHECK(scene.rows().at(0).ends_with("2 条记录"));
}

TEST_CASE("a note that was saved just now can be taken back: its text returns to the field") {
  PageScene scene;
  scene.write("写错了人");
  scene.activate(Role::button, "撤销");
  CHECK(scene.field_value() == "写错了人");
  CHECK(scene.says("已撤回：刚保存就撤销"));
  CHECK(scene.shows(Role::heading, "记录"));
}

TEST_CASE("what is being typed survives the end of the process, and each target has its own") {
  PageScene scene;
  scene.type(field, "写到一半");
  const Target& other = scene.county.targets.at(1);
  SUBCASE("killed a moment later") {
    scene.frame(300);
    scene.restart();
  }
  SUBCASE("another page in between") {
    scene.open(path_of_target(other));
    CHECK(scene.field_value().empty());
    scene.type(field, "另一个");
    scene.open(path_of_target(scene.some_target()));
  }
  SUBCASE("another screen in between") {
    scene.open("/settings");
    scene.open(path_of_target(scene.some_target()));
  }
  CHECK(scene.field_value() == "写到一半");
  scene.activate(Role::button, "保存记录");
  CHECK(scene.notes() == std::vector<std::string>{"写到一半"});
  scene.restart();
  CHECK(scene.field_value().empty());
}

TEST_CASE("the menu of a note opens under a mouse, a finger and a screen reader") {
  PageScene scene({{834, 1194, 1}});
  scene.write("门口有积水");
  scene.click(Role::button, "这条记录的操作");
  CHECK(scene.shows(Role::menuitem, "修改"));
  scene.app.key("Escape", false);
  scene.settle();
  CHECK_FALSE(scene.shows(Role::menuitem, "修改"));
  // The first tap after a layer counts, and so does the first click.
  scene.tap(Role::button, "这条记录的操作");
  CHECK(scene.shows(Role::menuitem, "修改"));
  scene.app.key("Escape", false);
  scene.settle();
  for (const gesture::Phase phase : {gesture::Phase::move, gesture::Phase::down, gesture::Phase::up})
    scene.mouse(phase, scene.middle_of(Role::button, "这条记录的操作"));
  scene.settle();
  CHECK(scene.shows(Role::menuitem, "修改"));
}

TEST_CASE("a note is mended, and its history keeps what stood there") {
  PageScene scene;
  scene.write("面积 20 平米");
  scene.type(field, "新的一条写到一半");
  scene.choose("修改");
  CHECK(scene.field_value() == "面积 20 平米");
  scene.type(field, "面积 120 平米");
  scene.activate(Role::button, "保存修改");
  CHECK(scene.notes() == std::vector<std::string>{"面积 120 平米"});
  CHECK(scene.says("改于"));
  // What was begun before is still there.
  CHECK(scene.field_value() == "新的一条写到一半");
  scene.choose("修改历史");
  CHECK(scene.says("面积 20 平米"));
  scene.choose("收起历史");
  CHECK_FALSE(scene.says("面积 20 平米"));
}

TEST_CASE("a change that was begun is kept, and can be dropped") {
  PageScene scene;
  scene.write("原文");
  scene.choose("修改");
  scene.type(field, "改到一半");
  scene.frame(300);
  scene.restart();
  CHECK(scene.field_value().empty());
  CHECK(scene.says("这条记录有没保存的修改"));
  scene.activate(Role::button, "继续修改");
  CHECK(scene.field_value() == "改到一半");
  scene.activate(Role::button, "放弃修改");
  CHECK(scene.notes() == std::vector<std::string>{"原文"});
  CHECK_FALSE(scene.says("这条记录有没保存的修改"));
}

TEST_CASE("a note is withdrawn with a reason, and stays readable") {
  PageScene scene;
  scene.write("记错了");
  scene.choose("撤回");
  CHECK(scene.named(Role::button, "撤回").disabled);
  scene.activate(Role::radio, "记到了别的对象上");
  scene.activate(Role::button, "撤回");
  CHECK(scene.says("已撤回：记到了别的对象上"));
  CHECK(scene.notes() == std::vector<std::string>{"记错了"});
  CHECK(scene.shows(Role::heading, "记录"));
}

TEST_CASE("of many notes the newest few are shown first, then all") {
  PageScene scene;
  for (int i = 1; i <= 5; ++i) scene.write("第" + std::to_string(i) + "条");
  CHECK(scene.notes().size() == 3);
  scene.activate(Role::button, "显示全部 5 条");
  CHECK(scene.notes().size() == 5);
  CHECK(scene.notes().front() == "第5条");
}

TEST_CASE("the home screen knows the notes of all targets") {
  PageScene scene;
  scene.write("今天的第一条");
  CHECK(scene.app.model().notes.count == 1);
  REQUIRE(scene.app.model().notes.latest.size() == 1);
  CHECK(scene.app.model().notes.latest[0].text == "今天的第一条");
  CHECK(scene.app.model().notes.not_on_server == 1);
}

TEST_CASE("a full disk loses nothing: the text stays in the field and a sentence says why") {
  PageScene scene;
  scene.type(field, "很重要的一条");
  scene.frame(300);
  scene.disk->set_fault({.kind = BlockFault::full, .for_good = true});
  scene.activate(Role::button, "保存记录");
  CHECK_FALSE(scene.with_id("note.error").id.empty());
  CHECK(scene.field_value() == "很重要的一条");
  CHECK(scene.notes().empty());
  scene.disk->clear_fault();
  scene.activate(Role::button, "保存记录");
  CHECK(scene.notes() == std::vector<std::string>{"很重要的一条"});
  CHECK(scene.with_id("note.error").id.empty());
}
