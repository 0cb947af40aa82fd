// The steps of a plan's version, each in a sheet: sending it back, approval, filing, adjustment, end. Submitting and
// discarding ask a question only; publications are as those of lists. What was typed stays until it was taken.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/publications.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// A sheet with a day, where the step has one, and a text.
struct PlanStep {
  SheetState sheet;
  std::string day, words;
  bool shows_missing = false;
  unsigned answers_seen = 0;

  void open(CivilDate today);
};

struct PlanSteps {
  PlanStep send_back, approve, file, adjust, end;
  PublicationSheets publications;
  bool asks_submit = false, asks_discard = false;
  unsigned submissions_seen = 0, discards_seen = 0;

  /// Another version is shown: what was answered before is not new.
  void begin(const OpenPlan& open);
};

void notice_step_answers(Ui& ui, PlanSteps& steps, const OpenPlan& open);
/// After everything that they cover.
void draw_plan_steps(Ui& ui, PlanSteps& steps, const OpenPlan& open, Actions& actions);

}  // namespace mingchou::client
