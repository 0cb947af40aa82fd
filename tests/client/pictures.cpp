// Pictures of every screen in every state, without a browser: client_pictures FOLDER [WORD...]. Only scenes whose
// file name contains all the words are drawn. For eyes: nothing compares them.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <filesystem>
#include <print>
#include <span>
#include <string>

#include "tests/client/raster.h"
#include "tests/client/scenes.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

struct Size {
  std::string_view name;
  Surface surface;
};
constexpr Size sizes[] = {{"desktop", {1440, 900, 1}},
                          {"upright", {834, 1194, 1}},
                          {"across", {1194, 834, 1}},
                          {"phone", {390, 844, 2}},
                          {"small", {320, 480, 2}}};

void draw_one(const Scene& scene, const Size& size, Language language, ThemeChoice theme, TextSize text_size,
              const std::filesystem::path& folder, std::span<char*> words) {
  const std::string name = std::string(scene.name) + "-" + std::string(size.name) + "-" +
                           (language == Language::chinese ? "zh" : "en") + "-" + std::string(name_of(theme)) +
                           (text_size == TextSize::standard ? "" : "-" + std::string(name_of(text_size)));
  if (!std::ranges::all_of(words, [&](const char* word) { return name.find(word) != std::string::npos; })) return;
  Harness harness({size.surface, language, theme, text_size}, scene.path);
  scene.arrange(harness);
  write_png(rasterized(*ImGui::GetDrawData()), folder / (name + ".png"));
  std::println("{}", (folder / (name + ".png")).string());
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::println("usage: client_pictures FOLDER [WORD...]");
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  std::filesystem::create_directories(folder);
  const std::span words(arguments + 2, static_cast<std::size_t>(count - 2));
  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  for (const Scene& scene : scenes())
    for (const Size& size : sizes)
      for (const Language language : {Language::chinese, Language::english})
        for (const ThemeChoice theme : {ThemeChoice::light, ThemeChoice::dark})
          for (const TextSize text_size : {TextSize::standard, TextSize::larger})
            draw_one(scene, size, language, theme, text_size, folder, words);
  return 0;
}
