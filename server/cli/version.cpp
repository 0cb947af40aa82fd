// mingchou version
#include "server/version.h"

#include <cstdio>

#include "server/cli/commands.h"

namespace mingchou::server {
namespace {

int run(const Invocation&) {
  std::printf("mingchou %.*s\n", static_cast<int>(program_version.size()), program_version.data());
  return exit_ok;
}

}  // namespace

const Command version_command = {"version", "cli.help.version", {}, run};

}  // namespace mingchou::server
