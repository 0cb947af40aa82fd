#include "tests/client/raster.h"

#include <imgui.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string>

namespace mingchou::client {
namespace {

struct Texel {
  float red = 1, green = 1, blue = 1, alpha = 1;
};

Texel at(const ImTextureData& texture, int x, int y) {
  x = std::clamp(x, 0, texture.Width - 1);
  y = std::clamp(y, 0, texture.Height - 1);
  const auto* pixel = static_cast<const std::uint8_t*>(const_cast<ImTextureData&>(texture).GetPixelsAt(x, y));
  if (texture.Format == ImTextureFormat_Alpha8) return {1, 1, 1, static_cast<float>(pixel[0]) / 255};
  return {static_cast<float>(pixel[0]) / 255, static_cast<float>(pixel[1]) / 255, static_cast<float>(pixel[2]) / 255,
          static_cast<float>(pixel[3]) / 255};
}

Texel sampled(const ImTextureData& texture, float u, float v) {
  const float x = u * static_cast<float>(texture.Width) - 0.5f, y = v * static_cast<float>(texture.Height) - 0.5f;
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
  Texel sum{0, 0, 0, 0};
  for (const auto& [dx, dy] : {std::pair{0, 0}, std::pair{1, 0}, std::pair{0, 1}, std::pair{1, 1}}) {
    const float part = (dx ? fx : 1 - fx) * (dy ? fy : 1 - fy);
    const Texel texel = at(texture, left + dx, top + dy);
    sum.red += texel.red * part;
    sum.green += texel.green * part;
    sum.blue += texel.blue * part;
    sum.alpha += texel.alpha * part;
  }
  return sum;
}

struct Corner {
  float x, y, u, v;
  std::array<float, 4> color;
};

Corner corner_of(const ImDrawVert& vertex, const ImDrawData& data) {
  Corner corner{(vertex.pos.x - data.DisplayPos.x) * data.FramebufferScale.x,
                (vertex.pos.y - data.DisplayPos.y) * data.FramebufferScale.y,
                vertex.uv.x,
                vertex.uv.y,
                {}};
  for (unsigned i = 0; i < 4; ++i) corner.color[i] = static_cast<float>(vertex.col >> (8 * i) & 0xFF) / 255;
  return corner;
}

float edge(const Corner& a, const Corner& b, float x, float y) {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// Pixels on an edge that two triangles share belong to one of them.
bool owns(const Corner& a, const Corner& b, float weight) {
  if (weight != 0) return weight > 0;
  return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

struct Clip {
  int left, top, right, bottom;
};

void blend(Picture& picture, int x, int y, const std::array<float, 4>& color, const Texel& texel) {
  const float alpha = color[3] * texel.alpha;
  const std::array<float, 3> source{color[0] * texel.red, color[1] * texel.green, color[2] * texel.blue};
  auto* pixel = &picture.pixels[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                     static_cast<std::size_t>(x))];
  for (unsigned i = 0; i < 3; ++i)
    pixel[i] =
        static_cast<std::uint8_t>(std::lround(source[i] * 255 * alpha + static_cast<float>(pixel[i]) * (1 - alpha)));
}

void draw_triangle(Picture& picture, std::array<Corner, 3> c, const Clip& clip, const ImTextureData& texture) {
  float area = edge(c[0], c[1], c[2].x, c[2].y);
  if (area == 0) return;
  if (area < 0) {
    std::swap(c[1], c[2]);
    area = -area;
  }
  const auto [min_x, max_x] = std::minmax({c[0].x, c[1].x, c[2].x});
  const auto [min_y, max_y] = std::minmax({c[0].y, c[1].y, c[2].y});
  for (int y = std::max(clip.top, static_cast<int>(min_y)); y < std::min(clip.bottom, static_cast<int>(max_y) + 1); ++y)
    for (int x = std::max(clip.left, static_cast<int>(min_x)); x < std::min(clip.right, static_cast<int>(max_x) + 1);
         ++x) {
      const float px = static_cast<float>(x) + 0.5f, py = static_cast<float>(y) + 0.5f;
      const float w0 = edge(c[1], c[2], px, py), w1 = edge(c[2], c[0], px, py), w2 = edge(c[0], c[1], px, py);
      if (!owns(c[1], c[2], w0) || !owns(c[2], c[0], w1) || !owns(c[0], c[1], w2)) continue;
      const auto mixed = [&](float a, float b, float d) { return (a * w0 + b * w1 + d * w2) / area; };
      std::array<float, 4> color{};
      for (unsigned i = 0; i < 4; ++i) color[i] = mixed(c[0].color[i], c[1].color[i], c[2].color[i]);
      blend(picture, x, y, color, sampled(texture, mixed(c[0].u, c[1].u, c[2].u), mixed(c[0].v, c[1].v, c[2].v)));
    }
}

std::string chunk(const std::string& tag, const std::string& content) {
  const auto number = [](std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
  };
  const std::string body = tag + content;
  const auto checksum =
      static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size())));
  return number(static_cast<std::uint32_t>(content.size())) + body + number(checksum);
}

}  // namespace

Picture rasterized(const ImDrawData& data) {
  Picture picture{static_cast<int>(std::lround(data.DisplaySize.x * data.FramebufferScale.x)),
                  static_cast<int>(std::lround(data.DisplaySize.y * data.FramebufferScale.y)),
                  {}};
  picture.pixels.resize(3 * static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  for (const ImDrawList* list : data.CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback || !command.TexRef._TexData) continue;
      const Clip clip{std::max(0, static_cast<int>(command.ClipRect.x * data.FramebufferScale.x)),
                      std::max(0, static_cast<int>(command.ClipRect.y * data.FramebufferScale.y)),
                      std::min(picture.width, static_cast<int>(command.ClipRect.z * data.FramebufferScale.x)),
                      std::min(picture.height, static_cast<int>(command.ClipRect.w * data.FramebufferScale.y))};
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        std::array<Corner, 3> corners{};
        for (unsigned k = 0; k < 3; ++k) {
          const ImDrawIdx index = list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)];
          corners[k] = corner_of(list->VtxBuffer[static_cast<int>(command.VtxOffset + index)], data);
        }
        draw_triangle(picture, corners, clip, *command.TexRef._TexData);
      }
    }
  return picture;
}

void write_png(const Picture& picture, const std::filesystem::path& file) {
  std::string rows;
  const auto row_bytes = static_cast<std::size_t>(picture.width) * 3;
  for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
    rows += '\0';
    rows.append(reinterpret_cast<const char*>(picture.pixels.data()) + y * row_bytes, row_bytes);
  }
  uLongf size = compressBound(rows.size());
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
                rows.size(), 6) != Z_OK)
    throw std::runtime_error("the picture could not be packed");
  packed.resize(size);
  std::string header;
  for (const int side : {picture.width, picture.height})
    for (int shift = 24; shift >= 0; shift -= 8)
      header += static_cast<char>(static_cast<unsigned>(side) >> shift & 0xFF);
  header += {8, 2, 0, 0, 0};
  std::ofstream out(file, std::ios::binary);
  out << "\x89PNG\r\n\x1A\n" << chunk("IHDR", header) << chunk("IDAT", packed) << chunk("IEND", "");
  if (!out) throw std::runtime_error("can't write " + file.string());
}

}  // namespace mingchou::client
