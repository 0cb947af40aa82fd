// mingchou check: is a data folder sound? Changes nothing and may run beside a server.
#include <unistd.h>

#include <cstdio>

#include "server/audit/trail.h"
#include "server/cli/commands.h"
#include "server/data/data_folder.h"
#include "server/data/schema.h"
#include "server/transparency/log_check.h"
#include "server/transparency/signer.h"
#include "shared/base/hex.h"
#include "shared/registry/target_index.h"
#include "shared/registry/target_terms.h"
#include "shared/store/integrity.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {data_flag};

void say(const Error& finding, Language language) { std::printf("%s\n", render(finding, language).c_str()); }

/// The schemas that brought the audit trail and the index of targets.
constexpr int audit_schema = 5, index_schema = 8;

/// False if the trail is broken.
Result<bool> check_audit(Database& database, Language language) {
  const audit::ChainReport chain = MC_TRY(audit::check_chain(database));
  if (chain.broken_sequence) {
    say(Error("cli.check_audit_broken").with("sequence", *chain.broken_sequence), language);
    return false;
  }
  say(Error("cli.check_audit").with("entries", chain.entries).with("head", to_hex(chain.head)), language);
  return true;
}

/// False if lists would miss targets, or show some that are no longer there.
Result<bool> check_target_index(Database& database, Language language) {
  // Built by the server's next start otherwise.
  if (MC_TRY(database.number("SELECT form FROM target_index_form")) != target_terms_form) return true;
  const std::int64_t differences = MC_TRY(count_index_differences(database));
  if (differences > 0) say(Error("cli.check_index_differs").with("count", differences), language);
  return differences == 0;
}

/// Whether the key that signs the current log is still at hand.
Result<> check_log_key(Database& database, const std::string& path) {
  if (!MC_TRY(transparency::current_log(database))) return {};
  MC_TRY(transparency::Signer::read(database, path));
  return {};
}

/// Gives the number of findings.
Result<std::size_t> check_logs(Database& database, const std::string& path, Language language) {
  std::size_t count = 0;
  const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
  for (const transparency::LogRow& log : MC_TRY(transparency::read_logs(database))) {
    const auto checked = MC_TRY(transparency::check_log(database, log));
    for (const Error& finding : checked.findings) say(finding, language);
    count += checked.findings.size();
    if (!checked.findings.empty()) continue;
    say(Error("cli.check_log")
            .with("origin", log.origin)
            .with("size", static_cast<long long>(checked.checkpoint.size))
            .with("root", to_base64(checked.checkpoint.root)),
        language);
  }
  if (const auto key = check_log_key(database, path); !key) {
    say(key.error(), language);
    ++count;
  }
  return count;
}

/// Says what it finds; gives the number of findings. An error: the check itself could not be done.
Result<std::size_t> check_database(const std::string& path, Language language) {
  SystemClock clock;
  Database database = MC_TRY(Database::open({.path = path + "/mingchou.db", .access = Access::read_only}));
  const int version = MC_TRY(check_schema(database, server_schema(clock.now())));
  say(Error("cli.check_version").with("version", version), language);
  const std::vector<std::string> findings = MC_TRY(check_integrity(database));
  for (const std::string& finding : findings) say(Error("cli.check_damage").with("finding", finding), language);
  std::size_t count = findings.size();
  if (version >= audit_schema && !MC_TRY(check_audit(database, language))) ++count;
  if (version >= index_schema && !MC_TRY(check_target_index(database, language))) ++count;
  if (version >= transparency::log_schema) count += MC_TRY(check_logs(database, path, language));
  return count;
}

int run(const Invocation& invocation) {
  const Language language = invocation.language;
  const std::string path = invocation.flags.text("--data");
  const std::string database_path = path + "/mingchou.db";
  if (::access(path.c_str(), F_OK) != 0)
    return report(Error("data.not_found").with("path", path), language, exit_failed);
  if (::access(database_path.c_str(), F_OK) != 0)
    return report(Error("data.no_database").with("path", path), language, exit_failed);
  if (const int pid = lock_holder(path); pid != 0) say(Error("cli.check_in_use").with("pid", pid), language);

  const std::vector<std::string> loose = loose_modes(path);
  for (const std::string& file : loose) say(Error("cli.check_loose_mode").with("path", file), language);
  const auto findings = check_database(path, language);
  if (!findings) return report(findings.error(), language, exit_failed);
  if (*findings > 0) return report(Error("cli.check_failed").with("path", path), language, exit_failed);
  if (!loose.empty()) return report(Error("cli.check_modes").with("path", path), language, exit_failed);
  say(Error("cli.check_passed").with("path", path), language);
  return exit_ok;
}

}  // namespace

const Command check_command = {"check", "cli.help.check", flags, run};

}  // namespace mingchou::server
