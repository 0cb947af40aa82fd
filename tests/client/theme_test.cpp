#include "client/app/ui/theme.h"

#include <doctest/doctest.h>

#include "tests/client/layout_rules.h"

using namespace mingchou::client;

TEST_CASE("text reaches 7:1 on every ground that it stands on, marks of focus and edges of controls 3:1") {
  CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21));
  for (const Theme& t : {light_theme, dark_theme}) {
    CAPTURE(t.dark);
    for (const Color ground : {t.page, t.surface, t.surface_hover, t.surface_pressed, t.raised, t.bar}) {
      CAPTURE(ground.red);
      CHECK(contrast(t.text, ground) >= 7);
      CHECK(contrast(t.text_secondary, ground) >= 7);
      CHECK(contrast(t.link, ground) >= 7);
      CHECK(contrast(t.danger_text, ground) >= 7);
      CHECK(contrast(t.focus, ground) >= 3);
      CHECK(contrast(t.line_strong, ground) >= 3);
    }
    for (const Color ground : {t.accent, t.accent_hover, t.accent_pressed}) CHECK(contrast(t.on_accent, ground) >= 7);
    for (const Color ground : {t.danger, t.danger_hover, t.danger_pressed}) CHECK(contrast(t.on_danger, ground) >= 7);
    for (const Tone tone : {Tone::neutral, Tone::info, Tone::success, Tone::warning, Tone::danger}) {
      CHECK(contrast(tint_of(t, tone).ink, tint_of(t, tone).ground) >= 7);
      CHECK(contrast(t.focus, tint_of(t, tone).ground) >= 3);
    }
    // Buttons of words stand on banners; those switched off are read all the same.
    for (const Tone tone : {Tone::neutral, Tone::info, Tone::success, Tone::warning, Tone::danger})
      CHECK(contrast(t.link, tint_of(t, tone).ground) >= 7);
    CHECK(contrast(t.text_secondary, t.skeleton) >= 7);
    CHECK(contrast(t.accent, t.surface) >= 3);
    CHECK(contrast(t.scrollbar_active, t.page) >= 2.5);
  }
}
