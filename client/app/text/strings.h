// The words of the user interface: words.def, Simplified Chinese first, English second. Sentences about errors
// stand in shared/messages instead, because the server's command line says them too.
//
// Tests check the {places} and the font's glyphs.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/messages/messages.h"

namespace mingchou::client {

enum class Text {
#define MC_WORD(key, chinese, english) key,
#include "client/app/text/words.def"
#undef MC_WORD
  count,  // last: how many there are
};

struct Replacement {
  std::string_view name;
  std::string_view value;
};

std::string_view text(Text key, Language language);

/// The string with its {places} filled in.
std::string text(Text key, Language language, std::initializer_list<Replacement> replacements);

/// 30000 as "30,000": grouped alike in both languages.
std::string grouped(long long number);

}  // namespace mingchou::client
