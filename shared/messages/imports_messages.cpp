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
      {"imports.qualification_without_number", "“{column}”没有填写，这张证书不会导入。建议补上。",
       "\"{column}\" is empty; this qualification will not be imported. Better fill it in."},
      {"imports.no_certificate", "“{column}”没有填写。可以导入，但没有有效执法证的人员不参加抽取。",
       "\"{column}\" is empty. The row can be imported, but whoever has no valid certificate is not drawn."},
      {"imports.receipt_without_result", "填写了“{column}”，却没有回执结果，这一行不能导入。请补上结果，或清空这一格。",
       "\"{column}\" is filled in without a result of the receipt; this row can't be imported. Give the result, or "
       "clear this."},
      {"imports.receipt_in_future", "“{column}”晚于今天，这一行不能导入。请核对日期。",
       "\"{column}\" is after today; this row can't be imported. Check the date."},
      {"imports.parts_differ", "“{column}”用“；”分开的项数与号码的项数不同，这一行不能导入。请逐项对应，没有的留空。",
       "\"{column}\" has not as many parts between \"；\" as there are numbers; the row can't be imported. Give one "
       "for "
       "each, empty where there is none."},
      {"imports.duplicate_in_file", "与文件第 {row} 行重复，只导入前面的一行。如不是同一个，请改正代码或名称。",
       "This is the same as row {row} of the file; only the earlier one is imported. If they differ, correct the code "
       "or "
       "the name."},
      {"imports.already_registered", "名录中已有“{name}”，这一行不会再导入。",
       "\"{name}\" is in the register already; this row is not imported again."},
      {"imports.registered_differently", "名录中已有“{name}”，有 {count} 项与文件不同。可以跳过，也可以按文件更新。",
       "\"{name}\" is in the register already, and {count} of its fields differ from the file. The row can be left "
       "out, or "
       "the entry changed to what the file says."},
      {"imports.certificate_registered", "执法证号“{number}”已登记在其他人员名下，这一行不能导入。请核对。",
       "Certificate {number} belongs to somebody else already; the row can't be imported. Check it."},

      // An import as a whole
      {"imports.no_rows", "这个工作表没有内容，没有导入任何内容。请选择其他工作表，或检查文件。",
       "The sheet has no content; nothing was imported. Choose another sheet, or check the file."},
      {"imports.cancelled", "已取消，没有写入名录。可以重新开始。",
       "This was cancelled; nothing was written into the register. It can be begun again."},
      {"imports.interrupted", "服务器重启，这一步没有完成，没有写入名录。请重新开始这一步。",
       "The server was restarted and this step did not finish; nothing was written into the register. Begin it again."},
      {"imports.not_now", "这次导入现在的状态（{state}）不能做这一步，没有改动。请刷新后再看。",
       "The import is in a state ({state}) in which this can't be done; nothing was changed. Reload and look again."},
      {"imports.has_errors", "还有 {count} 行有错误，没有写入名录。请先改正，或只导入没有错误的行。",
       "{count} rows have errors; nothing was written into the register. Mend them first, or import only the rows "
       "without errors."},
      {"imports.nothing_to_apply", "没有可以导入的行，没有写入名录。请检查列的对应和每行的提示。",
       "There are no rows to import; nothing was written into the register. Check the columns and what is said of each "
       "row."},
      {"imports.too_many_mends",
       "在这里改动的单元格太多（最多 {mends_max} 个），这一处没有保存。请在文件中改好后重新上传。",
       "Too many cells were mended here (at most {mends_max}); this one was not saved. Mend the file itself and upload "
       "it again."},
      {"imports.too_many_templates", "保存的模板太多（最多 {templates_max} 个），这一个没有保存。请先删去不用的。",
       "There are too many templates (at most {templates_max}); this one was not saved. Remove some first."},
      {"imports.undo_changed", "有 {count} 行导入后又被改动过（如“{name}”），不能整体撤销，没有改动。请逐条处理。",
       "{count} rows were changed since the import (such as \"{name}\"), so it can't be undone as a whole; nothing was "
       "changed. Handle them one by one."},
      {"imports.undo_used", "有 {count} 行已被使用（如“{name}”），不能整体撤销，没有改动。请逐条处理。",
       "{count} rows are in use (such as \"{name}\"), so the import can't be undone as a whole; nothing was changed. "
       "Handle them one by one."},
      {"imports.no_department", "您的账号不属于任何部门，不能导入。请用部门管理员的账号。",
       "Your account belongs to no department and can't import. Use the account of a department's administrator."},
      {"imports.unknown_template", "没有这个导出模板，没有导出。请重新选择。",
       "There is no such template for exports; nothing was exported. Choose another."},
      {"imports.reason_header", "未导入的原因", "Why it was not imported"},
      {"imports.suggestion_header", "建议改为", "Suggested instead"},
  };
  return table;
}

}  // namespace mingchou
