// mingchou self-test draw FILE: compares this program's draw with test vectors of another implementation.
#include "shared/draw/self_test.h"

#include <cstdio>

#include "server/cli/commands.h"
#include "server/cli/input_file.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {{"FILE", "FILE", "", "", "cli.help.vectors_file"}};

constexpr std::size_t vectors_bytes_max = 64 * 1024 * 1024;

Result<draw::SelfTestReport> test_file(const std::string& path) {
  const std::string text = MC_TRY(read_input_file(path, vectors_bytes_max));
  const json::Document vectors = MC_TRY(json::parse(text, {.bytes_max = vectors_bytes_max}));
  return draw::self_test(vectors.root());
}

int run(const Invocation& invocation) {
  const std::string path = invocation.flags.text("FILE");
  if (path.empty()) return report(Error("cli.flag_missing").with("flag", "FILE"), invocation.language, exit_usage);
  const auto tested = test_file(path);
  if (!tested) return report(tested.error(), invocation.language, exit_failed);
  const Error passed = Error("draw.self_test_passed")
                           .with("draws", static_cast<long long>(tested->draws))
                           .with("comparisons", static_cast<long long>(tested->comparisons));
  std::printf("%s\n", render(passed, invocation.language).c_str());
  return exit_ok;
}

}  // namespace

const Command self_test_draw_command = {"self-test draw", "cli.help.self_test_draw", flags, run};

}  // namespace mingchou::server
