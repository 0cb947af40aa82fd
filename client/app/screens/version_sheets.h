// What is done with an issued version, in sheets: withdrawing it, recording where it was published, and voiding a wrong
// record. What was typed stays until it was taken.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct VersionSheets {
  SheetState withdraw, publish, make_void;
  std::string ends_on, withdraw_reason;
  items::Channel channel = items::Channel::department_portal;
  items::Notice notice = items::Notice::issue;
  std::string published_on, address;
  std::optional<items::PublicationId> voiding;
  std::string void_reason;
  bool shows_missing = false;
  unsigned withdrawals_seen = 0, publications_seen = 0, voids_seen = 0;

  void open_withdraw(CivilDate today);
  void open_publish(items::Channel on, items::Notice of, CivilDate today);
  void open_void(const items::PublicationId& id);
};

void notice_sheet_answers(Ui& ui, VersionSheets& sheets, const OpenVersion& open);
/// After everything that they cover.
void draw_version_sheets(Ui& ui, VersionSheets& sheets, const OpenVersion& open, Actions& actions);

}  // namespace mingchou::client
