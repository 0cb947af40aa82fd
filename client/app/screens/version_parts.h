// Parts of the page of a version: its facts, its publications, its items. Inside screens/item_version only.
#pragma once

#include "client/app/screens/item_version.h"
#include "client/app/ui/layout.h"

namespace mingchou::client::item_version_screen {

void draw_facts(Ui& ui, Column& column, const Model& model, const ListVersion& version);
void draw_publications(Ui& ui, Column& column, State& state, const Model& model, const ListVersion& version,
                       bool may_write);
/// `viewport`: only rows in it, and some around it, are drawn.
void draw_items(Ui& ui, Column& column, const Rect& viewport, State& state, const Model& model,
                const ListVersion& version, bool may_edit, Actions& actions);

}  // namespace mingchou::client::item_version_screen
