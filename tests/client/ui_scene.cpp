#include "tests/client/ui_scene.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>

#include "tests/client/real_font.h"

namespace mingchou::client {
namespace {

constexpr int frames_max = 2000;
constexpr double frame_ms = 16;

void take_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

}  // namespace

UiScene::UiScene(Rect surface) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  ui.font = add_font(real_font()).value();
  ui.icons = add_icon_font().value();
  ui.surface = surface;
}

UiScene::~UiScene() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
  ImGui::DestroyContext();
}

bool UiScene::frame() {
  now_ms += frame_ms;
  ui.now_ms = now_ms;
  ui.step_ms = static_cast<float>(frame_ms);
  pointing.before_frame(now_ms);
  ImGui::GetIO().DisplaySize = {ui.surface.width, ui.surface.height};
  ImGui::GetIO().DeltaTime = static_cast<float>(frame_ms / 1000);
  ImGui::NewFrame();
  begin_frame(ui);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({ui.surface.width, ui.surface.height});
  ImGui::Begin("canvas", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav);
  draw(ui);
  ImGui::End();
  ImGui::Render();
  end_frame(ui);
  ui.keys.clear();
  take_textures();
  const auto next_ms = pointing.next_frame_ms();
  return ui.animating || (next_ms && *next_ms <= now_ms);
}

int UiScene::settle() {
  int frames = 0;
  for (int left = 2; left > 0 && frames < frames_max; ++frames) left = frame() ? std::max(1, left - 1) : left - 1;
  CHECK(frames < frames_max);
  return frames;
}

void UiScene::wait(double for_ms) {
  const double until_ms = now_ms + for_ms;
  settle();
  for (int frames = 0; frames < frames_max; ++frames) {
    const auto next_ms = pointing.next_frame_ms();
    if (!next_ms || *next_ms > until_ms) break;
    now_ms = std::max(now_ms, *next_ms);
    frame();
  }
  now_ms = std::max(now_ms, until_ms);
}

void UiScene::finger(gesture::Phase phase, gesture::Vector at) {
  pointing.handle({.pointer = 1, .phase = phase, .at = at, .time_ms = now_ms});
}

void UiScene::tap(gesture::Vector at) {
  finger(gesture::Phase::down, at);
  frame();
  finger(gesture::Phase::up, at);
  settle();
}

void UiScene::flick(gesture::Vector from, gesture::Vector to) {
  constexpr int steps = 6;
  finger(gesture::Phase::down, from);
  for (int i = 1; i <= steps; ++i) {
    frame();
    const double part = static_cast<double>(i) / steps;
    finger(gesture::Phase::move, {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
  }
  finger(gesture::Phase::up, to);
}

void UiScene::focus(std::string_view id) {
  ui.focused_id = id;
  ui.focus_visible = true;
}

Node UiScene::node(std::string_view id) const {
  for (const auto& entry : ui.semantics.entries())
    if (entry.node.id == id) return entry.node;
  return {};
}

std::vector<Node> UiScene::all(Role role) const {
  std::vector<Node> found;
  for (const auto& entry : ui.semantics.entries())
    if (entry.node.role == role) found.push_back(entry.node);
  return found;
}

}  // namespace mingchou::client
