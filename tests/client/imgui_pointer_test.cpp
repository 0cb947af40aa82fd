// The recogniser before a real Dear ImGui without a renderer: what ImGui takes for a click must be what the
// recogniser meant as one, at every frame rate, whatever is cancelled or scrolled around it.
#include "client/app/input/imgui_pointer.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "client/app/input/gesture.h"
#include "client/app/input/gesture_fault.h"
#include "shared/base/random.h"

using namespace mingchou;
using namespace mingchou::client::gesture;

namespace {

constexpr float row_height = 56;
constexpr int row_count = 1000;
constexpr float screen_height = 800;

/// A list of buttons that fills the screen.
class ListOnImgui : public Surface {
 public:
  explicit ListOnImgui(double frame_interval_ms) : interval_ms_(frame_interval_ms) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = {800, screen_height};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    draw(0);
    draw(0);
    clicks.clear();
  }
  ~ListOnImgui() override {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext();
  }
  ListOnImgui(const ListOnImgui&) = delete;
  ListOnImgui& operator=(const ListOnImgui&) = delete;

  Hit hit(Vector point) const override {
    return {.target = Target::pressable, .id = static_cast<TargetId>((point.y + offset_) / row_height), .region = 1};
  }
  std::optional<Region> region(RegionId) const override {
    return Region{1, 0, {0, offset_}, {0, row_height * row_count - screen_height}};
  }

  void play(Phase phase, Vector at, double time_ms) {
    run_until(time_ms);
    take(recogniser.handle({.pointer = 1, .phase = phase, .at = at, .time_ms = time_ms}));
  }
  void run_until(double time_ms) {
    for (; last_frame_ms_ + interval_ms_ <= time_ms; last_frame_ms_ += interval_ms_) {
      const auto due_ms = recogniser.next_frame_ms();
      if ((due_ms && *due_ms <= last_frame_ms_ + interval_ms_) || wants_frame(queue_))
        draw(last_frame_ms_ + interval_ms_);
    }
  }

  Recogniser recogniser{*this};
  std::map<int, int> clicks;  ///< by row, as ImGui saw them
  std::map<int, int> meant;   ///< by row, as the recogniser did
  int cancels = 0;
  bool wants() const { return wants_frame(queue_) || recogniser.next_frame_ms(); }

 private:
  void take(const CommandList& commands) {
    for (const auto& command : commands) {
      if (command.action == Action::release) ++meant[static_cast<int>(command.target)];
      if (command.action == Action::cancel) ++cancels;
    }
    queue_.add(commands);
    carry_out();
  }
  void carry_out() {
    client::gesture::carry_out(queue_, *this, [&](const Command& command) {
      if (command.action == Action::scroll) offset_ = static_cast<float>(std::round(command.to));
    });
  }
  void draw(double now_ms) {
    take(recogniser.frame(now_ms));
    ImGui::GetIO().DeltaTime = static_cast<float>(interval_ms_ / 1000);
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({800, screen_height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("list", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    const int first = static_cast<int>(offset_ / row_height);
    for (int row = first; row < std::min(row_count, first + 16); ++row) {
      ImGui::SetCursorPos({0, static_cast<float>(row) * row_height - offset_});
      ImGui::PushID(row);
      if (ImGui::Button("row", {800, row_height})) ++clicks[row];
      ImGui::PopID();
    }
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }

  double interval_ms_;
  double last_frame_ms_ = 0;
  float offset_ = 0;
  CommandQueue queue_;
};

/// Taps, holds that are cancelled, and drags of rows, at random moments.
void random_touches(ListOnImgui& list, int count) {
  SeededRandom random(3);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random.below(1'000'001)) / 1e6;
  };
  double time_ms = 0;
  for (int i = 0; i < count; ++i) {
    Vector at{between(10, 790), between(10, 790)};
    const auto kind = random.below(4);
    time_ms += between(5, 600);
    list.play(Phase::down, at, time_ms);
    time_ms += kind == 0 ? between(5, 80) : between(40, 300);
    if (kind == 2) {
      at.y += random.below(2) == 0 ? 30 : -30;
      list.play(Phase::move, at, time_ms);
      time_ms += random.below(2) == 0 ? 10 : 130;
    }
    list.play(kind == 1 ? Phase::cancel : Phase::up, at, time_ms);
  }
  list.run_until(time_ms + 10'000);
}

struct Outcome {
  int meant = 0;
  int lost = 0;
  int spurious = 0;  ///< clicks on a row that were not meant
};

Outcome compare(ListOnImgui& list) {
  Outcome outcome;
  for (const auto& [row, count] : list.meant) {
    outcome.meant += count;
    outcome.lost += std::max(0, count - list.clicks[row]);
  }
  for (const auto& [row, count] : list.clicks) outcome.spurious += std::max(0, count - list.meant[row]);
  return outcome;
}

}  // namespace

TEST_CASE("Dear ImGui clicks what the recogniser taps: nothing else at any frame rate, and all at usual ones") {
  const int touches = std::getenv("MINGCHOU_LONG") == nullptr ? 1'000 : 20'000;
  for (const double interval_ms : {8.333, 16.667, 33.0, 57.0, 165.0}) {
    CAPTURE(interval_ms);
    ListOnImgui list(interval_ms);
    random_touches(list, touches);
    const auto outcome = compare(list);
    CHECK(outcome.meant > touches / 3);
    CHECK(list.cancels > touches / 10);
    CHECK(outcome.spurious == 0);
    // Taps in haste at six frames a second wait for ImGui, and some rows have moved away by then.
    CHECK(outcome.lost <= (interval_ms > 100 ? outcome.meant / 15 : 0));
    CHECK_FALSE(list.wants());
  }
}

TEST_CASE("a queue that does not wait is noticed") {
  planted_fault = Fault::queue_never_waits;
  int wrong = 0;
  for (const double interval_ms : {57.0, 165.0}) {
    ListOnImgui list(interval_ms);
    random_touches(list, 1'000);
    wrong += compare(list).spurious + compare(list).lost;
  }
  planted_fault = Fault::none;
  CHECK(wrong > 0);
}
