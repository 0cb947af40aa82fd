// Whatever bytes claim to be of a draw: no crash, no doubt, and a sentence for what is wrong.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/random.h"
#include "shared/draw/changes.h"
#include "tests/fuzz/draw_properties.h"
#include "tests/fuzz/mutation.h"
#include "tests/shared/draw_bundle_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

constexpr std::string_view alphabet = "{}[]\",:0123456789abcdefP-I \n\\u+=";

using Property = std::string (*)(BytesView);

/// Samples as they are and changed in 1 to 4 places.
void check_on_mutations(Property property, const std::vector<std::string>& samples, int rounds, std::uint64_t seed) {
  for (const std::string& sample : samples) REQUIRE(property(as_bytes(sample)) == "");
  SeededRandom random(seed);
  for (int i = 0; i < fuzz::rounds_of(rounds); ++i) {
    const Bytes input = fuzz::mutate(samples, alphabet, random);
    CAPTURE(i);
    REQUIRE(property(input) == "");
  }
}

std::vector<std::string> bundles() {
  const SignedDraw made = make_signed_draw({.seen_at_s = 1'795'565'000});
  const SignedDraw open = make_signed_draw({.has_internal_strata = false, .is_struck = true});
  return {made.opened(), made.closed(), made.proof(made.result.order[0]), open.opened(draw::BundleKind::open)};
}

}  // namespace

TEST_CASE("any bundle gets one verdict, in whatever pieces it comes") {
  check_on_mutations(fuzz::bundle_property, bundles(), 2000, 1);
  // With the right hash at its end a changed bundle is read to where it does not fit.
  SeededRandom random(2);
  const std::vector<std::string> samples = bundles();
  for (int i = 0; i < fuzz::rounds_of(1000); ++i) {
    const Bytes input = fuzz::mutate(samples, alphabet, random);
    CAPTURE(i);
    REQUIRE(fuzz::bundle_property(as_bytes(with_new_end(as_text(input)))) == "");
  }
}

TEST_CASE("any plan, roster, change and note is read as what it is, or refused with a sentence") {
  const SignedDraw made = make_signed_draw({.seen_at_s = 1'795'565'000});
  const std::string bundle = made.opened();
  const std::size_t begin = bundle.find("{\"line\":\"roster_key\"");
  const std::string roster = bundle.substr(begin, bundle.find("{\"line\":\"entropy\"") - begin);
  check_on_mutations(fuzz::plan_property, {draw::plan_json(made.content.plan)}, 10'000, 3);
  check_on_mutations(fuzz::roster_file_property, {roster}, 3000, 4);
  const draw::Substitution gone{made.content.plan.draw, "P-11", "P-12", {}, numbered_key(1)};
  draw::Replacement ill{made.content.plan.draw, "P-11", 1, draw::Absence{"I1", {}}, {{"I2", {}}}, "I3", "second"};
  check_on_mutations(fuzz::change_property, {draw::change_json(gone), draw::change_json(ill)}, 10'000, 5);
  check_on_mutations(fuzz::note_property, {made.content.checkpoint, made.content.notes[0]}, 10'000, 6);
}
