// A text field in the app: what it takes of what was written in the browser's element over it, and what it tells that
// element. The element itself is tested in tests/browser/text.test.mjs.
#include "client/app/ui/text_field.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/client/register_scene.h"
#include "tests/client/ui_scene.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

/// Two fields, one above the other, and what came of them in the last frame that something came of.
struct Fields {
  Fields() {
    scene.draw = [this](Ui& ui) {
      const FieldOutcome outcome = text_field(ui, name, {20, 20, 300, 48}, name_value);
      changed += outcome.changed ? 1 : 0;
      entered += outcome.entered ? 1 : 0;
      left += outcome.left ? 1 : 0;
      text_field(ui, phone, {20, 100, 300, 48}, phone_value);
    };
    scene.settle();
  }
  void write(TextEdit edit) {
    scene.ui.edits.push_back(std::move(edit));
    scene.settle();
  }
  const EditableField& told(std::string_view id) const {
    const auto found = std::ranges::find(scene.ui.fields, id, &EditableField::id);
    REQUIRE(found != scene.ui.fields.end());
    return *found;
  }
  std::string message() const { return scene.ui.toast ? scene.ui.toast->text : std::string(); }

  FieldOptions name{.id = "name", .label = "名称", .characters_max = 4};
  FieldOptions phone{.id = "phone", .label = "电话", .kind = FieldKind::phone, .enter = EnterKey::next};
  std::string name_value, phone_value;
  int changed = 0, entered = 0, left = 0;
  UiScene scene;
};

}  // namespace

TEST_CASE("what was written reaches the field that it was written in, and no other") {
  Fields at;
  at.write({.id = "name", .text = "超市", .revision = 1});
  CHECK(at.name_value == "超市");
  CHECK(at.phone_value.empty());
  CHECK(at.changed == 1);
  at.write({.id = "gone", .text = "丢", .revision = 1});
  CHECK(at.scene.ui.edits.empty());
  CHECK(at.name_value == "超市");
}

TEST_CASE("a field keeps its limit in whole characters, whatever the browser sends") {
  Fields at;
  at.write({.id = "name", .text = "一二𰻞𰻞𰻞", .revision = 1});
  CHECK(at.name_value == "一二𰻞𰻞");
  CHECK(at.told("name").value == "一二𰻞𰻞");
  CHECK(at.told("name").characters_max == 4);
}

TEST_CASE("characters that found no room are told, and typing on keeps one message in its place") {
  Fields at;
  at.write({.id = "name", .text = "一二三四", .revision = 1});
  CHECK(at.message().empty());
  at.write({.id = "name", .text = "一二三四", .revision = 1, .refused = 1'200});
  CHECK(at.message() == "最多 4 个字，多出的 1,200 个字没有放进去");
  at.scene.ui.toast->until_ms = 1;
  // The focus goes in the same frame: it refuses nothing, and takes nothing back.
  at.scene.ui.edits.push_back({.id = "name", .text = "一二三四", .revision = 1, .refused = 1});
  at.write({.id = "name", .text = "一二三四", .left = true, .revision = 1});
  CHECK(at.message() == "最多 4 个字，多出的 1 个字没有放进去");
  CHECK(at.scene.ui.toast->until_ms == 0);
}

TEST_CASE("the element hears up to which edit the value goes, so that an echo overwrites nothing") {
  Fields at;
  CHECK(at.told("name").revision == 0);
  at.scene.ui.edits.push_back({.id = "name", .text = "超", .revision = 1});
  at.write({.id = "name", .text = "超市", .revision = 2});
  CHECK(at.told("name").revision == 2);
  CHECK(at.told("phone").revision == 0);
  at.name_value.clear();  // a button that clears
  at.scene.settle();
  CHECK(at.told("name").value.empty());
  CHECK(at.told("name").revision == 2);
}

TEST_CASE("what was written in one text does not come into the next one in the same field") {
  Fields at;
  at.write({.id = "name", .text = "甲店", .revision = 1});
  at.name.subject = 7;
  at.name_value = "乙店";
  at.scene.settle();
  CHECK(at.told("name").subject == 7);
  at.write({.id = "name", .text = "甲店的", .entered = true, .revision = 2, .subject = 0});
  CHECK(at.name_value == "乙店");
  CHECK(at.entered == 0);
  CHECK(at.told("name").revision == 1);
  at.write({.id = "name", .text = "乙店的", .entered = true, .revision = 2, .subject = 7});
  CHECK(at.name_value == "乙店的");
  CHECK(at.entered == 1);
}

TEST_CASE("while the element has the focus the app draws no text of its own, and takes over when the focus goes on") {
  Fields at;
  at.name_value = "超市";
  std::vector<DrawnText> drawn;
  at.scene.ui.text_log = &drawn;
  const auto shows = [&] {
    at.scene.settle();
    return std::ranges::find(drawn, "超市", &DrawnText::text) != drawn.end();
  };
  CHECK(shows());
  at.scene.focus("name");
  CHECK_FALSE(shows());
  CHECK(at.told("name").focused);
  at.scene.focus("phone");
  CHECK(shows());
  CHECK_FALSE(at.told("name").focused);
  CHECK(at.told("phone").focused);
  at.scene.ui.text_log = nullptr;
}

TEST_CASE("a field tells what it is for: its kind, its Enter key, its limit and its place") {
  Fields at;
  const EditableField& phone = at.told("phone");
  CHECK(phone.kind == FieldKind::phone);
  CHECK(phone.enter == EnterKey::next);
  CHECK(phone.rect.y == 100);
  // Below 16 px iOS zooms in.
  CHECK(phone.size_px >= 16);
  CHECK(at.scene.node("phone").role == Role::textbox);
  CHECK(at.scene.node("phone").name == "电话");
}

TEST_CASE("a field of many lines grows with its text between its bounds, the line of the caret counted") {
  UiScene scene;
  const float one = multiline_height(scene.ui, "一", 400, 1, 4);
  CHECK(multiline_height(scene.ui, "", 400, 1, 4) == one);
  CHECK(multiline_height(scene.ui, "一\n", 400, 1, 4) == one + line_height(type_px::body));
  CHECK(multiline_height(scene.ui, "一\n二\n三\n四\n五\n六", 400, 1, 4) == one + 3 * line_height(type_px::body));
  CHECK(multiline_height(scene.ui, "一", 400, 3, 4) == one + 2 * line_height(type_px::body));
}

TEST_CASE("what was written just before the browser went elsewhere is kept where it was written") {
  RegisterScene scene;
  scene.serve();
  const auto path = [&](std::size_t i) { return "/targets/" + scene.county.targets.at(i).id.uuid.text(); };
  scene.open(path(0));
  const auto field = [&] { return *std::ranges::find(scene.app.fields(), "note.text", &EditableField::id); };
  // Both before a frame is drawn, as a key and the browser's back can come.
  scene.app.edit({.id = "note.text", .text = "后厨整洁", .revision = 1, .subject = field().subject});
  scene.app.open_route(path(1));
  scene.settle();
  CHECK(scene.with_id("target.title").name == scene.county.targets.at(1).name);
  CHECK(field().value.empty());
  scene.open(path(0));
  CHECK(field().value == "后厨整洁");
}

TEST_CASE("another target, another note and a saved one are each another text, with an undo of its own") {
  RegisterScene scene;
  scene.serve();
  const auto path = [&](std::size_t i) { return "/targets/" + scene.county.targets.at(i).id.uuid.text(); };
  const auto subject = [&] { return std::ranges::find(scene.app.fields(), "note.text", &EditableField::id)->subject; };
  scene.open(path(0));
  const unsigned first = subject();
  scene.type("note.text", "一");
  CHECK(subject() == first);
  scene.activate(Role::button, text(Text::note_save, Language::chinese));
  const unsigned after_saving = subject();
  CHECK(after_saving != first);
  scene.open(path(1));
  const unsigned of_another = subject();
  CHECK(of_another != after_saving);
  scene.open(path(0));
  CHECK(subject() != of_another);
}
