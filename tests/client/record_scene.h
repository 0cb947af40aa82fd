// The app with a register on its device, signed in as the administrator of a department, and a server that answers
// about one of its targets: for tests of what supervisors do with targets.
#pragma once

#include <string>
#include <string_view>

#include "client/app/records/records_model.h"
#include "tests/client/account_support.h"
#include "tests/client/register_scene.h"

namespace mingchou::client {

std::string record_json(const TargetRecord& record);
/// `changes`: JSON objects, separated by commas.
std::string history_item(int revision, std::string_view changes);
/// Some that change, two that are so already, one that is refused.
std::string bulk_plan_json(int changing);
std::string bulk_done_json(std::string_view id);
/// What the server has of a target of the demo county, with a class, visits at the cap and a few more things.
TargetRecord some_record(const Target& target);
/// Of a department's administrator, who may change its targets.
std::string keeper_session();
/// The newest two states, and one more page.
std::string some_history();

/// All that the list shows, by the button or, where it has no room, by the menu beside the first one.
void choose_all_found(Harness& at);

struct RecordScene : RegisterScene {
  explicit RecordScene(const Look& look = {}, std::string_view path = "/targets");

  HttpRequest reply(int status, std::string body = {});
  void press(Text label) { activate(Role::button, text(label, app.model().preferences.language)); }
  std::string value(std::string_view field) const;
  /// To the target's page; the entry is asked for and not answered yet.
  void go_to_page();
  void open_page();
  void open_form();
  /// The menu's choice of several targets.
  void begin_bulk();

  TargetRecord record;
};

}  // namespace mingchou::client
