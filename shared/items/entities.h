// Inspection items (抽查事项) and the versioned lists (抽查事项清单) that they stand in.
//
// A department has one list, and the joint meeting one joint list. A list is a row of versions: only a draft can be
// changed, an issued version never, so that a task can pin it by its hash. An item keeps its id over the versions.
// Plain values; texts of enumerations are those of the database and the API. Runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/uuid.h"
#include "shared/calendar/civil_date.h"
#include "shared/registry/entities.h"

namespace mingchou::items {

struct ListTag;
using ListId = Id<ListTag>;
struct VersionTag;
using VersionId = Id<VersionTag>;
struct ItemTag;
using ItemId = Id<ItemTag>;
struct PublicationTag;
using PublicationId = Id<PublicationTag>;

/// 重点检查事项 and 一般检查事项.
enum class Kind { key, general };
/// Why an item is a key one: 安全、质量、公共利益.
enum class Ground { safety, quality, public_interest };
/// 实地核查, 书面检查, 网络监测, 委托专业机构; then reuse of 行政部门检查结论, 司法机关生效文书, 专业机构鉴定结论.
enum class Method { on_site, documents, network, commissioned, department_conclusion, court_document, expert_opinion };
/// 抽查层级: whose inspectors carry it out.
enum class Level { province, city, county };
/// Where a list is made public: the department's own website, and the national publicity system (公示系统).
enum class Channel { department_portal, publicity_system };
/// What a publication tells: that a version was issued, or that it was withdrawn.
enum class Notice { issue, withdrawal };

inline constexpr int kind_count = 2, ground_count = 3, method_count = 7, level_count = 3, channel_count = 2,
                     notice_count = 2;

std::string_view text_of(Kind kind);
std::string_view text_of(Ground ground);
std::string_view text_of(Method method);
std::string_view text_of(Level level);
std::string_view text_of(Channel channel);
std::string_view text_of(Notice notice);
std::optional<Kind> kind_from(std::string_view text);
std::optional<Ground> ground_from(std::string_view text);
std::optional<Method> method_from(std::string_view text);
std::optional<Level> level_from(std::string_view text);
std::optional<Channel> channel_from(std::string_view text);
std::optional<Notice> notice_from(std::string_view text);

/// Ratios are whole numbers of basis points: 500 is 5 %.
inline constexpr int basis_points_all = 10'000;

/// 抽查频次: so many times in so many months.
struct Frequency {
  int times = 1;
  int months = 12;
  bool operator==(const Frequency&) const = default;
};

/// 抽查对象 as data: which targets of the register an item concerns. An empty list asks nothing.
struct TargetFilter {
  std::vector<TargetKind> kinds;
  /// At least one of them.
  std::vector<TagId> tags;
  /// GB/T 4754: a section's letter, or the beginning of a code of two to four digits; at least one of them.
  std::vector<std::string> industries;
  /// Also targets that none of the item's departments is responsible for.
  bool any_department = false;
  bool operator==(const TargetFilter&) const = default;
};

struct Item {
  ItemId id;
  std::string code;                     // 编码, unique in its list
  std::string category;                 // 类别
  std::string name;                     // 名称
  std::optional<std::string> sub_item;  // 子项
  std::string basis;                    // 抽查依据; of several lines
  std::string inspecting_body;          // 抽查主体, as the law names it
  std::string target;                   // 抽查对象 in words
  std::string content;                  // 检查内容; of several lines
  std::vector<Method> methods;          // 抽查方式
  Kind kind = Kind::general;
  std::vector<Ground> grounds;        // of a key item only
  std::optional<std::string> reason;  // why key or general; a key item needs one
  /// The share that the list foresees, and of a general item the share that no draw goes above.
  std::optional<int> ratio_basis_points, cap_basis_points;
  std::optional<Frequency> frequency;
  std::optional<std::string> staff_requirement;            // 检查人员要求
  DepartmentId initiating_department_id;                   // 发起部门
  std::vector<DepartmentId> participating_department_ids;  // 配合部门
  std::vector<Level> levels;                               // 抽查层级
  std::optional<CivilDate> valid_from, valid_to;           // 生效, 失效: the first and the last day
  TargetFilter applies_to;
  bool operator==(const Item&) const = default;
};

/// Whose list it is: a department's, or the joint one.
using Owner = std::optional<DepartmentId>;

inline constexpr std::size_t items_max = 1000;
inline constexpr std::size_t departments_of_item_max = 20;
inline constexpr std::size_t filter_entries_max = 50;
/// Characters of texts of one line and of several.
inline constexpr std::size_t code_characters_max = 40;
inline constexpr std::size_t line_characters_max = 200;
inline constexpr std::size_t text_characters_max = 2000;
inline constexpr std::size_t reason_characters_max = 500;
inline constexpr int frequency_times_max = 365;
inline constexpr int frequency_months_max = 60;

}  // namespace mingchou::items
