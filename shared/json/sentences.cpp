#include "shared/json/sentences.h"

namespace mingchou::json {

void write_sentences(Writer& writer, std::string_view name, std::span<const Error> sentences) {
  writer.key(name).begin_array();
  for (const Error& sentence : sentences) {
    writer.begin_object().field("code", sentence.code).key("arguments").begin_object();
    for (const Error::Argument& argument : sentence.arguments) writer.field(argument.name, argument.value);
    writer.end_object().end_object();
  }
  writer.end_array();
}

}  // namespace mingchou::json
