// mingchou serve: opens the data folder, listens, and stops cleanly on SIGTERM and SIGINT.
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <format>
#include <thread>

#include "server/accounts/account_keys.h"
#include "server/accounts/initial_users.h"
#include "server/accounts/password_hasher.h"
#include "server/api/settle_draws.h"
#include "server/cli/commands.h"
#include "server/cli/open_data.h"
#include "server/core/context.h"
#include "server/core/static_files.h"
#include "server/data/data_folder.h"
#include "server/data/key_file.h"
#include "server/data/readers.h"
#include "server/data/server_keys.h"
#include "server/data/writer.h"
#include "server/http/guard.h"
#include "server/http/http_server.h"
#include "server/imports/imports.h"
#include "server/log/log.h"
#include "server/snapshot/target_snapshots.h"
#include "server/transparency/signer.h"
#include "server/version.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {
    data_flag,
    {"--address", "ADDRESS", "MINGCHOU_ADDRESS", "127.0.0.1", "cli.help.address"},
    {"--port", "PORT", "MINGCHOU_PORT", "8080", "cli.help.port"},
    {"--host", "NAME", "MINGCHOU_HOST", "", "cli.help.host", true},
    {"--tls-cert", "FILE", "MINGCHOU_TLS_CERT", "", "cli.help.tls_cert"},
    {"--tls-key", "FILE", "MINGCHOU_TLS_KEY", "", "cli.help.tls_key"},
    {"--insecure-http", "", "MINGCHOU_INSECURE_HTTP", "", "cli.help.insecure_http"},
    {"--web", "DIR", "MINGCHOU_WEB", "", "cli.help.web"},
    {"--threads", "N", "MINGCHOU_THREADS", "384", "cli.help.threads"},
    {"--head-timeout-ms", "MS", "", "10000", "cli.help.head_timeout"},
    {"--body-timeout-ms", "MS", "", "10000", "cli.help.body_timeout"},
    {"--idle-timeout-ms", "MS", "", "2000", "cli.help.idle_timeout"},
    {"--initial-password-file", "FILE", "", "", "cli.help.initial_password_file"},
    {"--set-aside-damaged", "", "", "", "cli.help.set_aside_damaged"},
    {"--log-host", "NAME", "MINGCHOU_LOG_HOST", "", "cli.help.log_host"},
    {"--log-level", "LEVEL", "MINGCHOU_LOG_LEVEL", "info", "cli.help.log_level"},
    // Not in the help: for the tests, and only where MINGCHOU_TEST_FAULTS is set too. The first plants a fault, the
    // second puts the clock that many days ahead.
    {"--test-fault", "NAME", "", "", ""},
    {"--test-days-ahead", "N", "", "0", ""},
};

/// The machine's clock when days have passed: what waits for a day to come needs not be waited for in a test.
class ClockAhead final : public Clock {
 public:
  explicit ClockAhead(std::int64_t days) : days_(days) {}
  Instant now() override {
    constexpr std::int64_t day_ms = 86'400'000;
    return clock_.now() + days_ * day_ms;
  }

 private:
  SystemClock clock_;
  std::int64_t days_;
};

Result<HttpOptions> http_options(const Flags& given) {
  HttpOptions options;
  options.address = given.text("--address");
  options.port = static_cast<int>(MC_TRY(given.number("--port", 0, 65535)));
  options.hosts = given.texts("--host");
  options.tls_certificate = given.text("--tls-cert");
  options.tls_key = given.text("--tls-key");
  options.threads = static_cast<std::size_t>(MC_TRY(given.number("--threads", 2, 4096)));
  constexpr std::int64_t timeout_ms_max = 600'000;
  options.head_duration_max = std::chrono::milliseconds(MC_TRY(given.number("--head-timeout-ms", 1, timeout_ms_max)));
  options.body_duration_max = std::chrono::milliseconds(MC_TRY(given.number("--body-timeout-ms", 1, timeout_ms_max)));
  options.idle_duration_max = std::chrono::milliseconds(MC_TRY(given.number("--idle-timeout-ms", 1, timeout_ms_max)));
  if (options.tls_certificate.empty() != options.tls_key.empty()) return fail(Error("server.tls_half"));
  const bool is_open_http = options.tls_certificate.empty() && !is_loopback(options.address);
  if (is_open_http && !given.is_set("--insecure-http"))
    return fail(Error("server.https_needed").with("address", options.address));
  return options;
}

/// The folder given, or the one beside the program as installed. None is no error: the API works without.
std::string web_folder(const Flags& given) {
  if (given.is_set("--web")) return given.text("--web");
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto folder = program.parent_path() / installed_web_folder;
  return !error && std::filesystem::is_directory(folder, error) ? folder.lexically_normal().string() : std::string();
}

std::string address_to_open(const HttpOptions& options, int port) {
  const bool is_any = options.address == "0.0.0.0" || options.address == "::";
  std::string host = is_any ? "localhost" : options.address;
  if (!options.hosts.empty()) host = options.hosts.front();
  if (host.contains(':') && !host.starts_with('[')) host = "[" + host + "]";
  return std::format("{}://{}:{}/", options.tls_certificate.empty() ? "http" : "https", host, port);
}

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

/// Until a stop signal comes. All threads have these signals blocked. server.stopped_listening if the listener ended
/// by itself: a server that no longer listens must not stay.
Result<> serve_until_stopped(HttpServer& server, Log& log) {
  std::atomic<bool> was_told_to_stop = false;
  std::atomic<bool> ended_by_itself = false;
  std::thread listener([&] {
    server.run();
    if (was_told_to_stop) return;
    ended_by_itself = true;
    ::kill(::getpid(), SIGTERM);
  });
  const sigset_t signals = stop_signals();
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  was_told_to_stop = true;
  log.write(LogLevel::info, "stopping", {{"signal", signal_number}});
  server.stop();
  listener.join();
  if (ended_by_itself) return fail(Error("server.stopped_listening"));
  return {};
}

/// Nobody but this machine reaches the server, under no name but the loopback's own.
bool is_for_this_machine_only(const HttpOptions& options) {
  return is_loopback(options.address) && options.hosts.empty();
}

/// Outside the tests there is no such flag.
std::unexpected<Error> no_such_flag(std::string_view flag) {
  return fail(Error("cli.unknown_flag").with("flag", flag).with("command", "serve"));
}
bool is_test_run() { return process_environment("MINGCHOU_TEST_FAULTS").has_value(); }

/// Leaves of the log that are signed in the future can't be taken back: nobody but this machine is served then.
Result<std::int64_t> days_ahead(const Flags& given, const HttpOptions& options) {
  constexpr std::string_view flag = "--test-days-ahead";
  if (!given.is_set(flag)) return 0;
  if (!is_test_run() || !is_for_this_machine_only(options)) return no_such_flag(flag);
  constexpr std::int64_t days_max = 3650;
  return given.number(flag, 0, days_max);
}

Result<Writer::Options> writer_options(const Flags& given) {
  Writer::Options options;
  const std::string fault = given.text("--test-fault");
  if (fault.empty()) return options;
  if (!is_test_run() || fault != "ack-before-commit") return no_such_flag("--test-fault");
  options.acknowledges_before_commit = true;
  return options;
}

/// What a person must know about the data before serving starts.
Result<> mend_if_asked(const Invocation& invocation, const DataFolder& folder, Instant now) {
  if (!invocation.flags.is_set("--set-aside-damaged")) return {};
  const std::string name = MC_TRY(set_aside_if_damaged(folder, now));
  const Error said = name.empty() ? Error("cli.nothing_damaged").with("path", folder.database_path())
                                  : Error("cli.was_set_aside").with("path", name);
  report(said, invocation.language, exit_ok);
  return {};
}

/// Makes the first administrator of a new database. Gives the sentence that tells the one-time password, or where it
/// stands; nothing if there is an administrator already.
Result<std::optional<Error>> make_administrator(Database& database, const Flags& given, bool takes_demo_accounts,
                                                accounts::PasswordHasher& hasher, Clock& clock, Random& random) {
  Transaction transaction = MC_TRY(Transaction::begin(database));
  const auto made = MC_TRY(accounts::ensure_administrator(database, takes_demo_accounts, hasher, clock, random));
  if (!made) return std::nullopt;
  const std::string file = given.text("--initial-password-file");
  if (!file.empty()) MC_TRY(write_secret_file(file, as_bytes(made->password + "\n")));
  MC_TRY(transaction.commit());
  if (!file.empty()) return Error("cli.first_administrator_file").with("login", made->login).with("path", file);
  return Error("cli.first_administrator").with("login", made->login).with("password", made->password);
}

/// The address comes first: it is what scripts read.
void announce(const HttpOptions& options, int port, const std::optional<Error>& administrator, Language language) {
  std::printf("%s\n", address_to_open(options, port).c_str());
  if (administrator) std::printf("%s\n", render(*administrator, language).c_str());
  std::fflush(stdout);
}

Result<> serve(const Invocation& invocation, const HttpOptions& options, Log& log, Clock& clock) {
  const Flags& given = invocation.flags;
  const Writer::Options writing = MC_TRY(writer_options(given));
  const DataFolder folder = MC_TRY(DataFolder::open(given.text("--data")));
  MC_TRY(mend_if_asked(invocation, folder, clock.now()));
  Database database = MC_TRY(open_server_database(folder, clock.now()));
  const std::string web = web_folder(given);
  const StaticFiles files = web.empty() ? StaticFiles() : MC_TRY(StaticFiles::load(web));
  SystemRandom random;
  // Before anything is made whose one-time password nobody would see if the log is refused.
  const auto log_signer = MC_TRY(transparency::Signer::open(database, folder.path(), given.text("--log-host"), random));
  accounts::PasswordHasher passwords({}, random);
  const bool is_private = is_for_this_machine_only(options);
  const auto administrator = MC_TRY(make_administrator(database, given, is_private, passwords, clock, random));
  constexpr std::size_t readers_count = 8;
  const auto readers = MC_TRY(Readers::open(folder.database_path(), readers_count));
  Writer writer(std::move(database), writing, log);
  const ServerKeys keys = MC_TRY(ServerKeys::open(folder.path(), random));
  const auto account_keys = MC_TRY(accounts::AccountKeys::open(folder.path(), random));
  TargetSnapshots target_snapshots(folder.database_path(), *readers, clock, log, {});
  imports::Imports imports(folder.path(), *readers, writer, clock, random, log);
  Context context{clock, random,    log,          files,      writer,        *readers, target_snapshots,
                  keys,  passwords, account_keys, is_private, folder.path(), imports,  log_signer};
  settle_due_draws(context);
  const auto server = MC_TRY(HttpServer::open(options, context));
  announce(options, server->port(), administrator, invocation.language);
  log.write(
      LogLevel::info, "listening",
      {{"address", options.address}, {"port", server->port()}, {"files", static_cast<std::int64_t>(files.size())}});
  auto served = serve_until_stopped(*server, log);
  imports.stop();
  target_snapshots.stop();
  writer.stop();
  log.write(LogLevel::info, "stopped");
  return served;
}

int run(const Invocation& invocation) {
  const auto level = log_level_from_name(invocation.flags.text("--log-level"));
  if (!level)
    return report(Error("cli.unknown_log_level").with("value", invocation.flags.text("--log-level")),
                  invocation.language, exit_usage);
  const auto options = http_options(invocation.flags);
  if (!options) return report(options.error(), invocation.language, exit_usage);
  const auto ahead = days_ahead(invocation.flags, *options);
  if (!ahead) return report(ahead.error(), invocation.language, exit_usage);
  if (options->tls_certificate.empty() && !is_loopback(options->address))
    report(Error("server.https_missing"), invocation.language, exit_ok);

  // Before any thread starts, so that all inherit it and only serve_until_stopped() sees the signals.
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ClockAhead clock(*ahead);
  Log log(clock, 2, *level);
  if (*ahead > 0) log.write(LogLevel::warning, "clock_ahead_for_tests", {{"days", *ahead}});
  // Only the server's own user reads what it writes.
  ::umask(0077);
  const auto done = serve(invocation, *options, log, clock);
  if (done) return exit_ok;
  log.write(LogLevel::debug, "not_started", {{"code", done.error().code}, {"detail", done.error().detail}});
  report(done.error(), invocation.language, exit_failed);
  if (done.error().code == "store.damaged")
    report(Error("cli.set_aside_hint").with("data", invocation.flags.text("--data")), invocation.language, exit_failed);
  return exit_failed;
}

}  // namespace

const Command serve_command = {"serve", "cli.help.serve", flags, run};

}  // namespace mingchou::server
