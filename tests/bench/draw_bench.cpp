// Benchmark of the draw. Figures are processor time, the best of some runs, beside the compressions that they need at
// the least, at the speed of the same kernel in the same run.
//
//   draw_bench [ROWS [TARGETS INSPECTORS]]   1,000,000 and 100,000 × 10,000 by default. Rows are salted, hashed into
//   the
//                                            root, given tickets and selected, then written as an audit bundle and
//                                            verified; targets with two slots each are matched.
//   draw_bench stream ROWS                   A draw over rows that come one by one and are not kept, with its memory.
//   draw_bench ids ROWS                      The ids alone, a line each, for other programs.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#ifndef __EMSCRIPTEN__
#include <sys/resource.h>
#endif

#include "shared/base/random.h"
#include "shared/crypto/batch_hash.h"
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

/// The best of some runs: others share the machine.
double best(auto&& job, int runs = 3) {
  double best_s = measure(job);
  for (int i = 1; i < runs; ++i) best_s = std::min(best_s, measure(job));
  return best_s;
}

/// Seconds for one compression of 64 bytes, in long messages that leave nothing else to do.
double compression_s(crypto::Kernel kernel) {
  constexpr std::size_t blocks = 512, count = 64, rounds = 10;
  const Bytes message(64 * blocks - 9, 7);
  const crypto::BatchHasher hasher(Suite::sha256, kernel);
  crypto::MessageBatch messages = hasher.batch();
  for (std::size_t i = 0; i < count; ++i)
    messages.end_message(std::ranges::copy(message, messages.room(message.size())).out);
  std::vector<Digest> digests(count);
  // Many calls, since a WebAssembly engine makes a function fast only from one call to the next.
  const double seconds = best(
      [&] {
        for (std::size_t i = 0; i < rounds; ++i) hasher.hash(messages, digests);
      },
      5);
  return seconds / static_cast<double>(rounds * blocks * count);
}

/// Compressions for a message of so many bytes and its padding.
constexpr std::uint64_t compressions_of(std::size_t bytes) { return (bytes + 9 + 63) / 64; }

std::string numbered(const char* prefix, std::size_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "%s%015zu", prefix, number);
  return text;
}

Target target_of(std::size_t i) {
  return {numbered("P-", i), "product", "411622101", "5112", "B", {"food"}, Exclusion::none};
}

/// The id behind a numbered one.
void count_up(std::string& id) {
  for (auto digit = id.rbegin(); ++*digit > '9'; ++digit) *digit = '0';
}

RosterFile roster_of(std::size_t rows) {
  RosterFile roster;
  roster.roster_key = Bytes(32, 7);
  for (std::size_t i = 0; i < rows; ++i) roster.targets.push_back(target_of(i));
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

/// A figure beside what it can't go below.
void say(const char* what, double seconds, double limit_s) {
  std::printf("  %-48s %7.3f s   %5.2f x its compressions (%.3f s)\n", what, seconds, seconds / limit_s, limit_s);
}
void say_allowed(const char* what, double seconds, double allowed_s, const char* beside) {
  std::printf("  %-48s %7.3f s   beside %g s %s\n", what, seconds, allowed_s, beside);
}

/// Compressions that a row needs: all rows of this benchmark are as long.
struct RowCost {
  static constexpr std::uint64_t salt = 2, nodes = 2, ticket = 1;
  std::uint64_t row, leaf;
  explicit RowCost(const Target& target)
      : row(compressions_of(1 + sizeof(Salt) + attributes_json(target).size())),
        leaf(compressions_of(1 + 1 + 4 + target.id.size() + sizeof(Digest))) {}
  double root_s(double rows, double one_s) const {
    return rows * one_s * static_cast<double>(salt + row + leaf + nodes);
  }
};

void bench_tickets(const Plan& plan, std::span<const Candidate> candidates, double limit_s) {
  TicketMaker maker(plan.suite, Digest{});
  std::vector<Digest> tickets(candidates.size());
  say("tickets", best([&] { maker.make(candidates, tickets); }), limit_s);
  Selection selection;
  say("tickets and selection", best([&] { selection = select_targets(plan, Keys{}, candidates); }), limit_s);
  say("the tickets by one library call each",
      best(
          [&] {
            for (std::size_t i = 0; i < candidates.size(); ++i)
              tickets[i] = maker.ticket(candidates[i].id, candidates[i].salt);
          },
          1),
      limit_s);
}

void bench_bundle(BundleContent& content, const RosterFile& roster, double limit_s) {
  const std::string digits(60, '1');
  content.values = {Bytes(digits.begin(), digits.end())};
  const auto outcome = draw_from_files(content.plan, roster, content.values, {});
  std::string bundle;
  Result<> written;
  const double write_s = measure([&] {
    written = write_opened_bundle(BundleKind::audit, content, {roster.roster_key, roster.targets, {}}, outcome->result,
                                  [&](std::string_view piece) -> Result<> {
                                    bundle += piece;
                                    return {};
                                  });
  });
  limit_s += static_cast<double>(bundle.size()) / 64 * compression_s(crypto::Kernel::scalar);
  say("an audit bundle written", write_s, limit_s);
  bool is_accepted = false;
  const double verify_s = best([&] {
    BundleVerifier verifier({});
    is_accepted = written.has_value();
    constexpr std::size_t chunk = 1 << 20;
    for (std::size_t at = 0; at < bundle.size() && is_accepted; at += chunk)
      is_accepted = verifier.feed(std::string_view(bundle).substr(at, chunk)).has_value();
    is_accepted = is_accepted && verifier.finish();
  });
  say(is_accepted ? "it is verified, reading included" : "it is REFUSED", verify_s, limit_s);
  if (roster.targets.size() == 1'000'000) say_allowed("  the same", verify_s, 5, "allowed in a browser");
}

void bench_rows(std::size_t rows, double one_s) {
  BundleContent content;
  content.plan = plan_of();
  const RosterFile roster = roster_of(rows);
  const auto count = static_cast<double>(rows);
  const RowCost cost(roster.targets.front());

  say("canonical texts, salts, rows and root", best([&] { seal_plan(content.plan, roster); }),
      cost.root_s(count, one_s));
  std::vector<Candidate> candidates;
  {
    RowMaker maker(content.plan.suite, roster.roster_key);
    TargetRoster targets(content.plan, maker);
    say("the same, compared with the plan", measure([&] {
          for (const Target& target : roster.targets) (void)targets.add(target);
          if (!targets.finish()) std::abort();
        }),
        cost.root_s(count, one_s));
    candidates = targets.candidates();
  }
  bench_tickets(content.plan, candidates, count * RowCost::ticket * one_s);
  bench_bundle(content, roster, cost.root_s(count, one_s) + count * RowCost::ticket * one_s);
}

/// Megabytes that this process had at most; 0 where that is not known.
double peak_mb() {
#ifdef __EMSCRIPTEN__
  return 0;
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1000;
#endif
}

/// From the first row to the selection, as a server draws that reads its register row by row.
int bench_stream(std::size_t rows) {
  const double one_s = compression_s(crypto::fastest_kernel(Suite::sha256));
  Plan plan = plan_of();
  const Bytes key(32, 7);
  const auto count = static_cast<double>(rows);
  const RowCost cost(target_of(0));
  RowMaker maker(plan.suite, key);
  plan.targets.count = rows;
  const double before_mb = peak_mb();
  TargetRoster targets(plan, maker);
  const double root_s = measure([&] {
    Target target = target_of(0);
    for (std::size_t i = 0; i < rows; ++i, count_up(target.id)) (void)targets.add(target);
    plan.targets.root = targets.root();
    if (!targets.finish()) std::abort();
  });
  Selection selection;
  const double select_s = measure([&] { selection = select_targets(plan, Keys{}, targets.candidates()); });
  const double tickets_s = count * RowCost::ticket * one_s;
  std::printf("%zu rows, %zu selected\n", rows, selection.order.size());
  say("texts, salts, rows and root", root_s, cost.root_s(count, one_s));
  say("tickets and selection", select_s, tickets_s);
  say("from the first row to the selection", root_s + select_s, cost.root_s(count, one_s) + tickets_s);
  std::printf("  peak memory %.0f MB, %.0f before the first row\n", peak_mb(), before_mb);
  return 0;
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
  say_allowed(what, seconds, 3, match.level ? "allowed for 100,000 x 10,000" : "NO MATCHING");
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view mode = count == 3 ? arguments[1] : "";
  if (mode == "stream") return bench_stream(std::strtoul(arguments[2], nullptr, 10));
  if (mode == "ids") {
    const std::size_t ids = std::strtoul(arguments[2], nullptr, 10);
    for (std::size_t i = 0; i < ids; ++i) std::puts(numbered("P-", i).c_str());
    return 0;
  }
  const std::size_t rows = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1'000'000;
  const std::size_t targets = count > 3 ? std::strtoul(arguments[2], nullptr, 10) : 100'000;
  const std::size_t people = count > 3 ? std::strtoul(arguments[3], nullptr, 10) : 10'000;
  if (rows == 0 || targets == 0 || people < 2) return 2;
  for (const crypto::Kernel kernel : crypto::all_kernels)
    if (crypto::has_kernel(Suite::sha256, kernel))
      std::printf("a compression of SHA-256, %-27s %4.0f ns\n", std::string(crypto::kernel_name(kernel)).c_str(),
                  compression_s(kernel) * 1e9);
  const double one_s = compression_s(crypto::fastest_kernel(Suite::sha256));
  std::printf("%zu rows\n", rows);
  bench_rows(rows, one_s);
  const std::uint64_t tight = (2 * targets + people - 1) / people;
  std::printf("%zu targets with 2 slots, %zu inspectors\n", targets, people);
  bench_matching(targets, people, tight, "matched and mixed, every place taken");
  bench_matching(targets, people + people / 10, 2 * tight, "matched and mixed, with slack");
  return 0;
}
