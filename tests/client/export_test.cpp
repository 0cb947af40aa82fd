// The export of a tablet: all of its operations, readable with the server's key alone.
#include "client/app/data/export.h"

#include <doctest/doctest.h>

#include "shared/base/hex.h"
#include "shared/json/lines.h"
#include "shared/sync/export_file.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;

namespace {

const TargetId shop{Uuid::parse("0197a000-0000-7000-8000-000000000001").value()};

struct Server {
  SeededRandom random{5};
  crypto::Secret secret = crypto::Secret::random(32, random);
  std::string answer() const {
    return R"({"key":")" + to_hex(crypto::exchange_public_key(secret.view()).value()) + R"("})";
  }
};

/// Answers the one request that it has.
struct OneAnswer final : Network {
  RequestId send(const HttpRequest& request, Done done) override {
    CHECK(request.path == "/api/v1/export-key");
    ++requests;
    waiting = std::move(done);
    return 1;
  }
  void abort(RequestId) override { waiting = {}; }
  void answer(Result<HttpAnswer> with) { std::exchange(waiting, {})(std::move(with)); }
  int requests = 0;
  Done waiting;
};

void give_key(Tablet& tablet, const Server& server) {
  OneAnswer network;
  ServerKeyLoader loader(*tablet.store, network);
  loader.start();
  network.answer(HttpAnswer{200, server.answer()});
}

}  // namespace

TEST_CASE("an export holds every operation of the tablet, as its canonical line") {
  SimulatedDisk disk(8);
  Tablet tablet;
  REQUIRE(tablet.open(disk));
  const Server server;
  give_key(tablet, server);
  // More than are read at once.
  for (int i = 0; i < 700; ++i) REQUIRE(tablet.store->notes().add(shop, "周口鲜果店", "记录" + std::to_string(i)));
  const auto made = make_export(*tablet.store, tablet.clock, tablet.random);
  REQUIRE(made);
  CHECK(made->operations == 700);
  CHECK(made->name.starts_with("mingchou-"));
  CHECK(made->name.ends_with("-2026-09-21.jsonl"));
  CHECK(made->content.find("记录") == std::string::npos);

  std::string plain;
  const auto head = sync::open_export(server.secret.view(), made->content, [&](std::string_view piece) -> Result<> {
    plain += piece;
    return {};
  });
  REQUIRE(head);
  CHECK(head->operations == 700);
  std::string expected;
  for (const auto& operation : tablet.store->operations().after(tablet.store->author().device, 0, 0, 1000).value())
    expected += sync::canonical_bytes(operation).value() + "\n";
  CHECK(plain == expected);
}

TEST_CASE("without the server's key nothing is exported, and the sentence says what to do") {
  SimulatedDisk disk(8);
  Tablet tablet;
  REQUIRE(tablet.open(disk));
  CHECK(has_server_key(*tablet.store).value() == false);
  const auto made = make_export(*tablet.store, tablet.clock, tablet.random);
  REQUIRE(!made);
  CHECK(made.error().code == "export.no_server_key");
}

TEST_CASE("the server's key is fetched once, and what is no key is not kept") {
  SimulatedDisk disk(8);
  Tablet tablet;
  REQUIRE(tablet.open(disk));
  OneAnswer network;
  ServerKeyLoader loader(*tablet.store, network);
  for (const auto& answer :
       {Result<HttpAnswer>(fail(Error("client.offline"))), Result<HttpAnswer>(HttpAnswer{503, "{}"}),
        Result<HttpAnswer>(HttpAnswer{200, "<html>"}), Result<HttpAnswer>(HttpAnswer{200, R"({"key":"00"})"})}) {
    loader.start();
    loader.start();
    REQUIRE(network.waiting);
    network.answer(answer);
    CHECK(has_server_key(*tablet.store).value() == false);
  }
  CHECK(network.requests == 4);
  loader.start();
  network.answer(HttpAnswer{200, Server().answer()});
  CHECK(has_server_key(*tablet.store).value() == true);
  loader.start();
  CHECK(network.requests == 5);
}
