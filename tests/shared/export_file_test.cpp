// The sealed export of a tablet: what goes in comes out, for the right server only, and every change is noticed.
#include "shared/sync/export_file.h"

#include <doctest/doctest.h>

#include "shared/base/random.h"

using namespace mingchou;
using namespace mingchou::sync;

namespace {

struct Server {
  explicit Server(std::uint64_t seed) : random(seed), secret(crypto::Secret::random(32, random)) {}
  crypto::ExchangeKey key() const { return crypto::exchange_public_key(secret.view()).value(); }
  SeededRandom random;
  crypto::Secret secret;
};

const Uuid device = Uuid::parse("0197a000-0000-7000-8000-000000000001").value();

std::string sealed(const Server& server, std::string_view plain, std::uint64_t seed = 7) {
  SeededRandom random(seed);
  auto sealer = ExportSealer::begin(server.key(), {{1'780'000'000'000}, device, 3}, random).value();
  std::string file;
  // In uneven portions, as operations come.
  for (std::size_t at = 0; at < plain.size(); at += 1000) REQUIRE(sealer.add(plain.substr(at, 1000), file));
  REQUIRE(sealer.finish(file));
  return file;
}

struct Opened {
  Result<ExportHead> head;
  std::string plain;
};

Opened opened(const Server& server, std::string_view file) {
  Opened result{.head = fail(Error("none")), .plain = {}};
  result.head = open_export(server.secret.view(), file, [&](std::string_view plain) -> Result<> {
    result.plain += plain;
    return {};
  });
  return result;
}

std::string text_of_size(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "{\"note\":\"周口西华\"}\n";
  text.resize(bytes);
  return text;
}

}  // namespace

TEST_CASE("an export gives back every byte that was put in, at and around the size of a piece") {
  const Server server(1);
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, export_piece_bytes - 1, export_piece_bytes,
                                  export_piece_bytes + 1, 3 * export_piece_bytes, 5 * export_piece_bytes + 17}) {
    CAPTURE(bytes);
    const std::string plain = text_of_size(bytes);
    const Opened result = opened(server, sealed(server, plain));
    REQUIRE(result.head);
    CHECK(result.plain == plain);
    CHECK(result.head->device == device);
    CHECK(result.head->created_at.ms == 1'780'000'000'000);
    CHECK(result.head->operations == 3);
  }
}

TEST_CASE("nothing of the content can be read in the file, and two files of one content differ") {
  const Server server(1);
  const std::string plain = text_of_size(1000);
  const std::string file = sealed(server, plain);
  CHECK(file.find("note") == std::string::npos);
  CHECK(sealed(server, plain, 8) != file);
}

TEST_CASE("another server can't open an export, and says that it is another's") {
  const Opened result = opened(Server(2), sealed(Server(1), "x"));
  REQUIRE(!result.head);
  CHECK(result.head.error().code == "sync.export_other_server");
}

TEST_CASE("every single changed byte of an export is refused") {
  const Server server(1);
  const std::string file = sealed(server, text_of_size(200));
  for (std::size_t at = 0; at < file.size(); ++at) {
    std::string changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CAPTURE(at);
    CHECK(!opened(server, changed).head);
  }
}

TEST_CASE("lines of an export that are lost, doubled, reordered or added are noticed") {
  const Server server(1);
  const std::string file = sealed(server, text_of_size(3 * export_piece_bytes));
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < file.size();) {
    const std::size_t end = file.find('\n', at) + 1;
    lines.push_back(file.substr(at, end - at));
    at = end;
  }
  REQUIRE(lines.size() == 4);
  const auto code = [&](std::vector<std::string> some) {
    std::string joined;
    for (const std::string& line : some) joined += line;
    const Opened result = opened(server, joined);
    return result.head ? std::string("opened") : result.head.error().code;
  };
  CHECK(code(lines) == "opened");
  CHECK(code({lines[0], lines[1], lines[2]}) == "sync.export_unfinished");
  CHECK(code({lines[0]}) == "sync.export_unfinished");
  CHECK(code({}) == "sync.export_unfinished");
  CHECK(code({lines[0], lines[2], lines[3]}) == "sync.export_tampered");
  CHECK(code({lines[0], lines[2], lines[1], lines[3]}) == "sync.export_tampered");
  CHECK(code({lines[0], lines[1], lines[1], lines[2], lines[3]}) == "sync.export_tampered");
  CHECK(code({lines[0], lines[1], lines[2], lines[3], lines[3]}) == "sync.export_tampered");
  CHECK(code({lines[1], lines[2], lines[3]}) == "sync.export_unreadable");
  const std::string other_head = sealed(server, "x", 9).substr(0, lines[0].size());
  CHECK(code({other_head, lines[1], lines[2], lines[3]}) == "sync.export_tampered");
}

TEST_CASE("a file cut anywhere is no export") {
  const Server server(1);
  const std::string file = sealed(server, text_of_size(300));
  for (std::size_t bytes = 0; bytes < file.size(); ++bytes) CHECK(!opened(server, file.substr(0, bytes)).head);
}
