// Power that fails at every write, a full disk and a failing disk, while notes are written and a register arrives:
// no note that was acknowledged is lost, the chain of operations holds, and the download goes on.
#include <doctest/doctest.h>

#include <cstdlib>

#include "shared/store/integrity.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;

namespace {

constexpr CrashMode all_modes[] = {CrashMode::lost, CrashMode::reordered, CrashMode::torn};
bool is_long_run() { return std::getenv("MINGCHOU_LONG") != nullptr; }

/// What a person was told, call by call.
struct Acknowledged {
  std::vector<Note> notes;          // as add and amend gave them
  std::vector<std::string> drafts;  // texts saved for the one draft, in order
  std::string snapshot;             // of the current register
  std::vector<std::string> snapshots_under_way;
};

std::string text_of_draft(int number) {
  return "记录 " + std::to_string(number) + std::string(static_cast<std::size_t>(number % 7) * 100, 'x');
}

/// Notes, drafts and two downloads, interleaved. Stops at the first error and returns it.
class Script {
 public:
  Script(Tablet& tablet, FakeServer& server, const std::vector<Snapshot>& snapshots, Acknowledged& acknowledged)
      : tablet_(tablet), server_(server), snapshots_(snapshots), told_(acknowledged) {}

  Result<> run() {
    for (const Snapshot& snapshot : snapshots_) {
      server_.serve(snapshot);
      told_.snapshots_under_way.push_back(snapshot.id);
      Downloading downloading(tablet_, server_);
      downloading.stopwatch.tick_ms = 0.9;
      Result<> noted;
      const bool ended = downloading.run([&] {
        if (noted && ++moves_ % 2 == 0) noted = write_note();
        return !noted;
      });
      MC_TRY(Result<>(noted));
      if (!ended) return fail(Error("client.timeout"));
      if (downloading.download.status().error) return fail(*downloading.download.status().error);
      told_.snapshot = snapshot.id;
      while (MC_TRY(tablet_.store->register_store().remove_some(40))) {
      }
    }
    return {};
  }

 private:
  Result<> write_note() {
    Notes& notes = tablet_.store->notes();
    const std::string text = text_of_draft(++count_);
    TargetId target;
    target.uuid.bytes[0] = static_cast<std::uint8_t>(count_ % 3);
    MC_TRY(notes.save_draft(draft_target(), text));
    told_.drafts.push_back(text);
    if (count_ % 4 == 0) {
      Note& last = told_.notes.back();
      last = MC_TRY(notes.amend(last.id, text));
    } else {
      told_.notes.push_back(MC_TRY(notes.add(target, "名", text)));
    }
    return {};
  }

 public:
  static TargetId draft_target() {
    TargetId target;
    target.uuid.bytes[0] = 99;
    return target;
  }

 private:
  Tablet& tablet_;
  FakeServer& server_;
  const std::vector<Snapshot>& snapshots_;
  Acknowledged& told_;
  int count_ = 0, moves_ = 0;
};

/// Empty if the disk holds everything that was acknowledged, and at most one step more.
std::string what_is_wrong(SimulatedDisk& disk, const std::optional<DatabaseKey>& key, const Acknowledged& told) {
  Tablet tablet;
  if (const auto opened = tablet.open(disk, key); !opened) return "open: " + opened.error().code;
  if (!tablet.pool->quarantined().empty()) return "a slot is quarantined";
  LocalStore& store = *tablet.store;
  if (const auto findings = check_integrity(store.database()); !findings || !findings->empty()) return "integrity";
  const auto chain = store.operations().verify();
  if (!chain || chain->first_break) return "the chain is broken";
  for (const Note& note : told.notes) {
    const auto found = store.notes().find(note.id);
    if (!found || !*found) return "a note is lost: " + note.text;
    const bool as_told = **found == note;
    // The last one may have been mended by the step that was under way.
    if (!as_told && (note.id != told.notes.back().id || (*found)->revision != note.revision + 1))
      return "a note is not as it was told: " + note.text;
  }
  if (store.notes().latest(500)->size() > told.notes.size() + 1) return "notes that nobody wrote";
  const auto draft = store.notes().draft(Script::draft_target());
  if (!draft) return "the draft can't be read";
  const std::string text = *draft ? (*draft)->text : "";
  const std::string last = told.drafts.empty() ? "" : told.drafts.back();
  if (text != last && text != text_of_draft(static_cast<int>(told.drafts.size()) + 1)) return "the draft is lost";
  const auto current = store.register_store().current();
  if (!current) return "the register can't be read";
  const std::string snapshot = *current ? (*current)->snapshot : "";
  if (snapshot != told.snapshot && (told.snapshots_under_way.empty() || snapshot != told.snapshots_under_way.back()))
    return "the register is none that was acknowledged";
  return "";
}

/// The tablet as it was found goes on: the newest register arrives whole.
std::string what_is_wrong_afterwards(SimulatedDisk& disk, const std::optional<DatabaseKey>& key, const County& county,
                                     const Snapshot& snapshot) {
  Tablet tablet;
  if (const auto opened = tablet.open(disk, key); !opened) return "open again: " + opened.error().code;
  FakeServer server;
  server.serve(snapshot);
  for (int i = 0; i < 2; ++i) {
    Downloading downloading(tablet, server);
    if (!downloading.run()) return "the download does not end";
    if (downloading.download.status().error) return "the download: " + downloading.download.status().error->code;
  }
  const auto lines = lines_in(*tablet.store);
  if (!lines || *lines != lines_of(county)) return "the register is not what was sent";
  return "";
}

struct Sweep {
  std::optional<DatabaseKey> key = {};
  std::uint64_t stride = 1;
  /// Every how many crashes the download is gone on with.
  std::uint64_t resume_stride = 10;
  std::function<void(SimulatedDisk&)> plant_fault = {};
};

struct Outcome {
  std::size_t crashes = 0, failures = 0;
  std::string first_failure;
};

Outcome sweep(const Sweep& how) {
  const County first = make_county(160, 1), second = make_county(160, 2);
  const std::vector<Snapshot> snapshots = {make_snapshot(first, 30), make_snapshot(second, 30)};
  SimulatedDisk disk(8);
  if (how.plant_fault) how.plant_fault(disk);
  Outcome outcome;
  Acknowledged told;
  std::uint64_t changes = 0;
  const auto crash = [&] {
    for (const CrashMode mode : all_modes) {
      const auto found = disk.after_crash(mode, changes * 7 + static_cast<std::uint64_t>(mode));
      std::string wrong = what_is_wrong(*found, how.key, told);
      if (wrong.empty() && outcome.crashes++ % how.resume_stride == 0)
        wrong = what_is_wrong_afterwards(*found, how.key, second, snapshots[1]);
      if (!wrong.empty() && outcome.failures++ == 0)
        outcome.first_failure = "change " + std::to_string(changes) + ": " + wrong;
    }
  };
  disk.at_each_change = [&] {
    if (changes++ % how.stride == 0) crash();
  };
  {
    Tablet tablet;
    FakeServer server;
    REQUIRE(tablet.open(disk, how.key));
    const auto done = Script(tablet, server, snapshots, told).run();
    REQUIRE_MESSAGE(done, (done ? "" : done.error().code + done.error().detail));
  }
  crash();
  CHECK(told.notes.size() > 10);
  return outcome;
}

}  // namespace

TEST_CASE("tablet: no acknowledged note or draft is lost when power fails at any write, and downloads go on") {
  const Outcome outcome = sweep({.stride = is_long_run() ? 1u : 6u, .resume_stride = 12});
  MESSAGE(outcome.crashes << " crashes");
  CHECK(outcome.crashes > 400);
  CHECK_MESSAGE(outcome.failures == 0, outcome.first_failure);
}

TEST_CASE("tablet: nor of an encrypted one") {
  const Outcome outcome = sweep({.key = test_key(), .stride = is_long_run() ? 3u : 40u, .resume_stride = 8});
  MESSAGE(outcome.crashes << " crashes of the encrypted tablet");
  CHECK(outcome.crashes > 40);
  CHECK_MESSAGE(outcome.failures == 0, outcome.first_failure);
}

TEST_CASE("tablet: a disk that skips syncs is caught by the same sweep") {
  const Outcome outcome =
      sweep({.stride = 40, .resume_stride = 1000, .plant_fault = [](SimulatedDisk& disk) { disk.skip_syncs(); }});
  CHECK(outcome.failures > 5);
}

TEST_CASE("tablet: a full or failing disk refuses with a sentence, loses nothing, and works again afterwards") {
  const County county = make_county(80);
  const std::vector<Snapshot> snapshots = {make_snapshot(county, 40)};
  std::size_t refused = 0;
  for (const BlockFault kind : {BlockFault::full, BlockFault::io})
    for (std::uint64_t at = 1; at < 400; at += is_long_run() ? 1 : 17) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(at);
      SimulatedDisk disk(8);
      Acknowledged told;
      {
        Tablet tablet;
        FakeServer server;
        REQUIRE(tablet.open(disk));
        disk.set_fault({.kind = kind, .at = at, .for_good = true});
        const auto done = Script(tablet, server, snapshots, told).run();
        if (done) continue;
        ++refused;
        CHECK(done.error().code == (kind == BlockFault::full ? "store.disk_full" : "store.io_error"));
        disk.clear_fault();
        // The same program goes on when there is space again; after an I/O error it may have to be started anew.
        if (kind == BlockFault::full) {
          const auto note = tablet.store->notes().add({}, "名", "有空间了");
          REQUIRE_MESSAGE(note, (note ? "" : note.error().code));
          told.notes.push_back(*note);
        }
      }
      const std::string wrong = what_is_wrong(disk, test_key(), told);
      CHECK_MESSAGE(wrong.empty(), wrong);
      const std::string afterwards = what_is_wrong_afterwards(disk, test_key(), county, snapshots[0]);
      CHECK_MESSAGE(afterwards.empty(), afterwards);
    }
  CHECK(refused > 20);
}
