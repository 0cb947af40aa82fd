// mingchou open-export: opens the export file of a tablet and prints the operations in it, one a line. Changes
// nothing and may run beside a server. Taking them into the database is the server's, once it takes operations at all.
#include <cstdio>
#include <fstream>

#include "server/cli/commands.h"
#include "server/data/server_keys.h"
#include "shared/sync/export_file.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {data_flag, {"--file", "FILE", "", "", "cli.help.export_file"}};

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file || static_cast<std::uint64_t>(file.tellg()) > sync::export_file_bytes_max)
    return fail(Error("cli.file_unreadable").with("path", path));
  std::string text(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  if (!file.read(text.data(), static_cast<std::streamsize>(text.size())))
    return fail(Error("cli.file_unreadable").with("path", path));
  return text;
}

/// All of it is checked before anything is printed: half an export must not look like a whole one.
Result<std::string> open_file(const std::string& data_folder, const std::string& path, sync::ExportHead& head) {
  const ServerKeys keys = MC_TRY(ServerKeys::read(data_folder));
  const std::string file = MC_TRY(read_file(path));
  std::string plain;
  head = MC_TRY(sync::open_export(keys.export_secret(), file, [&](std::string_view piece) -> Result<> {
    plain += piece;
    return {};
  }));
  return plain;
}

int run(const Invocation& invocation) {
  const std::string path = invocation.flags.text("--file");
  if (path.empty()) return report(Error("cli.flag_missing").with("flag", "--file"), invocation.language, exit_usage);
  sync::ExportHead head;
  const auto plain = open_file(invocation.flags.text("--data"), path, head);
  if (!plain) return report(plain.error(), invocation.language, exit_failed);
  std::fwrite(plain->data(), 1, plain->size(), stdout);
  report(Error("cli.export_opened").with("device", head.device.text()).with("operations", head.operations),
         invocation.language, exit_ok);
  return exit_ok;
}

}  // namespace

const Command open_export_command = {"open-export", "cli.help.open_export", flags, run};

}  // namespace mingchou::server
