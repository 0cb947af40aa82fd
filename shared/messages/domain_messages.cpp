#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> domain_messages() {
  static constexpr Message table[] = {
      {"calendar.year_unknown",
       "{year} 年的放假安排尚未公布或未导入，到期日暂时无法确定。请在通知公布后导入工作日历，系统会重新计算。",
       "The days off of {year} are not published or not loaded yet, so this due date can't be known. Load the "
       "working-day "
       "calendar once the notice is out; it will then be computed."},
      {"calendar.count_out_of_range", "工作日数 {count} 超出范围（0 至 {count_max}）。请改为范围内的数。",
       "{count} working days is out of range (0 to {count_max}). Enter a number within it."},
      {"calendar.bad_notice",
       "工作日历中 {year} 年的通知有误：日期 {date} 不合规则。未导入任何内容；请核对通知后重试。",
       "The working-day calendar's notice for {year} is wrong at {date}. Nothing was loaded; check it against the "
       "notice "
       "and try again."},
      {"calendar.bad_date",
       "工作日历的“{field}”中，“{text}”不是有效日期（应为 2026-01-31 或 2026-01-01/2026-01-03）。请改正后重试。",
       "In the working-day calendar's \"{field}\", \"{text}\" is no valid date (like 2026-01-31 or "
       "2026-01-01/2026-01-03). "
       "Mend it and try again."},
      {"calendar.bad_format", "工作日历文件的格式“{format}”无法识别。请使用 mingchou-working-days/1 格式的文件。",
       "The working-day calendar has the unknown format \"{format}\". Use a file of the format "
       "mingchou-working-days/1."},
      {"calendar.too_many_notices", "工作日历中的通知超过 {count_max} 份，未导入。请删去不需要的年份后重试。",
       "The working-day calendar has more than {count_max} notices and was not loaded. Take out years that are not "
       "needed."},

      {"codes.credit_length", "统一社会信用代码应为 18 位，这里有 {length} 位。请核对营业执照。",
       "A credit code has 18 characters, this has {length}. Check it against the business licence."},
      {"codes.credit_character",
       "统一社会信用代码第 {position} 位“{character}”不是允许的字符（只能是数字和大写字母，且不含 "
       "I、O、S、V、Z）。请核对营业执照。",
       "Character {position} of the credit code, \"{character}\", is not allowed (digits and capitals without I, O, S, "
       "V, Z). "
       "Check it against the business licence."},
      {"codes.credit_check_character",
       "统一社会信用代码的校验位“{character}”不符，至少有一位写错。请逐位核对营业执照。",
       "The credit code's check character \"{character}\" does not fit, so at least one character is wrong. Compare it "
       "with "
       "the business licence."},
      {"codes.credit_organisation_check",
       "代码中的组织机构代码“{organisation}”校验位不符。整码校验正确，可以保存；建议核对营业执照。",
       "The organisation code \"{organisation}\" inside has a wrong check character. The whole code checks, so it can "
       "be "
       "saved; compare it with the business licence."},
      {"codes.credit_region_form", "代码中的登记机关行政区划“{region}”不是六位数字。可以保存；建议核对营业执照。",
       "The registration authority's region \"{region}\" inside is not six digits. It can be saved; compare it with "
       "the "
       "business licence."},
      {"codes.credit_region_elsewhere", "登记机关（{region}）不在本县。可以保存；如属异地登记，无需处理。",
       "The registration authority ({region}) is in another county. It can be saved; if it was registered there, all "
       "is well."},
      {"codes.credit_type_unknown", "代码开头“{type}”不在登记管理部门和机构类别表中。可以保存；建议核对营业执照。",
       "The beginning \"{type}\" is in no table of registering departments. It can be saved; compare it with the "
       "licence."},
      {"codes.registration_length", "注册号应为 15 位数字，这里有 {length} 位。请核对营业执照。",
       "A registration number has 15 digits, this has {length}. Check it against the business licence."},
      {"codes.registration_character", "注册号第 {position} 位不是数字。请核对营业执照。",
       "Character {position} of the registration number is no digit. Check it against the business licence."},
      {"codes.registration_check_digit", "注册号的校验位“{digit}”不符，至少有一位写错。请逐位核对营业执照。",
       "The registration number's check digit \"{digit}\" does not fit, so at least one digit is wrong. Compare it "
       "with the "
       "business licence."},

      {"registry.bad_cursor", "翻页位置无效，可能来自旧的链接。请从第一页重新打开列表。",
       "The place to go on from is not valid, perhaps from an old link. Open the list from its first page again."},
      {"registry.bad_limit", "每页条数 {limit} 超出范围（1 至 {limit_max}）。请改为范围内的数。",
       "{limit} rows a page is out of range (1 to {limit_max}). Ask for a number within it."},

      {"demo.already_there",
       "“{path}”中已有名录库（检查对象 {targets} 户），未作改动。如要换成演示数据，请加 "
       "--replace：原数据库会改名保留。",
       "\"{path}\" has registers already ({targets} targets); nothing was changed. To put the demo county in their "
       "place "
       "add --replace: the old database is renamed and kept."},
      {"demo.set_aside", "原数据库已改名保留为“{path}”。", "The old database was renamed and kept as \"{path}\"."},
      {"demo.users", "演示用户（只能在本机登录），密码都是 {password}：",
       "Demo users (they sign in on this machine only), all with the password {password}:"},
      {"demo.loaded",
       "演示数据已写入“{path}”：部门 {departments} 个，检查对象 {targets} 户，执法检查人员 {inspectors} 名，用时 "
       "{duration_ms} 毫秒。全部为虚构。",
       "The demo county is in \"{path}\": {departments} departments, {targets} targets, {inspectors} inspectors, in "
       "{duration_ms} ms. All of it is invented."},
  };
  return table;
}

}  // namespace mingchou
