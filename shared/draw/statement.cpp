#include "shared/draw/statement.h"

#include "shared/base/hex.h"
#include "shared/draw/canonical_writer.h"

namespace mingchou::draw {

std::string consent_text(std::string_view draw, const crypto::Digest& plan_hash) {
  CanonicalWriter writer;
  writer.begin_object().key("draw").text(draw).key("plan").text(to_hex(plan_hash)).key("type").text("consent");
  return writer.end_object().take() + "\n";
}

std::string reveal_text(std::string_view draw, std::string_view name, BytesView value) {
  CanonicalWriter writer;
  writer.begin_object().key("draw").text(draw).key("name").text(name).key("type").text("reveal");
  return writer.key("value").text(to_hex(value)).end_object().take() + "\n";
}

std::string strike_text(std::string_view draw, std::string_view name, std::uint64_t at_s) {
  CanonicalWriter writer;
  writer.begin_object().key("at").number(at_s).key("draw").text(draw).key("name").text(name);
  return writer.key("type").text("strike").end_object().take() + "\n";
}

}  // namespace mingchou::draw
