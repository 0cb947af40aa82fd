#include "client/app/ui/fonts.h"

#include <imgui.h>

#include <cstring>
#include <optional>

namespace mingchou::embedded {
extern const std::string_view icon_font;
}

namespace mingchou::client {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::optional<std::uint32_t> number_at(Bytes file, std::size_t offset, std::size_t bytes) {
  if (offset > file.size() || file.size() - offset < bytes) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = value << 8 | file[offset + i];
  return value;
}

std::optional<std::size_t> table_offset(Bytes file, std::string_view tag) {
  const auto count = number_at(file, 4, 2);
  for (std::size_t i = 0; count && i < *count; ++i) {
    const std::size_t record = 12 + 16 * i;
    const auto offset = number_at(file, record + 8, 4);
    if (offset && std::memcmp(&file[record], tag.data(), 4) == 0) return *offset;
  }
  return std::nullopt;
}

/// A file that broke off keeps its directory and lacks what that points to.
bool holds_its_tables(Bytes file) {
  const auto count = number_at(file, 4, 2);
  if (!count || *count == 0) return false;
  for (std::size_t i = 0; i < *count; ++i) {
    const auto offset = number_at(file, 12 + 16 * i + 8, 4), bytes = number_at(file, 12 + 16 * i + 12, 4);
    if (!offset || !bytes || *offset > file.size() || file.size() - *offset < *bytes) return false;
  }
  return true;
}

/// (ascent + descent) / em, from the tables "head" and "hhea".
std::optional<float> height_per_em(Bytes file) {
  const auto head = table_offset(file, "head"), hhea = table_offset(file, "hhea");
  if (!head || !hhea) return std::nullopt;
  const auto em = number_at(file, *head + 18, 2), ascent = number_at(file, *hhea + 4, 2),
             descent = number_at(file, *hhea + 6, 2);
  if (!em || !ascent || !descent || *em == 0) return std::nullopt;
  const int height = static_cast<std::int16_t>(*ascent) - static_cast<std::int16_t>(*descent);
  if (height <= 0) return std::nullopt;
  return static_cast<float>(height) / static_cast<float>(*em);
}

/// Adds a copy of the file, which the atlas owns.
Result<Font> add_face(Bytes file, const ImFontConfig& wanted) {
  const auto ratio = holds_its_tables(file) ? height_per_em(file) : std::nullopt;
  if (!ratio) return fail(Error("client.damaged_font"));
  void* copy = ImGui::MemAlloc(file.size());
  std::memcpy(copy, file.data(), file.size());
  ImFontConfig config = wanted;
  config.FontDataOwnedByAtlas = true;
  ImFont* face = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(copy, static_cast<int>(file.size()), 0, &config);
  if (!face) return fail(Error("client.damaged_font"));
  return Font{face, *ratio};
}

}  // namespace

Result<Font> add_font(std::span<const std::uint8_t> file) { return add_face(file, {}); }

Result<> merge_font(ImFont* face, std::span<const std::uint8_t> file) {
  ImFontConfig config;
  config.MergeMode = true;
  config.DstFont = face;
  MC_TRY(add_face(file, config));
  return {};
}

Result<Font> add_icon_font() {
  ImFontConfig config;
  // Placed on whole pixels, so nothing is gained by averaging columns, and strokes would blur.
  config.OversampleH = 1;
  const std::string_view file = embedded::icon_font;
  return add_face({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()}, config);
}

Font add_test_font() { return {ImGui::GetIO().Fonts->AddFontDefault(), 1}; }

}  // namespace mingchou::client
