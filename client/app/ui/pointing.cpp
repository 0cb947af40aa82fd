#include "client/app/ui/pointing.h"

#include <algorithm>
#include <ranges>

#include "client/app/input/imgui_pointer.h"
#include "client/app/ui/hits.h"
#include "client/app/ui/scroll.h"

namespace mingchou::client {
namespace {

constexpr unsigned right_button = 1;

const HitArea* area_under(const Ui& ui, gesture::Vector point) {
  const Point at{static_cast<float>(point.x), static_cast<float>(point.y)};
  // What was drawn last lies on top.
  for (const HitArea& area : std::views::reverse(ui.hits))
    if (area.rect.contains(at)) return &area;
  return nullptr;
}

}  // namespace

void Pointing::handle(const gesture::Sample& sample) {
  const bool right_click =
      sample.kind == gesture::PointerKind::mouse && sample.button == right_button && sample.phase == gesture::Phase::up;
  if (right_click) {
    const HitArea* area = area_under(ui_, sample.at);
    if (area && area->hit.has_context_action) ui_.context_id = area->id;
  }
  queue_.add(recogniser_.handle(sample));
  carry_out_all();
}

void Pointing::before_frame(double now_ms) {
  queue_.add(recogniser_.frame(now_ms));
  carry_out_all();
  ui_.pointer_waits = has_waiting();
}

void Pointing::interrupt() {
  queue_.add(recogniser_.interrupt());
  carry_out_all();
}

void Pointing::forget() {
  interrupt();
  gesture::forget(queue_);
}

bool Pointing::has_waiting() const { return gesture::wants_frame(queue_); }

std::optional<double> Pointing::next_frame_ms() const {
  if (has_waiting()) return 0;
  return recogniser_.next_frame_ms();
}

gesture::Hit Pointing::hit(gesture::Vector point) const {
  const HitArea* area = area_under(ui_, point);
  return area ? area->hit : gesture::Hit{};
}

std::optional<gesture::Region> Pointing::region(gesture::RegionId id) const {
  const auto area = std::ranges::find(ui_.scroll_areas, id, &ScrollArea::region);
  if (id == 0 || area == ui_.scroll_areas.end()) return std::nullopt;
  return gesture::Region{.id = id,
                         .parent = area->parent,
                         .offset = {0, area->state->offset_px},
                         .offset_max = {0, area->state->offset_px_max}};
}

void Pointing::carry_out_all() {
  gesture::carry_out(queue_, *this, [this](const gesture::Command& command) { carry_out(command); });
}

void Pointing::carry_out(const gesture::Command& command) {
  if (command.action == gesture::Action::scroll) {
    const auto area = std::ranges::find(ui_.scroll_areas, command.region, &ScrollArea::region);
    if (area != ui_.scroll_areas.end()) area->state->jump_to(command.to);
  }
  if (command.action == gesture::Action::context) {
    const auto area = std::ranges::find_if(
        ui_.hits, [&](const HitArea& hit) { return hit.hit.id == command.target && command.target != 0; });
    if (area != ui_.hits.end()) ui_.context_id = area->id;
  }
  // A tap on a field is the shell's affair: only there the browser opens its keyboard.
}

}  // namespace mingchou::client
