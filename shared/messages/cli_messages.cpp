#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> cli_messages() {
  static constexpr Message table[] = {
      {"cli.unknown_flag", "不认识选项“{flag}”。运行“mingchou {command} --help”可查看全部选项。",
       "Unknown option \"{flag}\". Run \"mingchou {command} --help\" for the list of options."},
  };
  return table;
}

}  // namespace mingchou
