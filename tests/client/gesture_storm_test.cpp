#include "tests/client/gesture_storm.h"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace mingchou::client::gesture;

TEST_CASE("a hundred thousand random gestures break no rule") {
  const int gestures = std::getenv("MINGCHOU_LONG") == nullptr ? 100'000 : 5'000'000;
  const auto report = storm(20261123, gestures);
  for (const auto& rule : report.broken) FAIL_CHECK(rule);
  MESSAGE("taps " << report.taps << ", contexts " << report.contexts << ", drags " << report.drags << ", cancels "
                  << report.cancels << ", catches " << report.catches << ", flings " << report.flings << ", travels "
                  << report.travels << ", second fingers " << report.second_fingers << ", interrupts "
                  << report.interrupts);
  // The storm proves nothing about what it does not contain.
  CHECK(report.gestures == gestures);
  CHECK(report.taps > gestures / 10);
  CHECK(report.contexts > gestures / 1000);
  CHECK(report.drags > gestures / 100);
  CHECK(report.cancels > gestures / 100);
  CHECK(report.catches > gestures / 50);
  CHECK(report.flings > gestures / 20);
  CHECK(report.travels > gestures / 10);
  CHECK(report.second_fingers > gestures / 100);
  CHECK(report.interrupts > gestures / 100);
}
