#include "tests/client/harness.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "tests/client/account_support.h"
#include "tests/client/real_font.h"

namespace mingchou::client {
namespace {

/// Takes Dear ImGui's textures as a renderer would.
void take_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) switch (texture->Status) {
      case ImTextureStatus_WantCreate:
      case ImTextureStatus_WantUpdates:
        texture->SetTexID(1);
        texture->SetStatus(ImTextureStatus_OK);
        break;
      case ImTextureStatus_WantDestroy:
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
        break;
      case ImTextureStatus_OK:
      case ImTextureStatus_Destroyed:
        break;
    }
}

constexpr int frames_max = 1000;
constexpr int calls_max = 10'000;
constexpr std::size_t slots_of_a_new_device = 8;

}  // namespace

Harness::Harness(const Look& look, std::string_view path)
    : app({network, shell, clock, random, storage, stopwatch},
          {.language = look.language, .theme = look.theme, .text_size = look.text_size}) {
  REQUIRE(app.set_font(real_font()));
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  app.set_origin("https://mingchou.example");
  app.resize(look.surface);
  app.start(path);
  settle();
}

bool Harness::frame(double after_ms) {
  now_ms += after_ms;
  stopwatch.at_ms += after_ms;
  const bool more = app.frame(now_ms);
  take_textures();
  for (int calls = 0; app.work() == 0.0; ++calls) REQUIRE(calls < calls_max);
  return app.take_wants_frame() || more;
}

int Harness::settle() {
  int frames = 0;
  for (int left = 2; left > 0 && frames < frames_max; ++frames) {
    const bool more = frame();
    left = more ? std::max(1, left - 1) : left - 1;
  }
  CHECK(frames < frames_max);
  return frames;
}

void Harness::answer(std::string body, int status) {
  REQUIRE(network.last);
  std::exchange(network.last, {})(HttpAnswer{.status = status, .body = std::move(body)});
  settle();
}

void Harness::fail_with(const char* what) {
  REQUIRE(network.last);
  std::exchange(network.last, {})(fail(Error(what)));
  settle();
}

void Harness::sign_in() {
  const bool is_asked = !network.accounts.empty() && network.accounts.front().request.path == "/api/v1/session";
  if (is_asked) accounts_test::answer(network, 200, accounts_test::session_json({}, R"("registers_read":"all")"));
  settle();
}

void Harness::open_storage() {
  sign_in();
  disk = std::make_unique<SimulatedDisk>(slots_of_a_new_device);
  app.storage().opened({.device = disk.get(), .key_state = KeyState::missing});
  for (int steps = 0; steps < 10 && app.storage().phase() != StoragePhase::ready; ++steps) {
    if (std::exchange(storage.keys, 0) > 0) app.storage().key_created(DatabaseKey{});
    if (std::exchange(storage.reopened, 0) > 0) app.storage().slot_reopened();
  }
  REQUIRE(app.storage().phase() == StoragePhase::ready);
  settle();
}

void Harness::resize(const Surface& surface) {
  app.resize(surface);
  settle();
}

void Harness::open(std::string_view path) {
  app.open_route(path);
  settle();
}

std::vector<Node> Harness::all(Role role) const {
  std::vector<Node> found;
  for (const auto& entry : app.semantics().entries())
    if (entry.node.role == role) found.push_back(entry.node);
  return found;
}

Node Harness::named(Role role, std::string_view name) const {
  for (const Node& node : all(role))
    if (node.name == name) return node;
  return {};
}

Node Harness::with_id(std::string_view id) const {
  for (const auto& entry : app.semantics().entries())
    if (entry.node.id == id) return entry.node;
  return {};
}

bool Harness::says(std::string_view words) const {
  return std::ranges::any_of(app.semantics().entries(), [&](const Semantics::Entry& entry) {
    return entry.node.name.find(words) != std::string::npos || entry.node.description.find(words) != std::string::npos;
  });
}

Point Harness::middle_of(Role role, std::string_view name) const {
  const Node node = named(role, name);
  CAPTURE(name);
  REQUIRE(!node.id.empty());
  // Events come in CSS pixels, nodes are in those of the chosen text size.
  return {(node.rect.x + node.rect.width / 2) * app.zoom(), (node.rect.y + node.rect.height / 2) * app.zoom()};
}

void Harness::click(Role role, std::string_view name) { click_at(middle_of(role, name)); }
void Harness::tap(Role role, std::string_view name) { tap_at(middle_of(role, name)); }

void Harness::activate(Role role, std::string_view name) {
  const Node node = named(role, name);
  CAPTURE(name);
  REQUIRE(!node.id.empty());
  app.activate(node.id);
  settle();
}

void Harness::mouse(gesture::Phase phase, Point at) {
  app.pointer({.pointer = 1,
               .kind = gesture::PointerKind::mouse,
               .phase = phase,
               .at = {static_cast<double>(at.x), static_cast<double>(at.y)},
               .time_ms = now_ms});
}

void Harness::finger(gesture::Phase phase, Point at, int pointer) {
  app.pointer({.pointer = pointer,
               .phase = phase,
               .at = {static_cast<double>(at.x), static_cast<double>(at.y)},
               .time_ms = now_ms});
}

void Harness::click_at(Point at) {
  for (const gesture::Phase phase :
       {gesture::Phase::move, gesture::Phase::down, gesture::Phase::up, gesture::Phase::cancel}) {
    mouse(phase, at);
    settle();
  }
}

void Harness::tap_at(Point at) {
  finger(gesture::Phase::down, at);
  frame();
  now_ms += 30;
  finger(gesture::Phase::up, at);
  settle();
}

void Harness::swipe(Point from, Point to, double over_ms) {
  constexpr int samples = 10;
  finger(gesture::Phase::down, from);
  for (int i = 1; i <= samples; ++i) {
    const float part = static_cast<float>(i) / samples;
    const Point at{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
    frame(over_ms / samples);
    finger(gesture::Phase::move, at);
  }
  finger(gesture::Phase::up, to);
  settle();
}

void Harness::type(std::string_view field_id, std::string words, bool enter) {
  const auto& fields = app.fields();
  const auto field = std::ranges::find(fields, field_id, &EditableField::id);
  CAPTURE(field_id);
  REQUIRE(field != fields.end());
  app.edit({.id = field->id,
            .text = std::move(words),
            .entered = enter,
            .revision = field->revision + 1,
            .subject = field->subject});
  settle();
}

}  // namespace mingchou::client
