// The sentences that errors are made of, in both languages. The server sends code and arguments; whoever shows
// them (client, command line, portal) renders them here, so that one wording serves everywhere.
//
// A sentence says what happened, what it means and what to do. {name} stands for an argument.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou {

enum class Language { chinese, english };

struct Message {
  std::string_view code;
  std::string_view chinese;
  std::string_view english;
};

/// "zh…" is Chinese, "en…" English; anything else nothing.
std::optional<Language> language_from_tag(std::string_view tag);

/// Nothing if no table has the code.
std::optional<Message> find_message(std::string_view code);

/// Every table, for tests.
std::span<const std::span<const Message>> all_messages();

/// The sentence with its arguments in place. An unknown code renders as itself with its detail: never empty.
std::string render(const Error& error, Language language);

}  // namespace mingchou
