// Whether a draw looks as chance alone would make it: of each trait of the targets, how many were drawn of every value
// beside how many were to be expected, and how often draws by chance come out as far from that or farther.
//
// It proves nothing: a fair draw may look odd, and now and then will. The proof of a draw is its recomputation. What
// this is for are people who ask "why so many of ours?", and faults that no proof covers, as a register that lacks a
// township. Chance is simulated, so that strata, small numbers and quotas of nearly everything are all treated alike;
// the simulation follows from the result's hash, and anybody who runs it again gets the same numbers.
//
// Pure; runs everywhere.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/crypto/hash.h"

namespace mingchou::draw {

enum class Trait { kind, township, industry, name_length, registration_year };
inline constexpr int trait_count = 5;
std::string_view text_of(Trait trait);
std::optional<Trait> trait_from(std::string_view text);

/// Which value a candidate has of each trait: places in TraitLabels.
using TraitValues = std::array<std::uint32_t, trait_count>;
using TraitLabels = std::array<std::vector<std::string>, trait_count>;

/// A target that could be drawn.
struct ComparedTarget {
  std::uint32_t stratum = 0;
  bool is_drawn = false;
  TraitValues values{};
};

struct ValueComparison {
  std::string label;
  std::uint64_t eligible = 0, drawn = 0;
  /// Over all strata: the quota's part that the value has of those that can be drawn.
  double expected = 0;
};

struct TraitComparison {
  Trait trait = Trait::kind;
  /// Those of most targets first, then by label.
  std::vector<ValueComparison> values;
  /// How many draws by chance were simulated, and how many came out as far from what is expected or farther.
  std::uint32_t simulated = 0, as_far = 0;

  /// Less often than once in a hundred: what people should look at.
  bool is_unusual() const { return simulated > 0 && as_far * 100ULL < simulated; }
};

/// Simulations where the draw is small; fewer for large ones, so that it takes no longer than some seconds.
inline constexpr std::uint32_t simulations_max = 1000, simulations_min = 100;

/// Values of `targets` are below the number of labels of their trait.
std::vector<TraitComparison> compare(std::span<const ComparedTarget> targets, const TraitLabels& labels,
                                     const crypto::Digest& result_hash);

}  // namespace mingchou::draw
