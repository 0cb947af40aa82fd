// Keys and the keyboard's focus, as widgets use them. The focus itself is the browser's: it lies on an element of the
// mirror (client/shell/mirror.js), the app hears where it went and may ask to have it put elsewhere.
#pragma once

#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// True once for each time that key (a KeyboardEvent.key) was pressed since the last frame and nothing took it yet.
/// The caller has made sure that the focus is its own.
bool take_key(Ui& ui, std::string_view key);

/// The keyboard's focus goes to the node of that id, which this frame or the next one draws: a key moved it.
void request_focus(Ui& ui, std::string_view id);
/// The same for what did not come from a key: it is shown as it was shown before, so that a finger sees no ring.
void move_focus(Ui& ui, std::string_view id);

/// What had the focus is gone, as a button that was pressed and is not needed any more: the focus goes to what comes
/// next where it was, or before it. Call after end_frame(), when nothing else asked for the focus.
void follow_lost_focus(Ui& ui);

/// Scrolls the areas around so that what the keyboard came to is seen: once for each time that it comes, and again when
/// the screen's height changes, as by a soft keyboard. It waits until all that pointers did is carried out: a click
/// counts where it was made. Call while drawing it; pressable() and text_field() do.
void keep_focus_in_view(Ui& ui, std::string_view id, const Rect& rect);

}  // namespace mingchou::client
