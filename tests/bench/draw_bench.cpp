// Benchmark of the draw: `draw_bench [ROWS [TARGETS INSPECTORS]]` (1,000,000 and 100,000 × 10,000 by default). Rows are
// salted, hashed into the root, given tickets and selected, then written as an audit bundle and verified; targets with
// two slots each are matched. Figures are processor time, beside what hashing alone would take.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "shared/draw/bundle_verifier.h"
#include "shared/draw/draw_files.h"
#include "shared/draw/level.h"
#include "shared/draw/matching.h"

using namespace mingchou;
using namespace mingchou::draw;

namespace {

double processor_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Seconds of processor time for one job.
double measure(auto&& job) {
  const double start_s = processor_s();
  job();
  return processor_s() - start_s;
}

/// Seconds for one compression of 64 bytes. Many messages, since a WebAssembly engine makes a function fast only from
/// one call to the next.
double compression_s() {
  constexpr std::size_t rounds = 2000, blocks = 512;
  Bytes message(64 * blocks);
  const auto hash_all = [&] {
    for (std::size_t i = 0; i < rounds; ++i) message[0] = crypto::hash(Suite::sha256, message)[0];
  };
  hash_all();
  return measure(hash_all) / (rounds * blocks);
}

std::string numbered(const char* prefix, std::size_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "%s%015zu", prefix, number);
  return text;
}

RosterFile roster_of(std::size_t rows) {
  RosterFile roster;
  roster.roster_key = Bytes(32, 7);
  for (std::size_t i = 0; i < rows; ++i)
    roster.targets.push_back({numbered("P-", i), "product", "411622101", "5112", "B", {"food"}, Exclusion::none});
  return roster;
}

Plan plan_of() {
  Plan plan;
  plan.draw = "0198c0de-0000-7000-8000-000000000001";
  plan.task = "bench";
  plan.window_from = "2026-12-01";
  plan.window_to = "2026-12-31";
  plan.deadline_s = 86'400;
  plan.entropy.push_back({"dice", PublicSource{*PublicForm::parse("digits:60"), "dice", 1, {}}});
  plan.strata.push_back({"all", {}, RatioQuota{5, 100, Rounding::up, {}}, 10});
  return plan;
}

void say(const char* what, double seconds, double limit_s, const char* beside) {
  std::printf("  %-44s %8.2f s beside %6.2f s: %s\n", what, seconds, limit_s, beside);
}

/// Salts (4 compressions), rows (3), leaves and nodes (2 each), tickets (1).
constexpr double row_compressions = 11, ticket_compressions = 1;

void bench_rows(std::size_t rows, double one_s) {
  BundleContent content;
  content.plan = plan_of();
  const RosterFile roster = roster_of(rows);
  const auto count = static_cast<double>(rows);
  say("salts and root", measure([&] { seal_plan(content.plan, roster); }), count * row_compressions * one_s,
      "their compressions");

  RowMaker maker(content.plan.suite, roster.roster_key);
  std::vector<Candidate> candidates;
  candidates.reserve(rows);
  for (const Target& target : roster.targets)
    candidates.push_back({target.id, maker.salt(RowKind::target, target.id), 0});
  Selection selection;
  say("tickets and selection", measure([&] { selection = select_targets(content.plan, Keys{}, candidates); }),
      count * ticket_compressions * one_s, "a compression each");

  const std::string digits(60, '1');
  content.values = {Bytes(digits.begin(), digits.end())};
  const auto outcome = draw_from_files(content.plan, roster, content.values, {});
  std::string bundle;
  const auto written = write_opened_bundle(BundleKind::audit, content, {roster.roster_key, roster.targets, {}},
                                           outcome->result, [&](std::string_view piece) -> Result<> {
                                             bundle += piece;
                                             return {};
                                           });
  bool is_accepted = false;
  const double verify_s = measure([&] {
    BundleVerifier verifier({});
    is_accepted = written && verifier.feed(bundle) && verifier.finish();
  });
  say(is_accepted ? "an audit bundle verified, reading included" : "an audit bundle REFUSED", verify_s, 5,
      "allowed for 1,000,000 in a browser");
}

void bench_matching(std::size_t targets, std::size_t people, std::uint64_t max_load, const char* what) {
  SeededRandom random(1);
  std::vector<std::string> ids;
  ids.reserve(targets);
  for (std::size_t i = 0; i < targets; ++i) ids.push_back(numbered("P-", i));
  std::vector<Inspector> inspectors;
  for (std::size_t i = 0; i < people; ++i) {
    Inspector inspector{numbered("I-", i), "D", {}, {}, {}, {}};
    for (int k = 0; k < 3; ++k) inspector.recused.push_back(ids[random.below(targets)]);
    std::ranges::sort(inspector.recused);
    inspectors.push_back(std::move(inspector));
  }
  DepartmentMatch match;
  const double seconds = measure([&] {
    const Eligibility eligibility({max_load, {}}, {"D", 2, {}, {}}, inspectors, ids);
    Stream stream(Suite::sha256, Digest{}, match_stream_label);
    match = *match_department(eligibility, 2, stream);
  });
  say(what, seconds, 3, match.level ? "allowed for 100,000 x 10,000" : "NO MATCHING");
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t rows = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1'000'000;
  const std::size_t targets = count > 3 ? std::strtoul(arguments[2], nullptr, 10) : 100'000;
  const std::size_t people = count > 3 ? std::strtoul(arguments[3], nullptr, 10) : 10'000;
  if (rows == 0 || targets == 0 || people < 2) return 2;
  const double one_s = compression_s();
  std::printf("%zu rows, SHA-256, %.0f ns a compression\n", rows, one_s * 1e9);
  bench_rows(rows, one_s);
  const std::uint64_t tight = (2 * targets + people - 1) / people;
  std::printf("%zu targets with 2 slots, %zu inspectors\n", targets, people);
  bench_matching(targets, people, tight, "matched and mixed, every place taken");
  bench_matching(targets, people + people / 10, 2 * tight, "matched and mixed, with slack");
  return 0;
}
