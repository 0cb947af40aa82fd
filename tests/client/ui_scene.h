// Widgets without an app: one function draws, in the same frames and under the same pointer input as in the app.
// For what no screen shows in the test's way: lists of 100,000 rows, fields in every state, long presses.
#pragma once

#include <functional>
#include <string_view>

#include "client/app/ui/pointing.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

class UiScene {
 public:
  explicit UiScene(Rect surface = {0, 0, 800, 600});
  ~UiScene();
  UiScene(const UiScene&) = delete;
  UiScene& operator=(const UiScene&) = delete;

  /// Called in each frame.
  std::function<void(Ui&)> draw = [](Ui&) {};

  /// True if another frame must follow at once.
  bool frame();
  /// Two frames for what happened, then as long as one is asked for. Returns how many.
  int settle();
  /// Time passes; what is due is drawn.
  void wait(double for_ms);

  void finger(gesture::Phase phase, gesture::Vector at);
  void tap(gesture::Vector at);
  /// A swift stroke of 100 ms, then lifted; whatever flies then is not waited for.
  void flick(gesture::Vector from, gesture::Vector to);
  void key(std::string_view key) { ui.keys.push_back({.key = std::string(key)}); }
  /// The browser's focus went to that node by keyboard.
  void focus(std::string_view id);

  /// No node has an empty id.
  Node node(std::string_view id) const;
  std::vector<Node> all(Role role) const;

  Ui ui;
  Pointing pointing{ui};
  double now_ms = 1000;
};

}  // namespace mingchou::client
