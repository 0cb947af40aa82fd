// The forms that change a target's entry and make a new one. What was typed stays while one looks elsewhere, when the
// network is gone, and when somebody else was quicker: then both stand side by side, and the choice is the user's.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/record_form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::record_edit_screen {

struct State {
  PageState page;
  RecordFormState form;
  /// Whose values stand in the form, and of which revision they were made.
  std::optional<TargetId> shown;
  std::int64_t revision = 0;
  RecordDraft filled, sent;
  unsigned answers_seen = 0;
  bool asks_to_discard = false;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::record_edit_screen

namespace mingchou::client::new_record_screen {

struct State {
  PageState page;
  RecordFormState form;
  bool is_begun = false;
  /// With what the form began.
  RecordDraft filled;
  unsigned answers_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::new_record_screen
