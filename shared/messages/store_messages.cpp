#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> store_messages() {
  static constexpr Message table[] = {
      {"store.disk_full", "磁盘已满，无法写入“{path}”。已保存的数据完好；请清理磁盘空间后重试。",
       "The disk is full: \"{path}\" can't be written. What was saved is intact; free some space and try again."},
  };
  return table;
}

}  // namespace mingchou
