#include "shared/log/leaf.h"

#include "shared/base/hex.h"
#include "shared/json/canonical.h"
#include "shared/json/writer.h"

namespace mingchou::log {
namespace {

constexpr std::uint8_t concealed_mark = 0x15;

}  // namespace

Result<LeafHead> check_leaf(std::string_view leaf, std::uint64_t previous_at_s) {
  if (leaf.size() > leaf_bytes_max)
    return fail(Error("log.leaf_too_large").with("max", static_cast<long long>(leaf_bytes_max)));
  const auto document = json::parse(leaf);
  if (!document || !document->root().is_object()) return fail(Error("log.leaf_form"));
  const auto canonical = json::strict_canonical(document->root());
  const auto type = document->root().find("type"), at = document->root().find("at");
  const bool is_complete = type && type->text() && at && at->uint64();
  if (!canonical || *canonical != leaf || !is_complete) return fail(Error("log.leaf_form"));
  if (*at->uint64() < previous_at_s) return fail(Error("log.leaf_time"));
  return LeafHead{std::string(*type->text()), *at->uint64()};
}

Digest concealed_hash(const Digest& nonce, std::string_view body) {
  return crypto::hash(Suite::sha256, {BytesView(&concealed_mark, 1), nonce, as_bytes(body)});
}

std::string concealed_leaf(std::string_view type, std::uint64_t at_s, std::string_view draw, const Digest& hash) {
  std::string leaf = "{\"at\":" + std::to_string(at_s) + ",\"draw\":";
  json::append_canonical_text(leaf, draw);
  leaf += ",\"hash\":\"" + to_hex(hash) + "\",\"type\":";
  json::append_canonical_text(leaf, type);
  return leaf + "}";
}

std::string plan_leaf(std::uint64_t at_s, std::string_view plan) {
  return "{\"at\":" + std::to_string(at_s) + ",\"plan\":" + std::string(plan) + ",\"type\":\"plan\"}";
}

}  // namespace mingchou::log
