#include "shared/demo/item_lists.h"

#include <algorithm>

#include "shared/base/time.h"
#include "shared/demo/county.h"
#include "shared/demo/words.h"

namespace mingchou {
namespace embedded {
extern const std::string_view demo_items;
}
namespace demo {
namespace {

using items::Item;

constexpr std::size_t columns = 20;
constexpr std::string_view joint_code = "LXB";
/// Departments of which the demo shows something: a draft begun, no look at the list this year, a publication missing.
constexpr std::string_view drafting_code = "YJJ", forgetful_code = "XFDD", half_published_code = "WJW";

struct Row {
  std::vector<std::string_view> fields;
  std::size_t first_version, last_version;
  Item item;
};

/// The days of each year's version.
struct Year {
  const char *approved, *effective, *published;
};
constexpr Year years[] = {{"2024-03-20", "2024-04-01", "2024-04-08"},
                          {"2025-03-21", "2025-04-01", "2025-04-09"},
                          {"2026-02-27", "2026-03-09", "2026-03-12"}};

CivilDate date(std::string_view text) {
  const auto found = CivilDate::parse(text);
  if (!found) bad_data(text);
  return *found;
}

std::vector<std::string_view> entries(std::string_view text) {
  if (text == "-") return {};
  return split(text, ',');
}

template <class T>
T word_of(std::optional<T> found, std::string_view text) {
  if (!found) bad_data(text);
  return *found;
}

class Maker {
 public:
  Maker(const std::vector<Department>& departments, const std::vector<Tag>& tags, Random& random)
      : departments_(departments), tags_(tags), clock_(shanghai_start_of(date("2024-03-01"))), ids_(clock_, random) {
    for (const auto& fields : table_rows(embedded::demo_items)) rows_.push_back(row_of(fields));
  }

  std::vector<ItemList> make() {
    std::vector<ItemList> lists;
    for (const Department& department : departments_)
      if (department.code != joint_code) add_list(lists, department.code, department.id);
    add_list(lists, joint_code, {});
    return lists;
  }

 private:
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

  static TargetKind target_kind(std::string_view text) {
    for (int i = 0; i <= static_cast<int>(TargetKind::behaviour); ++i)
      if (text_of(static_cast<TargetKind>(i)) == text) return static_cast<TargetKind>(i);
    bad_data(text);
  }

  static int basis_points(std::string_view per_cent) { return static_cast<int>(number_in(per_cent)) * 100; }

  static std::string lines(std::string_view text) {
    std::string joined(text);
    std::ranges::replace(joined, '|', '\n');
    return joined;
  }

  void read_kind(Item& item, std::string_view text) const {
    if (text == "G") return;
    if (!text.starts_with("K:")) bad_data(text);
    item.kind = items::Kind::key;
    for (const std::string_view ground : split(text.substr(2), ','))
      item.grounds.push_back(word_of(items::ground_from(ground), ground));
  }

  void read_range(Item& item, const std::vector<std::string_view>& fields) const {
    for (const std::string_view text : entries(fields[11])) item.applies_to.kinds.push_back(target_kind(text));
    for (const std::string_view text : entries(fields[12])) item.applies_to.tags.push_back(tag(text));
    for (const std::string_view text : entries(fields[13])) item.applies_to.industries.emplace_back(text);
    item.applies_to.any_department = fields[14] == "any";
  }

  Row row_of(const std::vector<std::string_view>& fields) {
    if (fields.size() != columns) bad_data("items.tsv");
    Row row{.fields = fields, .first_version = 1, .last_version = std::size(years), .item = {}};
    const auto versions = split(fields[3], '-');
    row.first_version = number_in(versions[0]);
    if (versions.size() > 1 && !versions[1].empty()) row.last_version = number_in(versions[1]);
    Item& item = row.item;
    item.id = {ids_.next()};
    item.category = fields[4];
    item.name = fields[5];
    read_kind(item, fields[6]);
    if (fields[7] != "-") item.ratio_basis_points = basis_points(fields[7]);
    if (fields[8] != "-") item.cap_basis_points = basis_points(split(fields[8], '>')[0]);
    const auto frequency = split(fields[9], '/');
    item.frequency = {static_cast<int>(number_in(frequency[0])), static_cast<int>(number_in(frequency[1]))};
    for (const std::string_view text : entries(fields[10]))
      item.methods.push_back(word_of(items::method_from(text), text));
    read_range(item, fields);
    item.initiating_department_id = department(fields[1] == "-" ? fields[0] : fields[1]);
    for (const std::string_view code : entries(fields[2]))
      item.participating_department_ids.push_back(department(code));
    item.levels = {items::Level::county};
    item.inspecting_body = fields[15];
    item.basis = fields[16];
    item.target = fields[17];
    item.content = lines(fields[18]);
    if (fields[19] != "-") item.reason = fields[19];
    item.staff_requirement = "持有效执法证件的执法人员不少于两人";
    return row;
  }

  std::vector<Item> items_of(std::string_view code, std::size_t version) const {
    std::vector<Item> list;
    std::size_t number = 0;
    for (const Row& row : rows_) {
      if (row.fields[0] != code) continue;
      ++number;
      if (version < row.first_version || version > row.last_version) continue;
      Item item = row.item;
      item.code = concat({code == joint_code ? "LH" : code, "-", digits(number, 2)});
      const auto caps = split(row.fields[8], '>');
      if (version > 1 && caps.size() > 1) item.cap_basis_points = basis_points(caps[1]);
      list.push_back(std::move(item));
    }
    return list;
  }

  ItemListVersion version_of(std::string_view code, std::vector<Item> list, std::size_t year, bool is_first) {
    const Year& days = years[year];
    ItemListVersion version;
    clock_.set(shanghai_start_of(date(days.approved)));
    version.id = {ids_.next()};
    version.items = std::move(list);
    version.approved_on = date(days.approved);
    version.effective_from = date(days.effective);
    version.approved_by = code == joint_code ? "县联席会议" : "局长办公会";
    version.document_number =
        concat({"西双随机〔", std::string_view(days.approved).substr(0, 4), "〕", std::to_string(list_number_), "号"});
    version.reason = is_first ? "首次制定" : "根据法律法规和职责调整更新事项";
    for (const auto channel : {items::Channel::department_portal, items::Channel::publicity_system}) {
      const bool is_missing = channel == items::Channel::publicity_system && code == half_published_code && year == 2;
      if (!is_missing) version.publications.push_back({{ids_.next()}, channel, date(days.published)});
    }
    return version;
  }

  void add_list(std::vector<ItemList>& lists, std::string_view code, const items::Owner& owner) {
    if (items_of(code, std::size(years)).empty()) return;
    ++list_number_;
    clock_.set(shanghai_start_of(date(years[0].approved)));
    ItemList list{.id = {ids_.next()}, .owner = owner, .versions = {}};
    std::vector<Item> before;
    std::size_t wording = 1;
    // A list that has one wording only was made this year, or by the forgetful one last year.
    const std::size_t first_year = first_year_of(code);
    for (std::size_t year = first_year; year < std::size(years); ++year, ++wording) {
      std::vector<Item> now = items_of(code, wording);
      if (now == before) continue;
      list.versions.push_back(version_of(code, now, year, before.empty()));
      before = std::move(now);
      if (code == drafting_code || code == forgetful_code) break;
    }
    if (code == drafting_code) add_draft(list, items_of(code, 2));
    lists.push_back(std::move(list));
  }

  void add_draft(ItemList& list, std::vector<Item> now) {
    ItemListVersion draft;
    clock_.set(demo_now());
    draft.id = {ids_.next()};
    draft.items = std::move(now);
    draft.is_issued = false;
    list.versions.push_back(std::move(draft));
  }

  /// So that the last wording is this year's.
  std::size_t first_year_of(std::string_view code) const {
    std::size_t wordings = 1;
    for (std::size_t version = 2; version <= std::size(years); ++version)
      if (items_of(code, version) != items_of(code, version - 1)) ++wordings;
    if (code == drafting_code || code == forgetful_code) return 1;
    return std::size(years) - wordings;
  }

  const std::vector<Department>& departments_;
  const std::vector<Tag>& tags_;
  ManualClock clock_;
  UuidGenerator ids_;
  std::vector<Row> rows_;
  std::size_t list_number_ = 0;
};

}  // namespace

std::vector<ItemList> make_item_lists(const std::vector<Department>& departments, const std::vector<Tag>& tags,
                                      Random& random) {
  return Maker(departments, tags, random).make();
}

}  // namespace demo
}  // namespace mingchou
