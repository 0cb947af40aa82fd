// The real program draws from files, verifies what it wrote, and tests itself against the vectors of another
// implementation: for people without a server.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "shared/base/hex.h"
#include "shared/json/json.h"
#include "shared/json/writer.h"
#include "tests/server/support.h"

using namespace mingchou;
using namespace mingchou::server::test;

namespace {

constexpr const char* vectors_path = TEST_VECTORS_DIR "/draw.json";

json::Value member(json::Value object, std::string_view key) {
  const auto found = object.find(key);
  REQUIRE(found);
  return *found;
}
std::string member_text(json::Value object, std::string_view key) {
  return std::string(member(object, key).text().value_or(""));
}

std::string lines_of(json::Value rows, std::string_view kind) {
  std::string lines;
  for (const auto& [id, attributes] : rows.members())
    lines += R"({"attributes":)" + json::write(attributes) + R"(,"id":")" + std::string(id) + R"(","line":")" +
             std::string(kind) + "\"}\n";
  return lines;
}

/// The first draw of the vectors as files: two witnesses and dice.
struct DrawFiles {
  DrawFiles() {
    const std::string text = read_file(vectors_path);
    const auto vectors = json::parse(text, {.bytes_max = text.size()});
    REQUIRE(vectors);
    const json::Value draw = *vectors->root().items().begin();
    write_file(roster, R"({"line":"roster_key","value":")" + member_text(draw, "roster_key") + "\"}\n" +
                           lines_of(member(draw, "targets"), "target") +
                           lines_of(member(draw, "inspectors"), "inspector"));
    plan_text = json::write(member(draw, "plan"));
    write_file(plan, plan_text);
    const json::Value values = member(draw, "values");
    for (const std::string witness : {"witness-1", "witness-2"})
      arguments.insert(arguments.end(), {"--value", witness + "=" + member_text(values, witness)});
    const auto dice = from_hex(member_text(values, "dice"));
    REQUIRE(dice);
    arguments.insert(arguments.end(), {"--value", "dice=" + std::string(dice->begin(), dice->end())});
    order = json::write(member(member(draw, "result"), "order"));
  }

  TemporaryFolder folder;
  std::string roster = folder.path() + "/roster.jsonl", plan = folder.path() + "/plan.json";
  std::string bundle = folder.path() + "/bundle.jsonl";
  std::string plan_text, order;
  std::vector<std::string> arguments = {"draw", "--lang", "en", "--roster", roster, "--plan", plan, "--out", bundle};
};

}  // namespace

TEST_CASE("the program draws from files what another implementation drew, and verifies what it wrote") {
  const DrawFiles files;
  const Finished drawn = run_mingchou(files.arguments);
  CHECK_MESSAGE(drawn.exit_code == 0, drawn.error);
  const std::string bundle = read_file(files.bundle);
  CHECK(bundle.contains("{\"ids\":" + files.order + ",\"line\":\"order\"}"));
  const Finished verified = run_mingchou({"verify", files.bundle, "--lang", "en"});
  CHECK_MESSAGE(verified.exit_code == 0, verified.error);
  CHECK(verified.out.contains("\n+ "));

  std::string tampered = bundle;
  const std::size_t at = tampered.find(files.order) + 3;
  tampered[at] = tampered[at] == '1' ? '2' : '1';
  write_file(files.bundle, tampered);
  const Finished refused = run_mingchou({"verify", files.bundle, "--lang", "en"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.out.empty());
  CHECK(refused.error.contains(files.bundle));
}

TEST_CASE("the program writes the public's bundle and the proof of a target, and each verifies") {
  DrawFiles files;
  const std::string open = files.folder.path() + "/public.jsonl", proof = files.folder.path() + "/proof.jsonl";
  // The ids stand in the order as ["A","B",…].
  const std::string drawn = files.order.substr(2, files.order.find('"', 2) - 2);
  files.arguments.insert(files.arguments.end(), {"--public-out", open, "--proof", drawn + "=" + proof});
  const Finished finished = run_mingchou(files.arguments);
  REQUIRE_MESSAGE(finished.exit_code == 0, finished.error);
  for (const std::string& path : {open, proof}) {
    const Finished verified = run_mingchou({"verify", path, "--lang", "en"});
    CHECK_MESSAGE(verified.exit_code == 0, verified.error);
    // It tells what only an auditor can check.
    CHECK(verified.out.contains("\n? "));
  }
  CHECK(read_file(open).contains(drawn));
  CHECK_FALSE(read_file(open).contains("roster_key"));
  CHECK(read_file(proof).contains("\"outcome\":\"selected\""));

  files.arguments.back() = "NOBODY=" + proof;
  const Finished nobody = run_mingchou(files.arguments);
  CHECK(nobody.exit_code == 1);
  CHECK(nobody.error.contains("NOBODY"));
  files.arguments.back() = drawn;
  const Finished odd = run_mingchou(files.arguments);
  CHECK(odd.exit_code == 1);
  CHECK(odd.error.contains("TARGET=FILE"));
}

TEST_CASE("the program lets the next take a place, keeps the change, and verifies all of them") {
  const DrawFiles files;
  REQUIRE(run_mingchou(files.arguments).exit_code == 0);
  const std::string changes = files.folder.path() + "/changes.jsonl", evidence = files.folder.path() + "/notice.pdf";
  write_file(evidence, "deregistered on 2 December");
  const std::string drawn = files.order.substr(2, files.order.find('"', 2) - 2);
  const std::vector<std::string> start = {"change", files.bundle, "--lang", "en", "--changes", changes};
  const auto change = [&](std::vector<std::string> more) {
    more.insert(more.begin(), start.begin(), start.end());
    return run_mingchou(more);
  };
  const Finished replaced =
      change({"--replace", drawn, "--slot", "0", "--reason", "recusal", "--confirmed-by", "second"});
  REQUIRE_MESSAGE(replaced.exit_code == 0, replaced.error);
  CHECK(replaced.out.contains("is recused"));
  const Finished gone = change({"--substitute", drawn, "--reason", "deregistered", "--evidence", evidence});
  REQUIRE_MESSAGE(gone.exit_code == 0, gone.error);
  CHECK(gone.out.contains("was deregistered"));
  // It has no place any more.
  CHECK(change({"--substitute", drawn, "--reason", "deregistered", "--evidence", evidence}).exit_code == 1);
  CHECK(change({"--substitute", drawn, "--reason", "because", "--evidence", evidence}).error.contains("because"));
  CHECK(change({"--substitute", drawn, "--reason", "deregistered"}).exit_code == 2);
  CHECK(change({"--reason", "deregistered"}).exit_code == 2);

  const std::vector<std::string> verify = {"verify", files.bundle, "--lang", "en", "--changes", changes};
  const Finished verified = run_mingchou(verify);
  CHECK_MESSAGE(verified.exit_code == 0, verified.error);
  CHECK(verified.out.contains("was deregistered"));

  // Somebody chosen, instead of whoever is next.
  std::string text = read_file(changes);
  const std::string next = "\"substitute\":\"";
  const std::size_t at = text.find(next);
  if (at != text.npos) {
    text[at + next.size()] = text[at + next.size()] == '9' ? '8' : '9';
    write_file(changes, text);
    const Finished refused = run_mingchou(verify);
    CHECK(refused.exit_code == 1);
    CHECK(refused.error.contains("is not the next"));
  }
}

TEST_CASE("a plan over changed rosters is refused until it is sealed anew") {
  const DrawFiles files;
  std::string roster = read_file(files.roster);
  const std::size_t at = roster.find("\"risk\":\"C\"");
  REQUIRE(at != roster.npos);
  roster[at + 8] = 'D';
  write_file(files.roster, roster);
  const Finished refused = run_mingchou(files.arguments);
  CHECK(refused.exit_code == 1);
  CHECK_FALSE(refused.error.empty());
  const Finished sealed =
      run_mingchou({"draw", "--roster", files.roster, "--plan", files.plan, "--seal", "--lang", "en"});
  CHECK_MESSAGE(sealed.exit_code == 0, sealed.error);
  CHECK(sealed.out.contains("\"root\":"));
  CHECK(sealed.out != files.plan_text + "\n");
}

TEST_CASE("the program tests its draw against the vectors, and names the first difference") {
  const Finished passed = run_mingchou({"self-test", "draw", vectors_path, "--lang", "en"});
  CHECK_MESSAGE(passed.exit_code == 0, passed.error);
  CHECK(passed.out.contains("8 draws"));
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/draw.json";
  std::string changed = read_file(vectors_path);
  const std::size_t at = changed.find("\"tickets\"");
  const std::size_t digit = changed.find_first_of("0123456789abcdef", changed.find(": \"", at) + 3);
  changed[digit] = changed[digit] == '0' ? '1' : '0';
  write_file(path, changed);
  const Finished failed = run_mingchou({"self-test", "draw", path, "--lang", "en"});
  CHECK(failed.exit_code == 1);
  CHECK(failed.error.contains("small-1"));
}

TEST_CASE("commands of the draw say which file they lack, cannot read or do not understand") {
  const TemporaryFolder folder;
  const std::string missing = folder.path() + "/missing", odd = folder.path() + "/odd";
  write_file(odd, "this is neither a bundle nor a plan");
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"draw"}, {"verify"}, {"self-test", "draw"}, {"draw", "--plan", odd}})
    CHECK(run_mingchou(command).exit_code == 2);
  for (const std::string& path : {missing, odd, folder.path()})
    for (std::vector<std::string> command : std::vector<std::vector<std::string>>{
             {"verify", path}, {"self-test", "draw", path}, {"draw", "--roster", path, "--plan", path, "--out", odd}}) {
      const Finished finished = run_mingchou(command);
      CHECK(finished.exit_code == 1);
      CHECK(finished.error.contains(path == odd ? std::string("。") : path));
    }
}
