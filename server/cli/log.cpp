// mingchou log show, mingchou log begin: the transparency log for whoever runs the machine. `show` changes nothing and
// may run beside a server; `begin` needs the data folder to itself.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "server/audit/trail.h"
#include "server/cli/commands.h"
#include "server/cli/input_file.h"
#include "server/cli/open_data.h"
#include "server/data/schema.h"
#include "server/transparency/begin.h"
#include "shared/base/hex.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

using transparency::LogRow;
using transparency::SignedCheckpoint;

constexpr Flag show_flags[] = {data_flag};
constexpr Flag begin_flags[] = {data_flag, {"--after", "FILE", "", "", "cli.help.log_after"}};

/// Of a folder that must be there: a mistyped --data must not make a new one.
Result<> check_there(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0) return fail(Error("data.not_found").with("path", path));
  if (::access((path + "/mingchou.db").c_str(), F_OK) != 0) return fail(Error("data.no_database").with("path", path));
  return {};
}

struct Shown {
  LogRow log;
  SignedCheckpoint last;
};

Result<Shown> read_current(const std::string& path) {
  MC_TRY(check_there(path));
  SystemClock clock;
  Database database = MC_TRY(Database::open({.path = path + "/mingchou.db", .access = Access::read_only}));
  const int version = MC_TRY(check_schema(database, server_schema(clock.now())));
  const auto log = version >= transparency::log_schema ? MC_TRY(transparency::current_log(database)) : std::nullopt;
  if (!log) return fail(Error("log.not_begun"));
  const auto last = MC_TRY(transparency::last_checkpoint(database, log->number));
  if (!last) return fail(Error("log.checkpoint_missing").with("origin", log->origin));
  return Shown{*log, *last};
}

int show(const Invocation& invocation) {
  const auto shown = read_current(invocation.flags.text("--data"));
  if (!shown) return report(shown.error(), invocation.language, exit_failed);
  const Error said = Error("cli.log_shown")
                         .with("origin", shown->log.origin)
                         .with("key", shown->log.verifier_key)
                         .with("size", static_cast<long long>(shown->last.checkpoint.size))
                         .with("checkpoint", shown->last.note);
  std::printf("%s", render(said, invocation.language).c_str());
  return exit_ok;
}

/// On record as whatever else the command line changes.
Result<> record(Database& database, const transparency::Appended& appended, Instant now) {
  json::Writer after;
  after.begin_object().field("origin", appended.checkpoint.checkpoint.origin).end_object();
  return audit::append(
      database, {.id = {}, .login = std::string(audit::command_line_login), .role = {}, .request = {}, .address = {}},
      {.action = "log.begin",
       .entity = "log",
       .entity_id = {},
       .department_id = {},
       .before = {},
       .after = std::move(after).take()},
      now);
}

Result<SignedCheckpoint> begin_after(const std::string& path, const std::string& file) {
  MC_TRY(check_there(path));
  const std::string note = MC_TRY(read_input_file(file, log::note_bytes_max));
  SystemClock clock;
  const DataFolder folder = MC_TRY(DataFolder::open(path));
  Database database = MC_TRY(open_server_database(folder, clock.now()));
  const auto signer = MC_TRY(transparency::Signer::read(database, path));
  Transaction transaction = MC_TRY(Transaction::begin(database));
  auto appended = MC_TRY(transparency::begin_after(database, note, clock.now(), signer));
  MC_TRY(record(database, appended, clock.now()));
  MC_TRY(transaction.commit());
  return std::move(appended.checkpoint);
}

int begin(const Invocation& invocation) {
  const std::string file = invocation.flags.text("--after");
  if (file.empty()) return report(Error("cli.flag_missing").with("flag", "--after"), invocation.language, exit_usage);
  ::umask(0077);
  const auto begun = begin_after(invocation.flags.text("--data"), file);
  if (!begun) return report(begun.error(), invocation.language, exit_failed);
  const Error said = Error("cli.log_begun").with("origin", begun->checkpoint.origin);
  std::printf("%s\n", render(said, invocation.language).c_str());
  return exit_ok;
}

}  // namespace

const Command log_show_command = {"log show", "cli.help.log_show", show_flags, show};
const Command log_begin_command = {"log begin", "cli.help.log_begin", begin_flags, begin};

}  // namespace mingchou::server
