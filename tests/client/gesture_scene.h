// A screen of rectangles under the gesture recogniser, and a player that feeds it samples and frames as a browser
// does. The player consumes every command, applies scrolls the way Dear ImGui does (to whole pixels), and notes
// each break of what must always hold; tests look at `broken` and at what happened.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "client/app/input/gesture.h"

namespace mingchou::client::gesture {

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  bool contains(Vector p) const { return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height; }
};

struct SceneRegion {
  std::string name;
  Box box;  ///< in the content of its parent
  RegionId parent = 0;
  Vector offset_max = {};
  double row_height = 0;  ///< > 0: filled with pressable rows
  Vector offset = {};
  bool removed = false;
};

struct SceneWidget {
  std::string name;
  Target target = Target::pressable;
  Box box;  ///< in the content of its region
  RegionId region = 0;
  bool has_context_action = false;
  DragAxis drag_axis = DragAxis::any;
  bool removed = false;
};

class Scene : public Surface {
 public:
  std::vector<SceneRegion> regions;  ///< id = index + 1, parents before children
  std::vector<SceneWidget> widgets;  ///< later ones lie on top; id = index + 1

  Hit hit(Vector point) const override;
  std::optional<Region> region(RegionId id) const override;

  RegionId region_named(std::string_view name) const;
  /// Rows are called "list/7".
  std::string target_name(TargetId id) const;

 private:
  Vector origin_of(RegionId content) const;
};

class Player {
 public:
  Scene scene;
  Recogniser recogniser{scene};
  double frame_interval_ms = 1000.0 / 60;

  /// Draws the frames that are wanted up to this time. While `stalled` there are none.
  void run_until(double time_ms);
  void play(const Sample& sample);
  void interrupt();
  /// Runs until no frame is wanted; broken if that takes longer than any fling may.
  void settle();

  std::vector<std::string> broken;
  std::vector<std::string> actions;  ///< in words, without scroll and move
  std::string last_target;           ///< of the last press, context or tap_on_field
  int taps = 0;                      ///< touch releases after a press that was no drag, and taps on fields
  int drags = 0;                     ///< touch releases of a drag
  int cancels = 0;
  int contexts = 0;
  int frames = 0;
  int scrolls = 0;
  double scrolled_by_finger = 0;  ///< sum of offset changes while a finger was down
  bool reached_an_end = false;    ///< an offset became 0 or the largest
  Axis scroll_axis = Axis::y;
  RegionId scroll_region = 0;
  bool stalled = false;
  double now_ms = 0;

 private:
  void consume(const CommandList& commands, bool by_finger);
  void consume(const Command& command, bool by_finger);
  void scroll(const Command& command, bool by_finger);
  void check(bool good, const char* rule);

  std::vector<std::pair<RegionId, Vector>> exact_;  ///< offsets as commanded, before rounding
  bool touch_held_ = false;
  bool touch_moved_ = false;
  bool mouse_held_ = false;
  bool hovering_ = false;
  double last_frame_ms_ = -1e9;
};

/// A page with a list of rows, a slider, a field, a button with a context action, and a row of chips that scrolls
/// sideways inside the list.
Scene demo_scene();

}  // namespace mingchou::client::gesture
