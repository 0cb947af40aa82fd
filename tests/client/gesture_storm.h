// Random gestures by the thousand on demo_scene(), each checked against what it must and must not have done. The
// oracle looks only at the samples that it made itself, not at the recogniser's inside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mingchou::client::gesture {

struct StormReport {
  std::vector<std::string> broken;  ///< "gesture 17: rule", at most 20
  int gestures = 0;
  int taps = 0;
  int contexts = 0;
  int drags = 0;
  int cancels = 0;
  int catches = 0;         ///< touches that met a fling
  int flings = 0;          ///< lifts that left one
  int travels = 0;         ///< scrolls whose distance was checked
  int second_fingers = 0;  ///< gestures with one
  int interrupts = 0;
};

/// The same seed makes the same gestures everywhere.
StormReport storm(std::uint64_t seed, int gestures);

}  // namespace mingchou::client::gesture
