// What is done with an issued version, in sheets: withdrawing it, recording where it was published, and voiding a wrong
// record. What was typed stays until it was taken.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/publications.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct VersionSheets {
  SheetState withdraw;
  std::string ends_on, withdraw_reason;
  bool shows_missing = false;
  unsigned withdrawals_seen = 0;
  PublicationSheets publications;

  void open_withdraw(CivilDate today);
};

void notice_sheet_answers(Ui& ui, VersionSheets& sheets, const OpenVersion& open);
/// After everything that they cover.
void draw_version_sheets(Ui& ui, VersionSheets& sheets, const OpenVersion& open, Actions& actions);

}  // namespace mingchou::client
