// The register's screens in every state, with names, addresses and licences as hard on the layout as a county has them.
#include <algorithm>

#include "tests/client/register_scene.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

constexpr std::string_view long_name =
    "周口市西华县红花集镇龙池头村𰻞𰻞面张记逍遥胡辣汤牛肉丸子综合餐饮服务有限责任公司第二分公司";
constexpr std::string_view long_address =
    "河南省周口市西华县红花集镇龙池头村村民委员会东南三百五十米路西（原供销合作社综合门市部院内）二层203至207室";

/// The first target has everything, and much of it.
data_test::County hard_county() {
  data_test::County county = data_test::make_county(300);
  Target& hard = county.targets.at(0);
  hard.name = long_name;
  hard.address = long_address;
  hard.contact_name = "欧阳修竹";
  hard.contact_phone = "13800000000";
  hard.station = "红花集市场监督管理所";
  hard.area = "第三责任区";
  hard.status = TargetStatus::licence_revoked;
  hard.tags.clear();
  for (const Tag& tag : county.tags) hard.tags.push_back(tag.id);
  const auto licence = [&](std::string name, std::string number, const char* last_day) {
    Licence made;
    made.id = {hard.id.uuid};
    made.id.uuid.bytes[15] = static_cast<std::uint8_t>(made.id.uuid.bytes[15] + hard.licences.size() + 1);
    made.name = std::move(name);
    made.number = std::move(number);
    made.authority = "西华县市场监督管理局";
    if (last_day) made.expires_on = CivilDate::parse(last_day);
    hard.licences.push_back(made);
  };
  hard.licences.clear();
  licence("食品经营许可证", "JY24116220012345", "2025-11-30");
  licence("特种设备使用登记证（承压类，压力容器）", "容15豫P00123(26)", "2026-06-20");
  licence("公众聚集场所投入使用、营业前消防安全检查合格证", "西消安检〔2023〕第0123号", nullptr);
  licence("卫生许可证", "豫P卫公字〔2024〕第041162号", "2028-03-01");
  return county;
}

const data_test::County& county() {
  static const data_test::County made = hard_county();
  return made;
}

const data_test::Snapshot& snapshot() {
  static const data_test::Snapshot made = data_test::make_snapshot(county(), 100);
  return made;
}

void with_register(Harness& at) {
  at.open_storage();
  serve(at, snapshot());
}

std::string path_of_target(std::size_t number) {
  return path_of({Screen::target, county().targets.at(number).id.uuid.text()});
}

void say(Harness& at, Role role, Text name) { at.activate(role, text(name, at.app.model().preferences.language)); }

void with_page(Harness& at, std::size_t number = 0) {
  at.open("/targets");
  with_register(at);
  at.open(path_of_target(number));
}

void write(Harness& at, std::string words) {
  at.type("note.text", std::move(words));
  say(at, Role::button, Text::note_save);
}

void with_notes(Harness& at) {
  with_page(at);
  write(at, "后厨地面有积水，灭火器过期，已当场告知，三日内整改。");
  write(at, "复查：积水已清，灭火器已换新。招牌“𰻞𰻞面”无备案字样，㐀姓店主说下周补办。");
  at.clock.advance_ms(26 * 3'600'000);
  write(at, "电话回访，已补办。");
  at.app.activate(at.all(Role::button).empty() ? "" : "toast.close");
  at.settle();
}

void choose_of_newest(Harness& at, Text action) {
  say(at, Role::button, Text::note_actions);
  say(at, Role::menuitem, action);
}

}  // namespace

std::vector<Scene> register_scenes() {
  return {
      {"targets-asking", "/targets", [](Harness& at) { at.open_storage(); }},
      {"targets-downloading", "/targets",
       [](Harness& at) {
         at.open_storage();
         serve(at, snapshot(), 3);
       }},
      {"targets-waiting", "/targets",
       [](Harness& at) {
         at.open_storage();
         at.fail_with("client.offline");
       }},
      {"targets-cancelled", "/targets",
       [](Harness& at) {
         at.open_storage();
         say(at, Role::button, Text::cancel);
       }},
      {"targets", "/targets", with_register},
      {"targets-search", "/targets",
       [](Harness& at) {
         with_register(at);
         at.type("targets.search", "红花集");
       }},
      {"targets-long-name", "/targets",
       [](Harness& at) {
         with_register(at);
         at.type("targets.search", "𰻞𰻞面");
       }},
      {"targets-nothing", "/targets",
       [](Harness& at) {
         with_register(at);
         at.type("targets.search", "没有这样的名字");
       }},
      {"targets-filtered", "/targets",
       [](Harness& at) {
         with_register(at);
         TargetView view = at.app.model().targets.view;
         say(at, Role::button, Text::filter_targets);
         for (const std::string_view id : {"filters.0.0", "filters.0.1", "filters.1.0"}) {
           at.app.activate(id);
           at.settle();
         }
         at.app.activate("filters.show");
         at.settle();
       }},
      {"targets-filters", "/targets",
       [](Harness& at) {
         with_register(at);
         say(at, Role::button, Text::filter_targets);
         say(at, Role::button, Text::facet_township);
       }},
      {"targets-sort", "/targets",
       [](Harness& at) {
         with_register(at);
         say(at, Role::button, Text::sort_targets);
       }},
      {"targets-updating", "/targets",
       [](Harness& at) {
         with_register(at);
         say(at, Role::button, Text::more_actions);
         say(at, Role::menuitem, Text::register_update);
       }},
      {"target", "/targets", [](Harness& at) { with_page(at, 1); }},
      {"target-hard", "/targets", [](Harness& at) { with_page(at); }},
      {"target-notes", "/targets", with_notes},
      {"target-writing", "/targets",
       [](Harness& at) {
         with_page(at, 1);
         at.type("note.text", "检查时营业，证照齐全，公示栏在收银台后面。\n下次带上温度计。");
       }},
      {"target-amending", "/targets",
       [](Harness& at) {
         with_notes(at);
         choose_of_newest(at, Text::note_amend);
       }},
      {"target-history", "/targets",
       [](Harness& at) {
         with_notes(at);
         choose_of_newest(at, Text::note_history);
       }},
      {"target-withdrawing", "/targets",
       [](Harness& at) {
         with_notes(at);
         choose_of_newest(at, Text::note_withdraw);
       }},
      {"target-unknown", "/targets",
       [](Harness& at) {
         with_page(at);
         at.open("/targets/0197f000-0000-7000-8000-000000000000");
       }},
      {"target-no-register", "/targets/0197f000-0000-7000-8000-000000000000", [](Harness& at) { at.open_storage(); }},
  };
}

}  // namespace mingchou::client
