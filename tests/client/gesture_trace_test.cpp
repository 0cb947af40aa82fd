#include "tests/client/gesture_trace.h"

#include <doctest/doctest.h>

using namespace mingchou::client::gesture;

TEST_CASE("every recorded hand movement comes to what its trace expects") {
  const auto traces = all_traces();
  REQUIRE(traces.size() >= 20);
  for (const auto& [name, text] : traces) {
    CAPTURE(name);
    for (const auto& failure : play_trace(text)) FAIL_CHECK(name << ": " << failure);
  }
}

TEST_CASE("a trace that cannot be understood, or expects nothing, fails") {
  for (const char* bad : {"", "demo\n0 down 100 50\n60 up 100 50\n", "demo\n0 hop 1 1\nexpect state idle\n",
                          "region list 0 0\nexpect state idle\n", "demo\nexpect offset nowhere 0 within 1\n",
                          "demo\nexpect offset list 7 within 1\n", "demo\nexpect offset list 0\n",
                          "demo\nexpect luck\n", "swipe\nexpect state idle\n", "demo\nexpect frames 1 2\n",
                          "demo\nexpect actions press\n", "demo\n0 down 100\nexpect state idle\n"}) {
    CAPTURE(bad);
    CHECK_FALSE(play_trace(bad).empty());
  }
}
