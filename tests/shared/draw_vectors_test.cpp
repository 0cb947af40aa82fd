// tests/vectors/draw.json: whole draws that an independent second implementation made.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/draw/self_test.h"
#include "shared/messages/messages.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

std::string with_replaced(std::string text, std::string_view old, std::string_view now) {
  const std::size_t at = text.find(old);
  REQUIRE(at != text.npos);
  return text.replace(at, old.size(), now);
}

Result<draw::SelfTestReport> self_test(const std::string& text) {
  const json::Document document = json::parse(text).value();
  return draw::self_test(document.root());
}

}  // namespace

TEST_CASE("every draw of the vectors comes out as another implementation made it") {
  const auto report = draw::self_test(draw_vectors().root());
  if (!report) FAIL(render(report.error(), Language::english));
  CHECK(report->draws == 8);
  CHECK(report->comparisons > 200);
}

TEST_CASE("the self-test names the first difference") {
  const std::string vectors = json::canonical(draw_vectors().root());
  const std::string ticket = text_of(draw_vector("small-1").find("tickets").value(), "91411622MA03NNBX83");
  const auto of_ticket = self_test(with_replaced(vectors, ticket, std::string(64, '0')));
  REQUIRE_FALSE(of_ticket);
  CHECK(of_ticket.error().code == "draw.self_test_differs");
  CHECK(of_ticket.error().argument("draw") == "small-1");
  CHECK(of_ticket.error().argument("what") == "tickets.91411622MA03NNBX83");
  CHECK(of_ticket.error().argument("found") == ticket);

  const auto of_word = self_test(with_replaced(vectors, "1340b5f654772b79", "1340b5f654772b78"));
  REQUIRE_FALSE(of_word);
  CHECK(of_word.error().argument("what") == "stream_words");

  const auto of_level = self_test(with_replaced(vectors, "\"levels\":[3,4]", "\"levels\":[3,5]"));
  REQUIRE_FALSE(of_level);
  CHECK(of_level.error().argument("what") == "levels");

  const auto of_root = self_test(with_replaced(vectors, "b6b3db1d8a4f17f0", "b6b3db1d8a4f17f1"));
  REQUIRE_FALSE(of_root);
  CHECK(of_root.error().argument("what") == "targets.root");
}

TEST_CASE("vectors that lack something are no passed test") {
  CHECK(self_test("[]").error().code == "draw.self_test_form");
  CHECK(self_test("{}").error().code == "draw.self_test_form");
  CHECK(self_test("[{\"name\":\"x\"}]").error().argument("what") == "plan");
}

TEST_CASE("a whole draw does not depend on the order of candidates") {
  for (const json::Value vector : draw_vectors().root().items()) {
    const WholeDraw draw = read_draw(vector);
    std::vector<draw::Candidate> candidates = draw.candidates();
    const auto forward = draw::run_draw({draw.plan, candidates, draw.inspectors, draw.values, {}});
    std::ranges::reverse(candidates);
    const auto backward = draw::run_draw({draw.plan, candidates, draw.inspectors, draw.values, {}});
    REQUIRE(forward);
    REQUIRE(backward);
    CHECK(draw::result_json(forward->result) == draw::result_json(backward->result));
  }
}

TEST_CASE("a result is read back as it was written, and its hash hides nothing but depends on all of it") {
  const WholeDraw draw = read_draw(draw_vector("struck-1"));
  const auto candidates = draw.candidates();
  const auto outcome = draw::run_draw({draw.plan, candidates, draw.inspectors, draw.values, {}});
  REQUIRE(outcome);
  const std::string text = draw::result_json(outcome->result);
  const json::Document document = json::parse(text).value();
  const auto again = draw::read_result(document.root());
  REQUIRE(again);
  CHECK(draw::result_json(*again) == text);
  CHECK(json::strict_canonical(text).value() == text);
  draw::DrawResult other = *again;
  other.nonce[31] ^= 1;
  CHECK(draw::result_hash(draw.plan.suite, other) != draw::result_hash(draw.plan.suite, *again));
}
