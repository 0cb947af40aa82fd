#include "client/app/screens/target.h"

#include "client/app/screens/frame.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::target_screen {

void draw(Ui& ui, const Rect& rect, State&, const Model&, Actions&) {
  ui.semantics.open({.role = Role::main, .id = "target", .name = {}, .rect = rect});
  const Rect column = content_column(ui, rect);
  heading(ui, "target.title", ui.say(Text::target_title),
          {column.x, rect.y + space_px::three, column.width, line_height(type_px::title)}, type_px::title,
          ui.theme->text, 1);
  ui.semantics.close();
}

}  // namespace mingchou::client::target_screen
