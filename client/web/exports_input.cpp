// Exports for what the user does. Coordinates are CSS pixels; actions and phases are the values of the enumerations,
// in their order (client/shell/messages.js has the lists).
#include <emscripten.h>

#include "client/web/runtime.h"

namespace mingchou::client {

extern "C" {

EMSCRIPTEN_KEEPALIVE void app_pointer(int action, float x, float y) {
  runtime->app.pointer(static_cast<PointerAction>(action), {x, y});
}

EMSCRIPTEN_KEEPALIVE void app_touch(int phase, float x, float y, double time_ms) {
  runtime->app.touch({static_cast<TouchEvent::Phase>(phase), {x, y}, time_ms});
}

EMSCRIPTEN_KEEPALIVE void app_wheel(float x, float y, float by_px) { runtime->app.wheel({x, y}, by_px); }

EMSCRIPTEN_KEEPALIVE void app_key(const char* key, int shift) { runtime->app.key(key, shift != 0); }

EMSCRIPTEN_KEEPALIVE void app_focus(const char* id, int visible) { runtime->app.focus(id, visible != 0); }

EMSCRIPTEN_KEEPALIVE void app_activate(const char* id) { runtime->app.activate(id); }

/// `entered` by the Enter key, `left` as the field lost the focus.
EMSCRIPTEN_KEEPALIVE void app_edit(const char* id, const char* text, int entered, int left) {
  runtime->app.edit({id, text, entered != 0, left != 0});
}
}

}  // namespace mingchou::client
