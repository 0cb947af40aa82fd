// The words of an icon button, shown beside it while the mouse is on it or the keyboard is. Never the only place of
// anything: screen readers have the name, and touch has no hover.
#pragma once

#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// By the widget, in each frame in which it is wanted.
void offer_tooltip(Ui& ui, std::string_view words, const Rect& anchor);
/// By the app, when all else is drawn.
void draw_tooltip(Ui& ui);

}  // namespace mingchou::client
