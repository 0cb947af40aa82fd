// What a verified bundle tells of one target: the same as the result, and no more than the bundle may.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "shared/messages/messages.h"
#include "tests/shared/draw_bundle_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;
using draw::BundleKind;
using draw::BundleVerifier;

namespace {

BundleVerifier verified(const std::string& bundle) {
  BundleVerifier verifier({});
  REQUIRE(verifier.feed(bundle));
  REQUIRE(verifier.finish());
  return verifier;
}

void check_sentence(const Error& sentence) {
  for (const Language language : {Language::chinese, Language::english})
    CHECK_FALSE(render(sentence, language).contains('{'));
}

}  // namespace

TEST_CASE("an opened bundle tells of each target what the result has, with its place among its stratum") {
  const SignedDraw made = make_signed_draw({.has_internal_strata = false});
  const BundleVerifier verifier = verified(made.opened(BundleKind::open));
  std::size_t told = 0;
  for (const draw::StratumResult& stratum : made.result.strata) {
    for (std::size_t i = 0; i < stratum.selected.size() + stratum.substitutes.size(); ++i, ++told) {
      const bool is_selected = i < stratum.selected.size();
      const std::string& id = is_selected ? stratum.selected[i] : stratum.substitutes[i - stratum.selected.size()];
      const Error fate = verifier.fate_of(id);
      CHECK(fate.code == (is_selected ? "draw.fate_selected" : "draw.fate_substitute"));
      CHECK(fate.argument("rank") == std::to_string(i + 1));
      CHECK(fate.argument("stratum") == stratum.name);
      check_sentence(fate);
    }
  }
  CHECK(told >= 2);
}

TEST_CASE("of a target that was not drawn its place is told, of one without a ticket that it took no part") {
  const SignedDraw made = make_signed_draw({.has_internal_strata = false});
  const BundleVerifier verifier = verified(made.opened(BundleKind::open));
  std::size_t not_selected = 0, not_eligible = 0;
  for (const draw::Target& target : made.draw.targets) {
    const Error fate = verifier.fate_of(target.id);
    if (fate.code == "draw.fate_not_selected") {
      ++not_selected;
      const auto stratum = std::ranges::find(made.result.strata, fate.argument("stratum"), &draw::StratumResult::name);
      REQUIRE(stratum != made.result.strata.end());
      CHECK(std::stoul(std::string(fate.argument("rank"))) > stratum->selected.size() + stratum->substitutes.size());
      CHECK(std::stoul(std::string(fate.argument("rank"))) <= stratum->eligible);
    }
    if (target.excluded != draw::Exclusion::none) {
      ++not_eligible;
      CHECK(fate.code == "draw.fate_not_eligible");
    }
    check_sentence(fate);
  }
  CHECK(not_selected >= 1);
  CHECK(not_eligible >= 1);
  CHECK(verifier.fate_of("NOBODY").code == "draw.fate_not_eligible");
}

TEST_CASE("a bundle without attributes tells who was published, and before they are published nobody") {
  const SignedDraw made = make_signed_draw();
  const BundleVerifier verifier = verified(made.closed());
  CHECK(verifier.fate_of(made.result.order.front()).code == "draw.fate_published");
  for (const draw::Target& target : made.draw.targets) {
    const bool is_drawn = std::ranges::contains(made.result.order, target.id);
    CHECK(verifier.fate_of(target.id).code == (is_drawn ? "draw.fate_published" : "draw.fate_not_published"));
  }

  const SignedDraw sealed = make_signed_draw({.is_sealed = true});
  const BundleVerifier early = verified(sealed.closed_on("2026-12-31"));
  CHECK(early.fate_of(sealed.result.order.front()).code == "draw.fate_sealed");
  check_sentence(early.fate_of("NOBODY"));
}

TEST_CASE("the proof of one target tells nothing of another") {
  const SignedDraw made = make_signed_draw();
  const BundleVerifier verifier = verified(made.proof(made.result.order.front()));
  CHECK(verifier.fate_of("NOBODY").code == "draw.fate_other");
  check_sentence(verifier.fate_of("NOBODY"));
}
