// Setting up a draw of a task: who witnesses it, which public values it takes, how long it may last. The defaults are
// those of an ordinary meeting, so that one button is enough.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// A public value as it is typed.
struct DrawValueFields {
  std::string name = {};
  /// Of announced_forms(); "digits" with the number below.
  std::string form = "digits";
  std::string digits = "6";
  std::string ref = {};
  bool is_in_room = true;
  std::string day = {}, time = {};
  bool has_other = false;
  std::string other_form = "digits", other_digits = "6", other_ref = {};
  bool operator==(const DrawValueFields&) const = default;
};

struct DrawSetupFields {
  draw::Suite suite = draw::Suite::sha256;
  std::string minutes = "60";
  std::vector<std::string> witnesses;
  std::vector<DrawValueFields> values;
  bool operator==(const DrawSetupFields&) const = default;
};

/// Two witnesses and six dice.
DrawSetupFields usual_draw_setup(Language language);
/// What the form asks for; else what is wrong, items.field_needed {field} or items.bad_value {field}, where a field is
/// "witnesses.0" or "values.0.ref".
Result<PrepareDraw> draw_setup_from(const DrawSetupFields& fields, const tasks::TaskId& task);
/// At which field of the form an error is told; empty for none.
std::string draw_setup_field_of(const DrawSetupFields& fields, const Error& error);
/// Bits of entropy, as far as the fields make sense.
std::uint64_t entropy_bits_of(const DrawSetupFields& fields);

namespace draw_setup_screen {

struct State {
  PageState page;
  std::optional<tasks::TaskId> of;
  DrawSetupFields fields, filled;
  std::optional<Error> error;
  /// The value whose form is chosen, or its fallback's.
  ChoiceSheet forms;
  std::size_t choosing = 0;
  bool chooses_other = false;
  unsigned answers_seen = 0;
  bool asks_leave = false;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace draw_setup_screen
}  // namespace mingchou::client
