#include "client/app/screens/edit_form.h"

#include "client/app/ui/widgets.h"

namespace mingchou::client {

bool ask_leave(Ui& ui, const std::string& id, bool& asks) {
  if (!asks) return false;
  const DialogAnswer answer = dialog(ui, {.id = id,
                                          .title = ui.say(Text::item_leave_question),
                                          .text = ui.say(Text::item_leave_words),
                                          .confirm = ui.say(Text::item_leave_go),
                                          .cancel = ui.say(Text::item_leave_stay),
                                          .danger = true});
  if (answer != DialogAnswer::none) asks = false;
  return answer == DialogAnswer::confirmed;
}

}  // namespace mingchou::client
