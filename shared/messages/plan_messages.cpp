// Yearly plans: what is refused and why, and the words in which a difference between two versions is told. What is said
// alike of items stands in item_messages.cpp.
#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> plan_messages() {
  static constexpr Message table[] = {
      // What is typed of a row
      {"plans.items_needed", "没有保存：任务还没有抽查事项。请至少选择一个事项。",
       "Not saved: the task has no inspection items. Choose at least one."},
      {"plans.item_repeated", "没有保存：同一抽查事项在任务中出现了两次。请去掉重复的事项。",
       "Not saved: an inspection item stands twice in the task. Take one out."},
      {"plans.range_needed", "没有保存：定向抽查没有限定对象范围。请填写至少一项条件，或改为不定向。",
       "Not saved: a directed task has to narrow its range. Enter a condition, or make it undirected."},
      {"plans.range_on_undirected", "没有保存：不定向抽查不限定对象范围。请去掉条件，或改为定向。",
       "Not saved: an undirected task does not narrow its range. Take the conditions out, or make it directed."},
      {"plans.unknown_region", "没有保存：“{code}”不是本县乡镇（街道）的代码。请重新选择。",
       "Not saved: \"{code}\" is no township of this county. Choose again."},
      {"plans.unknown_risk_class", "没有保存：“{class}”不是信用风险等级。请从 A、B、C、D 中选择。",
       "Not saved: \"{class}\" is no risk class. Choose among A, B, C and D."},
      {"plans.ratio_range", "没有保存：抽查比例要大于 0，最多 100%。请改正后再保存。",
       "Not saved: the ratio must be above 0 and at most 100 %. Correct it and save again."},
      {"plans.count_range", "没有保存：抽查户数应为 1 至 {max}。请改正后再保存。",
       "Not saved: the number of targets is 1 to {max}. Correct it and save again."},
      {"plans.estimate_range", "没有保存：拟抽户数应为 0 至 {max}。请改正后再保存。",
       "Not saved: the estimated number is 0 to {max}. Correct it and save again."},
      {"plans.period_reversed", "没有保存：结束日期早于开始日期。请核对实施时间。",
       "Not saved: the period ends before it begins. Check both days."},
      {"plans.period_outside_year", "没有保存：实施时间不在 {year} 年内。请改为计划年度内的日期。",
       "Not saved: the period is not within {year}. Choose days of the plan's year."},
      {"plans.row_too_long", "没有保存：任务内容太长，无法存入计划。请减少事项或缩短文字。",
       "Not saved: the task is too long for the plan. Name fewer items, or shorten the texts."},
      // What the lists and registers say to it
      {"plans.department_unknown", "任务“{task}”的发起或参与部门不存在或已撤销。请改选部门后重试。",
       "A department of the task \"{task}\" does not exist or has ended. Choose another and try again."},
      {"plans.not_inspecting_body",
       "任务“{task}”的“{department}”是议事协调机构，不得实施检查（国办发〔2024〕54号）。请改为有执法权的部门。",
       "\"{department}\" of the task \"{task}\" is a coordination body and may not inspect. Name a department with the "
       "power to do so."},
      {"plans.unknown_tag", "任务“{task}”所用的监管标签不存在或已停用。请重新选择标签。",
       "A tag of the task \"{task}\" does not exist or has ended. Choose again."},
      {"plans.item_not_in_force",
       "任务“{task}”有抽查事项在开始日期 {date} 不在施行的清单中。请改选事项，或先发布清单。",
       "An item of the task \"{task}\" stands in no list that is in force on its first day, {date}. Choose another, or "
       "issue the list first."},
      {"plans.item_of_others",
       "任务“{task}”的事项 {code} 属于其他部门的清单。请把该部门列为发起或参与部门，或去掉这个事项。",
       "Item {code} of the task \"{task}\" is of another department's list. Let that department take part, or take the "
       "item out."},
      {"plans.ratio_above_cap",
       "任务“{task}”的抽查比例 {ratio} 超过一般检查事项 {code} 的上限 {cap}。请降低比例，或去掉这个事项。",
       "The ratio of {ratio} of the task \"{task}\" is above the cap of {cap} of the general item {code}. Lower the "
       "ratio, or take the item out."},
      // The plan
      {"plans.no_rows", "没有提交：计划中还没有任务。请先添加任务。",
       "Not submitted: the plan has no tasks yet. Add some first."},
      {"plans.too_many_rows", "计划最多 {max} 个任务，这次没有保存。请合并或去掉一些任务。",
       "A plan has at most {max} tasks; nothing was saved. Merge some or take some out."},
      {"plans.year_range", "没有建立：只能编制 {first} 年至 {last} 年的计划。请核对年度。",
       "Not made: plans are made for {first} to {last}. Check the year."},
      {"plans.year_taken", "{year} 年度的计划已经有了，没有再建。请打开已有的计划。",
       "There is a plan of {year} already. Open that one."},
      {"plans.wrong_state",
       "计划版本的状态为“{state}”，不能进行这项操作（{event}）。提交后的计划不能修改：需要修改时请退回，公布后请调整。",
       "The version is \"{state}\", so \"{event}\" is not possible. What was submitted is not changed: send it back, "
       "or "
       "adjust it once it is published."},
      {"plans.changed_meanwhile", "没有保存：在您打开之后，这里已被别人改过。请刷新，核对后再改。",
       "Not saved: somebody changed this after you opened it. Load it again, compare, and repeat your change."},
      {"plans.nothing_changed", "没有提交：调整稿与原计划的任务完全相同。请先修改，或作废调整稿。",
       "Not submitted: the adjustment has the same tasks as the plan. Change something, or discard it."},
      {"plans.adjustment_open", "计划的调整还没有完成，这次没有更改。请先完成或作废正在进行的调整。",
       "An adjustment of the plan is under way; nothing was changed. Finish or discard it first."},
      {"plans.first_draft", "没有作废：这是该年度计划的第一稿，作废后就没有计划了。不需要的任务可以逐项删除。",
       "Not discarded: this is the first draft of the year's plan. Tasks that are not needed can be removed one by "
       "one."},
      {"plans.approved_in_future", "没有登记：联席会议日期晚于今天。请核对日期。",
       "Not recorded: the day of the meeting is after today. Check it."},
      {"plans.approved_before_submission", "没有登记：联席会议日期早于提交日期 {date}。请核对日期。",
       "Not recorded: the day of the meeting is before the plan was submitted, {date}. Check it."},
      {"plans.filed_in_future", "没有登记：备案日期晚于今天。请核对日期。",
       "Not recorded: the day of filing is after today. Check it."},
      {"plans.filed_before_approval", "没有登记：备案日期早于联席会议通过的日期 {date}。请核对日期。",
       "Not recorded: the day of filing is before the meeting approved, {date}. Check it."},
      // A difference in words
      {"plans.words_added", "新增任务“{name}”。", "The task \"{name}\" was added."},
      {"plans.words_removed", "取消任务“{name}”。", "The task \"{name}\" was removed."},
      {"plans.words_changed", "任务“{name}”的{field}由“{before}”改为“{after}”。",
       "Of the task \"{name}\" the {field} was changed from \"{before}\" to \"{after}\"."},
      {"plans.words_set", "任务“{name}”增加{field}：“{after}”。",
       "Of the task \"{name}\" the {field} was set to \"{after}\"."},
      {"plans.words_cleared", "任务“{name}”不再规定{field}，原为“{before}”。",
       "Of the task \"{name}\" the {field} was taken out; it was \"{before}\"."},
      {"plans.words_nothing", "任务没有变化。", "No task has changed."},
      {"plans.field_name", "名称", "name"},
      {"plans.field_items", "抽查事项", "inspection items"},
      {"plans.field_participating", "参与部门", "participating departments"},
      {"plans.field_directed", "抽查类型", "kind of draw"},
      {"plans.field_range", "限定范围", "range"},
      {"plans.field_target", "对象范围", "targets in words"},
      {"plans.field_quantity", "抽查数量", "quantity"},
      {"plans.field_estimate", "拟抽户数", "estimated number"},
      {"plans.field_first_day", "开始日期", "first day"},
      {"plans.field_last_day", "结束日期", "last day"},
      {"plans.field_methods", "检查方式", "methods"},
      {"plans.field_remarks", "备注", "remarks"},
      {"plans.word_directed", "定向", "directed"},
      {"plans.word_undirected", "不定向", "undirected"},
      {"plans.word_count", "{count} 户", "{count} targets"},
      {"plans.word_batch_order", "全部对象，随机确定检查批次顺序", "all, in a random order of batches"},
      {"plans.word_range",
       "对象类型：{kinds}；乡镇（街道）：{regions}；行业：{industries}；监管标签：{tags}；信用风险等级：{risk_classes}",
       "kinds: {kinds}; townships: {regions}; industries: {industries}; tags: {tags}; risk classes: {risk_classes}"},
  };
  return table;
}

}  // namespace mingchou
