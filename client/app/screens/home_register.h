// The card about the target register on the home screen: whether it is here, how old it is, what is being done.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

float register_card_height(const Ui& ui, float width, const Model& model);
void draw_register_card(Ui& ui, const Rect& rect, const Model& model, Actions& actions);

}  // namespace mingchou::client
