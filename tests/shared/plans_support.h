// A row that every rule accepts, and what surrounds it.
#pragma once

#include "shared/plans/rules.h"
#include "tests/shared/items_support.h"

namespace mingchou::plans::test {

using items::test::day;
using items::test::fire;
using items::test::gone;
using items::test::market;
using items::test::office;
using items::test::uuid;

inline constexpr int year = 2026;
inline const items::ListId market_list{uuid(60)}, fire_list{uuid(61)}, joint_list{uuid(62)};
inline const TagId food{uuid(70)};

/// One item of the market's list (general, 5 % at most), the whole year's second quarter.
inline Row own_row(std::uint8_t number) {
  Row row;
  row.id = {uuid(static_cast<std::uint8_t>(150 + number))};
  row.name = "食品销售者抽查";
  row.items = {{.list_id = market_list, .item_id = {uuid(101)}, .code = {}, .name = {}}};
  row.initiating_department_id = market;
  row.target = "取得食品经营许可的销售者";
  row.quantity = {QuantityKind::ratio, 300};
  row.first_day = day("2026-04-01");
  row.last_day = day("2026-06-30");
  row.methods = {Method::on_site};
  return row;
}

/// With the fire brigade, of which the key item 102 is.
inline Row joint_row(std::uint8_t number) {
  Row row = own_row(number);
  row.participating_department_ids = {fire};
  row.items.push_back({.list_id = fire_list, .item_id = {uuid(102)}, .code = {}, .name = {}});
  return row;
}

inline std::optional<items::DepartmentFacts> find_department(const DepartmentId& id) {
  if (id == market) return items::DepartmentFacts{DepartmentKind::bureau, "市场监督管理局"};
  if (id == fire) return items::DepartmentFacts{DepartmentKind::branch, "消防救援大队"};
  if (id == office) return items::DepartmentFacts{DepartmentKind::joint_meeting_office, "联席会议办公室"};
  return std::nullopt;
}

/// Item 101 of the market's list, 102 of the fire brigade's, 103 of the joint one; all in force from 1 March 2026 on.
inline std::optional<ItemFacts> find_item(const items::ListId& list, const items::ItemId& item, CivilDate on) {
  if (on < day("2026-03-01")) return std::nullopt;
  if (list == market_list && item.uuid == uuid(101)) return ItemFacts{market, items::test::general_item(1)};
  if (list == fire_list && item.uuid == uuid(102)) return ItemFacts{fire, items::test::key_item(2)};
  if (list == joint_list && item.uuid == uuid(103)) return ItemFacts{{}, items::test::general_item(3)};
  return std::nullopt;
}

inline Surroundings surroundings() {
  return {.find_department = find_department, .find_item = find_item, .has_tag = [](const TagId& id) {
            return id == food;
          }};
}

}  // namespace mingchou::plans::test
