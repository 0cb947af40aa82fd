// Notes, drafts and settings on a tablet.
#include <doctest/doctest.h>

#include "client/app/data/schema.h"
#include "client_migrations.h"
#include "shared/store/integrity.h"
#include "shared/text/utf8.h"
#include "tests/client/data_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::data_test;

namespace {

TargetId target(int number) {
  TargetId id;
  id.uuid.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

struct Scene {
  SimulatedDisk disk{8};
  Tablet tablet;
  Scene() { REQUIRE(tablet.open(disk)); }
  Notes& notes() { return tablet.store->notes(); }
  void reopen() {
    tablet.close();
    REQUIRE(tablet.open(disk));
  }
  std::string code_of(const Result<Note>& result) { return result ? "" : result.error().code; }
};

std::vector<std::string> texts_of(const std::vector<Note>& notes) {
  std::vector<std::string> texts;
  for (const Note& note : notes) texts.push_back(note.text);
  return texts;
}

}  // namespace

TEST_CASE("notes: a note is one operation and one row, on the disk when the call returns") {
  Scene scene;
  const auto note = scene.notes().add(target(1), "西华县𰻞面馆", "灭火器已过期，责令立即更换。\n复查：下周一");
  REQUIRE(note);
  CHECK(note->revision == 1);
  CHECK(note->state == sync::State::saved);
  CHECK(note->target_name == "西华县𰻞面馆");
  CHECK(note->added_at.ms == 1'790'000'000'000);
  scene.reopen();
  CHECK(scene.notes().find(note->id).value() == *note);
  const auto operations = scene.tablet.store->operations().of_entity("note", note->id.uuid).value();
  REQUIRE(operations.size() == 1);
  CHECK(operations[0].kind == "add");
  CHECK(operations[0].device == scene.tablet.store->author().device);
  CHECK_FALSE(scene.tablet.store->operations().verify()->first_break);
}

TEST_CASE("notes and drafts: who uses the tablet finds their own, those from before accounts, and nobody else's") {
  Scene scene;
  LocalStore& store = *scene.tablet.store;
  REQUIRE(scene.notes().add(target(1), "店", "无账号时写的"));
  store.set_user("one");
  const auto added = scene.notes().add(target(1), "店", "一");
  REQUIRE_MESSAGE(added, added.error().code << added.error().detail);
  REQUIRE(scene.notes().save_draft(target(1), "一在写"));
  const std::uint64_t version = scene.notes().version();

  store.set_user("two");
  CHECK(scene.notes().version() != version);
  CHECK(texts_of(scene.notes().of_target(target(1)).value()) == std::vector<std::string>{"无账号时写的"});
  CHECK_FALSE(scene.notes().draft(target(1)).value());
  REQUIRE(scene.notes().save_draft(target(1), "二在写"));
  REQUIRE(scene.notes().add(target(1), "店", "二"));
  CHECK_FALSE(scene.notes().draft(target(1)).value());
  CHECK(scene.notes().count().value() == 2);
  CHECK(scene.notes().count_of(target(1)).value() == 2);
  CHECK(scene.notes().counts().value() == std::vector<std::pair<TargetId, std::int64_t>>{{target(1), 2}});

  store.set_user("one");
  CHECK(texts_of(scene.notes().latest(5).value()) == std::vector<std::string>{"一", "无账号时写的"});
  CHECK(scene.notes().draft(target(1)).value()->text == "一在写");
  CHECK(scene.notes().drafts().value().size() == 1);
  CHECK(store.operations_in(sync::State::saved).value() == 3);
}

TEST_CASE("notes: texts are kept in NFC, without control characters and outer blanks, and rare characters survive") {
  Scene scene;
  const struct {
    std::string_view typed, kept;
  } cases[] = {
      {"  \t\n　已整改 　\r\n", "已整改"},
      {"e\u0301tage", "étage"},
      {"一\r\n二\r三\n四", "一\n二\n三\n四"},
      {"a\x01\x7F\u0085z", "az"},
      {"𰻞𠀀\U0002B7FC㐀", "𰻞𠀀\U0002B7FC㐀"},
      {"葛\U000E0100城", "葛\U000E0100城"},
      {"👨‍👩‍👧 在场", "👨‍👩‍👧 在场"},
      {"全角，ＡＢＣ１２３", "全角，ＡＢＣ１２３"},
  };
  for (const auto& [typed, kept] : cases) {
    CAPTURE(typed);
    const auto note = scene.notes().add(target(1), "名", typed);
    REQUIRE(note);
    CHECK(note->text == kept);
  }
}

TEST_CASE("notes: empty, too long and ill-formed texts are refused and nothing is changed") {
  Scene scene;
  CHECK(scene.code_of(scene.notes().add(target(1), "名", "")) == "note.empty");
  CHECK(scene.code_of(scene.notes().add(target(1), "名", " \n\t　\u200B\uFEFF")) == "note.empty");
  CHECK(scene.code_of(scene.notes().add(target(1), "名", "\xFF\xFE")) == "text.not_utf8");
  std::string longest;
  for (std::size_t i = 0; i < note_limits::characters_max; ++i) longest += "𰻞";
  CHECK(scene.notes().add(target(1), "名", longest));
  const auto beyond = scene.notes().add(target(1), "名", longest + "字");
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().code == "note.too_long");
  CHECK(beyond.error().argument("characters") == "4001");
  // A name that came from elsewhere may be as long as names get; a foreign one beyond all sense is the log's to refuse.
  CHECK(scene.code_of(scene.notes().add(target(1), std::string(100'000, 'x'), "字")) == "sync.bad_operation");
  CHECK(scene.notes().count().value() == 1);
  CHECK(scene.tablet.store->operations().count().value() == 1);
}

TEST_CASE("notes: mending and withdrawing add to the history and lose nothing of it") {
  Scene scene;
  auto& notes = scene.notes();
  const auto note = notes.add(target(1), "名", "第一稿").value();
  scene.tablet.clock.advance_ms(60'000);
  const auto mended = notes.amend(note.id, "第二稿");
  REQUIRE(mended);
  CHECK(mended->revision == 2);
  CHECK(mended->added_at == note.added_at);
  CHECK(mended->changed_at.ms == note.added_at.ms + 60'000);
  CHECK(scene.code_of(notes.amend(note.id, " 第二稿 ")) == "note.same");
  CHECK(scene.code_of(notes.amend({}, "别的")) == "note.unknown");
  CHECK(scene.code_of(notes.withdraw(note.id, "  ")) == "note.no_reason");
  CHECK(scene.code_of(notes.withdraw({}, "写错了")) == "note.unknown");
  const auto withdrawn = notes.withdraw(note.id, "写错了对象");
  REQUIRE(withdrawn);
  CHECK(withdrawn->withdrawn_reason == "写错了对象");
  CHECK(scene.code_of(notes.amend(note.id, "第三稿")) == "note.withdrawn");
  CHECK(scene.code_of(notes.withdraw(note.id, "再撤")) == "note.withdrawn");

  const auto history = notes.history(note.id).value();
  REQUIRE(history.size() == 3);
  CHECK(history[0].text == "第一稿");
  CHECK(history[1].text == "第二稿");
  CHECK(history[2].text == "第二稿");
  CHECK(history[2].withdrawn_reason == "写错了对象");
  CHECK(history[2].revision == 3);
}

TEST_CASE("notes: lists come newest first, page by page; withdrawn ones stay with their target only") {
  Scene scene;
  auto& notes = scene.notes();
  for (int i = 0; i < 7; ++i) {
    // The clock may step back; what was made later stays later.
    scene.tablet.clock.advance_ms(i == 3 ? -3'600'000 : 1000);
    REQUIRE(notes.add(target(i % 2), "名", "记录" + std::to_string(i)));
  }
  CHECK(texts_of(notes.of_target(target(0)).value()) == std::vector<std::string>{"记录6", "记录4", "记录2", "记录0"});
  CHECK(texts_of(notes.latest(3).value()) == std::vector<std::string>{"记录6", "记录5", "记录4"});
  const auto first = notes.latest(3).value();
  CHECK(texts_of(notes.latest(3, first.back().position).value()) ==
        std::vector<std::string>{"记录3", "记录2", "记录1"});
  REQUIRE(notes.withdraw(first[0].id, "重复"));
  CHECK(texts_of(notes.latest(1).value()) == std::vector<std::string>{"记录5"});
  CHECK(notes.of_target(target(0)).value().size() == 4);
  CHECK(notes.count_of(target(0)).value() == 3);
  CHECK(notes.count().value() == 6);
  CHECK(notes.of_target(target(9))->empty());
}

TEST_CASE("notes: a note is as safe as the least safe of its operations") {
  Scene scene;
  auto& notes = scene.notes();
  const auto note = notes.add(target(1), "名", "一").value();
  REQUIRE(notes.amend(note.id, "二"));
  const auto history = notes.history(note.id).value();
  auto& log = scene.tablet.store->operations();
  const auto state = [&] { return notes.find(note.id).value()->state; };
  CHECK(log.set_state(history[0].operation_id, sync::State::safe));
  CHECK(state() == sync::State::saved);
  CHECK(log.set_state(history[1].operation_id, sync::State::sent));
  CHECK(state() == sync::State::sent);
  CHECK(log.set_state(history[1].operation_id, sync::State::accepted));
  CHECK(state() == sync::State::accepted);
  CHECK(log.set_state(history[1].operation_id, sync::State::safe));
  CHECK(state() == sync::State::safe);
  const auto other = notes.add(target(1), "名", "三").value();
  CHECK(log.set_state(notes.history(other.id)->front().operation_id, sync::State::conflict));
  CHECK(notes.find(other.id).value()->state == sync::State::conflict);
}

TEST_CASE("notes: the table made anew from the operations is the same, row by row") {
  Scene scene;
  auto& notes = scene.notes();
  SeededRandom random(3);
  std::vector<NoteId> made;
  for (int i = 0; i < 1200; ++i) {
    scene.tablet.clock.advance_ms(static_cast<std::int64_t>(random.below(5000)) - 1000);
    const NoteId some = made.empty() ? NoteId{} : made[random.below(made.size())];
    switch (made.empty() ? 0 : random.below(4)) {
      case 2:
        (void)notes.amend(some, "改 " + std::to_string(i));
        break;
      case 3:
        if (random.below(4) == 0) (void)notes.withdraw(some, "原因 " + std::to_string(i));
        break;
      default:
        made.push_back(notes.add(target(static_cast<int>(random.below(20))), "名", "记录 " + std::to_string(i))->id);
    }
  }
  const auto rows = [&] {
    std::string all;
    Statement row = scene.tablet.store->database().prepare("SELECT * FROM note ORDER BY position").value();
    while (row.step().value())
      for (int column = 0; column < row.column_count(); ++column) all.append(row.text(column)) += '|';
    return all;
  };
  const std::string before = rows();
  REQUIRE(notes.rebuild());
  CHECK(rows() == before);
  CHECK(notes.latest(500)->size() > 300);
  CHECK_FALSE(scene.tablet.store->operations().verify()->first_break);
}

TEST_CASE("drafts: what is being typed is kept for each target and note until it is saved or given up") {
  Scene scene;
  REQUIRE(scene.notes().save_draft(target(1), "灭火器"));
  REQUIRE(scene.notes().save_draft(target(1), "灭火器已过期 "));
  REQUIRE(scene.notes().save_draft(target(2), "别的"));
  scene.reopen();
  auto& notes = scene.notes();
  CHECK(notes.draft(target(1)).value()->text == "灭火器已过期 ");
  CHECK(notes.drafts()->size() == 2);

  const auto note = notes.add(target(1), "名", "灭火器已过期").value();
  CHECK_FALSE(notes.draft(target(1)).value());
  CHECK(notes.draft(target(2)).value()->text == "别的");

  REQUIRE(notes.save_draft(target(1), "改到一半", note.id));
  CHECK_FALSE(notes.draft(target(1)).value());
  CHECK(notes.draft(target(1), note.id).value()->text == "改到一半");
  REQUIRE(notes.save_draft(target(1), "又一条"));
  REQUIRE(notes.amend(note.id, "灭火器已更换"));
  CHECK_FALSE(notes.draft(target(1), note.id).value());
  CHECK(notes.draft(target(1)).value()->text == "又一条");

  REQUIRE(notes.save_draft(target(1), ""));
  CHECK_FALSE(notes.draft(target(1)).value());
  CHECK(notes.save_draft(target(3), std::string(note_limits::draft_bytes_max, 'x')));
  CHECK_FALSE(notes.save_draft(target(3), std::string(note_limits::draft_bytes_max + 1, 'x')));
  CHECK(notes.draft(target(3)).value()->text.size() == note_limits::draft_bytes_max);
  CHECK(notes.save_draft(target(4), "半个\xE7\x81"));
  CHECK(text::is_utf8(notes.draft(target(4)).value()->text));
  // A note that is refused leaves the draft.
  CHECK_FALSE(notes.add(target(4), "名", "\xFF"));
  CHECK(notes.draft(target(4)).value());
}

TEST_CASE("local store: the tablet's id is made once and settings last") {
  Scene scene;
  const auto device = scene.tablet.store->author().device;
  CHECK(device.uuid != Uuid{});
  CHECK_FALSE(scene.tablet.store->setting("language").value());
  REQUIRE(scene.tablet.store->set_setting("language", "zh"));
  REQUIRE(scene.tablet.store->set_setting("language", "en"));
  scene.tablet.random = SeededRandom(99);
  scene.reopen();
  CHECK(scene.tablet.store->author().device == device);
  CHECK(scene.tablet.store->setting("language").value() == "en");
  CHECK(scene.tablet.store->set_setting("a", std::string(setting_limits::value_bytes_max, 'v')));
  CHECK_FALSE(scene.tablet.store->set_setting("a", std::string(setting_limits::value_bytes_max + 1, 'v')));
  CHECK_FALSE(scene.tablet.store->set_setting(std::string(setting_limits::key_bytes_max + 1, 'k'), "v"));
  CHECK_FALSE(scene.tablet.store->set_setting("", "v"));
}

TEST_CASE("local store: a database of an older version is copied first, then brought up to date") {
  for (const bool encrypted : {true, false}) {
    CAPTURE(encrypted);
    const auto key = encrypted ? std::optional(test_key()) : std::nullopt;
    SimulatedDisk disk(8);
    Tablet tablet;
    REQUIRE(tablet.mount(disk));
    SchemaOptions old = tablet_schema({1});
    old.migrations = up_to(old.migrations, 2);
    {
      auto store = LocalStore::open(tablet.options(key), old, tablet.clock, tablet.random);
      REQUIRE(store);
      REQUIRE((*store)->database().run(
          "INSERT INTO draft (target_id, note_id, text, changed_at) VALUES (?, x'', '升级前写的', 1)", target(1)));
    }
    const std::string copy = std::string(database_path) + ".before-3";
    CHECK_FALSE(tablet.pool->find(copy));
    REQUIRE(tablet.open(disk, key));
    CHECK(tablet.pool->find(copy));
    CHECK_FALSE(tablet.pool->find(copy + ".part"));
    CHECK(tablet.store->notes().draft(target(1)).value()->text == "升级前写的");
    CHECK_FALSE(tablet.store->register_store().current().value());

    OpenOptions options = tablet.options(key);
    options.path = copy;
    auto before = Database::open(options);
    REQUIRE(before);
    CHECK(before->number("PRAGMA user_version").value() == 2);
    CHECK(before->number("SELECT count(*) FROM draft").value() == 1);
    CHECK(check_integrity(*before)->empty());
  }
}

TEST_CASE("local store: a new database is not copied, nor one that is up to date") {
  Scene scene;
  scene.reopen();
  for (const std::string& name : scene.tablet.pool->names()) CHECK(name.find(".before-") == std::string::npos);
}

TEST_CASE("local store: a database of a newer program is refused with a sentence, and no byte of it changes") {
  SimulatedDisk disk(8);
  Tablet tablet;
  REQUIRE(tablet.open(disk));
  REQUIRE(tablet.store->notes().add(target(1), "名", "新程序写的"));
  tablet.close();
  Tablet looked;
  REQUIRE(looked.mount(disk));
  const std::size_t slot = looked.pool->find(database_path).value();
  looked.close();
  const Bytes before = disk.contents(slot);
  REQUIRE(tablet.mount(disk));
  SchemaOptions old = tablet_schema({1});
  old.migrations = up_to(old.migrations, 2);
  const auto refused = LocalStore::open(tablet.options(test_key()), old, tablet.clock, tablet.random);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.newer_schema");
  tablet.close();
  CHECK(disk.contents(slot) == before);
  REQUIRE(tablet.open(disk));
  CHECK(texts_of(tablet.store->notes().latest(5).value()) == std::vector<std::string>{"新程序写的"});
}
