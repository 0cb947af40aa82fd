#include "client/app/log/log_json.h"

#include <algorithm>
#include <string>
#include <utility>

#include "client/app/model/json_parts.h"
#include "client/app/model/pages.h"
#include "shared/base/hex.h"
#include "shared/log/checkpoint.h"
#include "shared/log/tiles.h"

namespace mingchou::client {
namespace {

using namespace json_parts;

constexpr std::int64_t seconds_max = static_cast<std::int64_t>(1) << 40;
/// A server that says more is not believed: the hashes of so many entries are 12 MB.
constexpr std::int64_t entries_max = 100'000'000;
/// Of a checkpoint with cosignatures.
constexpr json::Size some_note{1, 60'000};

std::string text_of(json::Value object, std::string_view name) {
  const auto member = object.find(name);
  return member ? std::string(member->text().value_or("")) : std::string();
}

/// What is drawn stands in a plan's own words.
std::string draw_of(json::Value leaf) {
  const auto plan = leaf.find("plan");
  return text_of(plan && plan->is_object() ? *plan : leaf, "draw");
}

Result<LogEntry> read_entry(std::string_view leaf, std::uint64_t index) {
  const auto document = MC_TRY(json::parse(leaf));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  LogEntry entry;
  entry.index = index;
  entry.leaf = std::string(leaf);
  entry.type = MC_TRY(reader.text("type", some_word));
  entry.at_s = MC_TRY(reader.integer("at", {0, seconds_max}));
  entry.draw = draw_of(document.root());
  entry.name = text_of(document.root(), "name");
  // What a witness revealed says nothing to a reader.
  if (entry.type != "reveal") entry.value = text_of(document.root(), entry.type == "void" ? "reason" : "value");
  entry.hash = log::leaf_hash(log::Suite::sha256, as_bytes(leaf));
  return entry;
}

}  // namespace

Result<LogHead> read_log_head(json::ObjectReader& reader) {
  LogHead head;
  head.number = MC_TRY(reader.integer("number", {1, number_max}));
  head.origin = MC_TRY(read_text(reader, "origin"));
  head.verifier_key = MC_TRY(read_text(reader, "verifier_key"));
  head.size = static_cast<std::uint64_t>(MC_TRY(reader.integer("size", {1, entries_max})));
  const auto root = from_hex(MC_TRY(reader.text("root", {64, 64})));
  if (!root || root->size() != head.root.size()) return fail(bad(reader, "root"));
  std::ranges::copy(*root, head.root.begin());
  head.checkpoint = MC_TRY(reader.text("checkpoint", some_note));
  return head;
}

bool is_signed(const LogHead& head) {
  const auto key = log::VerifierKey::parse(head.verifier_key);
  if (!key) return false;
  const auto opened = log::open_checkpoint(head.checkpoint, *key, {}, log::UnknownKeys::ignore);
  return opened && opened->checkpoint == log::Checkpoint{head.origin, head.size, head.root};
}

Result<std::vector<LogEntry>> read_log_entries(std::string_view bundle, std::uint64_t first, std::uint64_t width) {
  const auto leaves = log::split_entries(as_bytes(bundle), width);
  if (!leaves) return fail(Error("client.strange_answer").because("fewer entries than the log has"));
  std::vector<LogEntry> entries;
  entries.reserve(leaves->size());
  for (const std::string_view leaf : *leaves)
    entries.push_back(MC_TRY(sensible(read_entry(leaf, first + entries.size()))));
  return entries;
}

Result<std::vector<log::Digest>> read_log_hashes(std::string_view tile, std::uint64_t width) {
  std::vector<log::Digest> hashes(width);
  if (tile.size() != width * sizeof(log::Digest))
    return fail(Error("client.strange_answer").because("another number of hashes than the log has"));
  BytesView rest = as_bytes(tile);
  for (log::Digest& hash : hashes) {
    std::ranges::copy(rest.first(hash.size()), hash.begin());
    rest = rest.subspan(hash.size());
  }
  return hashes;
}

}  // namespace mingchou::client
