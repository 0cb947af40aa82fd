// mingchou change BUNDLE --changes FILE: says who comes next when a drawn target or an inspector can't go on, without a
// server, and adds that change to a file of changes. "mingchou verify BUNDLE --changes FILE" recomputes them all.
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "server/cli/changes_file.h"
#include "server/cli/commands.h"
#include "server/cli/input_file.h"
#include "shared/crypto/hash.h"
#include "shared/draw/bundle_verifier.h"
#include "shared/draw/changes.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {{"BUNDLE", "BUNDLE", "", "", "cli.help.audit_bundle"},
                          {"--changes", "FILE", "", "", "cli.help.changes_file"},
                          {"--substitute", "TARGET", "", "", "cli.help.substitute"},
                          {"--evidence", "FILE", "", "", "cli.help.evidence"},
                          {"--replace", "TARGET", "", "", "cli.help.replace"},
                          {"--slot", "N", "", "0", "cli.help.slot"},
                          {"--passed", "INSPECTOR=REASON", "", "", "cli.help.passed", true},
                          {"--confirmed-by", "NAME", "", "", "cli.help.confirmed_by"},
                          {"--reason", "REASON", "", "", "cli.help.reason"}};

Error unknown_reason(std::string_view code) { return Error("draw.reason_unknown").with("value", code); }

Result<draw::Change> substitution(const draw::Standing& standing, const Flags& given) {
  const std::string code = given.text("--reason");
  const auto reason = draw::substitution_from_code(code);
  if (!reason) return fail(unknown_reason(code));
  crypto::Hasher hasher(crypto::Suite::sha256);
  MC_TRY(stream_input_file(given.text("--evidence"), [&](std::string_view piece) -> Result<> {
    hasher.update(piece);
    return {};
  }));
  return MC_TRY(standing.next_substitution(given.text("--substitute"), *reason, hasher.finish()));
}

Result<std::vector<draw::Absence>> read_passed(const Flags& given) {
  std::vector<draw::Absence> passed;
  for (const std::string& text : given.texts("--passed")) {
    const std::size_t equals = text.find('=');
    const std::string code = equals == text.npos ? "" : text.substr(equals + 1);
    const auto reason = draw::replacement_from_code(code);
    if (!reason) return fail(unknown_reason(code));
    passed.push_back({text.substr(0, equals), *reason});
  }
  return passed;
}

Result<draw::Change> replacement(const draw::Standing& standing, const Flags& given) {
  const std::string code = given.text("--reason");
  const auto reason = draw::replacement_from_code(code);
  if (!reason) return fail(unknown_reason(code));
  const std::int64_t slot = MC_TRY(given.number("--slot", 0, draw::team_slots_max * 1000));
  auto passed = MC_TRY(read_passed(given));
  return MC_TRY(standing.next_replacement(given.text("--replace"), static_cast<std::uint32_t>(slot), *reason,
                                          std::move(passed), given.text("--confirmed-by")));
}

/// Adds a line to what is there.
Result<> append(const std::string& path, const draw::Change& change) {
  std::ofstream file(path, std::ios::binary | std::ios::app);
  file << draw::change_json(change) << '\n';
  file.close();
  if (!file) return fail(Error("cli.output_unwritable").with("path", path));
  return {};
}

Result<> change_draw(const Flags& given, Language language) {
  draw::BundleVerifier verifier({});
  MC_TRY(stream_input_file(given.text("BUNDLE"), [&](std::string_view piece) { return verifier.feed(piece); }));
  MC_TRY(verifier.finish());
  draw::Standing standing = MC_TRY(verifier.standing());
  const std::string path = given.text("--changes");
  MC_TRY(apply_changes_file(path, IfMissing::none, standing));
  const draw::Change change =
      given.is_set("--substitute") ? MC_TRY(substitution(standing, given)) : MC_TRY(replacement(standing, given));
  MC_TRY(append(path, change));
  for (const Error& sentence : draw::change_sentences(change)) std::printf("%s\n", render(sentence, language).c_str());
  return {};
}

int run(const Invocation& invocation) {
  const Flags& given = invocation.flags;
  const auto lacks = [&](const char* flag) {
    return report(Error("cli.flag_missing").with("flag", flag), invocation.language, exit_usage);
  };
  if (given.is_set("--substitute") == given.is_set("--replace"))
    return report(Error("cli.change_kind"), invocation.language, exit_usage);
  const char* own = given.is_set("--substitute") ? "--evidence" : "--confirmed-by";
  for (const char* flag : {"BUNDLE", "--changes", "--reason", own})
    if (!given.is_set(flag)) return lacks(flag);
  const auto changed = change_draw(given, invocation.language);
  return changed ? exit_ok : report(changed.error(), invocation.language, exit_failed);
}

}  // namespace

const Command change_command = {"change", "cli.help.change", flags, run};

}  // namespace mingchou::server
