// The register as the app uses it: a new one takes the old one's place without a gap.
#include "client/app/register/register.h"

#include <doctest/doctest.h>

#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;

namespace {

struct Scene {
  SimulatedDisk disk{8};
  Tablet tablet;
  FakeServer server;
  TickingStopwatch stopwatch;
  std::unique_ptr<Jobs> jobs;
  std::unique_ptr<Register> targets;

  Scene() {
    REQUIRE(tablet.open(disk));
    jobs = std::make_unique<Jobs>(stopwatch);
    targets = std::make_unique<Register>(*tablet.store, server, *jobs, tablet.clock, tablet.random);
    REQUIRE(targets->start());
  }
  /// Downloads to the end, in small steps, looking at what could be seen after each.
  template <class Look>
  void download(Look look) {
    targets->download();
    for (int steps = 0; steps < 100'000; ++steps) {
      server.answer_all();
      const Deadline deadline(stopwatch, 1);
      (void)targets->step(deadline);
      look();
      const auto again_ms = jobs->run();
      look();
      if (!again_ms && !targets->busy() && !server.has_pending()) return;
    }
    FAIL("it never ends");
  }
};

}  // namespace

TEST_CASE("a register is ready when its first list is whole, and never without one while a newer takes over") {
  Scene scene;
  scene.server.serve(make_snapshot(make_county(3000)));
  scene.download([&] {
    if (scene.targets->ready()) CHECK(scene.targets->list().size() == 3000);
  });
  REQUIRE(scene.targets->ready());
  scene.server.serve(make_snapshot(make_county(2000, 2)));
  std::size_t last = 3000;
  scene.download([&] {
    REQUIRE(scene.targets->ready());
    const std::size_t size = scene.targets->list().size();
    CHECK((size == last || size == 2000));
    last = size;
  });
  CHECK(last == 2000);
}
