// Draws from files: what the command line does, without it.
#include "shared/draw/draw_files.h"

#include <doctest/doctest.h>

#include "shared/messages/messages.h"
#include "tests/shared/draw_bundle_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

/// The roster of a draw as a file: what an audit bundle has of it.
std::string roster_text(const SignedDraw& made) {
  const std::string bundle = made.opened();
  const std::size_t begin = bundle.find("{\"line\":\"roster_key\"");
  return bundle.substr(begin, bundle.find("{\"line\":\"entropy\"") - begin);
}

Result<draw::RosterFile> read_roster(std::string_view text) {
  draw::RosterFileReader reader;
  for (std::size_t at = 0; at < text.size(); at += 100)
    if (auto fed = reader.feed(text.substr(at, 100)); !fed) return std::unexpected(fed.error());
  return reader.finish();
}

std::string code_of(std::string_view roster) {
  const auto read = read_roster(roster);
  if (read) return "";
  CHECK(find_message(read.error().code).has_value());
  return read.error().code;
}

}  // namespace

TEST_CASE("a draw from files is the same draw") {
  const SignedDraw made = make_signed_draw();
  const auto roster = read_roster(roster_text(made));
  REQUIRE(roster);
  draw::Plan plan = made.draw.plan;
  plan.targets = {};
  plan.inspectors = {};
  CHECK(draw::draw_from_files(plan, *roster, made.draw.values, {}).error().code == "draw.target_count");
  draw::seal_plan(plan, *roster);
  CHECK(draw::plan_json(plan) == draw::plan_json(made.draw.plan));
  const auto outcome = draw::draw_from_files(plan, *roster, made.draw.values, made.result.nonce);
  REQUIRE(outcome);
  CHECK(draw::result_json(outcome->result) == draw::result_json(made.result));
}

TEST_CASE("a roster file has its lines in order, and each once") {
  const std::string text = roster_text(make_signed_draw());
  CHECK(code_of(text) == "");
  const std::size_t first = text.find('\n') + 1, second = text.find('\n', first) + 1;
  const std::string key = text.substr(0, first), target = text.substr(first, second - first);
  CHECK(code_of("") == "draw.roster_key_missing");
  CHECK(code_of(text.substr(first)) == "draw.roster_key_missing");
  CHECK(code_of(target + key) == "draw.roster_line");
  CHECK(code_of(key + key) == "draw.roster_line");
  CHECK(code_of(key + target + target) == "draw.rows_unordered");
  CHECK(code_of(text + target) == "draw.roster_line");
  CHECK(code_of(key + "{\"line\":\"plan\"}\n") == "draw.roster_line");
  CHECK(code_of(key + "{\"id\":\"x\"}\n") == "draw.roster_line");
  CHECK(code_of(key + "{ \"line\":\"target\"}\n") == "json.line_not_canonical");
}

TEST_CASE("values are given by name, each once") {
  const SignedDraw made = make_signed_draw();
  const draw::Plan& plan = made.draw.plan;
  const std::string secret = to_hex(made.draw.values[0]), other = to_hex(made.draw.values[1]);
  const std::vector<std::string> good = {"dice=31415926535897932384", "witness 1=" + secret, "witness 2=" + other};
  CHECK(draw::values_from_texts(plan, good).value() == made.draw.values);
  const auto refused = [&](std::vector<std::string> texts) {
    return draw::values_from_texts(plan, texts).error().code;
  };
  CHECK(draw::values_from_texts(plan, std::vector<std::string>{good[0], good[1], "witness 2="}).value()[1].empty());
  CHECK(refused({good[0], good[1]}) == "draw.value_missing");
  CHECK(refused({good[0], good[1], good[2], good[0]}) == "draw.value_unknown");
  CHECK(refused({good[0], good[1], "witness 3=00"}) == "draw.value_unknown");
  CHECK(refused({good[0], good[1], "witness 2"}) == "draw.value_unknown");
  CHECK(refused({good[0], good[1], "witness 2=XY"}) == "draw.reveal_differs");
}
