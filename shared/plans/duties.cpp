#include "shared/plans/duties.h"

#include <algorithm>
#include <array>

namespace mingchou::plans {
namespace {

constexpr std::array<std::string_view, 4> kinds{"approval", "filing", "publication", "period_ended"};

bool is_approved(const VersionFacts& version) { return version.approved_on.has_value(); }

class Collector {
 public:
  Collector(std::span<const PlanFacts> plans, CivilDate today, const WorkingCalendar& calendar, const DutyRules& rules)
      : plans_(plans), today_(today), calendar_(calendar), rules_(rules) {}

  std::vector<Duty> collect() && {
    std::vector<const PlanFacts*> by_year;
    for (const PlanFacts& plan : plans_) by_year.push_back(&plan);
    std::ranges::sort(by_year, {}, &PlanFacts::year);
    for (const PlanFacts* plan : by_year)
      if (plan->year < today_.year()) add_versions(*plan);
    add_year(today_.year());
    add_year(today_.year() + 1);
    return std::move(duties_);
  }

 private:
  void add_year(int year) {
    const auto plan = std::ranges::find(plans_, year, &PlanFacts::year);
    const bool is_there = plan != plans_.end();
    const bool is_shown = year == today_.year() || today_.month() >= rules_.approval_shown_from_month;
    if (is_shown && (!is_there || std::ranges::none_of(plan->versions, is_approved))) {
      Duty duty;
      duty.year = year;
      if (is_there) duty.plan_id = plan->id;
      duty.due = CivilDate::of(year - 1, rules_.approval_due_month, rules_.approval_due_day);
      duty.is_overdue = duty.due && today_ > *duty.due;
      duties_.push_back(duty);
    }
    if (is_there) add_versions(*plan);
  }

  Duty duty_of(DutyKind kind, const PlanFacts& plan, const VersionFacts& version) const {
    Duty duty;
    duty.kind = kind;
    duty.year = plan.year;
    duty.plan_id = plan.id;
    duty.version_id = version.id;
    duty.number = version.number;
    return duty;
  }

  void add_versions(const PlanFacts& plan) {
    for (const VersionFacts& version : plan.versions)
      if (version.state == State::approved) duties_.push_back(duty_of(DutyKind::filing, plan, version));
    for (const VersionFacts& version : plan.versions)
      if (version.state == State::approved || version.state == State::filed || version.state == State::published)
        add_publications(plan, version);
    for (const VersionFacts& version : plan.versions)
      if (version.state == State::published) add_periods(plan, version);
  }

  void add_publications(const PlanFacts& plan, const VersionFacts& version) {
    if (!version.approved_on) return;
    for (const Channel channel : {Channel::department_portal, Channel::publicity_system}) {
      if (std::ranges::contains(version.channels, channel)) continue;
      Duty duty = duty_of(DutyKind::publication, plan, version);
      duty.channel = channel;
      if (const auto due = calendar_.add_working_days(*version.approved_on, rules_.publication_working_days)) {
        duty.due = due->date;
        duty.is_provisional = due->provisional;
        duty.is_overdue = today_ > due->date;
      }
      duties_.push_back(duty);
    }
  }

  void add_periods(const PlanFacts& plan, const VersionFacts& version) {
    for (const RowFacts& row : version.rows) {
      if (row.last_day >= today_) continue;
      Duty duty = duty_of(DutyKind::period_ended, plan, version);
      duty.row = row;
      duty.due = row.last_day;
      duty.is_overdue = true;
      duties_.push_back(std::move(duty));
    }
  }

  std::span<const PlanFacts> plans_;
  CivilDate today_;
  const WorkingCalendar& calendar_;
  const DutyRules& rules_;
  std::vector<Duty> duties_;
};

}  // namespace

std::string_view text_of(DutyKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::vector<Duty> open_duties(std::span<const PlanFacts> plans, CivilDate today, const WorkingCalendar& calendar,
                              const DutyRules& rules) {
  return Collector(plans, today, calendar, rules).collect();
}

}  // namespace mingchou::plans
