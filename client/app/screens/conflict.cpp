#include "client/app/screens/conflict.h"

#include <vector>

#include "client/app/ui/scroll.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {

void begin_conflict(Ui& ui, Column& column, const Conflict& conflict) {
  const std::string id = conflict.id + ".conflict";
  const Banner what{.id = id, .tone = Tone::warning, .text = conflict.title};
  const Rect at = column.next(banner_height(ui, column.width(), what));
  reveal_once(ui, id, conflict.revision, at);
  banner(ui, at, what);
  column.space(space_px::one_and_half);
}

ConflictAnswer end_conflict(Ui& ui, Column& column, const Conflict& conflict) {
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto mine = ui.say(Text::conflict_keep_mine), theirs = ui.say(Text::conflict_take_theirs);
  ConflictAnswer answer = ConflictAnswer::none;
  if (button(ui, conflict.id + ".conflict.mine", mine, flow.next(button_width(ui, mine, plain)), plain))
    answer = ConflictAnswer::keep_mine;
  if (button(ui, conflict.id + ".conflict.theirs", theirs, flow.next(button_width(ui, theirs, plain)), plain))
    answer = ConflictAnswer::take_theirs;
  column.space(flow.used() + space_px::two);
  return answer;
}

ConflictAnswer draw_conflict(Ui& ui, Column& column, const Conflict& conflict, std::span<const FieldInBoth> fields) {
  begin_conflict(ui, column, conflict);
  std::vector<std::string> words;
  std::vector<KeyValue> values;
  words.reserve(fields.size());
  const auto shown = [&](const std::string& value) {
    return value.empty() ? std::string(ui.say(Text::value_none)) : value;
  };
  for (const FieldInBoth& field : fields) {
    if (field.theirs == field.mine) continue;
    words.push_back(
        text(Text::conflict_value, ui.language, {{"theirs", shown(field.theirs)}, {"mine", shown(field.mine)}}));
    values.push_back({.key = field.name, .value = words.back()});
  }
  if (!values.empty()) {
    const float width = column.width() - 2 * space_px::two;
    const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
    card(ui, at);
    key_values(ui, conflict.id + ".conflict.values", at.inset(space_px::two), values);
    column.space(space_px::one_and_half);
  }
  return end_conflict(ui, column, conflict);
}

}  // namespace mingchou::client
