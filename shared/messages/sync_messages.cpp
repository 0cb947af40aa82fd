#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> sync_messages() {
  static constexpr Message table[] = {
      {"sync.export_unreadable",
       "这不是明抽的导出文件，或者第 {line} 行已损坏，没有读取任何内容。请换用平板上原来的文件。",
       "This is no export file of Mingchou, or its line {line} is damaged; nothing was read. Use the file as the "
       "tablet "
       "saved it."},
      {"sync.export_other_server", "这个导出文件属于另一台服务器，这里打不开。请交给平板所登记的服务器的管理员。",
       "This export file is for another server and can't be opened here. Give it to the administrator of the server "
       "that the tablet belongs to."},
      {"sync.export_tampered", "导出文件的第 {line} 行被改动过，没有读取任何内容。请换用平板上原来的文件。",
       "Line {line} of the export file was changed; nothing was read. Use the file as the tablet saved it."},
      {"sync.export_unfinished", "导出文件不完整，没有读取任何内容。请重新复制，或在平板上再导出一次。",
       "The export file is not complete; nothing was read. Copy it again, or export again on the tablet."},
  };
  return table;
}

}  // namespace mingchou
