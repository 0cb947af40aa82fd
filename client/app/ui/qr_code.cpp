#include "client/app/ui/qr_code.h"

#include <qrcodegen.h>

#include <algorithm>
#include <cmath>

namespace mingchou::client {
namespace {

/// The fewest modules are the largest; what room is left makes the code the more robust (the last argument).
/// Room for an address with a token; a larger code would be too fine for a camera at the other end of a room.
constexpr int version_max = 15;
constexpr int quiet_modules = 4;

}  // namespace

QrPicture qr_picture(std::string_view text) {
  QrPicture picture;
  picture.text = text;
  std::uint8_t code[qrcodegen_BUFFER_LEN_FOR_VERSION(version_max)];
  std::uint8_t scratch[qrcodegen_BUFFER_LEN_FOR_VERSION(version_max)];
  if (!qrcodegen_encodeText(picture.text.c_str(), scratch, code, qrcodegen_Ecc_LOW, qrcodegen_VERSION_MIN, version_max,
                            qrcodegen_Mask_AUTO, true))
    return picture;
  picture.size = qrcodegen_getSize(code);
  picture.dark.reserve(static_cast<std::size_t>(picture.size * picture.size));
  for (int y = 0; y < picture.size; ++y)
    for (int x = 0; x < picture.size; ++x) picture.dark.push_back(qrcodegen_getModule(code, x, y) ? 1 : 0);
  return picture;
}

void qr_code(Ui& ui, const std::string& id, std::string_view name, const Rect& rect, const QrPicture& picture) {
  if (picture.size == 0) return;
  const auto modules = static_cast<float>(picture.size + 2 * quiet_modules);
  const float side = std::min(rect.width, rect.height);
  // Whole pixels, so that every module is as large as the others.
  const float module = std::max(1.0f, std::floor(side / modules));
  const float extent = module * modules;
  const Rect at{std::round(rect.x + (rect.width - extent) / 2), std::round(rect.y + (rect.height - extent) / 2), extent,
                extent};
  fill(at, rgb(0xFFFFFF), corners_px::control);
  for (int y = 0; y < picture.size; ++y) {
    const std::uint8_t* row = picture.dark.data() + y * picture.size;
    for (int x = 0; x < picture.size;) {
      const int from = x;
      while (x < picture.size && row[x] == row[from]) ++x;
      if (row[from] != 0)
        fill({at.x + static_cast<float>(quiet_modules + from) * module,
              at.y + static_cast<float>(quiet_modules + y) * module, static_cast<float>(x - from) * module, module},
             rgb(0x000000));
    }
  }
  ui.semantics.add({.role = Role::img, .id = id, .name = std::string(name), .rect = at});
}

}  // namespace mingchou::client
