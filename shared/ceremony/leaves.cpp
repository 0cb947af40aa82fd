#include "shared/ceremony/leaves.h"

#include <initializer_list>
#include <utility>

#include "shared/base/hex.h"
#include "shared/json/canonical.h"
#include "shared/json/writer.h"

namespace mingchou::ceremony {
namespace {

using Member = std::pair<std::string_view, std::string_view>;

Result<std::string> leaf(std::string_view type, std::uint64_t at_s, std::string_view draw,
                         std::initializer_list<Member> members) {
  json::Writer writer;
  writer.begin_object().field("type", type).field("at", at_s).field("draw", draw);
  for (const auto& [name, value] : members) writer.field(name, value);
  return json::strict_canonical(std::move(writer.end_object()).take());
}

}  // namespace

Result<std::string> witness_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name,
                                 const log::VerifierKey& key) {
  return leaf("witness", at_s, draw, {{"name", name}, {"key", key.text()}});
}

Result<std::string> reveal_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name, BytesView secret) {
  return leaf("reveal", at_s, draw, {{"name", name}, {"value", to_hex(secret)}});
}

Result<std::string> strike_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name) {
  return leaf("strike", at_s, draw, {{"name", name}});
}

Result<std::string> value_leaf(std::uint64_t at_s, std::string_view draw, std::string_view name,
                               std::string_view value) {
  return leaf("value", at_s, draw, {{"name", name}, {"value", value}});
}

Result<std::string> void_leaf(std::uint64_t at_s, std::string_view draw, std::string_view reason) {
  return leaf("void", at_s, draw, {{"reason", reason}});
}

}  // namespace mingchou::ceremony
