#include "client/app/screens/settings.h"

#include "client/app/screens/frame.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::settings_screen {

void draw(Ui& ui, const Rect& rect, State&, const Model&, Actions&) {
  ui.semantics.open({.role = Role::main, .id = "settings", .name = {}, .rect = rect});
  const Rect column = content_column(ui, rect);
  heading(ui, "settings.title", ui.say(Text::settings_title),
          {column.x, rect.y + space_px::three, column.width, line_height(type_px::title)}, type_px::title,
          ui.theme->text, 1);
  ui.semantics.close();
}

}  // namespace mingchou::client::settings_screen
