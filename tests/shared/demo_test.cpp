#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "shared/calendar/working_calendar.h"
#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"
#include "shared/codes/resident_id.h"
#include "shared/codes/tables.h"
#include "shared/demo/county.h"
#include "shared/registry/content.h"

using namespace mingchou;

namespace {

struct County {
  std::vector<Department> departments;
  std::vector<Tag> tags;
  std::vector<Inspector> inspectors;
  std::vector<Target> targets;
  std::vector<Recusal> recusals;
};

County make(const DemoOptions& options) {
  DemoCounty demo(options);
  County county{demo.departments(), demo.tags(), demo.inspectors(), {}, {}};
  while (auto target = demo.next_target()) county.targets.push_back(*std::move(target));
  county.recusals = demo.recusals();
  return county;
}

const County& county() {
  static const County made = make({});
  return made;
}

/// Parts of a thousand.
template <class Condition>
std::size_t per_mille(Condition condition) {
  std::size_t count = 0;
  for (const Target& target : county().targets) count += condition(target);
  return count * 1000 / county().targets.size();
}

bool is_outside_bmp(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0xF0) return true;
  return false;
}

}  // namespace

TEST_CASE("demo: the county has 30,000 targets, 20 departments and 600 inspectors") {
  CHECK(county().targets.size() == 30'000);
  CHECK(county().departments.size() == 20);
  CHECK(county().inspectors.size() == 600);
  CHECK(county().recusals.size() > 5);
  CHECK(demo_today().weekday() == 1);
  CHECK(WorkingCalendar::built_in().kind(demo_today()) == DayKind::working);
  CHECK(shanghai_date(demo_now()) == demo_today());
}

TEST_CASE("demo: the same seed gives the same county, a larger one begins with the smaller, another seed differs") {
  const County small = make({.targets = 500}), again = make({.targets = 500}),
               other = make({.targets = 500, .seed = 2});
  REQUIRE(small.targets.size() == 500);
  std::size_t different = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    REQUIRE(content_of(small.targets[i]) == content_of(again.targets[i]));
    REQUIRE(content_of(small.targets[i]) == content_of(county().targets[i]));
    different += small.targets[i].name != other.targets[i].name;
  }
  CHECK(different > 450);
  CHECK(content_of(small.inspectors[300]) == content_of(again.inspectors[300]));
  CHECK(make({.targets = 0}).targets.empty());
}

TEST_CASE("demo: kinds are spread as in a county") {
  const auto share = [](TargetKind kind) { return per_mille([kind](const Target& t) { return t.kind == kind; }); };
  // Expected shares of a thousand, with five standard deviations of a sample of 30,000 and rounding.
  const std::tuple<TargetKind, std::size_t, std::size_t> rows[] = {
      {TargetKind::self_employed, 735, 14}, {TargetKind::enterprise, 165, 12}, {TargetKind::cooperative, 42, 7},
      {TargetKind::institution, 14, 5},     {TargetKind::product, 22, 6},      {TargetKind::project, 12, 5},
      {TargetKind::behaviour, 10, 4}};
  for (const auto& [kind, expected, tolerance] : rows) {
    CAPTURE(text_of(kind));
    CHECK(share(kind) + tolerance >= expected);
    CHECK(share(kind) <= expected + tolerance);
  }
}

TEST_CASE("demo: every township has targets, the county town and 逍遥镇 most") {
  std::map<std::string, int> counts;
  for (const Target& target : county().targets) ++counts[target.township_code];
  CHECK(counts.size() == 24);
  for (const Region& town : townships()) CHECK(counts[std::string(town.code)] > 100);
  for (const Region& town : townships()) {
    if (town.kind == "town" && town.code != "411622102") CHECK(counts["411622102"] > counts[std::string(town.code)]);
    if (town.kind == "township") CHECK(counts["411622001"] > 3 * counts[std::string(town.code)]);
  }
}

TEST_CASE("demo: names, credit codes and numbers are unique and right") {
  std::set<std::string> names, codes, numbers, ids;
  for (const Target& target : county().targets) {
    CAPTURE(target.name);
    REQUIRE(names.insert(target.name).second);
    REQUIRE(ids.insert(target.id.uuid.text()).second);
    REQUIRE(target.credit_code.has_value() == is_market_entity(target.kind));
    if (target.credit_code) {
      REQUIRE(codes.insert(*target.credit_code).second);
      const auto check = check_credit_code(*target.credit_code, target.credit_code->substr(2, 6));
      REQUIRE(check.valid());
      REQUIRE(check.warnings.empty());
      const std::string_view organisation = std::string_view(*target.credit_code).substr(8);
      // The blocks that no real body has.
      REQUIRE((organisation.starts_with("MA9T") || organisation.starts_with("MA9U") || organisation.starts_with("98")));
    }
    if (target.registration_number) {
      REQUIRE(numbers.insert(*target.registration_number).second);
      REQUIRE(check_registration_number(*target.registration_number));
    }
  }
  CHECK(numbers.size() > 3'000);
}

TEST_CASE("demo: the first two characters of a code say the target's kind") {
  const std::map<TargetKind, std::string> types{{TargetKind::self_employed, "92"},
                                                {TargetKind::cooperative, "93"},
                                                {TargetKind::institution, "52"},
                                                {TargetKind::enterprise, "91"}};
  for (const Target& target : county().targets)
    if (target.credit_code) REQUIRE(target.credit_code->starts_with(types.at(target.kind)));
}

TEST_CASE("demo: what a name says fits the industry") {
  const std::pair<const char*, const char*> rows[] = {
      {"胡辣汤店", "62"}, {"胡辣汤馆", "62"},      {"烩面馆", "62"}, {"饭店", "62"},   {"理发店", "80"},
      {"超市", "52"},     {"养殖专业合作社", "0"}, {"幼儿园", "83"}, {"农资店", "52"}, {"建筑工程有限公司", "47"},
      {"卫生室", "84"},   {"汽车修理厂", "81"}};
  for (const Target& target : county().targets)
    for (const auto& [ending, division] : rows)
      if (is_market_entity(target.kind) && target.name.ends_with(ending)) {
        CAPTURE(target.name);
        REQUIRE(target.industry_code->starts_with(division));
      }
  for (const Target& target : county().targets)
    if (target.industry_code) REQUIRE(industry_section_of(*target.industry_code));
}

TEST_CASE("demo: dates lie in the past, on working days, and in order") {
  const WorkingCalendar& calendar = WorkingCalendar::built_in();
  std::size_t expired = 0, licences = 0;
  for (const Target& target : county().targets) {
    CAPTURE(target.name);
    if (target.established_on) {
      REQUIRE(*target.established_on < demo_today());
      REQUIRE(calendar.kind(*target.established_on) != DayKind::off);
    }
    if (target.last_checked_on) {
      REQUIRE(*target.last_checked_on < demo_today());
      REQUIRE(*target.last_checked_on > *target.established_on);
    }
    if (target.risk_on) REQUIRE(*target.risk_on < demo_today());
    for (const Licence& licence : target.licences) {
      ++licences;
      REQUIRE(*licence.issued_on >= *target.established_on);
      REQUIRE(*licence.issued_on < demo_today());
      if (licence.expires_on) REQUIRE(*licence.expires_on > *licence.issued_on);
      expired += licence.expires_on && *licence.expires_on < demo_today();
    }
  }
  CHECK(licences > 10'000);
  CHECK(expired > licences / 500);
  CHECK(expired < licences / 10);
}

TEST_CASE("demo: about one target in two hundred has a rare character, some outside the BMP") {
  const std::string_view rare[] = {"垚", "犇", "龑", "昇", "堃", "淼", "喆", "㛃", "𬭚", "𠅤",
                                   "𬱖", "𣲘", "燚", "骉", "翀", "祎", "旻", "昶", "媖", "珺"};
  const auto has_rare = [&rare](const Target& target) {
    for (std::string_view character : rare)
      if (target.name.contains(character) || target.legal_person.value_or("").contains(character)) return true;
    return false;
  };
  CHECK(per_mille(has_rare) >= 3);
  CHECK(per_mille(has_rare) <= 10);
  std::size_t outside = 0;
  for (const Target& target : county().targets)
    outside += is_outside_bmp(target.name) || is_outside_bmp(target.legal_person.value_or(""));
  CHECK(outside > 10);
}

TEST_CASE("demo: nothing looks like a resident's number, and no line could ring") {
  const auto could_ring = [](const std::optional<std::string>& phone) {
    return phone && !phone->starts_with("1420000") && !phone->starts_with("0394-0");
  };
  for (const Target& target : county().targets) {
    REQUIRE_FALSE(could_ring(target.contact_phone));
    REQUIRE(find_resident_ids(target.name + " " + target.address.value_or("")).empty());
    for (const Licence& licence : target.licences) REQUIRE(find_resident_ids(licence.number).empty());
  }
  for (const Inspector& inspector : county().inspectors) REQUIRE_FALSE(could_ring(inspector.phone));
  for (const Department& department : county().departments) REQUIRE_FALSE(could_ring(department.phone));
}

TEST_CASE("demo: each department has its part, and the joint meeting's office inspects nothing") {
  std::map<std::string, int> targets, inspectors;
  for (const Target& target : county().targets) ++targets[target.responsible_department_id.uuid.text()];
  for (const Inspector& inspector : county().inspectors) ++inspectors[inspector.department_id.uuid.text()];
  int offices = 0;
  for (const Department& department : county().departments) {
    CAPTURE(department.name);
    const bool is_office = department.kind == DepartmentKind::joint_meeting_office;
    offices += is_office;
    CHECK((inspectors[department.id.uuid.text()] > 0) != is_office);
    if (is_office) CHECK(targets[department.id.uuid.text()] == 0);
  }
  CHECK(offices == 1);
  CHECK(targets.size() >= 17);
}

TEST_CASE("demo: inspectors have numbers of their own, and certificates of every state") {
  std::set<std::string> staff, certificates;
  int expired = 0, without = 0, absent = 0;
  for (const Inspector& inspector : county().inspectors) {
    REQUIRE(staff.insert(inspector.staff_number).second);
    REQUIRE_FALSE(inspector.specialties.empty());
    bool is_valid = false;
    for (const Certificate& certificate : inspector.certificates) {
      REQUIRE(certificates.insert(certificate.number).second);
      REQUIRE(certificate.issued_on < demo_today());
      is_valid = is_valid || certificate.expires_on >= demo_today();
    }
    without += inspector.certificates.empty();
    expired += !inspector.certificates.empty() && !is_valid;
    absent += inspector.status != InspectorStatus::active;
    if (inspector.status == InspectorStatus::on_leave) CHECK(inspector.leaves.at(0).last_day > demo_today());
  }
  CHECK(expired >= 15);
  CHECK(expired <= 70);
  CHECK(without >= 10);
  CHECK(absent >= 20);
}

TEST_CASE("demo: products have a producer that came before, and recusals name people of the responsible department") {
  std::map<std::string, const Target*> seen;
  int products = 0;
  for (const Target& target : county().targets) {
    if (target.kind == TargetKind::product) {
      ++products;
      REQUIRE(target.holder_id);
      REQUIRE(seen.contains(target.holder_id->uuid.text()));
    }
    seen[target.id.uuid.text()] = &target;
  }
  CHECK(products > 300);
  std::map<std::string, const Inspector*> people;
  for (const Inspector& inspector : county().inspectors) people[inspector.id.uuid.text()] = &inspector;
  for (const Recusal& recusal : county().recusals)
    CHECK(people.at(recusal.inspector_id.uuid.text())->department_id ==
          seen.at(recusal.target_id.uuid.text())->responsible_department_id);
}

TEST_CASE("demo: the self-employed have every status, most are active") {
  std::map<TargetStatus, int> counts;
  for (const Target& target : county().targets) ++counts[target.status];
  CHECK(counts.size() == 6);
  CHECK(counts[TargetStatus::active] > 24'000);
  CHECK(counts[TargetStatus::deregistered] > 1'500);
  CHECK(counts[TargetStatus::licence_revoked] > 200);
}
