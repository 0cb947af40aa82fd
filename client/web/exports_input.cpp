// Exports for what the user does. Coordinates are CSS pixels; actions and phases are the values of the enumerations,
// in their order (client/shell/messages.js has the lists).
#include <emscripten.h>

#include "client/web/runtime.h"

namespace mingchou::client {

extern "C" {

EMSCRIPTEN_KEEPALIVE void app_pointer(int pointer, int kind, int phase, double x, double y, double time_ms,
                                      unsigned button) {
  runtime->app.pointer({.pointer = pointer,
                        .kind = static_cast<gesture::PointerKind>(kind),
                        .phase = static_cast<gesture::Phase>(phase),
                        .at = {x, y},
                        .time_ms = time_ms,
                        .button = button});
}

EMSCRIPTEN_KEEPALIVE void app_wheel(float x, float y, float by_px) { runtime->app.wheel({x, y}, by_px); }

EMSCRIPTEN_KEEPALIVE void app_key(const char* key, int shift) { runtime->app.key(key, shift != 0); }

EMSCRIPTEN_KEEPALIVE void app_focus(const char* id, int visible) { runtime->app.focus(id, visible != 0); }

EMSCRIPTEN_KEEPALIVE void app_activate(const char* id) { runtime->app.activate(id); }

EMSCRIPTEN_KEEPALIVE void app_keyboard_inset(float px) { runtime->app.set_keyboard_inset(px); }

EMSCRIPTEN_KEEPALIVE void app_caps_lock(int on) { runtime->app.set_caps_lock(on != 0); }

/// `entered` by the Enter key, `left` as the field lost the focus.
EMSCRIPTEN_KEEPALIVE void app_edit(const char* id, const char* text, int entered, int left, unsigned revision,
                                   unsigned subject, int refused) {
  runtime->app.edit({.id = id,
                     .text = text,
                     .entered = entered != 0,
                     .left = left != 0,
                     .revision = revision,
                     .subject = subject,
                     .refused = refused});
}
}

}  // namespace mingchou::client
