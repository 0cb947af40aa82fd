#include "tests/shared/draw_bundle_support.h"

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/draw/draw_bundles.h"
#include "shared/draw/statement.h"
#include "shared/log/checkpoint.h"
#include "shared/log/leaf.h"

namespace mingchou::draw::test {
namespace {

constexpr std::uint64_t public_at_s = 1'795'570'200;

crypto::SigningKey key_of(std::uint8_t number) {
  return std::move(crypto::SigningKey::from_seed(Bytes(crypto::signing_seed_bytes, number)).value());
}

log::VerifierKey verifier(std::uint8_t number, std::string_view name, log::SignatureType type) {
  return {std::string(name), type, key_of(number).public_key()};
}

std::string witness_name(std::size_t index) { return "witness.example/w" + std::to_string(index + 1); }

Bytes secret_of(std::size_t index) { return Bytes(witness_secret_bytes, static_cast<std::uint8_t>(0x40 + index)); }

std::vector<Target> some_targets() {
  std::vector<Target> targets;
  for (std::uint32_t i = 0; i < 12; ++i) {
    const std::string number = std::to_string(10 + i);
    targets.push_back({"P-" + number,
                       "product",
                       "4116221" + number,
                       i % 2 == 0 ? "51" : "62",
                       i % 3 == 0 ? "D" : "B",
                       {},
                       i == 5 ? Exclusion::closed : Exclusion::none});
  }
  return targets;
}

std::vector<Inspector> some_inspectors() {
  std::vector<Inspector> inspectors;
  inspectors.reserve(5);
  for (std::uint32_t i = 0; i < 5; ++i)
    inspectors.push_back({"I" + std::to_string(i), i == 4 ? "B" : "A", {"law"}, {}, {}, {}});
  inspectors[1].recused = {"P-10", "P-13"};
  inspectors[2].capacity = 2;
  return inspectors;
}

Plan plan_of(const SignedDrawOptions& options) {
  Plan plan;
  plan.draw = "0198c0de-0000-7000-8000-000000000001";
  plan.task = "task";
  plan.mode = options.is_sealed ? Mode::sealed : Mode::open;
  plan.window_from = "2026-12-01";
  plan.window_to = "2026-12-31";
  Where high;
  if (options.has_internal_strata)
    high.risk = {"D"};
  else
    high.industry = {"51"};
  plan.strata = {{"high", high, RatioQuota{1, 2, Rounding::fair, 1}, 1}, {"rest", {}, CountQuota{2}, 2}};
  plan.team = {3, {{"A", 2, {"law"}, {}}}};
  plan.deadline_s = 86'400;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string name = "witness " + std::to_string(i + 1);
    plan.entropy.push_back({name, Witness{witness_name(i), commitment(plan.suite, plan.draw, name, secret_of(i))}});
  }
  plan.entropy.push_back(
      {"dice", PublicSource{PublicForm::parse("digits:20").value(), "dice in the room", public_at_s, {}}});
  return plan;
}

void seal_rosters(WholeDraw& draw) {
  RowMaker rows(draw.plan.suite, draw.roster_key);
  RosterRoot targets(RowKind::target, rows), inspectors(RowKind::inspector, rows);
  for (const Target& target : draw.targets) REQUIRE(targets.add(target.id, attributes_json(target)));
  for (const Inspector& inspector : draw.inspectors) REQUIRE(inspectors.add(inspector.id, attributes_json(inspector)));
  draw.plan.targets = {targets.count(), targets.root()};
  draw.plan.inspectors = {inspectors.count(), inspectors.root()};
}

std::string signed_by(std::uint8_t key, std::string_view name, const std::string& text) {
  log::SignedNote note{text, {}};
  note.signatures.push_back(log::sign_note(key_of(key), name, text).value());
  return log::note_text(note);
}

void sign_statements(SignedDraw& signed_draw, const SignedDrawOptions& options) {
  const Plan& plan = signed_draw.draw.plan;
  auto& notes = signed_draw.content.notes;
  const auto sign = [&](std::size_t witness, const std::string& text) {
    notes.push_back(signed_by(static_cast<std::uint8_t>(1 + witness), witness_name(witness), text));
  };
  for (std::size_t i = 0; i < 2; ++i) sign(i, consent_text(plan.draw, plan_hash(plan)));
  for (std::size_t i = 0; i < 2; ++i)
    if (const Bytes& value = signed_draw.content.values[i]; !value.empty())
      sign(i, reveal_text(plan.draw, plan.entropy[i].name, value));
  if (options.is_struck) sign(0, strike_text(plan.draw, plan.entropy[1].name, options.strike_at_s));
}

std::string written(const std::function<Result<>(const BundleSink&)>& write) {
  std::string text;
  const auto done = write([&](std::string_view piece) -> Result<> {
    text += piece;
    return {};
  });
  REQUIRE(done);
  return text;
}

}  // namespace

void SignedDraw::seal_log() {
  std::vector<Digest> hashes;
  hashes.reserve(leaves.size());
  for (const std::string& leaf : leaves) hashes.push_back(log::leaf_hash(Suite::sha256, as_bytes(leaf)));
  const log::Checkpoint checkpoint{std::string(test_origin), hashes.size(), log::tree_root(Suite::sha256, hashes)};
  log::SignedNote note = log::parse_note(log::sign_checkpoint(key_of(9), checkpoint).value()).value();
  note.signatures.push_back(log::cosign_note(key_of(8), "cosigner.example", note.text, 1'795'572'000).value());
  content.checkpoint = log::note_text(note);
  for (LeafProof& leaf : content.leaves) leaf.path = log::inclusion_path(Suite::sha256, hashes, leaf.index);
}

EarlyCheckpoint SignedDraw::seen_early(std::uint64_t at_s) const {
  std::vector<Digest> hashes;
  hashes.reserve(leaves.size());
  for (const std::string& leaf : leaves) hashes.push_back(log::leaf_hash(Suite::sha256, as_bytes(leaf)));
  // With the plan's leaf as the last.
  const std::span<const Digest> first = std::span(hashes).first(2);
  const log::Checkpoint checkpoint{std::string(test_origin), first.size(), log::tree_root(Suite::sha256, first)};
  log::SignedNote note = log::parse_note(log::sign_checkpoint(key_of(9), checkpoint).value()).value();
  note.signatures.push_back(log::cosign_note(key_of(8), "cosigner.example", note.text, at_s).value());
  return {log::note_text(note), log::inclusion_path(Suite::sha256, first, 1),
          log::consistency_path(Suite::sha256, hashes, first.size())};
}

SignedDraw make_signed_draw(const SignedDrawOptions& options) {
  SignedDraw made;
  made.draw = {plan_of(options), Bytes(32, 0x77), some_targets(), some_inspectors(), {}};
  seal_rosters(made.draw);
  const std::string dice = "31415926535897932384";
  made.draw.values = {secret_of(0), options.is_struck ? Bytes() : secret_of(1), Bytes(dice.begin(), dice.end())};
  BundleContent& content = made.content;
  content.plan = made.draw.plan;
  content.values = made.draw.values;
  content.log_key = verifier(9, test_origin, log::SignatureType::ed25519);
  for (std::uint8_t i = 0; i < 2; ++i)
    content.witness_keys.push_back(
        verifier(static_cast<std::uint8_t>(1 + i), witness_name(i), log::SignatureType::ed25519));
  content.cosigner_keys = {verifier(8, "cosigner.example", log::SignatureType::cosignature)};
  const auto candidates = made.draw.candidates();
  made.result =
      run_draw({made.draw.plan, candidates, made.draw.inspectors, made.draw.values, numbered_key(5)}).value().result;
  sign_statements(made, options);

  const Digest nonce = numbered_key(6);
  made.leaves = {"{\"at\":1,\"type\":\"key\"}", log::plan_leaf(options.plan_at_s, plan_json(content.plan)),
                 "{\"at\":1795560001,\"type\":\"note\"}",
                 log::concealed_leaf("result", options.result_at_s, content.plan.draw,
                                     log::concealed_hash(nonce, result_json(made.result)))};
  content.leaves = {{"plan", options.plan_at_s, 1, {}, {}, {}}, {"result", options.result_at_s, 3, {}, nonce, {}}};
  made.seal_log();
  if (options.seen_at_s > 0) made.content.early = made.seen_early(options.seen_at_s);
  return made;
}

std::string SignedDraw::opened(BundleKind kind) const {
  return written([&](const BundleSink& sink) {
    return write_opened_bundle(kind, content, {draw.roster_key, draw.targets, draw.inspectors}, result, sink);
  });
}

std::string SignedDraw::closed() const { return closed_on("2027-01-01"); }

std::string SignedDraw::closed_on(std::string_view date) const {
  return written([&](const BundleSink& sink) {
    return write_public_bundle(content, {draw.roster_key, draw.targets, draw.inspectors}, result,
                               CivilDate::parse(date).value(), sink);
  });
}

std::string SignedDraw::proof(std::string_view id) const {
  return written([&](const BundleSink& sink) {
    return write_fate_bundle(content, {draw.roster_key, draw.targets, draw.inspectors}, result, id, sink);
  });
}

std::string verdict(std::string_view bundle, const VerifyOptions& options, CheckLines* lines) {
  BundleVerifier verifier(options);
  // In pieces, as a stream comes.
  for (std::size_t at = 0; at < bundle.size(); at += 1000)
    if (const auto fed = verifier.feed(bundle.substr(at, 1000)); !fed) return fed.error().code;
  auto finished = verifier.finish();
  if (!finished) return finished.error().code;
  if (lines != nullptr) *lines = *std::move(finished);
  return "";
}

std::string with_new_end(std::string_view bundle) {
  const std::size_t end = bundle.rfind("{\"line\":\"end\"");
  const std::string before(bundle.substr(0, end));
  return before + end_line(crypto::hash(Suite::sha256, as_bytes(before))) + "\n";
}

}  // namespace mingchou::draw::test
