#include "client/app/ui/motion.h"

#include <cmath>

namespace mingchou::client {
namespace {

/// A part of the way that nobody sees.
constexpr float arrived = 0.004f;

std::uint8_t mixed(std::uint8_t a, std::uint8_t b, float part_of_b) {
  return static_cast<std::uint8_t>(
      std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * part_of_b));
}

}  // namespace

float moved(Ui& ui, const std::string& id, float target, float from) {
  const auto [entry, is_new] = ui.motions.try_emplace(id, Motion{from});
  Motion& motion = entry->second;
  motion.in_use = true;
  const float way = target - motion.at;
  if (way == 0) return motion.at;
  if (ui.reduced_motion || std::fabs(way) < arrived) return motion.at = target;
  // Draws where it starts first: the frame in which it appears may be late.
  if (!is_new) motion.at += way * (1 - std::exp(-ui.step_ms / motion_ms));
  ui.animating = true;
  return motion.at;
}

Color mixed(Color a, Color b, float part_of_b) {
  return {mixed(a.red, b.red, part_of_b), mixed(a.green, b.green, part_of_b), mixed(a.blue, b.blue, part_of_b),
          mixed(a.alpha, b.alpha, part_of_b)};
}

}  // namespace mingchou::client
