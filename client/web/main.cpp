// The exports that the worker calls. Each takes plain numbers and UTF-8; client/shell/worker.js is the only caller.
// Nothing throws out of here: the app returns its errors.
#include <GLES3/gl3.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>

#include "client/app/app.h"
#include "client/web/fetch_network.h"

extern "C" int platform_make_gl_context();

namespace {

using namespace mingchou;
using namespace mingchou::client;

struct Runtime {
  explicit Runtime(Language chosen) : language(chosen), app(network, chosen) {}
  Language language;
  FetchNetwork network;
  App app;
  Surface surface;
  std::string semantics;
  std::string failure;
};

std::unique_ptr<Runtime> runtime;

const char* failed(const Error& error) {
  runtime->failure = render(error, runtime->language);
  return runtime->failure.c_str();
}

}  // namespace

extern "C" {

/// Returns a sentence for the user if it fails, else nullptr. The caller keeps the font's bytes.
EMSCRIPTEN_KEEPALIVE const char* app_start(const char* language_tag, const std::uint8_t* font, unsigned font_bytes) {
  runtime = std::make_unique<Runtime>(language_from_tag(language_tag).value_or(Language::chinese));
  if (const auto set = runtime->app.set_font({font, font_bytes}); !set) return failed(set.error());
  if (!platform_make_gl_context() || !ImGui_ImplOpenGL3_Init("#version 300 es"))
    return failed(Error("client.no_graphics"));
  runtime->app.start();
  return nullptr;
}

EMSCRIPTEN_KEEPALIVE void app_resize(float width_px, float height_px, float density) {
  runtime->surface = {width_px, height_px, density};
  runtime->app.resize(runtime->surface);
}

EMSCRIPTEN_KEEPALIVE void app_reduced_motion(int reduced) { runtime->app.set_reduced_motion(reduced != 0); }

/// Actions and phases are the values of the enumerations, in their order.
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

EMSCRIPTEN_KEEPALIVE void app_network_returned() { runtime->app.network_returned(); }

EMSCRIPTEN_KEEPALIVE void app_fetch_ended(unsigned id, int outcome, int status, const char* body, unsigned body_bytes) {
  runtime->network.ended(id, static_cast<FetchNetwork::Outcome>(outcome), status, std::string(body, body_bytes));
}

/// Draws to the canvas. Returns whether another frame must follow at once.
EMSCRIPTEN_KEEPALIVE int app_frame(double now_ms) {
  ImGui_ImplOpenGL3_NewFrame();
  const bool more = runtime->app.frame(now_ms);
  const Surface& surface = runtime->surface;
  glViewport(0, 0, static_cast<int>(std::lround(surface.width_px * surface.density)),
             static_cast<int>(std::lround(surface.height_px * surface.density)));
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  return more ? 1 : 0;
}

/// The semantics of the last frame as JSON if they changed since the last call, else nullptr.
EMSCRIPTEN_KEEPALIVE const char* app_changed_semantics() {
  std::string now = runtime->app.semantics().json();
  if (now == runtime->semantics) return nullptr;
  runtime->semantics = std::move(now);
  return runtime->semantics.c_str();
}

EMSCRIPTEN_KEEPALIVE int app_moving() { return runtime->app.moving() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE int app_cursor() { return static_cast<int>(runtime->app.cursor()); }
}
