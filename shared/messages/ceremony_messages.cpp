// Holding a draw: what can't be done now, or not like this, and what to do instead.
#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> ceremony_messages() {
  static constexpr Message table[] = {
      // Preparing
      {"ceremony.seats_max", "没有建立：见证人最多 {max} 名。请减少人数。",
       "Not made: there are at most {max} witnesses. Name fewer."},
      {"ceremony.values_max", "没有建立：公开数值最多 {max} 个。请减少。",
       "Not made: there are at most {max} public values. Name fewer."},
      {"ceremony.deadline_range", "没有建立：时限应为 {min} 至 {max} 秒。请改正后再试。",
       "Not made: the deadline is {min} to {max} seconds. Correct it and try again."},
      {"ceremony.too_late", "公开数值“{name}”在抽取时限之后才公布。请延长时限，或改用更早公布的数值。",
       "The public value \"{name}\" becomes known after the deadline. Extend the deadline, or name an earlier value."},
      {"ceremony.value_passed", "公开数值“{name}”的公布时间已过。请改用以后公布的数值，再试一次。",
       "The public value \"{name}\" is known already. Name one that becomes known later."},
      {"ceremony.task_unknown", "没有建立：找不到这项任务，或不在您的权限范围内。请刷新后重试。",
       "Not made: there is no such task, or it is not yours to see. Load the page again."},
      {"ceremony.task_in_draw", "这项任务的抽取正在进行或已经完成，不能修改任务，也不能再建抽取。",
       "A draw of this task is on its way or done: the task can't be changed, nor drawn for again."},
      {"ceremony.suite_of_round", "没有建立：新一轮抽取要用上一轮的杂凑算法。请改回后再试。",
       "Not made: a new round keeps the hash algorithm of the one before. Set it back and try again."},
      {"ceremony.rosters_kept",
       "没有建立：新一轮抽取沿用上一轮冻结的名单，而名单里没有任务现在要用的风险等级或监管标签。请把任务的分层改回原样"
       "，或者另建任务。",
       "Not made: a new round keeps the rosters of the one before, and these do not have the risk classes or tags that "
       "the "
       "task asks for now. Set its strata back, or make another task."},
      // Steps
      {"ceremony.wrong_stage", "抽取现在处于“{stage}”阶段，不能进行这一步。请刷新后再看。",
       "The draw is \"{stage}\" now; this step is not possible. Load it again."},
      {"ceremony.not_there", "这次抽取已不存在。请刷新后再看。",
       "There is no such draw any more. Load the page again."},
      {"ceremony.not_drawn", "这次抽取还没有结果，不能下载。请等结果公布后再试。",
       "The draw has no result yet, so there is no file. Try again when it has."},
      {"ceremony.invitation_unknown", "邀请链接无效：可能已重新发出，或抄写有误。请向组织抽取的人索取新的链接。",
       "The invitation is not valid: another may have been given out since. Ask whoever holds the draw for a new one."},
      {"ceremony.invitation_over", "邀请链接已过期。如果还需要查看，请向组织抽取的人索取新的链接。",
       "The invitation has ended. If you still need it, ask whoever holds the draw for a new one."},
      {"ceremony.sealed",
       "这次抽取是封存抽取，{day} 结束之前，抽中的检查对象和检查人员只对组织抽取的部门和审计员公开。",
       "This draw is sealed: until the end of {day} only those who hold it and auditors see whom it drew."},
      {"ceremony.seat_unknown", "没有这个见证席位。请刷新后再看。", "There is no such witness. Load the page again."},
      {"ceremony.seat_open", "见证人“{name}”还没有加入。请等候，或将其移出名单。",
       "The witness \"{name}\" has not joined yet. Wait, or leave them out."},
      {"ceremony.joined_already", "见证人“{name}”已经加入，密钥不能更换。",
       "The witness \"{name}\" has joined already; the key stays."},
      {"ceremony.key_wrong", "见证人“{name}”的密钥不能使用。请在自己的设备上重新打开邀请链接。",
       "The key of the witness \"{name}\" can't be used. Open the invitation on your own device again."},
      {"ceremony.given_already", "“{name}”已经完成了这一步，不能重复。", "\"{name}\" has done this already."},
      {"ceremony.note_wrong", "“{name}”的签名与内容不符，没有采纳。请在原来的设备上重试。",
       "The signature for \"{name}\" is not over this text, so it was not taken. Try again on the same device."},
      {"ceremony.own_strike", "见证人不能剔除自己。请由另一名见证人签署。",
       "Nobody strikes themselves: another witness has to sign."},
      {"ceremony.value_first", "现场产生的公开数值“{name}”还没有录入。录入之后才能揭示。",
       "The public value \"{name}\" of this room is not entered yet. Reveal when it is."},
      {"ceremony.value_unknown", "方案中没有公开数值“{name}”。请刷新后再看。",
       "The plan names no public value \"{name}\". Load the page again."},
      {"ceremony.change_settled", "这项变更已经确认或撤回，不能再处理。请刷新后再看。",
       "This change was confirmed or withdrawn already. Load the page again."},
      {"ceremony.own_proposal", "变更要由另一个人确认。请让有权限的同事核对后确认。",
       "A change is confirmed by somebody else than who proposed it. Ask a colleague who may."},
      {"ceremony.value_early", "公开数值“{name}”还没有到公布时间，不能录入。",
       "The public value \"{name}\" can't be known yet."},
  };
  return table;
}

}  // namespace mingchou
