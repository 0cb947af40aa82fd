#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> tablet_messages() {
  static constexpr Message table[] = {
      {"sync.bad_operation", "这项操作的“{field}”不符合要求，没有保存。请重试；还不行请告诉管理员。",
       "The operation's \"{field}\" is not of the right form and was not saved. Try again; if that does not help, tell "
       "the administrator."},
      {"sync.state_refused", "操作的状态不能从“{from}”改为“{to}”，没有改动。请告诉管理员。",
       "An operation can't go from \"{from}\" to \"{to}\"; nothing was changed. Tell the administrator."},
      {"note.empty", "记录没有内容，没有保存。请先写点什么。",
       "The note is empty and was not saved. Write something first."},
      {"note.too_long", "记录共 {characters} 字，最多 {characters_max} 字，没有保存。请删减，或分成几条。",
       "The text has {characters} characters; at most {characters_max} are allowed, so it was not saved. Shorten it, "
       "or "
       "split it."},
      {"note.no_reason", "没有写明撤回的原因，记录没有撤回。请写明原因。",
       "No reason was given, so the note was not withdrawn. Give a reason."},
      {"note.withdrawn", "这条记录已经撤回，不能再改。需要时请另写一条。",
       "This note was withdrawn and can't be changed any more. Write a new one if needed."},
      {"note.unknown", "找不到这条记录，没有改动。请返回后重新打开。",
       "There is no such note; nothing was changed. Go back and open it again."},
      {"note.same", "内容没有变化，没有另存。请修改后再保存。",
       "The text is the same as before, so nothing was saved. Change it first."},
      {"client.setting_too_long", "设置的内容太长（上限 {bytes_max} 字节），没有保存。请告诉管理员。",
       "The setting is too long (at most {bytes_max} bytes) and was not saved. Tell the administrator."},
      {"register.newer_format", "服务器的名录格式比本程序新，没有下载。原有名录不受影响；请刷新网页升级程序。",
       "The server's register has a newer form than this program reads; nothing was downloaded and the old register "
       "stands. Reload the page to update the program."},
      {"register.bad_snapshot",
       "下载的名录不完整或内容有误，没有启用。原有名录不受影响；请重新下载，还不行请告诉管理员。",
       "The downloaded register is incomplete or wrong and was not put to use; the old one stands. Download it again; "
       "if "
       "that does not help, tell the administrator."},
      {"register.bad_part",
       "名录第 {part} 部分的内容有误（第 {line} 行），没有启用。原有名录不受影响；请稍后重新下载，还不行请告诉管理员。",
       "Part {part} of the register is wrong (line {line}) and was not put to use; the old register stands. Download "
       "it "
       "again later; if that does not help, tell the administrator."},
      {"register.damaged_part",
       "名录第 {part} 部分在传输中损坏，重试后仍然如此。原有名录不受影响；请换一个网络再下载。",
       "Part {part} of the register was damaged on its way, again after several tries. The old register stands; "
       "download "
       "it over another network."},
      {"export.no_server_key",
       "这台设备还没有从服务器取得加密用的公钥，暂时不能导出。记录仍保存在本机；请连上网络后再导出。",
       "This device has not fetched the server's public key yet, so nothing can be exported. Your work is kept on this "
       "device; connect to the network, then export."},
  };
  return table;
}

}  // namespace mingchou
