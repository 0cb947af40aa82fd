// A thousand draws made up at random come out the same to the bit wherever this is compiled for: every machine that
// runs these tests compares itself with what stands here.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/draw/bundle.h"
#include "shared/draw/bundle_verifier.h"
#include "shared/draw/draw_files.h"
#include "shared/draw/shortfall.h"
#include "shared/messages/messages.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

constexpr std::uint64_t draws = 1000;
constexpr std::uint64_t draws_per_digest = 100;

/// Made by the native build; a draw that differs changes the digest of its hundred.
constexpr std::array<std::string_view, draws / draws_per_digest> agreed = {
    "8f337e75bf27a65dc7c5edf9ce3d586ea86a1a85c1178bdf5c01d1a649bb195b",
    "3ba706eb86bf1b679fc6d3dd79ff63263eea17918be234479aaf8c5c6d79b1da",
    "04d75e1955da9484971c244684ef2c9a2a4b5120aa831ca3b8d88f888201c775",
    "0e41f677bc1fde57d2bbcdfea953948801a06b43866d3f1d79f877f32f8a9553",
    "8b3664717b8f4c65d278509f528ffac1a5ecf310218af51112ebefd0b6c9d2b1",
    "0cc7d7471c77c021062c14b3012e8627767353ea3fcf5c3a29cc2d8cdf900bb9",
    "7a1f5a4e392d289756143a8b4d920967da458f77a745fab3b3fc1cd5b79dc308",
    "52dbe9b3a5405ffb119a5468774d65a05f7e846c2f1a88b8a7775056698203f3",
    "821adcbe35bdcdba279970933530736f39538baa2a6177bf3cf4515368f9cf13",
    "24712ffff3cad2d22a9f0bb81ab4fffce24d1df7ddd158028c2e2893c57b6f37"};

constexpr std::array<std::string_view, 4> regions = {"411622001", "411622002", "411622101", "411622208"};
constexpr std::array<std::string_view, 5> industries = {"51", "52", "5112", "62", "8010"};
constexpr std::array<std::string_view, 4> risks = {"A", "B", "C", "D"};
constexpr std::array<std::string_view, 3> tags = {"edible", "fragile", "school"};
constexpr std::array<std::string_view, 3> types = {"product", "project", "behaviour"};
constexpr std::array<std::string_view, 3> departments = {"SCJG", "YJJ", "卫健"};
constexpr std::array<std::string_view, 2> certs = {"food", "law"};

/// Makes up draws; every number that it takes is taken in an order that the language fixes.
class Inventor {
 public:
  explicit Inventor(std::uint64_t seed) : random_(seed) {}

  WholeDraw make() {
    WholeDraw made;
    made.roster_key = bytes(32);
    make_targets(made);
    make_inspectors(made);
    make_plan(made);
    draw::seal_plan(made.plan, {made.roster_key, made.targets, made.inspectors});
    return made;
  }

 private:
  std::uint64_t below(std::uint64_t n) { return random_.below(n); }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  Bytes bytes(std::size_t count) {
    Bytes made(count);
    random_.fill(made);
    return made;
  }
  template <std::size_t N>
  std::string one_of(const std::array<std::string_view, N>& values) {
    return std::string(values[below(N)]);
  }
  /// Some of them, in their order.
  template <std::size_t N>
  std::vector<std::string> some_of(const std::array<std::string_view, N>& values) {
    std::vector<std::string> chosen;
    for (const std::string_view value : values)
      if (one_in(2)) chosen.emplace_back(value);
    return chosen;
  }
  template <std::size_t N>
  std::optional<std::vector<std::string>> condition_of(const std::array<std::string_view, N>& values) {
    auto chosen = some_of(values);
    if (chosen.empty() || one_in(2)) return std::nullopt;
    return chosen;
  }

  void make_targets(WholeDraw& made) {
    const std::uint64_t count = below(one_in(10) ? 400 : 60);
    for (std::uint64_t i = 0; i < count; ++i) {
      draw::Target target;
      target.id = "P-" + std::to_string(1000 + i);
      target.type = one_of(types);
      target.region = one_of(regions);
      target.industry = one_of(industries);
      target.risk = one_of(risks);
      target.tags = some_of(tags);
      if (one_in(8)) target.excluded = static_cast<draw::Exclusion>(below(draw::exclusion_count));
      made.targets.push_back(std::move(target));
    }
  }

  void make_inspectors(WholeDraw& made) {
    const std::uint64_t count = below(30);
    for (std::uint64_t i = 0; i < count; ++i) {
      draw::Inspector inspector;
      inspector.id = "I" + std::to_string(100 + i);
      inspector.dept = one_of(departments);
      inspector.certs = some_of(certs);
      for (const draw::Target& target : made.targets)
        if (one_in(20)) inspector.recused.push_back(target.id);
      if (one_in(3)) inspector.capacity = 1 + below(6);
      made.inspectors.push_back(std::move(inspector));
    }
  }

  void make_plan(WholeDraw& made) {
    draw::Plan& plan = made.plan;
    plan.suite = one_in(2) ? draw::Suite::sm3 : draw::Suite::sha256;
    plan.draw = "0198c0de-0000-7000-8000-" + to_hex(bytes(6));
    plan.task = "task";
    plan.mode = one_in(2) ? draw::Mode::sealed : draw::Mode::open;
    plan.window_from = "2026-12-01";
    plan.window_to = "2026-12-31";
    plan.deadline_s = 86'400;
    make_strata(plan);
    make_team(plan);
    make_entropy(made);
  }

  void make_strata(draw::Plan& plan) {
    const std::uint64_t count = 1 + below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
      draw::Stratum stratum;
      stratum.name = "stratum " + std::to_string(i);
      if (i + 1 < count || one_in(3)) {
        stratum.where.region = condition_of(regions);
        stratum.where.industry = condition_of(industries);
        stratum.where.tags = condition_of(tags);
        stratum.where.type = condition_of(types);
        stratum.where.risk = condition_of(risks);
      }
      stratum.quota = make_quota();
      if (one_in(2)) stratum.substitutes = below(5);
      plan.strata.push_back(std::move(stratum));
    }
  }

  draw::Quota make_quota() {
    if (one_in(3)) return draw::CountQuota{below(20)};
    draw::RatioQuota quota;
    quota.den = 1 + below(one_in(2) ? 100 : draw::ratio_denominator_max);
    quota.num = below(quota.den + 1);
    quota.round = one_in(2) ? draw::Rounding::fair : draw::Rounding::up;
    if (one_in(3)) quota.min = below(8);
    return quota;
  }

  void make_team(draw::Plan& plan) {
    plan.team.max_load = 1 + below(12);
    for (const std::string_view department : departments) {
      if (one_in(3)) continue;
      draw::TeamSlot slot;
      slot.dept = std::string(department);
      slot.count = 1 + below(2);
      if (one_in(3)) slot.certs = some_of(certs);
      plan.team.slots.push_back(std::move(slot));
    }
  }

  void make_entropy(WholeDraw& made) {
    const std::uint64_t witnesses = 1 + below(3);
    for (std::uint64_t i = 0; i < witnesses; ++i) {
      const std::string name = "witness " + std::to_string(i + 1);
      const Bytes secret = bytes(draw::witness_secret_bytes);
      made.plan.entropy.push_back(
          {name, draw::Witness{"w.example/" + std::to_string(i + 1),
                               draw::commitment(made.plan.suite, made.plan.draw, name, secret)}});
      // Somebody always reveals.
      made.values.push_back(i > 0 && one_in(6) ? Bytes() : secret);
    }
    if (one_in(2)) {
      made.plan.entropy.push_back(
          {"dice",
           draw::PublicSource{draw::PublicForm::parse("digits:20").value(), "dice in the room", 1'795'570'200, {}}});
      Bytes digits;
      for (int i = 0; i < 20; ++i) digits.push_back(static_cast<std::uint8_t>('0' + below(10)));
      made.values.push_back(std::move(digits));
    }
  }

  SeededRandom random_;
};

/// Everything that comes out: the result, what was open to inspectors at their level, and why a team is impossible.
std::string outcome_of(const WholeDraw& made, const draw::DrawOutcome& outcome) {
  std::string text = draw::plan_json(made.plan) + draw::result_json(outcome.result);
  for (const auto& level : outcome.levels) text += level ? "," + std::to_string(*level) : ",none";
  for (const draw::Shortfall& shortfall : draw::explain_shortfalls(made.plan, outcome.result.order, made.inspectors))
    for (const Error& sentence : draw::shortfall_sentences(shortfall)) text += render(sentence, Language::english);
  return text;
}

/// What the verifier says of the draw's audit bundle; "" if it agrees.
std::string verdict_of(const WholeDraw& made, const draw::DrawOutcome& outcome) {
  draw::BundleContent content;
  content.plan = made.plan;
  content.values = made.values;
  draw::BundleVerifier verifier({});
  const auto written =
      draw::write_opened_bundle(draw::BundleKind::audit, content, {made.roster_key, made.targets, made.inspectors},
                                outcome.result, [&](std::string_view piece) { return verifier.feed(piece); });
  if (!written) return written.error().code;
  const auto finished = verifier.finish();
  return finished ? "" : finished.error().code;
}

}  // namespace

TEST_CASE("a thousand random draws come out the same to the bit everywhere, and verify") {
  std::uint64_t matched = 0, impossible = 0;
  for (std::uint64_t hundred = 0; hundred < agreed.size(); ++hundred) {
    crypto::Hasher hasher(draw::Suite::sha256);
    for (std::uint64_t i = 0; i < draws_per_digest; ++i) {
      const std::uint64_t number = hundred * draws_per_digest + i;
      CAPTURE(number);
      const WholeDraw made = Inventor(number).make();
      const draw::RosterFile roster{made.roster_key, made.targets, made.inspectors};
      const auto outcome = draw::draw_from_files(made.plan, roster, made.values, numbered_key(number));
      REQUIRE(outcome);
      hasher.update(outcome_of(made, *outcome));
      CHECK(verdict_of(made, *outcome) == "");
      if (made.plan.team.slots.empty() || outcome->result.order.empty()) continue;
      ++(outcome->result.teams.empty() ? impossible : matched);
    }
    CAPTURE(hundred);
    CHECK(to_hex(hasher.finish()) == agreed[hundred]);
  }
  // Neither kind is rare, or the draws were made up badly.
  CHECK(matched > draws / 10);
  CHECK(impossible > draws / 10);
}
