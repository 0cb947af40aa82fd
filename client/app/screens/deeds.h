// What can be done on a page: buttons in a row that breaks, above the content.
#pragma once

#include "client/app/ui/widgets.h"

namespace mingchou::client {

class Deeds {
 public:
  Deeds(Ui& ui, Column& column)
      : ui_(ui), column_(column), flow_({column.x(), column.y(), column.width(), 0}, control_px) {}
  bool draw(const char* id, Text words, const ButtonOptions& options) {
    is_empty_ = false;
    const auto label = ui_.say(words);
    return button(ui_, id, label, flow_.next(button_width(ui_, label, options)), options);
  }
  void end() {
    if (!is_empty_) column_.space(flow_.used() + space_px::two);
  }

 private:
  Ui& ui_;
  Column& column_;
  Flow flow_;
  bool is_empty_ = true;
};

}  // namespace mingchou::client
