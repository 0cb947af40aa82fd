// Parts of the page of a draw. Inside screens/draw only.
#pragma once

#include "client/app/screens/draw.h"
#include "client/app/ui/layout.h"

namespace mingchou::client::draw_page {

/// What the session may do with the draw that is open.
struct Rights {
  bool may_hold = false;
  /// Type values and take part in changes: who holds draws at all.
  bool may_take_part = false;
  /// See everything opened.
  bool may_audit = false;
};

void draw_seats(Ui& ui, Column& column, State& state, const Model& model, const Draw& draw, const Rights& rights,
                Actions& actions);
void draw_values(Ui& ui, Column& column, State& state, const Model& model, const Draw& draw, const Rights& rights,
                 Actions& actions);
/// Questions and sheets, after everything that they cover.
void draw_steps(Ui& ui, State& state, const Model& model, const Draw& draw, Actions& actions);
void notice_steps(Ui& ui, State& state, const OpenDraw& open);

/// `viewport`: only rows in it, and some around it, are drawn.
void draw_result(Ui& ui, Column& column, const Rect& viewport, ResultState& state, const Model& model,
                 const Rights& rights, Actions& actions);
void draw_result_sheets(Ui& ui, ResultState& state, const Model& model, const Rights& rights, Actions& actions);
void notice_changes(Ui& ui, ResultState& state, const OpenDraw& open);
/// How many of each sort were drawn beside how many were to be expected.
void draw_conformity(Ui& ui, Column& column, const OpenDraw& open, Actions& actions);
/// The result on paper.
PrintSheet result_sheet(const Ui& ui, const Model& model);

}  // namespace mingchou::client::draw_page
