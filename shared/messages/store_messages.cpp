#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> store_messages() {
  static constexpr Message table[] = {
      {"store.disk_full", "磁盘已满，无法写入“{path}”。已保存的数据完好；请清理磁盘空间后重试。",
       "The disk is full: \"{path}\" can't be written. What was saved is intact; free some space and try again."},
      {"store.io_error",
       "读写“{path}”时磁盘出错，这次操作没有完成。之前已保存的数据不受影响；请检查磁盘和连接线，并尽快备份。",
       "The disk failed while \"{path}\" was read or written; this operation was not done. What was saved before "
       "stands. Check the disk and its cable, and make a backup soon."},
      {"store.damaged", "数据库“{path}”已损坏，不能继续使用。不要删除它：请将其移到一旁，再从最近的备份恢复。",
       "The database \"{path}\" is damaged and can't be used. Don't delete it: set it aside and restore the latest "
       "backup."},
      {"store.damaged_or_other_key",
       "打不开加密数据库“{path}”：密钥不对，或者文件已损坏。请先核对密钥；仍打不开时保留该文件，从备份恢复。",
       "The encrypted database \"{path}\" can't be opened: the key is another one, or the file is damaged. Check the "
       "key first; if it is right, keep the file and restore a backup."},
      {"store.slot_damaged",
       "本机存储中有一个文件的标记已损坏，它可能就是“{path}"
       "”，因此暂不打开。该文件未作任何改动：请导出保存，并联系维护人员。",
       "The label of a file in this device's storage is damaged. It may be \"{path}\", so nothing is opened. The file "
       "is untouched: export it, and tell whoever maintains this."},
      {"store.busy", "数据库“{path}”正被另一个程序占用，等待超时。请确认没有重复启动，然后重试。",
       "The database \"{path}\" is held by another program and the wait timed out. Make sure that it wasn't started "
       "twice, then try again."},
      {"store.not_found", "“{path}”或它所在的文件夹不存在。请检查路径是否正确，或先创建文件夹。",
       "\"{path}\" or its folder doesn't exist. Check the path, or create the folder."},
      {"store.no_permission", "没有权限写入“{path}”。请检查该文件及其文件夹的所有者和权限。",
       "\"{path}\" can't be written for lack of permission. Check owner and mode of the file and its folder."},
      {"store.read_only", "“{path}”是以只读方式打开的，不能修改。请检查磁盘是否被挂载为只读，以及文件权限。",
       "\"{path}\" is open read-only and can't be changed. Check whether the disk is mounted read-only, and the "
       "file's permissions."},
      {"store.cannot_open", "打不开数据库“{path}”。请检查路径是否正确、文件是否存在。",
       "The database \"{path}\" can't be opened. Check the path and that the file is there."},
      {"store.newer_schema",
       "“{path}”由更新版本的明抽写入（数据版本 {found}，本程序只认识到 {known}），未作任何改动。请升级程序后再打开。",
       "\"{path}\" was written by a newer Mingchou (data version {found}, this program knows up to {known}); nothing "
       "was changed. Upgrade the program to open it."},
      {"store.foreign_database", "“{path}”不是这里的数据库，未作任何改动。请检查数据文件夹的路径。",
       "\"{path}\" is not a database of this kind; nothing was changed. Check the path of the data folder."},
      {"store.migration_changed",
       "“{path}”的第 {number} 次数据升级与本程序内的不一致，未作任何改动。请使用正式发布的程序版本。",
       "Schema step {number} recorded in \"{path}\" differs from the one in this program; nothing was changed. Use a "
       "released version of the program."},
      {"store.migration_failed",
       "“{path}”的第 {number} 次数据升级（{name}）没有成功，数据保持升级前的样子。请联系维护人员。",
       "Schema step {number} ({name}) of \"{path}\" failed; the data stand as before it. Tell whoever maintains this."},
      {"store.migration_gap", "程序内的数据升级缺少第 {number} 次，程序文件不完整。请重新安装。",
       "Schema step {number} is missing in this program: it is incomplete. Install it again."},
      {"store.constraint", "这条数据违反了数据库的规则（{rule}），没有保存。请核对后重试。",
       "This violates a rule of the database ({rule}) and was not saved. Check it and try again."},
      {"store.too_big", "这条数据太大，没有保存。请减小后重试。",
       "This is too big and was not saved. Make it smaller and try again."},
      {"store.no_memory", "内存不足，操作没有完成。请关闭其他程序后重试。",
       "There is not enough memory; the operation was not done. Close other programs and try again."},
      {"store.cancelled", "操作已取消，数据没有改动。", "The operation was cancelled; nothing was changed."},
      {"store.internal", "程序内部的数据库操作出错（代码 {code}），没有保存。请把日志交给维护人员。",
       "A database operation inside the program failed (code {code}); nothing was saved. Give the log to whoever "
       "maintains this."},
  };
  return table;
}

}  // namespace mingchou
