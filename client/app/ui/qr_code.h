// A QR code: black on white in every theme, as cameras want it, with the quiet zone around it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Its modules, row by row; of none, where the text is too long, the size is 0.
struct QrPicture {
  std::string text;
  int size = 0;
  std::vector<std::uint8_t> dark;
};
QrPicture qr_picture(std::string_view text);

/// As large as fits into the square at the rectangle's middle. `name` is what screen readers say.
void qr_code(Ui& ui, const std::string& id, std::string_view name, const Rect& rect, const QrPicture& picture);

}  // namespace mingchou::client
