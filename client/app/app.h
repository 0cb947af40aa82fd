// The app without a browser: takes input, keeps the Model, draws a frame into Dear ImGui's draw list and says what
// the shell has to know. The worker drives it in the browser, tests drive it natively with a null renderer.
//
// One thread. Owns Dear ImGui's context; at most one App at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/input/touch.h"
#include "client/app/model/departments_loader.h"
#include "client/app/model/model.h"
#include "client/app/screens/departments.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Size of the canvas: CSS pixels, and device pixels per CSS pixel.
struct Surface {
  float width_px = 0;
  float height_px = 0;
  float density = 1;
};

enum class PointerAction { move, down, up, leave };
enum class Cursor { arrow, hand };

class App {
 public:
  /// The network outlives the app.
  App(Network& network, Language language);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// Once, before the first frame.
  Result<> set_font(std::span<const std::uint8_t> file);
  void set_test_font();
  /// Begins to fetch what the first screen shows.
  void start();

  void resize(const Surface& surface);
  void set_reduced_motion(bool reduced) { ui_.reduced_motion = reduced; }
  void pointer(PointerAction action, Point at);
  void touch(const TouchEvent& event);
  void wheel(Point at, float by_px);
  /// A KeyboardEvent.key pressed while the node of that id has the focus. False if the app has no use for it.
  bool key(std::string_view key, bool shift);
  /// The keyboard's focus went to a node ("" for none).
  void focus(std::string_view id, bool visible);
  /// A screen reader or the Enter key activates a node.
  void activate(std::string_view id);
  /// The browser says that the network came back.
  void network_returned();

  /// Draws one frame; ImGui::GetDrawData() is valid afterwards. True if another must follow at once.
  bool frame(double now_ms);

  const Semantics& semantics() const { return ui_.semantics; }
  Cursor cursor() const;
  /// Content moves under the finger or flies on: a tap now stops it.
  bool moving() const { return touch_.moving(); }
  const Model& model() const { return model_; }

 private:
  void apply(const std::vector<TouchCommand>& commands);
  void scroll_by_touch(const TouchCommand& command);
  void carry_out(const Actions& actions);

  Ui ui_;
  Surface surface_;
  TouchRecognizer touch_;
  std::string touched_area_id_;
  Model model_;
  departments_screen::State departments_state_;
  DepartmentsLoader departments_loader_;
  double last_frame_ms_ = 0;
  bool asleep_ = true;
};

}  // namespace mingchou::client
