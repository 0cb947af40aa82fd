#include "shared/sync/operation.h"

#include <algorithm>
#include <utility>

#include "shared/base/hex.h"
#include "shared/json/canonical.h"
#include "shared/json/writer.h"
#include "shared/text/utf8.h"

namespace mingchou::sync {
namespace {

constexpr std::array<std::string_view, all_states.size()> state_texts{"saved",    "sent",     "accepted",   "safe",
                                                                      "rejected", "conflict", "quarantined"};

std::unexpected<Error> bad(std::string_view field) { return fail(Error("sync.bad_operation").with("field", field)); }

bool is_word(std::string_view text) {
  const auto in_word = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !text.empty() && text.size() <= limits::word_bytes_max && std::ranges::all_of(text, in_word);
}

bool is_count(std::int64_t number, std::int64_t min) {
  return number >= min && std::cmp_less_equal(number, json::safe_integer_max);
}

bool is_safe_integer(std::int64_t number) { return is_count(number < 0 ? -(number + 1) : number, 0); }

/// The text is hashed as it is stored, so it must be the one text for its value already.
Result<json::Document> parse_patch(const std::string& patch) {
  if (patch.size() > limits::patch_bytes_max) return bad("patch");
  auto document = json::parse(patch);
  if (!document || !document->root().is_object() || json::canonical(document->root()) != patch) return bad("patch");
  return document;
}

Result<> check_fields(const Operation& operation) {
  if (!is_count(operation.epoch, 1)) return bad("epoch");
  if (!is_count(operation.dev_seq, 1)) return bad("dev_seq");
  if (!is_count(operation.base_rev, 0)) return bad("base_rev");
  if (!is_safe_integer(operation.at.ms)) return bad("at");
  if (operation.clock_offset_ms && !is_safe_integer(*operation.clock_offset_ms)) return bad("clock_offset");
  if (!is_word(operation.entity)) return bad("entity");
  if (!is_word(operation.kind)) return bad("kind");
  if (operation.user.size() > limits::user_bytes_max || !text::is_utf8(operation.user)) return bad("user");
  return {};
}

}  // namespace

std::string_view text_of(State state) { return state_texts[static_cast<std::size_t>(state)]; }

std::optional<State> state_from(std::string_view text) {
  for (const State state : all_states)
    if (text_of(state) == text) return state;
  return std::nullopt;
}

bool may_follow(State from, State to) {
  if (from == to) return true;
  switch (from) {
    // A push whose answer was lost may be answered by a later pull, so "sent" may be passed over; and it goes back to
    // "saved" when the network failed.
    case State::saved:
    case State::sent:
      return true;
    case State::accepted:
      return to == State::safe;
    case State::rejected:
    case State::conflict:
    case State::quarantined:
      // A supervisor may let it through after all.
      return to == State::accepted || to == State::safe || to == State::rejected;
    case State::safe:
      return false;
  }
  return false;
}

Result<std::string> canonical_bytes(const Operation& operation) {
  MC_TRY(check_fields(operation));
  const json::Document patch = MC_TRY(parse_patch(operation.patch));
  json::Writer writer;
  writer.begin_object().field("at", operation.at.ms).field("base_rev", operation.base_rev);
  if (operation.clock_offset_ms) writer.field("clock_offset", *operation.clock_offset_ms);
  writer.field("dev_seq", operation.dev_seq).field("device", operation.device.uuid.text());
  writer.field("entity", operation.entity).field("entity_id", operation.entity_id.text());
  writer.field("epoch", operation.epoch).field("form", "mingchou.operation.1").field("kind", operation.kind);
  writer.field("op_id", operation.id.uuid.text()).field("patch", patch.root());
  writer.field("prev_hash", to_hex(operation.prev_hash)).field("user", operation.user).end_object();
  // The members stand in order already; this brings escapes and numbers into the one form.
  return json::canonical(std::move(writer).take());
}

Result<crypto::Digest> hash_of(const Operation& operation) {
  return crypto::hash(crypto::Suite::sha256, as_bytes(MC_TRY(canonical_bytes(operation))));
}

}  // namespace mingchou::sync
