// One check of an inspector: whom to visit with whom, when and for which items, and the notice to bring.
#pragma once

#include "client/app/model/model.h"
#include "client/app/print_sheet.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// The notice (检查通知书) that the inspectors bring: names, items, period, rights and the lines to sign.
PrintSheet notice_sheet(Language language, const Check& check);

namespace check_screen {

struct State {
  PageState page;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace check_screen
}  // namespace mingchou::client
