// The one native program. Everything is in its subcommands: server/cli.
#include <vector>

#include "server/cli/commands.h"

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  return mingchou::server::run_program(arguments, mingchou::server::process_environment);
}
