#include "client/app/screens/targets.h"

#include "client/app/screens/frame.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::targets_screen {

void draw(Ui& ui, const Rect& rect, State&, const Model&, Actions&) {
  ui.semantics.open({.role = Role::main, .id = "targets", .name = {}, .rect = rect});
  const Rect column = content_column(ui, rect);
  heading(ui, "targets.title", ui.say(Text::targets_title),
          {column.x, rect.y + space_px::three, column.width, line_height(type_px::title)}, type_px::title,
          ui.theme->text, 1);
  ui.semantics.close();
}

}  // namespace mingchou::client::targets_screen
