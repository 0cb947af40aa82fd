// A task that every rule accepts, and registers that it can be drawn from.
#pragma once

#include "shared/tasks/frame.h"
#include "tests/shared/plans_support.h"

namespace mingchou::tasks::test {

using items::test::day;
using items::test::fire;
using items::test::market;
using items::test::uuid;
using plans::test::food;

/// The market alone sends two to 3 % of the food sellers.
inline Task own_task(std::uint8_t number = 1) {
  Task task;
  task.id = {uuid(static_cast<std::uint8_t>(200 + number))};
  task.special_reason = "多次投诉举报";
  task.work = plans::test::own_row(number);
  task.team = {{.department_id = market}};
  return task;
}

/// With the fire brigade.
inline Task joint_task(std::uint8_t number = 2) {
  Task task = own_task(number);
  task.work = plans::test::joint_row(number);
  task.team = {{.department_id = market}, {.department_id = fire}};
  return task;
}

/// `count` self-employed of a township whom every item of the task concerns, with ids in order.
inline void add_targets(Frame& frame, const Task& task, std::size_t count, const std::string& region = "411622102",
                        draw::Exclusion excluded = draw::Exclusion::none) {
  for (std::size_t i = 0; i < count; ++i) {
    FramedTarget target;
    target.row = {.id = "t" + std::to_string(100'000 + frame.targets.size()),
                  .type = "self_employed",
                  .region = region,
                  .industry = "5211",
                  .risk = "B",
                  .tags = {},
                  .excluded = excluded};
    for (std::uint8_t item = 0; item < task.work.items.size(); ++item) target.items.push_back(item);
    frame.targets.push_back(std::move(target));
  }
}

inline void add_inspectors(Frame& frame, const DepartmentId& department, std::size_t count,
                           std::optional<std::uint64_t> capacity = {}) {
  for (std::size_t i = 0; i < count; ++i)
    frame.inspectors.push_back({.id = "i" + std::to_string(100'000 + frame.inspectors.size()),
                                .dept = frame.department_names.at(department),
                                .certs = {"市场监管"},
                                .skills = {},
                                .recused = {},
                                .capacity = capacity});
}

/// A county in which nothing stands in the way of the task.
inline Frame frame_of(const Task& task, std::size_t targets = 1000, std::size_t inspectors = 10) {
  Frame frame;
  frame.department_names = {{market, "市场监督管理局"}, {fire, "消防救援大队"}};
  frame.tag_names = {{food, "食品经营"}};
  for (const plans::PlannedItem& item : task.work.items)
    frame.items.push_back(item.list_id == plans::test::market_list ? items::test::general_item(1)
                                                                   : items::test::key_item(2));
  add_targets(frame, task, targets);
  for (const TeamPlace& place : task.team) add_inspectors(frame, place.department_id, inspectors);
  return frame;
}

}  // namespace mingchou::tasks::test
