#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> server_messages() {
  static constexpr Message table[] = {
      {"server.not_found", "没有找到“{path}”。请检查网址。", "Nothing is at \"{path}\". Check the address."},
  };
  return table;
}

}  // namespace mingchou
