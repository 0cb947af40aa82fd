// Exports about the app as a whole: start, frames, what the shell has to know, answers of the network. Each takes
// plain numbers and UTF-8; client/shell/worker.js is the only caller. Nothing throws out of here: the app returns
// its errors.
#include <GLES3/gl3.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cmath>
#include <cstdint>
#include <utility>

#include "client/web/runtime.h"
#include "shared/json/writer.h"

extern "C" int platform_make_gl_context();

namespace mingchou::client {

std::unique_ptr<Runtime> runtime;

namespace {

const char* failed(const Error& error) {
  runtime->failure = render(error, runtime->app.model().preferences.language);
  return runtime->failure.c_str();
}

std::string_view name_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return "text";
    case FieldKind::search:
      return "search";
    case FieldKind::multiline:
      return "multiline";
    case FieldKind::number:
      return "number";
    case FieldKind::code:
      return "code";
    case FieldKind::phone:
      return "phone";
    case FieldKind::date:
      return "date";
    case FieldKind::exact:
      return "exact";
    case FieldKind::password:
      return "password";
  }
  return "text";
}

std::string_view name_of(EnterKey key) {
  switch (key) {
    case EnterKey::done:
      return "done";
    case EnterKey::search:
      return "search";
    case EnterKey::next:
      return "next";
    case EnterKey::send:
      return "send";
    case EnterKey::go:
      return "go";
  }
  return "done";
}

Updates::Offline offline_from(std::string_view name) {
  if (name == "ready") return Updates::Offline::ready;
  return name == "preparing" ? Updates::Offline::preparing : Updates::Offline::unavailable;
}

std::string fields_as_json() {
  const double zoom = static_cast<double>(runtime->app.zoom());
  json::Writer writer;
  writer.begin_array();
  for (const EditableField& field : runtime->app.fields()) {
    writer.begin_object().field("id", field.id).field("kind", name_of(field.kind)).field("enter", name_of(field.enter));
    writer.field("max", field.characters_max).field("value", field.value).field("placeholder", field.placeholder);
    writer.field("subject", static_cast<std::int64_t>(field.subject));
    writer.field("revision", static_cast<std::int64_t>(field.revision)).field("focused", field.focused);
    writer.field("autocomplete", field.autocomplete).field("shown", field.is_shown);
    for (const auto& [name, px] :
         {std::pair{"size", field.size_px}, std::pair{"line", field.line_px}, std::pair{"paddingX", field.padding_x_px},
          std::pair{"paddingY", field.padding_y_px}})
      writer.field(name, static_cast<double>(px) * zoom);
    writer.key("rect").begin_array();
    for (const float side : {field.rect.x, field.rect.y, field.rect.width, field.rect.height})
      writer.value(static_cast<double>(side) * zoom);
    writer.end_array().end_object();
  }
  return std::move(writer.end_array()).take();
}

/// The new text if it differs from the last one, else nullptr.
const char* if_changed(std::string now, std::string& last) {
  if (now == last) return nullptr;
  last = std::move(now);
  return last.c_str();
}

}  // namespace

extern "C" {

/// Preferences are those that the shell remembers of the last start. Returns a sentence for the user if it fails,
/// else nullptr. The caller keeps the font's bytes.
EMSCRIPTEN_KEEPALIVE const char* app_start(const char* language_tag, const char* theme, const char* text_size,
                                           int system_dark, const std::uint8_t* font, unsigned font_bytes) {
  const Preferences preferences{.language = language_from_tag(language_tag).value_or(Language::chinese),
                                .theme = theme_choice_from(theme).value_or(ThemeChoice::system),
                                .text_size = text_size_from(text_size).value_or(TextSize::standard)};
  runtime = std::make_unique<Runtime>(preferences);
  runtime->app.set_system_theme(system_dark != 0);
  if (const auto set = runtime->app.set_font({font, font_bytes}, &runtime->fonts); !set) return failed(set.error());
  if (!platform_make_gl_context() || !ImGui_ImplOpenGL3_Init("#version 300 es"))
    return failed(Error("client.no_graphics"));
  return nullptr;
}

/// The first route; what it shows begins to load.
EMSCRIPTEN_KEEPALIVE void app_begin(const char* path, int entries_behind) { runtime->app.start(path, entries_behind); }

EMSCRIPTEN_KEEPALIVE void app_open_route(const char* path, int entries_behind) {
  runtime->app.open_route(path, entries_behind);
}

/// `offline` is a word of client/shell/updates.js; the others are versions.
EMSCRIPTEN_KEEPALIVE void app_updates(const char* offline, const char* version, const char* ready, const char* previous,
                                      const char* set_aside, const char* fell_back_from) {
  runtime->app.set_updates({.offline = offline_from(offline),
                            .version = version,
                            .ready = ready,
                            .previous = previous,
                            .set_aside = set_aside,
                            .fell_back_from = fell_back_from});
}

/// The canvas's context was lost and is there again: everything in it is made anew with the next frame.
EMSCRIPTEN_KEEPALIVE void app_graphics_restored() { ImGui_ImplOpenGL3_DestroyDeviceObjects(); }

EMSCRIPTEN_KEEPALIVE void app_system_theme(int dark) { runtime->app.set_system_theme(dark != 0); }

EMSCRIPTEN_KEEPALIVE void app_resize(float width_px, float height_px, float density, float top_px, float right_px,
                                     float bottom_px, float left_px) {
  runtime->surface = {width_px, height_px, density, {top_px, right_px, bottom_px, left_px}};
  runtime->app.resize(runtime->surface);
}

EMSCRIPTEN_KEEPALIVE void app_reduced_motion(int reduced) { runtime->app.set_reduced_motion(reduced != 0); }

EMSCRIPTEN_KEEPALIVE void app_copied(int done) { runtime->app.copied(done != 0); }

EMSCRIPTEN_KEEPALIVE void app_network(int online) { runtime->app.set_online(online != 0); }

/// `retry_after_s` is negative where the server says nothing of it.
EMSCRIPTEN_KEEPALIVE void app_fetch_ended(const char* etag, unsigned id, int outcome, int status, const char* body,
                                          unsigned body_bytes, int retry_after_s) {
  HttpAnswer answer{.status = status, .body = std::string(body, body_bytes), .etag = etag};
  if (retry_after_s >= 0) answer.retry_after_s = retry_after_s;
  runtime->network.ended(id, static_cast<FetchNetwork::Outcome>(outcome), std::move(answer));
}

/// So much of the file that a request sends has left. Numbers of JavaScript: exact up to 2^53.
EMSCRIPTEN_KEEPALIVE void app_sent(unsigned id, double bytes) {
  runtime->network.sent(id, static_cast<std::int64_t>(bytes));
}

/// What the user chose in the browser's window.
EMSCRIPTEN_KEEPALIVE void app_file_chosen(const char* name, const char* hash, double bytes) {
  runtime->app.file_chosen({name, static_cast<std::int64_t>(bytes), hash});
}

/// Where the app came from; before app_begin.
EMSCRIPTEN_KEEPALIVE void app_origin(const char* origin) { runtime->app.set_origin(origin); }

/// The rest of the font arrived (the caller keeps the bytes), or can't be had now: no bytes.
EMSCRIPTEN_KEEPALIVE void app_rest_font(const std::uint8_t* font, unsigned font_bytes) {
  // A file that is refused counts as one that did not arrive; its characters are drawn otherwise.
  if (font_bytes == 0 || !runtime->app.set_rest_font({font, font_bytes})) runtime->app.rest_font_failed();
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

/// Milliseconds until it is to be called again, -1: after the next event.
EMSCRIPTEN_KEEPALIVE double app_work() { return runtime->app.work().value_or(-1); }

EMSCRIPTEN_KEEPALIVE int app_take_wants_frame() { return runtime->app.take_wants_frame() ? 1 : 0; }

/// After how many milliseconds a frame is wanted although app_frame returned 0; negative: not at all.
EMSCRIPTEN_KEEPALIVE double app_wake_in_ms() { return runtime->app.wake_in_ms().value_or(-1); }

/// The semantics of the last frame as JSON if they changed since the last call, else nullptr.
EMSCRIPTEN_KEEPALIVE const char* app_changed_semantics() {
  return if_changed(runtime->app.semantics().json(runtime->app.zoom()), runtime->semantics);
}

/// The text fields of the last frame likewise.
EMSCRIPTEN_KEEPALIVE const char* app_changed_fields() { return if_changed(fields_as_json(), runtime->fields); }

/// Id of the node that shall have the keyboard's focus, once; "" if it stays where it is.
EMSCRIPTEN_KEEPALIVE const char* app_take_focus_request() {
  runtime->focus_request = runtime->app.take_focus_request();
  return runtime->focus_request.c_str();
}

EMSCRIPTEN_KEEPALIVE int app_moving() { return runtime->app.moving() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE int app_cursor() { return static_cast<int>(runtime->app.cursor()); }
}

}  // namespace mingchou::client
