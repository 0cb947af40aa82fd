// Recusals and courses of an inspector: sections of the page, and the sheets in which one is entered. The target of a
// recusal is searched at the server, among those that the caller sees.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct RecusalForm {
  SheetState sheet;
  std::string query, reason;
  std::optional<FoundTarget> target;
  Side side = Side::inspector;
  bool shows_problems = false;
  unsigned answers_seen = 0;
  unsigned subject = 0;
};

struct TrainingForm {
  SheetState sheet;
  std::string topic, organiser, held_on, hours;
  bool shows_problems = false;
  unsigned answers_seen = 0;
  unsigned subject = 0;
};

struct LinkForms {
  RecusalForm recusal;
  TrainingForm training;
  /// What is asked before it is done.
  std::optional<RecusalEntry> ending_recusal;
  std::optional<TrainingEntry> ending_training;
};

/// Before drawing: closes what has been saved, and says so.
void notice_links(Ui& ui, LinkForms& forms, const InspectorLinks& links);
void draw_recusals(Ui& ui, Column& column, LinkForms& forms, const Model& model, bool may_write, Actions& actions);
void draw_trainings(Ui& ui, Column& column, LinkForms& forms, const Model& model, bool may_write, Actions& actions);
/// The sheets and questions: after everything that they cover.
void draw_link_sheets(Ui& ui, LinkForms& forms, const Person<Inspector>& person, const Model& model, Actions& actions);

/// "1.5" as 90; nothing for what is no length of a course.
std::optional<int> minutes_of(std::string_view hours);

}  // namespace mingchou::client
