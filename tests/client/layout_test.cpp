// The rules of layout (layout_rules.h) over every screen in every state, on every size, in both languages and with
// small and large letters; and that the rules find what they are there to find.
#include <doctest/doctest.h>
#include <imgui.h>

#include <string>

#include "tests/client/layout_rules.h"
#include "tests/client/scenes.h"
#include "tests/sanitized.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

std::string joined(const Faults& faults) {
  std::string all;
  for (const std::string& fault : faults) all += "\n  " + fault;
  return all;
}

std::string describe(const Scene& scene, const Look& look) {
  return std::string(scene.name) + " " + std::to_string(static_cast<int>(look.surface.width_px)) + "x" +
         std::to_string(static_cast<int>(look.surface.height_px)) + " " +
         (look.language == Language::chinese ? "zh " : "en ") + std::string(name_of(look.theme)) + " " +
         std::string(name_of(look.text_size));
}

/// The scene as it stands, with all that was drawn.
struct Shown {
  Shown(const Scene& scene, const Look& look) : harness(look, scene.path) {
    scene.arrange(harness);
    harness.app.log_text(&texts);
    harness.settle();
    harness.app.log_text(nullptr);
  }
  Harness harness;
  std::vector<DrawnText> texts;
};

void check_layout(const Scene& scene, const Look& look) {
  INFO(describe(scene, look));
  const Shown shown(scene, look);
  CHECK(!shown.texts.empty());
  for (const Faults& faults :
       {outside_the_screen(shown.harness), poor_targets(shown.harness), poor_structure(shown.harness),
        cut_text(shown.harness, shown.texts), overlapping_text(shown.harness, shown.texts)})
    CHECK_MESSAGE(faults.empty(), joined(faults));
}

const Scene& scene(std::string_view name) {
  for (const Scene& scene : scenes())
    if (scene.name == name) return scene;
  throw std::runtime_error("no such scene");
}

}  // namespace

TEST_CASE("layout: every screen fits every size, in both languages, with small and large letters") {
  if (is_sanitized) {
    // Each screen is drawn once; where things stand is the plain build's.
    for (const Scene& scene : scenes())
      check_layout(scene, {surfaces[1], Language::english, ThemeChoice::light, TextSize::larger});
    return;
  }
  for (const Scene& scene : scenes())
    for (const Surface& surface : surfaces)
      for (const Language language : {Language::chinese, Language::english})
        for (const TextSize size : {TextSize::standard, TextSize::larger})
          check_layout(scene, {surface, language, ThemeChoice::light, size});
}

TEST_CASE("layout: text has 7:1 to what it is drawn on, in both themes, measured in the pixels") {
  if (is_sanitized) return;
  for (const Scene& scene : scenes())
    for (const ThemeChoice theme : {ThemeChoice::light, ThemeChoice::dark}) {
      const Look look{{390, 844, 1}, Language::chinese, theme, TextSize::standard};
      INFO(describe(scene, look));
      const Shown shown(scene, look);
      const Faults faults = poor_contrast(shown.harness, shown.texts, rasterized(*ImGui::GetDrawData()));
      CHECK_MESSAGE(faults.empty(), joined(faults));
    }
}

TEST_CASE("layout: the rules find text that is cut, overlaps, or is too pale") {
  Shown shown(scene("departments-none"), Look{});
  const Picture picture = rasterized(*ImGui::GetDrawData());
  CHECK(cut_text(shown.harness, shown.texts).empty());
  std::vector<DrawnText> faulty = shown.texts;
  faulty.push_back(faulty.front());
  CHECK(!overlapping_text(shown.harness, faulty).empty());
  faulty = shown.texts;
  faulty.front().color = shown.harness.app.ui().theme->line;
  CHECK(poor_contrast(shown.harness, shown.texts, picture).empty());
  CHECK(!poor_contrast(shown.harness, faulty, picture).empty());
  faulty.front().rect.x = -40;
  CHECK(!cut_text(shown.harness, faulty).empty());
}
