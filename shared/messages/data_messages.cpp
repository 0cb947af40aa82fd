#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> data_messages() {
  static constexpr Message table[] = {
      {"json.syntax", "数据不是有效的 JSON（第 {offset} 字节）。请检查文件是否完整，然后重试。",
       "The data is not valid JSON (at byte {offset}). Check that the file is complete and try again."},
  };
  return table;
}

}  // namespace mingchou
