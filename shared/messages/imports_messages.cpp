#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> imports_messages() {
  static constexpr Message table[] = {
      // A cell
      {"imports.required", "“{column}”没有填写，这一行不能导入。请补上。",
       "\"{column}\" is empty; the row can't be imported. Fill it in."},
      {"imports.too_long", "“{column}”太长（最多 {characters_max} 个字），这一行不能导入。请缩短。",
       "\"{column}\" is too long (at most {characters_max} characters); the row can't be imported. Shorten it."},
      {"imports.cell_error", "“{column}”的单元格显示错误值“{value}”，这一行不能导入。请改为正确的内容。",
       "The cell of \"{column}\" shows the error {value}; the row can't be imported. Put the right content there."},
      {"imports.formula",
       "“{column}”的单元格是公式（结果为“{value}”），这一行不能导入。请核对结果后采用，或在 Excel 中粘贴为数值。",
       "The cell of \"{column}\" is a formula (its result is \"{value}\"); the row can't be imported. Check the result "
       "and take it, or paste it as a value in Excel."},
      {"imports.code_became_number",
       "“{column}”的“{value}”被 Excel 当成了数字，后几位已经丢失，这一行不能导入。请把该列设为文本格式后重新填写。",
       "Excel took \"{column}\" for the number {value}, and its last digits are lost; the row can't be imported. Make "
       "the column text and type it again."},
      {"imports.date_unknown", "“{column}”的“{value}”不是日期，这一行不能导入。请写成 2026-05-01 的形式。",
       "\"{value}\" in \"{column}\" is no date; the row can't be imported. Write it like 2026-05-01."},
      {"imports.date_incomplete", "“{column}”的“{value}”缺少月或日，这一行不能导入。请写成 2026-05-01 的形式。",
       "\"{value}\" in \"{column}\" lacks the month or the day; the row can't be imported. Write it like 2026-05-01."},
      {"imports.date_ambiguous",
       "“{column}”的“{value}”可以理解为不同的日期，这一行不能导入。请写成 2026-05-01 的形式。",
       "\"{value}\" in \"{column}\" can be read as different dates; the row can't be imported. Write it like "
       "2026-05-01."},
      {"imports.choice_unknown", "“{column}”的“{value}”不在可选的内容中，这一行不能导入。请换成系统中的说法。",
       "\"{value}\" in \"{column}\" is none of the possible values; the row can't be imported. Use one of the system's "
       "words."},
      {"imports.department_unknown",
       "“{column}”的“{value}”不是系统中的部门，这一行不能导入。请写部门的全称、简称或代码。",
       "\"{value}\" in \"{column}\" is no department of the system; the row can't be imported. Write the full name, "
       "the "
       "short name or the code of a department."},
      {"imports.department_other",
       "“{column}”是其他部门，只能导入本部门的数据，这一行不能导入。请由该部门导入，或改为本部门。",
       "\"{column}\" names another department; only rows of the own department can be imported. Let that department "
       "import it, or change it to the own."},
      {"imports.township_unknown", "“{column}”的“{value}”不是本县的乡镇（街道），这一行不能导入。请写全称或九位代码。",
       "\"{value}\" in \"{column}\" is no township of this county; the row can't be imported. Write its full name or "
       "its "
       "code of nine digits."},
      {"imports.township_guessed", "没有填写乡镇（街道），按地址取“{value}”。请核对。",
       "No township is given; \"{value}\" was taken from the address. Check it."},
      {"imports.industry_unknown",
       "“{column}”的“{value}”不是国民经济行业的大类、中类或小类，这一格不会导入。建议写 2 至 4 位行业代码。",
       "\"{value}\" in \"{column}\" is no division, group or class of the industries; this cell will not be imported. "
       "Better write a code of 2 to 4 digits."},
      {"imports.industry_zero", "“{column}”的“{value}”可能是开头为 0 的代码，被 Excel 去掉了 0。可以导入；请核对。",
       "\"{value}\" in \"{column}\" may be a code that began with 0, which Excel took away. It can be imported; check "
       "it."},
      {"imports.tag_unknown", "“{column}”中的标签“{value}”系统里没有，这一行不能导入。请先由管理员添加，或删去。",
       "The tag \"{value}\" in \"{column}\" is not known; the row can't be imported. Have it added first, or remove "
       "it."},
      {"imports.phone_form", "“{column}”的“{value}”不像电话号码。可以导入；建议核对。",
       "\"{value}\" in \"{column}\" does not look like a telephone number. It can be imported; check it."},
      {"imports.resident_id_masked", "“{column}”中含有身份证号码，导入时会遮住，只留“{value}”。",
       "\"{column}\" holds a resident's number; it is masked on import, leaving \"{value}\"."},

      // A row
      {"imports.no_code", "“{column}”没有填写，无法按代码查重。可以导入；建议补上。",
       "\"{column}\" is empty, so the row can't be compared by code. It can be imported; better fill it in."},
      {"imports.kind_without_code",
       "“{column}”是产品、项目或行为，不应有信用代码或注册号，这一行不能导入。请删去代码，"
       "或改正类型。",
       "\"{column}\" is a product, project or behaviour, which has no credit code or registration number; the row "
       "can't "
       "be imported. Remove the code or correct the kind."},
      {"imports.licence_without_number", "“{column}”没有填写，这张许可证不会导入。建议补上。",
       "\"{column}\" is empty; this licence will not be imported. Better fill it in."},
      {"imports.no_certificate", "“{column}”没有填写。可以导入，但没有有效执法证的人员不参加抽取。",
       "\"{column}\" is empty. The row can be imported, but whoever has no valid certificate is not drawn."},
      {"imports.expires_before_issued", "“{column}”早于发证日期，这一行不能导入。请核对执法证。",
       "\"{column}\" is before the day of issue; the row can't be imported. Check the certificate."},
  };
  return table;
}

}  // namespace mingchou
