#include "client/app/ui/theme.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace mingchou::client;

namespace {

double linear(int channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

/// WCAG 2.2's contrast ratio.
double contrast(Color a, Color b) {
  const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return std::max(x, y) / std::min(x, y);
}

}  // namespace

TEST_CASE("text reaches 7:1 on every ground that it stands on, marks of focus 3:1") {
  CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21));
  const Theme& t = light_theme;
  for (const Color ground : {t.page, t.surface, t.surface_hover}) {
    CHECK(contrast(t.text, ground) >= 7);
    CHECK(contrast(t.text_secondary, ground) >= 7);
    CHECK(contrast(t.focus, ground) >= 3);
  }
  CHECK(contrast(t.on_bar, t.bar) >= 7);
  CHECK(contrast(t.on_bar_secondary, t.bar) >= 7);
  for (const Color ground : {t.accent, t.accent_hover, t.accent_pressed}) CHECK(contrast(t.on_accent, ground) >= 7);
  CHECK(contrast(t.on_tint, t.tint) >= 7);
  CHECK(contrast(t.on_warning_tint, t.warning_tint) >= 7);
  CHECK(contrast(t.scrollbar_active, t.page) >= 2.5);
}
