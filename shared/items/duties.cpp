#include "shared/items/duties.h"

#include <algorithm>

namespace mingchou::items {
namespace {

/// Holds on that day or will.
bool is_alive(const VersionFacts& version, CivilDate today) {
  const Standing standing = standing_on(version.state, version.term, today);
  return standing == Standing::in_force || standing == Standing::upcoming;
}

bool has_list_of(const ListFacts& list, int year, CivilDate today) {
  const bool is_reviewed = std::ranges::contains(list.reviewed_years, year);
  return std::ranges::any_of(list.versions, [&](const VersionFacts& version) {
    if (!is_alive(version, today)) return false;
    return version.approved_on.year() == year || (is_reviewed && holds_on(*version.term, today));
  });
}

bool is_published(const VersionFacts& version, Channel channel, Notice notice) {
  return std::ranges::any_of(version.publications, [&](const PublishedFact& fact) {
    return fact.channel == channel && fact.notice == notice;
  });
}

/// Was made public anywhere.
bool is_known(const VersionFacts& version) {
  return std::ranges::contains(version.publications, Notice::issue, &PublishedFact::notice);
}

class Collector {
 public:
  Collector(CivilDate today, const WorkingCalendar& calendar, const DutyRules& rules)
      : today_(today), calendar_(calendar), rules_(rules) {}

  void add(const ListFacts& list) {
    add_yearly(list);
    for (const VersionFacts& version : list.versions) {
      if (is_alive(version, today_)) add_publications(list, version, Notice::issue, version.approved_on);
      // Who never read of it needs not read that it is gone.
      if (version.withdrawn_on && is_known(version))
        add_publications(list, version, Notice::withdrawal, *version.withdrawn_on);
    }
  }
  std::vector<Duty> take() && { return std::move(duties_); }

 private:
  void add_yearly(const ListFacts& list) {
    const int year = today_.year();
    if (has_list_of(list, year, today_)) return;
    Duty duty;
    duty.owner = list.owner;
    duty.list_id = list.list_id;
    duty.year = year;
    duty.due = CivilDate::of(year, rules_.list_due_month, rules_.list_due_day);
    duty.is_overdue = duty.due && today_ > *duty.due;
    duties_.push_back(duty);
  }

  void add_publications(const ListFacts& list, const VersionFacts& version, Notice notice, CivilDate from) {
    for (const Channel channel : {Channel::department_portal, Channel::publicity_system}) {
      if (is_published(version, channel, notice)) continue;
      Duty duty;
      duty.kind = DutyKind::publication;
      duty.owner = list.owner;
      duty.list_id = list.list_id;
      duty.version_id = version.id;
      duty.number = version.number;
      duty.channel = channel;
      duty.notice = notice;
      if (const auto due = calendar_.add_working_days(from, rules_.publication_working_days)) {
        duty.due = due->date;
        duty.is_provisional = due->provisional;
        duty.is_overdue = today_ > due->date;
      }
      duties_.push_back(duty);
    }
  }

  CivilDate today_;
  const WorkingCalendar& calendar_;
  const DutyRules& rules_;
  std::vector<Duty> duties_;
};

}  // namespace

std::string_view text_of(DutyKind kind) { return kind == DutyKind::yearly_list ? "yearly_list" : "publication"; }

std::vector<Duty> open_duties(std::span<const ListFacts> lists, CivilDate today, const WorkingCalendar& calendar,
                              const DutyRules& rules) {
  Collector collector(today, calendar, rules);
  for (const ListFacts& list : lists) collector.add(list);
  return std::move(collector).take();
}

}  // namespace mingchou::items
