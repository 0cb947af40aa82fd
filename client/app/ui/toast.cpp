#include "client/app/ui/toast.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/app/ui/buttons.h"
#include "client/app/ui/motion.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr float toast_width_px_max = 560;
constexpr double shown_ms = 5'000;
constexpr double shown_with_action_ms = 10'000;
constexpr double shown_reduced_motion_ms = 20'000;

double time_to_show(const Ui& ui) {
  if (ui.reduced_motion) return shown_reduced_motion_ms;
  return ui.toast->action.empty() ? shown_ms : shown_with_action_ms;
}

/// Who is about to press its button shall find it.
bool is_in_use(const Ui& ui, const Rect& rect) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return rect.contains({mouse.x, mouse.y}) || ui.focused_id.starts_with("toast.");
}

}  // namespace

void show_toast(Ui& ui, std::string id, std::string text, std::string action) {
  ui.motions.erase("toast.shown");
  ui.toast = Toast{std::move(id), std::move(text), std::move(action)};
  ui.animating = true;
}

bool take_toast_action(Ui& ui, std::string_view id) {
  if (ui.toast_pressed.empty() || ui.toast_pressed != id) return false;
  ui.toast_pressed.clear();
  return true;
}

void draw_toast(Ui& ui, float bottom_px) {
  if (!ui.toast) return;
  Toast& toast = *ui.toast;
  const Theme& theme = *ui.theme;
  const ButtonOptions action{.kind = ButtonKind::text};
  const float margin = space_px::two;
  const float button_px = toast.action.empty() ? 0 : button_width(ui, toast.action, action) + space_px::one;
  const float close_px = control_px;
  const float width = std::min(toast_width_px_max, ui.surface.width - ui.insets.left - ui.insets.right - 2 * margin);
  const float words = width - space_px::three - button_px - close_px - space_px::one;
  const float text = paragraph_height(ui, words, toast.text, type_px::body);
  const float height = std::max(text, control_px) + 2 * space_px::half;
  const float shown = moved(ui, "toast.shown", 1, 0);
  const Rect rect{std::round((ui.surface.width - width) / 2), std::round(bottom_px - (height + margin) * shown), width,
                  height};
  const bool is_first_frame = toast.until_ms == 0;
  if (is_first_frame || is_in_use(ui, rect)) toast.until_ms = ui.now_ms + time_to_show(ui);
  begin_layer(ui, "toast", rect, false);
  // The colours of the other theme: told from everything below it without a shadow.
  const Theme* own = ui.theme;
  ui.theme = theme.dark ? &light_theme : &dark_theme;
  fill(rect, ui.theme->raised, corners_px::card);
  outline(rect, ui.theme->line, corners_px::card);
  draw_paragraph(ui, {rect.x + space_px::three, rect.y + (height - text) / 2, words, text}, toast.text, type_px::body,
                 ui.theme->text);
  // One frame without it: what says the same once more is a message of its own.
  if (is_first_frame)
    ui.animating = true;
  else
    ui.semantics.add({.role = Role::status, .id = "toast.text", .name = toast.text, .rect = rect});
  bool closed = ui.now_ms >= toast.until_ms;
  const float middle = rect.y + height / 2;
  if (button_px > 0 &&
      button(ui, "toast.action", toast.action,
             {rect.right() - close_px - button_px, middle - control_px / 2, button_px - space_px::one, control_px},
             action)) {
    ui.toast_pressed = toast.id;
    closed = true;
    // Its owner sees it in the next frame.
    ui.animating = true;
  }
  closed |= icon_button(ui, "toast.close", Icon::close, ui.say(Text::close), {rect.right() - close_px / 2 - 2, middle});
  ui.theme = own;
  end_layer(ui);
  const double left_ms = toast.until_ms - ui.now_ms;
  if (!closed) ui.wake_in_ms = ui.wake_in_ms < 0 ? left_ms : std::min(ui.wake_in_ms, left_ms);
  if (closed) {
    ui.toast.reset();
    ui.animating = true;
  }
}

}  // namespace mingchou::client
