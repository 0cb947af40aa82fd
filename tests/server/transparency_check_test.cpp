// Checking a whole log, and beginning the next one after a restore that lost signed leaves.
#include <algorithm>

#include "tests/server/transparency_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

using Codes = std::vector<std::string>;

bool has(const Codes& codes, std::string_view code) { return std::ranges::contains(codes, code); }

/// Changes one byte of a tile.
void damage(LogHouse& house, const std::string& path, std::int64_t at) {
  Bytes bytes;
  {
    Statement row = house.db.prepare("SELECT bytes FROM log_tile WHERE path = ?").value();
    row.bind(1, path);
    REQUIRE(row.step().value());
    const BytesView held = row.blob(0);
    bytes.assign(held.begin(), held.end());
  }
  bytes.at(static_cast<std::size_t>(at)) ^= 1;
  REQUIRE(house.db.run("UPDATE log_tile SET bytes = ? WHERE path = ?", bytes, path));
}

/// A log of 600 leaves under three checkpoints whose triggers are gone.
struct Open : LogHouse {
  Open() {
    for (int i = 0; i < 3; ++i) REQUIRE(append(test_leaves(static_cast<std::uint64_t>(i) * 200, 200)));
    REQUIRE(findings().empty());
    REQUIRE(db.run_script(without_log_triggers));
  }
};

}  // namespace

TEST_CASE("a changed byte anywhere in the tiles of the log is found") {
  for (const char* path :
       {"tile/0/000", "tile/0/001", "tile/0/002", "tile/1/000", "tile/entries/000", "tile/entries/002"})
    for (const std::int64_t at : {0, 31, 40}) {
      CAPTURE(path);
      CAPTURE(at);
      Open house;
      damage(house, path, at);
      CHECK_FALSE(house.findings().empty());
    }
}

TEST_CASE("the check of a log says which tile is damaged") {
  Open house;
  damage(house, "tile/1/000", 5);
  const LogRow row = transparency::find_log(house.db, 1).value().value();
  const auto found = transparency::check_log(house.db, row).value();
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings[0].code == "log.tile_form");
  CHECK(found.findings[0].argument("path") == "log/1/tile/1/000.p/2");
}

TEST_CASE("whatever of the log was changed behind the schema's back is found") {
  struct Case {
    const char* attack;
    const char* code;
  };
  for (const Case& c : {
           Case{"DELETE FROM log_tile WHERE path = 'tile/0/001'", "log.tile_form"},
           Case{"DELETE FROM log_tile WHERE path = 'tile/entries/001'", "log.tile_form"},
           Case{"UPDATE log_tile SET width = 87, bytes = substr(bytes, 1, 2784) WHERE path = 'tile/0/002'",
                "log.tile_form"},
           Case{"UPDATE log_tile SET width = 87 WHERE path = 'tile/entries/002'", "log.tile_form"},
           Case{"UPDATE log_tile SET bytes = CAST(bytes || zeroblob(9) AS BLOB) WHERE path = 'tile/entries/002'",
                "log.tile_form"},
           Case{"INSERT INTO log_tile VALUES (1, 'tile/2/000', 1, zeroblob(32))", "log.tile_odd"},
           // A time that goes back, in a leaf that is a leaf by itself.
           Case{"UPDATE log_tile SET bytes = CAST(replace(CAST(bytes AS TEXT), '1790000000,\"n\":77', "
                "'1690000000,\"n\":77') AS BLOB) WHERE path = 'tile/entries/000'",
                "log.leaf_damaged"},
           Case{"UPDATE log_checkpoint SET note = replace(note, '400', '401') WHERE size = 400",
                "log.checkpoint_damaged"},
           Case{"UPDATE log_checkpoint SET size = 399 WHERE size = 400", "log.checkpoint_damaged"},
           Case{"DELETE FROM log_checkpoint", "log.checkpoint_missing"},
           Case{"UPDATE transparency_log SET verifier_key = 'x'", "log.key_damaged"},
       }) {
    CAPTURE(c.attack);
    Open house;
    REQUIRE(house.db.run(c.attack));
    CHECK(has(house.findings(), c.code));
  }
}

TEST_CASE("an earlier checkpoint of the log over other leaves is found, though its signature is good") {
  Open house;
  const std::string note = house.lost_note(400);
  REQUIRE(house.db.run("UPDATE log_checkpoint SET note = ? WHERE size = 400", note));
  CHECK(house.findings() == Codes{"log.checkpoint_damaged"});
}

TEST_CASE("the check of a log stops saying more when it has said enough") {
  Open house;
  REQUIRE(house.db.run(
      "UPDATE log_tile SET bytes = CAST(replace(CAST(bytes AS TEXT), 'type', 'tipe') AS BLOB) WHERE path = "
      "'tile/entries/000'"));
  const LogRow row = transparency::find_log(house.db, 1).value().value();
  CHECK(transparency::check_log(house.db, row).value().findings.size() == transparency::findings_max);
}

TEST_CASE("after a restore that lost signed leaves the next log begins, and names what was lost") {
  LogHouse house;
  REQUIRE(house.append(test_leaves(0, 3)));
  const std::string held = transparency::last_checkpoint(house.db, 1).value()->note;
  // Signed before the restore, of leaves that are gone.
  const std::string lost = house.lost_note(5);
  const auto begun = house.begin_after(lost);
  REQUIRE(begun);
  CHECK(begun->log_number == 2);
  CHECK(begun->checkpoint.checkpoint.origin == "county.example/mingchou/log/2");
  CHECK(begun->checkpoint.checkpoint.size == 1);

  const LogRow row = transparency::current_log(house.db).value().value();
  CHECK(row.previous == lost);
  CHECK(row.begun_at == signed_at);
  const std::string leaf = transparency::read_leaves(house.db, 2, 0, 1)->front();
  CHECK(leaf == transparency::log_leaf(static_cast<std::uint64_t>(signed_at.ms) / 1000, lost));
  const auto document = json::parse(leaf);
  CHECK(document->root().find("type")->text() == "log");
  CHECK(document->root().find("previous")->text() == lost);

  // The new log grows, the old one stays as it is.
  CHECK(house.append({test_leaf(0, first_at_s + 200)}).value().log_number == 2);
  CHECK(transparency::last_checkpoint(house.db, 1).value()->note == held);
  CHECK(transparency::read_leaves(house.db, 1, 0, 9)->size() == 3);
  for (const LogRow& log : transparency::read_logs(house.db).value())
    CHECK(transparency::check_log(house.db, log)->findings.empty());
  CHECK(Signer::open(house.db, house.folder.path(), "county.example", house.random));
}

TEST_CASE("the next log begins after a fork of the same or a smaller size, after a later log, and after all was lost") {
  SUBCASE("other leaves in the same number") {
    LogHouse house;
    REQUIRE(house.append(test_leaves(0, 3)));
    CHECK(house.begin_after(house.lost_note(3)).value().log_number == 2);
  }
  SUBCASE("the restored log has outgrown the lost leaves") {
    LogHouse house;
    REQUIRE(house.append(test_leaves(0, 300)));
    CHECK(house.begin_after(house.lost_note(258)).value().log_number == 2);
  }
  SUBCASE("the lost log is a later one than the one that is here") {
    LogHouse house;
    REQUIRE(house.append(test_leaves(0, 3)));
    CHECK(house.begin_after(house.lost_note(1, "county.example/mingchou/log/4")).value().log_number == 5);
  }
  SUBCASE("the backup is older than the first leaf") {
    LogHouse house("");
    CHECK(house.begin_after(house.lost_note(9)).value().checkpoint.checkpoint.origin ==
          "county.example/mingchou/log/2");
    CHECK(Signer::open(house.db, house.folder.path(), "", house.random)->host() == "county.example");
  }
}

TEST_CASE("no log begins after a checkpoint that is not ours, not of the current log, or of leaves that are here") {
  LogHouse house, stranger;
  stranger.signer.emplace(std::move(Signer::open(stranger.db, stranger.folder.path(), "", house.random).value()));
  REQUIRE(house.append(test_leaves(0, 2)));
  const std::string earlier = transparency::last_checkpoint(house.db, 1).value()->note;
  REQUIRE(house.append(test_leaves(2, 2)));
  const std::string present = transparency::last_checkpoint(house.db, 1).value()->note;
  write_file(stranger.folder.path() + "/keys/log.key", std::string(crypto::signing_seed_bytes, 'x'));
  const Signer other = Signer::read(stranger.db, stranger.folder.path()).value();
  const log::Checkpoint claimed{"county.example/mingchou/log/1", 9, {}};
  const auto other_note = log::sign_note(house.signer->key(), claimed.origin, "hello\n").value();
  std::string changed = house.lost_note(9);
  changed.replace(changed.find("\n9\n"), 3, "\n8\n");
  struct Case {
    const char* name;
    std::string note;
    const char* code;
  };
  const Case cases[] = {
      {"nothing", "", "log.note_form"},
      {"no note", "hello\n", "log.note_form"},
      {"no checkpoint", log::note_text({"hello\n", {other_note}}), "log.checkpoint_form"},
      {"changed", changed, "log.signature_wrong"},
      {"of another key", log::sign_checkpoint(other.key(), claimed).value(), "log.checkpoint_unsigned"},
      {"of another host", house.lost_note(9, "other.example/mingchou/log/1"), "log.checkpoint_origin"},
      {"of no log of ours", house.lost_note(9, "county.example/log"), "log.checkpoint_origin"},
      {"of log 0", house.lost_note(9, "county.example/mingchou/log/0"), "log.checkpoint_origin"},
      {"the present one", present, "log.nothing_lost"},
      {"an earlier one", earlier, "log.nothing_lost"},
      {"of no leaf", house.lost_note(0), "log.nothing_lost"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(error_code(house.begin_after(c.note)) == c.code);
    CHECK(house.count("transparency_log") == 1);
  }
  REQUIRE(house.begin_after(house.lost_note(9)));
  // Once it has begun, nothing more is lost of the one before.
  CHECK(error_code(house.begin_after(house.lost_note(12))) == "log.checkpoint_origin");
}

TEST_CASE("a log whose first leaf is not what it follows is found") {
  LogHouse house;
  REQUIRE(house.begin_after(house.lost_note(5)));
  REQUIRE(house.db.run_script(without_log_triggers));
  REQUIRE(house.db.run("UPDATE transparency_log SET previous = ?", house.lost_note(6)));
  const LogRow row = transparency::current_log(house.db).value().value();
  const auto found = transparency::check_log(house.db, row).value();
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings[0].code == "log.leaf_damaged");
}
