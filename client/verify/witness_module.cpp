// Exports for a witness's page: the key and secret of their own device, the statements that it signs, and the frozen
// rosters computed again before anything is signed. Texts are UTF-8; an answer stays as it is until the next call.
// client/verify/page/worker.js is the only caller.
#include <emscripten.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/hex.h"
#include "shared/crypto/signature.h"
#include "shared/draw/draw_files.h"
#include "shared/draw/entropy.h"
#include "shared/draw/statement.h"
#include "shared/json/writer.h"
#include "shared/log/note.h"
#include "shared/messages/messages.h"

namespace mingchou::client {
namespace {

std::string answer;

/// {"error": a code}, or what `write` adds.
const char* say(const Result<std::string>& result, std::string_view name) {
  json::Writer writer;
  writer.begin_object();
  if (result)
    writer.field(name, *result);
  else
    writer.field("error", result.error().code);
  answer = std::move(writer.end_object()).take();
  return answer.c_str();
}

Result<crypto::SigningKey> key_of(std::string_view seed_hex) {
  return crypto::SigningKey::from_seed(from_hex(seed_hex).value_or(Bytes()));
}

Result<std::string> signed_note(std::string_view seed_hex, std::string_view key_name, const std::string& text) {
  const crypto::SigningKey key = MC_TRY(key_of(seed_hex));
  log::SignedNote note{text, {}};
  note.signatures.push_back(MC_TRY(log::sign_note(key, key_name, text)));
  return log::note_text(note);
}

Result<std::string> verifier_key(std::string_view seed_hex, std::string_view key_name) {
  const crypto::SigningKey key = MC_TRY(key_of(seed_hex));
  return log::VerifierKey{std::string(key_name), log::SignatureType::ed25519, key.public_key()}.text();
}

/// The rosters that are being read.
struct Reading {
  std::string plan;
  draw::RosterFileReader reader;
  std::optional<Error> refused;
};
Reading reading;

struct Recomputed {
  draw::Plan plan;
  bool is_same = false;
};

/// Both roots computed from the rows, put where the plan has its own: then the plan is the same, or it is not.
Result<Recomputed> recompute() {
  if (reading.refused) return fail(*reading.refused);
  const draw::RosterFile roster = MC_TRY(reading.reader.finish());
  const draw::Plan plan = MC_TRY(draw::parse_plan(reading.plan));
  Recomputed recomputed{.plan = plan, .is_same = false};
  draw::seal_plan(recomputed.plan, roster);
  recomputed.is_same = draw::plan_hash(recomputed.plan) == draw::plan_hash(plan);
  return recomputed;
}

}  // namespace

extern "C" {

/// {"key": the vkey that the seed and name make}.
EMSCRIPTEN_KEEPALIVE const char* witness_key(const char* seed, const char* key_name) {
  return say(verifier_key(seed, key_name), "key");
}

/// {"commit"}: of the secret, for that draw and witness. `suite`: "sha256" or "sm3".
EMSCRIPTEN_KEEPALIVE const char* witness_commit(const char* suite, const char* draw, const char* name,
                                                const char* secret) {
  const auto which = std::string_view(suite) == "sm3" ? draw::Suite::sm3 : draw::Suite::sha256;
  return say(to_hex(draw::commitment(which, draw, name, from_hex(secret).value_or(Bytes()))), "commit");
}

/// {"note"}: the signed consent to the plan whose rosters were recomputed last, and only if they are the plan's.
EMSCRIPTEN_KEEPALIVE const char* witness_consent(const char* seed, const char* key_name) {
  const auto plan = draw::parse_plan(reading.plan);
  if (!plan) return say(fail(plan.error()), "note");
  return say(signed_note(seed, key_name, draw::consent_text(plan->draw, draw::plan_hash(*plan))), "note");
}

/// {"note"}
EMSCRIPTEN_KEEPALIVE const char* witness_reveal(const char* seed, const char* key_name, const char* draw,
                                                const char* name, const char* secret) {
  return say(signed_note(seed, key_name, draw::reveal_text(draw, name, from_hex(secret).value_or(Bytes()))), "note");
}

/// {"note"}: that another witness did not reveal until `at_s` (Unix seconds).
EMSCRIPTEN_KEEPALIVE const char* witness_strike(const char* seed, const char* key_name, const char* draw,
                                                const char* name, double at_s) {
  return say(signed_note(seed, key_name, draw::strike_text(draw, name, static_cast<std::uint64_t>(at_s))), "note");
}

/// Forgets the rosters before. `plan`: its canonical JSON.
EMSCRIPTEN_KEEPALIVE void witness_roster_begin(const char* plan) {
  reading = Reading{};
  reading.plan = plan;
}

/// The next piece of the file. 0 once it is refused: the rest need not be read.
EMSCRIPTEN_KEEPALIVE int witness_roster_feed(const char* bytes, std::size_t count) {
  if (reading.refused) return 0;
  if (auto fed = reading.reader.feed(std::string_view(bytes, count)); !fed) reading.refused = std::move(fed).error();
  return reading.refused ? 0 : 1;
}

/// {"is_same", "plan_hash", "targets", "inspectors"} or {"error": a sentence}. `language`: 0 Chinese, 1 English.
EMSCRIPTEN_KEEPALIVE const char* witness_roster_finish(int language) {
  const auto recomputed = recompute();
  json::Writer writer;
  writer.begin_object();
  if (recomputed)
    writer.field("is_same", recomputed->is_same)
        .field("plan_hash", to_hex(draw::plan_hash(recomputed->plan)))
        .field("targets", recomputed->plan.targets.count)
        .field("inspectors", recomputed->plan.inspectors.count);
  else
    writer.field("error", render(recomputed.error(), language == 1 ? Language::english : Language::chinese));
  // What is not the plan's is not signed.
  if (!recomputed || !recomputed->is_same) reading.plan.clear();
  answer = std::move(writer.end_object()).take();
  return answer.c_str();
}

}  // extern "C"

}  // namespace mingchou::client
