// Inspection tasks: what is refused and why, what its maker should know, and what would help. What is said alike of
// items and plans stands in item_messages.cpp and plan_messages.cpp.
#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> task_messages() {
  static constexpr Message table[] = {
      // What is typed
      {"tasks.reason_on_planned", "没有保存：计划内的任务不填专项检查的理由。请去掉理由，或改为专项检查。",
       "Not saved: a task of the plan has no reason for a special inspection. Take it out, or make the task special."},
      {"tasks.strata_max", "没有保存：最多分 {max} 层。请合并一些分层。",
       "Not saved: there are at most {max} strata. Merge some."},
      {"tasks.stratum_repeated", "没有保存：有两个分层都叫“{name}”。请改名。",
       "Not saved: two strata are called \"{name}\". Rename one."},
      {"tasks.stratum_beyond_range", "没有保存：分层“{name}”的条件超出了任务的对象范围。请改为范围以内的条件。",
       "Not saved: the stratum \"{name}\" reaches beyond the range of the task. Keep its conditions within the range."},
      {"tasks.substitutes_range", "没有保存：替补户数应为 0 至 {max}。请改正后再保存。",
       "Not saved: the number of substitutes is 0 to {max}. Correct it and save again."},
      {"tasks.months_range", "没有保存：近期检查过的月数应为 0 至 {max}。请改正后再保存。",
       "Not saved: the months since the last check are 0 to {max}. Correct it and save again."},
      {"tasks.load_range", "没有保存：每人最多户数应为 1 至 {max}。请改正后再保存。",
       "Not saved: an inspector's targets are 1 to {max}. Correct it and save again."},
      {"tasks.team_departments", "没有保存：检查组应包括发起部门和每个参与部门，各一次。请核对检查组。",
       "Not saved: the team names the initiating and each participating department once. Check the team."},
      {"tasks.place_range", "没有保存：每个部门每户派 1 至 {max} 人。请改正后再保存。",
       "Not saved: a department sends 1 to {max} inspectors to each target. Correct it and save again."},
      {"tasks.requirements_max", "没有保存：对检查人员的要求最多 {max} 项。请减少要求。",
       "Not saved: at most {max} things may be asked of an inspector. Ask for fewer."},
      {"tasks.team_too_small", "没有保存：检查组不足 {min} 名持证检查人员（行政处罚法第四十二条）。请增加人数。",
       "Not saved: a team has at least {min} inspectors with certificates (Administrative Penalty Law, article 42). "
       "Add "
       "some."},
      {"tasks.too_long", "没有保存：任务内容太长。请减少事项、分层或缩短文字。",
       "Not saved: the task is too long. Name fewer items or strata, or shorten the texts."},
      // The plan
      {"tasks.plan_row_unknown", "没有保存：年度计划中没有这项任务。请从计划中重新选择。",
       "Not saved: the yearly plan has no such task. Choose it in the plan again."},
      {"tasks.plan_not_approved", "没有保存：年度计划的状态为“{state}”，联席会议通过后才能据此建立任务。",
       "Not saved: the yearly plan is \"{state}\". Tasks are made from it once the joint meeting has approved it."},
      {"tasks.differs_from_plan", "没有保存：“{field}”与通过的计划不一致。请改回计划的内容，或先调整计划。",
       "Not saved: \"{field}\" differs from the approved plan. Set it back, or adjust the plan first."},
      // States
      {"tasks.wrong_state", "任务的状态为“{state}”，不能进行这项操作（{event}）。任务没有改变；请刷新后再看。",
       "The task is \"{state}\", so \"{event}\" is not possible. Nothing was changed; load it again."},
      {"tasks.changed_meanwhile", "没有保存：在您打开之后，任务已被别人改过。请刷新，核对后再改。",
       "Not saved: somebody changed the task after you opened it. Load it again, compare, and repeat your change."},
      {"tasks.wrong_check_state", "检查的状态为“{state}”，不能进行这项操作（{event}）。检查没有改变；请刷新后再看。",
       "The check is \"{state}\", so \"{event}\" is not possible. Nothing was changed; load it again."},
      // Joint visits
      {"tasks.visit_gone", "没有保存：这些检查已不能像显示的那样一并进行，可能有人已作决定。请刷新后再看。",
       "Not saved: these checks can't go together as shown any more; somebody may have decided. Load it again."},
      {"tasks.visit_days", "没有保存：联合上门的日期应在 {first_day} 至 {last_day} 之间。请改正后再保存。",
       "Not saved: the days of the joint visit lie between {first_day} and {last_day}. Correct them and save again."},
      {"tasks.visit_days_apart",
       "没有保存：各项任务的时间不重叠，联合上门应全部在其中一项任务的时间内，如 {first_day} 或 {last_day}。"
       "请改正后再保存。",
       "Not saved: the tasks have no common days, so the joint visit lies within the period of one of them, as "
       "{first_day} "
       "or {last_day} do. Correct the days and save again."},
      {"tasks.visit_lead", "没有保存：牵头部门应是一并上门的部门之一。请重新选择。",
       "Not saved: the leading department is one of those that go. Choose again."},
      {"tasks.visit_declined", "没有改变：这次联合上门已经不进行了。请刷新后再看。",
       "Nothing was changed: this joint visit does not take place any more. Load it again."},
      {"tasks.visit_over", "没有改变：这次联合上门已经进行，或者日期已过，不能再取消。请刷新后再看。",
       "Nothing was changed: this joint visit has begun or its days are over, so it can't be called off. Load it "
       "again."},
      // Why it can't be drawn for
      {"tasks.period_over", "实施时间到 {date} 已经结束，不能再抽取。请核对实施时间。",
       "The period ended on {date}, so nothing can be drawn. Check the period."},
      {"tasks.not_sealed", "没有保存：这项任务不是封存抽取，检查人员已经可以看到各自的检查。",
       "Not saved: the task is not sealed; inspectors see their checks already."},
      {"tasks.told_already", "没有保存：检查人员自 {day} 起已经知道各自的检查，不能收回。",
       "Not saved: inspectors have known of their checks since {day}; that can't be taken back."},
      {"tasks.disclosure_late", "没有保存：告知检查人员的日期不能晚于任务的最后一天 {last_day}。",
       "Not saved: inspectors are told no later than the task's last day, {last_day}."},
      {"tasks.nothing_in_range", "范围内没有可以抽取的检查对象。请放宽范围，或核对名录库。",
       "No target in range can be drawn. Widen the range, or check the register."},
      {"tasks.count_above_cap",
       "一般检查事项“{code}”将抽到 {count} 户，超过比例上限允许的 {max} 户。请降低比例或户数。",
       "The general item {code} would be checked at {count} targets; its cap allows {max}. Lower the ratio or number."},
      {"tasks.more_than_planned", "各分层共抽 {count} 户，超过计划的 {max} 户。请减少分层的比例或户数。",
       "The strata take {count} targets together; the plan allows {max}. Lower their ratios or numbers."},
      {"tasks.too_few_inspectors",
       "{department}符合条件的检查人员有 {eligible} 人，每户需要 {needed} 人。请降低要求或增加人员。",
       "{department} has {eligible} inspectors who fulfil what is asked; each target needs {needed}. Ask for less, or "
       "add "
       "people."},
      {"tasks.too_few_places", "{department}需要 {needed} 人次，符合条件的检查人员最多只能承担 {places} 人次。",
       "{department} needs {needed} visits of inspectors; those who fulfil what is asked can take {places}."},
      {"tasks.team_unsure",
       "{department}的人员有回避：如果恰好抽到这些对象，可能派不出足够的人。抽取之后不能再补救，请在抽取之前调整。",
       "People of {department} are recused: should just those targets be drawn, it may lack people. Nothing can be "
       "mended after a draw, so adjust it before."},
      {"tasks.remedy_load", "把每人最多户数提高到 {load}，人手就够了。",
       "With up to {load} targets for each inspector there are enough people."},
      {"tasks.remedy_people", "{department}再增加 {people} 名符合条件的检查人员，人手就够了。",
       "With {people} more inspectors who fulfil what is asked {department} has enough people."},
      {"tasks.remedy_targets", "少抽 {count} 户，{department}的人手就够了。",
       "With {count} targets fewer {department} has enough people."},
      // What its maker should know
      {"tasks.without_code", "有 {count} 个检查对象没有有效的统一社会信用代码，不能参加抽取。请先补全名录库。",
       "{count} targets have no valid credit code and can't be drawn. Complete the register first."},
      {"tasks.stratum_empty", "分层“{name}”中没有可以抽取的检查对象。",
       "No target of the stratum \"{name}\" can be drawn."},
      {"tasks.stratum_short", "分层“{name}”要抽 {count} 户，但只有 {eligible} 户可以抽取，将全部抽中。",
       "The stratum \"{name}\" asks for {count} targets and has {eligible} that can be drawn: all of them will be."},
      {"tasks.fewer_than_planned", "各分层共抽 {count} 户，少于计划的 {max} 户。",
       "The strata take {count} targets together; the plan foresees {max}."},
      {"tasks.visit_cap_reached", "其中 {count} 户今年的入企检查次数已达上限，建议排除。",
       "{count} of the targets have been visited as often this year as the cap allows; consider leaving them out."},
      {"tasks.department_cap_reached",
       "其中 {count} 户 {year} 年已检查或已安排检查，达到{department}的年度检查频次上限（每户 {max} 次）。",
       "{count} of the targets are visited in {year}, or are to be, as often as {department}'s cap of {max} allows."},
      {"tasks.visit_beyond_cap",
       "{department} {year} 年对这一户已安排检查 {visits} 次（含本次），超过其年度检查频次上限（每户 {max} 次）。"
       "请考虑一并上门。",
       "With this one {department} visits the target {visits} times in {year}; its cap is {max}. Consider going "
       "together "
       "with others."},
      {"tasks.department_alone", "{department}每户只派 1 人。该部门单独执法时不得少于两人。",
       "{department} sends one inspector to each target. Where it acts by itself there must be two."},
      {"tasks.more_than_estimated", "将抽取 {count} 户，多于计划拟抽的 {estimate} 户。",
       "{count} targets will be drawn; the plan estimated {estimate}."},
  };
  return table;
}

}  // namespace mingchou
