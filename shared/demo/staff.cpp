#include "shared/demo/staff.h"

#include <algorithm>
#include <array>
#include <set>

#include "shared/demo/county.h"
#include "shared/demo/names.h"

namespace mingchou {
namespace embedded {
extern const std::string_view demo_departments;
}
namespace demo {
namespace {

constexpr std::size_t recusals_count = 14;
constexpr unsigned male_percent = 66;
/// Enforcement certificates are issued for five years.
constexpr int certificate_years = 5;

/// A department as departments.tsv has it.
struct Office {
  std::string_view code, field;
  DepartmentId id;
  std::uint64_t number = 0, inspectors = 0;
  std::vector<std::string_view> units{}, specialties{};
};

DepartmentKind kind_of(std::string_view text) {
  if (text == "joint_meeting_office") return DepartmentKind::joint_meeting_office;
  return text == "branch" ? DepartmentKind::branch : DepartmentKind::bureau;
}

std::string station_of(std::string_view department, const Town& town) {
  const std::string stem(Map::stem(town));
  return stem + (department == "SCJG" ? "市场监管所" : "自然资源所");
}

/// The last valid day of a certificate that was issued then.
CivilDate expiry_of(CivilDate issued) {
  const auto same_day = CivilDate::of(issued.year() + certificate_years, issued.month(), issued.day());
  return same_day.value_or(*CivilDate::of(issued.year() + certificate_years, 3, 1)).plus_days(-1);
}

Certificate make_certificate(const Office& office, std::uint64_t number, CivilDate issued, UuidGenerator& ids) {
  return {.id = {ids.next()},
          .number = "豫P22" + digits(office.number, 2) + digits(number, 4),
          .field = std::string(office.field),
          .authority = "河南省人民政府",
          .issued_on = issued,
          .expires_on = expiry_of(issued)};
}

void add_certificates(Inspector& inspector, const Office& office, std::uint64_t& number, UuidGenerator& ids,
                      Random& random) {
  // People of daily supervision often have none yet; they may assist but not inspect.
  if (inspector.person_kind == PersonKind::supervision_staff && random.below(100) < 55) return;
  const CivilDate today = demo_today();
  const std::uint64_t dice = random.below(100);
  const std::int64_t five_years = 365 * certificate_years;
  std::int64_t age = between(random, 40, five_years - 90);
  if (dice < 6) age = between(random, five_years + 4, five_years + 300);               // expired
  if (dice >= 6 && dice < 11) age = between(random, five_years - 60, five_years - 4);  // about to expire
  const CivilDate issued = today.plus_days(-age);
  if (dice >= 90)
    inspector.certificates.push_back(make_certificate(office, ++number, issued.plus_days(-five_years - 3), ids));
  inspector.certificates.push_back(make_certificate(office, ++number, issued, ids));
}

void add_leaves(Inspector& inspector, UuidGenerator& ids, Random& random) {
  static constexpr std::array<std::string_view, 5> reasons{"病假", "产假", "年休假", "脱产培训", "驻村帮扶"};
  const CivilDate today = demo_today();
  if (inspector.status == InspectorStatus::on_leave) {
    std::string_view reason = reasons[random.below(5)];
    if (reason == "产假" && inspector.sex == "male") reason = "病假";
    inspector.leaves.push_back({{ids.next()},
                                today.plus_days(-between(random, 1, 20)),
                                today.plus_days(between(random, 3, 60)),
                                std::string(reason)});
  } else if (chance(random, 30)) {
    const CivilDate first = today.plus_days(between(random, 5, 60));
    inspector.leaves.push_back({{ids.next()}, first, first.plus_days(between(random, 2, 9)), "年休假"});
  }
}

InspectorStatus pick_status(Random& random) {
  const std::uint64_t dice = random.below(1000);
  if (dice < 30) return InspectorStatus::on_leave;
  if (dice < 55) return InspectorStatus::seconded;
  if (dice < 62) return InspectorStatus::suspended;
  if (dice < 85) return InspectorStatus::left;
  return InspectorStatus::active;
}

PersonKind pick_kind(Random& random) {
  const std::uint64_t dice = random.below(100);
  if (dice < 34) return PersonKind::civil_servant;
  return dice < 88 ? PersonKind::qualified_staff : PersonKind::supervision_staff;
}

std::string pick_position(PersonKind kind, bool is_station, Random& random) {
  for (;;) {
    const std::string_view position = words("position").pick(random);
    const bool is_rank = position.ends_with("主任科员") || position == "科员";
    const bool is_head = position.ends_with("长");
    if (kind != PersonKind::civil_servant && is_rank) continue;
    if (kind == PersonKind::supervision_staff && position != "工作人员") continue;
    if (kind == PersonKind::civil_servant && !is_rank && !is_head) continue;
    if (is_head && is_station != position.ends_with("所长")) continue;
    return std::string(position);
  }
}

class Recruiter {
 public:
  Recruiter(const Map& map, UuidGenerator& ids, Random& random) : map_(map), ids_(ids), random_(random) {}

  Inspector recruit(const Office& office, std::uint64_t number) {
    Inspector inspector;
    Person person = make_person(male_percent, random_);
    while (!names_.insert(std::string(office.code) + person.name()).second) person = make_person(male_percent, random_);
    inspector.id = {ids_.next()};
    inspector.staff_number = std::string(office.code) + "-" + digits(number, 4);
    inspector.name = person.name();
    inspector.sex = person.is_male ? "male" : "female";
    inspector.department_id = office.id;
    const std::string_view unit = office.units[random_.below(office.units.size())];
    if (unit == "*") {
      const Town& town = map_.pick_town(Place::any, false, random_);
      inspector.unit = station_of(office.code, town);
      inspector.township_code = std::string(town.code);
    } else {
      inspector.unit = std::string(unit);
    }
    inspector.phone = make_mobile(random_);
    inspector.person_kind = pick_kind(random_);
    inspector.position = pick_position(inspector.person_kind, unit == "*", random_);
    // One head for each unit; deputies may be several.
    while (inspector.position->ends_with("长") && !inspector.position->starts_with("副") &&
           !headed_units_.insert(std::string(office.code) + *inspector.unit).second)
      inspector.position = pick_position(inspector.person_kind, unit == "*", random_);
    inspector.status = pick_status(random_);
    inspector.source = "demo";
    add_certificates(inspector, office, certificates_, ids_, random_);
    for (std::int64_t count = between(random_, 1, 3); count > 0; --count) {
      std::string specialty(office.specialties[random_.below(office.specialties.size())]);
      if (std::ranges::find(inspector.specialties, specialty) == inspector.specialties.end())
        inspector.specialties.push_back(std::move(specialty));
    }
    add_leaves(inspector, ids_, random_);
    return inspector;
  }

 private:
  const Map& map_;
  UuidGenerator& ids_;
  Random& random_;
  std::uint64_t certificates_ = 0;
  std::set<std::string> names_, headed_units_;
};

}  // namespace

DepartmentId Staff::department(std::string_view code) const {
  const auto found = std::ranges::find(departments, code, &Department::code);
  if (found == departments.end()) bad_data(code);
  return found->id;
}

Staff make_staff(const Map& map, UuidGenerator& ids, Random& random) {
  Staff staff;
  std::vector<Office> offices;
  for (const auto& row : table_rows(embedded::demo_departments)) {
    if (row.size() != 8) bad_data("departments.tsv");
    Office office{
        .code = row[0], .field = row[7], .id = {ids.next()}, .number = offices.size(), .inspectors = number_in(row[4])};
    office.units = split(row[5], ',');
    office.specialties = split(row[6], ',');
    staff.departments.push_back(
        {.id = office.id,
         .code = std::string(row[0]),
         .name = std::string(row[1]),
         .short_name = std::string(row[2]),
         .kind = kind_of(row[3]),
         .sort_order = static_cast<int>(offices.size()) + 1,
         .phone = make_landline(random),
         .address = map.address(map.towns()[random.below(3)], {}, Place::built, false, random)});
    offices.push_back(std::move(office));
  }
  Recruiter recruiter(map, ids, random);
  for (const Office& office : offices)
    for (std::uint64_t i = 1; i <= office.inspectors; ++i) staff.inspectors.push_back(recruiter.recruit(office, i));
  return staff;
}

std::string make_mobile(Random& random) { return "1420000" + digits(random.below(10'000), 4); }
std::string make_landline(Random& random) { return "0394-0" + digits(random.below(1'000'000), 6); }

std::vector<Recusal> make_recusals(const Staff& staff, const std::vector<RecusalSample>& samples, UuidGenerator& ids,
                                   Random& random) {
  struct Reason {
    std::string_view text;
    Side side;
  };
  static constexpr std::array<Reason, 5> reasons{{{"配偶为该户经营者", Side::inspector},
                                                  {"近亲属任该单位负责人", Side::inspector},
                                                  {"三年内曾在该单位任职", Side::department},
                                                  {"与经营者有民事纠纷未结", Side::target},
                                                  {"持有该单位股份", Side::inspector}}};
  std::vector<Recusal> list;
  for (std::size_t i = 0; list.size() < recusals_count && i < samples.size(); ++i) {
    std::vector<InspectorId> colleagues;
    for (const Inspector& inspector : staff.inspectors)
      if (inspector.department_id == samples[i].department_id) colleagues.push_back(inspector.id);
    if (colleagues.empty()) continue;
    const Reason& reason = reasons[random.below(reasons.size())];
    list.push_back({{ids.next()},
                    colleagues[random.below(colleagues.size())],
                    samples[i].id,
                    std::string(reason.text),
                    reason.side});
  }
  return list;
}

}  // namespace demo
}  // namespace mingchou
