// The transparency log on the client: what is read of it, whether it leads to the signed root, and what is shown.
#include <doctest/doctest.h>

#include "client/app/log/log_json.h"
#include "client/app/model/pages.h"
#include "tests/client/log_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::log_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }
const std::string route = "/log";

struct LogScene : Harness {
  explicit LogScene(Answers known) : Harness(Look{}, route), answers(std::move(known)) {
    sign_in_holder(*this);
    serve(*this, answers);
  }
  void press_id(std::string_view id) {
    app.activate(id);
    settle();
    serve(*this, answers);
  }
  bool has(std::string_view id) const { return !with_id(id).id.empty(); }
  std::string proof() const { return with_id("log.proof").name; }
  Answers answers;
};

}  // namespace

TEST_CASE("log: its head is read, and one that makes no sense is refused") {
  const auto head = read_one(head_json(24, log::Digest{}), read_log_head);
  REQUIRE(head);
  CHECK(head->size == 24);
  CHECK(is_signed(*head));
  CHECK_FALSE(read_one(head_json(0, log::Digest{}), read_log_head));
  CHECK_FALSE(read_one(head_json(std::uint64_t{1} << 40, log::Digest{}), read_log_head));
  std::string short_root = head_json(24, log::Digest{});
  short_root.erase(short_root.find("\"root\":\"") + 8, 2);
  CHECK_FALSE(read_one(short_root, read_log_head));
}

TEST_CASE("log: entries and hashes are taken only as many as there must be") {
  const std::string leaf = some_leaves(1)[0];
  const std::string bundle = std::string{static_cast<char>(leaf.size() >> 8), static_cast<char>(leaf.size())} + leaf;
  const auto entries = read_log_entries(bundle, 256, 1);
  REQUIRE(entries);
  CHECK(entries->front().index == 256);
  CHECK(entries->front().name == "王代表");
  CHECK(entries->front().hash == log::leaf_hash(log::Suite::sha256, as_bytes(leaf)));
  CHECK_FALSE(read_log_entries(bundle, 256, 2));
  CHECK_FALSE(read_log_entries(bundle.substr(0, 5), 256, 1));
  const std::string no_object = std::string("\0\2", 2) + "[]";
  CHECK_FALSE(read_log_entries(no_object, 0, 1));
  CHECK(read_log_hashes(std::string(64, 'x'), 2));
  CHECK_FALSE(read_log_hashes(std::string(64, 'x'), 1));
}

TEST_CASE("log: entries are told from the newest down, each in words") {
  LogScene at(log_answers(some_leaves(10)));
  CHECK(at.proof().contains(say(Text::log_proof_holds)));
  CHECK(at.with_id("log.entry.0").name.contains("见证人 王代表 加入"));
  CHECK(at.with_id("log.entry.2").name.contains("公开数值“骰子”：314159"));
  CHECK(at.with_id("log.entry.4").name.contains("剔除见证人 李律师"));
  CHECK(at.with_id("log.entry.8").name.contains("一名见证人未能到场"));
  // One of a later version, which is shown all the same.
  CHECK(at.with_id("log.entry.9").name.contains("tomorrow"));
  CHECK(at.with_id("log.entry.5").name.contains("食品经营者信用风险分类跨部门联合抽查"));
  CHECK(at.with_id("log.entry.9").rect.y < at.with_id("log.entry.0").rect.y);
  CHECK_FALSE(at.has("log.older"));
}

TEST_CASE("log: an entry is shown as it stands, leads to its draw, and can be copied") {
  LogScene at(log_answers(some_leaves(10)));
  at.press_id("log.entry.2");
  at.press_id("log.copy");
  CHECK(at.shell.copied == some_leaves(10)[2]);
  at.press_id("log.draw");
  CHECK(at.shell.route == "/draws/" + std::string(draw_id));
}

TEST_CASE("log: the checkpoint can be kept") {
  LogScene at(log_answers(some_leaves(3)));
  at.press_id("log.checkpoint");
  CHECK(at.shell.copied.contains("xihua.example/mingchou/log/1"));
}

TEST_CASE("log: a long one is read bundle by bundle, and every bundle is led to the root") {
  for (const std::size_t size : {255UL, 256UL, 257UL, 700UL, 768UL}) {
    CAPTURE(size);
    LogScene at(log_answers(some_leaves(size)));
    CHECK(at.proof().contains(say(Text::log_proof_holds)));
    std::size_t pages = 1;
    for (; at.has("log.older"); ++pages) at.press_id("log.older");
    CHECK(pages == (size + 255) / 256);
    CHECK(at.app.model().log.entries.size() == size);
    CHECK(at.proof().contains(say(Text::log_proof_holds)));
  }
}

TEST_CASE("log: entries that the root does not stand for are noticed") {
  Answers newest = log_answers(some_leaves(300));
  std::string& bundle = newest["/log/1/tile/entries/001.p/44"];
  bundle[bundle.rfind("299")] = '1';
  LogScene at(newest);
  CHECK(at.proof().contains(say(Text::log_proof_broken)));
}

TEST_CASE("log: a root without the log's signature is not believed, whatever leads to it") {
  Answers answers = log_answers(some_leaves(10));
  const auto head = read_one(answers[head_path], read_log_head);
  REQUIRE(head);
  answers[head_path] = head_json(10, head->root, true);
  LogScene at(answers);
  CHECK(at.proof().contains(say(Text::log_proof_forged)));
  CHECK(at.has("log.entry.0"));
}

TEST_CASE("log: one that was rewritten while the page is open is noticed, and one that grew is not suspected") {
  for (const bool is_rewritten : {false, true}) {
    CAPTURE(is_rewritten);
    LogScene at(log_answers(some_leaves(300)));
    auto leaves = some_leaves(600);
    if (is_rewritten) leaves[3] = leaves[4];
    at.answers = log_answers(leaves);
    at.app.open_route("/draws");
    at.settle();
    serve(at, at.answers);
    at.app.open_route(route);
    at.settle();
    serve(at, at.answers);
    CHECK(at.app.model().log.head.value->size == 600);
    CHECK(at.proof().contains(say(is_rewritten ? Text::log_proof_broken : Text::log_proof_holds)));
  }
}

TEST_CASE("log: a draw that its reader has no part in has no name and leads nowhere") {
  Answers answers = log_answers(some_leaves(10));
  answers[history_path] = rows("");
  LogScene at(answers);
  CHECK(at.with_id("log.entry.5").name.contains("其他抽取（…000f01）"));
  at.press_id("log.entry.5");
  CHECK_FALSE(at.has("log.draw"));
  CHECK(at.has("log.copy"));
}

TEST_CASE("log: so are those of an older bundle, once it is read") {
  Answers older = log_answers(some_leaves(300));
  std::string& full = older["/log/1/tile/entries/000"];
  full[full.find("314159")] = '9';
  LogScene at(older);
  CHECK(at.proof().contains(say(Text::log_proof_holds)));
  at.press_id("log.older");
  CHECK(at.proof().contains(say(Text::log_proof_broken)));
}

TEST_CASE("log: one that has not begun says so, and what can't be read is tried again") {
  Harness at(Look{}, route);
  sign_in_holder(at);
  Answers draws = draw_answers();
  serve(at, draws);
  accounts_test::answer_to(at.network, head_path, 404, accounts_test::problem_json("log.not_begun"));
  at.settle();
  CHECK(at.with_id("log.none.title").name.contains(say(Text::log_none)));
}

TEST_CASE("log: a bundle that does not come is asked for again") {
  Answers answers = log_answers(some_leaves(300));
  const std::string bundle = answers["/log/1/tile/entries/001.p/44"];
  answers.erase("/log/1/tile/entries/001.p/44");
  LogScene at(answers);
  accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.has("log.reading"));
  at.answers["/log/1/tile/entries/001.p/44"] = bundle;
  at.activate(Role::button, say(Text::retry));
  at.settle();
  serve(at, at.answers);
  CHECK(at.proof().contains(say(Text::log_proof_holds)));
  CHECK_FALSE(at.has("log.reading"));
}
