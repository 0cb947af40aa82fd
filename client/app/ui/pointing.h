// From pointer samples to what they do on the screen: the gesture recogniser over what was drawn last, and its commands
// carried out on Dear ImGui and on scroll areas.
//
// Samples come between frames; a frame is drawn when next_frame_ms() says so. Coordinates are those of the screens.
#pragma once

#include <optional>

#include "client/app/input/command_queue.h"
#include "client/app/input/gesture.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

class Pointing : private gesture::Surface {
 public:
  /// The Ui must outlive it.
  explicit Pointing(Ui& ui) : ui_(ui), recogniser_(*this) {}
  Pointing(const Pointing&) = delete;
  Pointing& operator=(const Pointing&) = delete;

  void handle(const gesture::Sample& sample);
  /// Before ImGui::NewFrame().
  void before_frame(double now_ms);
  /// Whatever is pressed is taken back and what flies stops: the screen changes, or something else scrolls.
  void interrupt();

  /// The same, and what was pressed but not yet carried out never will be: it was meant for what has gone.
  void forget();

  /// Content moves under the finger or flies on: a touch now stops it and presses nothing.
  bool moving() const { return recogniser_.moving(); }
  /// Dear ImGui has not taken all of it yet: a tap needs several frames.
  bool has_waiting() const;
  /// When the next frame is wanted: in the past for "at once", empty for "not at all".
  std::optional<double> next_frame_ms() const;

 private:
  gesture::Hit hit(gesture::Vector point) const override;
  std::optional<gesture::Region> region(gesture::RegionId id) const override;
  void carry_out_all();
  void carry_out(const gesture::Command& command);

  Ui& ui_;
  gesture::Recogniser recogniser_;
  gesture::CommandQueue queue_;
};

}  // namespace mingchou::client
