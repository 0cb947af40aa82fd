// Why a department can't be matched, in terms that people can act on (spec section 5).
//
// By Hall's theorem there is a set of targets whose places exceed what is open to them. The one told here is
// inclusion-minimal: without any one of them, the others could all be had. Remedies are tried before they are told, and
// none waives a recusal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/eligibility.h"
#include "shared/draw/plan.h"

namespace mingchou::draw {

/// How many matchings may be tried to make the set of targets minimal.
inline constexpr std::size_t shortfall_trials_max = 2000;

struct Shortfall {
  std::string dept;
  std::vector<std::string> certs, skills;  // what the department's inspectors must have

  std::vector<std::string> targets;     // the set, in draw order
  bool is_minimal = true;               // false if shortfall_trials_max did not suffice
  std::uint64_t needed = 0;             // places that they need
  std::vector<std::string> inspectors;  // eligible for at least one of them
  std::uint64_t places = 0;             // that these have for them; less than needed

  // Of the department, each person counted under the first that holds.
  std::uint64_t people = 0;
  std::uint64_t lacking_certs = 0;
  std::uint64_t lacking_skills = 0;
  std::uint64_t recused_from_all = 0;  // from every target of the set
  /// Pairs of an inspector and a target of the set.
  std::uint64_t recusals = 0;

  /// Each alone makes the department's matching complete, and no less does.
  std::optional<std::uint64_t> more_capacity;  // for each of those there are; nothing if no capacity helps
  std::uint64_t more_people = 0;               // with all certificates and skills, and the plan's max_load
  std::uint64_t fewer_targets = 0;             // of all drawn, keeping whom the draw order puts first
  bool is_fewest = true;                       // false if other targets to postpone might be fewer
};

/// One for each department of the team that has no complete matching, in plan order, but for those beyond
/// match_slots_max, which a draw refuses. `targets` in draw order, `inspectors` in id order.
std::vector<Shortfall> explain_shortfalls(const Plan& plan, std::span<const std::string> targets,
                                          std::span<const Inspector> inspectors);

/// The explanation as sentences of shared/messages: what is short, who was left out and why, what would help. Codes:
/// draw.shortfall…, draw.remedy_….
std::vector<Error> shortfall_sentences(const Shortfall& shortfall);

}  // namespace mingchou::draw
