// Draws Dear ImGui's triangles into pixels, and writes them as PNG: the app's looks without a browser. Slow and
// exact; the blending is that of the OpenGL back end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

struct ImDrawData;

namespace mingchou::client {

struct Picture {
  int width = 0;
  int height = 0;
  /// RGB, row by row.
  std::vector<std::uint8_t> pixels;
};

Picture rasterized(const ImDrawData& data);
void write_png(const Picture& picture, const std::filesystem::path& file);

}  // namespace mingchou::client
