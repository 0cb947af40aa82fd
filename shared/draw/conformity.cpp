#include "shared/draw/conformity.h"

#include <algorithm>
#include <cstddef>

#include "shared/base/random.h"

namespace mingchou::draw {
namespace {

/// Targets that all simulations together draw at most: about two seconds.
constexpr std::uint64_t simulated_targets_max = 20'000'000;

constexpr std::array<std::string_view, trait_count> names{"kind", "township", "industry", "name_length",
                                                          "registration_year"};

std::uint64_t seed_of(const crypto::Digest& hash) {
  std::uint64_t seed = 0;
  for (std::size_t i = 0; i < 8; ++i) seed = seed << 8 | hash[i];
  return seed;
}

struct Stratum {
  std::vector<std::uint32_t> members;  // in any order
  std::size_t quota = 0;
};

std::vector<Stratum> strata_of(std::span<const ComparedTarget> targets) {
  std::vector<Stratum> strata;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const std::size_t stratum = targets[i].stratum;
    if (stratum >= strata.size()) strata.resize(stratum + 1);
    strata[stratum].members.push_back(static_cast<std::uint32_t>(i));
    strata[stratum].quota += targets[i].is_drawn ? 1 : 0;
  }
  return strata;
}

using Counts = std::array<std::vector<std::uint32_t>, trait_count>;
using Expected = std::array<std::vector<double>, trait_count>;

Counts no_counts(const TraitLabels& labels) {
  Counts counts;
  for (std::size_t trait = 0; trait < counts.size(); ++trait) counts[trait].resize(labels[trait].size());
  return counts;
}

void count(Counts& counts, const ComparedTarget& target) {
  for (std::size_t trait = 0; trait < counts.size(); ++trait) ++counts[trait][target.values[trait]];
}

Expected expected_of(std::span<const ComparedTarget> targets, const std::vector<Stratum>& strata,
                     const TraitLabels& labels) {
  Expected expected;
  for (std::size_t trait = 0; trait < expected.size(); ++trait) expected[trait].resize(labels[trait].size());
  for (const Stratum& stratum : strata) {
    if (stratum.members.empty()) continue;
    const double share = static_cast<double>(stratum.quota) / static_cast<double>(stratum.members.size());
    for (const std::uint32_t member : stratum.members)
      for (std::size_t trait = 0; trait < expected.size(); ++trait)
        expected[trait][targets[member].values[trait]] += share;
  }
  return expected;
}

/// Pearson's: squares of the differences, each beside what is expected. Values of which nothing is expected can't be
/// drawn.
double distance(std::span<const std::uint32_t> drawn, std::span<const double> expected) {
  double sum = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (expected[i] <= 0) continue;
    const double difference = static_cast<double>(drawn[i]) - expected[i];
    sum += difference * difference / expected[i];
  }
  return sum;
}

/// The first `quota` members become a draw by chance (Fisher and Yates).
void draw_by_chance(Stratum& stratum, Random& random) {
  for (std::size_t i = 0; i < stratum.quota; ++i)
    std::swap(stratum.members[i], stratum.members[i + random.below(stratum.members.size() - i)]);
}

std::uint32_t simulations_for(std::uint64_t drawn) {
  const std::uint64_t possible = drawn == 0 ? 0 : simulated_targets_max / drawn;
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(possible, simulations_min, simulations_max));
}

TraitComparison comparison_of(std::size_t trait, const std::vector<std::string>& labels, const Counts& eligible,
                              const Counts& drawn, const Expected& expected) {
  TraitComparison comparison;
  comparison.trait = static_cast<Trait>(trait);
  comparison.values.reserve(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (eligible[trait][i] > 0)
      comparison.values.push_back({labels[i], eligible[trait][i], drawn[trait][i], expected[trait][i]});
  std::ranges::sort(comparison.values, [](const ValueComparison& a, const ValueComparison& b) {
    return a.eligible != b.eligible ? a.eligible > b.eligible : a.label < b.label;
  });
  return comparison;
}

}  // namespace

std::string_view text_of(Trait trait) { return names[static_cast<std::size_t>(trait)]; }

std::optional<Trait> trait_from(std::string_view text) {
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Trait>(found - names.begin());
}

std::vector<TraitComparison> compare(std::span<const ComparedTarget> targets, const TraitLabels& labels,
                                     const crypto::Digest& result_hash) {
  std::vector<Stratum> strata = strata_of(targets);
  const Expected expected = expected_of(targets, strata, labels);
  Counts eligible = no_counts(labels), drawn = no_counts(labels);
  std::uint64_t drawn_count = 0;
  for (const ComparedTarget& target : targets) {
    count(eligible, target);
    if (target.is_drawn) count(drawn, target);
    drawn_count += target.is_drawn ? 1 : 0;
  }
  std::vector<TraitComparison> comparisons;
  comparisons.reserve(trait_count);
  std::array<double, trait_count> distances{};
  for (std::size_t trait = 0; trait < trait_count; ++trait) {
    comparisons.push_back(comparison_of(trait, labels[trait], eligible, drawn, expected));
    distances[trait] = distance(drawn[trait], expected[trait]);
  }
  SeededRandom random(seed_of(result_hash));
  const std::uint32_t simulations = simulations_for(drawn_count);
  for (std::uint32_t i = 0; i < simulations; ++i) {
    Counts by_chance = no_counts(labels);
    for (Stratum& stratum : strata) {
      draw_by_chance(stratum, random);
      for (std::size_t member = 0; member < stratum.quota; ++member) count(by_chance, targets[stratum.members[member]]);
    }
    // What rounding alone makes smaller counts as equal.
    constexpr double rounding = 1e-9;
    for (std::size_t trait = 0; trait < trait_count; ++trait)
      if (distance(by_chance[trait], expected[trait]) >= distances[trait] - rounding) ++comparisons[trait].as_far;
  }
  for (TraitComparison& comparison : comparisons) comparison.simulated = simulations;
  return comparisons;
}

}  // namespace mingchou::draw
