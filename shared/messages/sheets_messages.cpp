#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> sheets_messages() {
  static constexpr Message table[] = {
      // Files that are no spreadsheet, or no whole one
      {"sheets.unreadable", "服务器没有读到这个文件，没有导入任何内容。请重新上传；仍不行请告诉系统管理员。",
       "The server could not read the file; nothing was imported. Upload it again; if that fails, tell the "
       "administrator."},
      {"sheets.empty", "这个文件是空的（0 字节），没有导入任何内容。请检查文件后重新上传。",
       "The file is empty (0 bytes); nothing was imported. Check the file and upload it again."},
      {"sheets.too_large",
       "文件太大（最多 {megabytes_max} MB），没有读取。请删去不需要的工作表或图片，或分成几个文件。",
       "The file is too large (at most {megabytes_max} MB) and was not read. Remove sheets or pictures that are not "
       "needed, or split it."},
      {"sheets.unknown_kind",
       "这不是能识别的表格文件，没有导入任何内容。请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。",
       "This is no spreadsheet that is known here; nothing was imported. Open it in Excel or WPS, save it as .xlsx and "
       "upload that."},
      {"sheets.other_kind",
       "这个文件的内容其实是 {kind}，不是 .xlsx、.xls 或 CSV 表格，没有导入任何内容。请用 Excel 或 WPS 打开后另存为 "
       ".xlsx，再上传。",
       "The content of this file is {kind}, not a spreadsheet of kind .xlsx, .xls or CSV; nothing was imported. Open "
       "it "
       "in Excel or WPS, save it as .xlsx and upload that."},
      {"sheets.encrypted", "这个表格设了打开密码，没有导入任何内容。请取消密码后重新上传。",
       "The spreadsheet is protected by a password; nothing was imported. Remove the password and upload it again."},
      {"sheets.damaged",
       "这个表格文件已损坏或不完整，没有导入任何内容。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后重新上传。",
       "The spreadsheet is damaged or incomplete; nothing was imported. Open it in Excel or WPS, save it as a new "
       ".xlsx "
       "and upload that."},
      {"sheets.no_sheet", "这个文件里没有这样的工作表，没有导入任何内容。请检查文件，选择有内容的工作表。",
       "The file has no such sheet; nothing was imported. Check the file and choose a sheet with content."},
      {"sheets.unknown_encoding",
       "这个文本表格的编码无法识别（第 {line} 行起既不是 UTF-8，也不是 GBK/GB 18030），没有导入任何内容。请用 Excel 或 "
       "WPS 打开后另存为 .xlsx。",
       "The encoding of this text file is not known (from line {line} on it is neither UTF-8 nor GBK/GB 18030); "
       "nothing "
       "was imported. Open it in Excel or WPS and save it as .xlsx."},
      {"sheets.unfinished_quote",
       "第 {line} 行开始的一个引号（\"）没有结束，后面的内容分不清，没有导入任何内容。请补上或删去这个引号。",
       "A quotation mark (\") that begins on line {line} is never closed, so what follows is not clear; nothing was "
       "imported. Close it or remove it."},

      // Bounds
      {"sheets.unpacks_too_large",
       "这个文件解压后太大（超过 {megabytes_max} MB），已停止读取，没有导入任何内容。请删去多余的空行、空列和格式，"
       "另存后再上传。",
       "The file unpacks to more than {megabytes_max} MB; reading stopped, nothing was imported. Remove empty rows, "
       "columns and formats that are not needed, save it and upload it again."},
      {"sheets.texts_too_large",
       "这个文件里的文字太多（超过 {megabytes_max} MB），已停止读取，没有导入任何内容。请分成几个文件。",
       "The file holds too much text (more than {megabytes_max} MB); reading stopped, nothing was imported. Split it."},
      {"sheets.text_too_long", "有一个单元格的文字太长（最多 {bytes_max} 字节），已停止，没有完成。请缩短这段文字。",
       "The text of one cell is too long (at most {bytes_max} bytes); this was stopped and not completed. Shorten that "
       "text."},
      {"sheets.cell_too_long",
       "单元格 {cell} 的文字太长（最多 {bytes_max} 字节），已停止读取，没有导入任何内容。请缩短这个单元格。",
       "The text of cell {cell} is too long (at most {bytes_max} bytes); reading stopped, nothing was imported. "
       "Shorten "
       "that cell."},
      {"sheets.too_many_columns",
       "第 {row} 行的列太多（最多 {columns_max} 列），已停止读取，没有导入任何内容。请删去不需要的列。",
       "Row {row} has too many columns (at most {columns_max}); reading stopped, nothing was imported. Remove columns "
       "that are not needed."},
      {"sheets.too_many_columns_xls", "表格的列太多（最多 {columns_max} 列），没有导入任何内容。请删去不需要的列。",
       "The sheet has too many columns (at most {columns_max}); nothing was imported. Remove columns that are not "
       "needed."},
      {"sheets.too_many_rows", "表格的行太多（最多 {rows_max} 行），没有完成。请分成几个文件。",
       "The sheet has too many rows (at most {rows_max}); this was not completed. Split it into several files."},
      {"sheets.too_many_sheets",
       "这个文件的工作表太多（最多 {sheets_max} 张），没有导入任何内容。请只留下需要的工作表。",
       "The file has too many sheets (at most {sheets_max}); nothing was imported. Keep only those that are needed."},

      // Writing
      {"sheets.write_failed", "没有能写出表格文件，服务器的磁盘可能已满。请告诉系统管理员，之后重试。",
       "The spreadsheet could not be written; the server's disk may be full. Tell the administrator and try again."},
  };
  return table;
}

}  // namespace mingchou
