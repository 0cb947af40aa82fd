// Sentences that are said in the reader's language: a code and arguments, as problems have them. Pure; runs everywhere.
#pragma once

#include <span>
#include <string_view>

#include "shared/base/error.h"
#include "shared/json/writer.h"

namespace mingchou::json {

/// A member of that name: [{"code", "arguments"}].
void write_sentences(Writer& writer, std::string_view name, std::span<const Error> sentences);

}  // namespace mingchou::json
