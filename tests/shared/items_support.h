// An item that every rule accepts, and ids that a reader can tell apart.
#pragma once

#include "shared/items/entities.h"

namespace mingchou::items::test {

inline Uuid uuid(std::uint8_t last) {
  Uuid id;
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  id.bytes[15] = last;
  return id;
}

inline const DepartmentId market{uuid(1)}, fire{uuid(2)}, office{uuid(3)}, gone{uuid(4)};

inline CivilDate day(std::string_view text) { return CivilDate::parse(text).value(); }

inline Item general_item(std::uint8_t number) {
  Item item;
  item.id = {uuid(static_cast<std::uint8_t>(100 + number))};
  item.code = "SCJG-" + std::to_string(number);
  item.category = "食品销售监督检查";
  item.name = "食品销售者监督检查";
  item.basis = "《中华人民共和国食品安全法》第一百一十条";
  item.inspecting_body = "县级以上市场监督管理部门";
  item.target = "取得食品经营许可的销售者";
  item.content = "许可与公示\n进货查验记录";
  item.methods = {Method::on_site};
  item.kind = Kind::general;
  item.ratio_basis_points = 300;
  item.cap_basis_points = 500;
  item.frequency = Frequency{1, 12};
  item.initiating_department_id = market;
  item.levels = {Level::county};
  item.applies_to.kinds = {TargetKind::enterprise, TargetKind::self_employed};
  return item;
}

inline Item key_item(std::uint8_t number) {
  Item item = general_item(number);
  item.kind = Kind::key;
  item.grounds = {Ground::safety};
  item.reason = "直接关系人身安全";
  item.cap_basis_points.reset();
  item.ratio_basis_points = 10'000;
  return item;
}

}  // namespace mingchou::items::test
