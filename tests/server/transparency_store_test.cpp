// Appending to the transparency log: what stands in it, what proves it, and what is refused.
#include <algorithm>

#include "tests/server/transparency_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;
using log::Suite;

namespace {

log::VerifierKey key_of(const LogRow& row) { return log::VerifierKey::parse(row.verifier_key).value(); }

/// The leaves under the newest checkpoint, each proved; the number of those that are not.
std::size_t unproved(LogHouse& house, const std::vector<std::string>& leaves, std::uint64_t step = 1) {
  const auto last = transparency::last_checkpoint(house.db, 1).value().value().checkpoint;
  REQUIRE(last.size == leaves.size());
  std::size_t count = 0;
  for (std::uint64_t i = 0; i < leaves.size(); i += step) {
    const auto path = transparency::inclusion_proof(house.db, 1, i, last.size).value();
    const log::Digest leaf = log::leaf_hash(Suite::sha256, as_bytes(leaves[i]));
    if (!log::verify_inclusion(Suite::sha256, leaf, i, last.size, path, last.root)) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("leaves of the log are read back as they were appended, under a checkpoint that the key signed") {
  LogHouse house;
  const auto first = house.append(test_leaves(0, 2)).value();
  const auto second = house.append(test_leaves(2, 3)).value();
  CHECK(first.log_number == 1);
  CHECK(first.first_index == 0);
  CHECK(second.first_index == 2);
  CHECK(second.checkpoint.checkpoint.size == 5);

  const LogRow row = transparency::current_log(house.db).value().value();
  CHECK(row.origin == "county.example/mingchou/log/1");
  CHECK(row.previous.empty());
  const auto last = transparency::last_checkpoint(house.db, 1).value().value();
  CHECK(last.note == second.checkpoint.note);
  CHECK(last.signed_at == signed_at);
  const auto opened = log::open_checkpoint(last.note, key_of(row), {}, log::UnknownKeys::refuse);
  REQUIRE(opened);
  CHECK(opened->checkpoint == second.checkpoint.checkpoint);

  CHECK(transparency::read_leaves(house.db, 1, 0, 100).value() == test_leaves(0, 5));
  CHECK(transparency::read_leaves(house.db, 1, 3, 1).value() == test_leaves(3, 1));
  CHECK(transparency::read_leaves(house.db, 1, 5, 9)->empty());
  CHECK(transparency::read_leaves(house.db, 1, ~std::uint64_t{0}, ~std::uint64_t{0})->empty());
  CHECK(error_code(transparency::read_leaves(house.db, 2, 0, 1)) == "log.not_begun");
}

TEST_CASE("each leaf of the log is proved against the checkpoint, and each checkpoint begins with those before") {
  LogHouse house;
  std::vector<std::string> leaves;
  std::vector<log::Checkpoint> checkpoints;
  // Over the edge of a tile, by appends of many sizes.
  for (std::uint64_t i = 0; leaves.size() < 330; i = (i + 1) % 23) {
    const auto more = test_leaves(leaves.size(), i + 1);
    checkpoints.push_back(house.append(more).value().checkpoint.checkpoint);
    leaves.insert(leaves.end(), more.begin(), more.end());
  }
  CHECK(unproved(house, leaves) == 0);
  std::size_t broken = 0;
  for (const log::Checkpoint& later : checkpoints)
    for (const log::Checkpoint& earlier : checkpoints) {
      if (earlier.size > later.size) continue;
      const auto path = transparency::consistency_proof(house.db, 1, earlier.size, later.size).value();
      if (!log::check_succession(earlier, later, path)) ++broken;
      if (transparency::root_of(house.db, 1, earlier.size).value() != earlier.root) ++broken;
    }
  CHECK(broken == 0);
  // A row for each tile, and not one for each form that it had: three of hashes, two of leaves.
  CHECK(house.count("log_tile") == 5);
  CHECK(house.findings().empty());
}

TEST_CASE("proofs of what the log does not hold are refused") {
  LogHouse house;
  CHECK(error_code(transparency::inclusion_proof(house.db, 1, 0, 1)) == "log.not_begun");
  REQUIRE(house.append(test_leaves(0, 3)));
  CHECK(error_code(transparency::inclusion_proof(house.db, 1, 3, 3)) == "log.beyond_end");
  CHECK(error_code(transparency::inclusion_proof(house.db, 1, 0, 4)) == "log.beyond_end");
  CHECK(error_code(transparency::inclusion_proof(house.db, 1, 0, 0)) == "log.beyond_end");
  CHECK(error_code(transparency::consistency_proof(house.db, 1, 0, 3)) == "log.beyond_end");
  CHECK(error_code(transparency::consistency_proof(house.db, 1, 3, 2)) == "log.beyond_end");
  CHECK(error_code(transparency::consistency_proof(house.db, 1, 1, ~std::uint64_t{0})) == "log.beyond_end");
}

TEST_CASE("a log of 70,000 leaves has three levels of tiles and proves leaves of all of them") {
  LogHouse house;
  auto leaves = test_leaves(0, 65'535);
  REQUIRE(house.append(leaves));
  const auto more = test_leaves(leaves.size(), 4'465);
  const auto before = transparency::last_checkpoint(house.db, 1).value().value().checkpoint;
  const auto after = house.append(more).value().checkpoint.checkpoint;
  leaves.insert(leaves.end(), more.begin(), more.end());
  CHECK(house.db.number("SELECT count(*) FROM log_tile WHERE path = 'tile/2/000'").value() == 1);
  CHECK(unproved(house, leaves, 1'237) == 0);
  const auto path = transparency::consistency_proof(house.db, 1, before.size, after.size).value();
  CHECK(log::check_succession(before, after, path));
  CHECK(transparency::read_leaves(house.db, 1, 65'000, 2'000)->size() == transparency::leaves_read_max);
  CHECK(transparency::read_leaves(house.db, 1, 69'999, 2).value() == test_leaves(69'999, 1));
  CHECK(house.findings().empty());
}

TEST_CASE("a leaf that the log refuses leaves nothing, whatever stood before it in the call") {
  struct Case {
    const char* name;
    std::string leaf;
    const char* code;
  };
  const Case cases[] = {
      {"too large", "{\"at\":1790000000,\"type\":\"" + std::string(log::leaf_bytes_max, 'x') + "\"}",
       "log.leaf_too_large"},
      {"with a space", "{\"at\":1790000000, \"type\":\"test\"}", "log.leaf_form"},
      {"keys in another order", R"({"type":"test","at":1790000000})", "log.leaf_form"},
      {"without a time", R"({"type":"test"})", "log.leaf_form"},
      {"without a type", R"({"at":1790000000})", "log.leaf_form"},
      {"no object", "[]", "log.leaf_form"},
      {"empty", "", "log.leaf_form"},
      {"older", test_leaf(1, first_at_s - 1), "log.leaf_time"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    LogHouse house;
    CHECK(error_code(house.append({test_leaf(0), c.leaf})) == c.code);
    CHECK(house.is_empty());
    REQUIRE(house.append(test_leaves(0, 1)));
    CHECK(error_code(house.append({c.leaf})) == c.code);
    CHECK(transparency::last_checkpoint(house.db, 1).value()->checkpoint.size == 1);
  }
}

TEST_CASE("times in the log may stand still but never go back, from one append to the next either") {
  LogHouse house;
  REQUIRE(house.append({test_leaf(0, 100), test_leaf(1, 100), test_leaf(2, 105)}));
  CHECK(error_code(house.append({test_leaf(3, 104)})) == "log.leaf_time");
  REQUIRE(house.append({test_leaf(3, 105)}));
  CHECK(error_code(house.append({test_leaf(4, 200), test_leaf(5, 199)})) == "log.leaf_time");
  CHECK(transparency::last_checkpoint(house.db, 1).value()->checkpoint.size == 4);
}

TEST_CASE("the largest leaf fits into the log, and one byte more does not") {
  LogHouse house;
  const auto leaf_of = [](std::size_t bytes) {
    std::string leaf = R"({"at":1790000000,"type":"test","z":""})";
    leaf.insert(leaf.size() - 2, bytes - leaf.size(), 'x');
    return leaf;
  };
  CHECK(error_code(house.append({leaf_of(log::leaf_bytes_max + 1)})) == "log.leaf_too_large");
  for (int i = 0; i < 3; ++i) REQUIRE(house.append({leaf_of(log::leaf_bytes_max)}));
  CHECK(transparency::read_leaves(house.db, 1, 2, 1)->front() == leaf_of(log::leaf_bytes_max));
  CHECK(house.findings().empty());
}

TEST_CASE("a transaction rolled back leaves neither leaves nor a checkpoint in the log") {
  LogHouse house;
  REQUIRE(house.append(test_leaves(0, 255)));
  const std::string before = transparency::last_checkpoint(house.db, 1).value()->note;
  {
    const auto transaction = Transaction::begin(house.db).value();
    REQUIRE(transparency::append(house.db, test_leaves(255, 10), signed_at, *house.signer));
    CHECK(transparency::last_checkpoint(house.db, 1).value()->checkpoint.size == 265);
  }
  CHECK(transparency::last_checkpoint(house.db, 1).value()->note == before);
  CHECK(house.findings().empty());
  // And the next append, of other leaves, stands where those stood.
  CHECK(house.append(test_leaves(500, 10)).value().first_index == 255);
  CHECK(house.findings().empty());
}

TEST_CASE("two appends to the log in one transaction stand one behind the other") {
  LogHouse house;
  std::vector<Appended> appended;
  REQUIRE(house.run([&]() -> Result<> {
    appended.push_back(MC_TRY(transparency::append(house.db, test_leaves(0, 2), signed_at, *house.signer)));
    appended.push_back(MC_TRY(transparency::append(house.db, test_leaves(2, 1), signed_at, *house.signer)));
    return {};
  }));
  CHECK(appended[1].first_index == 2);
  CHECK(transparency::last_checkpoint(house.db, 1).value()->note == appended[1].checkpoint.note);
  CHECK(transparency::read_leaves(house.db, 1, 0, 9).value() == test_leaves(0, 3));
  CHECK(house.findings().empty());
}

TEST_CASE("nothing is appended to the log outside a transaction, and no empty call begins it") {
  LogHouse house;
  CHECK(error_code(transparency::append(house.db, test_leaves(0, 1), signed_at, *house.signer)) == "server.internal");
  CHECK(error_code(house.append({})) == "server.internal");
  CHECK(house.is_empty());
}

TEST_CASE("no checkpoint of the log is signed over a damaged tile") {
  LogHouse house;
  REQUIRE(house.append(test_leaves(0, 300)));
  REQUIRE(house.db.run_script(without_log_triggers));
  REQUIRE(house.db.run("UPDATE log_tile SET bytes = zeroblob(length(bytes)) WHERE path = 'tile/1/000'"));
  CHECK(error_code(house.append(test_leaves(300, 1))) == "log.inconsistent");
  REQUIRE(house.db.run("DELETE FROM log_tile WHERE path = 'tile/1/000'"));
  CHECK(error_code(house.append(test_leaves(300, 1))) == "log.tile_form");
  CHECK(transparency::last_checkpoint(house.db, 1).value()->checkpoint.size == 300);
}

TEST_CASE("the schema keeps the log append-only, whatever a program does") {
  LogHouse house;
  REQUIRE(house.append(test_leaves(0, 300)));
  for (const char* attack : {
           "UPDATE log_tile SET bytes = zeroblob(8192) WHERE path = 'tile/0/000'",
           "UPDATE log_tile SET width = 255 WHERE path = 'tile/0/000'",
           "UPDATE log_tile SET width = 45, bytes = zeroblob(1440) WHERE path = 'tile/0/001'",
           "UPDATE log_tile SET width = 43, bytes = substr(bytes, 1, 1376) WHERE path = 'tile/0/001'",
           "UPDATE log_tile SET path = 'tile/0/002', width = width + 1 WHERE path = 'tile/entries/001'",
           "DELETE FROM log_tile WHERE path = 'tile/0/001'",
           "INSERT OR REPLACE INTO log_tile SELECT * FROM log_tile WHERE path = 'tile/0/000'",
           "UPDATE log_checkpoint SET note = 'x'",
           "DELETE FROM log_checkpoint",
           "INSERT OR REPLACE INTO log_checkpoint SELECT * FROM log_checkpoint",
           "INSERT INTO log_checkpoint VALUES (1, 299, 1, 'x')",
           "UPDATE transparency_log SET origin = 'other.example/mingchou/log/1'",
           "DELETE FROM transparency_log",
           "INSERT OR REPLACE INTO transparency_log SELECT * FROM transparency_log",
           "INSERT INTO transparency_log VALUES (2, 'county.example/mingchou/log/3', 'x', 1, 'x')",
       }) {
    CAPTURE(attack);
    CHECK_FALSE(house.db.run(attack));
  }
  CHECK(house.findings().empty());
}

TEST_CASE("the log's host is what the server was told at its first leaf, and another is refused from then on") {
  const auto open = [](LogHouse& house, const char* host) {
    return Signer::open(house.db, house.folder.path(), host, house.random);
  };
  LogHouse house("county.example");
  // Nothing is appended yet: so far nobody knows the name.
  CHECK(open(house, "other.example")->host() == "other.example");
  CHECK(open(house, "")->host() == "localhost");
  REQUIRE(house.append(test_leaves(0, 1)));
  CHECK(open(house, "")->host() == "county.example");
  CHECK(open(house, "county.example"));
  const auto refused = open(house, "other.example");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "log.host_changed");
  CHECK(refused.error().argument("recorded") == "county.example");
  for (const char* host : {"County.example", "county.example:8443", "a/b", "a b", "县.example", "+"})
    CHECK(error_code(open(house, host)) == "log.host_form");
  CHECK(error_code(open(house, std::string(161, 'a').c_str())) == "log.host_form");
}

TEST_CASE("a log whose key file is missing or another is not continued, and no key is made anew") {
  LogHouse house;
  const std::string path = house.folder.path() + "/keys/log.key";
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const std::string key = read_file(path);
  CHECK(key.size() == crypto::signing_seed_bytes);
  REQUIRE(house.append(test_leaves(0, 1)));
  const auto open = [&] { return Signer::open(house.db, house.folder.path(), {}, house.random); };
  REQUIRE(::rename(path.c_str(), (path + ".away").c_str()) == 0);
  CHECK(error_code(open()) == "data.key_missing");
  CHECK(error_code(Signer::read(house.db, house.folder.path())) == "data.key_missing");
  CHECK(::stat(path.c_str(), &status) != 0);
  write_file(path, std::string(crypto::signing_seed_bytes, 'x'));
  CHECK(error_code(open()) == "log.key_changed");
  write_file(path, "short");
  CHECK(error_code(open()) == "data.bad_key_file");
  write_file(path, key);
  CHECK(open());
}
