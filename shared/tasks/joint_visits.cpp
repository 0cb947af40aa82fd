#include "shared/tasks/joint_visits.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace mingchou::tasks {
namespace {

constexpr std::array<std::string_view, 3> states{"proposed", "agreed", "declined"};

using Checks = std::vector<const VisitCheck*>;

auto order_of(const VisitCheck& check) { return std::tie(check.target_id, check.first_day, check.last_day, check.id); }

bool is_before(const VisitCheck* a, const VisitCheck* b) { return order_of(*a) < order_of(*b); }

bool holds_all(const DeclinedChecks& together, std::span<const CheckId> checks) {
  return std::ranges::all_of(checks, [&](const CheckId& id) { return std::ranges::contains(together, id); });
}

bool is_of_several_tasks(std::span<const VisitCheck* const> checks) {
  return std::ranges::any_of(checks, [&](const VisitCheck* check) { return check->task_id != checks[0]->task_id; });
}

JointVisitProposal proposal_for(std::span<const VisitCheck* const> checks, CivilDate today) {
  JointVisitProposal proposal;
  proposal.target_id = checks[0]->target_id;
  CivilDate latest_first = today, earliest_last = checks[0]->last_day;
  for (const VisitCheck* check : checks) {
    proposal.check_ids.push_back(check->id);
    proposal.periods.push_back({check->first_day, check->last_day});
    for (const DepartmentId& department : check->department_ids)
      if (!std::ranges::contains(proposal.department_ids, department)) proposal.department_ids.push_back(department);
    latest_first = std::max(latest_first, check->first_day);
    earliest_last = std::min(earliest_last, check->last_day);
  }
  std::tie(proposal.first_day, proposal.last_day) = std::minmax(latest_first, earliest_last);
  proposal.days_apart = std::max(0, latest_first - earliest_last);
  return proposal;
}

/// Checks of one target by their first days. Taking each as long as it begins no later than `days_near` days after what
/// was taken so far can end gives the fewest visits: the checks that each begins with can't go together. What stays
/// alone goes to `left`.
void gather(const Checks& checks, int days_near, CivilDate today, std::vector<JointVisitProposal>& proposals,
            Checks& left) {
  for (std::size_t begin = 0; begin < checks.size();) {
    CivilDate earliest_last = checks[begin]->last_day;
    std::size_t end = begin + 1;
    for (; end < checks.size() && checks[end]->first_day <= earliest_last.plus_days(days_near); ++end)
      earliest_last = std::min(earliest_last, checks[end]->last_day);
    const auto group = std::span(checks).subspan(begin, end - begin);
    if (is_of_several_tasks(group))
      proposals.push_back(proposal_for(group, today));
    else
      left.insert(left.end(), group.begin(), group.end());
    begin = end;
  }
}

}  // namespace

std::string_view text_of(VisitState state) { return states[static_cast<std::size_t>(state)]; }

std::optional<VisitState> visit_state_from(std::string_view text) {
  const auto* const found = std::ranges::find(states, text);
  if (found == states.end()) return std::nullopt;
  return static_cast<VisitState>(found - states.begin());
}

std::vector<JointVisitProposal> propose_joint_visits(std::span<const VisitCheck> checks, CivilDate today,
                                                     int days_near) {
  Checks sorted;
  sorted.reserve(checks.size());
  for (const VisitCheck& check : checks)
    if (today <= check.last_day) sorted.push_back(&check);
  std::ranges::sort(sorted, is_before);
  std::vector<JointVisitProposal> proposals;
  for (auto begin = sorted.begin(); begin != sorted.end();) {
    const auto end = std::find_if(begin, sorted.end(),
                                  [&](const VisitCheck* check) { return check->target_id != (*begin)->target_id; });
    const std::size_t before = proposals.size();
    Checks alone, never;
    gather(Checks(begin, end), 0, today, proposals, alone);
    gather(alone, std::clamp(days_near, 0, days_near_max), today, proposals, never);
    std::ranges::sort(proposals.begin() + static_cast<std::ptrdiff_t>(before), proposals.end(), {},
                      [](const JointVisitProposal& one) { return std::pair(one.first_day, one.check_ids[0]); });
    begin = end;
  }
  return proposals;
}

std::vector<JointVisitProposal> without_declined(std::vector<JointVisitProposal> proposals,
                                                 std::span<const DeclinedChecks> declined) {
  std::erase_if(proposals, [&](const JointVisitProposal& proposal) {
    return std::ranges::any_of(declined,
                               [&](const DeclinedChecks& together) { return holds_all(together, proposal.check_ids); });
  });
  return proposals;
}

std::vector<JointVisitProposal> propose_to_join(std::span<const AgreedVisit> visits, std::vector<VisitCheck>& checks,
                                                std::span<const DeclinedChecks> declined, CivilDate today) {
  std::ranges::sort(checks, {}, order_of);
  std::vector<JointVisitProposal> proposals;
  for (const AgreedVisit& visit : visits) {
    JointVisitProposal proposal{.target_id = visit.target_id,
                                .joins = visit.id,
                                .joining = {},
                                .check_ids = visit.check_ids,
                                .periods = {},
                                .department_ids = {visit.lead_department_id},
                                .first_day = std::max(visit.first_day, today),
                                .last_day = visit.last_day};
    std::vector<VisitCheck> left;
    for (VisitCheck& check : checks) {
      const CivilDate first_day = std::max(proposal.first_day, check.first_day);
      const CivilDate last_day = std::min(proposal.last_day, check.last_day);
      const bool was_declined = std::ranges::any_of(declined, [&](const DeclinedChecks& together) {
        return std::ranges::contains(together, check.id) && holds_all(together, visit.check_ids);
      });
      const bool would_tell = check.sealed_until >= today && check.sealed_until > visit.sealed_until;
      if (last_day < first_day || was_declined || would_tell) {
        left.push_back(std::move(check));
        continue;
      }
      proposal.first_day = first_day;
      proposal.last_day = last_day;
      proposal.check_ids.push_back(check.id);
      proposal.joining.push_back(check.id);
    }
    checks = std::move(left);
    proposal.periods = {{proposal.first_day, proposal.last_day}};
    if (!proposal.joining.empty()) proposals.push_back(std::move(proposal));
  }
  return proposals;
}

const JointVisitProposal* proposal_of(std::span<const JointVisitProposal> proposals, std::span<const CheckId> checks) {
  const auto found = std::ranges::find_if(proposals, [&](const JointVisitProposal& proposal) {
    return proposal.check_ids.size() == checks.size() && std::ranges::is_permutation(proposal.check_ids, checks);
  });
  return found == proposals.end() ? nullptr : &*found;
}

Result<> check_agreement(const JointVisitProposal& proposal, const Agreement& agreement) {
  const bool is_within = proposal.first_day <= agreement.first_day && agreement.first_day <= agreement.last_day &&
                         agreement.last_day <= proposal.last_day;
  if (!is_within)
    return fail(Error("tasks.visit_days")
                    .with("first_day", proposal.first_day.text())
                    .with("last_day", proposal.last_day.text()));
  const bool is_in_one = std::ranges::any_of(proposal.periods, [&](const VisitPeriod& period) {
    return period.first_day <= agreement.first_day && agreement.last_day <= period.last_day;
  });
  if (!is_in_one)
    return fail(Error("tasks.visit_days_apart")
                    .with("first_day", proposal.first_day.text())
                    .with("last_day", proposal.last_day.text()));
  if (!std::ranges::contains(proposal.department_ids, agreement.lead_department_id))
    return fail(Error("tasks.visit_lead"));
  return {};
}

Result<> check_call_off(VisitState state, std::span<const CheckState> checks, CivilDate last_day, CivilDate today) {
  if (state != VisitState::agreed) return fail(Error("tasks.visit_declined"));
  if (last_day < today || std::ranges::none_of(checks, is_to_come)) return fail(Error("tasks.visit_over"));
  return {};
}

}  // namespace mingchou::tasks
