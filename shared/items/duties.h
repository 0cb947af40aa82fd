// What the law and the work plan still ask of the keepers of lists on a day: the list of the year by 30 April, and
// that each version in force or to come, and each withdrawal, is published on both channels. Pure; runs everywhere.
#pragma once

#include <span>
#include <vector>

#include "shared/calendar/working_calendar.h"
#include "shared/items/versions.h"

namespace mingchou::items {

/// Terms are data: another county, another year's notice.
struct DutyRules {
  /// 二(二): by the end of April.
  unsigned list_due_month = 4, list_due_day = 30;
  /// 政府信息公开条例 26: within 20 working days of its making or change.
  int publication_working_days = 20;
};

struct PublishedFact {
  Channel channel;
  Notice notice;
};

struct VersionFacts {
  VersionId id;
  std::int64_t number = 1;
  State state = State::draft;
  /// Of a version that has been issued.
  std::optional<Term> term;
  CivilDate approved_on;
  /// The day on which the withdrawal was decided.
  std::optional<CivilDate> withdrawn_on;
  std::vector<PublishedFact> publications;
};

/// A department that owes a list, or the joint list; without `list_id` there is none yet.
struct ListFacts {
  Owner owner;
  std::optional<ListId> list_id;
  std::vector<VersionFacts> versions;
  /// Years for which it was looked through and found right as it is.
  std::vector<int> reviewed_years;
};

enum class DutyKind { yearly_list, publication };
std::string_view text_of(DutyKind kind);

struct Duty {
  DutyKind kind = DutyKind::yearly_list;
  Owner owner;
  std::optional<ListId> list_id;
  /// Of `yearly_list`.
  int year = 0;
  /// Of `publication`.
  std::optional<VersionId> version_id;
  std::int64_t number = 0;
  Channel channel = Channel::department_portal;
  Notice notice = Notice::issue;
  /// Nothing while the working-day calendar of that year is unknown; may still move if it is provisional.
  std::optional<CivilDate> due;
  bool is_provisional = false;
  bool is_overdue = false;
};

/// The duties that are open on `today`, in the order of the lists. The year's list is there when a version that holds
/// now or later was approved in that year, or the list in force was reviewed for it.
std::vector<Duty> open_duties(std::span<const ListFacts> lists, CivilDate today, const WorkingCalendar& calendar,
                              const DutyRules& rules = {});

}  // namespace mingchou::items
