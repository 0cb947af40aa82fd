#include "shared/demo/plans.h"

#include <algorithm>

#include "shared/base/time.h"
#include "shared/demo/county.h"
#include "shared/demo/words.h"

namespace mingchou {
namespace embedded {
extern const std::string_view demo_plans;
}
namespace demo {
namespace {

using plans::Row;

constexpr std::size_t columns = 18;
constexpr std::string_view joint_code = "LXB";
/// The year whose plan is published.
constexpr std::string_view published_year = "2026";

CivilDate date(std::string_view text) {
  const auto found = CivilDate::parse(text);
  if (!found) bad_data(text);
  return *found;
}

std::vector<std::string_view> entries(std::string_view text, char separator = ',') {
  if (text == "-") return {};
  return split(text, separator);
}

template <class T>
T word_of(std::optional<T> found, std::string_view text) {
  if (!found) bad_data(text);
  return *found;
}

class Maker {
 public:
  Maker(const std::vector<Department>& departments, const std::vector<Tag>& tags, const std::vector<ItemList>& lists,
        Random& random)
      : departments_(departments), tags_(tags), lists_(lists), clock_(demo_now()), ids_(clock_, random) {}

  std::vector<YearlyPlan> make() {
    std::vector<YearlyPlan> plans;
    for (const auto& fields : table_rows(embedded::demo_plans)) {
      if (fields.size() != columns) bad_data("plans.tsv");
      const int year = static_cast<int>(number_in(fields[0]));
      if (plans.empty() || plans.back().year != year) plans.push_back(plan_of(fields[0]));
      plans.back().rows.push_back(row_of(fields));
    }
    return plans;
  }

 private:
  YearlyPlan plan_of(std::string_view year) {
    const bool is_published = year == published_year;
    YearlyPlan plan;
    plan.year = static_cast<int>(number_in(year));
    plan.is_published = is_published;
    plan.begun_on = is_published ? date("2025-11-17") : demo_today();
    clock_.set(shanghai_start_of(plan.begun_on));
    plan.id = {ids_.next()};
    plan.version_id = {ids_.next()};
    if (!is_published) return plan;
    plan.submitted_on = date("2025-12-10");
    plan.approved_on = date("2025-12-18");
    plan.filed_on = date("2025-12-24");
    plan.minutes_number = "西双随机联席〔2025〕4号";
    plan.filing_number = "西政备〔2025〕117号";
    plan.publications = {
        {{ids_.next()}, plans::Channel::department_portal, date("2025-12-29"), "https://portal.example/plans/2026"},
        {{ids_.next()}, plans::Channel::publicity_system, date("2025-12-30"), "西双随机办字〔2025〕9号"}};
    return plan;
  }

  DepartmentId department(std::string_view code) const {
    const auto found = std::ranges::find(departments_, code, &Department::code);
    if (found == departments_.end()) bad_data(code);
    return found->id;
  }

  TagId tag(std::string_view name) const {
    const auto found = std::ranges::find(tags_, name, &Tag::name);
    if (found == tags_.end()) bad_data(name);
    return found->id;
  }

  /// "SCJG:食品销售者监督检查": an item keeps its id over the versions of its list.
  plans::PlannedItem item(std::string_view text) const {
    const auto parts = split(text, ':');
    items::Owner owner;
    if (parts[0] != joint_code) owner = department(parts[0]);
    const auto list = std::ranges::find(lists_, owner, &ItemList::owner);
    if (list == lists_.end()) bad_data(text);
    for (const ItemListVersion& version : list->versions)
      for (const items::Item& one : version.items)
        if (version.is_issued && one.name == parts[1]) return {list->id, one.id, {}, {}};
    bad_data(text);
  }

  static plans::Quantity quantity(std::string_view text) {
    if (text == "all") return {plans::QuantityKind::batch_order, 0};
    if (text.starts_with('n'))
      return {plans::QuantityKind::count, static_cast<std::int64_t>(number_in(text.substr(1)))};
    return {plans::QuantityKind::ratio, static_cast<std::int64_t>(number_in(text)) * 100};
  }

  void read_range(Row& row, const std::vector<std::string_view>& fields) const {
    row.is_directed = fields[5] == "D";
    for (const std::string_view text : entries(fields[6]))
      row.range.kinds.push_back(word_of(target_kind_from(text), text));
    for (const std::string_view text : entries(fields[7])) row.range.regions.emplace_back(text);
    for (const std::string_view text : entries(fields[8])) row.range.industries.emplace_back(text);
    for (const std::string_view text : entries(fields[9])) row.range.tags.push_back(tag(text));
    for (const std::string_view text : entries(fields[10])) row.range.risk_classes.emplace_back(text);
  }

  Row row_of(const std::vector<std::string_view>& fields) {
    Row row;
    row.id = {ids_.next()};
    row.name = fields[1];
    row.initiating_department_id = department(fields[2]);
    for (const std::string_view code : entries(fields[3])) row.participating_department_ids.push_back(department(code));
    for (const std::string_view text : entries(fields[4], '|')) row.items.push_back(item(text));
    read_range(row, fields);
    row.quantity = quantity(fields[11]);
    if (fields[12] != "-") row.estimated_count = static_cast<std::int64_t>(number_in(fields[12]));
    row.first_day = date(concat({fields[0], "-", fields[13]}));
    row.last_day = date(concat({fields[0], "-", fields[14]}));
    for (const std::string_view text : entries(fields[15]))
      row.methods.push_back(word_of(items::method_from(text), text));
    row.target = fields[16];
    if (fields[17] != "-") row.remarks = fields[17];
    return row;
  }

  const std::vector<Department>& departments_;
  const std::vector<Tag>& tags_;
  const std::vector<ItemList>& lists_;
  ManualClock clock_;
  UuidGenerator ids_;
};

}  // namespace

std::vector<YearlyPlan> make_plans(const std::vector<Department>& departments, const std::vector<Tag>& tags,
                                   const std::vector<ItemList>& lists, Random& random) {
  return Maker(departments, tags, lists, random).make();
}

}  // namespace demo
}  // namespace mingchou
