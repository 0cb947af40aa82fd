#include "shared/messages/messages.h"

#include <array>

#include "shared/messages/tables.h"

namespace mingchou {
namespace {

std::string fill_in(std::string_view sentence, const Error& error) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size();) {
    const std::size_t close = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      text += sentence[i++];
    } else {
      text += error.argument(sentence.substr(i + 1, close - i - 1));
      i = close + 1;
    }
  }
  return text;
}

}  // namespace

std::optional<Language> language_from_tag(std::string_view tag) {
  if (tag.starts_with("zh")) return Language::chinese;
  if (tag.starts_with("en")) return Language::english;
  return std::nullopt;
}

std::span<const std::span<const Message>> all_messages() {
  static const std::array tables{account_messages(), ceremony_messages(), cli_messages(),    client_messages(),
                                 data_messages(),    domain_messages(),   draw_messages(),   imports_messages(),
                                 item_messages(),    log_messages(),      plan_messages(),   registry_messages(),
                                 search_messages(),  server_messages(),   sheets_messages(), storage_messages(),
                                 store_messages(),   sync_messages(),     tablet_messages(), task_messages()};
  return tables;
}

std::optional<Message> find_message(std::string_view code) {
  for (const auto& table : all_messages())
    for (const Message& message : table)
      if (message.code == code) return message;
  return std::nullopt;
}

std::string render(const Error& error, Language language) {
  const auto message = find_message(error.code);
  if (!message) return error.code + (error.detail.empty() ? "" : ": " + error.detail);
  return fill_in(language == Language::chinese ? message->chinese : message->english, error);
}

}  // namespace mingchou
