// mingchou draw --roster FILE --plan FILE: draws from files, without a server, and writes an audit bundle that
// "mingchou verify" and any other implementation can check. With --seal it first writes roots and counts into the plan.
#include <cstdio>
#include <fstream>

#include "server/cli/commands.h"
#include "server/cli/input_file.h"
#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/draw/draw_files.h"
#include "shared/draw/shortfall.h"
#include "shared/json/canonical.h"

namespace mingchou::server {
namespace {

constexpr Flag flags[] = {{"--roster", "FILE", "", "", "cli.help.roster_file"},
                          {"--plan", "FILE", "", "", "cli.help.plan_file"},
                          {"--value", "NAME=VALUE", "", "", "cli.help.value", true},
                          {"--out", "FILE", "", "", "cli.help.bundle_out"},
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

Result<> write_bundle(const std::string& path, const draw::BundleContent& content, const draw::RosterFile& roster,
                      const draw::DrawResult& result) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  const auto sink = [&](std::string_view piece) -> Result<> {
    file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    return {};
  };
  MC_TRY(draw::write_opened_bundle(draw::BundleKind::audit, content,
                                   {roster.roster_key, roster.targets, roster.inspectors}, result, sink));
  file.close();
  if (!file) return fail(Error("cli.output_unwritable").with("path", path));
  return {};
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
  SystemRandom random;
  const auto nonce = random.array<32>();
  const draw::DrawOutcome outcome = MC_TRY(draw::draw_from_files(content.plan, roster, content.values, nonce));
  MC_TRY(write_bundle(given.text("--out"), content, roster, outcome.result));
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
