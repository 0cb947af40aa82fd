// Snapshots with small changes, as a server with a defect would send them, hashes and all: the download ends with a
// register or with a sentence, and the register that was there stays.
#include <doctest/doctest.h>

#include "shared/messages/messages.h"
#include "shared/store/integrity.h"
#include "tests/client/data_support.h"
#include "tests/fuzz/mutation.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;
using Phase = DownloadStatus::Phase;

namespace {

constexpr std::string_view alphabet = "\"{}[]:,0123456789abcdef-tnu\\ \n\xE4";

std::vector<std::string> sample_lines() {
  const County county = make_county(25);
  std::vector<std::string> lines = {line_of(county.departments[0]), line_of(county.tags[0])};
  for (const Target& target : county.targets) lines.push_back(line_of(target));
  return lines;
}

std::string text_of(const Bytes& bytes) { return std::string(as_text(bytes)); }

}  // namespace

TEST_CASE("snapshot: a line with any small change is read or refused with a sentence") {
  const std::vector<std::string> lines = sample_lines();
  SeededRandom random(5);
  int read = 0, refused = 0;
  for (int round = fuzz::rounds_of(3000); round > 0; --round) {
    const auto document = json::parse(text_of(fuzz::mutate(lines, alphabet, random)));
    if (!document) continue;
    const auto line = read_register_line(document->root());
    ++(line ? read : refused);
    if (!line) CHECK_MESSAGE(find_message(line.error().code), line.error().code);
  }
  CHECK(read > 50);
  CHECK(refused > 50);
}

TEST_CASE("snapshot: a manifest with any small change is read or refused with a sentence") {
  const std::vector<std::string> manifests = {make_snapshot(sample_lines(), 9, 25).manifest};
  SeededRandom random(6);
  int read = 0, refused = 0;
  for (int round = fuzz::rounds_of(3000); round > 0; --round) {
    const auto manifest = read_manifest(text_of(fuzz::mutate(manifests, alphabet, random)));
    ++(manifest ? read : refused);
    if (!manifest) CHECK_MESSAGE(find_message(manifest.error().code), manifest.error().code);
  }
  CHECK(read > 10);
  CHECK(refused > 1000);
}

TEST_CASE("snapshot: parts with any small change become a register or leave the old one") {
  const std::vector<std::string> lines = sample_lines();
  SimulatedDisk disk(8);
  Tablet tablet;
  REQUIRE(tablet.open(disk, std::nullopt));
  FakeServer server;
  server.serve(make_snapshot(lines, 9, 25));
  REQUIRE(Downloading(tablet, server).run());
  SeededRandom random(7);
  int done = 0, failed = 0;
  for (int round = fuzz::rounds_of(250); round > 0; --round) {
    std::vector<std::string> changed = lines;
    std::string& line = changed[random.below(changed.size())];
    line = text_of(fuzz::mutate(std::vector{line}, alphabet, random));
    const auto before = tablet.store->register_store().current().value();
    server.serve(make_snapshot(changed, 9, 25));
    Downloading downloading(tablet, server);
    REQUIRE(downloading.run());
    const DownloadStatus& status = downloading.download.status();
    const auto after = tablet.store->register_store().current().value();
    if (status.phase == Phase::done) {
      ++done;
      CHECK(lines_in(*tablet.store)->size() == 25);
    } else {
      ++failed;
      CHECK(status.phase == Phase::failed);
      CHECK_MESSAGE(find_message(status.error->code), status.error->code);
      CHECK(after->snapshot == before->snapshot);
    }
    while (tablet.store->register_store().remove_some(100).value()) {
    }
    REQUIRE(tablet.store->database().number("SELECT count(*) FROM register_generation").value() <= 2);
  }
  CHECK(done > 5);
  CHECK(failed > 50);
  CHECK(check_integrity(tablet.store->database())->empty());
}
