// What a market entity has besides its name: registration, status, classes, tags, licences, contact.
#include <algorithm>
#include <array>

#include "shared/calendar/working_calendar.h"
#include "shared/codes/tables.h"
#include "shared/demo/county.h"
#include "shared/demo/numbers.h"
#include "shared/demo/targets.h"

namespace mingchou::demo {
namespace {

/// Fixed holidays of the years whose notices the calendar does not hold.
bool is_fixed_holiday(CivilDate date) {
  return (date.month() == 10 && date.day() <= 7) || (date.month() == 5 && date.day() <= 3) ||
         (date.month() == 1 && date.day() == 1);
}

/// Offices register on working days; before the calendar's first year that is Monday to Friday.
CivilDate office_day_before(CivilDate date) {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  for (;;) {
    date = date.plus_days(-1);
    const DayKind kind = calendar.kind(date);
    if (kind == DayKind::working || (kind == DayKind::unknown && !date.is_weekend() && !is_fixed_holiday(date)))
      return date;
  }
}

/// When the credit code came (2015-10-01): older bodies have a registration number and an older organisation code.
CivilDate credit_code_since() { return *CivilDate::of(2015, 10, 1); }

std::string_view type_of(TargetKind kind) {
  switch (kind) {
    case TargetKind::self_employed:
      return "92";
    case TargetKind::cooperative:
      return "93";
    case TargetKind::institution:
      return "52";
    default:
      return "91";
  }
}

const Weighted<int>& founding_years() {
  static const Weighted<int> years = [] {
    Weighted<int> made;
    // Few survive from before 2010; the reform of 2014 and the years after brought most.
    for (int year = 1996; year <= 2026; ++year)
      made.add(year, year < 2004 ? 3 : year < 2010 ? 14 : year < 2014 ? 38 : year < 2018 ? 78 : year < 2026 ? 104 : 20);
    return made;
  }();
  return years;
}

}  // namespace

CivilDate TargetMaker::establishment_date(TargetKind kind) {
  const CivilDate latest = demo_today().plus_days(-3);
  for (;;) {
    const int year = founding_years().pick(random_);
    // The law on cooperatives is of 2007-07-01.
    if (kind == TargetKind::cooperative && year < 2008) continue;
    const CivilDate date = office_day_before(CivilDate::of(year, 1, 5)->plus_days(between(random_, 1, 360)));
    if (date <= latest) return date;
  }
}

void TargetMaker::add_registration(Target& target) {
  const bool is_old = *target.established_on < credit_code_since();
  const bool from_city =
      target.kind == TargetKind::enterprise && !target.name.starts_with("西华县") && chance(random_, 60);
  const std::string_view region = from_city ? "411600" : home_county;
  const bool has_digits_only = is_old && target.kind != TargetKind::self_employed && chance(random_, 900);
  if (has_digits_only && old_codes_ < old_credit_codes_max) {
    target.credit_code = make_old_credit_code(type_of(target.kind), region, old_codes_++);
  } else {
    target.credit_code = make_credit_code(type_of(target.kind), region, codes_++);
  }
  if (is_old && target.kind != TargetKind::institution && chance(random_, 780))
    target.registration_number = make_registration_number(numbers_++);
  target.registration_authority = target.kind == TargetKind::institution ? "西华县民政局"
                                  : from_city                            ? "周口市市场监督管理局"
                                                                         : "西华县市场监督管理局";
}

void TargetMaker::add_status(Target& target) {
  const std::uint64_t age_years = static_cast<std::uint64_t>(demo_today() - *target.established_on) / 365;
  const bool is_self_employed = target.kind == TargetKind::self_employed;
  const std::uint64_t ended = age_years * (is_self_employed ? 14 : 7);
  const std::uint64_t revoked = target.kind == TargetKind::institution ? 0 : age_years * (is_self_employed ? 2 : 5);
  std::uint64_t dice = random_.below(1000);
  const auto falls_in = [&dice](std::uint64_t part) {
    if (dice < part) return true;
    dice -= part;
    return false;
  };
  target.status = falls_in(std::min<std::uint64_t>(ended, 260))    ? TargetStatus::deregistered
                  : falls_in(std::min<std::uint64_t>(revoked, 90)) ? TargetStatus::licence_revoked
                  : falls_in(22)                                   ? TargetStatus::suspended
                  : falls_in(3)                                    ? TargetStatus::withdrawn
                  : falls_in(target.kind == TargetKind::enterprise ? std::uint64_t{6} : 0) ? TargetStatus::moved_out
                                                                                           : TargetStatus::active;
}

void TargetMaker::add_contact(Target& target) {
  target.contact_name = chance(random_, 800) ? target.legal_person : std::optional(make_person(55, random_).name());
  target.contact_phone = chance(random_, 900) ? make_mobile(random_) : make_landline(random_);
}

void TargetMaker::add_supervision(Target& target, const Trade& trade) {
  static constexpr std::array<std::string_view, 4> classes{"A", "B", "C", "D"};
  const bool is_active = target.status == TargetStatus::active;
  target.tags = trade.tags;
  if (target.kind == TargetKind::enterprise && chance(random_, 420)) target.tags.push_back(tag("小微企业"));
  if (demo_today() - *target.established_on < 365 && chance(random_, 250)) target.tags.push_back(tag("包容审慎"));
  if (is_active && chance(random_, 18)) target.tags.push_back(tag("重点监管"));
  if (is_active && chance(random_, 25)) target.tags.push_back(tag("上年度有投诉举报"));
  // A trade may bring a tag that comes here again.
  std::ranges::sort(target.tags);
  target.tags.erase(std::ranges::unique(target.tags).begin(), target.tags.end());

  const bool has_class =
      target.kind == TargetKind::self_employed ? chance(random_, 620) : target.kind != TargetKind::institution;
  if (has_class) {
    const std::uint64_t dice = random_.below(100);
    const std::size_t step = target.status == TargetStatus::licence_revoked ? 3
                             : dice < 36                                    ? 0
                             : dice < 86                                    ? 1
                             : dice < 97                                    ? 2
                                                                            : 3;
    target.risk_class = std::string(classes[step]);
    target.risk_source = "河南省企业信用风险分类";
    target.risk_on = std::max(*target.established_on, *CivilDate::of(2025, 12, 31));
  }
  if (trade.sells_food && is_active) {
    const std::uint64_t dice = random_.below(100);
    target.food_risk_class = std::string(classes[dice < 22 ? 0 : dice < 74 ? 1 : dice < 95 ? 2 : 3]);
  }
  // Who has left the register has handed back the licence.
  if (trade.licence != "-" && (is_active || target.status == TargetStatus::suspended)) add_licence(target, trade);
  const CivilDate earliest = std::max(target.established_on->plus_days(60), *CivilDate::of(2023, 1, 10));
  const CivilDate latest = demo_today().plus_days(-4);
  if (is_active && earliest < latest && chance(random_, 130))
    target.last_checked_on = office_day_before(earliest.plus_days(between(random_, 1, latest - earliest)));
  if (target.last_checked_on && *target.last_checked_on < earliest) target.last_checked_on = std::nullopt;
  target.source = "demo";
}

void TargetMaker::add_licence(Target& target, const Trade& trade) {
  const auto found = licences_.find(trade.licence);
  if (found == licences_.end()) bad_data(trade.licence);
  const LicenceForm& form = found->second;
  // A licence is renewed in time by most, late by some.
  const std::int64_t days_valid = form.years == 0 ? 8 * 365 : form.years * 365;
  const std::int64_t age_days_max = chance(random_, 60) && form.years > 0 ? days_valid + 300 : days_valid - 20;
  const CivilDate issued = office_day_before(
      std::max(*target.established_on, demo_today().plus_days(-between(random_, 2, age_days_max))).plus_days(1));
  Licence licence;
  licence.id = {ids_.next()};
  licence.name = form.name;
  licence.authority = form.authority;
  licence.issued_on = issued;
  std::string_view pattern = form.number;
  while (!pattern.empty()) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    licence.number += pattern.substr(0, open);
    pattern.remove_prefix(open);
    if (pattern.empty()) break;
    const std::size_t close = pattern.find('}');
    const std::string_view key = pattern.substr(1, close - 1);
    pattern.remove_prefix(close + 1);
    if (key == "y") {
      licence.number += std::to_string(issued.year());
    } else {
      const std::size_t width = number_in(key.substr(1));
      std::uint64_t limit = 1;
      for (std::size_t i = 0; i < width; ++i) limit *= 10;
      licence.number += digits(random_.below(limit), width);
    }
  }
  if (form.years > 0) {
    const int year = issued.year() + static_cast<int>(form.years);
    licence.expires_on =
        CivilDate::of(year, issued.month(), issued.day()).value_or(*CivilDate::of(year, 3, 1)).plus_days(-1);
  }
  target.licences.push_back(std::move(licence));
}

}  // namespace mingchou::demo
