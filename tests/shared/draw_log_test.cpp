// The order of events in the log: what a server must never log, and what an auditor finds if it did.
#include "shared/draw/draw_log.h"

#include <doctest/doctest.h>

#include "shared/base/hex.h"
#include "shared/log/leaf.h"
#include "shared/messages/messages.h"
#include "tests/shared/draw_bundle_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

constexpr std::uint64_t plan_at_s = 1'795'560'000, public_at_s = 1'795'570'200;

/// A draw and its leaves.
struct Story {
  SignedDraw made = make_signed_draw();

  std::string plan(std::uint64_t at_s = plan_at_s) const {
    return log::plan_leaf(at_s, draw::plan_json(made.draw.plan));
  }
  std::string event(std::string_view type, std::string_view more, std::uint64_t at_s) const {
    return "{\"at\":" + std::to_string(at_s) + ",\"draw\":\"" + made.draw.plan.draw + "\"," + std::string(more) +
           "\"type\":\"" + std::string(type) + "\"}";
  }
  std::string reveal(std::size_t witness, std::string_view value) const {
    return event("reveal",
                 "\"name\":\"witness " + std::to_string(witness + 1) + "\",\"value\":\"" + std::string(value) + "\",",
                 public_at_s - 100);
  }
  std::string reveal(std::size_t witness) const { return reveal(witness, to_hex(made.draw.values[witness])); }
  std::string strike(std::uint64_t at_s) const { return event("strike", "\"name\":\"witness 2\",", at_s); }
  std::string value(std::string_view digits) const {
    return event("value", "\"name\":\"dice\",\"value\":\"" + std::string(digits) + "\",", public_at_s + 10);
  }
  std::string value() const { return value(as_text(made.draw.values[2])); }
  std::string ended(std::string_view type, std::uint64_t at_s = public_at_s + 20) const {
    return event(type, type == "void" ? "\"reason\":\"power_cut\"," : "\"hash\":\"00\",", at_s);
  }
};

/// The first refusal; "" if all are taken.
std::string code_of(std::initializer_list<std::string> leaves) {
  draw::DrawLog draws;
  for (const std::string& leaf : leaves) {
    const auto added = draws.add(leaf);
    if (added) continue;
    CHECK(find_message(added.error().code).has_value());
    return added.error().code;
  }
  return "";
}

}  // namespace

TEST_CASE("a draw's events in their order are taken") {
  const Story s;
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("result")}) == "");
  CHECK(code_of({s.plan(), s.value(), s.reveal(1), s.reveal(0), s.ended("result")}) == "");
  CHECK(code_of({s.plan(), s.reveal(0), s.strike(public_at_s - 1), s.value(), s.ended("result")}) == "");
  CHECK(code_of({s.plan(), s.reveal(0), s.ended("void")}) == "");
  CHECK(code_of({"{\"at\":1,\"type\":\"key\"}", s.plan(), "{\"at\":1,\"draw\":\"x\",\"type\":\"note\"}"}) == "");
}

TEST_CASE("nothing is voided once the last value exists, and nothing goes on after an end") {
  const Story s;
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("void")}) == "draw.void_late");
  CHECK(code_of({s.plan(), s.ended("void"), s.ended("result")}) == "draw.event_unknown");
  CHECK(code_of({s.plan(), s.ended("void"), s.reveal(0)}) == "draw.event_unknown");
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("result"), s.ended("result")}) ==
        "draw.event_unknown");
  CHECK(code_of({s.ended("void")}) == "draw.event_unknown");
}

TEST_CASE(
    "a draw with every value known is voided once its deadline has passed, counted apart, and its round is free") {
  const Story s;
  const std::uint64_t due_s = plan_at_s + s.made.draw.plan.deadline_s;
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("void", due_s)}) == "draw.void_late");
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("result", due_s + 1)}) == "draw.result_late");
  draw::DrawLog draws;
  for (const std::string& leaf : {s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("void", due_s + 1)})
    REQUIRE(draws.add(leaf));
  CHECK(draws.counts().voided == 1);
  CHECK(draws.counts().voided_complete == 1);
  CHECK(draws.overdue(due_s + 1).empty());
  draw::DrawLog early;
  for (const std::string& leaf : {s.plan(), s.reveal(0), s.ended("void", due_s + 1)}) REQUIRE(early.add(leaf));
  CHECK(early.counts().voided == 1);
  CHECK(early.counts().voided_complete == 0);
}

TEST_CASE("changes of a draw are logged after its result, and counted") {
  const Story s;
  CHECK(code_of({s.plan(), s.ended("substitution")}) == "draw.change_early");
  CHECK(code_of({s.plan(), s.ended("void"), s.ended("replacement")}) == "draw.change_early");
  CHECK(code_of({s.ended("replacement")}) == "draw.change_early");
  draw::DrawLog draws;
  for (const std::string& leaf : {s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("result"),
                                  s.ended("substitution"), s.ended("replacement"), s.ended("substitution")})
    REQUIRE(draws.add(leaf));
  CHECK(draws.counts().substitutions == 2);
  CHECK(draws.counts().replacements == 1);
}

TEST_CASE("a task and round has one plan, and the next only after a void one") {
  const Story s;
  CHECK(code_of({s.plan(), s.plan(plan_at_s + 1)}) == "draw.second_plan");
  Story other;
  other.made.draw.plan.draw = "0198c0de-0000-7000-8000-000000000002";
  CHECK(code_of({s.plan(), other.plan()}) == "draw.second_plan");
  other.made.draw.plan.round = 2;
  CHECK(code_of({s.plan(), other.plan()}) == "draw.round_not_void");
  CHECK(code_of({other.plan()}) == "draw.round_not_void");
  CHECK(code_of({s.plan(), s.ended("void"), other.plan()}) == "draw.round_replaces");
  other.made.draw.plan.replaces = s.made.draw.plan.draw;
  CHECK(code_of({s.plan(), s.ended("void"), other.plan()}) == "");
  other.made.draw.plan.targets.root[0] ^= 1;
  CHECK(code_of({s.plan(), s.ended("void"), other.plan()}) == "draw.round_root");
}

TEST_CASE("values are those committed to, each once, and a strike is in time") {
  const Story s;
  CHECK(code_of({s.plan(), s.reveal(0, std::string(64, '0'))}) == "draw.reveal_differs");
  CHECK(code_of({s.plan(), s.reveal(0, "")}) == "draw.reveal_differs");
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(0)}) == "draw.event_unknown");
  CHECK(code_of({s.plan(), s.reveal(5, "00")}) == "draw.event_unknown");
  CHECK(code_of({s.plan(), s.value("123")}) == "draw.value_form");
  CHECK(code_of({s.plan(), s.value(), s.value()}) == "draw.event_unknown");
  CHECK(code_of({s.plan(), s.strike(public_at_s)}) == "draw.strike_late");
  CHECK(code_of({s.plan(), s.value(), s.strike(public_at_s - 1)}) == "draw.strike_late");
  CHECK(code_of({s.plan(), s.event("strike", "\"name\":\"dice\",", plan_at_s)}) == "draw.event_unknown");
  CHECK(code_of({s.plan(), s.event("value", "\"name\":\"witness 1\",\"value\":\"1\",", plan_at_s)}) ==
        "draw.event_unknown");
}

TEST_CASE("a result needs every value and keeps the deadline; overdue and void draws are counted") {
  const Story s;
  CHECK(code_of({s.plan(), s.reveal(0), s.value(), s.ended("result")}) == "draw.result_early");
  const std::uint64_t deadline_s = plan_at_s + s.made.draw.plan.deadline_s;
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("result", deadline_s)}) == "");
  CHECK(code_of({s.plan(), s.reveal(0), s.reveal(1), s.value(), s.ended("result", deadline_s + 1)}) ==
        "draw.result_late");

  draw::DrawLog draws;
  REQUIRE(draws.add(s.plan()));
  CHECK(draws.overdue(deadline_s).empty());
  CHECK(draws.overdue(deadline_s + 1) == std::vector<std::string>{s.made.draw.plan.draw});
  REQUIRE(draws.add(s.ended("void")));
  CHECK(draws.overdue(deadline_s + 1).empty());
  CHECK(draws.counts().planned == 1);
  CHECK(draws.counts().voided == 1);
  CHECK(draws.counts().done == 0);
}
