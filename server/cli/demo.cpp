// mingchou demo: loads the demo county into a data folder.
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <limits>

#include "server/accounts/initial_users.h"
#include "server/cli/commands.h"
#include "server/demo/load.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {data_flag,
                          {"--targets", "N", "", "30000", "cli.help.demo_targets"},
                          {"--seed", "S", "", "1", "cli.help.demo_seed"},
                          {"--replace", "", "", "", "cli.help.demo_replace"}};

void say(const Error& sentence, Language language) { std::printf("%s\n", render(sentence, language).c_str()); }

/// Who may sign in to the demo, and with what.
void say_users(Language language) {
  say(Error("demo.users").with("password", accounts::demo_password), language);
  for (const accounts::DemoUser& user : accounts::demo_users())
    std::printf("  %-16s %s\n", std::string(user.login).c_str(), std::string(user.name).c_str());
}

/// One line that counts up, on a terminal only: a log file would fill with it.
void show_progress(std::uint64_t done, std::uint64_t total) {
  if (::isatty(STDERR_FILENO) == 0) return;
  std::fprintf(stderr, "\r  %llu / %llu%s", static_cast<unsigned long long>(done),
               static_cast<unsigned long long>(total), done == total ? "\n" : "");
}

Result<DemoLoadReport> load(const std::string& path, const DemoLoadOptions& options) {
  SystemClock clock;
  const DataFolder folder = MC_TRY(DataFolder::open(path));
  return load_demo(folder, options, clock.now(), show_progress);
}

int run(const Invocation& invocation) {
  const Language language = invocation.language;
  const std::string path = invocation.flags.text("--data");
  const auto targets = invocation.flags.number("--targets", 1, static_cast<std::int64_t>(demo_targets_max));
  if (!targets) return report(targets.error(), language, exit_usage);
  const auto seed = invocation.flags.number("--seed", 0, std::numeric_limits<std::int64_t>::max());
  if (!seed) return report(seed.error(), language, exit_usage);

  ::umask(0077);  // what the folder holds is for the server's own user
  const auto begin = std::chrono::steady_clock::now();
  const auto loaded = load(
      path, {.county = {.targets = static_cast<std::uint64_t>(*targets), .seed = static_cast<std::uint64_t>(*seed)},
             .replaces = invocation.flags.is_set("--replace")});
  if (!loaded) return report(loaded.error(), language, exit_failed);
  if (loaded->outcome == DemoLoadReport::Outcome::already_there) {
    say(Error("demo.already_there").with("path", path).with("targets", loaded->targets), language);
    if (loaded->has_demo_users) say_users(language);
    return exit_ok;
  }
  if (!loaded->set_aside.empty()) say(Error("demo.set_aside").with("path", loaded->set_aside), language);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  say(Error("demo.loaded")
          .with("path", path)
          .with("targets", loaded->targets)
          .with("departments", loaded->departments)
          .with("inspectors", loaded->inspectors)
          .with("duration_ms", took.count()),
      language);
  say_users(language);
  return exit_ok;
}

}  // namespace

const Command demo_command = {"demo", "cli.help.demo", flags, run};

}  // namespace mingchou::server
