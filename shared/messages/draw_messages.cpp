// The draw: what a plan, a roster, a value or a bundle must be and is not.
#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> draw_messages() {
  static constexpr Message table[] = {
      // Rosters
      {"draw.id_form",
       "名单中的编号“{id}”不符合要求：只能用数字、英文字母、点、下划线和连字符，最多 38 位。请改正后重试。",
       "The id \"{id}\" in the roster is not allowed: it may have up to 38 digits, letters, dots, underscores and "
       "hyphens. Correct it and try again."},
      {"draw.credit_code", "名单中的“{id}”不是有效的统一社会信用代码（校验位不符）。请核对后重试。",
       "\"{id}\" in the roster is no valid credit code: its check character does not fit. Check it and try again."},
      {"draw.list_unsorted", "名单中“{id}”的“{field}”没有按字节升序排列，或有重复。请重新导出名单。",
       "\"{field}\" of \"{id}\" in the roster is not sorted, or holds an entry twice. Export the roster again."},
      {"draw.exclusion_unknown", "名单中“{id}”的排除原因“{value}”不在规定的代码之内。请改用规定的代码。",
       "The reason \"{value}\" for excluding \"{id}\" is none of the codes allowed. Use one of them."},
      {"draw.capacity_range", "检查人员“{id}”的户数上限必须是 1 或更大的整数。请改正后重试。",
       "The capacity of inspector \"{id}\" must be a whole number of at least 1. Correct it and try again."},
      {"draw.rows_unordered", "名单没有按编号升序排列，或“{id}”出现了两次。请重新导出名单。",
       "The roster is not in ascending order of ids, or \"{id}\" stands in it twice. Export it again."},
      {"draw.roster_count",
       "名单（{roster}）有 {count} 行，而方案写明 {planned} 行：名单与方案不是同一份。请核对文件。",
       "The roster ({roster}) has {count} rows, but the plan says {planned}: they do not belong together. Check the "
       "files."},
      {"draw.roster_root", "名单（{roster}）的根哈希与方案不符：名单在方案公布后被改动过，或文件拿错。请核对文件。",
       "The root of the roster ({roster}) is not the plan's: it was changed after the plan, or is another file. Check "
       "the files."},
      // Plan
      {"draw.plan_too_large", "抽取方案超过 {max} 字节。请精简分层条件。",
       "The plan is larger than {max} bytes. Shorten the conditions of its strata."},
      {"draw.plan_not_canonical", "抽取方案的文本不是规范格式（RFC 8785）。请使用系统导出的原文件。",
       "The text of the plan is not in canonical form (RFC 8785). Use the file as the system wrote it."},
      {"draw.plan_version", "抽取方案的版本“{value}”无法识别。请升级软件后重试。",
       "Version {value} of the plan is not known. Update this program and try again."},
      {"draw.draw_id", "抽取编号“{value}”不是有效的 UUID。请使用系统生成的编号。",
       "The draw's id \"{value}\" is no UUID. Use the one that the system made."},
      {"draw.replaces_round", "第一轮抽取不能替代其他抽取。请去掉“replaces”，或改正轮次。",
       "The first round replaces no draw. Leave out \"replaces\", or correct the round."},
      {"draw.suite_unknown", "不认识哈希算法“{value}”：请用 sha256 或 sm3。",
       "Unknown suite \"{value}\": use sha256 or sm3."},
      {"draw.mode_unknown", "不认识公开方式“{value}”：请用 open 或 sealed。",
       "Unknown mode \"{value}\": use open or sealed."},
      {"draw.window_date", "“{field}”不是有效的日期。请写成 2026-12-01 的形式。",
       "\"{field}\" is no date. Write it like 2026-12-01."},
      {"draw.window_reversed", "检查期间的开始日期晚于结束日期。请核对两个日期。",
       "The window ends before it begins. Check both dates."},
      {"draw.hash_form", "“{field}”不是小写十六进制的哈希值。请核对文件。",
       "\"{field}\" is no hash in lower-case hexadecimal. Check the file."},
      {"draw.stratum_repeated", "分层名称“{name}”重复。请给每一层不同的名称。",
       "Two strata are called \"{name}\". Give each its own name."},
      {"draw.where_empty", "分层条件“{field}”是空的，或含有空的前缀。不限制时请去掉该条件。",
       "The condition \"{field}\" is empty or holds an empty prefix. Leave it out if it should not matter."},
      {"draw.quota_form", "分层“{name}”的抽取数量应为固定户数或比例，二者必居其一。",
       "The quota of stratum \"{name}\" must be either a count or a ratio."},
      {"draw.ratio_above_one", "分层“{name}”的抽取比例超过 100%。请调低比例。",
       "The ratio of stratum \"{name}\" is above 100 %. Lower it."},
      {"draw.rounding_unknown", "分层“{name}”的取整方式“{value}”无法识别：请用 up 或 fair。",
       "Unknown rounding \"{value}\" in stratum \"{name}\": use up or fair."},
      {"draw.algorithm_unknown", "不认识匹配算法“{value}”。本版本只支持 mc-match-1。",
       "Unknown matching algorithm \"{value}\". This version knows mc-match-1 only."},
      {"draw.department_repeated", "部门“{name}”在检查组中出现了两次。请合并为一项。",
       "The department \"{name}\" stands twice in the team. Make it one entry."},
      {"draw.round_task", "新一轮抽取的任务与作废的抽取不同。请核对任务编号。",
       "The next round is of another task than the void draw. Check the task."},
      {"draw.round_number", "轮次不对：作废的抽取之后应为第 {round} 轮。",
       "The round must be {round}, the one after "
       "the void draw."},
      {"draw.round_replaces", "新一轮方案必须写明所替代的作废抽取“{draw}”。请补充后重试。",
       "The plan of the next round must name the void draw that it replaces, \"{draw}\". Add it and try again."},
      {"draw.round_root", "新一轮必须沿用作废抽取的检查对象名单，而两者的根哈希不同。请使用原名单。",
       "The next round must keep the target roster of the void draw, but the roots differ. Use the same roster."},
      // Entropy
      {"draw.no_entropy", "方案没有随机来源。请至少指定一个见证人或公开数值。",
       "The plan names no source of entropy. Name at least one witness or public value."},
      {"draw.source_repeated", "随机来源的名称“{name}”重复。请给每个来源不同的名称。",
       "Two sources are called \"{name}\". Give each its own name."},
      {"draw.source_kind", "随机来源“{name}”的类别“{value}”无法识别：请用 witness 或 public。",
       "Unknown kind \"{value}\" of source \"{name}\": use witness or public."},
      {"draw.key_form", "见证人“{name}”的密钥名称不对：不能为空，也不能有空格。请核对见证人登记。",
       "The key of witness \"{name}\" is not named rightly: it must not be empty or hold spaces. Check how the witness "
       "was registered."},
      {"draw.form_unknown",
       "随机来源“{name}”的形式“{value}”无法识别。可用 digits:位数、lottery:ssq|dlt|qlc|kl8 或 drand。",
       "Unknown form \"{value}\" of source \"{name}\". Use digits:N, lottery:ssq|dlt|qlc|kl8 or drand."},
      {"draw.ref_next", "随机来源“{name}”写的是“下一期”之类的说法。请写明确切的期号或轮次，否则可以挑选哪一期算数。",
       "The source \"{name}\" refers to the next or latest value. Name the issue or round itself; otherwise somebody "
       "could choose which one counts."},
      {"draw.entropy_short", "随机来源合计只有 {bits} 位，至少需要 {bits_min} 位。请增加见证人或更长的公开数值。",
       "The sources have {bits} bits of entropy together; {bits_min} are needed. Add a witness or a longer public "
       "value."},
      {"draw.value_count", "给出了 {count} 个随机值，而方案有 {sources} 个来源。请逐一核对。",
       "{count} values were given, but the plan names {sources} sources. Compare them one by one."},
      {"draw.reveal_differs", "见证人“{name}”揭示的数值与其承诺不符，不能使用。请核对，或按规定剔除该来源。",
       "What witness \"{name}\" revealed is not what they committed to, so it can't be used. Check it, or strike the "
       "source by the rules."},
      {"draw.public_struck", "公开数值“{name}”没有填写。公开来源不能剔除；请等待公布后录入。",
       "The public value \"{name}\" is missing. A public source is never struck; wait until it is known."},
      {"draw.value_form", "“{name}”的数值不符合方案规定的形式（{form}）。请按公布的原文重新录入。",
       "The value of \"{name}\" does not have the form that the plan says ({form}). Enter it again as published."},
      {"draw.all_struck", "所有随机来源都被剔除，无法抽取。本轮作废，请开始新一轮。",
       "Every source was struck, so nothing can be drawn. This round is void; begin another."},
      // Matching
      {"draw.too_many_slots", "需要匹配的人次超过 {max}，无法计算。请分批抽取。",
       "There are more than {max} places to fill, too many to match. Draw in several parts."},
      {"draw.replace_target", "检查对象“{target}”不在本次抽取的结果中，不能更换检查人员。",
       "The target \"{target}\" was not drawn, so there is nobody to replace."},
      {"draw.replace_slot", "检查组没有序号为 {slot} 的人员。请核对序号。",
       "The team has no place {slot}. Check the number."},
      // Why there is no complete matching
      {"draw.shortfall",
       "{targets} 户检查对象需要部门“{department}”{needed} 个人次；符合条件的 {inspectors} 人只有 {places} "
       "个人次：还差 {short} 个。",
       "{targets} targets need {needed} places of department \"{department}\"; {inspectors} eligible inspectors have "
       "{places}: {short} short."},
      {"draw.shortfall_with",
       "{targets} 户检查对象需要部门“{department}”具备“{requirements}”的 {needed} 个人次；符合条件的 {inspectors} "
       "人只有 "
       "{places} 个人次：还差 {short} 个。",
       "{targets} targets need {needed} places of department \"{department}\" with {requirements}; {inspectors} "
       "eligible "
       "inspectors have {places}: {short} short."},
      {"draw.shortfall_people",
       "部门“{department}”共 {people} 人：缺证件 {certs} 人，缺业务专长 {skills} 人，对这些对象全部回避 {recused} 人；"
       "涉及回避 {recusals} 人次。",
       "Department \"{department}\" has {people} people: {certs} lack a certificate, {skills} a skill, {recused} are "
       "recused from all of these targets; {recusals} recusals in all."},
      {"draw.remedy_capacity", "单独提高户数上限：每人至少再增加 {capacity} 户。",
       "By capacity alone: {capacity} more targets for each person."},
      {"draw.remedy_no_capacity", "单独提高户数上限不能解决：符合条件且无须回避的人数不够。",
       "Capacity alone does not help: there are too few people who are eligible and not recused."},
      {"draw.remedy_people", "单独增加人员：至少再增加 {people} 名具备条件、无须回避的检查人员。",
       "By people alone: {people} more inspectors with all that is required and nothing to recuse them."},
      {"draw.remedy_targets", "单独推迟检查对象：至少推迟 {targets} 户。",
       "By postponing alone: {targets} targets at least."},
      {"draw.remedy_targets_order", "单独推迟检查对象：按抽取顺序从前往后保留，需推迟 {targets} 户。",
       "By postponing alone: {targets} targets, keeping those that come first in the draw."},
      // Result and vectors
      {"draw.result_version", "抽取结果的版本“{value}”无法识别。请升级软件后重试。",
       "Version {value} of the result is not known. Update this program and try again."},
      {"draw.self_test_differs",
       "自检不通过：“{draw}”的 {what} 应为“{expected}”，本程序算得“{found}”。请勿用本程序抽取。",
       "The self-test failed: {what} of \"{draw}\" should be \"{expected}\", but this program finds \"{found}\". Don't "
       "draw with it."},
      {"draw.self_test_form", "测试向量“{draw}”缺少 {what}，或格式不对。请核对文件。",
       "The test vector \"{draw}\" lacks {what}, or it has the wrong form. Check the file."},
      {"draw.self_test_passed", "自检通过：{draws} 次抽取，{comparisons} 项比对全部一致。",
       "The self-test passed: {draws} draws, all {comparisons} comparisons agree."},
  };
  return table;
}

}  // namespace mingchou
