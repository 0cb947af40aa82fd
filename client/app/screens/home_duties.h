// What is due of whoever is signed in, on the home screen: each leads to where it is done. Nothing at all where nothing
// is due, or nobody is signed in. Part of screens/home; more kinds of duties come as further rows.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// `shows_all` turns when the user wants to see those beyond the first ones, or has seen them.
void draw_home_duties(Ui& ui, Column& column, bool& shows_all, const Model& model, Actions& actions);

}  // namespace mingchou::client
