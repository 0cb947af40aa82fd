#include "tests/client/gesture_scene.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mingchou::client::gesture {

namespace {

constexpr TargetId row_base = 1'000'000;  // row ids: (region * row_base) + row
constexpr double settle_ms_max = 10'000;

constexpr std::array action_names{"press", "move", "release", "cancel", "leave", "scroll", "context", "tap_on_field"};

}  // namespace

/// Where the content of a region begins on the screen; 0 is the screen itself.
Vector Scene::origin_of(RegionId content) const {
  if (content == 0) return {};
  const auto& region = regions[content - 1];
  const Vector parent = origin_of(region.parent);
  return {parent.x + region.box.x - region.offset.x, parent.y + region.box.y - region.offset.y};
}

Hit Scene::hit(Vector point) const {
  Hit hit;
  for (RegionId id = 1; id <= regions.size(); ++id) {
    const auto& region = regions[id - 1];
    const Vector origin = origin_of(region.parent);
    const Vector local{point.x - origin.x, point.y - origin.y};
    if (region.removed || !region.box.contains(local) || (region.parent != 0 && hit.region != region.parent)) continue;
    hit = {.region = id};
    if (region.row_height > 0) {
      hit.target = Target::pressable;
      hit.id = id * row_base +
               static_cast<TargetId>(std::max(0.0, (local.y - region.box.y + region.offset.y) / region.row_height));
    }
  }
  for (TargetId id = 1; id <= widgets.size(); ++id) {
    const auto& widget = widgets[id - 1];
    const Vector origin = origin_of(widget.region);
    if (widget.removed || !widget.box.contains({point.x - origin.x, point.y - origin.y})) continue;
    hit = {widget.target, id, widget.region, widget.has_context_action, widget.drag_axis};
  }
  return hit;
}

std::optional<Region> Scene::region(RegionId id) const {
  if (id == 0 || id > regions.size() || regions[id - 1].removed) return std::nullopt;
  const auto& region = regions[id - 1];
  return Region{id, region.parent, region.offset, region.offset_max};
}

RegionId Scene::region_named(std::string_view name) const {
  for (RegionId id = 1; id <= regions.size(); ++id)
    if (regions[id - 1].name == name) return id;
  return 0;
}

std::string Scene::target_name(TargetId id) const {
  if (id == 0) return "";
  if (id >= row_base) return regions[id / row_base - 1].name + "/" + std::to_string(id % row_base);
  return widgets[id - 1].name;
}

void Player::check(bool good, const char* rule) {
  if (!good) broken.emplace_back(rule);
}

void Player::run_until(double time_ms) {
  while (!stalled) {
    const auto due_ms = recogniser.next_frame_ms();
    if (!due_ms) break;
    const double earliest_ms = std::max({*due_ms, now_ms, last_frame_ms_ + 0.5 * frame_interval_ms});
    const double tick_ms = std::ceil(earliest_ms / frame_interval_ms) * frame_interval_ms;
    if (tick_ms > time_ms) break;
    last_frame_ms_ = now_ms = tick_ms;
    ++frames;
    consume(recogniser.frame(tick_ms), false);
  }
  now_ms = std::max(now_ms, time_ms);
}

void Player::play(const Sample& sample) {
  if (std::isfinite(sample.time_ms)) run_until(sample.time_ms);
  if (sample.phase == Phase::down) exact_.clear();  // a gesture begins at the rounded offset
  consume(recogniser.handle(sample), true);
}

void Player::interrupt() {
  consume(recogniser.interrupt(), false);
  check(!touch_held_ && !mouse_held_, "nothing stays pressed after an interrupt");
}

void Player::settle() {
  stalled = false;
  const double end_ms = now_ms + settle_ms_max;
  while (recogniser.next_frame_ms() && now_ms < end_ms) run_until(std::min(end_ms, now_ms + 10 * frame_interval_ms));
  check(!recogniser.next_frame_ms(), "no frame is wanted when all is at rest");
  check(recogniser.state() == State::idle, "idle at the end");
  check(!touch_held_ && !mouse_held_, "every press has its release or cancel");
  check(!hovering_, "no hover after a finger's release");
}

void Player::consume(const CommandList& commands, bool by_finger) {
  check(commands.size() < command_count_max, "a call gives fewer commands than there is room for");
  for (const auto& command : commands) consume(command, by_finger);
}

void Player::consume(const Command& command, bool by_finger) {
  const bool touch = command.kind == PointerKind::touch;
  check(std::isfinite(command.at.x) && std::isfinite(command.at.y), "places are numbers");
  if (command.action != Action::scroll && command.action != Action::move)
    actions.emplace_back(action_names[static_cast<std::size_t>(command.action)]);
  switch (command.action) {
    case Action::press:
      check(!touch_held_ && !(touch && mouse_held_), "no second press before the first is over");
      (touch ? touch_held_ : mouse_held_) = true;
      touch_moved_ = false;
      hovering_ = touch;
      last_target = scene.target_name(command.target);
      break;
    case Action::move:
      check(!touch || touch_held_, "a finger moves the pointer only while it presses");
      touch_moved_ = touch;
      break;
    case Action::release:
      check(touch ? touch_held_ : mouse_held_, "no release without a press");
      if (touch) ++(touch_moved_ ? drags : taps);
      (touch ? touch_held_ : mouse_held_) = false;
      break;
    case Action::cancel:
      check(touch ? touch_held_ : mouse_held_, "no cancel without a press");
      (touch ? touch_held_ : mouse_held_) = false;
      hovering_ = false;
      ++cancels;
      break;
    case Action::leave:
      check(!touch || !touch_held_, "the pointer does not leave while it presses");
      hovering_ = false;
      break;
    case Action::scroll:
      scroll(command, by_finger);
      break;
    case Action::context:
      check(!touch_held_, "the press is taken back before a context action");
      ++contexts;
      last_target = scene.target_name(command.target);
      break;
    case Action::tap_on_field:
      ++taps;
      last_target = scene.target_name(command.target);
      break;
  }
}

void Player::scroll(const Command& command, bool by_finger) {
  ++scrolls;
  const auto now = scene.region(command.region);
  check(now.has_value(), "only what is there scrolls");
  if (!now) return;
  const double offset_max = along(now->offset_max, command.axis);
  check(std::isfinite(command.to) && command.to >= 0 && command.to <= offset_max, "offsets stay in range");
  check(!touch_held_, "nothing scrolls while a press is held");
  auto exact =
      std::find_if(exact_.begin(), exact_.end(), [&](const auto& entry) { return entry.first == command.region; });
  if (exact == exact_.end()) {
    exact = exact_.insert(exact_.end(), {command.region, now->offset});
    const double begun = along(now->offset, command.axis);
    if (begun <= 0 || begun >= offset_max) reached_an_end = true;
  }
  double& offset = command.axis == Axis::x ? exact->second.x : exact->second.y;
  if (by_finger) scrolled_by_finger += command.to - offset;
  offset = command.to;
  if (command.to <= 0 || command.to >= offset_max) reached_an_end = true;
  scroll_axis = command.axis;
  scroll_region = command.region;
  auto& shown = scene.regions[command.region - 1].offset;
  (command.axis == Axis::x ? shown.x : shown.y) = std::round(command.to);
}

Scene demo_scene() {
  Scene scene;
  scene.regions.push_back({.name = "page", .box = {0, 0, 800, 1200}, .offset_max = {0, 400}});
  scene.regions.push_back(
      {.name = "list", .box = {0, 300, 800, 800}, .parent = 1, .offset_max = {0, 5000}, .row_height = 56});
  scene.regions.push_back({.name = "chips", .box = {0, 1000, 800, 60}, .parent = 2, .offset_max = {900, 0}});
  scene.widgets.push_back({.name = "save", .box = {20, 20, 200, 60}, .region = 1});
  scene.widgets.push_back({.name = "menu", .box = {240, 20, 200, 60}, .region = 1, .has_context_action = true});
  scene.widgets.push_back({.name = "name", .target = Target::text_field, .box = {20, 100, 760, 60}, .region = 1});
  scene.widgets.push_back(
      {.name = "ratio", .target = Target::drag, .box = {20, 180, 360, 48}, .region = 1, .drag_axis = DragAxis::x});
  scene.widgets.push_back({.name = "signature", .target = Target::drag, .box = {420, 180, 360, 100}, .region = 1});
  scene.widgets.push_back({.name = "chip", .box = {40, 5, 120, 50}, .region = 3});
  return scene;
}

}  // namespace mingchou::client::gesture
