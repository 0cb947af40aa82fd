#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> registry_messages() {
  static constexpr Message table[] = {
      // One entry
      {"registry.not_found", "名录库中没有这条记录，可能网址有误。请从列表中重新打开。",
       "The register has no such entry; the address may be wrong. Open it from the list."},
      {"registry.ended", "这条记录已于 {date} 移出名录库，不能再修改。如需恢复，请新建一条。",
       "This entry left the register on {date} and can't be changed any more. Make a new one if it is needed again."},
      {"registry.changed_meanwhile", "在您编辑期间，这条记录已被他人修改，您的改动没有保存。请核对最新内容后重新修改。",
       "Somebody else changed this entry meanwhile; your change was not saved. Look at the newest state and change it "
       "again."},
      {"registry.revision_needed", "请求没有说明修改的是哪个版本，没有保存。请升级客户端，或重新打开该记录后再修改。",
       "The request does not say which state it changes; nothing was saved. Update the client, or open the entry "
       "anew."},
      {"registry.before_last_change", "生效日期早于上一次变更的日期（{date}），没有保存。请改为该日或之后。",
       "The change would hold from a day before the last change ({date}); nothing was saved. Choose that day or a "
       "later "
       "one."},
      {"registry.department_in_use",
       "该部门名下还有检查对象 {targets} 户、执法检查人员 {inspectors} 名，不能撤销。请先将其划转到其他部门。",
       "The department still has {targets} targets and {inspectors} inspectors, so it can't be ended. Move them to "
       "other departments first."},

      // What it leans on
      {"registry.department_name_taken", "已有部门“{name}”使用相同的名称或代码，没有保存。请换一个。",
       "The department \"{name}\" has that name or code already; nothing was saved. Choose another."},
      {"registry.unknown_department", "所选部门不存在或已撤销，没有保存。请重新选择部门。",
       "The department chosen is unknown or has ended; nothing was saved. Choose another department."},
      {"registry.department_does_not_inspect",
       "联席会议办公室负责统筹协调，不实施检查，名下不能有检查对象或执法检查人员。请选择实施检查的部门。",
       "The joint meeting's office plans and supervises and never inspects, so it has neither targets nor inspectors. "
       "Choose the department that inspects."},
      {"registry.unknown_holder", "所属市场主体不在名录库中，没有保存。请先录入该主体，或重新选择。",
       "The market entity behind it is not in the register; nothing was saved. Enter it first, or choose another."},
      {"registry.unknown_tag", "所选标签不存在，没有保存。请刷新标签列表后重新选择。",
       "A tag that was chosen is unknown; nothing was saved. Reload the list of tags and choose again."},
      {"registry.credit_code_taken", "统一社会信用代码 {code} 已属于“{name}”，没有保存。请核对代码，或修改已有的记录。",
       "The credit code {code} belongs to \"{name}\" already; nothing was saved. Check the code, or change that "
       "entry."},
      {"registry.staff_number_taken", "工号 {number} 在本部门已属于“{name}”，没有保存。请核对工号。",
       "The staff number {number} belongs to {name} of the same department; nothing was saved. Check the number."},
      {"registry.certificate_taken", "执法证号 {number} 已属于“{name}”，没有保存。请核对证号。",
       "The certificate {number} belongs to {name} already; nothing was saved. Check its number."},
      {"registry.unknown_inspector", "所选执法检查人员不在本部门的名录库中，没有保存。请重新选择。",
       "An inspector who was chosen is not in the department's register; nothing was saved. Choose again."},
      {"registry.unknown_target", "所选检查对象不在名录库中，没有保存。请重新选择。",
       "The target chosen is not in the register; nothing was saved. Choose again."},
      {"registry.recusal_exists", "这名人员对该检查对象的回避已经登记，无需重复登记。",
       "This inspector's recusal from that target is entered already; there is nothing to do."},
      {"registry.tag_name_taken", "已有标签“{name}”，没有保存。请直接使用，或换一个名称。",
       "There is a tag \"{name}\" already; nothing was saved. Use it, or choose another name."},

      // One change of many
      {"registry.no_targets_chosen", "没有选中任何检查对象，没有执行。请先选择。",
       "No target was chosen; nothing was done. Choose some first."},
      {"registry.too_many_targets", "一次最多修改 {max} 户，没有执行。请缩小范围，分批修改。",
       "At most {max} targets can be changed at once; nothing was done. Choose fewer, and change them in parts."},
      {"registry.preview_outdated", "预览之后名录又有变化，没有执行。请重新预览，核对后再确认。",
       "The register has changed since the preview; nothing was done. Look at a new preview and confirm that."},
      {"registry.edit_undone", "这次批量修改已经撤销过，不能再次撤销。",
       "This change of many was undone before; it can't be undone again."},

      // Lists
      {"registry.search_too_short", "搜索的每个词至少 {min} 个字。请多输入一些。",
       "Each word of a search needs {min} characters or more. Type some more."},

      // Fields
      {"registry.field_needed", "“{field}”必须填写，没有保存。请补充后重试。",
       "\"{field}\" must be filled in; nothing was saved. Add it and try again."},
      {"registry.field_too_long", "“{field}”太长（最多 {max} 个字），没有保存。请缩短后重试。",
       "\"{field}\" is too long (at most {max} characters); nothing was saved. Shorten it."},
      {"registry.not_text", "“{field}”含有无法识别的字符，没有保存。请重新输入该项。",
       "\"{field}\" holds characters that can't be read; nothing was saved. Type it again."},
      {"registry.field_not_of_kind", "“{field}”不适用于这一类检查对象，没有保存。请清空该项，或核对主体类型。",
       "\"{field}\" is nothing that a target of this kind has; nothing was saved. Clear it, or check the kind."},
      {"registry.too_many_parts", "“{field}”最多 {max} 项，没有保存。请删去不需要的。",
       "\"{field}\" takes {max} at most; nothing was saved. Remove what is not needed."},
      {"registry.unknown_township", "“{field}”中的乡镇（街道）代码 {code} 不在区划表中，没有保存。请从列表中选择。",
       "The township {code} in \"{field}\" is in no table of regions; nothing was saved. Choose one from the list."},
      {"registry.unknown_industry",
       "“{field}”中的行业代码 {code} 不在国民经济行业分类中，没有保存。请填写二至四位的行业代码。",
       "The industry {code} in \"{field}\" is not in the classification; nothing was saved. Give a code of two to four "
       "digits."},
      {"registry.unknown_class", "“{field}”的值不在可选范围内，没有保存。请从列表中选择。",
       "The value of \"{field}\" is none of those allowed; nothing was saved. Choose one from the list."},
      {"registry.risk_incomplete", "信用风险等级须同时注明来源和日期，没有保存。请补齐三项，或全部清空。",
       "A risk class needs its source and its date; nothing was saved. Give all three, or none."},
      {"registry.not_held_yet", "“{field}”晚于今天，培训还没有举办，没有保存。请在培训举办后登记。",
       "\"{field}\" is after today, so the course has not been held; nothing was saved. Enter it once it was held."},
      {"registry.bad_year", "年度 {year} 不能设置检查次数上限，没有保存。请填写今年或明年。",
       "No cap on visits can be set for {year}; nothing was saved. Give this year or the next."},
      {"registry.receipt_without_result", "“{field}”要和回执结果一起填写，没有保存。请填上回执结果，或清空该项。",
       "\"{field}\" goes with the result of the receipt; nothing was saved. Give the result, or clear this."},
      {"registry.receipt_in_future", "“{field}”晚于今天，没有保存。请核对日期。",
       "\"{field}\" is after today; nothing was saved. Check the date."},
      {"registry.dates_reversed", "“{field}”早于开始日期，没有保存。请核对两个日期。",
       "\"{field}\" is before the first day; nothing was saved. Check both dates."},
  };
  return table;
}

}  // namespace mingchou
