// mingchou draw --roster FILE --plan FILE: draws from files, without a server, and writes bundles that "mingchou
// verify" and any other implementation can check: for audit, and on demand for the public and for one target. With
// --seal it only writes roots and counts into the plan.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "server/cli/commands.h"
#include "server/cli/input_file.h"
#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/base/time.h"
#include "shared/calendar/civil_date.h"
#include "shared/draw/draw_bundles.h"
#include "shared/draw/draw_files.h"
#include "shared/draw/shortfall.h"
#include "shared/json/canonical.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {{"--roster", "FILE", "", "", "cli.help.roster_file"},
                          {"--plan", "FILE", "", "", "cli.help.plan_file"},
                          {"--value", "NAME=VALUE", "", "", "cli.help.value", true},
                          {"--out", "FILE", "", "", "cli.help.bundle_out"},
                          {"--public-out", "FILE", "", "", "cli.help.public_out"},
                          {"--proof", "TARGET=FILE", "", "", "cli.help.proof_out", true},
                          {"--seal", "", "", "", "cli.help.seal"}};

/// Any JSON text of the plan: what is hashed is its canonical form.
Result<draw::Plan> read_plan_file(const std::string& path) {
  const std::string text = MC_TRY(read_input_file(path, limits::json_document_bytes_max));
  const std::string canonical = MC_TRY(json::strict_canonical(text));
  return draw::parse_plan(canonical);
}

Result<draw::RosterFile> read_roster_file(const std::string& path) {
  draw::RosterFileReader reader;
  MC_TRY(stream_input_file(path, [&](std::string_view piece) { return reader.feed(piece); }));
  return reader.finish();
}

/// Writes what `write` gives to its sink into a file.
Result<> write_file(const std::string& path, const std::function<Result<>(const draw::BundleSink&)>& write) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  MC_TRY(write([&](std::string_view piece) -> Result<> {
    file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    return {};
  }));
  file.close();
  if (!file) return fail(Error("cli.output_unwritable").with("path", path));
  return {};
}

struct TargetProof {
  std::string target, path;
};

/// Errors: cli.proof_form {value} for what is not "TARGET=FILE"; draw.proof_target {target}, before anything is drawn.
Result<std::vector<TargetProof>> read_proofs(const Flags& given, const draw::RosterFile& roster) {
  std::vector<TargetProof> proofs;
  for (const std::string& text : given.texts("--proof")) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0 || equals + 1 == text.size())
      return fail(Error("cli.proof_form").with("value", text));
    const std::string target = text.substr(0, equals);
    if (!std::ranges::binary_search(roster.targets, target, {}, &draw::Target::id))
      return fail(Error("draw.proof_target").with("target", target));
    proofs.push_back({target, text.substr(equals + 1)});
  }
  return proofs;
}

void say(const Error& sentence, Language language) { std::printf("%s\n", render(sentence, language).c_str()); }

Result<> draw_files(const Flags& given, Language language) {
  draw::BundleContent content;
  content.plan = MC_TRY(read_plan_file(given.text("--plan")));
  const draw::RosterFile roster = MC_TRY(read_roster_file(given.text("--roster")));
  if (given.is_set("--seal")) {
    draw::seal_plan(content.plan, roster);
    std::printf("%s\n", draw::plan_json(content.plan).c_str());
    return {};
  }
  content.values = MC_TRY(draw::values_from_texts(content.plan, given.texts("--value")));
  const std::vector<TargetProof> proofs = MC_TRY(read_proofs(given, roster));
  SystemRandom random;
  const auto nonce = random.array<32>();
  const draw::DrawOutcome outcome = MC_TRY(draw::draw_from_files(content.plan, roster, content.values, nonce));
  const draw::OpenedRosters rosters{roster.roster_key, roster.targets, roster.inspectors};
  MC_TRY(write_file(given.text("--out"), [&](const draw::BundleSink& sink) {
    return draw::write_opened_bundle(draw::BundleKind::audit, content, rosters, outcome.result, sink);
  }));
  if (given.is_set("--public-out"))
    MC_TRY(write_file(given.text("--public-out"), [&](const draw::BundleSink& sink) {
      return draw::write_public_bundle(content, rosters, outcome.result, shanghai_date(SystemClock().now()), sink);
    }));
  for (const TargetProof& proof : proofs)
    MC_TRY(write_file(proof.path, [&](const draw::BundleSink& sink) {
      return draw::write_fate_bundle(content, rosters, outcome.result, proof.target, sink);
    }));
  for (const draw::StratumResult& stratum : outcome.result.strata)
    say(Error("cli.draw_stratum")
            .with("name", stratum.name)
            .with("selected", static_cast<long long>(stratum.selected.size()))
            .with("eligible", static_cast<long long>(stratum.eligible)),
        language);
  for (const draw::Shortfall& shortfall :
       draw::explain_shortfalls(content.plan, outcome.result.order, roster.inspectors))
    for (const Error& sentence : draw::shortfall_sentences(shortfall)) say(sentence, language);
  say(Error("cli.draw_done")
          .with("path", given.text("--out"))
          .with("hash", to_hex(draw::result_hash(content.plan.suite, outcome.result))),
      language);
  return {};
}

int run(const Invocation& invocation) {
  for (const char* flag : {"--roster", "--plan", "--out"}) {
    const bool is_needed = std::string_view(flag) != "--out" || !invocation.flags.is_set("--seal");
    if (is_needed && !invocation.flags.is_set(flag))
      return report(Error("cli.flag_missing").with("flag", flag), invocation.language, exit_usage);
  }
  const auto drawn = draw_files(invocation.flags, invocation.language);
  return drawn ? exit_ok : report(drawn.error(), invocation.language, exit_failed);
}

}  // namespace

const Command draw_command = {"draw", "cli.help.draw", flags, run};

}  // namespace mingchou::server
