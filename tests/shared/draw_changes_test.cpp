// What happens to a draw after it: nobody is chosen, and whoever has the bundle comes to the same standing.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/draw/changes.h"
#include "shared/draw/replacement.h"
#include "shared/json/canonical.h"
#include "shared/messages/messages.h"
#include "tests/shared/draw_bundle_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;
using draw::Absence;
using draw::Change;
using draw::Place;
using draw::Replacement;
using draw::ReplacementReason;
using draw::Standing;
using draw::Substitution;
using draw::SubstitutionReason;

namespace {

struct Drawn {
  SignedDraw made = make_signed_draw();
  draw::Keys keys = draw::derive_keys(made.content.plan, made.content.values);
  Standing standing{made.content.plan, keys, made.draw.inspectors, made.result};

  const Place& place(std::string_view drawn) const {
    return *std::ranges::find(standing.places(), drawn, &Place::drawn);
  }
  /// The stratum without classes: two selected, two substitutes.
  const draw::StratumResult& rest() const { return made.result.strata[1]; }

  Substitution substitution(std::string target, std::optional<std::string> substitute,
                            SubstitutionReason reason = SubstitutionReason::deregistered) const {
    return {made.content.plan.draw, std::move(target), std::move(substitute), reason, numbered_key(3)};
  }
  /// The inspector in the first place leaves.
  Replacement replacement(const std::string& target, ReplacementReason reason = ReplacementReason::recusal) const {
    Replacement change;
    change.draw = made.content.plan.draw;
    change.target = target;
    change.leaving = Absence{place(target).inspectors[0], reason};
    change.confirmed_by = "second";
    return change;
  }
  /// Who would come if the first of that target left, in order.
  std::vector<std::string> order_after_leaving(const std::string& target) const {
    auto teams = made.result.teams;
    auto team = std::ranges::find(teams, target, &draw::TeamResult::target);
    const std::string leaving = std::exchange(team->inspectors[0], "");
    auto order = draw::replacement_order(made.content.plan, keys, made.draw.inspectors, teams, target, 0).value();
    std::erase(order, leaving);
    return order;
  }
  /// A target for which at least so many could come.
  std::string target_with_candidates(std::size_t count) const {
    for (const std::string& id : made.result.order)
      if (order_after_leaving(id).size() >= count) return id;
    FAIL("the draw has no such target");
    return {};
  }
  std::string apply(const Change& change) {
    const auto applied = standing.apply(change);
    if (applied) return "";
    CHECK(find_message(applied.error().code).has_value());
    return applied.error().code;
  }
};

std::string text_of_places(const Standing& standing) {
  std::string text;
  for (const Place& place : standing.places()) {
    text += place.drawn + ">" + place.target.value_or("-");
    for (const std::string& inspector : place.inspectors) text += "," + inspector;
    text += ";";
  }
  return text;
}

std::string read_code(const std::string& text) {
  const json::Document document = json::parse(text).value();
  const auto read = draw::read_change(document.root());
  if (read) return "";
  CHECK(find_message(read.error().code).has_value());
  return read.error().code;
}

}  // namespace

TEST_CASE("a target that leaves gives its place to the next ticket of its stratum, and to no other") {
  Drawn drawn;
  const std::string first = drawn.rest().selected[0], second = drawn.rest().selected[1];
  const std::vector<std::string> next = drawn.rest().substitutes;
  REQUIRE(next.size() == 2);
  const std::string before = text_of_places(drawn.standing);
  CHECK(drawn.apply(drawn.substitution(first, next[1])) == "draw.change_substitute");
  CHECK(drawn.apply(drawn.substitution(first, std::nullopt)) == "draw.change_substitute");
  CHECK(drawn.apply(drawn.substitution(next[0], next[1])) == "draw.change_target");
  Substitution other = drawn.substitution(first, next[0]);
  other.draw = "0198c0de-0000-7000-8000-000000000002";
  CHECK(drawn.apply(other) == "draw.change_draw");
  CHECK(text_of_places(drawn.standing) == before);

  CHECK(drawn.apply(drawn.substitution(first, next[0])) == "");
  CHECK(drawn.place(first).target == next[0]);
  // Whoever has left has no place any more, and a substitute may leave, too.
  CHECK(drawn.apply(drawn.substitution(first, next[1])) == "draw.change_target");
  CHECK(drawn.apply(drawn.substitution(next[0], next[1])) == "");
  CHECK(drawn.place(first).target == next[1]);

  // Used up: the place stays empty, and says so.
  CHECK(drawn.standing.next_substitute(second).value() == std::nullopt);
  CHECK(drawn.apply(drawn.substitution(second, drawn.made.draw.targets[0].id)) == "draw.change_substitute");
  CHECK(drawn.apply(drawn.substitution(second, std::nullopt)) == "");
  CHECK(drawn.place(second).target == std::nullopt);
  CHECK(drawn.place(second).inspectors.empty());
}

TEST_CASE("a substituted target that is still there is a must of the next round") {
  Drawn drawn;
  CHECK(drawn.apply(drawn.substitution(drawn.rest().selected[0], drawn.rest().substitutes[0],
                                       SubstitutionReason::deregistered)) == "");
  CHECK(drawn.standing.musts_of_next_round().empty());
  CHECK(drawn.apply(drawn.substitution(drawn.rest().selected[1], drawn.rest().substitutes[1],
                                       SubstitutionReason::inaccessible)) == "");
  CHECK(drawn.standing.musts_of_next_round() == std::vector{drawn.rest().selected[1]});
}

TEST_CASE("a substitute is visited by the team of its place, but for those who are recused from it") {
  Drawn drawn;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string target = drawn.rest().selected[i], next = drawn.rest().substitutes[i];
    const std::vector<std::string> team = drawn.place(target).inspectors;
    REQUIRE(drawn.apply(drawn.substitution(target, next)) == "");
    const std::vector<std::string>& now = drawn.place(target).inspectors;
    REQUIRE(now.size() == team.size());
    for (std::size_t slot = 0; slot < team.size(); ++slot) {
      const auto inspector = std::ranges::find(drawn.made.draw.inspectors, team[slot], &draw::Inspector::id);
      CHECK(now[slot] == (std::ranges::contains(inspector->recused, next) ? "" : team[slot]));
    }
  }
}

TEST_CASE("an empty place of a team is filled by the first who may go") {
  Drawn drawn;
  const std::string target = drawn.target_with_candidates(1);
  Replacement leaves = drawn.replacement(target);
  const std::string leaving = leaves.leaving->inspector;
  // Everybody who might come is away, so that nobody is left.
  for (const std::string& id : drawn.order_after_leaving(target))
    leaves.passed.push_back({id, ReplacementReason::illness});
  CHECK(drawn.apply(leaves) == "");
  CHECK(drawn.place(target).inspectors[0] == "");
  CHECK(drawn.standing.candidates(target, 0).value().empty());

  Replacement again = drawn.replacement(target);
  CHECK(drawn.apply(again) == "draw.change_inspector");  // nobody can leave an empty place
  again.leaving.reset();
  again.replacement = leaving;
  CHECK(drawn.apply(again) == "draw.change_order");
  again.replacement.reset();
  CHECK(drawn.apply(again) == "");
}

TEST_CASE("an inspector is replaced by the first in the order, and whoever is passed over has a reason") {
  Drawn drawn;
  const std::string target = drawn.target_with_candidates(2);
  const std::vector<std::string> order = drawn.order_after_leaving(target);
  const std::string before = text_of_places(drawn.standing);
  Replacement change = drawn.replacement(target);
  const std::string leaving = change.leaving->inspector;

  change.replacement = order[1];
  CHECK(drawn.apply(change) == "draw.change_order");
  change.replacement.reset();
  CHECK(drawn.apply(change) == "draw.change_order");
  change.passed = {{order[1], ReplacementReason::illness}};
  change.replacement = order[0];
  CHECK(drawn.apply(change) == "draw.change_order");
  change.passed = {{order[0], ReplacementReason::illness}};
  CHECK(drawn.apply(change) == "draw.change_order");
  change.replacement = order[1];
  change.slot = 9;
  CHECK(drawn.apply(change) == "draw.replace_slot");
  change.slot = 0;
  change.leaving->inspector = order[0];
  CHECK(drawn.apply(change) == "draw.change_inspector");
  change.leaving->inspector = leaving;
  change.target = "NOBODY";
  CHECK(drawn.apply(change) == "draw.change_target");
  change.target = target;
  CHECK(text_of_places(drawn.standing) == before);

  CHECK(drawn.apply(change) == "");
  CHECK(drawn.place(target).inspectors[0] == order[1]);
  // Whoever left this target does not come back to it.
  const auto next = drawn.standing.candidates(target, 0).value();
  CHECK_FALSE(std::ranges::contains(next, leaving));
  CHECK_FALSE(std::ranges::contains(next, order[0]));
}

TEST_CASE("a recusal keeps from one target, a lost certificate from all") {
  for (const ReplacementReason reason : {ReplacementReason::recusal, ReplacementReason::certificate}) {
    Drawn drawn;
    const std::string target = drawn.target_with_candidates(1);
    Replacement change = drawn.replacement(target, reason);
    const std::string leaving = change.leaving->inspector;
    change.replacement = drawn.order_after_leaving(target).front();
    REQUIRE(drawn.apply(change) == "");
    bool comes_elsewhere = false;
    for (const Place& place : drawn.standing.places())
      if (place.drawn != target && !std::ranges::contains(place.inspectors, leaving))
        for (std::uint32_t slot = 0; slot < place.inspectors.size(); ++slot)
          comes_elsewhere =
              comes_elsewhere || std::ranges::contains(drawn.standing.candidates(*place.target, slot).value(), leaving);
    CHECK(comes_elsewhere == (reason == ReplacementReason::recusal));
  }
}

TEST_CASE("what comes next is told as a change that can be applied, in sentences") {
  Drawn drawn;
  const std::string target = drawn.target_with_candidates(2);
  const std::vector<std::string> order = drawn.order_after_leaving(target);
  const auto replaced = drawn.standing.next_replacement(target, 0, ReplacementReason::illness,
                                                        {{order[0], ReplacementReason::urgent_duty}}, "second");
  REQUIRE(replaced);
  CHECK(replaced->leaving->inspector == drawn.place(target).inspectors[0]);
  CHECK(replaced->replacement == order[1]);
  CHECK(drawn.apply(*replaced) == "");
  const auto out_of_order = drawn.standing.next_replacement(target, 0, ReplacementReason::illness,
                                                            {{"NOBODY", ReplacementReason::urgent_duty}}, "second");
  REQUIRE_FALSE(out_of_order);
  CHECK(out_of_order.error().code == "draw.change_order");

  const std::string first = drawn.rest().selected[0];
  const auto gone = drawn.standing.next_substitution(first, SubstitutionReason::duplicate, numbered_key(1));
  REQUIRE(gone);
  CHECK(gone->substitute == drawn.rest().substitutes[0]);
  CHECK(drawn.apply(*gone) == "");
  CHECK_FALSE(drawn.standing.next_substitution(first, SubstitutionReason::duplicate, numbered_key(1)).has_value());

  Replacement nobody = *replaced;
  nobody.leaving.reset();
  nobody.replacement.reset();
  for (const Change& change :
       {Change(*replaced), Change(nobody), Change(*gone), Change(drawn.substitution("P-1", std::nullopt))}) {
    const auto sentences = draw::change_sentences(change);
    CHECK(sentences.size() == (std::holds_alternative<Replacement>(change) ? 3 : 2));
    for (const Error& sentence : sentences) {
      CAPTURE(sentence.code);
      for (const Language language : {Language::chinese, Language::english}) {
        const std::string text = render(sentence, language);
        CHECK_FALSE(text.contains('{'));
        CHECK(text != sentence.code);
      }
    }
  }
}

TEST_CASE("a change is one canonical text, and reads back as the same") {
  const Drawn drawn;
  Replacement replacement = drawn.replacement(drawn.made.result.order[0]);
  replacement.passed = {{"I3", ReplacementReason::urgent_duty}};
  Replacement empty = replacement;
  empty.leaving.reset();
  empty.passed.clear();
  empty.replacement = "I2";
  for (const Change& change : {Change(drawn.substitution("P-11", "P-12")),
                               Change(drawn.substitution("P-11", std::nullopt, SubstitutionReason::not_concerned)),
                               Change(replacement), Change(empty)}) {
    const std::string text = draw::change_json(change);
    CHECK(json::strict_canonical(text).value() == text);
    const json::Document document = json::parse(text).value();
    CHECK(draw::change_json(draw::read_change(document.root()).value()) == text);
  }
}

TEST_CASE("every reason has a code of its own that reads back") {
  for (int i = 0; i < 5; ++i) {
    const auto substitution = static_cast<SubstitutionReason>(i);
    CHECK(draw::substitution_from_code(draw::substitution_code(substitution)) == substitution);
    const auto replacement = static_cast<ReplacementReason>(i);
    CHECK(draw::replacement_from_code(draw::replacement_code(replacement)) == replacement);
  }
  CHECK_FALSE(draw::substitution_from_code("because").has_value());
  CHECK_FALSE(draw::replacement_from_code("").has_value());
}

TEST_CASE("a change of another form is refused with what is wrong") {
  const Drawn drawn;
  const std::string text = draw::change_json(drawn.substitution("P-11", "P-12"));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = text;
    const std::size_t at = changed.find(from);
    REQUIRE(at != changed.npos);
    return changed.replace(at, from.size(), to);
  };
  CHECK(read_code(text) == "");
  CHECK(read_code(with("\"substitution\"", "\"addition\"")) == "draw.change_type");
  CHECK(read_code(with("deregistered", "because")) == "draw.reason_unknown");
  CHECK(read_code(with("\"evidence\":\"", "\"evidence\":\"00")) == "draw.hash_form");
  CHECK(read_code(with("\"target\"", "\"targets\"")) == "json.field_missing");
  CHECK(read_code(with("{", "{\"chosen\":true,")) == "json.field_unknown");
  CHECK(read_code(with("\"P-12\"", "7")) == "json.field_not_text");
}
