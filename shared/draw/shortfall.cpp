#include "shared/draw/shortfall.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "shared/draw/augment.h"
#include "shared/draw/level.h"
#include "shared/draw/matching.h"

namespace mingchou::draw {
namespace {

constexpr std::uint64_t no_level = ~std::uint64_t{0};

/// The least number in (low, high] that fulfils; `high` does, and whatever is above one that does.
std::uint64_t bisect(std::uint64_t low, std::uint64_t high, auto&& fulfils) {
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    (fulfils(middle) ? high : low) = middle;
  }
  return high;
}

bool has_all(const std::vector<std::string>& owned, const std::vector<std::string>& needed) {
  return std::ranges::all_of(needed, [&](const std::string& one) { return std::ranges::contains(owned, one); });
}

/// Makes a set of targets minimal. Targets from which the same people are recused are alike, so only their number
/// counts: the least of each kind is found one kind after the other. Fewer of a later kind keep the earlier minimal,
/// since what can be matched can be matched without some of it.
class Minimizer {
 public:
  Minimizer(const Eligibility& eligibility, std::uint64_t slots_per_target, std::span<const std::size_t> targets)
      : eligibility_(eligibility), slots_per_target_(slots_per_target) {
    std::map<std::vector<Position>, std::size_t> kind_of;
    for (const std::size_t target : targets) {
      const auto recused = eligibility.recused(target);
      const auto found = kind_of.try_emplace({recused.begin(), recused.end()}, kinds_.size()).first;
      if (found->second == kinds_.size()) kinds_.emplace_back();
      kinds_[found->second].push_back(target);
    }
  }

  /// False if there were too many trials; the set is then only smaller.
  bool run() {
    for (std::vector<std::size_t>& kind : kinds_) {
      const std::vector<std::size_t> all = kind;
      const auto is_short = [&](std::uint64_t count) {
        kind.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
        ++trials_;
        return !has_matching(eligibility_.for_targets(targets()), slots_per_target_, no_level);
      };
      const std::uint64_t least = is_short(0) ? 0 : bisect(0, all.size(), is_short);
      kind.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(least));
      if (trials_ > shortfall_trials_max) return false;
    }
    return true;
  }

  /// In draw order.
  std::vector<std::size_t> targets() const {
    std::vector<std::size_t> targets;
    for (const auto& kind : kinds_) targets.insert(targets.end(), kind.begin(), kind.end());
    std::ranges::sort(targets);
    return targets;
  }

 private:
  const Eligibility& eligibility_;
  std::uint64_t slots_per_target_;
  std::vector<std::vector<std::size_t>> kinds_;
  std::size_t trials_ = 0;
};

/// Raising every cap; beyond the number of targets nothing changes any more.
std::optional<std::uint64_t> least_capacity(const Eligibility& eligibility, std::uint64_t slots_per_target) {
  const auto helps = [&](std::uint64_t by) {
    return has_matching(eligibility.with_caps_raised(by), slots_per_target, no_level);
  };
  const std::uint64_t most = eligibility.target_count();
  if (!helps(most)) return std::nullopt;
  return bisect(0, most, helps);
}

/// So many new people as could do everything alone are always enough.
std::uint64_t least_people(const Eligibility& eligibility, std::uint64_t slots_per_target, std::uint64_t cap) {
  const std::uint64_t targets = eligibility.target_count(), each = std::min(cap, targets);
  const std::uint64_t most = std::max(slots_per_target, (targets * slots_per_target + each - 1) / each);
  return bisect(0, most, [&](std::uint64_t people) {
    return has_matching(eligibility.with_more_people(people, cap), slots_per_target, no_level);
  });
}

struct Postponed {
  std::uint64_t targets = 0;
  std::uint64_t places = 0;  // of all targets that no matching fills, whatever is postponed
};

/// Keeps each target in draw order if it can be had beside those kept: nobody chooses whom to postpone.
Postponed postpone(const Eligibility& eligibility, std::uint64_t slots_per_target) {
  Postponed postponed;
  Assignment kept(eligibility, slots_per_target, no_level), filled(eligibility, slots_per_target, no_level);
  Augmenter keep(kept), fill(filled);
  for (std::size_t target = 0; target < eligibility.target_count(); ++target) {
    const auto first = static_cast<Slot>(target * slots_per_target);
    const auto end = static_cast<Slot>(first + slots_per_target);
    Slot slot = first;
    while (slot < end && keep.place(slot)) ++slot;
    if (slot < end) {
      ++postponed.targets;
      for (Slot taken = first; taken < end; ++taken) kept.take(taken);
    }
    for (slot = first; slot < end; ++slot) postponed.places += fill.place(slot) ? 0 : 1;
  }
  return postponed;
}

/// The most targets that could be kept if nobody were recused: k targets need k·count places, and nobody has more than
/// k for them (Gale and Ryser). What can't be kept even then must be postponed.
std::uint64_t kept_at_most(const Eligibility& eligibility, std::uint64_t slots_per_target) {
  const auto is_short = [&](std::uint64_t targets) {
    std::uint64_t places = 0;
    for (const std::uint64_t cap : eligibility.caps()) places += std::min(cap, targets);
    return places < targets * slots_per_target;
  };
  const std::uint64_t all = eligibility.target_count();
  return is_short(all) ? bisect(0, all, is_short) - 1 : all;
}

void count_places(Shortfall& shortfall, const Eligibility& eligibility, std::span<const std::size_t> targets,
                  std::span<const Inspector> inspectors) {
  std::vector<std::uint64_t> recusals(eligibility.base_size());
  for (const std::size_t target : targets)
    for (const Position position : eligibility.recused(target)) ++recusals[position];
  for (Position position = 0; position < recusals.size(); ++position) {
    const std::uint64_t open = targets.size() - recusals[position];
    shortfall.recusals += recusals[position];
    if (open == 0) {
      ++shortfall.recused_from_all;
      continue;
    }
    shortfall.places += std::min(open, eligibility.cap(position));
    shortfall.inspectors.push_back(inspectors[eligibility.inspector(position)].id);
  }
}

void count_people(Shortfall& shortfall, std::span<const Inspector> inspectors) {
  for (const Inspector& inspector : inspectors) {
    if (inspector.dept != shortfall.dept) continue;
    ++shortfall.people;
    if (!has_all(inspector.certs, shortfall.certs))
      ++shortfall.lacking_certs;
    else if (!has_all(inspector.skills, shortfall.skills))
      ++shortfall.lacking_skills;
  }
}

Shortfall explain(const Team& team, const TeamSlot& slot, const Eligibility& eligibility,
                  std::span<const std::size_t> overfull, std::span<const std::string> targets,
                  std::span<const Inspector> inspectors) {
  Shortfall shortfall;
  shortfall.dept = slot.dept;
  shortfall.certs = slot.certs;
  shortfall.skills = slot.skills;
  Minimizer minimizer(eligibility, slot.count, overfull);
  shortfall.is_minimal = minimizer.run();
  const std::vector<std::size_t> minimal = minimizer.targets();
  for (const std::size_t target : minimal) shortfall.targets.push_back(targets[target]);
  shortfall.needed = minimal.size() * slot.count;
  count_places(shortfall, eligibility, minimal, inspectors);
  count_people(shortfall, inspectors);

  shortfall.more_capacity = least_capacity(eligibility, slot.count);
  shortfall.more_people = least_people(eligibility, slot.count, team.max_load);
  const Postponed postponed = postpone(eligibility, slot.count);
  shortfall.fewer_targets = postponed.targets;
  // Each target postponed gives back `count` places at most.
  const std::uint64_t by_places = (postponed.places + slot.count - 1) / slot.count;
  const std::uint64_t by_caps = targets.size() - kept_at_most(eligibility, slot.count);
  shortfall.is_fewest = postponed.targets == std::max(by_places, by_caps);
  return shortfall;
}

std::string joined(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::string text;
  for (const auto* list : {&a, &b})
    for (const std::string& entry : *list) text += (text.empty() ? "" : ", ") + entry;
  return text;
}

Error with_number(Error error, std::string_view name, std::uint64_t number) {
  return std::move(error).with(name, static_cast<long long>(number));
}

}  // namespace

std::vector<Shortfall> explain_shortfalls(const Plan& plan, std::span<const std::string> targets,
                                          std::span<const Inspector> inspectors) {
  std::vector<Shortfall> shortfalls;
  for (const TeamSlot& slot : plan.team.slots) {
    if (!targets.empty() && slot.count > match_slots_max / targets.size()) continue;
    const Eligibility eligibility(plan.team, slot, inspectors, targets);
    const std::vector<std::size_t> overfull = overfull_targets(eligibility, slot.count);
    if (!overfull.empty()) shortfalls.push_back(explain(plan.team, slot, eligibility, overfull, targets, inspectors));
  }
  return shortfalls;
}

std::vector<Error> shortfall_sentences(const Shortfall& shortfall) {
  const std::string requirements = joined(shortfall.certs, shortfall.skills);
  Error what = Error(requirements.empty() ? "draw.shortfall" : "draw.shortfall_with")
                   .with("department", shortfall.dept)
                   .with("requirements", requirements);
  what = with_number(std::move(what), "targets", shortfall.targets.size());
  what = with_number(std::move(what), "needed", shortfall.needed);
  what = with_number(std::move(what), "inspectors", shortfall.inspectors.size());
  what = with_number(std::move(what), "places", shortfall.places);
  what = with_number(std::move(what), "short", shortfall.needed - shortfall.places);

  Error who = Error("draw.shortfall_people").with("department", shortfall.dept);
  who = with_number(std::move(who), "people", shortfall.people);
  who = with_number(std::move(who), "certs", shortfall.lacking_certs);
  who = with_number(std::move(who), "skills", shortfall.lacking_skills);
  who = with_number(std::move(who), "recused", shortfall.recused_from_all);
  who = with_number(std::move(who), "recusals", shortfall.recusals);

  std::vector<Error> sentences = {std::move(what), std::move(who)};
  sentences.push_back(shortfall.more_capacity
                          ? with_number(Error("draw.remedy_capacity"), "capacity", *shortfall.more_capacity)
                          : Error("draw.remedy_no_capacity"));
  sentences.push_back(with_number(Error("draw.remedy_people"), "people", shortfall.more_people));
  sentences.push_back(with_number(Error(shortfall.is_fewest ? "draw.remedy_targets" : "draw.remedy_targets_order"),
                                  "targets", shortfall.fewer_targets));
  return sentences;
}

}  // namespace mingchou::draw
