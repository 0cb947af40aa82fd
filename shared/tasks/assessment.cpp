#include "shared/tasks/assessment.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "shared/draw/certainty.h"
#include "shared/draw/seed.h"
#include "shared/draw/selection.h"
#include "shared/draw/shortfall.h"
#include "shared/items/rules.h"
#include "shared/tasks/draw_plan.h"

namespace mingchou::tasks {
namespace {

constexpr std::uint8_t trial_count = 3;
/// More people than that are no remedy.
constexpr std::uint64_t people_tried_max = 100;

std::uint64_t quota_of(const draw::Quota& quota, std::uint64_t n) {
  // No quota of a task is rounded by chance, so no key is asked for.
  return draw::quota_of(quota, n, draw::Suite::sha256, {}, 0);
}

/// Of one item: targets that it concerns and that are active; of each stratum those that can be drawn.
struct ItemCount {
  std::uint64_t active = 0;
  std::vector<std::uint64_t> eligible;
};

struct Counted {
  std::vector<ItemCount> items;
  std::uint64_t at_visit_cap = 0;  // among those that can be drawn
};

Counted count_targets(const draw::Plan& plan, const Frame& frame, Assessment& assessment) {
  Counted counted;
  counted.items.assign(frame.items.size(), {0, std::vector<std::uint64_t>(plan.strata.size())});
  for (const FramedTarget& target : frame.targets) {
    draw::Target row = target.row;
    row.excluded = draw::Exclusion::none;
    const auto stratum = draw::stratum_of(plan, row);
    if (target.row.excluded != draw::Exclusion::closed)
      for (const std::uint8_t item : target.items) ++counted.items[item].active;
    if (!stratum) {
      if (target.row.excluded == draw::Exclusion::none) ++assessment.outside;
      continue;
    }
    if (target.row.excluded != draw::Exclusion::none) {
      ++assessment.excluded[static_cast<std::size_t>(target.row.excluded)];
      continue;
    }
    ++assessment.strata[*stratum].eligible;
    for (const std::uint8_t item : target.items) ++counted.items[item].eligible[*stratum];
    if (target.is_at_visit_cap) ++counted.at_visit_cap;
  }
  return counted;
}

void count_strata(const Task& task, const draw::Plan& plan, Assessment& assessment) {
  for (std::size_t i = 0; i < plan.strata.size(); ++i) {
    StratumCount& count = assessment.strata[i];
    count.drawn = quota_of(plan.strata[i].quota, count.eligible);
    count.substitutes = std::min(plan.strata[i].substitutes.value_or(0), count.eligible - count.drawn);
    assessment.eligible += count.eligible;
    assessment.drawn += count.drawn;
    const auto* const wanted = std::get_if<draw::CountQuota>(&plan.strata[i].quota);
    if (count.eligible == 0 && !task.strata.empty())
      assessment.warnings.push_back(Error("tasks.stratum_empty").with("name", count.name));
    else if (wanted != nullptr && wanted->count > count.eligible)
      assessment.warnings.push_back(Error("tasks.stratum_short")
                                        .with("name", count.name)
                                        .with("count", static_cast<long long>(wanted->count))
                                        .with("eligible", static_cast<long long>(count.eligible)));
  }
}

/// How many of the drawn targets the item concerns, as is to be expected.
std::uint64_t expected_of(const ItemCount& item, const std::vector<StratumCount>& strata) {
  double expected = 0;
  for (std::size_t i = 0; i < strata.size(); ++i)
    if (strata[i].eligible > 0)
      expected += static_cast<double>(strata[i].drawn) * static_cast<double>(item.eligible[i]) /
                  static_cast<double>(strata[i].eligible);
  // Half of a target is no target; less than a thousandth is the rounding of the division.
  return static_cast<std::uint64_t>(std::ceil(expected - 1e-3));
}

void check_caps(const Frame& frame, const std::vector<ItemCount>& items, Assessment& assessment) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::uint64_t count = expected_of(items[i], assessment.strata);
    const std::uint64_t count_max = items::draw_count_max(frame.items[i], items[i].active);
    if (count > count_max)
      assessment.refusals.push_back(Error("tasks.count_above_cap")
                                        .with("code", frame.items[i].code)
                                        .with("count", static_cast<long long>(count))
                                        .with("max", static_cast<long long>(count_max)));
  }
}

/// The quantity of the plan's row binds what strata take together.
void check_planned(const Task& task, Assessment& assessment) {
  const auto drawn = static_cast<long long>(assessment.drawn);
  if (task.work.estimated_count && drawn > *task.work.estimated_count)
    assessment.warnings.push_back(Error("tasks.more_than_estimated")
                                      .with("count", drawn)
                                      .with("estimate", static_cast<long long>(*task.work.estimated_count)));
  if (task.is_special() || task.strata.empty() || task.work.quantity.kind == QuantityKind::batch_order) return;
  const Quantity& planned = task.work.quantity;
  const draw::Quota quota =
      planned.kind == QuantityKind::count
          ? draw::Quota(draw::CountQuota{static_cast<std::uint64_t>(planned.value)})
          : draw::Quota(draw::RatioQuota{static_cast<std::uint64_t>(planned.value), items::basis_points_all,
                                         draw::Rounding::up, std::nullopt});
  const auto count_max = static_cast<long long>(quota_of(quota, assessment.eligible));
  if (drawn > count_max)
    assessment.refusals.push_back(Error("tasks.more_than_planned").with("count", drawn).with("max", count_max));
  if (drawn < count_max)
    assessment.warnings.push_back(Error("tasks.fewer_than_planned").with("count", drawn).with("max", count_max));
}

bool has_all(const std::vector<std::string>& asked, const std::vector<std::string>& held) {
  return std::ranges::all_of(asked, [&](const std::string& one) { return std::ranges::contains(held, one); });
}

/// The least bound on each one's load under which all places are filled, if recusals are left aside.
std::uint64_t even_load(std::vector<std::uint64_t> caps, std::uint64_t needed) {
  std::ranges::sort(caps);
  std::uint64_t left = needed;
  for (std::size_t i = 0; i < caps.size(); ++i) {
    const std::uint64_t people = caps.size() - i;
    const std::uint64_t share = (left + people - 1) / people;
    if (share <= caps[i]) return share;
    left -= caps[i];
  }
  return caps.empty() ? 0 : caps.back();
}

std::string name_of(const Frame& frame, const DepartmentId& id) {
  const auto name = frame.department_names.find(id);
  return name == frame.department_names.end() ? id.uuid.text() : name->second;
}

void check_place(const TeamPlace& place, const PlaceCount& count, const std::string& name, const Task& task,
                 std::uint64_t drawn, Assessment& assessment) {
  const auto per_target = static_cast<std::uint64_t>(place.inspector_count);
  if (count.eligible < per_target) {
    assessment.refusals.push_back(Error("tasks.too_few_inspectors")
                                      .with("department", name)
                                      .with("needed", static_cast<long long>(per_target))
                                      .with("eligible", static_cast<long long>(count.eligible)));
    return;
  }
  if (count.places < count.needed) {
    const std::uint64_t missing = count.needed - count.places;
    const auto load_max = static_cast<std::uint64_t>(task.load_max);
    assessment.refusals.push_back(Error("tasks.too_few_places")
                                      .with("department", name)
                                      .with("needed", static_cast<long long>(count.needed))
                                      .with("places", static_cast<long long>(count.places)));
    assessment.remedies.push_back(Error("tasks.remedy_people")
                                      .with("department", name)
                                      .with("people", static_cast<long long>((missing + load_max - 1) / load_max)));
    assessment.remedies.push_back(Error("tasks.remedy_targets")
                                      .with("department", name)
                                      .with("count", static_cast<long long>(drawn - count.places / per_target)));
  }
  if (place.inspector_count < inspectors_of_team_min)
    assessment.warnings.push_back(Error("tasks.department_alone").with("department", name));
}

/// Asks each department for the load that would do, and answers with the least that does for all, if one does.
std::optional<std::uint64_t> remedy_load(const std::vector<std::vector<std::optional<std::uint64_t>>>& capacities,
                                         const std::vector<PlaceCount>& team) {
  std::uint64_t load = 0;
  for (std::size_t i = 0; i < team.size(); ++i) {
    std::vector<std::uint64_t> caps;
    for (const auto& capacity : capacities[i]) caps.push_back(capacity.value_or(load_bound));
    std::uint64_t all = 0;
    for (const std::uint64_t cap : caps) all += cap;
    if (all < team[i].needed) return std::nullopt;
    load = std::max(load, even_load(std::move(caps), team[i].needed));
  }
  return load <= load_bound ? std::optional(load) : std::nullopt;
}

void count_team(const Task& task, const Frame& frame, Assessment& assessment) {
  std::vector<std::vector<std::optional<std::uint64_t>>> capacities;
  bool is_short = false;
  for (const TeamPlace& place : task.team) {
    PlaceCount count{.department_id = place.department_id};
    const std::string name = name_of(frame, place.department_id);
    if (const auto bars = frame.bars.find(place.department_id); bars != frame.bars.end()) count.bars = bars->second;
    std::vector<std::uint64_t> caps;
    capacities.emplace_back();
    for (const draw::Inspector& inspector : frame.inspectors) {
      if (inspector.dept != name) continue;
      ++count.in_roster;
      if (!has_all(place.certificate_fields, inspector.certs) || !has_all(place.specialties, inspector.skills))
        continue;
      ++count.eligible;
      capacities.back().push_back(inspector.capacity);
      // One person goes to a target once, however much they could take.
      caps.push_back(std::min(
          {inspector.capacity.value_or(load_bound), static_cast<std::uint64_t>(task.load_max), assessment.drawn}));
      count.places += caps.back();
    }
    count.needed = assessment.drawn * static_cast<std::uint64_t>(place.inspector_count);
    count.load = even_load(caps, count.needed);
    is_short = is_short || (count.places < count.needed && count.eligible > 0);
    assessment.team.push_back(count);
    check_place(place, count, name, task, assessment.drawn, assessment);
  }
  if (!is_short) return;
  // First, since it helps all at once.
  if (const auto load = remedy_load(capacities, assessment.team))
    assessment.remedies.insert(assessment.remedies.begin(),
                               Error("tasks.remedy_load").with("load", static_cast<long long>(*load)));
}

std::vector<draw::Candidate> candidates_of(const draw::Plan& plan, const Frame& frame) {
  std::vector<draw::Candidate> candidates;
  for (const FramedTarget& target : frame.targets)
    if (const auto stratum = draw::stratum_of(plan, target.row))
      candidates.push_back({.id = target.row.id, .salt = {}, .stratum = static_cast<std::uint32_t>(*stratum)});
  return candidates;
}

/// A few draws by keys that no real draw has: whom recusals leave without a team can be named then.
void try_matching(const draw::Plan& plan, const Frame& frame, std::span<const draw::Candidate> candidates,
                  Assessment& assessment) {
  for (std::uint8_t trial = 0; trial < trial_count; ++trial) {
    draw::Keys keys;
    keys.draw.fill(trial);
    const draw::Selection selection = draw::select_targets(plan, keys, candidates);
    for (const draw::Shortfall& shortfall : draw::explain_shortfalls(plan, selection.order, frame.inspectors))
      for (Error& sentence : draw::shortfall_sentences(shortfall)) assessment.refusals.push_back(std::move(sentence));
    if (!assessment.may_be_drawn()) return;
  }
}

/// The least number from `first` to `last` for which it holds, and with it for all above; nothing if it never does.
std::optional<std::uint64_t> least(std::uint64_t first, std::uint64_t last, auto&& holds) {
  if (first > last || !holds(last)) return std::nullopt;
  while (first < last) {
    const std::uint64_t middle = first + (last - first) / 2;
    if (holds(middle))
      last = middle;
    else
      first = middle + 1;
  }
  return first;
}

/// What counting can't tell: recusals. Teams must be had whichever targets are drawn, for afterwards nothing can be
/// mended.
void check_recusals(const draw::Plan& plan, const Frame& frame, Assessment& assessment) {
  const std::vector<draw::Candidate> candidates = candidates_of(plan, frame);
  std::vector<std::string> ids;
  ids.reserve(candidates.size());
  for (const draw::Candidate& candidate : candidates) ids.push_back(candidate.id);
  const std::uint64_t drawn = assessment.drawn;
  const auto is_sure = [&](const draw::TeamSlot& slot, const draw::Eligibility& eligibility) {
    return draw::surely_matched(eligibility, slot.count, drawn) == drawn;
  };
  std::vector<const draw::TeamSlot*> unsure;
  for (const draw::TeamSlot& slot : plan.team.slots)
    if (!is_sure(slot, {plan.team, slot, frame.inspectors, ids})) unsure.push_back(&slot);
  if (unsure.empty()) return;
  try_matching(plan, frame, candidates, assessment);
  if (!assessment.may_be_drawn()) return;

  draw::Team team = plan.team;
  const auto load = least(plan.team.max_load + 1, load_bound, [&](std::uint64_t max_load) {
    team.max_load = max_load;
    return std::ranges::all_of(
        unsure, [&](const draw::TeamSlot* slot) { return is_sure(*slot, {team, *slot, frame.inspectors, ids}); });
  });
  if (load) assessment.remedies.push_back(Error("tasks.remedy_load").with("load", static_cast<long long>(*load)));
  for (const draw::TeamSlot* slot : unsure) {
    const draw::Eligibility eligibility(plan.team, *slot, frame.inspectors, ids);
    assessment.refusals.push_back(Error("tasks.team_unsure").with("department", slot->dept));
    const auto people = least(1, people_tried_max, [&](std::uint64_t more) {
      return is_sure(*slot, eligibility.with_more_people(more, plan.team.max_load));
    });
    if (people)
      assessment.remedies.push_back(
          Error("tasks.remedy_people").with("department", slot->dept).with("people", static_cast<long long>(*people)));
    const std::uint64_t sure = draw::surely_matched(eligibility, slot->count, drawn);
    if (sure > 0)
      assessment.remedies.push_back(Error("tasks.remedy_targets")
                                        .with("department", slot->dept)
                                        .with("count", static_cast<long long>(drawn - sure)));
  }
}

}  // namespace

Assessment assess(const Task& task, const Frame& frame, CivilDate today) {
  const draw::Plan plan = draw_plan_of(task, frame);
  Assessment assessment;
  assessment.concerned = frame.targets.size();
  for (const draw::Stratum& stratum : plan.strata) assessment.strata.push_back({.name = stratum.name});
  if (task.work.last_day < today)
    assessment.refusals.push_back(Error("tasks.period_over").with("date", task.work.last_day.text()));
  const Counted counted = count_targets(plan, frame, assessment);
  count_strata(task, plan, assessment);
  if (assessment.eligible == 0) assessment.refusals.emplace_back("tasks.nothing_in_range");
  check_caps(frame, counted.items, assessment);
  check_planned(task, assessment);
  if (frame.without_code > 0)
    assessment.warnings.push_back(
        Error("tasks.without_code").with("count", static_cast<long long>(frame.without_code)));
  if (counted.at_visit_cap > 0)
    assessment.warnings.push_back(
        Error("tasks.visit_cap_reached").with("count", static_cast<long long>(counted.at_visit_cap)));
  if (assessment.eligible > 0) count_team(task, frame, assessment);
  // Where people are too few anyhow, who is recused changes nothing.
  if (assessment.may_be_drawn()) check_recusals(plan, frame, assessment);
  return assessment;
}

}  // namespace mingchou::tasks
