#include "client/app/screens/register_panes.h"

#include <algorithm>
#include <cmath>

#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float list_part = 0.4f;
constexpr float list_px_min = 380, list_px_max = 520;

/// Beside the list while no target is chosen.
void draw_no_target(Ui& ui, const Rect& rect) {
  ui.semantics.open({.role = Role::main, .id = "target", .name = {}, .rect = rect});
  const Notice what{.id = "target.none",
                    .icon = Icon::register_list,
                    .title = ui.say(Text::choose_target),
                    .advice = ui.say(Text::choose_target_advice)};
  (void)notice(ui, rect, what);
  ui.semantics.close();
}

}  // namespace

void draw_register_panes(Ui& ui, const Rect& rect, targets_screen::State& list, target_screen::State& page,
                         const Model& model, Actions& actions) {
  const bool shows_target = model.route.screen == Screen::target;
  const bool has_list = model.targets.list != nullptr;
  if (rect.width < two_panes_px_min || (!has_list && !shows_target)) {
    if (shows_target)
      target_screen::draw(ui, rect, page, model, actions, true);
    else
      targets_screen::draw(ui, rect, list, model, actions);
  } else {
    const float width = std::round(std::clamp(rect.width * list_part, list_px_min, list_px_max));
    const Rect left{rect.x, rect.y, width, rect.height};
    const Rect right{rect.x + width + 1, rect.y, rect.width - width - 1, rect.height};
    targets_screen::draw(ui, left, list, model, actions, targets_screen::Place::beside);
    fill({left.right(), rect.y, 1, rect.height}, ui.theme->line);
    if (shows_target)
      target_screen::draw(ui, right, page, model, actions, false);
    else
      draw_no_target(ui, right);
  }
  targets_screen::draw_layers(ui, list, model, actions);
  if (shows_target) target_screen::draw_layers(ui, page, model, actions);
}

}  // namespace mingchou::client
