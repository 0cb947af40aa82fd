#include "client/app/screens/cap_fields.h"

#include <array>

#include "client/app/screens/field_parts.h"
#include "client/app/ui/widgets.h"
#include "shared/tasks/visit_caps.h"

namespace mingchou::client {

std::optional<std::int64_t> typed_cap(const std::string& typed) {
  const auto number = number_from(typed, cap_digits_max);
  return number && *number >= 1 && *number <= tasks::department_visits_max ? number : std::nullopt;
}

int cap_year(const Model& model, bool is_next_year) { return model.today.year() + (is_next_year ? 1 : 0); }

bool draw_cap_years(Ui& ui, Column& column, const std::string& id, const Model& model, bool& is_next_year) {
  const std::string years[] = {std::to_string(cap_year(model, false)), std::to_string(cap_year(model, true))};
  const std::array segments{Segment{years[0]}, Segment{years[1]}};
  const Rect at = column.next(segmented_height(ui, column.width(), segments));
  const auto chosen = segmented(ui, id, ui.say(Text::cap_year), at, segments, is_next_year ? 1 : 0);
  if (chosen) is_next_year = *chosen == 1;
  column.space(space_px::two);
  return chosen.has_value();
}

}  // namespace mingchou::client
