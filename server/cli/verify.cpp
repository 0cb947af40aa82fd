// mingchou verify BUNDLE: recomputes what a bundle lets anybody recompute, and says line by line what was checked; with
// --changes also what has happened to the draw since.
#include <cstdio>
#include <string>
#include <utility>

#include "server/cli/changes_file.h"
#include "server/cli/commands.h"
#include "server/cli/input_file.h"
#include "shared/draw/bundle_verifier.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {{"BUNDLE", "BUNDLE", "", "", "cli.help.bundle_file"},
                          {"--log-key", "VKEY", "", "", "cli.help.log_key"},
                          {"--changes", "FILE", "", "", "cli.help.changes_checked"}};

/// Appends what is told of each change.
Result<> verify_changes(const std::string& path, const draw::BundleVerifier& verifier, draw::CheckLines& lines) {
  draw::Standing standing = MC_TRY(verifier.standing());
  for (const draw::Change& change : MC_TRY(apply_changes_file(path, IfMissing::error, standing)))
    for (Error& sentence : draw::change_sentences(change))
      lines.push_back({draw::CheckState::passed, std::move(sentence)});
  lines.push_back({draw::CheckState::unchecked, Error("draw.unchecked_changes")});
  return {};
}

Result<draw::CheckLines> verify_file(const std::string& path, const std::string& log_key, const std::string& changes) {
  draw::VerifyOptions options;
  if (!log_key.empty()) options.log_key = MC_TRY(log::VerifierKey::parse(log_key));
  draw::BundleVerifier verifier(std::move(options));
  MC_TRY(stream_input_file(path, [&](std::string_view piece) { return verifier.feed(piece); }));
  draw::CheckLines lines = MC_TRY(verifier.finish());
  if (!changes.empty()) MC_TRY(verify_changes(changes, verifier, lines));
  return lines;
}

int run(const Invocation& invocation) {
  const Language language = invocation.language;
  const std::string path = invocation.flags.text("BUNDLE");
  if (path.empty()) return report(Error("cli.flag_missing").with("flag", "BUNDLE"), language, exit_usage);
  const auto lines = verify_file(path, invocation.flags.text("--log-key"), invocation.flags.text("--changes"));
  if (!lines) {
    report(lines.error(), language, exit_failed);
    return report(Error("cli.bundle_refused").with("path", path), language, exit_failed);
  }
  for (const draw::CheckLine& line : *lines) {
    const char* mark = line.state == draw::CheckState::passed ? "+" : "?";
    std::printf("%s %s\n", mark, render(line.sentence, language).c_str());
  }
  std::printf("%s\n", render(Error("cli.bundle_accepted").with("path", path), language).c_str());
  return exit_ok;
}

}  // namespace

const Command verify_command = {"verify", "cli.help.verify", flags, run};

}  // namespace mingchou::server
