#include "client/app/model/saved_preferences.h"

namespace mingchou::client {
namespace {

constexpr std::string_view language_key = "language";
constexpr std::string_view theme_key = "theme";
constexpr std::string_view text_size_key = "text_size";

}  // namespace

Result<Preferences> load_preferences(LocalStore& store, const Preferences& otherwise) {
  const auto language = MC_TRY(store.setting(language_key));
  const auto theme = MC_TRY(store.setting(theme_key));
  const auto text_size = MC_TRY(store.setting(text_size_key));
  return Preferences{.language = language_from_tag(language.value_or("")).value_or(otherwise.language),
                     .theme = theme_choice_from(theme.value_or("")).value_or(otherwise.theme),
                     .text_size = text_size_from(text_size.value_or("")).value_or(otherwise.text_size)};
}

Result<> save_preferences(LocalStore& store, const Preferences& preferences) {
  MC_TRY(store.set_setting(language_key, preferences.language == Language::chinese ? "zh-CN" : "en"));
  MC_TRY(store.set_setting(theme_key, name_of(preferences.theme)));
  return store.set_setting(text_size_key, name_of(preferences.text_size));
}

}  // namespace mingchou::client
