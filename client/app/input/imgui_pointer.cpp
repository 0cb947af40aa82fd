#include "client/app/input/imgui_pointer.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cfloat>

namespace mingchou::client::gesture {

namespace {

bool imgui_is_busy() { return !ImGui::GetCurrentContext()->InputEventsQueue.empty(); }

ImGuiMouseSource source_of(PointerKind kind) {
  switch (kind) {
    case PointerKind::touch:
      return ImGuiMouseSource_TouchScreen;
    case PointerKind::pen:
      return ImGuiMouseSource_Pen;
    case PointerKind::mouse:
      break;
  }
  return ImGuiMouseSource_Mouse;
}

void place(const Command& command) {
  ImGui::GetIO().AddMousePosEvent(static_cast<float>(command.at.x), static_cast<float>(command.at.y));
}

/// The queue is empty by the time a cancel goes out, so a press that ImGui never saw cannot be left in it; cleared
/// all the same, since that rests on every other source of input.
void cancel() {
  ImGuiIO& io = ImGui::GetIO();
  io.ClearEventsQueue();
  ImGui::ClearActiveID();
  io.ClearInputMouse();
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

}  // namespace

void carry_out(CommandQueue& queue, const Surface& surface, const std::function<void(const Command&)>& other) {
  ImGuiIO& io = ImGui::GetIO();
  while (const auto command = queue.take(imgui_is_busy())) {
    const bool pointer = command->action != Action::scroll && command->action != Action::context &&
                         command->action != Action::tap_on_field;
    if (pointer) io.AddMouseSourceEvent(source_of(command->kind));
    const int button = static_cast<int>(command->button);
    switch (command->action) {
      case Action::press:
        if (command->kind == PointerKind::touch && surface.hit(command->at).id != command->target) {
          queue.forgo_press();
          break;
        }
        place(*command);
        io.AddMouseButtonEvent(button, true);
        break;
      case Action::release:
        place(*command);
        io.AddMouseButtonEvent(button, false);
        break;
      case Action::move:
        place(*command);
        break;
      case Action::cancel:
        cancel();
        break;
      case Action::leave:
        io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        break;
      case Action::scroll:
      case Action::context:
      case Action::tap_on_field:
        other(*command);
        break;
    }
  }
}

void forget(CommandQueue& queue) {
  if (!wants_frame(queue)) return;
  queue.clear();
  cancel();
}

bool wants_frame(const CommandQueue& queue) { return !queue.empty() || imgui_is_busy(); }

}  // namespace mingchou::client::gesture
