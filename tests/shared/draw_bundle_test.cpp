// Bundles: accepted as they are, refused whatever is changed, and plain about what they could not show.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "shared/draw/draw_bundles.h"
#include "shared/draw/statement.h"
#include "shared/json/lines.h"
#include "shared/log/leaf.h"
#include "shared/messages/messages.h"
#include "tests/shared/draw_bundle_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;
using draw::BundleKind;
using draw::CheckLines;
using draw::CheckState;

namespace {

bool says(const CheckLines& lines, CheckState state, std::string_view code) {
  return std::ranges::any_of(
      lines, [&](const draw::CheckLine& line) { return line.state == state && line.sentence.code == code; });
}

void check_sentences(const CheckLines& lines) {
  for (const draw::CheckLine& line : lines)
    for (const Language language : {Language::chinese, Language::english}) {
      CHECK(find_message(line.sentence.code).has_value());
      CHECK_FALSE(render(line.sentence, language).contains('{'));
    }
}

std::string replaced(std::string text, std::string_view old, std::string_view now) {
  const std::size_t at = text.find(old);
  REQUIRE(at != text.npos);
  return text.replace(at, old.size(), now);
}

/// Flips bits of every byte; those kept by `is_left` may pass.
void check_every_byte(const std::string& bundle, bool has_new_end) {
  std::size_t accepted = 0;
  const std::size_t step = is_long_run() ? 1 : 3;
  for (std::size_t i = 0; i < bundle.size(); i += step) {
    std::string changed = bundle;
    changed[i] = static_cast<char>(changed[i] ^ (i % 2 == 0 ? 1 : 2));
    const bool is_end = i >= bundle.rfind("{\"line\":\"end\"");
    if (has_new_end && !is_end) changed = with_new_end(changed);
    if (verdict(changed).empty()) {
      ++accepted;
      MESSAGE("accepted with a changed byte: ", changed.substr(i < 40 ? 0 : i - 40, 80));
    }
  }
  CHECK(accepted == 0);
}

}  // namespace

TEST_CASE("an audit bundle is checked line by line, and what can't be checked is said") {
  const SignedDraw made = make_signed_draw();
  CheckLines lines;
  REQUIRE(verdict(made.opened(), {}, &lines) == "");
  for (const char* code : {"draw.check_plan", "draw.check_values", "draw.check_statements", "draw.check_rosters",
                           "draw.check_result", "draw.check_log", "draw.check_cosigned", "draw.check_bundle"})
    CHECK(says(lines, CheckState::passed, code));
  for (const char* code : {"draw.unchecked_public", "draw.unchecked_witness_keys", "draw.unchecked_log_key"})
    CHECK(says(lines, CheckState::unchecked, code));
  check_sentences(lines);

  CHECK(verdict(made.opened(), {made.content.log_key}, &lines) == "");
  CHECK_FALSE(says(lines, CheckState::unchecked, "draw.unchecked_log_key"));
  CHECK(verdict(made.opened(), {made.content.witness_keys[0]}) == "draw.bundle_log");
}

TEST_CASE("every changed byte of an audit bundle is refused, also with a hash that fits again") {
  const std::string bundle = make_signed_draw({.is_struck = true}).opened();
  CHECK(verdict(bundle) == "");
  check_every_byte(bundle, false);
  check_every_byte(bundle, true);
}

TEST_CASE("every changed byte of a public bundle and of a proof is refused") {
  const SignedDraw made = make_signed_draw();
  check_every_byte(made.closed(), false);
  check_every_byte(made.proof(made.result.order[0]), false);
}

TEST_CASE("a cosignature ten minutes before the public value proves that the plan was fixed in time") {
  constexpr std::uint64_t public_at_s = 1'795'570'200;
  for (const std::uint64_t seen_at_s : {public_at_s - 600, public_at_s - 599, std::uint64_t{0}}) {
    CAPTURE(seen_at_s);
    CheckLines lines;
    REQUIRE(verdict(make_signed_draw({.seen_at_s = seen_at_s}).opened(), {}, &lines) == "");
    const bool is_in_time = seen_at_s == public_at_s - 600;
    CHECK(says(lines, CheckState::passed, "draw.check_early") == is_in_time);
    CHECK(says(lines, CheckState::unchecked, "draw.unchecked_early") == !is_in_time);
    check_sentences(lines);
  }
}

TEST_CASE("an early checkpoint of another log, another plan or a rewritten log is refused") {
  const SignedDraw made = make_signed_draw({.seen_at_s = 1'795'565'000});
  check_every_byte(made.opened(), false);
  SignedDraw spoilt = made;
  spoilt.content.early->path.push_back(numbered_key(1));
  CHECK(verdict(spoilt.opened()) == "draw.leaf_wrong");
  spoilt = made;
  spoilt.content.early->consistency[0][0] ^= 1;
  CHECK(verdict(spoilt.opened()) == "log.inconsistent");
  spoilt = made;
  spoilt.content.early->note = made.content.checkpoint;
  CHECK(verdict(spoilt.opened()) == "draw.leaf_wrong");
  // A log in which something else stood before the plan, then.
  spoilt = made;
  spoilt.leaves[0] = "{\"at\":2,\"type\":\"key\"}";
  spoilt.content.early = spoilt.seen_early(1'795'565'000);
  CHECK(verdict(spoilt.opened()) == "log.inconsistent");
  spoilt = made;
  spoilt.content.log_key.reset();
  spoilt.content.leaves.clear();
  spoilt.content.checkpoint.clear();
  spoilt.content.cosigner_keys.clear();
  CHECK(verdict(spoilt.opened()) == "draw.bundle_log");
}

TEST_CASE("a bundle whose lines are missing, moved or doubled is refused") {
  const std::string bundle = make_signed_draw().opened();
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < bundle.size();) {
    const std::size_t end = bundle.find('\n', at) + 1;
    lines.push_back(bundle.substr(at, end - at));
    at = end;
  }
  const auto joined = [](const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& line : list) text += line;
    return text;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(lines[i]);
    auto fewer = lines;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(verdict(joined(fewer)) != "");
    const bool is_last = i + 1 == lines.size();
    if (!is_last) CHECK(verdict(with_new_end(joined(fewer))) != "");
    auto doubled = lines;
    doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    CHECK(verdict(with_new_end(joined(doubled))) != "");
    if (is_last) continue;
    auto moved = lines;
    std::swap(moved[i], moved[i + 1]);
    CHECK(verdict(with_new_end(joined(moved))) != "");
  }
  CHECK(verdict("") == "draw.bundle_unfinished");
  CHECK(verdict(bundle.substr(0, bundle.size() - 1)) == "json.line_unfinished");
}

TEST_CASE("a bundle can't make its verifier keep more than the bounds say") {
  const auto with_lines = [](std::string_view before, const std::function<std::string(std::size_t)>& line,
                             std::size_t count) {
    std::string bundle = make_signed_draw().opened();
    std::string more;
    for (std::size_t i = 0; i < count; ++i) more += line(i) + "\n";
    bundle.insert(bundle.find(before), more);
    return verdict(with_new_end(bundle));
  };
  const auto note = [](std::size_t) { return std::string(R"({"line":"note","note":"x"})"); };
  const std::size_t notes = make_signed_draw().content.notes.size();
  CHECK(with_lines("{\"eligible\"", note, draw::bundle_notes_max - notes) == "draw.statement_wrong");
  CHECK(with_lines("{\"eligible\"", note, draw::bundle_notes_max - notes + 1) == "draw.bundle_line");
  const auto key = [](std::size_t i) {
    const auto secret = crypto::SigningKey::from_seed(Bytes(crypto::signing_seed_bytes, static_cast<std::uint8_t>(i)));
    const log::VerifierKey verifier{"k" + std::to_string(i), log::SignatureType::cosignature, secret->public_key()};
    return R"({"line":"key","role":"cosigner","vkey":")" + verifier.text() + "\"}";
  };
  const std::size_t keys = 4;
  CHECK(with_lines("{\"line\":\"plan\"", key, draw::bundle_keys_max - keys) == "draw.cosignature_missing");
  CHECK(with_lines("{\"line\":\"plan\"", key, draw::bundle_keys_max - keys + 1) == "draw.bundle_line");
  const auto inspector = [](std::size_t) {
    return std::string(
        R"({"attributes":{"certs":[],"dept":"A","recused":[],"skills":[]},"id":"Z","line":"inspector"})");
  };
  CHECK(with_lines("{\"line\":\"entropy\"", inspector, 1) == "draw.bundle_line");
  const auto leaf = [](std::size_t i) {
    return R"({"at":1,"index":)" + std::to_string(10 + i) + R"(,"line":"leaf","path":[],"type":"x"})";
  };
  CHECK(with_lines("{\"line\":\"checkpoint\"", leaf, draw::bundle_leaves_max - 2) == "draw.leaf_missing");
  CHECK(with_lines("{\"line\":\"checkpoint\"", leaf, draw::bundle_leaves_max - 1) == "draw.bundle_line");
}

TEST_CASE("a public bundle opens everything only where no stratum is internal") {
  const SignedDraw plain = make_signed_draw({.has_internal_strata = false});
  CheckLines lines;
  CHECK(verdict(plain.opened(BundleKind::open), {}, &lines) == "");
  CHECK(says(lines, CheckState::passed, "draw.check_result"));
  const SignedDraw internal = make_signed_draw();
  CHECK(verdict(internal.opened(BundleKind::open)) == "draw.bundle_internal");
}

TEST_CASE("a closed public bundle shows what was published and names what only an auditor can check") {
  const SignedDraw made = make_signed_draw();
  const std::string bundle = made.closed();
  CheckLines lines;
  REQUIRE(verdict(bundle, {}, &lines) == "");
  CHECK(says(lines, CheckState::passed, "draw.check_published"));
  CHECK(says(lines, CheckState::unchecked, "draw.unchecked_internal"));
  check_sentences(lines);
  for (const char* word : {"attributes", "salt", "ticket", "roster_key", "inspectors\":[\""})
    CHECK_FALSE(bundle.contains(word));
  // More than the quota, a row twice, or one that is not in the roster.
  const std::size_t row = bundle.find("{\"digest\"");
  const std::size_t next = bundle.find('\n', row) + 1;
  std::string twice = bundle;
  twice.insert(row, bundle.substr(row, next - row));
  CHECK(verdict(with_new_end(twice)) == "draw.bundle_row");
  CHECK(verdict(with_new_end(bundle.substr(0, row) + bundle.substr(next))) == "draw.bundle_unfinished");
  CHECK(verdict(with_new_end(replaced(bundle, "\"quota\":2", "\"quota\":3"))) == "draw.bundle_result");
  CHECK(verdict(with_new_end(replaced(bundle, "\"id\":\"P-", "\"id\":\"Q-"))) == "draw.bundle_row");
}

TEST_CASE("a sealed draw publishes nobody before its window is over, whether it uses what is internal or not") {
  for (const bool has_internal_strata : {true, false}) {
    const SignedDraw made = make_signed_draw({.has_internal_strata = has_internal_strata, .is_sealed = true});
    const std::string during = made.closed_on(made.content.plan.window_to);
    for (const std::string& id : made.result.order) CHECK_FALSE(during.contains(id));
    CheckLines lines;
    CHECK(verdict(during, {}, &lines) == "");
    CHECK(says(lines, CheckState::unchecked, "draw.unchecked_sealed"));
    check_sentences(lines);

    const std::string after = made.closed_on("2027-01-01");
    for (const std::string& id : made.result.order) CHECK(after.contains(id));
    CheckLines later;
    CHECK(verdict(after, {}, &later) == "");
    CHECK_FALSE(says(later, CheckState::unchecked, "draw.unchecked_sealed"));
    CHECK(after.contains("roster_key") == !has_internal_strata);
  }
}

TEST_CASE("nobody's fate is told who doesn't stand in the roster") {
  const SignedDraw made = make_signed_draw();
  for (const std::string_view id : {"", "NOBODY", "P-9", "P-99"}) {
    const auto told =
        draw::write_fate_bundle(made.content, {made.draw.roster_key, made.draw.targets, made.draw.inspectors},
                                made.result, id, [](std::string_view) -> Result<> { return {}; });
    REQUIRE_FALSE(told);
    CHECK(told.error().code == "draw.proof_target");
    CHECK(find_message(told.error().code).has_value());
  }
}

TEST_CASE("a proof tells the fate of one target, drawn or not") {
  const SignedDraw made = make_signed_draw();
  for (const draw::Target& target : made.draw.targets) {
    CAPTURE(target.id);
    CheckLines lines;
    REQUIRE(verdict(made.proof(target.id), {}, &lines) == "");
    check_sentences(lines);
    const bool is_drawn = std::ranges::contains(made.result.order, target.id);
    CHECK(says(lines, CheckState::passed, "draw.check_selected") == is_drawn);
    const bool is_excluded = target.excluded != draw::Exclusion::none;
    CHECK(says(lines, CheckState::passed, "draw.check_not_eligible") == is_excluded);
  }
  const std::string bundle = made.proof(made.result.order[0]);
  CHECK(verdict(with_new_end(replaced(bundle, "\"outcome\":\"selected\"", "\"outcome\":\"not_selected\""))) ==
        "draw.bundle_result");
  CHECK(verdict(with_new_end(replaced(bundle, "\"region\":\"4", "\"region\":\"5"))) == "draw.bundle_row");
}

TEST_CASE("a draw from files, without signatures and a log, says that nothing shows their order") {
  SignedDraw made = make_signed_draw();
  made.content.log_key.reset();
  made.content.witness_keys.clear();
  made.content.cosigner_keys.clear();
  made.content.notes.clear();
  made.content.leaves.clear();
  made.content.checkpoint.clear();
  CheckLines lines;
  REQUIRE(verdict(made.opened(), {}, &lines) == "");
  CHECK(says(lines, CheckState::unchecked, "draw.unchecked_statements"));
  CHECK(says(lines, CheckState::unchecked, "draw.unchecked_log"));
  check_sentences(lines);
}

TEST_CASE("attacks on what witnesses signed are refused") {
  SignedDraw changed_plan = make_signed_draw();
  // The plan is changed after the witnesses signed it, and everything else is made to fit.
  changed_plan.content.plan.task = "another task";
  changed_plan.draw.plan = changed_plan.content.plan;
  CHECK(verdict(changed_plan.opened()) == "draw.statement_wrong");

  SignedDraw foreign = make_signed_draw();
  std::swap(foreign.content.notes[0], foreign.content.notes[1]);
  CHECK(verdict(foreign.opened()) == "draw.statement_wrong");
  foreign = make_signed_draw();
  std::swap(foreign.content.witness_keys[0], foreign.content.witness_keys[1]);
  CHECK(verdict(foreign.opened()) == "draw.bundle_keys");
  foreign = make_signed_draw();
  foreign.content.notes.pop_back();
  CHECK(verdict(foreign.opened()) == "draw.statement_wrong");
  foreign = make_signed_draw();
  foreign.content.notes.push_back(foreign.content.notes.back());
  CHECK(verdict(foreign.opened()) == "draw.statement_wrong");

  SignedDraw other_reveal = make_signed_draw();
  other_reveal.content.values[0][0] ^= 1;
  CHECK(verdict(other_reveal.opened()) == "draw.reveal_differs");
  SignedDraw other_dice = make_signed_draw();
  other_dice.content.values[2][0] = '9';
  CHECK(verdict(other_dice.opened()) == "draw.bundle_result");
}

TEST_CASE("a strike is another witness's, and before every public value") {
  CHECK(verdict(make_signed_draw({.is_struck = true}).opened()) == "");
  CHECK(verdict(make_signed_draw({.is_struck = true, .strike_at_s = 1'795'570'199}).opened()) == "");
  CHECK(verdict(make_signed_draw({.is_struck = true, .strike_at_s = 1'795'570'200}).opened()) == "draw.strike_late");
  SignedDraw unsigned_strike = make_signed_draw({.is_struck = true});
  unsigned_strike.content.notes.pop_back();
  CHECK(verdict(unsigned_strike.opened()) == "draw.statement_wrong");
}

TEST_CASE("a log that tells another story is refused") {
  CHECK(verdict(make_signed_draw({.plan_at_s = 1'795'570'200}).opened()) == "draw.plan_late");
  CHECK(verdict(make_signed_draw({.plan_at_s = 1'795'560'000, .result_at_s = 1'795'560'000 + 86'401}).opened()) ==
        "draw.result_late");
  CHECK(verdict(make_signed_draw({.result_at_s = 1'795'559'999}).opened()) == "draw.result_late");
  SignedDraw not_cosigned = make_signed_draw();
  not_cosigned.content.cosigner_keys[0].name = "another.example";
  CHECK(verdict(not_cosigned.opened()) == "log.signature_unknown");
  not_cosigned = make_signed_draw();
  not_cosigned.content.cosigner_keys.push_back(not_cosigned.content.cosigner_keys[0]);
  not_cosigned.content.cosigner_keys[1].name = "another.example";
  CHECK(verdict(not_cosigned.opened()) == "draw.cosignature_missing");

  SignedDraw rewritten = make_signed_draw();
  rewritten.leaves[0] = "{\"at\":2,\"type\":\"key\"}";
  const auto old_paths = rewritten.content.leaves;
  rewritten.seal_log();
  rewritten.content.leaves = old_paths;
  CHECK(verdict(rewritten.opened()) == "draw.leaf_wrong");

  SignedDraw stale = make_signed_draw();
  const SignedDraw whole = stale;
  stale.leaves.resize(2);
  stale.content.leaves.resize(1);
  stale.seal_log();
  stale.content.leaves = whole.content.leaves;
  CHECK(verdict(stale.opened()) == "draw.leaf_wrong");

  SignedDraw without_result = make_signed_draw();
  without_result.content.leaves.pop_back();
  CHECK(verdict(without_result.opened()) == "draw.leaf_missing");
  SignedDraw without_checkpoint = make_signed_draw();
  without_checkpoint.content.checkpoint.clear();
  CHECK(verdict(without_checkpoint.opened()) == "log.note_form");
}
